"""What tenants of the demonstration chose about contact."""

from portal.profile import actions
from portal.store.database import Database
from portal.tenancy import accounts
from portal.tenancy.preferences import Language

LANGUAGES: dict[str, Language] = {"10003": "uk"}
TELEPHONES = {"10001": "+48600100200"}


def choose(db: Database) -> None:
    """Let each choose as they would in Profil."""
    for login, language in LANGUAGES.items():
        actions.save_language(db, _account_id(db, login), language)
    for login, telephone in TELEPHONES.items():
        actions.save_telephone(db, _account_id(db, login), telephone)


def _account_id(db: Database, login: str) -> int:
    account = accounts.account_of_login(db, login)
    if account is None:
        raise AssertionError(f"the demonstration has no account {login}")
    return account.account_id
