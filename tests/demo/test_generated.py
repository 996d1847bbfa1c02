"""Generated leases: any number, always the same, in the files of the housing system."""

import csv
import json
from pathlib import Path

import pytest
from stdnum import iban
from stdnum.pl import pesel

from portal.demo.estate_generated import REPORT_EVERY, write_generated

COUNT = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("generated")
    write_generated(path, COUNT)
    return path


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_the_same_number_gives_the_same_files(folder: Path, tmp_path: Path) -> None:
    write_generated(tmp_path, COUNT)
    assert (tmp_path / "manifest.json").read_text() == (folder / "manifest.json").read_text()


def test_fewer_leases_are_the_first_of_more(folder: Path, tmp_path: Path) -> None:
    write_generated(tmp_path, 3)
    few, many = rows(tmp_path, "charges.csv"), rows(folder, "charges.csv")
    assert few == many[: len(few)]


def test_each_lease_has_a_tenant_premises_meters_and_two_years_of_charges(folder: Path) -> None:
    counts = {
        name: said["rows"]
        for name, said in json.loads((folder / "manifest.json").read_text())["files"].items()
    }
    assert counts["tenants.csv"] == counts["premises.csv"] == counts["leases.csv"] == COUNT
    assert counts["meters.csv"] == 3 * COUNT
    assert counts["charges.csv"] == COUNT * 24 * 6 == len(rows(folder, "charges.csv"))
    assert counts["payments.csv"] == len(rows(folder, "payments.csv")) <= COUNT * 23


def test_numbers_are_valid_and_used_once(folder: Path) -> None:
    people = [row["pesel"] for row in rows(folder, "tenants.csv")]
    accounts = [row["bank_account"] for row in rows(folder, "leases.csv")]
    assert len(set(people)) == len(set(accounts)) == COUNT
    assert all(map(pesel.is_valid, people))
    assert all(iban.is_valid(f"PL{account}") for account in accounts)


def test_a_payment_pays_the_charge_of_its_month(folder: Path) -> None:
    charged: dict[tuple[str, str], int] = {}
    for row in rows(folder, "charges.csv"):
        key = (row["lease_id"], row["period"])
        charged[key] = charged.get(key, 0) + int(row["amount"].replace(",", ""))
    for row in rows(folder, "payments.csv"):
        _, period, lease_id = row["payment_id"].split("/")
        assert int(row["amount"].replace(",", "")) == charged[lease_id, period]


def test_nothing_is_booked_after_the_day_of_the_demonstration(folder: Path) -> None:
    assert max(row["booked_on"] for row in rows(folder, "payments.csv")) < "2026-11-21"


def test_progress_tells_of_every_lease(tmp_path: Path) -> None:
    told: list[int] = []
    write_generated(tmp_path, REPORT_EVERY + 5, progress=told.append)
    assert told == [REPORT_EVERY, 5]
