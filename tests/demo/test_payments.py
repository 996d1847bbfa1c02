"""The online payments of the demonstration: each state that a screen can show is there."""

from pathlib import Path

import pytest

from portal import clock
from portal.demo import estate_database as demo
from portal.demo.autopay.memory import remembered_orders
from portal.demo.autopay.service import Numbers
from portal.online_payments import orders
from portal.online_payments.order_queries import progress_of
from portal.store.database import connect
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    clock.pin(TODAY)
    demo.make(path, demo.secret_key_beside(path))
    clock.pin(None)
    return path


@pytest.fixture
def demo_db(made):
    db = connect(made, read_only=True)
    yield db
    db.close()


def states(db, tenant: str) -> list[str]:
    """The states of a tenant's orders, the oldest first."""
    rows = db.execute(
        """
        SELECT order_id
        FROM payment_orders
        JOIN tenants USING (tenant_id)
        WHERE source_id = ?
        ORDER BY started_at
        """,
        (tenant,),
    )
    return [progress_of(db, orders.order_by_id(db, order_id)).state for (order_id,) in rows]


@pytest.mark.parametrize(
    ("tenant", "expected"),
    [
        ("10001", ["paid"]),
        ("10002", ["refused", "pending"]),
        ("10008", ["expired", "cancelled", "pending", "paid", "paid"]),
        ("10010", ["paid"]),
        ("10011", ["paid"]),
        ("10013", ["cancelled", "pending"]),
        ("10014", ["expired", "refused"]),
    ],
)
def test_each_state_is_somebodys(demo_db, tenant, expected):
    assert states(demo_db, tenant) == expected


def test_what_the_housing_system_has_booked_is_in_the_ledger_once(demo_db):
    payments = demo_db.execute(
        "SELECT source_id, awaits_booking FROM payments WHERE online_order_id = 'A7K2-9QX4-0193'"
    ).fetchall()
    assert payments == [("W/1001/023", 0)]


def test_some_money_awaits_its_booking(demo_db):
    leases = demo_db.execute(
        """
        SELECT leases.source_id
        FROM payments
        JOIN leases USING (lease_id)
        WHERE awaits_booking = 1
        ORDER BY leases.source_id
        """
    ).fetchall()
    assert leases == [("1009",), ("1009",), ("1009",), ("1011",), ("1013",), ("1013",)]


def test_some_money_is_kept_for_the_finance_office(demo_db):
    kept = demo_db.execute("SELECT reason FROM kept_aside ORDER BY kept_at").fetchall()
    assert kept == [
        ("paid-twice",),
        ("unknown-order",),
        ("wrong-amount",),
        ("wrong-amount",),
        ("paid-twice",),
    ]


def test_one_refund_is_done_and_another_waits_for_the_second_person(demo_db):
    found = demo_db.execute("SELECT order_id, amount, state FROM refunds ORDER BY refund_id")
    done, *others, asked = found.fetchall()
    assert done == ("PHTT-W5RA-0022", 181_090, "done")
    assert [state for _, _, state in others] == ["approved", "refused", "failed"]
    assert asked[1:] == (69_123, "asked")
    balance = demo_db.execute(
        "SELECT sum(amount) FROM online_credits WHERE order_id = 'PHTT-W5RA-0022'"
    ).fetchone()
    assert balance == (181_090,)


def test_the_letters_of_those_days_are_not_sent_again(demo_db):
    waiting = demo_db.execute(
        """
        SELECT count(*)
        FROM outbox
        WHERE next_try_at IS NOT NULL AND template LIKE 'online_payments/%'
        """
    ).fetchone()
    assert waiting == (0,)


def test_the_simulator_goes_on_where_an_earlier_run_ended(demo_db):
    remembered = {each.start.order_id: each for each in remembered_orders(demo_db, Numbers())}
    assert len(remembered) == demo_db.execute("SELECT count(*) FROM payment_orders").fetchone()[0]
    twice = remembered["PHTT-W5RA-0022"]
    assert [each.status for each in twice.attempts] == ["SUCCESS", "SUCCESS"]
    assert [each.refunded for each in twice.attempts] == [0, 181_090]
    (waiting,) = [each for each in remembered.values() if each.waiting]
    assert waiting.start.amount == 127_675


def test_the_payments_are_the_same_in_each_demonstration(demo_db, tmp_path):
    other = tmp_path / "other.db"
    clock.pin(TODAY)
    demo.make(other, demo.secret_key_beside(other))
    db = connect(other, read_only=True)
    for table in (
        "payment_orders",
        "payment_order_shares",
        "online_credits",
        "kept_aside",
        "refunds",
    ):
        query = f"SELECT * FROM {table} ORDER BY 1, 2"
        assert db.execute(query).fetchall() == demo_db.execute(query).fetchall()
    db.close()
