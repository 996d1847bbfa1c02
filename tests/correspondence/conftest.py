"""Anna, who holds a lease, before the matters that can be reported."""

from typing import NamedTuple

import pytest

from portal.store.database import Database
from portal.tenancy import case_type_seed
from tests.factories import a_lease, a_meter, a_person, an_account, some_premises
from tests.pages import Browser

PERSONS = "/korespondencja/dodaj/liczba-osob"
GENERAL = "/korespondencja/dodaj/pismo-ogolne"
PERSONS_FORM = {
    "pole-teraz": "2",
    "pole-potem": "3",
    "pole-od-kiedy": "2026-12-01",
    "pole-powod": "Ktoś się wprowadza",
    "pole-kto": "Zofia Nowak",
    "tresc": "",
}
GENERAL_FORM = {"temat": "Kopia umowy", "tresc": "Proszę o kopię umowy."}


class Anna(NamedTuple):
    """A tenant who is signed in."""

    browser: Browser
    tenant_id: int
    account_id: int
    lease_id: int

    def open(self, address: str, **how):
        return self.browser.open(address, **how)

    def write(self, address: str, *files: tuple[str, bytes], co: str = "sprawdz", **fields: str):
        return self.browser.send_files(address, *files, co=co, **fields)

    def send(self, address: str):
        """Check what is written and send it; gives the receipt."""
        checked = self.open(f"{address}/sprawdz")
        hidden = {
            field["name"]: field["value"] for field in checked.soup.select("main [type=hidden]")
        }
        return self.browser.send(f"{address}/sprawdz", follow=True, **hidden)


@pytest.fixture
def anna(browser: Browser, db: Database) -> Anna:
    case_type_seed.plant(db)
    tenant_id = a_person(db)
    premises = some_premises(db)
    lease_id = a_lease(db, tenant_id, premises=premises)
    a_meter(db, premises, serial_number="ZW 318")
    account_id = an_account(db, tenant_id, "10001")
    browser.sign_in(account_id)
    return Anna(browser, tenant_id, account_id, lease_id)
