"""The statements of the demonstration's bank: with what agrees, and one of each that does not."""

from datetime import date, timedelta
from typing import NamedTuple

from portal import clock
from portal.demo.estate_numbers import bank_account
from portal.reconciliation import statements
from portal.reconciliation.reading import read_file
from portal.store.database import Database
from portal.tenancy import accounts

OUR_ACCOUNT = bank_account(4170_9999_0001)
NOBODYS = bank_account(4170_0010_9999)
OPENING = 184_220_15
AUTOPAY = "AUTOPAY S.A. SOPOT"


class Line(NamedTuple):
    """An entry: grosze, who is on the other side, the title, and the virtual account."""

    amount: int
    name: str
    title: str
    virtual: str = ""


def read_statements(db: Database) -> None:
    """Let the finance office read two statements: of a fortnight ago, and of yesterday."""
    clerk = accounts.account_of_login(db, "ksiegowosc")
    if clerk is None:
        raise AssertionError("the accounts of the demonstration come first")
    opening = OPENING
    for number, (days_ago, lines) in enumerate(_days(db), start=231):
        day = clock.today() - timedelta(days=days_ago)
        text = _mt940(day, number, opening, lines)
        opening += sum(line.amount for line in lines)
        with clock.standing_at(day + timedelta(days=1)):
            statements.keep(
                db,
                read_file(text.encode("cp1250")),
                f"wyciag_{day:%Y%m%d}.sta",
                by=clerk.account_id,
            )


def _days(db: Database) -> list[tuple[int, list[Line]]]:
    """How many days ago, and what happened."""
    kaczmarek, wiktoria, anna = (_account(db, key) for key in ("1013", "1009", "1001"))
    twice = Line(1_810_90, AUTOPAY, "Umowa 64/2022", kaczmarek)
    return [
        (15, [twice, twice, twice, Line(-12_00, "BANK", "Opłata za prowadzenie rachunku")]),
        (
            1,
            [
                Line(80_00, AUTOPAY, "Umowa K/77/2020", wiktoria),
                Line(80_00, AUTOPAY, "Umowa K/77/2020", wiktoria),
                Line(250_00, "NOWAK ANNA", "czynsz, reszta za październik", anna),
                Line(980_15, "KACZMAREK T.", "czynsz listopad Kaczmarek", NOBODYS),
                Line(-4_310_00, "WODOCIĄGI", "Faktura 11/2026"),
            ],
        ),
    ]


def _mt940(day: date, number: int, opening: int, lines: list[Line]) -> str:
    """A statement as a bank writes it that parts details by „~”."""
    closing = opening + sum(line.amount for line in lines)
    rows = [
        ":20:IOK", f":25:/PL{OUR_ACCOUNT}", f":28C:{number:05d}", f":60F:{_balance(opening, day)}",
    ]  # fmt: skip
    for place, line in enumerate(lines, start=1):
        sign = "C" if line.amount > 0 else "D"
        amount = f"{abs(line.amount) // 100},{abs(line.amount) % 100:02d}"
        rows.append(f":61:{day:%y%m%d%m%d}{sign}{amount}NTRFNONREF//{day:%y%m%d}{place:04d}")
        details = f":86:020~00PRZELEW~20{line.title[:27]}~21{line.title[27:54]}"
        details += f"~32{line.name[:27]}~33{line.name[27:54]}"
        details += f"~60{line.virtual}" if line.virtual else ""
        rows += [details[start : start + 65] for start in range(0, len(details), 65)]
    return "\r\n".join([*rows, f":62F:{_balance(closing, day)}", "-", ""])


def _balance(amount: int, day: date) -> str:
    return f"C{day:%y%m%d}PLN{amount // 100},{amount % 100:02d}"


def _account(db: Database, lease: str) -> str:
    (account,) = db.execute(
        "SELECT bank_account FROM leases WHERE source_id = ?", (lease,)
    ).fetchone()
    return str(account)
