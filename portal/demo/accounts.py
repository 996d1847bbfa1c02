"""The accounts of the demonstration. The password of each is `demo-` and its login."""

from dataclasses import dataclass

from portal.store.database import Database, writing
from portal.tenancy import accounts
from portal.tenancy.accounts import PasswordState, Role
from portal.tenancy.passwords import hash_password


@dataclass(frozen=True)
class DemoAccount:
    """A login, whose it is and what it shows; tenants have their login as key in the files too."""

    login: str
    who: str
    shows: str
    state: PasswordState = "own"
    role: Role | None = None

    @property
    def password(self) -> str:
        return f"demo-{self.login}"


TENANTS = (
    DemoAccount(
        "10001", "Anna Nowak, flat", "owes this month's charge, not yet due; approved e-mail"
    ),
    DemoAccount(
        "10002",
        "Jan Kowalski, flat and garage",
        "arrears, a payment in progress; e-mail waits for approval",
    ),
    DemoAccount(
        "10003", "Oksana Kovalenko, co-tenant with 10004", "overpayment; contact in Ukrainian"
    ),
    DemoAccount("10004", "Piotr Wiśniewski, main tenant", "overpayment; approved e-mail"),
    DemoAccount("10005", "Zakład Krawiecki „Igła”, company", "settled, a settlement document"),
    DemoAccount(
        "10006", "Maria Zielińska, flat", "first password, must be replaced; no e-mail", "first"
    ),
    DemoAccount("10007", "Stanisław Lis", "a lease that ended"),
    DemoAccount("10008", "Wiktoria K.-B., flat and storage", "very long name and address"),
    DemoAccount("10009", "Kacper Dąbrowski, new flat", "a lease from December, no charges yet"),
)
STAFF = (
    DemoAccount(
        "biuro", "Ewa Biurowa", "letters, e-mail approvals, credential requests", role="clerk"
    ),
    DemoAccount(
        "recepcja", "Rafał Recepcyjny", "a lost second factor, for admin to remove", role="clerk"
    ),
    DemoAccount("ksiegowosc", "Karol Księgowy", "imports, payments, refunds", role="finance"),
    DemoAccount(
        "admin", "Alicja Administratorska", "staff, rights, audit log", role="administrator"
    ),
)


def create_accounts(db: Database) -> None:
    """Create every account of the demonstration that is not there yet."""
    for account in (*TENANTS, *STAFF):
        if accounts.account_of_login(db, account.login) is None:
            _create(db, account, hash_password(account.password))


def accounts_for(db: Database, limit: int) -> int:
    """Give so many tenants without an account one that nobody can sign in with yet.

    Gives: how many were created. The login is the tenant's key in the files.
    """
    rows = db.execute(
        """
        SELECT tenant_id, source_id
        FROM tenants
        WHERE tenant_id NOT IN (SELECT tenant_id FROM accounts WHERE tenant_id IS NOT NULL)
        ORDER BY tenant_id
        LIMIT :limit
        """,
        {"limit": limit},
    ).fetchall()
    with writing(db):
        for tenant_id, source_id in rows:
            accounts.create_tenant_account(db, source_id, tenant_id, None, "none")
    return len(rows)


def _create(db: Database, account: DemoAccount, password_hash: str) -> None:
    with writing(db):
        if account.role is not None:
            accounts.create_staff_account(
                db, account.login, account.who, account.role, password_hash, account.state
            )
            return
        (tenant_id,) = db.execute(
            "SELECT tenant_id FROM tenants WHERE source_id = :login", {"login": account.login}
        ).fetchone()
        accounts.create_tenant_account(db, account.login, tenant_id, password_hash, account.state)
