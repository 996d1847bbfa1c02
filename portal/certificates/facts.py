"""What a certificate attests, or why there is none: read from the register and the ledger.

The facts are words, ready to be printed, so that a certificate once made says the same for ever,
whatever becomes of the ledger, the company's address or this file.
"""

from datetime import date
from typing import Literal, NamedTuple, TypedDict

from portal import clock, language, money
from portal.certificates import queries
from portal.certificates.kinds import NO_ARREARS, Kind
from portal.money import Grosze
from portal.settings import Organisation
from portal.store.database import Database
from portal.tenancy import ledger
from portal.tenancy.leases import Lease, holders_of
from portal.tenancy.ledger import Account, Charge

PUBLIC = "/zaswiadczenie"
AWAITS_BOOKING = (
    "Uwzględniono wpłaty online, które operator płatności potwierdził, a które czekają na"
    " zaksięgowanie."
)


class Issuer(NamedTuple):
    """Who attests, and where that can be checked: the address of the portal."""

    organisation: Organisation
    base_url: str


class Facts(TypedDict):
    """All that a certificate says but its code, its day and how long it is valid."""

    title: str
    organisation: str
    company: list[str]
    opening: str
    people: list[list[str]]
    components: list[list[str]]
    total: str
    notes: list[str]
    checking: list[str]
    address: str
    as_of: str
    lease: str
    initials: str


class Refusal(NamedTuple):
    """Why no certificate can be made; `amount` is what is late."""

    reason: Literal["arrears", "no-charges"]
    amount: Grosze = Grosze(0)


def facts_of(db: Database, lease: Lease, kind: Kind, issuer: Issuer) -> Facts | Refusal:
    """What a certificate of a kind would say of a lease today."""
    today = clock.today()
    account = ledger.account_of(db, lease.lease_id, today)
    charge = _last_month(account) if kind != NO_ARREARS else None
    if not account.charges or (kind != NO_ARREARS and charge is None):
        return Refusal("no-charges")
    if kind == NO_ARREARS and account.overdue:
        return Refusal("arrears", account.overdue)
    text = ledger.as_of(db)
    as_of = min(clock.from_text(text), clock.now()) if text else clock.now()
    holders = holders_of(db, lease.lease_id)
    name = issuer.organisation.name
    if charge is None:
        opening, notes = _no_arrears(name, as_of.astimezone(clock.WARSAW).date(), account)
    else:
        opening, notes = _charges(name, charge, ended=lease.has_ended(today))
    return Facts(
        title=kind.title,
        organisation=name,
        company=_company(issuer.organisation),
        opening=opening,
        people=_people(lease, holders),
        components=_components(db, charge),
        total=money.with_currency(charge.amount) if charge else "",
        notes=notes,
        checking=_checking(issuer),
        address=f"{issuer.base_url}{PUBLIC}",
        as_of=language.instant(as_of),
        lease=f"{lease.address}, umowa {lease.contract_number}",
        initials=", ".join(map(initials_of, holders)),
    )


def initials_of(name: str) -> str:
    """What a stranger may see of a name: "Anna Nowak-Lis" gives "A. N. L."."""
    words = name.replace("-", " ").split()
    letters = (next(filter(str.isalpha, word), "") for word in words)
    return " ".join(f"{letter.upper()}." for letter in letters if letter)


def _last_month(account: Account) -> Charge | None:
    """The monthly charge with the latest term."""
    return next((each for each in reversed(account.charges) if each.kind == "regular"), None)


def _no_arrears(name: str, day: date, account: Account) -> tuple[str, list[str]]:
    opening = (
        f"{name} zaświadcza, że według stanu na dzień {language.day(day)} na umowie najmu opisanej"
        " niżej nie ma zaległości w opłatach. Wszystkie opłaty, których termin płatności minął do"
        " tego dnia, są zapłacone."
    )
    note = (
        "Zaświadczenie nie obejmuje opłat, których termin płatności jeszcze nie minął, ani odsetek,"
        " na które nie wystawiono dokumentu."
    )
    if any(payment.awaits_booking for payment in account.payments):
        return opening, [note, AWAITS_BOOKING]
    return opening, [note]


def _charges(name: str, charge: Charge, *, ended: bool) -> tuple[str, list[str]]:
    amount = money.with_currency(charge.amount)
    month = language.month(charge.period or charge.due_on[:7])
    opening = f"{name} zaświadcza, że "
    if ended:
        opening += (
            "ostatnia opłata miesięczna za najem lokalu opisanego niżej,"
            f" za {month}, wynosiła {amount}."
        )
    else:
        opening += f"opłata miesięczna za najem lokalu opisanego niżej za {month} wynosi {amount}."
    note = (
        "Opłata może zawierać zaliczki na media, które są potem rozliczane według rzeczywistego"
        " zużycia."
    )
    return opening, [note]


def _company(company: Organisation) -> list[str]:
    lines = [f"{company.street}, {company.city}"]
    if company.nip:
        lines.append(f"NIP {company.nip}")
    lines.append(f"telefon {company.telephone}, e-mail {company.email}")
    return lines


def _people(lease: Lease, holders: list[str]) -> list[list[str]]:
    postcode = lease.postcode.replace("-", "\u2011")  # which no line breaks
    rows = [
        ["Najemca" if len(holders) == 1 else "Najemcy", language.listed(holders or ["–"])],
        [lease.kind_in_words, f"{lease.address}, {postcode} {lease.city}"],
        [
            "Powierzchnia użytkowa",
            f"{language.decimal(lease.usable_area_dm2, 2, shortest=2)}\u00a0m²",
        ],
        ["Umowa najmu", _contract(lease)],
    ]
    if lease.persons:
        rows.append(["Liczba osób w opłacie", str(lease.persons)])
    return rows


def _contract(lease: Lease) -> str:
    words = f"nr {lease.contract_number}, od {language.day(lease.started_on)}"
    return f"{words} do {language.day(lease.ended_on)}" if lease.ended_on else words


def _components(db: Database, charge: Charge | None) -> list[list[str]]:
    if charge is None:
        return []
    return [
        [component, money.with_currency(amount)]
        for component, amount in queries.components_of(db, charge.charge_id)
    ]


def _checking(issuer: Issuer) -> list[str]:
    site = issuer.base_url.partition("://")[2]
    how = (
        f"Czy zaświadczenie jest prawdziwe i ważne, można sprawdzić na stronie {site}{PUBLIC}:"
        " trzeba wpisać kod albo zeskanować kod QR. Strona pokaże te same dane co to"
        " zaświadczenie."
    )
    what = "Dokument elektroniczny wystawiony na wniosek najemcy. Nie wymaga podpisu ani pieczęci."
    return [how, what]
