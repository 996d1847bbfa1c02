"""How files may be written, and what is said of those that cannot be read."""

import os

import pytest


def test_windows_1250_is_read_when_asked_for(housing):
    for name in ("tenants.csv", "premises.csv"):
        text = (housing.path / name).read_text(encoding="utf-8")
        housing.write(name, text, encoding="cp1250")
    housing.brought(encoding="cp1250")
    assert housing.one("SELECT last_name FROM tenants WHERE source_id = 'N1'") == "Żółć"


def test_windows_1250_taken_for_utf_8_is_named_by_line(housing):
    text = (housing.path / "tenants.csv").read_text(encoding="utf-8")
    housing.write("tenants.csv", text, encoding="cp1250")
    problems = housing.refused()
    assert [each[:2] for each in problems] == [("tenants.csv", 2), ("tenants.csv", 3)]
    assert "--encoding cp1250" in problems[0][3]


def test_utf_8_with_a_mark_taken_for_windows_1250_is_a_problem(housing):
    housing.write("lease_tenants.csv", "\ufefflease_id;tenant_id;role\n")
    problems = housing.refused(encoding="cp1250")
    assert ("lease_tenants.csv", None, "") in [each[:3] for each in problems]


def test_a_byte_order_mark_is_no_part_of_the_header(housing):
    text = (housing.path / "tenants.csv").read_text(encoding="utf-8")
    housing.write("tenants.csv", text, encoding="utf-8-sig")
    housing.brought()


def test_commas_points_quotes_windows_lines_and_any_order_are_fine(housing):
    housing.write(
        "payments.csv",
        "amount,lease_id,payment_id,paid_on,booked_on,method,title\r\n"
        '"1 234,5",U1,W1,01.02.2026,2026-02-02,cash,"raz, ""dwa""\r\ntrzy"\r\n'
        "\r\n"
        "-10.05,U1,W2,01.02.2026,2026-02-02,cash,\r\n",
    )
    housing.brought()
    assert housing.all("SELECT source_id, amount, title FROM payments ORDER BY 1") == [
        ("W1", 123450, 'raz, "dwa" trzy'),
        ("W2", -1005, None),
    ]


def test_lines_are_counted_as_an_editor_counts_them(housing):
    housing.write(
        "payments.csv",
        "payment_id;lease_id;paid_on;booked_on;amount;method;title\n\n"
        'W1;U1;2026-02-01;2026-02-02;1;cash;"a\nb\nc"\n'
        "W2;U1;2026-02-01;2026-02-02;zero;cash;\n",
    )
    assert [each[1] for each in housing.refused()] == [6]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_lines_may_end_as_they_do_anywhere(housing, ending, last):
    lines = ["lease_id;tenant_id;role", "U1;N1;main", "", "U2;N2;main"]
    housing.write("lease_tenants.csv", ending.join(lines) + (ending if last else ""))
    housing.brought()
    assert housing.one("SELECT count(*) FROM lease_tenants") == 2


def test_unknown_columns_and_files_are_reported_and_ignored(housing):
    housing.write("lease_tenants.csv", "uwagi;lease_id;tenant_id;role\nx;U1;N1;main\n")
    housing.write("naliczenia.csv", "a;b\n")
    assert housing.brought().notices == (
        "naliczenia.csv: import nie zna takiego pliku, został pominięty.",
        "lease_tenants.csv: nieznana kolumna „uwagi” została pominięta.",
    )


def test_a_missing_required_column_names_the_file(housing):
    housing.write("readings.csv", "meter_id;read_on\nL1;2026-01-31\n")
    assert housing.refused() == [
        ("readings.csv", 1, "value", "W nagłówku pliku readings.csv brakuje wymaganej kolumny.")
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Plik jest pusty"),
        (b"\n \n", "Plik jest pusty"),
        (b"lease_id;lease_id;tenant_id;role\n", "więcej niż raz"),
        (b"lease_id;tenant_id;role\nU1;N1\n", "Wiersz ma 2 pól, a nagłówek 3."),
        (b"lease_id;tenant_id;role\nU1;N1;main;x\n", "Wiersz ma 4 pól, a nagłówek 3."),
        (b"lease_id;tenant_id;role\nU1;N\0;main\n", "znak o kodzie zero"),
        (b"lease_id;tenant_id;r\0le\nU1;N1;main\n", "znak o kodzie zero"),
        (b'lease_id;tenant_id;role\nU1;"N1;main\n', "nigdzie się nie zamyka"),
        (b'lease_id;tenant_id;role\nU1;"N"1;main\n', "podwójnie"),
        (b'lease_id;tenant_id;role\nU1;"' + b"N" * 200_000 + b'";main\n', "za długie"),
        (b"lease_id;tenant_id;role\nU1;" + b"N" * 200_000 + b";main\n", "Nieznany najemca"),
        (b"lease_id;tenant_id;role\n" + b"N" * 3_000_000, "dłuższy niż sto tysięcy"),
        ("lease_id;tenant_id;role\n".encode("utf-16"), "spoza UTF-8"),
    ],
)
def test_a_broken_file_is_a_problem_in_words(housing, content, words):
    housing.write("lease_tenants.csv", content)
    problems = housing.refused()
    assert {each[0] for each in problems} == {"lease_tenants.csv"}
    assert words in problems[0][3]


def test_a_header_alone_is_fine(housing):
    housing.write("lease_tenants.csv", "lease_id;tenant_id;role")
    assert housing.brought().outcome == "applied"


@pytest.mark.parametrize("make", ["folder", "pipe", "dangling link"])
def test_what_is_no_file_is_a_problem(housing, make):
    path = housing.path / "meters.csv"
    path.unlink()
    if make == "folder":
        path.mkdir()
    elif make == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("nowhere")
    assert [each[0] for each in housing.refused()] == ["meters.csv"]


def test_a_file_that_changes_meanwhile_is_refused(housing):
    def spoil(_: int) -> None:
        if (housing.path / "payments.csv").stat().st_size < 1000:
            housing.write("payments.csv", "x" * 2000)

    problems = housing.refused(progress=spoil)
    assert [each[0] for each in problems] == ["payments.csv"]
    assert "zmienił się" in problems[0][3]
