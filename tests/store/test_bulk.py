"""Many rows in one statement do what one statement for each does."""

import sqlite3

import pytest

from portal.store.bulk import SIZES, write_rows

INSERT = "INSERT INTO numbers (number, word) VALUES (?, ?)"
UPSERT = f"""
    {INSERT}
    ON CONFLICT (number) DO UPDATE SET word = excluded.word WHERE word <> excluded.word
"""


@pytest.fixture
def numbers():
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY, word TEXT NOT NULL)")
    yield db
    db.close()


def rows_of(db):
    return db.execute("SELECT number, word FROM numbers ORDER BY number").fetchall()


@pytest.mark.parametrize("count", [0, 1, *SIZES, SIZES[0] + SIZES[1] + 3, 1000])
def test_every_row_is_written_and_counted(numbers, count):
    rows = [(number, f"n{number}") for number in range(count)]
    assert write_rows(numbers, INSERT, iter(rows)) == count
    assert rows_of(numbers) == rows


def test_rows_that_are_there_are_counted_where_they_change(numbers):
    write_rows(numbers, INSERT, [(number, "old") for number in range(200)])
    changed = write_rows(numbers, UPSERT, [(n, "new" if n % 2 else "old") for n in range(300)])
    assert changed == 200
    assert [word for _, word in rows_of(numbers)] == ["old", "new"] * 100 + ["old", "new"] * 50


def test_the_last_of_rows_with_one_key_counts(numbers):
    write_rows(numbers, UPSERT, [(number % 20, f"n{number}") for number in range(140)])
    assert rows_of(numbers) == [(number, f"n{120 + number}") for number in range(20)]


def test_a_row_that_breaks_a_rule_is_told(numbers):
    with pytest.raises(sqlite3.IntegrityError):
        write_rows(numbers, INSERT, [(1, "a")] * 200)


def test_a_statement_without_values_is_a_mistake(numbers):
    with pytest.raises(ValueError, match="no VALUES"):
        write_rows(numbers, "INSERT INTO numbers SELECT 1, 'a'", [(1, "a")] * 200)
