"""What an import of right files does."""

import json
import sqlite3

import pytest
import time_machine

from portal.store.database import connect, writing


def test_every_file_reaches_its_table(housing):
    result = housing.brought()

    assert result.outcome == "applied"
    assert {file.name: (file.rows, file.new) for file in result.files} == {
        "tenants.csv": (2, 2),
        "premises.csv": (1, 1),
        "leases.csv": (2, 2),
        "lease_tenants.csv": (2, 2),
        "meters.csv": (1, 1),
        "readings.csv": (1, 1),
        "charges.csv": (3, 3),
        "payments.csv": (1, 1),
    }
    assert housing.one("SELECT value_milli FROM readings") == 12345
    assert housing.one("SELECT usable_area_dm2 FROM premises") == 4550
    assert housing.one("SELECT waste_sorted FROM premises") == 1
    assert housing.all("SELECT started_on, ended_on, deposit FROM leases") == [
        ("2020-01-01", None, 120000),
        ("2020-02-01", "2021-12-31", None),
    ]


def test_a_charge_is_the_sum_of_its_components(housing):
    housing.brought()
    assert housing.all("SELECT document_number, amount, due_on FROM charges ORDER BY 1") == [
        ("NC/1", 50000, "2026-01-10"),
        ("NC/2", 350, "2026-01-10"),
    ]
    assert housing.all(
        "SELECT quantity_milli, unit, unit_price_e4, amount FROM charge_components ORDER BY 4"
    ) == [(None, None, None, -6875), (1000, "m3", 35000, 350), (45500, "m2", 125000, 56875)]


def test_importing_the_same_folder_twice_changes_nothing(housing):
    housing.brought()
    before = housing.all("SELECT * FROM charges")

    result = housing.brought()

    assert result.outcome == "unchanged"
    assert all(file.skipped for file in result.files)
    assert housing.all("SELECT * FROM charges") == before


def test_files_that_are_read_again_change_nothing(housing):
    housing.brought()
    housing.db.execute("DELETE FROM imported_files")

    result = housing.brought()

    assert result.outcome == "unchanged"
    assert sum(file.unchanged for file in result.files) == 13
    assert not any(file.skipped for file in result.files)


def test_a_file_in_another_encoding_is_read_again(housing):
    housing.brought()
    housing.write("lease_tenants.csv", (housing.path / "lease_tenants.csv").read_bytes())
    for name in ("tenants.csv", "premises.csv"):
        text = (housing.path / name).read_text(encoding="utf-8")
        housing.write(name, text, encoding="cp1250")

    result = housing.brought(encoding="cp1250")

    assert result.outcome == "unchanged"
    assert not any(file.skipped for file in result.files)


def test_what_triggers_write_is_not_counted(housing):
    housing.db.execute("CREATE TABLE noted (source_id TEXT)")
    for event in ("INSERT", "UPDATE"):
        housing.db.execute(
            f"CREATE TRIGGER note_{event} AFTER {event} ON tenants "
            "BEGIN INSERT INTO noted VALUES (new.source_id), (new.source_id); END"
        )
    assert housing.brought().files[0].new == 2
    housing.replace("tenants.csv", "Żółć", "Nowak")
    tenants = housing.brought().files[0]
    assert (tenants.new, tenants.changed, tenants.unchanged) == (0, 1, 1)


def test_rows_that_are_absent_stay(housing):
    housing.brought()
    housing.clear()
    housing.write("lease_tenants.csv", "lease_id;tenant_id;role\nU1;N2;co-tenant\n")

    housing.brought()

    assert housing.one("SELECT count(*) FROM lease_tenants") == 3


def test_a_changed_row_keeps_its_id(housing):
    housing.brought()
    before = housing.one("SELECT tenant_id FROM tenants WHERE source_id = 'N1'")
    housing.replace("tenants.csv", "Żółć", "Nowak")

    result = housing.brought()

    assert result.files[0].changed == 1
    assert housing.all("SELECT tenant_id, last_name FROM tenants WHERE source_id = 'N1'") == [
        (before, "Nowak")
    ]


def test_a_changed_line_changes_the_sum_and_keeps_the_charge(housing):
    housing.brought()
    before = housing.one("SELECT charge_id FROM charges WHERE document_number = 'NC/1'")
    housing.write(
        "charges.csv",
        "document_number;lease_id;kind;period;issued_on;due_on;position;component;amount\n"
        "NC/1;U1;regular;2026-01;2025-12-20;2026-01-10;2;Woda;-18,75\n"
        "NC/1;U1;regular;2026-01;2025-12-20;2026-01-10;3;Śmieci;10\n",
    )

    file = next(file for file in housing.brought().files if file.name == "charges.csv")

    assert (file.new, file.changed, file.unchanged) == (1, 1, 0)
    assert housing.all("SELECT charge_id, amount FROM charges WHERE document_number = 'NC/1'") == [
        (before, 56000)
    ]


