"""Who of the demonstration is linked with login.gov.pl, and somebody with two accounts."""

from portal.demo.accounts import DemoAccount
from portal.demo.estate_people import TENANTS
from portal.national_node import store
from portal.store.database import Database, writing
from portal.store.events import Event, record
from portal.tenancy import accounts, register
from portal.tenancy.passwords import hash_password

LINKED = ("10004", "10007")
# Halina Wójcik has been entered twice: with her flat, and again with her garage.
HALINA, AGAIN, GARAGE = "10010", "10010-2", "1012"


def link_with_login_gov(db: Database, secret_key: str) -> None:
    """Link the accounts that show it."""
    for login in LINKED:
        _link(db, login, _key_of(login, secret_key))
    key = _key_of(HALINA, secret_key)
    _enter_again(db, key)
    for login in (HALINA, AGAIN):
        _create(db, login)
        _link(db, login, key)


def _enter_again(db: Database, key: bytes) -> None:
    person = next(tenant for tenant in TENANTS if tenant.tenant_id == HALINA)
    row = (AGAIN, "person", person.first_name, person.last_name, None, key, None,
           "ul. Jarzębinowa", "16", "12", "53-120", "Wrocław")  # fmt: skip
    with writing(db):
        register.put_tenants(db, [row])
        (lease_id,) = db.execute(
            "SELECT lease_id FROM leases WHERE source_id = ?", (GARAGE,)
        ).fetchone()
        register.put_lease_tenants(db, [(lease_id, _tenant_id(db, AGAIN), "co-tenant")])


def _create(db: Database, login: str) -> None:
    if accounts.account_of_login(db, login) is None:
        hashed = hash_password(DemoAccount(login, "", "").password)
        with writing(db):
            accounts.create_tenant_account(db, login, _tenant_id(db, login), hashed, "own")


def _link(db: Database, login: str, key: bytes) -> None:
    account = accounts.account_of_login(db, login)
    if account is None:
        return
    account_id = account.account_id
    with writing(db):
        store.link(db, account_id, key)
        record(db, Event.NATIONAL_LINKED, account_id=account_id, tenant_id=account.tenant_id)


def _key_of(login: str, secret_key: str) -> bytes:
    person = next(tenant for tenant in TENANTS if tenant.tenant_id == login)
    return register.pesel_key(secret_key, person.pesel or "")


def _tenant_id(db: Database, source_id: str) -> int:
    (tenant_id,) = db.execute(
        "SELECT tenant_id FROM tenants WHERE source_id = ?", (source_id,)
    ).fetchone()
    return int(tenant_id)
