"""What withdrawn.csv takes out."""

import json

import pytest
import time_machine


@pytest.fixture
def imported(housing):
    """A database with everything in it, and an empty folder."""
    housing.brought()
    housing.clear()
    return housing


def withdraw(folder, *rows: str) -> None:
    folder.write("withdrawn.csv", "\n".join(["file;key", *rows, ""]))


def test_one_line_of_a_charge_goes_and_the_sum_follows(imported):
    withdraw(imported, "charges.csv;NC/1/2")
    result = imported.brought()
    assert (result.outcome, result.touched) == ("applied", 1)
    assert imported.all("SELECT document_number, amount FROM charges") == [
        ("NC/1", 56875),
        ("NC/2", 350),
    ]


def test_a_whole_charge_goes_by_its_number(imported):
    withdraw(imported, "charges.csv;NC/1")
    imported.brought()
    assert imported.all("SELECT document_number FROM charges") == [("NC/2",)]
    assert imported.one("SELECT count(*) FROM charge_components") == 1


def test_a_charge_goes_with_its_last_line(imported):
    withdraw(imported, "charges.csv;NC/2/1")
    imported.brought()
    assert imported.all("SELECT document_number FROM charges") == [("NC/1",)]


def test_a_key_that_means_a_charge_and_a_line_is_a_problem(imported):
    imported.write(
        "charges.csv",
        "document_number;lease_id;kind;issued_on;due_on;position;component;amount\n"
        "NC;U1;regular;2026-01-01;2026-01-01;1;C;1\n",
    )
    imported.brought()
    imported.clear()
    withdraw(imported, "charges.csv;NC/1")
    ((_, line, column, text),) = imported.refused()
    assert (line, column) == (2, "key")
    assert "i dokument NC/1, i pozycję 1 dokumentu NC" in text


def test_everything_can_go_at_once_in_any_order(imported):
    withdraw(
        imported,
        "tenants.csv;N1", "tenants.csv;N2", "premises.csv;P1", "leases.csv;U1", "leases.csv;U2",
        "lease_tenants.csv;U1/N1", "lease_tenants.csv;U2/N2", "meters.csv;L1",
        "readings.csv;L1/31.01.2026", "payments.csv;W1", "charges.csv;NC/1", "charges.csv;NC/2",
    )  # fmt: skip
    assert imported.brought().touched == 13
    for table in ("tenants", "premises", "leases", "lease_tenants", "meters", "readings",
                  "payments", "charges", "charge_components"):  # fmt: skip
        assert imported.one(f"SELECT count(*) FROM {table}") == 0


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("leases.csv;U1", "naliczenia, wpłaty"),
        ("premises.csv;P1", "umowy albo liczniki"),
        ("tenants.csv;N1", "umowy albo konto"),
        ("meters.csv;L1", "odczyty"),
    ],
)
def test_a_row_that_others_refer_to_is_a_problem(imported, key, words):
    withdraw(imported, key)
    ((file, line, _, text),) = imported.refused()
    assert (file, line) == ("withdrawn.csv", 2)
    assert words in text


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("letters.csv;1", "file"),
        ("readings.csv;L1", "key"),
        ("readings.csv;L1/wczoraj", "key"),
        ("lease_tenants.csv;U1", "key"),
        ("payments.csv;", "key"),
    ],
)
def test_a_key_of_the_wrong_form_is_a_problem(imported, row, column):
    withdraw(imported, row)
    assert [each[:3] for each in imported.refused()] == [("withdrawn.csv", 2, column)]


def test_what_is_gone_already_is_no_problem(imported):
    withdraw(imported, "payments.csv;W1")
    imported.brought()
    withdraw(imported, "payments.csv;W1", "payments.csv;W0")
    assert imported.brought().outcome == "unchanged"


def test_a_row_cannot_be_brought_and_withdrawn_at_once(housing):
    withdraw(housing, "payments.csv;W1", "charges.csv;NC/1/2", "charges.csv;NC/2")
    assert [each[1] for each in housing.refused()] == [3, 4, 2]


def test_nor_can_a_row_of_a_file_that_would_be_skipped(housing):
    housing.brought()
    withdraw(housing, "payments.csv;W1", "charges.csv;NC/1/2", "charges.csv;NC/2")
    assert [each[1] for each in housing.refused()] == [3, 4, 2]


