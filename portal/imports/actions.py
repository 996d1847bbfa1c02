"""Applying a folder of the housing system: all of it, or nothing."""

import json
import re
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from portal import clock
from portal.imports.folder import Folder, look_over
from portal.imports.layouts import WITHDRAWN
from portal.imports.outcome import FileResult, ImportResult
from portal.imports.problems import Problems
from portal.imports.reading import Reading
from portal.imports.seen import Seen, remembering
from portal.imports.source import Source
from portal.language import instant
from portal.store import revisions
from portal.store.copies import private_copy
from portal.store.database import Database, writing
from portal.store.events import Event, record
from portal.tenancy import online_credits, word_index

# Numbers as long as a PESEL, an account or a telephone: the records of the portal keep none.
_LONG_NUMBER = re.compile(r"[0-9]{9,}")

# The clocks of two systems differ; what an import says it knows of tomorrow is wrong.
FURTHEST = timedelta(days=1)

Outcome = Literal["applied", "unchanged", "refused"]


class _NothingKept(Exception):
    """Ends the transaction without keeping what was written in it."""


def apply_folder(
    db: Database,
    folder: Path,
    *,
    secret_key: str,
    encoding: str = "utf-8",
    dry_run: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> ImportResult:
    """Bring the files of a folder into the register and the ledger, in one transaction.

    Takes:   a writer's connection outside of any transaction; settings.secret_key; the encoding
             of the files, "utf-8" or "cp1250"; dry_run, to check everything and keep nothing;
             progress, told how many bytes were read since it was told last.
    Gives:   what became of it. With one problem anywhere nothing is kept but a record of the
             refusal, and a dry run keeps not even that: it works on a copy of the database, so
             that whoever writes to the database need not wait for it.
    Raises:  sqlite3.Error where the database is locked or the disk is full.
    """
    started_at = clock.now()
    problems = Problems()
    looked_over = look_over(folder, encoding, problems)
    as_of = _believable(looked_over.manifest.as_of, started_at, problems)
    with private_copy(db) if dry_run else nullcontext(db) as place, remembering(place) as seen:
        result = _read_in(
            place, looked_over, seen, problems, secret_key, dry_run, progress, started_at, as_of
        )
    if result.outcome == "refused" and not dry_run:
        with writing(db):
            _record(db, result, started_at)
    return result


def _believable(said: datetime | None, started_at: datetime, problems: Problems) -> datetime:
    """The instant of the data: what the manifest says, but none that is days from now."""
    if said is not None and said > started_at + FURTHEST:
        problems.notice(
            f"manifest.json: as_of leży w przyszłości ({instant(said)}). Przyjęto chwilę importu."
        )
        return started_at
    return said or started_at


def _read_in(
    db: Database,
    folder: Folder,
    seen: Seen,
    problems: Problems,
    secret_key: str,
    dry_run: bool,
    progress: Callable[[int], None],
    started_at: datetime,
    as_of: datetime,
) -> ImportResult:
    """The transaction: kept where nothing is wrong and the import is meant."""
    try:
        with writing(db):
            reading = Reading(
                db,
                folder,
                secret_key=secret_key,
                unchanged=_unchanged_files(db, folder.sources),
                problems=problems,
                seen=seen,
                progress=progress,
            )
            files = reading.read_all()
            result = _result(files, problems, dry_run=dry_run, as_of=as_of)
            if dry_run or result.outcome == "refused":
                raise _NothingKept
            _keep(db, result, folder.sources, started_at)
    except _NothingKept:
        pass
    return result


def _result(
    files: tuple[FileResult, ...], problems: Problems, *, dry_run: bool, as_of: datetime
) -> ImportResult:
    touched = sum(file.touched for file in files)
    outcome: Outcome = "refused" if problems.count else "applied" if touched else "unchanged"
    return ImportResult(
        outcome=outcome,
        dry_run=dry_run,
        as_of=as_of,
        files=files,
        problems=tuple(problems.reported),
        problem_count=problems.count,
        notices=tuple(problems.notices),
    )


def _unchanged_files(db: Database, sources: Mapping[str, Source | None]) -> dict[str, int]:
    """The files that are, to the byte, what was imported of their name last; with their rows."""
    unchanged = {}
    for name, source in sources.items():
        if source is None:
            continue
        row = db.execute(
            """
            SELECT json_extract(summary, :rows)
            FROM imported_files
            JOIN import_batches USING (batch_id)
            WHERE name = :name AND sha256 = :sha256 AND encoding = :encoding
            """,
            {
                "rows": f'$.files."{name}".rows',
                "name": name,
                "sha256": source.sha256,
                "encoding": source.encoding,
            },
        ).fetchone()
        if row is not None and isinstance(row[0], int):
            unchanged[name] = row[0]
    return unchanged


def _keep(
    db: Database,
    result: ImportResult,
    sources: Mapping[str, Source | None],
    started_at: datetime,
) -> None:
    """Everything that an import leaves besides the rows themselves."""
    seen_as_of = _last_as_of(db)
    batch_id = _record(db, result, started_at)
    for file in result.files:
        source = sources.get(file.name)
        if source is None:
            db.execute("DELETE FROM imported_files WHERE name = ?", (file.name,))
        elif not file.skipped:
            _remember_file(db, source, batch_id)
    if result.touched and WITHDRAWN not in sources:
        # What was withdrawn may have come back: the same withdrawal is news then.
        db.execute("DELETE FROM imported_files WHERE name = ?", (WITHDRAWN,))
    if result.touched:
        word_index.learn(db)
        online_credits.settle(db, online_credits.unsettled_orders(db))
    if result.touched or clock.as_text(result.as_of) != seen_as_of:
        revisions.bump_portal(db)


def _last_as_of(db: Database) -> str | None:
    row = db.execute(
        """
        SELECT as_of
        FROM import_batches
        WHERE outcome <> 'refused'
        ORDER BY batch_id DESC
        LIMIT 1
        """
    ).fetchone()
    return None if row is None else row[0]


def _remember_file(db: Database, source: Source, batch_id: int) -> None:
    db.execute(
        """
        INSERT INTO imported_files (name, sha256, encoding, batch_id)
        VALUES (:name, :sha256, :encoding, :batch_id)
        ON CONFLICT (name) DO UPDATE SET
            (sha256, encoding, batch_id) = (excluded.sha256, excluded.encoding, excluded.batch_id)
        """,
        {
            "name": source.name,
            "sha256": source.sha256,
            "encoding": source.encoding,
            "batch_id": batch_id,
        },
    )


def _record(db: Database, result: ImportResult, started_at: datetime) -> int:
    """Write the batch and its line in the audit log. Gives: the batch_id."""
    refused = result.outcome == "refused"
    cursor = db.execute(
        """
        INSERT INTO import_batches (started_at, finished_at, as_of, outcome, rows, changed,
                                    problems, summary)
        VALUES (:started_at, :finished_at, :as_of, :outcome, :rows, :changed, :problems, :summary)
        """,
        {
            "started_at": clock.as_text(started_at),
            "finished_at": clock.as_text(clock.now()),
            "as_of": clock.as_text(result.as_of),
            "outcome": result.outcome,
            "rows": result.rows,
            "changed": 0 if refused else result.touched,
            "problems": result.problem_count,
            "summary": json.dumps(_summary(result), ensure_ascii=False),
        },
    )
    batch_id = int(cursor.lastrowid or 0)
    record(
        db,
        Event.IMPORT_REFUSED if refused else Event.IMPORT_APPLIED,
        batch_id=batch_id,
        rows=result.rows,
        changed=0 if refused else result.touched,
        problems=result.problem_count,
    )
    return batch_id


def _summary(result: ImportResult) -> dict[str, Any]:
    """What the office may read later: no values, which may hold personal data."""
    return {
        "files": {
            file.name: {key: count for key, count in asdict(file).items() if key != "name"}
            for file in result.files
        },
        "problems": [
            {
                "file": problem.file,
                "line": problem.line,
                "column": problem.column,
                "text": _LONG_NUMBER.sub("…", problem.text),
            }
            for problem in result.problems
        ],
        "notices": list(result.notices),
    }
