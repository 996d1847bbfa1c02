"""The guided help knows whether login.gov.pl opens this portal."""

import pytest

from portal.help import login_guide

OFFERED = dict(login_guide.places(login_guide.FIRST_WITH_NODE, first=login_guide.FIRST_WITH_NODE))


@pytest.mark.parametrize("path", [path for path in OFFERED if path.startswith("profil-zaufany")])
def test_where_it_is_offered_the_help_leads_into_it(browser, path):
    page = browser.open(f"/pomoc/logowanie/{path}")
    assert "jeszcze" not in page.text or "jeszcze raz" in page.text
    assert "nie otwierają jeszcze" not in page.text


def test_every_other_way_stays_as_it_is():
    plain = {path for path in dict(login_guide.places()) if not path.startswith("profil-zaufany")}
    assert plain == {path for path in OFFERED if not path.startswith("profil-zaufany")}
