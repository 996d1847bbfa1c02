"""The desk of letters: batches and what became of them."""

from starlette.responses import Response

from portal import clock
from portal.letters import actions, printing, queries
from portal.letters.queries import LETTERS_ON_A_PAGE
from portal.tenancy.credential_letters import LettersChanged
from portal.typesetting import NotSet
from portal.web.access import staff
from portal.web.routing import Screen
from portal.web.visit import Visit

# So many letters hash in some two seconds, for which the pool keeps sign-ins waiting.
MOST_AT_ONCE = 100

# The kind of the tag, and the word for one letter and for several.
STATES = {
    "made": ("warn", "do druku", "do druku"),
    "printed": ("info", "wydrukowany", "wydrukowane"),
    "delivered": ("info", "wydany", "wydane"),
    "used": ("ok", "użyty", "użyte"),
    "expired": ("bad", "wygasły", "wygasłe"),
    "ended": ("bad", "unieważniony", "unieważnione"),
}
REASONS = {
    "one": "jedna osoba",
    "new": "wszyscy nowi",
    "building": "budynek",
    "request": "na wniosek",
}


def batches(visit: Visit) -> Response:
    """The latest batches, the newest first."""
    return visit.page(
        "letters/batches.html",
        batches=[
            (each, REASONS.get(each.reason, each.reason), clock.from_text(each.made_at))
            for each in queries.batches(visit.db)
        ],
        states=STATES,
    )


def batch(visit: Visit) -> Response:
    """One batch: what waits to be done with it, and its letters with their states."""
    found = queries.batch_of(visit.db, visit.row_id("id"))
    pages = -(-found.letters // LETTERS_ON_A_PAGE)
    asked = visit.query.get("strona", "1")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1
    page = min(max(page, 1), pages)
    letters = queries.letters_of(visit.db, found.batch_id, page)
    visit.shows("letters", (letter.tenant_id for letter in letters))
    return visit.page(
        "letters/batch.html",
        batch=found,
        reason=REASONS.get(found.reason, found.reason),
        made_at=clock.from_text(found.made_at),
        letters=[
            (letter, STATES[letter.state], clock.from_text(letter.changed_at)) for letter in letters
        ],
        states=STATES,
        page=page,
        pages=pages,
        most_at_once=MOST_AT_ONCE,
        done=visit.query.get("gotowe", ""),
    )


def print_out(visit: Visit) -> Response:
    """The PDF of the letters that wait, at most MOST_AT_ONCE; their passwords let in from now on.

    Where anything fails before the answer is sent, nothing has changed.
    """
    found = queries.batch_of(visit.db, visit.row_id("id"))
    sheets = queries.sheets_of(visit.db, found.batch_id, clock.today())[:MOST_AT_ONCE]
    if not sheets:
        return _back(visit, found.batch_id, "zmienione")
    by = visit.person.account_id
    try:
        printout = printing.print_out(sheets, visit.settings, batch_id=found.batch_id)
        visit.write(lambda db: actions.activate(db, printout.hashes, by=by))
    except NotSet:
        return _back(visit, found.batch_id, "nie-zlozono")
    except LettersChanged:
        return _back(visit, found.batch_id, "zmienione")
    first = found.letters - found.made + 1
    name = f"listy-{found.batch_id}-od-{first}-do-{first + len(sheets) - 1}.pdf"
    return visit.file(printout.pdf, name=name, media_type="application/pdf")


def deliver(visit: Visit) -> Response:
    """Note that the printed letters went out."""
    found = queries.batch_of(visit.db, visit.row_id("id"))
    actions.deliver(visit.db, found.batch_id, by=visit.person.account_id)
    return _back(visit, found.batch_id, "wydano")


def call_off(visit: Visit) -> Response:
    """End the letters that were not printed."""
    found = queries.batch_of(visit.db, visit.row_id("id"))
    actions.call_off(visit.db, found.batch_id, by=visit.person.account_id)
    return _back(visit, found.batch_id, "odwolano")


def order_again(visit: Visit) -> Response:
    """New letters in the place of printed ones that got lost."""
    found = queries.batch_of(visit.db, visit.row_id("id"))
    new = actions.order_again(visit.db, found.batch_id, by=visit.person.account_id)
    if new is None:
        return _back(visit, found.batch_id, "zmienione")
    return _back(visit, new, "zamowiono")


def _back(visit: Visit, batch_id: int, done: str) -> Response:
    reference = visit.services.references.hide(batch_id)
    return visit.go_to(f"/biuro/listy/{reference}?gotowe={done}")


letter_desk = staff("clerk", "administrator")

screens = [
    Screen("/biuro/listy", batches, who=letter_desk, tagged=False),
    Screen("/biuro/listy/{id}", batch, who=letter_desk, tagged=False),
    Screen("/biuro/listy/{id}/druk", print_out, who=letter_desk, method="POST", slow=True),
    Screen("/biuro/listy/{id}/wydane", deliver, who=letter_desk, method="POST"),
    Screen("/biuro/listy/{id}/odwolaj", call_off, who=letter_desk, method="POST"),
    Screen("/biuro/listy/{id}/ponow", order_again, who=letter_desk, method="POST"),
]
