"""The keys that rows may refer to: what the database holds by now."""

from portal.imports.cells import CauseKnown, Reader, WrongValue
from portal.imports.problems import shown
from portal.store.database import Database

_QUERIES = {
    "tenants.csv": "SELECT tenant_id FROM tenants WHERE source_id = ?",
    "premises.csv": "SELECT premises_id FROM premises WHERE source_id = ?",
    "leases.csv": "SELECT lease_id FROM leases WHERE source_id = ?",
    "meters.csv": "SELECT meter_id FROM meters WHERE source_id = ?",
    "payments.csv": ("SELECT payment_id FROM payments WHERE source_id = ? AND awaits_booking = 0"),
    "charges.csv": "SELECT charge_id FROM charges WHERE document_number = ?",
}
_UNKNOWN = {
    "tenants.csv": "Nieznany najemca {}: nie ma go w tenants.csv ani w bazie.",
    "premises.csv": "Nieznany lokal {}: nie ma go w premises.csv ani w bazie.",
    "leases.csv": "Nieznana umowa {}: nie ma jej w leases.csv ani w bazie.",
    "meters.csv": "Nieznany licznik {}: nie ma go w meters.csv ani w bazie.",
}


class KnownKeys:
    """Finds ids by the keys of the housing system, in the transaction of the import.

    A row whose parent is missing only because the parent's own row is bad is not reported
    again: `excused` holds the keys of those parents, `unread` the files that gave no rows.
    """

    def __init__(self, db: Database) -> None:
        self.db = db
        self.excused: set[tuple[str, str]] = set()
        self.unread: set[str] = set()

    def find(self, file: str, key: str) -> int | None:
        """The id of the row that has this key, or None."""
        row = self.db.execute(_QUERIES[file], (key,)).fetchone()
        return None if row is None else int(row[0])

    def reader(self, file: str) -> Reader:
        """A reader of cells that refer to rows of a file. It gives their ids."""

        def read(words: str) -> int:
            key = " ".join(words.split())
            if not key.isprintable():
                raise WrongValue("W kluczu są znaki, których nie da się zapisać ani pokazać.")
            found = self.find(file, key)
            if found is not None:
                return found
            if file in self.unread or (file, key) in self.excused:
                raise CauseKnown
            raise WrongValue(_UNKNOWN[file].format(shown(key)))

        return read
