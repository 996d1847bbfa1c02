"""One import in a process of its own: `python -m portal.bench.import_work`.

Takes:  "apply" DATABASE FOLDER, the portal's import; or "raw" DATABASE PARSED, the rows of PARSED
        through executemany into the same tables with the same indexes, in one transaction.
Gives:  JSON on standard output: seconds of CPU, the peak of memory in MB.
"""

import json
import sys
import time
from pathlib import Path

from portal import clock
from portal.store.database import connect, writing


def main(arguments: list[str]) -> None:
    """Do the one thing and tell what it took."""
    kind, database, source = arguments[0], Path(arguments[1]), Path(arguments[2])
    spent = _apply(database, source) if kind == "apply" else _raw(database, source)
    json.dump({"cpu": spent, "memory": _peak()}, sys.stdout)


def _apply(database: Path, folder: Path) -> float:
    from portal.bench.installation import DAY
    from portal.imports.actions import apply_folder

    clock.pin(DAY)
    db = connect(database)
    began = time.process_time()
    result = apply_folder(db, folder, secret_key="for measuring only")  # noqa: S106
    spent = time.process_time() - began
    db.close()
    if result.outcome == "refused":
        sys.exit(f"refused: {result.problems[0].text}")
    return spent


def _raw(database: Path, parsed: Path) -> float:
    """The rows lie ready in memory, as tuples, before the clock starts."""
    from portal.tenancy import bookings

    read = connect(parsed, read_only=True)
    charges = read.execute(
        """
        SELECT charge_id, document_number, lease_id, kind, period, issued_on, due_on, amount
        FROM charges
        ORDER BY charge_id
        """
    ).fetchall()
    components = read.execute(
        """
        SELECT charge_id, position, component, quantity_milli, unit, unit_price_e4, amount
        FROM charge_components
        ORDER BY charge_id, position
        """
    ).fetchall()
    db = connect(database)
    began = time.process_time()
    with writing(db):
        db.executemany(bookings.ADD_CHARGES, charges)
        db.executemany(bookings.ADD_COMPONENTS, components)
    spent = time.process_time() - began
    db.close()
    return spent


def _peak() -> float:
    # Not ru_maxrss: that begins with what the process that started this one held.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main(sys.argv[1:])
