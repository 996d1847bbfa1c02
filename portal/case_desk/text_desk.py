"""Ready pieces of text for answers: all of them, a new one, one that is changed or removed."""

from starlette.responses import Response

from portal.case_desk.forms import TextBlockForm
from portal.store.database import Database, writing
from portal.tenancy import text_blocks
from portal.tenancy.absent import NotThere
from portal.tenancy.queues import QUEUES, queue_in_words
from portal.tenancy.text_blocks import TextBlock
from portal.web.rights import SET_TEXTS
from portal.web.routing import Screen
from portal.web.visit import Visit

TEXTS = "/biuro/gotowe-teksty"
DONE = {"zapisano": "Tekst jest zapisany.", "usunieto": "Tekst jest usunięty."}


def texts(visit: Visit) -> Response:
    """All pieces, by their names."""
    done = visit.query.get("gotowe", "") if visit.query_string else ""
    return visit.page(
        "case_desk/texts.html",
        texts=[
            (block, queue_in_words(block.queue) if block.queue else "każdy dział")
            for block in text_blocks.text_blocks(visit.db)
        ],
        done=DONE.get(done, ""),
    )


def new_text(visit: Visit) -> Response:
    """A form for another piece."""
    return _form_page(visit, TextBlockForm(None, kolejka=""), None)


def add_text(visit: Visit) -> Response:
    """Keep another piece."""
    return _save(visit, None)


def text(visit: Visit) -> Response:
    """One piece, to change it."""
    block = _block(visit)
    form = TextBlockForm(None, nazwa=block.name, tekst=block.body, kolejka=block.queue)
    return _form_page(visit, form, block)


def change_text(visit: Visit) -> Response:
    """Keep what was changed."""
    return _save(visit, _block(visit))


def remove_text(visit: Visit) -> Response:
    """The piece is not wanted any more; letters that were written with it stay."""
    block, account_id = _block(visit), visit.person.account_id

    def remove(db: Database) -> None:
        with writing(db):
            text_blocks.remove(db, block.block_id, account_id=account_id)

    visit.write(remove)
    return visit.go_to(f"{TEXTS}?gotowe=usunieto")


def _save(visit: Visit, block: TextBlock | None) -> Response:
    form, account_id = TextBlockForm(visit.form), visit.person.account_id
    if not form.validate():
        return _form_page(visit, form, block, status=422)
    kept = TextBlock(
        block.block_id if block else 0,
        form.nazwa.data or "",
        (form.tekst.data or "").strip(),
        form.kolejka.data or "",
    )

    def save(db: Database) -> None:
        with writing(db):
            text_blocks.save(db, kept, account_id=account_id)

    visit.write(save)
    return visit.go_to(f"{TEXTS}?gotowe=zapisano")


def _block(visit: Visit) -> TextBlock:
    """Raises: NotThere."""
    wanted = visit.row_id("id")
    for block in text_blocks.text_blocks(visit.db):
        if block.block_id == wanted:
            return block
    raise NotThere


def _form_page(
    visit: Visit, form: TextBlockForm, block: TextBlock | None, *, status: int = 200
) -> Response:
    return visit.page("case_desk/text.html", status=status, form=form, block=block, queues=QUEUES)


screens = [
    Screen(TEXTS, texts, who=SET_TEXTS.who),
    Screen(TEXTS + "/dodaj", new_text, who=SET_TEXTS.who),
    Screen(TEXTS + "/dodaj", add_text, who=SET_TEXTS.who, method="POST"),
    Screen(TEXTS + "/{id}", text, who=SET_TEXTS.who),
    Screen(TEXTS + "/{id}", change_text, who=SET_TEXTS.who, method="POST"),
    Screen(TEXTS + "/{id}/usun", remove_text, who=SET_TEXTS.who, method="POST"),
]
