"""The rows of notifications, written by plain SQLite: `python -m portal.bench.notices_work`.

Takes:  the path of a database; on standard input a JSON list of transactions, each a list of rows
        that begin with the name of their table, or of an order that is asked about no more.
Gives:  on standard output, the seconds that the transactions took.
"""

import json
import sqlite3
import sys
import time
from typing import Any

BLOBS = {"payment_notices": 2}


def main(database: str) -> None:
    """Write it all, one durable transaction after another."""
    work = [_statements(rows) for rows in json.load(sys.stdin)]
    db = sqlite3.connect(database, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")
    began = time.perf_counter()
    for statements in work:
        db.execute("BEGIN IMMEDIATE")
        for sql, values in statements:
            db.execute(sql, values)
        db.execute("COMMIT")
    took = time.perf_counter() - began
    db.close()
    sys.stdout.write(str(took))


def _statements(rows: list[list[Any]]) -> list[tuple[str, list[Any]]]:
    found: list[tuple[str, list[Any]]] = [("UPDATE portal_revision SET number = number + 1", [])]
    for table, *values in rows:
        if table == "order":
            found.append(("UPDATE payment_orders SET ask_at = NULL WHERE order_id = ?", values))
            continue
        if table in BLOBS:
            values[BLOBS[table] - 1] = bytes.fromhex(values[BLOBS[table] - 1])
        places = ", ".join("?" * len(values))
        found.append((f"INSERT INTO {table} VALUES ({places})", values))  # noqa: S608
    return found


if __name__ == "__main__":
    main(sys.argv[1])
