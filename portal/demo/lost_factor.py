"""A member of staff of the demonstration whose telephone with the codes is lost."""

import pyotp

from portal import clock
from portal.store.database import Database, writing
from portal.tenancy import accounts, factors

LOGIN = "recepcja"


def lose_a_factor(db: Database, secret_key: str) -> None:
    """Set up a second factor whose secret and recovery codes nobody keeps."""
    account = accounts.account_of_login(db, LOGIN)
    if account is None or account.staff_id is None:
        raise AssertionError("the accounts of the demonstration come first")
    with writing(db):
        factors.begin(db, account.staff_id, secret_key)
        factor = factors.factor_of(db, account.staff_id, secret_key)
        if factor is None:
            raise AssertionError("it was begun a line above")
        code = pyotp.TOTP(factor.secret).at(clock.seconds_of_other_devices())
        factors.confirm(db, account.staff_id, code, secret_key, account_id=account.account_id)
