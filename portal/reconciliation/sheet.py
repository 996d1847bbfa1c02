"""Differences as CSV, for a spreadsheet: with semicolons and a comma in amounts, as in Poland."""

import csv
import io
from collections.abc import Iterable, Mapping

from portal.money import Grosze
from portal.reconciliation.differences import WORDS, Difference
from portal.reconciliation.queries import LeaseLine

COLUMNS = (
    "dzień", "różnica", "kwota", "druga kwota", "numer płatności", "umowa", "szczegóły",
)  # fmt: skip
# What a spreadsheet takes for the beginning of a formula. Titles are written by whoever pays.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(found: Iterable[Difference], leases: Mapping[int, LeaseLine]) -> bytes:
    """UTF-8 with a mark at its beginning, by which spreadsheets know it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for each in found:
        lease = leases.get(each.lease_id or 0)
        writer.writerow(
            (
                each.day.isoformat(),
                WORDS[each.kind].heading,
                _amount(each.amount),
                "" if each.other is None else _amount(each.other),
                _plain(each.order_id),
                _plain(lease.contract_number if lease else ""),
                _plain(each.about),
            )
        )
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _amount(amount: Grosze) -> str:
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100},{abs(amount) % 100:02d}"


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULAS) else text
