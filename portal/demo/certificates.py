"""The certificates of the demonstration: one that counts, one that is old, one that is revoked."""

from datetime import timedelta

from portal import clock
from portal.certificates import actions, queries
from portal.certificates.facts import Issuer, Refusal
from portal.certificates.kinds import CHARGES, NO_ARREARS, Kind
from portal.demo.organisation import TBS_WROCLAW
from portal.store.database import Database
from portal.tenancy import accounts
from portal.tenancy.leases import leases_of

# Papers name the address at which the demonstration is found without --port.
ISSUER = Issuer(TBS_WROCLAW, "http://127.0.0.1:8000")

# How many days ago who made which; the last one is revoked.
_MADE: tuple[tuple[int, str, Kind], ...] = (
    (40, "10001", CHARGES),
    (3, "10005", NO_ARREARS),
    (1, "10001", NO_ARREARS),
    (1, "10004", CHARGES),
)


def make_certificates(db: Database) -> None:
    """Make some certificates, as their tenants did."""
    today, last = clock.today(), 0
    for days, login, kind in _MADE:
        account = accounts.account_of_login(db, login)
        if account is None or account.tenant_id is None:
            raise AssertionError("the accounts of the demonstration come first")
        lease = leases_of(db, account.tenant_id, today)[0]
        with clock.standing_at(today - timedelta(days=days)):
            made = actions.make(
                db,
                lease,
                kind,
                ISSUER,
                tenant_id=account.tenant_id,
                account_id=account.account_id,
            )
        if not isinstance(made, Refusal):
            last = made
    clerk = accounts.account_of_login(db, "biuro")
    if clerk is not None and last:
        actions.revoke(
            db,
            queries.certificate_of(db, last),
            "Opłata była policzona dla złej liczby osób. Zrób, proszę, nowe zaświadczenie.",
            by=clerk.account_id,
        )
