"""Correspondence for measuring: any number of matters with their letters, files and words.

Each tenant has five matters, each matter two or three letters and three files, so what one tenant
sees is as much in a small estate as in a large one. Words are drawn as they come in speech: few of
them often, most of them rarely. Of the files only the rows are made.
"""

import hashlib
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import sqlite_utils

from portal.bench.estate import Session, Tell
from portal.bench.installation import DAY
from portal.store.database import Database, connect, writing
from portal.store.migrations import migrations
from portal.tenancy import accounts, case_type_seed, register
from portal.tenancy.queues import QUEUES
from portal.web import sessions

MATTERS_OF_A_TENANT = 5
FILES_OF_A_MATTER = 3
WORDS_OF_A_LETTER = 45
DIFFERENT_WORDS = 4_000
SESSION_HOURS = 12
# A word that stands in one matter of thirty, and one that stands in every second.
RARE, COMMON = "wentylator", "okno"

_PARTS = ("ba", "ce", "do", "gi", "ka", "le", "mo", "ni", "po", "ra", "su", "ty", "wa", "zy")
_STATES = ("received", "in-progress", "in-progress", "waits-for-tenant", *(("closed",) * 4))

Row = tuple[Any, ...]


class Matters(NamedTuple):
    """An estate with sessions of some of its tenants, and of a clerk."""

    database: Path
    tenants: list[Session]
    clerk: str


def matters(folder: Path, number: int, sessions_of: int, tell: Tell) -> Matters:
    """The database of so many matters; made where the folder does not hold it yet."""
    database = folder / f"matters-{number}.db"
    if not database.exists():
        unfinished = folder / f".{database.name}.unfinished"
        unfinished.unlink(missing_ok=True)
        tell(f"writing {number} matters")
        _make(unfinished, number)
        unfinished.replace(database)
    return _with_sessions(database, number, sessions_of)


def _make(database: Path, number: int) -> None:
    db = connect(database)
    try:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA foreign_keys = OFF")
        migrations.apply(sqlite_utils.Database(db))
        case_type_seed.plant(db)
        with writing(db):
            _enter_tenants(db, _tenants_for(number))
            for table, rows in _rows(number).items():
                places = ", ".join("?" * len(_COLUMNS[table].split(",")))
                db.executemany(
                    f"INSERT INTO {table} ({_COLUMNS[table]}) VALUES ({places})",  # noqa: S608
                    rows,
                )
        db.execute("PRAGMA optimize")
        db.execute("PRAGMA journal_mode = WAL")
    finally:
        db.close()


