"""A file of the bank is read: what it is, and whether it adds up."""

import hashlib
from typing import Literal, NamedTuple

from portal import money
from portal.reconciliation.camt import is_xml, read_camt
from portal.reconciliation.encodings import text_of
from portal.reconciliation.entries import MOST_ENTRIES, Statement, Unreadable
from portal.reconciliation.mt940 import is_mt940, read_mt940

Format = Literal["MT940", "camt.053"]

LARGEST = 10 * 1024 * 1024


class ReadFile(NamedTuple):
    """A file that was read; `sha256` is of its bytes."""

    sha256: str
    format: Format
    statements: list[Statement]


def read_file(content: bytes, encoding: str = "") -> ReadFile:
    """The statements of a file, all of them or none.

    Takes:   encoding: of MT940, one of encodings.ENCODINGS; it is found out where it is not said.
    Raises:  Unreadable.
    """
    if not content.strip():
        raise Unreadable("Plik jest pusty.")
    if len(content) > LARGEST:
        raise Unreadable(f"Plik jest za duży. Wyciąg może mieć {LARGEST // 1024 // 1024} MB.")
    statements, format_ = _statements(content, encoding)
    if sum(len(each.entries) for each in statements) > MOST_ENTRIES:
        raise Unreadable(f"Za duży wyciąg: więcej niż {MOST_ENTRIES} operacji. Podziel go na dni.")
    for each in statements:
        if each.missing:
            raise Unreadable(
                f"Wyciąg {each.number or 'bez numeru'} się nie sumuje: saldo początkowe i operacje"
                f" różnią się od salda końcowego o {money.with_currency(each.missing)}."
                " Pobierz go z banku jeszcze raz."
            )
    return ReadFile(hashlib.sha256(content).hexdigest(), format_, statements)


def _statements(content: bytes, encoding: str) -> tuple[list[Statement], Format]:
    if is_xml(content):
        return read_camt(content), "camt.053"
    text = text_of(content, encoding)
    if is_mt940(text):
        return read_mt940(text), "MT940"
    raise Unreadable("To nie jest wyciąg MT940 ani camt.053. Wybierz inny plik.")
