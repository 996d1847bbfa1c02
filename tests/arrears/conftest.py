"""Jan, who is late, and the rates that the tests reckon with."""

import pytest

from tests.factories import a_charge, a_lease, a_payment, a_person, an_account


@pytest.fixture
def rates(db):
    """Two rates: 10 % until June 2026, 9 % from July on."""
    db.execute("DELETE FROM interest_rates")
    db.executemany(
        "INSERT INTO interest_rates VALUES (?, ?, '2026-07-01')",
        [("2024-01-01", 1000), ("2026-07-01", 900)],
    )


@pytest.fixture
def jan(browser, db, rates):
    """A tenant who is signed in; gives tenant_id."""
    tenant = a_person(db, "Jan Kowalski")
    browser.sign_in(an_account(db, tenant, "10002"))
    return tenant


@pytest.fixture
def jans_account(db, jan):
    return db.execute("SELECT account_id FROM accounts WHERE tenant_id = ?", (jan,)).fetchone()[0]


@pytest.fixture
def lease(db, jan):
    """His lease: 365 zł are late since 11 October, of the 1,000 zł of that month."""
    lease = a_lease(db, jan, contract_number="233/2011")
    a_charge(db, lease, due_on="2026-09-10", amount=100_000)
    a_payment(db, lease, paid_on="2026-09-08", amount=100_000)
    a_charge(db, lease, due_on="2026-10-10", amount=100_000)
    a_payment(db, lease, paid_on="2026-10-20", amount=63_500)
    a_charge(db, lease, due_on="2026-12-10", amount=50_000, issued_on="2026-11-20")
    return lease


@pytest.fixture
def reference(browser):
    """How a row is named in addresses."""
    return browser.client.app.app.services.references.hide


FIELDS = {"liczba": "3", "od": "2026-12-01", "powod": "Zmieniam pracę.", "zrob": "wyslij"}


@pytest.fixture
def ask(browser, lease):
    """Asks for instalments as Jan does; gives the address of the proposal."""

    def ask(**fields: str) -> str:
        page = browser.send("/finanse/zaleglosc", **{**FIELDS, **fields})
        assert page.status == 303
        return page.response.headers["location"]

    return ask
