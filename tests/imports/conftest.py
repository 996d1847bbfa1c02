"""A folder of files that are small and right until a test spoils them."""

from pathlib import Path

import pytest

from portal.imports.actions import apply_folder

SECRET = "a secret key of the tests, long enough"
ACCOUNT = "30101023959876543210123456"
PESEL = "44051401359"
NIP = "5260001246"

FILES = {
    "tenants.csv": (
        "tenant_id;kind;first_name;last_name;company_name;pesel;nip;city\n"
        f"N1;person;Anna;Żółć;;{PESEL};;Wrocław\n"
        f"N2;company;;;Igła;;{NIP};Wrocław\n"
    ),
    "premises.csv": (
        "premises_id;kind;street;building;flat;postcode;city;usable_area_m2;waste_sorted\n"
        "P1;flat;Prosta;7;12;50-001;Wrocław;45,50;yes\n"
    ),
    "leases.csv": (
        "lease_id;contract_number;premises_id;start_date;end_date;persons;bank_account;deposit\n"
        f"U1;1/2020;P1;2020-01-01;;2;{ACCOUNT};1 200,00\n"
        f"U2;2/2020;P1;01.02.2020;31.12.2021;;{ACCOUNT};\n"
    ),
    "lease_tenants.csv": "lease_id;tenant_id;role\nU1;N1;main\nU2;N2;main\n",
    "meters.csv": (
        "meter_id;premises_id;medium;serial_number;unit;installed_on;valid_until\n"
        "L1;P1;cold_water;123;m3;2020-01-01;2025-01-01\n"
    ),
    "readings.csv": "meter_id;read_on;value\nL1;2026-01-31;12,345\n",
    "charges.csv": (
        "document_number;lease_id;kind;period;issued_on;due_on;position;component;"
        "quantity;unit;unit_price;amount\n"
        "NC/1;U1;regular;2026-01;2025-12-20;2026-01-10;1;Czynsz;45,5;m2;12,5000;568,75\n"
        "NC/1;U1;regular;2026-01;2025-12-20;2026-01-10;2;Woda;;;;-68,75\n"
        "NC/2;U2;settlement;;2025-12-20;10.01.2026;1;Woda;1;m3;3,5;3,50\n"
    ),
    "payments.csv": (
        "payment_id;lease_id;paid_on;booked_on;amount;method;title;online_order_id\n"
        "W1;U1;2026-01-09;2026-01-10;500,00;transfer;czynsz;\n"
    ),
}


class HousingFolder:
    """The folder of the tests, and the import of it."""

    def __init__(self, path: Path, db) -> None:
        self.path = path
        self.db = db
        path.mkdir()

    def write(self, name: str, content: str | bytes, encoding: str = "utf-8") -> None:
        content = content.encode(encoding) if isinstance(content, str) else content
        (self.path / name).write_bytes(content)

    def write_all(self) -> None:
        for name, content in FILES.items():
            self.write(name, content)

    def add(self, name: str, line: str) -> None:
        with (self.path / name).open("ab") as opened:
            opened.write(f"{line}\n".encode())

    def replace(self, name: str, old: str, new: str) -> None:
        content = (self.path / name).read_text(encoding="utf-8")
        assert old in content
        self.write(name, content.replace(old, new))

    def clear(self) -> None:
        for file in self.path.iterdir():
            file.unlink()

    def bring(self, **options):
        return apply_folder(self.db, self.path, secret_key=SECRET, **options)

    def brought(self, **options):
        """Import what must be right."""
        result = self.bring(**options)
        assert result.problems == ()
        return result

    def refused(self, **options):
        """Import what must be wrong; gives the problems as (file, line, column, text)."""
        before = list(self.db.iterdump()) if not options.pop("loose", False) else None
        result = self.bring(**options)
        assert result.outcome == "refused"
        if before is not None:
            after = [line for line in self.db.iterdump() if "import" not in line]
            assert after == [line for line in before if "import" not in line]
        return [(each.file, each.line, each.column, each.text) for each in result.problems]

    def one(self, query: str):
        """The only value that a query gives."""
        ((value,),) = self.db.execute(query).fetchall()
        return value

    def all(self, query: str):
        return self.db.execute(query).fetchall()


@pytest.fixture
def empty(tmp_path, db):
    """An empty folder."""
    return HousingFolder(tmp_path / "files", db)


@pytest.fixture
def housing(empty):
    """A folder that holds one right file of each kind."""
    empty.write_all()
    return empty
