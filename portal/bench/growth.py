"""Whether Start stays as quick when the estate grows, and what a cold page cache costs it."""

import os
import random
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import Any

from portal.app import create_app
from portal.bench.estate import MONTHS, Session, open_sessions
from portal.bench.installation import queries_of, settings_for, workers_of
from portal.bench.load import request
from portal.bench.pages import Costs, headers_of, ratio, rounds
from portal.bench.report import CannotMeasure, Figure, typical
from portal.bench.servers import Server
from portal.bench.workshop import Workshop
from portal.store.database import Database, connect

TITLE = "Growth"
SESSIONS = 200
LEASES_COLD = 40
PASSES = 5

Asked = list[tuple[str, Any]]


def measure(workshop: Workshop) -> list[Figure]:
    """Start of a small and of a large estate: its CPU, its queries warm, its queries cold."""
    few, many = workshop.small, workshop.leases
    small, large = workshop.small_estate(), workshop.large_estate()
    of_small = open_sessions(small, few, SESSIONS)
    of_large = open_sessions(large, many, SESSIONS)
    costs = _cost_of_pages(workshop, (small, of_small), (large, of_large))
    asked_small, asked_large = _asked(small, of_small), _asked(large, of_large)
    warm_small, warm_large = _warm(small, asked_small), _warm(large, asked_large)
    cold = [_cold(large, asked) for asked in _some(asked_large)]
    return [
        _of_pages(costs, few, many, large.stat().st_size),
        *_of_queries(warm_small, warm_large, cold, few, many),
    ]


def _of_pages(costs: Costs, few: int, many: int, size: int) -> Figure:
    wide = f"{many} and {few} leases × {MONTHS} months, booked month by month by plain INSERTs"
    return Figure(
        name="growth-page",
        words=f"CPU of Start, {many} leases / {few}",
        value=ratio(costs, "large", "small"),
        bound="at most",
        goal=1.2,
        detail=f"{median(costs['large']):.0f} / {median(costs['small']):.0f} us; {wide};"
        f" {size / 1e9:.2f} GB",
    )


def _of_queries(small: float, large: float, cold: list[float], few: int, many: int) -> list[Figure]:
    return [
        Figure(
            name="growth-queries",
            words=f"Queries of Start, {many} leases / {few}",
            value=typical([large / small]),
            detail=f"median {large * 1e6:.0f} / {small * 1e6:.0f} us, {SESSIONS} leases by chance",
        ),
        Figure(
            name="growth-cold",
            words="Queries of Start from a cold page cache",
            value=typical(cold) * 1000,
            bound="at most",
            goal=5.0,
            unit="ms",
            detail=f"median of {len(cold)} leases on new connections, worst {max(cold) * 1e3:.1f}"
            " ms; the file thrown out of the system's cache before each",
        ),
    ]


def _cost_of_pages(
    workshop: Workshop, small: tuple[Path, list[Session]], large: tuple[Path, list[Session]]
) -> Costs:
    with Server("portal", small[0]) as of_small, Server("portal", large[0]) as of_large:
        return rounds(
            workshop,
            {
                "small": (of_small, _requests(small[1]), 200),
                "large": (of_large, _requests(large[1]), 200),
            },
        )


def _requests(sessions: Iterable[Session]) -> list[bytes]:
    return [request("/", headers_of(each)) for each in sessions]


def _asked(database: Path, sessions: Iterable[Session]) -> list[Asked]:
    """What Start asks the database for each of some visitors."""
    app = create_app(settings_for(database))
    try:
        return [queries_of(app, "/", headers_of(each)) for each in sessions]
    finally:
        workers_of(app).close()


def _warm(database: Path, asked: list[Asked]) -> float:
    """Seconds for the queries of a page, the median of many visitors, each asked some times."""
    db = connect(database, read_only=True)
    try:
        for each in asked:
            _answer(db, each)
        return median(_answer(db, each) for _ in range(PASSES) for each in asked)
    finally:
        db.close()


def _some(asked: list[Asked]) -> list[Asked]:
    chance = random.Random(LEASES_COLD)  # noqa: S311 - no secret
    return chance.sample(asked, min(LEASES_COLD, len(asked)))


def _cold(database: Path, asked: Asked) -> float:
    """Seconds for the queries when nothing of the file is in memory; its reading it is in them."""
    _forget(database)
    db = connect(database, read_only=True)
    try:
        return _answer(db, asked)
    finally:
        db.close()


def _forget(database: Path) -> None:
    """Put the file out of the system's page cache."""
    writer = connect(database)
    writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    writer.close()
    file = os.open(database, os.O_RDONLY)
    try:
        os.fsync(file)
        os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
    except OSError as error:
        raise CannotMeasure("the system does not let go of cached files") from error
    finally:
        os.close(file)


def _answer(db: Database, asked: Asked) -> float:
    began = time.perf_counter()
    db.execute("BEGIN")
    for sql, parameters in asked:
        db.execute(sql, parameters).fetchall()
    db.execute("COMMIT")
    return time.perf_counter() - began
