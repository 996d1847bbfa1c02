"""withdrawn.csv: rows that the housing system has taken back.

Keys are written as in the files. Keys of two parts have a slash between them:
`document_number/position` (or the document_number alone for the whole document),
`meter_id/read_on`, `lease_id/tenant_id`. A row that is gone already is no fault, so that the
same folder may come again.
"""

import sqlite3
from collections import Counter
from dataclasses import dataclass

from portal.imports.batch import Batch
from portal.imports.cells import WrongValue, day
from portal.imports.known import KnownKeys
from portal.imports.layouts import WITHDRAWN, Layout
from portal.imports.outcome import Counts
from portal.imports.problems import Problems
from portal.imports.register_rows import without_repeated
from portal.imports.seen import Seen
from portal.store.database import Database
from portal.tenancy import bookings, register

# Whatever refers to others goes before them.
ORDER = (
    "charges.csv",
    "payments.csv",
    "readings.csv",
    "lease_tenants.csv",
    "meters.csv",
    "leases.csv",
    "premises.csv",
    "tenants.csv",
)
_REFERRERS = {
    "leases.csv": "naliczenia, wpłaty, najemcy, zaświadczenia albo raty tej umowy",
    "premises.csv": "umowy albo liczniki tego lokalu",
    "tenants.csv": "umowy albo konto tego najemcy",
    "meters.csv": "odczyty tego licznika",
}


@dataclass(frozen=True)
class Row:
    """A row that stands in the database and is to go: its id, and what else its key holds."""

    file: str
    row_id: int
    second: int | str | None = None


