"""The fields of a start, by the operator's table: their number, what they may hold, in words."""

import re
from typing import NamedTuple

from portal.demo.autopay.amounts import grosze, read_validity

POLISH = "ĘęÓóĄąŚśŁłŻżŹźĆćŃń"


class Field(NamedTuple):
    """A field: its number in the hash, its pattern, and the pattern in words."""

    number: int
    name: str
    pattern: str
    words: str
    required: bool = False
    background: bool = False
    """Only in a start that a server sends, never in a browser's form."""
    longest: int = 10_000


FIELDS = (
    Field(1, "ServiceID", r"[0-9]{1,10}", "od 1 do 10 cyfr", required=True),
    Field(2, "OrderID", r"[A-Za-z0-9_-]{1,32}", "1-32 znaki: litery łacińskie, cyfry, - i _",
          required=True),
    Field(3, "Amount", r"[0-9]{1,14}\.[0-9]{2}", "kwota z kropką i dwiema cyframi po niej",
          required=True),
    Field(4, "Description", r"[A-Za-z0-9.:\-, ]{1,79}",
          "1-79 znaków: litery bez polskich znaków, cyfry, kropka, dwukropek, łącznik, przecinek,"
          " spacja"),
    Field(5, "GatewayID", r"[0-9]{1,5}", "od 1 do 5 cyfr"),
    Field(6, "Currency", r"PLN|EUR|GBP|USD", "PLN, EUR, GBP albo USD"),
    Field(7, "CustomerEmail", r"[^@\s|]+@[^@\s|]+\.[^@\s|]+", "adres e-mail, 3-255 znaków",
          required=True, longest=255),
    Field(8, "Language", r"PL|EN|DE|CS|ES|FR|IT", "PL, EN, DE, CS, ES, FR albo IT"),
    Field(9, "CustomerNRB", r"[0-9]{26}", "26 cyfr"),
    Field(13, "CustomerIP", r"[0-9a-fA-F:.]{1,39}", "adres IP", background=True),
    Field(14, "Title", rf"[A-Za-z0-9{POLISH}\s.\-/,!()\"]{{1,95}}",
          "1-95 znaków: litery, cyfry, spacja i . - / , ! ( ) \""),
    Field(15, "ReceiverName", rf"[A-Za-z0-9{POLISH}\s.\-/,!()=\[\]{{}};:?]{{1,35}}",
          "1-35 znaków: litery, cyfry, spacja i . - / , ! ( ) = [ ] { } ; : ?"),
    Field(16, "Products", r"[A-Za-z0-9+/=]{1,10000}", "base64, do 10000 znaków"),
    Field(17, "CustomerPhone", r"[0-9]{9,15}", "same cyfry"),
    Field(19, "ValidityTime", r"[0-9: -]{19}", "RRRR-MM-DD GG:MM:SS"),
    Field(20, "CustomerNumber", r"[^|]{1,35}", "1-35 znaków"),
    Field(21, "InvoiceNumber", r"[^|]{1,100}", "1-100 znaków"),
    Field(34, "LinkValidityTime", r"[0-9: -]{19}", "RRRR-MM-DD GG:MM:SS"),
    Field(40, "AuthorizationCode", r"[0-9]{6}", "6 cyfr", background=True),
    Field(41, "ScreenType", r"FULL", "FULL"),
    Field(45, "ReturnURL", r"https?://[^\s|]{1,990}", "adres http albo https, do 1000 znaków"),
    Field(46, "TransactionSettlementMode", r"COMMON|NONE", "COMMON albo NONE"),
)  # fmt: skip
BY_NAME = {field.name: field for field in FIELDS}


class Problem(NamedTuple):
    """What is wrong with one field, in words."""

    field: str
    value: str
    words: str


def problem_of(name: str, value: str, *, background: bool) -> Problem | None:
    """What is wrong with a field by itself."""
    field = BY_NAME.get(name)
    words = ""
    if field is None:
        words = "pole nieznane albo nieużywane przez ten symulator"
    elif field.background and not background:
        words = "to pole wolno wysłać tylko z serwera (przedtransakcja)"
    elif "|" in value:
        words = "kreska | w wartości psuje skrót"
    elif value and not (re.fullmatch(field.pattern, value) and len(value) <= field.longest):
        words = f"ma być: {field.words}"
    elif name == "Amount" and not grosze(value):
        words = "kwota musi być większa od zera"
    elif name in ("ValidityTime", "LinkValidityTime") and value and not read_validity(value):
        words = "nie ma takiej daty"
    return Problem(name, value, words) if words else None