def _tenants_for(number: int) -> int:
    return -(-number // MATTERS_OF_A_TENANT)


def _enter_tenants(db: Database, tenants: int) -> None:
    numbers = range(1, tenants + 1)
    place = ("ul. Pomiarowa", "1", "1", "54-001", "Wrocław")
    register.put_tenants(
        db,
        ((f"M{n}", "person", f"Imię{n % 199}", f"Nazwisko{n % 997}", None, None, None, *place)
         for n in numbers),
    )  # fmt: skip
    register.put_premises(db, ((f"ML{n}", "flat", *place, 5000, 4800, 2, 1, 1) for n in numbers))
    register.put_leases(
        db,
        ((f"MU{n}", f"{n}/2010", n, "2010-01-01", None, 2, f"{n:026d}", 500_000) for n in numbers),
    )
    register.put_lease_tenants(db, ((n, n, "main") for n in numbers))


def _rows(number: int) -> dict[str, Iterator[Row]]:
    """The rows of every table; each is drawn by chance of its own, the same each time."""
    return {
        "files": _files(number),
        "cases": _cases(number),
        "case_letters": _letters(number),
        "attachments": _attachments(number),
        "case_events": _events(number),
        "case_reads": _reads(number),
        "case_words": _words(number),
    }


_COLUMNS = {
    "files": "file_id, sha256, size, media_type, safety, kept_at",
    "cases": "case_id, case_number, form_key, lease_id, tenant_id, case_type_id, type_name,"
    " opened_by, shared, subject, state, queue, opened_at, due_on, answer_by_on, last_letter_at,"
    " last_side, closed_at, close_reason",
    "case_letters": "letter_id, case_id, side, written_at, signed, body",
    "attachments": "letter_id, file_id, position, name",
    "case_events": "case_id, at, kind, details",
    "case_reads": "letter_id, tenant_id, case_id, read_at",
    "case_words": "rowid, words, notes",
}


def _files(number: int) -> Iterator[Row]:
    for file_id in range(1, number * FILES_OF_A_MATTER + 1):
        name = hashlib.sha256(str(file_id).encode()).hexdigest()
        yield (file_id, name, 40_000, "application/pdf", "unscanned", "2026-01-01T10:00:00Z")


def _cases(number: int) -> Iterator[Row]:
    queues = list(QUEUES)
    for case_id in range(1, number + 1):
        tenant = (case_id - 1) % _tenants_for(number) + 1
        chance = random.Random(case_id)  # noqa: S311 - the same each time, no secret
        state = chance.choice(_STATES)
        day = DAY - timedelta(days=chance.randint(1, 700))
        at = f"{day}T{chance.randint(6, 20):02d}:{chance.randint(0, 59):02d}:00Z"
        closed = state == "closed"
        yield (
            case_id, f"2026/01/{case_id:06d}", f"bench-{case_id}", tenant, tenant, 1,
            "Usterka w mieszkaniu", "tenant", 1, " ".join(_text(case_id, 4)), state,
            chance.choice(queues), at, None if closed else str(day + timedelta(days=14)),
            f"2026-12-{chance.randint(1, 30):02d}" if state == "waits-for-tenant" else None,
            at, "office", at if closed else None, "Załatwione." if closed else None,
        )  # fmt: skip


def _letters(number: int) -> Iterator[Row]:
    for case_id in range(1, number + 1):
        for place, side in enumerate(("tenant", "office")):
            body = " ".join(_text(case_id, WORDS_OF_A_LETTER, place + 1))
            yield (_letter(case_id, place), case_id, side, "2026-01-01T10:00:00Z", "Ktoś", body)


def _letter(case_id: int, place: int) -> int:
    return case_id * 2 - 1 + place


def _attachments(number: int) -> Iterator[Row]:
    for case_id in range(1, number + 1):
        for place in range(FILES_OF_A_MATTER):
            file_id = (case_id - 1) * FILES_OF_A_MATTER + place + 1
            yield (_letter(case_id, 0), file_id, place + 1, f"skan-{file_id}.pdf")


def _events(number: int) -> Iterator[Row]:
    for case_id in range(1, number + 1):
        for kind in ("received", "taken", "answered"):
            yield (case_id, "2026-01-01T10:00:00Z", kind, "")


def _reads(number: int) -> Iterator[Row]:
    for case_id in range(1, number + 1):
        tenant = (case_id - 1) % _tenants_for(number) + 1
        read_at = None if case_id % 10 == 0 else "2026-01-02T10:00:00Z"
        yield (_letter(case_id, 1), tenant, case_id, read_at)


def _words(number: int) -> Iterator[Row]:
    for case_id in range(1, number + 1):
        said = [
            *_text(case_id, 4),
            *_text(case_id, WORDS_OF_A_LETTER, 1),
            *_text(case_id, WORDS_OF_A_LETTER, 2),
        ]
        yield (case_id, " ".join(said), "")


def _text(case_id: int, words: int, place: int = 0) -> list[str]:
    """Words of a matter, the same whenever they are asked for."""
    chance = random.Random(case_id * 10 + place)  # noqa: S311 - no secret
    text = [_word(int(chance.random() ** 3 * DIFFERENT_WORDS)) for _ in range(words)]
    if case_id % 2 == 0:
        text[0] = COMMON
    if case_id % 30 == 7:
        text[-1] = RARE
    return text


def _word(number: int) -> str:
    """A word of two to five parts: 17 gives "dokade"."""
    number += len(_PARTS)
    word = ""
    while number:
        number, part = divmod(number, len(_PARTS))
        word += _PARTS[part]
    return word


def _with_sessions(database: Path, number: int, sessions_of: int) -> Matters:
    chance = random.Random(sessions_of)  # noqa: S311 - the same tenants each time, no secret
    tenants = _tenants_for(number)
    chosen = sorted(chance.sample(range(1, tenants + 1), min(sessions_of, tenants)))
    db = connect(database)
    try:
        with writing(db):
            opened = [Session(_session(db, n), n) for n in chosen]
            return Matters(database, opened, _clerk(db))
    finally:
        db.close()


def _session(db: Database, tenant_id: int) -> str:
    account = accounts.account_of_login(db, f"M{tenant_id}")
    account_id = (
        account.account_id
        if account
        else accounts.create_tenant_account(db, f"M{tenant_id}", tenant_id, None, "own")
    )
    return sessions.open_session(db, account_id, "pomiar", hours=SESSION_HOURS)


def _clerk(db: Database) -> str:
    account = accounts.account_of_login(db, "biuro")
    account_id = (
        account.account_id
        if account
        else accounts.create_staff_account(db, "biuro", "Ewa Biurowa", "clerk", "", "own")
    )
    return sessions.open_session(db, account_id, "pomiar", hours=SESSION_HOURS)
