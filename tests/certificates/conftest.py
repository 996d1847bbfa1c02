"""Anna, who is settled, and her browser."""

import pytest

from portal.store.database import writing
from tests.factories import a_charge, a_lease, a_payment, a_person, an_account

AS_OF = "2026-11-20T04:00:00Z"


@pytest.fixture
def anna(browser, db):
    """A tenant who is signed in; gives tenant_id."""
    tenant = a_person(db, "Anna Nowak-Lis")
    browser.sign_in(an_account(db, tenant))
    return tenant


@pytest.fixture
def lease(db, anna):
    """Her lease, all that was due paid, as the data of 20 November have it."""
    lease = a_lease(db, anna, contract_number="417/2014")
    a_charge(
        db,
        lease,
        due_on="2026-11-10",
        amount=128_437,
        components=(
            ("Czynsz", 52_400, "m²", 180_000, 94_320),
            ("Woda", 4_000, "m³", 85_292, 34_117),
        ),
    )
    a_payment(db, lease, paid_on="2026-11-06", amount=128_437)
    with writing(db):
        db.execute(
            """
            INSERT INTO import_batches
                (started_at, finished_at, as_of, outcome, rows, changed, problems, summary)
            VALUES (:as_of, :as_of, :as_of, 'applied', 1, 1, 0, '{}')
            """,
            {"as_of": AS_OF},
        )
    return lease


@pytest.fixture
def reference(browser):
    """How a row is named in addresses."""
    return browser.client.app.app.services.references.hide


@pytest.fixture
def make(browser, reference):
    """Makes a certificate as its tenant does; gives the address of its page."""

    def make(kind: str, lease_id: int) -> str:
        page = browser.send(
            "/finanse/zaswiadczenia/sprawdz", rodzaj=kind, umowa=reference(lease_id)
        )
        assert page.status == 303
        return page.response.headers["location"]

    return make
