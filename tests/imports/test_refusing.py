"""What an import of wrong files says, and that it changes nothing."""

import json

import pytest


@pytest.mark.parametrize(
    ("file", "old", "new", "column", "words"),
    [
        ("tenants.csv", "44051401359", "44051401358", "pesel", "kontrolna"),
        ("tenants.csv", "44051401359", "٤٤٠٥١٤٠١٣٥٩", "pesel", "11 cyfr"),
        ("tenants.csv", "5260001246", "5260001247", "nip", "kontrolna"),
        ("tenants.csv", "person", "osoba", "kind", "Dozwolone: person, company"),
        ("tenants.csv", "N1;", ";", "tenant_id", "Brakuje wartości"),
        ("leases.csv", "1/2020;P1", "1/2020;P9", "premises_id", "Nieznany lokal P9"),
        ("leases.csv", "2020-01-01", "2020-13-01", "start_date", "kalendarzu"),
        ("leases.csv", "2020-01-01", "0020-01-01", "start_date", "między 1900 a 2200"),
        ("leases.csv", "2020-01-01", "1.1.2020", "start_date", "nie jest data"),
        ("leases.csv", "1/2020;P1;2020-01-01;;2;30", "1/2020;P1;2020-01-01;;2;31", "bank_account",
         "kontrolne"),
        ("lease_tenants.csv", "U1;N1", "U1;N9", "tenant_id", "Nieznany najemca N9"),
        ("meters.csv", "cold_water", "water", "medium", "Dozwolone"),
        ("readings.csv", "12,345", "12,3456", "value", "najwyżej 3"),
        ("readings.csv", "12,345", "-12,345", "value", "ujemna"),
        ("charges.csv", "568,75", "568,755", "amount", "najwyżej 2"),
        ("charges.csv", "568,75", "1e3", "amount", "nie jest liczba"),
        ("charges.csv", "568,75", "9" * 40, "amount", "nie jest liczba"),
        ("charges.csv", "2026-01;2025-12-20;2026-01-10;1", "2026-13;2025-12-20;2026-01-10;1",
         "period", "miesiąc"),
        ("payments.csv", "W1;U1", "W1;U9", "lease_id",
         "Nieznana umowa U9: nie ma jej w leases.csv ani w bazie."),
    ],
)  # fmt: skip
def test_a_bad_cell_is_named_with_its_line_and_column(housing, file, old, new, column, words):
    text = (housing.path / file).read_text(encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    housing.write(file, text.replace(old, new, 1))

    problems = [each for each in housing.refused() if each[0] == file]

    assert [each[:3] for each in problems] == [(file, line, column)]
    assert words in problems[0][3]


def test_every_bad_row_is_named_at_once(housing):
    housing.add("payments.csv", "W2;U1;wczoraj;2026-01-10;dużo;transfer;;")
    housing.add("readings.csv", "L9;2026-01-31;1")
    assert [each[:3] for each in housing.refused()] == [
        ("readings.csv", 3, "meter_id"),
        ("payments.csv", 3, "paid_on"),
        ("payments.csv", 3, "amount"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("Anna;Żółć", ";", ("tenants.csv", 2, "last_name", "Osoba musi mieć nazwisko.")),
        ("Anna;Żółć", "Anna;", ("tenants.csv", 2, "last_name", "Osoba musi mieć nazwisko.")),
        (";Igła;", ";;", ("tenants.csv", 3, "company_name", "Firma musi mieć nazwę.")),
    ],
)
def test_whoever_holds_a_lease_has_a_name(housing, old, new, problem):
    housing.replace("tenants.csv", old, new)
    assert housing.refused() == [problem]


def test_a_last_name_is_enough(housing):
    housing.replace("tenants.csv", "Anna;Żółć", ";Żółć")
    housing.brought()


def test_a_missing_column_of_names_is_a_missing_name(housing):
    housing.write("tenants.csv", "tenant_id;kind;company_name\nN1;person;\nN2;company;Igła\n")
    assert housing.refused() == [
        ("tenants.csv", 2, "last_name", "Osoba musi mieć nazwisko."),
    ]


def test_rows_are_not_blamed_for_a_bad_parent(housing):
    housing.replace("leases.csv", "U1;1/2020;P1;2020-01-01", "U1;1/2020;P1;kiedyś")
    assert [each[:3] for each in housing.refused()] == [("leases.csv", 2, "start_date")]


def test_rows_are_not_blamed_for_an_unreadable_file(housing):
    housing.write("leases.csv", "lease_id;contract_number\n")
    assert {each[0] for each in housing.refused()} == {"leases.csv"}


def test_only_a_thousand_problems_are_named_and_all_are_counted(housing):
    for _ in range(1100):
        housing.add("readings.csv", "L1;x;1")
    result = housing.bring()
    assert (len(result.problems), result.problem_count) == (1000, 1100)


@pytest.mark.parametrize(
    ("file", "line", "twin"),
    [
        ("tenants.csv", "N1;person;;Kowal;;;;", 2),
        ("lease_tenants.csv", "U1;N1;co-tenant", 2),
        ("readings.csv", "L1;31.01.2026;5", 2),
        ("payments.csv", "W1;U1;2026-01-09;2026-01-10;1;cash;;", 2),
    ],
)
def test_a_key_that_comes_twice_is_a_problem(housing, file, line, twin):
    housing.add(file, line)
    ((name, _, _, text),) = housing.refused()
    assert (name, text) == (file, f"Ten sam klucz jest już w wierszu {twin}.")


@pytest.mark.parametrize("between", [0, 2000])
@pytest.mark.parametrize("imported_before", [False, True])
def test_a_line_of_a_charge_that_comes_twice_is_a_problem(housing, between, imported_before):
    if imported_before:
        housing.brought()
    for number in range(between):
        housing.add("charges.csv", f"D{number};U1;regular;;2026-01-01;2026-01-01;1;C;;;;1,00")
    housing.add("charges.csv", "NC/1;U1;regular;2026-01;2025-12-20;2026-01-10;2;Woda;;;;-68,75")
    ((_, line, column, text),) = housing.refused()
    assert (line, column) == (between + 5, "position")
    assert text == "Pozycja 2 dokumentu NC/1 występuje w tym pliku więcej niż raz."


@pytest.mark.parametrize("between", [0, 2000])
@pytest.mark.parametrize("imported_before", [False, True])
def test_lines_of_a_charge_must_agree(housing, between, imported_before):
    if imported_before:
        housing.brought()
    for number in range(between):
        housing.add("charges.csv", f"D{number};U1;regular;;2026-01-01;2026-01-01;1;C;;;;1,00")
    housing.add("charges.csv", "NC/1;U1;regular;2026-01;2025-12-20;2026-01-11;3;Woda;;;;1")
    ((_, line, column, text),) = housing.refused()
    assert (line, column) == (between + 5, "due_on")
    assert "NC/1" in text


def test_a_refused_import_is_recorded_without_what_the_cells_held(housing):
    housing.add("tenants.csv", "N3;person;Jan;Tajny;;44051401358;;")
    housing.refused()
    summary = housing.one("SELECT summary FROM import_batches")
    assert housing.one("SELECT outcome FROM import_batches") == "refused"
    assert housing.one("SELECT event FROM events") == "import.refused"
    assert housing.one("SELECT number FROM portal_revision") == 1
    assert json.loads(summary)["problems"][0]["column"] == "pesel"
    assert "4405140" not in summary
    assert "Tajny" not in summary


def test_the_report_shows_no_pesel(housing):
    housing.add("tenants.csv", "N3;person;Jan;Tajny;;44051401358;;")
    assert housing.bring().problems[0].value == "*********58"


def test_a_refused_dry_run_leaves_no_trace(housing):
    housing.add("readings.csv", "L9;2026-01-31;1")
    assert housing.bring(dry_run=True).outcome == "refused"
    assert housing.one("SELECT count(*) FROM import_batches") == 0
