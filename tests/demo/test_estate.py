"""The files in data/demo/: what they say on the day that the demonstration shows."""

import csv
import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from stdnum import iban
from stdnum.pl import nip, pesel

from portal.demo import estate_calendar as calendar
from portal.demo.estate_files import DEMO_FOLDER, write_demo

TODAY = "2026-11-21"
ANNA, JAN, JANS_GARAGE, PIOTR, NEEDLE, MARIA, STANISLAW = (
    "1001", "1002", "1003", "1004", "1005", "1006", "1007",
)  # fmt: skip
LONG_NAME, NEWCOMER = "1008", "1010"


def rows(name: str) -> list[dict[str, str]]:
    with (DEMO_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def grosze(words: str) -> int:
    return int(words.replace(",", ""))


def charges_of(lease: str, *, kind: str = "", due_before: str = "9999") -> list[dict[str, str]]:
    return [
        row
        for row in rows("charges.csv")
        if row["lease_id"] == lease and kind in ("", row["kind"]) and row["due_on"] < due_before
    ]


def total(chosen: list[dict[str, str]]) -> int:
    return sum(grosze(row["amount"]) for row in chosen)


def paid(lease: str) -> int:
    return total([row for row in rows("payments.csv") if row["lease_id"] == lease])


def balance(lease: str) -> int:
    return paid(lease) - total(charges_of(lease))


def overdue(lease: str) -> int:
    return max(0, total(charges_of(lease, due_before=TODAY)) - paid(lease))


def test_the_committed_files_are_those_that_the_generator_writes(tmp_path: Path) -> None:
    write_demo(tmp_path)
    made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    committed = {
        file.name: file.read_bytes()
        for file in DEMO_FOLDER.iterdir()
        if file.suffix in (".csv", ".json")
    }
    assert made == committed


def test_the_manifest_counts_the_rows_and_knows_the_files() -> None:
    manifest = json.loads((DEMO_FOLDER / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["as_of"] == "2026-11-21T05:00:00Z"
    for name, said in manifest["files"].items():
        content = (DEMO_FOLDER / name).read_bytes()
        assert said == {"rows": len(rows(name)), "sha256": hashlib.sha256(content).hexdigest()}


def test_anna_owes_the_charge_of_december_less_what_heating_left_over() -> None:
    december = [row for row in charges_of(ANNA) if row["period"] == "2026-12"]
    assert total(december) == 140348
    assert {(row["issued_on"], row["due_on"]) for row in december} == {("2026-11-20", "2026-12-10")}
    assert balance(ANNA) == -128437
    assert overdue(ANNA) == 0


def test_annas_year_is_the_one_of_the_design() -> None:
    by_month: dict[str, int] = {}
    for row in rows("payments.csv"):
        if row["lease_id"] == ANNA and "2025-12" <= row["paid_on"] < "2026-12":
            month = row["paid_on"][:7]
            by_month[month] = by_month.get(month, 0) + grosze(row["amount"])
    assert list(by_month.values()) == [
        131820, 131820, 140740, 136280, 272560, 136280, 136280, 136280, 136280, 144416, 140348,
    ]  # fmt: skip
    assert sum(by_month.values()) == 1643104


def test_annas_flat_has_five_meters() -> None:
    assert sum(row["premises_id"] == "L-0101" for row in rows("meters.csv")) == 5
    newest = [row for row in rows("readings.csv") if row["meter_id"] == "L-0101-5"][-1]
    assert newest == {"meter_id": "L-0101-5", "read_on": "2026-06-30", "value": "41,306"}


def test_jan_is_in_arrears_on_both_leases_and_has_an_interest_note() -> None:
    assert (overdue(JAN), overdue(JANS_GARAGE)) == (272778, 27675)
    assert total(charges_of(JAN, kind="interest")) > 0
    mains = {row["lease_id"]: row["tenant_id"] for row in rows("lease_tenants.csv")}
    assert mains[JAN] == mains[JANS_GARAGE] == "10002"


def test_piotr_and_oksana_share_a_lease_with_an_overpayment() -> None:
    holders = {
        row["tenant_id"]: row["role"]
        for row in rows("lease_tenants.csv")
        if row["lease_id"] == PIOTR
    }
    assert holders == {"10004": "main", "10003": "co-tenant"}
    assert balance(PIOTR) == 23124


def test_the_tailor_owes_nothing_and_has_a_settlement() -> None:
    assert balance(NEEDLE) == 0
    assert charges_of(NEEDLE, kind="settlement")


def test_maria_is_a_little_short_but_not_late() -> None:
    assert balance(MARIA) == -1860
    assert overdue(MARIA) == 0


def test_the_lease_of_stanislaw_ended_and_was_settled() -> None:
    lease = next(row for row in rows("leases.csv") if row["lease_id"] == STANISLAW)
    last = charges_of(STANISLAW)[-1]
    assert lease["end_date"] == "2026-07-31"
    assert (last["kind"], last["issued_on"]) == ("settlement", "2026-09-15")
    assert balance(STANISLAW) == 0


def test_the_newcomer_has_a_lease_without_charges() -> None:
    lease = next(row for row in rows("leases.csv") if row["lease_id"] == NEWCOMER)
    assert lease["start_date"] == "2026-12-01"
    assert charges_of(NEWCOMER) == []


def test_the_others_are_not_late() -> None:
    assert [overdue(row["lease_id"]) for row in rows("leases.csv")[7:]] == [0] * 8


def test_nothing_is_booked_after_the_day_that_the_files_tell_of() -> None:
    assert max(row["booked_on"] for row in rows("payments.csv")) < TODAY
    assert max(row["issued_on"] for row in rows("charges.csv")) < TODAY


def test_twenty_five_months_are_charged_for_a_lease_that_goes_on() -> None:
    periods = {row["period"] for row in charges_of(ANNA, kind="regular")}
    assert periods == set(calendar.months("2024-12", "2026-12"))


def test_a_line_is_its_quantity_times_its_price() -> None:
    for row in rows("charges.csv"):
        if row["unit_price"]:
            quantity = round(float(row["quantity"].replace(",", ".")) * 1000)
            price, amount = grosze(row["unit_price"]), grosze(row["amount"])
            assert abs(quantity * price - amount * 1000) <= 1000, row


def test_keys_are_used_once_and_lead_somewhere() -> None:
    leases = {row["lease_id"] for row in rows("leases.csv")}
    documents = [(row["document_number"], row["position"]) for row in rows("charges.csv")]
    payments = [row["payment_id"] for row in rows("payments.csv")]
    orders = [row["online_order_id"] for row in rows("payments.csv") if row["online_order_id"]]
    assert len(set(documents)) == len(documents)
    assert len(set(payments)) == len(payments)
    assert len(set(orders)) == len(orders)
    assert {row["lease_id"] for row in rows("charges.csv") + rows("payments.csv")} <= leases
    accounts = [row["bank_account"] for row in rows("leases.csv")]
    assert len(set(accounts)) == len(accounts)


def test_numbers_of_people_companies_and_accounts_have_true_check_digits() -> None:
    tenants = rows("tenants.csv")
    assert all(pesel.is_valid(row["pesel"]) for row in tenants if row["kind"] == "person")
    assert all(nip.is_valid(row["nip"]) for row in tenants if row["kind"] == "company")
    accounts = [row["bank_account"] for row in rows("leases.csv")]
    assert all(iban.is_valid(f"PL{account}") for account in accounts)
    assert {account[2:10] for account in accounts} == {"99990000"}


def test_readings_never_fall_and_some_meters_are_near_or_past_their_end() -> None:
    values: dict[str, list[float]] = {}
    for row in rows("readings.csv"):
        values.setdefault(row["meter_id"], []).append(float(row["value"].replace(",", ".")))
    assert all(each == sorted(each) and each[0] > 0 for each in values.values())
    ends = {row["valid_until"] for row in rows("meters.csv")}
    assert {"2026-06-30", "2026-12-31"} <= ends


def test_installed_meters_were_there_before_their_first_reading() -> None:
    installed = {row["meter_id"]: row["installed_on"] for row in rows("meters.csv")}
    assert all(installed[row["meter_id"]] < row["read_on"] for row in rows("readings.csv"))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 12, 10), date(2026, 12, 10)),
        (date(2026, 10, 10), date(2026, 10, 12)),
        (date(2026, 11, 11), date(2026, 11, 12)),
        (date(2026, 4, 4), date(2026, 4, 7)),
        (date(2026, 6, 4), date(2026, 6, 5)),
        (date(2025, 12, 24), date(2025, 12, 29)),
    ],
)
def test_a_day_off_moves_to_the_next_working_day(day: date, expected: date) -> None:
    assert calendar.working_day(day) == expected
