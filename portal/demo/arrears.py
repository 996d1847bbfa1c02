"""The instalments of the demonstration: Jan has asked for his garage; a plan of his is over."""

from datetime import date, timedelta

from portal import clock
from portal.arrears import actions, limits, queries, rates
from portal.arrears.actions import NewProposal
from portal.arrears.debts import arrears_of
from portal.arrears.instalments import instalments_of
from portal.store.database import Database
from portal.tenancy import accounts, ledger
from portal.tenancy.accounts import Account
from portal.tenancy.leases import Lease, leases_of

SPRING = date(2026, 4, 20)


def ask_for_instalments(db: Database) -> None:
    """Let what is late be asked for, where it is late on the day of the demonstration."""
    jan = accounts.account_of_login(db, "10002")
    clerk = accounts.account_of_login(db, "biuro")
    if jan is None or jan.tenant_id is None or clerk is None:
        raise AssertionError("the accounts of the demonstration come first")
    flat, *others = leases_of(db, jan.tenant_id, clock.today())
    if clock.today() > SPRING:
        proposal_id = _ask(
            db, jan, flat, SPRING, 3, "Po zmianie pracy czekam na pierwszą wypłatę. Chcę spłacić"
            " wszystko do końca czerwca."
        )  # fmt: skip
        if proposal_id:
            with clock.standing_at(SPRING + timedelta(days=2)):
                asked = queries.proposal_of(db, proposal_id)
                actions.accept(
                    db,
                    asked,
                    instalments_of(asked.amount, asked.number, asked.first_on),
                    "Proszę pamiętać o bieżących opłatach.",
                    by=clerk.account_id,
                )
    for lease in others:
        day = clock.today() - timedelta(days=2)
        _ask(db, jan, lease, day, 2, "W listopadzie mam większe wydatki na leczenie.")


def _ask(db: Database, jan: Account, lease: Lease, day: date, number: int, reason: str) -> int:
    """Ask as on a day; gives the number of the proposal, 0 where nothing was late."""
    account = ledger.account_of(db, lease.lease_id, day)
    late = arrears_of(account, rates.rates_of(db), day)
    if limits.limits_of(db).most_for(late.amount) < number or jan.tenant_id is None:
        return 0
    first_on = day + timedelta(days=14)
    with clock.standing_at(day):
        return actions.propose(
            db,
            NewProposal(
                lease.lease_id, jan.tenant_id, jan.account_id, late.amount, number, first_on, reason
            ),
        )
