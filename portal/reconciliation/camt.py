"""Statements in camt.053 (ISO 20022), read with lxml and nothing trusted in them.

pycamt was tried and not taken: it gives each transaction of a batch the amount of the whole batch
where it has none of its own, passes balances through floats, knows no accounts but IBANs, and
leaves references of the entry and of its parts mixed. What is read here is little and exact.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from portal.money import Grosze
from portal.reconciliation.entries import MOST_ENTRIES, Entry, Statement, Unreadable, clean

WRONG = "Tego pliku XML nie da się odczytać jako camt.053. Pobierz wyciąg z banku jeszcze raz."
UNSAFE = (
    "Plik XML zawiera definicje (DOCTYPE), których wyciąg nie ma. Nie wczytujemy takich plików."
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = {b"utf-8", b"us-ascii", b"iso-8859-1", b"iso-8859-2", b"windows-1250"}
# More than a file of 10 MB needs; each takes room in memory.
MOST_TAGS = 1_000_000
_AMOUNT = re.compile(r"([0-9]{1,13})(?:\.([0-9]{1,2})0*)?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def is_xml(content: bytes) -> bool:
    """Whether a file wants to be XML."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def read_camt(content: bytes) -> list[Statement]:
    """Every statement in a file.

    Raises: Unreadable.
    """
    root = _root(content.removeprefix(b"\xef\xbb\xbf").strip())
    statements = [_statement(node) for node in _all(root, "BkToCstmrStmt/Stmt")]
    if not statements:
        raise Unreadable(WRONG)
    return statements


