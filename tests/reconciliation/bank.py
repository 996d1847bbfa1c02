"""A bank that writes statements as tests want them: in each dialect, encoding and format."""

from dataclasses import dataclass, field
from datetime import date

OUR_ACCOUNT = "12999900000000417099990001"
DAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Line:
    """An entry, as a bank knows it."""

    amount: int
    title: str = ""
    name: str = ""
    account: str = ""
    virtual: str = ""
    reference: str = ""
    day: date = DAY


@dataclass(frozen=True)
class Paper:
    """A statement, as a bank knows it."""

    lines: list[Line] = field(default_factory=list)
    opening: int = 1_000_00
    account: str = OUR_ACCOUNT
    number: str = "00231"
    off_by: int = 0
    """What the bank has got wrong of the closing balance."""

    @property
    def closing(self) -> int:
        return self.opening + sum(line.amount for line in self.lines) + self.off_by


def mt940(paper: Paper, mark: str = "?", end: str = "\r\n") -> str:
    """A statement in MT940, its details parted by a mark; without one where `mark` is empty."""
    rows = [
        ":20:ST", f":25:/PL{paper.account}", f":28C:{paper.number}",
        f":60F:{_balance(paper.opening)}",
    ]  # fmt: skip
    for line in paper.lines:
        sign = "C" if line.amount > 0 else "D"
        rows.append(
            f":61:{line.day:%y%m%d}{line.day:%m%d}{sign}{_comma(line.amount)}NTRFNONREF"
            f"{f'//{line.reference}' if line.reference else ''}"
        )
        rows += _details(line, mark)
    rows += [f":62F:{_balance(paper.closing)}", "-", ""]
    return end.join(rows)


def _details(line: Line, mark: str) -> list[str]:
    if not mark:
        return [f":86:911 {line.title}"]
    pieces = [line.title[start : start + 27] for start in range(0, min(len(line.title), 189), 27)]
    parts = {20 + number: piece for number, piece in enumerate(pieces)}
    parts[30] = line.account[2:10]
    parts[32], parts[33] = line.name[:27], line.name[27:54]
    parts[38] = f"PL{line.account}" if line.account else ""
    parts[60] = line.virtual
    said = "".join(f"{mark}{number}{text}" for number, text in parts.items() if text)
    whole = f":86:020{mark}00PRZELEW{said}"
    return [whole[start : start + 65] for start in range(0, len(whole), 65)]


def _balance(amount: int) -> str:
    return f"{'C' if amount >= 0 else 'D'}{DAY:%y%m%d}PLN{_comma(amount)}"


def _comma(amount: int) -> str:
    return f"{abs(amount) // 100},{abs(amount) % 100:02d}"


NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"


def camt(paper: Paper, *, currency: str = "PLN", namespace: str = NAMESPACE) -> str:
    """A statement in camt.053."""
    entries = "".join(_ntry(line, currency) for line in paper.lines)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="{namespace}"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>{paper.number}</Id>"
        f"<Acct><Id><IBAN>PL{paper.account}</IBAN></Id></Acct>"
        f"{_bal('OPBD', paper.opening, currency)}{_bal('CLBD', paper.closing, currency)}"
        f"{entries}</Stmt></BkToCstmrStmt></Document>"
    )


def _bal(code: str, amount: int, currency: str) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{_amt(amount, currency)}"
        f"{_direction(amount)}<Dt><Dt>{DAY}</Dt></Dt></Bal>"
    )


def _ntry(line: Line, currency: str) -> str:
    other, own = ("Dbtr", "Cdtr") if line.amount > 0 else ("Cdtr", "Dbtr")
    reference = f"<AcctSvcrRef>{line.reference}</AcctSvcrRef>" if line.reference else ""
    virtual = (
        f"<{own}Acct><Id><IBAN>PL{line.virtual}</IBAN></Id></{own}Acct>" if line.virtual else ""
    )
    return (
        f"<Ntry>{_amt(line.amount, currency)}{_direction(line.amount)}<Sts>BOOK</Sts>"
        f"<BookgDt><Dt>{line.day}</Dt></BookgDt>{reference}<NtryDtls><TxDtls><RltdPties>"
        f"<{other}><Nm>{escaped(line.name)}</Nm></{other}>"
        f"<{other}Acct><Id><IBAN>PL{line.account}</IBAN></Id></{other}Acct>{virtual}</RltdPties>"
        f"<RmtInf><Ustrd>{escaped(line.title)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )


def _amt(amount: int, currency: str) -> str:
    return f'<Amt Ccy="{currency}">{abs(amount) // 100}.{abs(amount) % 100:02d}</Amt>'


def _direction(amount: int) -> str:
    return f"<CdtDbtInd>{'CRDT' if amount >= 0 else 'DBIT'}</CdtDbtInd>"


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
