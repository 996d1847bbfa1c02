"""The readers of cells and files, with whatever may stand there."""

import sqlite3
from contextlib import suppress
from datetime import date
from decimal import Decimal as Exact

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.imports import cells
from portal.imports.batch import Memory
from portal.imports.cells import WrongValue
from portal.imports.layouts import Column
from portal.tenancy.register import pesel_key

amounts = st.integers(-999_999_999_99, 999_999_999_99)
quick = settings(max_examples=60, deadline=None)
in_a_database = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def written(grosze: int, *, point: str, space: str) -> str:
    sign = "-" if grosze < 0 else ""
    return f"{sign}{abs(grosze) // 100:,}".replace(",", space) + f"{point}{abs(grosze) % 100:02d}"


@quick
@given(amounts, st.sampled_from(",."), st.sampled_from(["", " ", "\u00a0", "\u202f"]))
def test_an_amount_is_read_to_the_grosz_however_it_is_written(grosze, point, space):
    read = cells.Decimal(2, below_zero=True)
    assert read(written(grosze, point=point, space=space)) == grosze


@quick
@given(st.lists(amounts, min_size=1), st.sampled_from(",."))
def test_a_column_of_amounts_is_read_as_its_cells_are(column, point):
    read = cells.Decimal(2, below_zero=True)
    words = [written(grosze, point=point, space="") for grosze in column]
    assert read.many(words) == column


@quick
@given(
    st.lists(st.text("0123456789,.- \n\u0661x", max_size=8), min_size=1),
    st.integers(2, 4),
    st.booleans(),
)
def test_a_column_is_never_read_otherwise_than_its_cells(words, places, below_zero):
    read = cells.Decimal(places, below_zero=below_zero)
    if (values := read.many(words)) is not None:
        assert values == [read(each) for each in words]


@quick
@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_a_decimal_is_exact(number, places):
    value = Exact(number).scaleb(-places)
    read = cells.Decimal(4, below_zero=True)
    if abs(value) < 10**9:
        assert read(f"{value:f}") == int(value.scaleb(4))


@quick
@given(st.text(max_size=20))
def test_a_number_is_read_or_refused(words):
    for read in (cells.Decimal(2), cells.whole(0, 99), cells.day, cells.month, cells.nip,
                 cells.bank_account, cells.pesel(str.encode)):  # fmt: skip
        with suppress(WrongValue):
            assert read(words) is not None


@quick
@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_day_is_read_in_both_forms(value):
    assert cells.day(value.isoformat()) == value.isoformat()
    assert cells.day(value.strftime("%d.%m.%Y")) == value.isoformat()


@pytest.mark.parametrize(
    "words",
    ["2026-2-1", "1.02.2026", "2026-02-30", "1899-12-31", "2201-01-01", "٢٠٢٦-٠١-٠١",
     "2026-01-01T00:00", "20260101", "01/02/2026", "2026-01-01\n"],
)  # fmt: skip
def test_what_is_no_day_is_refused(words):
    with pytest.raises(WrongValue):
        cells.day(words)


@pytest.mark.parametrize(
    "words",
    ["", "-", ",5", "5,", "1,2,3", "1 23,00", "1.234,56", "+5", "1e5", "0x1", "nan", "²", "١",
     "1_000", "1 000 000 000", "9999999999", "1\n000"],
)  # fmt: skip
def test_what_is_no_amount_is_refused(words):
    with pytest.raises(WrongValue):
        cells.Decimal(2, below_zero=True)(words)


def test_an_account_may_have_spaces_and_not_a_wrong_digit():
    assert cells.bank_account("30 1010 2395 9876 5432 1012 3456") == "30101023959876543210123456"
    with pytest.raises(WrongValue):
        cells.bank_account("30101023959876543210123465")


def test_a_memory_forgets_before_it_grows_large():
    memory = Memory(Column("title", cells.Text(50), required=False))
    for number in range(50_000):
        assert memory[f" {number} "] == str(number)
        assert len(memory) <= 20_000
    assert memory[" "] is None


@given(st.lists(st.text("ab1/ łŻ\t\u00a0\x00\ud800", max_size=8), min_size=1, max_size=6))
def test_words_read_in_one_go_are_as_read_one_by_one(words):
    reader = cells.Text(6)
    found = reader.many(words)
    if found is not None:
        assert list(found) == [reader(each) for each in words]


def test_keys_are_read_in_one_go():
    keys = [f"NC/2026-{number}" for number in range(5)]
    assert cells.Text(64).many(keys) == keys
    assert cells.Text(64).many([*keys, ""]) is None
    assert cells.Text(8).many(keys) is None


def test_the_key_of_a_pesel_depends_on_the_secret():
    assert pesel_key("a", "44051401359") == pesel_key("a", "44051401359")
    assert pesel_key("a", "44051401359") != pesel_key("b", "44051401359")


titles = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30).map(
    lambda words: " ".join(words.split())
)


@in_a_database
@given(st.lists(titles, max_size=5), st.sampled_from(["utf-8", "utf-8-sig", "cp1250"]))
def test_titles_come_back_as_they_went(empty, titles, encoding):
    import csv
    import io

    if encoding == "cp1250":
        titles = [title.encode("cp1250", "ignore").decode("cp1250") for title in titles]
        titles = [" ".join(title.split()) for title in titles]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(["payment_id", "lease_id", "paid_on", "booked_on", "amount", "method", "title"])
    for number, title in enumerate(titles):
        writer.writerow([number, "U1", "2026-01-01", "2026-01-01", "1", "cash", title])
    empty.db.execute("DELETE FROM payments")
    empty.db.execute("DELETE FROM imported_files")
    empty.db.execute("INSERT OR IGNORE INTO premises VALUES (1,'P','flat','a','b',NULL,'c','d',1,"
                     "NULL,NULL,NULL,NULL)")  # fmt: skip
    empty.db.execute("INSERT OR IGNORE INTO leases VALUES (1,'U1','1',1,'2020-01-01',NULL,NULL,"
                     "'30101023959876543210123456',NULL)")  # fmt: skip
    empty.write("payments.csv", out.getvalue(), encoding=encoding)

    result = empty.brought(encoding="cp1250" if encoding == "cp1250" else "utf-8")

    assert result.rows == len(titles)
    stored = empty.all("SELECT title FROM payments ORDER BY CAST(source_id AS INTEGER)")
    assert [row[0] or "" for row in stored] == titles


garbage = st.one_of(
    st.binary(max_size=200),
    st.text('ab1;,"\n\r\0ąU-.', max_size=80).map(str.encode),
)


@in_a_database
@given(
    st.sampled_from(["tenants.csv", "leases.csv", "charges.csv", "withdrawn.csv", "manifest.json"]),
    garbage,
    st.booleans(),
    st.sampled_from(["utf-8", "cp1250"]),
)
def test_any_bytes_give_a_report_or_a_success(housing, name, content, after_header, encoding):
    head = b""
    if after_header and (housing.path / name).exists():
        head = (housing.path / name).read_bytes().split(b"\n")[0] + b"\n"
    housing.write(name, head + content)
    try:
        result = housing.bring(encoding=encoding, dry_run=True)
    except sqlite3.Error as error:  # pragma: no cover
        pytest.fail(str(error))
    assert result.outcome in {"applied", "unchanged", "refused"}
    housing.clear()
    housing.write_all()
