"""`portal export online-payments`: what the housing system takes over."""

import csv
import io

import pytest
from click.testing import CliRunner

from portal import clock
from portal.cli import cli
from portal.store.database import writing
from portal.tenancy import online_credits
from tests.factories import a_lease, a_person, an_account
from tests.online_payments.conftest import Operator, an_order
from tests.test_settings import GOOD

HEADER = "order_id,remote_id,lease_id,amount,paid_at,booked_at,channel,refund_of"


@pytest.fixture
def export(database):
    def run(*arguments: str):
        given = {**GOOD, "PORTAL_DATABASE": str(database)}
        return CliRunner().invoke(cli, ["export", "online-payments", *arguments], env=given)

    return run


@pytest.fixture
def order(db):
    tenant = a_person(db)
    flat = a_lease(db, tenant, source_id="U-417")
    garage = a_lease(db, tenant, source_id="U-418")
    return an_order(db, shares={flat: 90_005, garage: 12_345}, account=an_account(db, tenant))


def rows(result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.output)))


def test_each_lease_that_was_paid_for_is_a_row(db, order, export):
    Operator().says(db, order, paymentDate="20261120235958")
    result = export("--since", "2026-11-21")
    assert result.exit_code == 0
    assert result.output.splitlines()[0] == HEADER
    flat, garage = rows(result)
    booked_at = flat.pop("booked_at")
    assert booked_at.startswith("2026-11-21T")
    assert booked_at.endswith("+01:00")
    assert flat == {
        "order_id": order.order_id, "remote_id": "9A1", "lease_id": "U-417", "amount": "900.05",
        "paid_at": "2026-11-20T23:59:58+01:00", "channel": "106", "refund_of": "",
    }  # fmt: skip
    assert (garage["lease_id"], garage["amount"]) == ("U-418", "123.45")


def test_a_refund_is_a_row_below_zero_with_a_name_of_its_own(db, order, export):
    Operator().says(db, order)
    (lease,) = db.execute("SELECT lease_id FROM leases WHERE source_id = 'U-417'").fetchone()
    with writing(db):
        attempt = online_credits.Attempt(order.order_id, "9A1", "2026-11-21")
        online_credits.add(db, attempt, {lease: 7}, refund_id=3)
    found = rows(export("--since", "2026-11-21"))
    names = [(row["remote_id"], row["lease_id"], row["amount"], row["refund_of"]) for row in found]
    assert names == [
        ("9A1", "U-417", "900.05", ""),
        ("9A1", "U-418", "123.45", ""),
        ("9A1-3", "U-417", "-0.07", "9A1"),
    ]


def test_the_day_is_the_one_on_which_the_portal_booked_in_poland(db, order, export, time_machine):
    clock.pin(None)
    time_machine.move_to("2026-11-21T22:59:59Z", tick=False)
    Operator().says(db, order)
    time_machine.move_to("2026-11-21T23:00:00Z", tick=False)
    Operator().says(db, order, remoteID="9A2")
    assert {row["remote_id"] for row in rows(export("--since", "2026-11-21"))} == {"9A1", "9A2"}
    assert {row["remote_id"] for row in rows(export("--since", "2026-11-22"))} == {"9A2"}
    assert export("--since", "2026-11-23").output.strip() == HEADER


def test_it_writes_to_a_file_and_says_what_it_cannot(order, export, tmp_path):
    out = tmp_path / "payments.csv"
    assert export("--since", "2026-11-21", "--out", str(out)).exit_code == 0
    assert out.read_text(encoding="utf-8").strip() == HEADER
    for wrong in (("--since", "yesterday"), (), ("--since", "2026-11-21", "--out", "/no/where")):
        result = export(*wrong)
        assert result.exit_code == 2
        assert "Traceback" not in result.output