class Withdrawals:
    """Takes rows out after everything else was read, in one order that references allow."""

    def __init__(
        self, db: Database, layout: Layout, known: KnownKeys, problems: Problems, seen: Seen
    ) -> None:
        self.db = db
        self.layout = layout
        self.known = known
        self.problems = problems
        self.seen = seen
        self.withdrawn: Counter[str] = Counter()
        self.applied = 0
        self.gone = 0

    @property
    def counts(self) -> Counts:
        """withdrawn.csv itself changes nothing; what it takes out is counted by file."""
        return Counts()

    def take(self, batch: Batch) -> None:
        """Keep rows of withdrawn.csv for later."""
        batch = without_repeated(batch, self.layout, self.problems, self.seen)
        self.db.executemany(
            "INSERT INTO temp.withdrawals (line, file, key) VALUES (?, ?, ?)",
            zip(batch.lines, *batch.columns, strict=True),
        )

    def standing_files(self) -> set[str]:
        """The files of which something that is to go stands in the database now."""
        return {file for file in ORDER if self._any_stands(file)}

    def _any_stands(self, file: str) -> bool:
        for _, key in self._rows_of(file):
            try:
                if self._find(file, key) is not None:
                    return True
            except WrongValue:
                continue
        return False

    def apply(self) -> None:
        """Take out what is to go."""
        for file in ORDER:
            for line, key in self._rows_of(file):
                self._apply_one(file, line, key)

    def _rows_of(self, file: str) -> sqlite3.Cursor:
        return self.db.execute(
            "SELECT line, key FROM temp.withdrawals WHERE file = ? ORDER BY line", (file,)
        )

    def _apply_one(self, file: str, line: int, key: str) -> None:
        try:
            row = self._find(file, key)
            if row is None:
                self.gone += 1
                return
            if self._is_brought(row, key):
                raise WrongValue(f"Ten wiersz jest w tym samym folderze także w {file}.")
            self.withdrawn[file] += self._remove(row)
            self.applied += 1
        except sqlite3.IntegrityError:
            self._report(line, key, f"Nie można wycofać: pozostają {_REFERRERS.get(file)}.")
        except WrongValue as error:
            self._report(line, key, str(error))

    def _report(self, line: int, key: str, text: str) -> None:
        self.problems.add(WITHDRAWN, text, line=line, column="key", value=key)

    def _find(self, file: str, key: str) -> Row | None:
        """Raises: WrongValue where the key is not one of that file."""
        if file == "charges.csv":
            return self._find_charge(key)
        if file == "readings.csv":
            return self._find_reading(key)
        if file == "lease_tenants.csv":
            return self._find_lease_tenant(key)
        row_id = self.known.find(file, key)
        return None if row_id is None else Row(file, row_id)

    def _find_charge(self, key: str) -> Row | None:
        """A whole document, or one line of it: numbers may hold slashes, so the last one parts."""
        document = self.known.find("charges.csv", key)
        number, _, position = key.rpartition("/")
        line = None
        if position.isascii() and position.isdigit() and len(position) <= 5:
            line = self._component(number, int(position))
        if document is None:
            return line
        if line is not None:
            text = f"Klucz oznacza i dokument {key}, i pozycję {position} dokumentu {number}."
            raise WrongValue(text)
        return Row("charges.csv", document)

    def _component(self, number: str, position: int) -> Row | None:
        row = self.db.execute(
            """
            SELECT charge_id
            FROM charges
            JOIN charge_components USING (charge_id)
            WHERE document_number = ? AND position = ?
            """,
            (number, position),
        ).fetchone()
        return None if row is None else Row("charges.csv", row[0], position)

    def _find_reading(self, key: str) -> Row | None:
        meter, slash, words = key.rpartition("/")
        if not slash:
            raise WrongValue("Klucz odczytu to numer licznika, ukośnik i data.")
        read_on = day(words)
        meter_id = self.known.find("meters.csv", meter)
        row = self.db.execute(
            "SELECT 1 FROM readings WHERE meter_id = ? AND read_on = ?", (meter_id, read_on)
        ).fetchone()
        return None if row is None or meter_id is None else Row("readings.csv", meter_id, read_on)

    def _find_lease_tenant(self, key: str) -> Row | None:
        if "/" not in key:
            raise WrongValue("Klucz najemcy umowy to numer umowy, ukośnik i numer najemcy.")
        parts = key.split("/")
        found = []
        for cut in range(1, len(parts)):
            row = self.db.execute(
                """
                SELECT lease_id, tenant_id
                FROM lease_tenants
                JOIN leases USING (lease_id)
                JOIN tenants USING (tenant_id)
                WHERE leases.source_id = ? AND tenants.source_id = ?
                """,
                ("/".join(parts[:cut]), "/".join(parts[cut:])),
            ).fetchone()
            if row is not None:
                found.append(Row("lease_tenants.csv", row[0], row[1]))
        if len(found) > 1:
            raise WrongValue("Klucz można podzielić na umowę i najemcę na więcej niż jeden sposób.")
        return found[0] if found else None

    def _is_brought(self, row: Row, key: str) -> bool:
        """Whether a file of this same folder brings the row that is to go."""
        if row.file == "charges.csv":
            brought = self.seen.positions([row.row_id]).get(row.row_id, set())
            return row.second in brought if row.second is not None else bool(brought)
        first = key if row.second is None else row.row_id
        second = "" if row.second is None else row.second
        return self.seen.line_of(row.file, (first, second)) is not None

    def _remove(self, row: Row) -> int:
        """Gives: how many rows of the file are gone with it."""
        match row:
            case Row("charges.csv", charge_id, None):
                return bookings.withdraw_charge(self.db, charge_id)
            case Row("charges.csv", charge_id, int(position)):
                bookings.withdraw_component(self.db, charge_id, position)
            case Row("payments.csv", payment_id):
                bookings.withdraw_payment(self.db, payment_id)
            case Row("readings.csv", meter_id, str(read_on)):
                register.withdraw_reading(self.db, meter_id, read_on)
            case Row("lease_tenants.csv", lease_id, int(tenant_id)):
                register.withdraw_lease_tenant(self.db, lease_id, tenant_id)
            case Row("meters.csv", meter_id):
                register.withdraw_meter(self.db, meter_id)
            case Row("leases.csv", lease_id):
                register.withdraw_lease(self.db, lease_id)
            case Row("premises.csv", premises_id):
                register.withdraw_premises(self.db, premises_id)
            case Row("tenants.csv", tenant_id):
                register.withdraw_tenant(self.db, tenant_id)
        return 1
