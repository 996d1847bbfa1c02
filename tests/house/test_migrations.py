"""The shape of the database."""

import sqlite3

import pytest
import sqlite_utils

from portal.store.database import connect, writing
from portal.store.events import Event, record
from portal.store.migrations import migrations


def test_every_table_is_strict(db):
    # An index of words and what it keeps behind it have no columns to be strict about.
    rows = db.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table'").fetchall()
    for name, strict in rows:
        if name != "_sqlite_migrations" and not name.startswith("sqlite_"):
            assert strict, name


def test_migrating_twice_changes_nothing(database):
    db = sqlite_utils.Database(connect(database))
    before = db.schema
    migrations.apply(db)
    assert db.schema == before
    db.close()


def test_a_writer_is_durable_and_keeps_references(database):
    db = connect(database)
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "page_size")
    assert [db.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas] == ["wal", 2, 1, 8192]
    db.close()


def test_a_reader_cannot_write(database):
    reader = connect(database, read_only=True)
    with pytest.raises(sqlite3.OperationalError):
        reader.execute("UPDATE portal_revision SET number = 7")
    reader.close()


def test_the_audit_log_is_only_added_to(db):
    with writing(db):
        record(db, Event.SESSION_OPENED, account_id=1)
    for sql in ("UPDATE events SET event = 'x'", "DELETE FROM events"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            db.execute(sql)


def test_a_broken_transaction_leaves_nothing(db):
    def write_and_fail():
        with writing(db):
            record(db, Event.SESSION_OPENED)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert db.execute("SELECT count(*) FROM events").fetchone() == (0,)


def test_reading_goes_on_while_somebody_writes(database):
    writer, reader = connect(database), connect(database, read_only=True)
    with writing(writer):
        record(writer, Event.SESSION_OPENED)
        assert reader.execute("SELECT count(*) FROM events").fetchone() == (0,)
    assert reader.execute("SELECT count(*) FROM events").fetchone() == (1,)
    writer.close()
    reader.close()
