"""From „Zaloguj przez login.gov.pl” to an open account."""


def test_a_linked_tenant_comes_in(walk, town):
    town.linked("10004")
    page = walk.whole("10004", next="/finanse")
    assert page.status == 303
    assert page.response.headers["location"] == "/finanse"
    assert walk.browser.open("/profil").status == 200
    assert ("session.opened", '{"by": "login.gov.pl"}') in town.events()
