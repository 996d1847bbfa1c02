"""Writing many rows: as executemany() does, with some hundred rows in each statement."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Any

from portal.store.database import Database

# How many rows stand in a statement: as many as there are left, then as many as that, …
SIZES = (128, 16)

_ROW = re.compile(r"VALUES\s*(\((?:\?, ?)*\?\))")


def write_rows(db: Database, statement: str, rows: Iterable[tuple[Any, ...]]) -> int:
    """Run an INSERT … VALUES (?, …) for each of some rows.

    It takes two thirds of the time of executemany(), most of which goes into beginning and ending
    a statement for each row. A row that breaks a rule of its table takes those of its statement
    with it.

    Gives:   how many rows were written.
    """
    left = list(rows)
    written = start = 0
    for size in SIZES:
        while len(left) - start >= size:
            values = [*chain.from_iterable(left[start : start + size])]
            written += db.execute(_for_rows(statement, size), values).rowcount
            start += size
    if start < len(left):
        written += db.executemany(statement, left[start:]).rowcount
    return written


@lru_cache(maxsize=64)
def _for_rows(statement: str, number: int) -> str:
    """The statement for so many rows at once."""
    found = _ROW.search(statement)
    if found is None:
        raise ValueError(f"no VALUES (?, …) in: {statement}")
    begin, end = found.span(1)
    return statement[:begin] + ", ".join([found[1]] * number) + statement[end:]