def test_a_changed_header_changes_all_its_lines_and_keeps_the_charge(housing):
    housing.brought()
    before = housing.one("SELECT charge_id FROM charges WHERE document_number = 'NC/1'")
    housing.replace("charges.csv", "2026-01-10;1;Czynsz", "2026-01-15;1;Czynsz")
    housing.replace("charges.csv", "2026-01-10;2;Woda", "2026-01-15;2;Woda")

    file = next(file for file in housing.brought().files if file.name == "charges.csv")

    assert (file.new, file.changed, file.unchanged) == (0, 2, 1)
    assert housing.all("SELECT charge_id, due_on, amount FROM charges LIMIT 1") == [
        (before, "2026-01-15", 50000)
    ]


@pytest.mark.parametrize("again", [False, True])
def test_lines_of_a_document_may_lie_anywhere_in_a_long_file(housing, again):
    """Position by position, so that each document comes back in batch after batch."""
    housing.brought()
    lines = [
        f"D{number};U1;regular;2026-01;2025-12-20;2026-01-10;{position};Czynsz;1,00"
        for position in (1, 2, 3)
        for number in range(900)
    ]
    header = "document_number;lease_id;kind;period;issued_on;due_on;position;component;amount"
    housing.write("charges.csv", "\n".join([header, *lines]))
    housing.brought()
    if again:
        housing.write("charges.csv", "\n".join([header, *lines, ""]).replace("3;Czynsz", "3;Gaz"))
        housing.brought()

    assert housing.all("SELECT DISTINCT amount FROM charges WHERE document_number LIKE 'D%'") == [
        (300,)
    ]


def test_a_dry_run_says_what_would_change_and_changes_nothing(housing):
    before = list(housing.db.iterdump())

    result = housing.brought(dry_run=True)

    assert (result.outcome, result.dry_run, result.touched) == ("applied", True, 13)
    assert list(housing.db.iterdump()) == before


def test_a_dry_run_waits_for_nobody_and_nobody_for_it(housing, tmp_path):
    housing.brought()
    housing.replace("payments.csv", "500,00", "501,00")
    other = sqlite3.connect(tmp_path / "portal.db", timeout=0, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE payments SET title = 'inny'")
    assert housing.brought(dry_run=True).touched == 1
    other.execute("COMMIT")

    def write(_):
        with writing(other):
            other.execute("UPDATE payments SET title = title || '.'")

    assert housing.brought(dry_run=True, progress=write).touched == 1
    other.close()
    assert housing.one("SELECT title FROM payments").startswith("inny.")
    assert housing.one("SELECT amount FROM payments") == 500_00
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_pesel_is_kept_as_a_keyed_hash_only(housing, tmp_path):
    housing.brought()
    key = housing.one("SELECT pesel_key FROM tenants WHERE source_id = 'N1'")
    assert len(key) == 32
    assert "44051401359" not in "".join(housing.db.iterdump())


def test_an_applied_import_is_recorded_and_heard_of(housing):
    with time_machine.travel("2026-11-21T06:00:00Z", tick=False):
        housing.brought()

    assert housing.all("SELECT as_of, outcome, rows, changed, problems FROM import_batches") == [
        ("2026-11-21T06:00:00Z", "applied", 13, 13, 0)
    ]
    assert housing.one("SELECT number FROM portal_revision") == 2
    event, details = housing.all("SELECT event, details FROM events")[0]
    assert event == "import.applied"
    assert json.loads(details) == {"batch_id": 1, "rows": 13, "changed": 13, "problems": 0}


def test_the_revision_grows_only_when_rows_or_the_instant_of_the_data_change(housing):
    with time_machine.travel("2026-11-21T06:00:00Z", tick=False):
        housing.brought()
        housing.brought()
    assert housing.one("SELECT number FROM portal_revision") == 2
    with time_machine.travel("2026-11-21T07:00:00Z", tick=False):
        housing.brought()
    assert housing.one("SELECT number FROM portal_revision") == 3


def test_a_reader_is_not_kept_waiting(housing, tmp_path):
    reader = connect(tmp_path / "portal.db", read_only=True)
    counts = []
    housing.brought(
        progress=lambda _: counts.append(
            reader.execute("SELECT count(*) FROM tenants").fetchone()[0]
        )
    )
    assert set(counts) == {0}
    assert reader.execute("SELECT count(*) FROM tenants").fetchone()[0] == 2
    reader.close()


def test_the_settings_of_the_connection_are_given_back(housing):
    before = housing.one("PRAGMA temp_store")
    housing.brought()
    assert housing.one("PRAGMA temp_store") == before
    assert housing.all("SELECT name FROM temp.sqlite_schema") == []
