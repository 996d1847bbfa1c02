"""A folder of files as the housing system sends them: a manifest, CSV with `;` and `,`."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

COLUMNS = {
    "tenants.csv": "tenant_id;kind;first_name;last_name;company_name;pesel;nip;"
    "street;building;flat;postcode;city",
    "premises.csv": "premises_id;kind;street;building;flat;postcode;city;"
    "usable_area_m2;heated_area_m2;rooms;floor;waste_sorted",
    "leases.csv": "lease_id;contract_number;premises_id;start_date;end_date;persons;"
    "bank_account;deposit",
    "lease_tenants.csv": "lease_id;tenant_id;role",
    "meters.csv": "meter_id;premises_id;medium;serial_number;unit;installed_on;valid_until",
    "readings.csv": "meter_id;read_on;value",
    "charges.csv": "document_number;lease_id;kind;period;issued_on;due_on;position;component;"
    "quantity;unit;unit_price;amount",
    "payments.csv": "payment_id;lease_id;paid_on;booked_on;amount;method;title;online_order_id",
}

Cell = str | int | date | None


class Folder:
    """Writes all the files of a folder side by side, so that one pass over the leases is enough.

    Nothing is kept in memory but what the system buffers; the manifest is written at the end.
    """

    def __init__(self, path: Path, *, as_of: str) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.as_of = as_of
        self.files = {name: (path / name).open("wb", buffering=1 << 20) for name in COLUMNS}
        self.hashes = {name: hashlib.sha256() for name in COLUMNS}
        self.rows = dict.fromkeys(COLUMNS, 0)

    def __enter__(self) -> Self:
        for name, columns in COLUMNS.items():
            self.write(name, f"{columns}\n", rows=0)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in self.files.values():
            file.close()
        if error is None:
            self._write_manifest()

    def write(self, name: str, text: str, *, rows: int) -> None:
        """Add finished lines to a file, and say how many they are."""
        content = text.encode()
        self.hashes[name].update(content)
        self.files[name].write(content)
        self.rows[name] += rows

    def add(self, name: str, cells: Iterable[Cell]) -> None:
        """Add one row."""
        self.write(name, f"{';'.join(map(_text, cells))}\n", rows=1)

    def _write_manifest(self) -> None:
        files = {
            name: {"rows": self.rows[name], "sha256": self.hashes[name].hexdigest()}
            for name in COLUMNS
        }
        manifest = {"as_of": self.as_of, "files": files}
        text = json.dumps(manifest, ensure_ascii=False, indent=2)
        (self.path / "manifest.json").write_text(f"{text}\n", encoding="utf-8")


def decimal(value: int, places: int, *, shortest: int = 0) -> str:
    """A whole number of small units with a decimal comma: (14177, 3) gives "14,177".

    Takes:   `shortest`, the digits after the comma that stay although they are zeros.
    """
    whole, rest = divmod(abs(value), 10**places)
    digits = f"{rest:0{places}d}"
    digits = digits[:shortest] + digits[shortest:].rstrip("0")
    return f"{'-' if value < 0 else ''}{whole}{',' if digits else ''}{digits}"


def money(grosze: int) -> str:
    """An amount as the files write it: "1403,48"."""
    return decimal(grosze, 2, shortest=2)


def _text(cell: Cell) -> str:
    """A cell of a row.

    Raises: ValueError for text that would need quoting, which the estate has no use for.
    """
    text = "" if cell is None else str(cell)
    if not {";", '"', "\n"}.isdisjoint(text):
        raise ValueError(f"{text!r} cannot stand in a file of the estate")
    return text
