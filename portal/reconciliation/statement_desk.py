"""Statements of the bank at the desk: read from files, listed, looked at."""

from starlette.responses import Response

from portal import clock
from portal.reconciliation import matching, queries, statement_queries, statements
from portal.reconciliation.entries import Unreadable
from portal.reconciliation.forms import CHOICES, StatementForm
from portal.reconciliation.matching import Match
from portal.reconciliation.reading import LARGEST, read_file
from portal.web.rights import HANDLE_PAYMENTS
from portal.web.routing import Limits, Screen
from portal.web.visit import Visit

STATEMENTS = "/biuro/platnosci/wyciagi"
LONGEST_NAME = 120
MEGABYTE = 1024 * 1024
KINDS = {
    "order": ("ok", "płatność online"),
    "settlement": ("ok", "rozliczenie zbiorcze"),
    "transfer": ("ok", "przelew najemcy"),
    "twice": ("bad", "drugi raz"),
    "unclear": ("bad", "do sprawdzenia"),
    "other": ("info", "inna operacja"),
}


def everything(visit: Visit) -> Response:
    """The statements that were read, and the form for another."""
    return _page(visit, StatementForm())


def read(visit: Visit) -> Response:
    """Read a file: every statement in it, or nothing."""
    form = StatementForm(visit.form)
    form.validate()
    content = _content(visit, form)
    if content is None or form.mistakes:
        return _page(visit, form, status=422)
    try:
        file = read_file(content, form.encoding)
    except Unreadable as error:
        form.note(form.plik, str(error))
        return _page(visit, form, status=422)
    name = " ".join(visit.arrived[0].name.split())[:LONGEST_NAME]
    by, hide = visit.person.account_id, visit.services.references.hide
    try:
        numbers = visit.write(lambda db: statements.keep(db, file, name, by=by))
    except statements.ReadBefore as error:
        return visit.go_to(f"{STATEMENTS}/{hide(error.statement_id)}?gotowe=znany")
    if len(numbers) > 1:
        return visit.go_to(f"{STATEMENTS}?gotowe={len(numbers)}")
    return visit.go_to(f"{STATEMENTS}/{hide(numbers[0])}?gotowe=wczytany")


def one(visit: Visit) -> Response:
    """One statement with its entries, each with what it is."""
    found = statement_queries.statement_of(visit.db, visit.row_id("id"))
    matches = _matches(visit, found.statement_id)
    leases = queries.leases_by_id(visit.db, (each.lease_id for each in matches))
    orders = queries.known_orders(visit.db, (order for each in matches for order in each.orders))
    visit.shows("reconciliation", queries.tenants_of(visit.db, leases))
    return visit.page(
        "reconciliation/statement.html",
        statement=found,
        read_at=clock.from_text(found.read_at),
        matches=[(each, KINDS[each.kind]) for each in matches],
        leases=leases,
        orders=orders,
        came=sum(each.entry.amount for each in matches if each.entry.amount > 0),
        went=sum(each.entry.amount for each in matches if each.entry.amount < 0),
        done=visit.query.get("gotowe", ""),
    )


def _matches(visit: Visit, statement_id: int) -> list[Match]:
    """What the entries of a statement are, weighed with those of the days around it."""
    own = {each.entry_id for each in statement_queries.entries_of(visit.db, statement_id)}
    days = [each.booked_on for each in statement_queries.entries_of(visit.db, statement_id)]
    if not days:
        return []
    begin, end = min(days) - matching.SENT_WITHIN, max(days) + matching.SENT_WITHIN
    found = matching.match(
        queries.entries(visit.db, begin, end),
        queries.paid(visit.db, begin, end),
        queries.transfers(visit.db, begin - matching.BOOKED_WITHIN, end + matching.BOOKED_WITHIN),
        queries.accounts(visit.db),
    )
    return [each for each in found.matches if each.entry.entry_id in own]


def _content(visit: Visit, form: StatementForm) -> bytes | None:
    """The bytes of the file that came; None where none did that can be read."""
    if not visit.arrived:
        form.note(form.plik, "Wybierz plik wyciągu.")
        return None
    file = visit.arrived[0]
    if file.too_large or file.place is None or file.size > LARGEST:
        form.note(form.plik, f"Plik jest za duży. Wyciąg może mieć {LARGEST // MEGABYTE} MB.")
        return None
    return file.place.read_bytes()


def _page(visit: Visit, form: StatementForm, status: int = 200) -> Response:
    done = visit.query.get("gotowe", "")
    return visit.page(
        "reconciliation/statements.html",
        status=status,
        form=form,
        lines=[
            (each, clock.from_text(each.read_at)) for each in statement_queries.statements(visit.db)
        ],
        most=statement_queries.SHOWN,
        read=int(done) if done.isdigit() and len(done) < 5 else 0,
        encodings=CHOICES,
        megabytes=LARGEST // MEGABYTE,
    )


who = HANDLE_PAYMENTS.who

screens = [
    Screen(STATEMENTS, everything, who=who),
    Screen(STATEMENTS, read, who=who, method="POST", limits=Limits(files=True)),
    Screen(f"{STATEMENTS}/{{id}}", one, who=who, slow=True),
]