def test_a_file_is_read_again_after_rows_of_it_were_withdrawn(housing):
    housing.brought()
    files = {file.name: file.read_bytes() for file in housing.path.iterdir()}
    housing.clear()
    withdraw(housing, "payments.csv;W1")
    housing.brought()
    housing.clear()
    for name, content in files.items():
        housing.write(name, content)

    result = housing.brought()

    assert [file.name for file in result.files if not file.skipped] == ["payments.csv"]
    assert housing.one("SELECT count(*) FROM payments") == 1


def test_a_withdrawal_holds_against_a_file_that_came_anew(housing):
    housing.write("payments.csv", "payment_id;lease_id;paid_on;booked_on;amount;method\n")
    withdraw(housing, "payments.csv;W1")
    housing.brought()
    housing.add("payments.csv", "W1;U1;2026-01-01;2026-01-01;5;cash")
    assert [each[0] for each in housing.refused()] == ["withdrawn.csv"]


class TestManifest:
    """What manifest.json is compared with."""

    def test_the_day_of_the_data_is_its_as_of(self, housing):
        housing.write("manifest.json", json.dumps({"as_of": "2026-11-21T05:00:00+01:00"}))
        housing.brought()
        assert housing.one("SELECT as_of FROM import_batches") == "2026-11-21T04:00:00Z"

    def test_nothing_is_known_of_the_future(self, housing):
        housing.write("manifest.json", json.dumps({"as_of": "2126-11-21T05:00:00+01:00"}))
        with time_machine.travel("2026-11-21T06:00:00Z", tick=False):
            result = housing.brought()
        (notice,) = result.notices
        assert notice.startswith("manifest.json: as_of leży w przyszłości (21\u00a0listopada 2126,")
        assert housing.one("SELECT as_of FROM import_batches") == "2026-11-21T06:00:00Z"

    @pytest.mark.parametrize("nested", [True, False])
    def test_right_counts_and_sums_pass(self, housing, nested):
        import hashlib

        content = (housing.path / "leases.csv").read_bytes()
        said = {"leases.csv": {"rows": 2, "sha256": hashlib.sha256(content).hexdigest()}}
        housing.write("manifest.json", json.dumps({"files": said} if nested else said))
        housing.brought()
        housing.brought()

    @pytest.mark.parametrize(
        ("said", "file"),
        [
            ({"files": {"leases.csv": {"rows": 3}}}, "leases.csv"),
            ({"files": {"leases.csv": {"sha256": "0" * 64}}}, "leases.csv"),
            ({"files": {"leases.csv": {"sha256": "x"}}}, "manifest.json"),
            ({"files": {"withdrawn.csv": {"rows": 0}}}, "manifest.json"),
            ({"files": {"leases.csv": 3}}, "manifest.json"),
            ({"files": []}, "manifest.json"),
            ({"as_of": "2026-11-21T05:00:00"}, "manifest.json"),
            ({"as_of": 5}, "manifest.json"),
            ([], "manifest.json"),
        ],
    )
    def test_any_mismatch_refuses_everything(self, housing, said, file):
        housing.write("manifest.json", json.dumps(said))
        assert file in {each[0] for each in housing.refused()}

    @pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"1" * 5000])
    def test_a_broken_manifest_is_a_problem(self, housing, content):
        housing.write("manifest.json", content)
        assert [each[0] for each in housing.refused()] == ["manifest.json"]

    def test_rows_are_counted_for_a_file_that_is_skipped(self, housing):
        housing.brought()
        housing.write("manifest.json", json.dumps({"files": {"leases.csv": {"rows": 3}}}))
        assert [each[0] for each in housing.refused()] == ["leases.csv"]


def test_the_same_withdrawal_counts_again_once_the_row_has_come_back(housing):
    payments = (housing.path / "payments.csv").read_bytes()
    housing.brought()
    for _ in range(2):
        housing.clear()
        housing.write("withdrawn.csv", "file;key\npayments.csv;W1\n")
        housing.brought()
        assert housing.one("SELECT count(*) FROM payments") == 0
        housing.clear()
        housing.write("payments.csv", payments)
        housing.brought()
        assert housing.one("SELECT count(*) FROM payments") == 1
