"""The refunds of the demonstration: each state in which the desk can find one is there."""

from datetime import time, timedelta

from portal import clock
from portal.demo.autopay.service import Numbers
from portal.money import Grosze
from portal.online_payments import refunds
from portal.online_payments.refund_queries import refund_by_id
from portal.online_payments.refunds import NewRefund
from portal.store.database import Database
from portal.tenancy import accounts

PAID_TWICE, BAKERY = "PHTT-W5RA-0022", "10013"
PAID_LONG_AGO, NEIGHBOUR = "A7K2-9QX4-0193", "10010"
NOON, AFTERNOON = time(12, 5), time(14, 30)


def give_back(db: Database) -> None:
    """Let the finance office ask, the administrator approve, and the operator do it."""
    today = clock.today()
    remote_id, shares = _second_payment(db)
    with clock.standing_at(today - timedelta(days=14), NOON):
        reason = "Ta sama opłata została zapłacona dwa razy."
        refund_id = _ask(db, PAID_TWICE, remote_id, shares, reason)
    with clock.standing_at(today - timedelta(days=14), AFTERNOON):
        _do(db, refund_id)
    with clock.standing_at(today - timedelta(days=13), NOON):
        refunds.note_done(db, refund_by_id(db, refund_id))
    with clock.standing_at(today - timedelta(days=5), NOON):
        _lose_an_answer(db)
    with clock.standing_at(today - timedelta(days=1), NOON):
        _refuse_and_fail(db)
    with clock.standing_at(today - timedelta(days=1), AFTERNOON):
        order_id, remote_id = _of_another_amount(db)
        _ask(db, order_id, remote_id, {}, "Przyszła inna kwota niż zamówiona.")


def _lose_an_answer(db: Database) -> None:
    """One is approved, and whether the operator took it, nobody knows."""
    remote_id, lease_id = _attempt(db, "order_id = ?", PAID_LONG_AGO)[1:]
    refund_id = _ask(
        db, PAID_LONG_AGO, remote_id, {lease_id: Grosze(44_16)}, "Pomyłka w naliczeniu wody."
    )
    _approve(db, refund_id)
    refunds.mark_sent(db, refund_by_id(db, refund_id))
    refunds.note_unclear(db, refund_by_id(db, refund_id), "timeout")


def _refuse_and_fail(db: Database) -> None:
    """One the second person does not want; another fails after the operator took it."""
    order_id, remote_id, lease_id = _attempt(db, "source_id = ?", NEIGHBOUR)
    shares = {lease_id: Grosze(177_02)}
    refused = _ask(db, order_id, remote_id, shares, "Najemca prosi o zwrot.")
    answer = "Najemca ma zaległość z garażu. Proszę najpierw z nim porozmawiać."
    refunds.refuse(db, refund_by_id(db, refused), answer, by=_account(db, "admin"))
    failed = _ask(db, order_id, remote_id, shares, "Najemca prosi o zwrot, sprawdzone.")
    _do(db, failed)
    refunds.note_failed(db, refund_by_id(db, failed), "CANCELED_NO_FUNDS_ON_BALANCE")


def _attempt(db: Database, which: str, key: str) -> tuple[str, str, int]:
    """A paid attempt of an order or of a tenant, and the lease that it paid for."""
    order_id, remote_id, lease_id = db.execute(
        f"""
        SELECT order_id, remote_id, lease_id
        FROM online_credits
        JOIN payment_orders USING (order_id)
        JOIN tenants USING (tenant_id)
        WHERE refund_id = 0 AND {which}
        """,  # noqa: S608 - our own words
        (key,),
    ).fetchone()
    return order_id, remote_id, lease_id


def _ask(
    db: Database, order_id: str, remote_id: str, shares: dict[int, Grosze], reason: str
) -> int:
    return refunds.ask(
        db, NewRefund(order_id, remote_id, shares, reason, _account(db, "ksiegowosc"))
    )


def _approve(db: Database, refund_id: int) -> None:
    message_id = Numbers(f"zwrot {refund_id}").draw(32).lower()
    refunds.approve(db, refund_by_id(db, refund_id), message_id, by=_account(db, "admin"))


def _do(db: Database, refund_id: int) -> None:
    _approve(db, refund_id)
    refunds.mark_sent(db, refund_by_id(db, refund_id))
    refunds.note_accepted(db, refund_by_id(db, refund_id))


def _second_payment(db: Database) -> tuple[str, dict[int, Grosze]]:
    """The attempt that the housing system has not booked, and its money by lease."""
    rows = db.execute(
        """
        SELECT remote_id, lease_id, amount
        FROM online_credits
        WHERE order_id = ? AND replaced_by IS NULL
        """,
        (PAID_TWICE,),
    ).fetchall()
    return rows[0][0], {lease_id: Grosze(amount) for _, lease_id, amount in rows}


def _of_another_amount(db: Database) -> tuple[str, str]:
    """The bakery's payment, which fits no order."""
    order_id, remote_id = db.execute(
        """
        SELECT kept_aside.order_id, remote_id
        FROM kept_aside
        JOIN payment_orders USING (order_id)
        JOIN tenants USING (tenant_id)
        WHERE reason = 'wrong-amount' AND source_id = ?
        """,
        (BAKERY,),
    ).fetchone()
    return order_id, remote_id


def _account(db: Database, login: str) -> int:
    account = accounts.account_of_login(db, login)
    if account is None:
        raise AssertionError(f"the demonstration has no account {login}")
    return account.account_id
