"""The first page of the office: what waits, for how long, and what to do about it."""

from datetime import date
from typing import NamedTuple

from starlette.responses import Response

from portal import clock, language, money
from portal.office import factor_desk, log_desk, queries, staff_desk, tenants_desk
from portal.office.event_words import VALUES
from portal.store.database import Database
from portal.tenancy import ledger, terms
from portal.web.access import staff
from portal.web.rights import (
    ANSWER_PROPOSALS,
    ANSWER_REQUESTS,
    APPROVE_EMAILS,
    HANDLE_PAYMENTS,
    PRINT_LETTERS,
    READ_CASES,
    READ_IMPORTS,
    ROLES,
)
from portal.web.routing import Screen
from portal.web.visit import Visit

# Working days within which each kind of thing is to be done.
DAYS_FOR_A_REQUEST = 3
DAYS_FOR_A_PROPOSAL = 5
DAYS_FOR_THE_REST = 1


class Row(NamedTuple):
    """One thing that waits, as it stands on the page; `row_id` is 0 where the desk is the goal.

    `tenant_id` is of the tenant whom it names.
    """

    title: str
    more: str
    waits: str
    term: terms.Term
    row_id: int
    tenant_id: int | None


class Shown(NamedTuple):
    """A queue as it stands on the page; `place` is where tenants on it read that they stood."""

    key: str
    title: str
    number: int
    rows: list[Row]
    desk: str
    action: str
    empty: str
    place: str = ""


def start(visit: Visit) -> Response:
    """The queues of the person's role."""
    person, today = visit.person, clock.today()
    as_of = ledger.as_of(visit.db)
    queues = [queue(visit.db, today) for right, queue in QUEUES if person.role in right.roles]
    for queue in queues:
        if queue.place:
            visit.shows(queue.place, (row.tenant_id for row in queue.rows))
    return visit.page(
        "office/start.html",
        person=person,
        role=ROLES[person.role or ""],
        queues=queues,
        today=today,
        weekday=language.WEEKDAYS[today.weekday()],
        as_of=clock.from_text(as_of) if as_of else None,
    )


def _requests(db: Database, today: date) -> Shown:
    found = queries.requests(db)
    rows = [
        _row(item, today, item.title, item.more, DAYS_FOR_A_REQUEST, item.row_id)
        for item in found.items
    ]
    return Shown(
        "wnioski", "Wnioski o login i hasło", found.number, rows, "/biuro/wnioski", "Odpowiedz",
        "Nikt nie czeka na login i hasło.", "requests",
    )  # fmt: skip


def _emails(db: Database, today: date) -> Shown:
    found = queries.emails(db)
    rows = [
        _row(item, today, item.title, f"login {item.more}", DAYS_FOR_THE_REST, 0)
        for item in found.items
    ]
    return Shown(
        "adresy", "Adresy e-mail do zatwierdzenia", found.number, rows, "/biuro/adresy",
        "Sprawdź adres", "Żaden adres nie czeka na zatwierdzenie.",
        "addresses",
    )  # fmt: skip


def _letters(db: Database, today: date) -> Shown:
    found = queries.letters(db)
    rows = [
        _row(
            item,
            today,
            language.count(int(item.more), "list", "listy", "listów"),
            "",
            DAYS_FOR_THE_REST,
            item.row_id,
        )
        for item in found.items
    ]
    return Shown(
        "listy", "Listy do wydrukowania", found.number, rows, "/biuro/listy", "Wydrukuj",
        "Wszystkie zamówione listy są wydrukowane.", "letters",
    )  # fmt: skip


def _proposals(db: Database, today: date) -> Shown:
    found = queries.proposals(db)
    rows = [
        _row(item, today, item.title, item.more, DAYS_FOR_A_PROPOSAL, item.row_id)
        for item in found.items
    ]
    return Shown(
        "raty", "Prośby o raty", found.number, rows, "/biuro/raty", "Odpowiedz",
        "Nikt nie czeka na odpowiedź w sprawie rat.", "instalments",
    )  # fmt: skip


def _cases(db: Database, today: date) -> Shown:
    found = queries.cases(db)
    rows = [
        Row(
            item.title,
            item.more,
            "na odpowiedź",
            terms.term(date.fromisoformat(item.since), today),
            item.row_id,
            item.tenant_id,
        )
        for item in found.items
    ]
    return Shown(
        "sprawy", "Sprawy do odpowiedzi", found.number, rows, "/biuro/korespondencja", "Odpowiedz",
        "Żadna sprawa nie czeka na odpowiedź.", "cases",
    )  # fmt: skip


def _kept_payments(db: Database, today: date) -> Shown:
    found = queries.kept_payments(db)
    rows = [_money_row(item, today) for item in found.items]
    return Shown(
        "wplaty", "Wpłaty do wyjaśnienia", found.number, rows, "/biuro/platnosci/do-wyjasnienia",
        "Wyjaśnij", "Wszystkie wpłaty są wyjaśnione.",
    )  # fmt: skip


def _refunds(db: Database, today: date) -> Shown:
    found = queries.refunds(db)
    rows = [_money_row(item, today) for item in found.items]
    return Shown(
        "zwroty", "Zwroty płatności", found.number, rows, "/biuro/platnosci/zwroty", "Zdecyduj",
        "Żaden zwrot nie czeka.",
    )  # fmt: skip


def _money_row(item: queries.Item, today: date) -> Row:
    amount, _, word = item.title.partition(" ")
    title = f"{money.with_currency(int(amount))}, {VALUES.get(word, word)}"
    return _row(item, today, title, item.more, DAYS_FOR_THE_REST, item.row_id)


def _imports(db: Database, today: date) -> Shown:
    found = queries.refused_imports(db)
    rows = [
        _row(
            item,
            today,
            "Ostatni import został odrzucony",
            f"{language.count(int(item.more), 'błąd', 'błędy', 'błędów')}."
            " Dane w portalu się nie zmieniły.",
            DAYS_FOR_THE_REST,
            item.row_id,
        )
        for item in found.items
    ]
    return Shown(
        "importy", "Importy do poprawienia", found.number, rows, "/biuro/importy",
        "Zobacz błędy", "Ostatni import jest wprowadzony.",
    )  # fmt: skip


def _row(
    item: queries.Item, today: date, title: str, more: str, working_days: int, row_id: int
) -> Row:
    since = clock.from_text(item.since).astimezone(clock.WARSAW).date()
    term = terms.term(terms.due_on(since, working_days), today)
    return Row(title, more, terms.waits(since, today), term, row_id, item.tenant_id)


QUEUES = (
    (READ_CASES, _cases),
    (ANSWER_REQUESTS, _requests),
    (APPROVE_EMAILS, _emails),
    (PRINT_LETTERS, _letters),
    (ANSWER_PROPOSALS, _proposals),
    (HANDLE_PAYMENTS, _kept_payments),
    (HANDLE_PAYMENTS, _refunds),
    (READ_IMPORTS, _imports),
)

screens = [
    Screen("/biuro", start, who=staff()),
    *tenants_desk.screens,
    *staff_desk.screens,
    *factor_desk.screens,
    *log_desk.screens,
]
