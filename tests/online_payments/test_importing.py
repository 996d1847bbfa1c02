"""The housing system books what the operator confirmed: the same money, once, in any order."""

import pytest

from portal.commands.check_payments import wrong_credits
from tests.factories import a_lease, a_person, an_account
from tests.imports.conftest import HousingFolder
from tests.online_payments.conftest import an_order

HEADER = "payment_id;lease_id;paid_on;booked_on;amount;method;title;online_order_id\n"


class House(HousingFolder):
    """A housing system that books payments of two leases."""

    def books(self, *rows: tuple[str, str, str, str]) -> None:
        """Takes: payment_id, lease_id, amount, order_id."""
        lines = [
            f"{name};{lease};2026-11-21;2026-11-21;{amount};online;;{order}\n"
            for name, lease, amount, order in rows
        ]
        self.clear()
        self.write("payments.csv", HEADER + "".join(lines))
        self.brought()

    def withdraws(self, *names: str) -> None:
        self.clear()
        keys = "".join(f"payments.csv;{name}\n" for name in names)
        self.write("withdrawn.csv", f"file;key\n{keys}")
        self.brought()

    def ledger(self) -> dict[str, list[tuple[int, int]]]:
        """Amounts, and whether each waits for its booking, by lease."""
        assert wrong_credits(self.db) == []
        found: dict[str, list[tuple[int, int]]] = {"flat": [], "garage": []}
        rows = self.db.execute(
            """
            SELECT leases.source_id, amount, awaits_booking
            FROM payments JOIN leases USING (lease_id)
            ORDER BY amount, awaits_booking
            """
        )
        for lease, amount, awaits in rows:
            found[lease].append((amount, awaits))
        return found


@pytest.fixture
def house(tmp_path, db):
    tenant = a_person(db)
    account = an_account(db, tenant)
    leases = {name: a_lease(db, tenant, source_id=name) for name in ("flat", "garage")}
    house = House(tmp_path / "files", db)
    house.order = an_order(
        db, shares={leases["flat"]: 100_000, leases["garage"]: 20_000}, account=account
    )
    return house


@pytest.fixture
def of(house):
    return house.order.order_id


def test_what_the_import_brings_takes_the_place_of_what_waited(house, operator, of):
    operator.says(house.db, house.order)
    assert house.ledger() == {"flat": [(100_000, 1)], "garage": [(20_000, 1)]}
    for _ in range(2):
        house.books(("W1", "flat", "1000,00", of), ("W2", "garage", "200,00", of))
        assert house.ledger() == {"flat": [(100_000, 0)], "garage": [(20_000, 0)]}


def test_a_notice_that_comes_after_the_import_credits_nothing_twice(house, operator, of):
    house.books(("W1", "flat", "1000,00", of), ("W2", "garage", "200,00", of))
    assert operator.says(house.db, house.order).agrees
    assert house.ledger() == {"flat": [(100_000, 0)], "garage": [(20_000, 0)]}


def test_what_is_booked_in_part_waits_in_part(house, operator, of):
    operator.says(house.db, house.order)
    house.books(("W1", "flat", "1000,00", of))
    assert house.ledger() == {"flat": [(100_000, 0)], "garage": [(20_000, 1)]}


def test_money_of_a_withdrawn_booking_waits_again(house, operator, of):
    operator.says(house.db, house.order)
    house.books(("W1", "flat", "1000,00", of), ("W2", "garage", "200,00", of))
    house.withdraws("W1")
    assert house.ledger() == {"flat": [(100_000, 1)], "garage": [(20_000, 0)]}


def test_one_booking_of_the_whole_order_stands_for_each_of_its_leases(house, operator, of):
    operator.says(house.db, house.order)
    house.books(("W1", "flat", "1200,00", of))
    assert house.ledger() == {"flat": [(120_000, 0)], "garage": []}
    house.books(("W1", "flat", "1000,00", of))
    assert house.ledger() == {"flat": [(100_000, 0)], "garage": [(20_000, 1)]}


def test_of_two_payments_of_an_order_one_is_booked_and_one_waits(house, operator, of):
    operator.says(house.db, house.order)
    operator.says(house.db, house.order, remoteID="9A2")
    house.books(("W1", "flat", "1000,00", of), ("W2", "garage", "200,00", of))
    assert house.ledger() == {
        "flat": [(100_000, 0), (100_000, 1)],
        "garage": [(20_000, 0), (20_000, 1)],
    }


def test_a_second_payment_that_the_import_knew_first_hides_no_other_share(house, operator, of):
    operator.says(house.db, house.order)
    house.books(("W1", "flat", "1000,00", of), ("W2", "flat", "1000,00", of))
    assert house.ledger() == {"flat": [(100_000, 0), (100_000, 0)], "garage": [(20_000, 1)]}


def test_a_booking_that_turns_out_to_be_of_another_order_frees_the_money(house, operator, of):
    operator.says(house.db, house.order)
    house.books(("W1", "flat", "1000,00", of))
    house.books(("W1", "flat", "1000,00", "IOK-other"))
    assert house.ledger() == {
        "flat": [(100_000, 0), (100_000, 1)],
        "garage": [(20_000, 1)],
    }


def test_the_housing_system_cannot_take_the_portals_own_names(house, operator, of):
    operator.says(house.db, house.order)
    (name,) = house.db.execute(
        "SELECT source_id FROM payments WHERE awaits_booking = 1 AND amount = 100000"
    ).fetchone()
    house.clear()
    house.write("payments.csv", HEADER + f"{name};flat;2026-11-21;2026-11-21;1,00;online;;{of}\n")
    ((file, line, column, _),) = house.refused()
    assert (file, line, column) == ("payments.csv", 2, "payment_id")
    house.withdraws(name)
    assert house.ledger() == {"flat": [(100_000, 1)], "garage": [(20_000, 1)]}


def test_a_dry_run_and_a_refused_import_leave_what_waits(house, operator, of):
    operator.says(house.db, house.order)
    row = f"W1;flat;2026-11-21;2026-11-21;1000,00;online;;{of}\n"
    house.write("payments.csv", HEADER + row)
    house.bring(dry_run=True)
    house.write("payments.csv", HEADER + row + "W2;nobody;2026-11-21;2026-11-21;1,00;online;;\n")
    house.refused(loose=True)
    assert house.ledger() == {"flat": [(100_000, 1)], "garage": [(20_000, 1)]}
