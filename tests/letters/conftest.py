"""A clerk at the desk of letters, and tenants who never got in."""

import pytest

from portal.web.references import References
from tests.factories import a_lease, a_member_of_staff, a_person
from tests.pages import OWN_SITE


@pytest.fixture
def clerk(browser, db) -> int:
    """Ewa Lis of the customer office, signed in."""
    account = a_member_of_staff(db, "clerk")
    browser.sign_in(account)
    return account


@pytest.fixture
def anna(db) -> int:
    """Anna Nowak with a flat and no account."""
    tenant = a_person(db)
    a_lease(db, tenant)
    return tenant


@pytest.fixture
def ref(db):
    """The reference of a row, as addresses carry it."""
    key = db.execute("SELECT reference_key FROM installation").fetchone()[0]
    return References(key).hide


@pytest.fixture
def order(browser, ref):
    """Order a letter for a tenant at the desk; gives the address of the batch."""

    def ordered(tenant: int) -> str:
        page = browser.send(f"/biuro/listy/dla/{ref(tenant)}")
        assert page.status == 303
        return page.response.headers["location"].partition("?")[0]

    return ordered


@pytest.fixture
def printed(browser):
    """Print a batch at the desk; gives the PDF."""

    def content(batch: str) -> bytes:
        response = browser.client.post(f"{batch}/druk", headers=OWN_SITE)
        assert response.headers["content-type"] == "application/pdf"
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["content-disposition"].startswith('attachment; filename="listy-')
        return response.content

    return content
