"""`portal check` on online payments: notices, confirmed money and the ledger agree."""

import pytest
from click.testing import CliRunner

from portal.cli import cli
from tests.factories import a_lease, a_payment, a_person, an_account
from tests.online_payments.conftest import Operator, an_order
from tests.test_settings import GOOD


@pytest.fixture
def check(database):
    def run():
        given = {**GOOD, "PORTAL_DATABASE": str(database)}
        return CliRunner().invoke(cli, ["check"], env=given)

    return run


@pytest.fixture
def order(db):
    tenant = a_person(db)
    order = an_order(db, a_lease(db, tenant), account=an_account(db, tenant))
    Operator().says(db, order)
    Operator().says(db, order, remoteID="9A2", amount="1.00")
    return order


def test_what_is_as_it_should_be_is_in_order(order, check):
    result = check()
    assert result.exit_code == 0
    assert "Online payments: in order" in result.output
    assert "payments to clarify: 1" in result.output


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("DELETE FROM payments WHERE awaits_booking = 1", "has no payment of its own"),
        ("UPDATE payments SET amount = amount + 1", "has no payment of its own"),
        ("UPDATE online_credits SET replaced_by = 'gone'", "gave way to a payment that is not"),
        ("DELETE FROM online_credits", "is no confirmed money"),
        ("DELETE FROM kept_aside", "is neither booked nor kept aside"),
        (
            "UPDATE online_credits SET amount = amount - 1;UPDATE payments SET amount = amount - 1",
            "with another sum than was ordered",
        ),
    ],
)
def test_each_kind_of_fault_is_found(db, order, check, fault, words):
    db.executescript(fault)
    result = check()
    assert result.exit_code == 1
    assert words in result.output


def test_money_that_the_housing_system_booked_is_in_order_too(db, order, check):
    (lease,) = db.execute("SELECT lease_id FROM online_credits").fetchone()
    a_payment(
        db, lease, paid_on="2026-11-21", source_id="W-1", online_order_id=order.order_id,
        amount=order.amount,
    )  # fmt: skip
    db.execute("DELETE FROM payments WHERE awaits_booking = 1")
    db.execute("UPDATE online_credits SET replaced_by = 'W-1'")
    assert check().exit_code == 0