def _root(content: bytes) -> Any:
    from lxml import etree

    declared = _DECLARED.match(content)
    if declared is not None and declared[1].lower() not in _ENCODINGS:
        raise Unreadable("Kodowanie pliku XML jest nieznane. Zapisz wyciąg w UTF-8.")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Unreadable(UNSAFE)
    if content.count(b"<") > MOST_TAGS:
        raise Unreadable(f"Za duży wyciąg: więcej niż {MOST_ENTRIES} operacji. Podziel go na dni.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(WRONG) from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable(UNSAFE)
    return root


def _statement(node: Any) -> Statement:
    opening = _balance(node, ("OPBD", "PRCD"))
    closing = _balance(node, ("CLBD",))
    entries = [entry for each in _all(node, "Ntry") for entry in _entries(each)]
    if len(entries) > MOST_ENTRIES:
        raise Unreadable(f"Za duży wyciąg: więcej niż {MOST_ENTRIES} operacji. Podziel go na dni.")
    days = [entry.booked_on for entry in entries]
    first = _text(node, "FrToDt/FrDtTm") or _text(node, "FrToDt/FrDt")
    last = _text(node, "FrToDt/ToDtTm") or _text(node, "FrToDt/ToDt")
    closed_on = _day(_first_text(closing, "Dt/Dt", "Dt/DtTm"))
    return Statement(
        account=_account(node, "Acct/Id"),
        number=_first_text(node, "ElctrncSeqNb", "LglSeqNb", "Id"),
        first_on=min([*days, _day(first) if first else closed_on]),
        last_on=max([*days, _day(last) if last else closed_on]),
        opening=_signed(opening),
        closing=_signed(closing),
        entries=entries,
    )


def _balance(node: Any, codes: tuple[str, ...]) -> Any:
    for code in codes:
        for each in _all(node, "Bal"):
            if _text(each, "Tp/CdOrPrtry/Cd") == code:
                return each
    raise Unreadable("W wyciągu brakuje salda początkowego albo końcowego.")


def _entries(node: Any) -> Iterator[Entry]:
    """An entry as one, or as the transactions that make it up where each has its own amount."""
    status = _first_text(node, "Sts/Cd", "Sts")
    if status and status != "BOOK":
        return
    whole = _signed(node)
    parts = list(_all(node, "NtryDtls/TxDtls"))
    amounts = [_part(part) for part in parts]
    sign = -1 if whole < 0 else 1
    known = [sign * amount for amount in amounts if amount is not None]
    if len(parts) > 1 and len(known) == len(parts) and sum(known) == whole:
        for part, amount in zip(parts, known, strict=True):
            yield _entry(node, part, Grosze(amount))
    else:
        yield _entry(node, parts[0] if len(parts) == 1 else None, whole)


def _part(node: Any) -> Grosze | None:
    for path in ("Amt", "AmtDtls/TxAmt/Amt"):
        for amount in _all(node, path):
            return _grosze(amount)
    return None


def _entry(node: Any, part: Any, amount: Grosze) -> Entry:
    other = "Dbtr" if amount > 0 else "Cdtr"
    own = "Cdtr" if amount > 0 else "Dbtr"
    detail = node if part is None else part
    references = [_text(detail, "Refs/AcctSvcrRef"), _text(node, "AcctSvcrRef")]
    titles = [clean(each.text or "") for each in _all(detail, "RmtInf/Ustrd")]
    refs = [clean(each.text or "") for each in _all(detail, "RmtInf/Strd/CdtrRefInf/Ref")]
    title = clean(" ".join(filter(None, [*titles, *refs])))
    # A virtual account stands where the bank wrote it: as our account in the parties, or in words.
    said = [
        title,
        _account(detail, f"RltdPties/{own}Acct/Id"),
        _text(detail, "RltdPties/UltmtCdtr/Nm"),
        _text(detail, "AddtlTxInf"),
        _text(node, "AddtlNtryInf"),
        _text(detail, "Refs/EndToEndId"),
    ]
    return Entry(
        booked_on=_day(_first_text(node, "BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm")),
        amount=amount,
        reference=next(filter(None, references), ""),
        name=_first_text(detail, f"RltdPties/{other}/Nm", f"RltdPties/{other}/Pty/Nm"),
        account=_account(detail, f"RltdPties/{other}Acct/Id"),
        title=title or _text(node, "AddtlNtryInf"),
        details="\n".join(filter(None, said)),
    )


def _account(node: Any, path: str) -> str:
    found = _first_text(node, f"{path}/IBAN", f"{path}/Othr/Id").replace(" ", "")
    return found.removeprefix("PL")[:34]


def _signed(node: Any) -> Grosze:
    amount = next(_all(node, "Amt"), None)
    direction = _text(node, "CdtDbtInd")
    if amount is None or direction not in ("CRDT", "DBIT"):
        raise Unreadable(WRONG)
    return Grosze(_grosze(amount) * (-1 if direction == "DBIT" else 1))


def _grosze(node: Any) -> Grosze:
    """Raises: Unreadable for another currency and for what is no amount."""
    currency = node.get("Ccy")
    if currency != "PLN":
        raise Unreadable(
            f"Wyciąg jest w walucie {clean(currency or '?')[:10]}. Uzgadniamy tylko złote."
        )
    match = _AMOUNT.fullmatch((node.text or "").strip())
    if match is None:
        raise Unreadable(WRONG)
    return Grosze(int(match[1]) * 100 + int((match[2] or "").ljust(2, "0")))


def _day(text: str) -> date:
    match = _DAY.match(text)
    try:
        return date.fromisoformat(match[0] if match else "")
    except ValueError as error:
        raise Unreadable(WRONG) from error


def _all(node: Any, path: str) -> Iterator[Any]:
    """The descendants by a path of names, whatever the namespace of this version."""
    name, _, rest = path.partition("/")
    for child in node.iterchildren("{*}" + name):
        if rest:
            yield from _all(child, rest)
        else:
            yield child


def _text(node: Any, path: str) -> str:
    found = next(_all(node, path), None)
    return "" if found is None else clean(found.text or "")


def _first_text(node: Any, *paths: str) -> str:
    return next(filter(None, (_text(node, path) for path in paths)), "")
