"""What happened in a case, as its tenant may read it. The only writer of case_events."""

from datetime import date
from typing import Literal, NamedTuple

from portal import clock
from portal.store.database import Database

CaseEventKind = Literal[
    "received", "taken", "forwarded", "answered", "asked", "added", "visit", "closed", "reopened"
]

IN_WORDS: dict[CaseEventKind, str] = {
    "received": "Przyjęto",
    "taken": "Zajmujemy się sprawą",
    "forwarded": "Przekazano",
    "answered": "Odpowiedź",
    "asked": "Prośba o uzupełnienie",
    "added": "Nowe pismo od Ciebie",
    "visit": "Wizyta",
    "closed": "Załatwiono",
    "reopened": "Wznowiono",
}


class CaseEvent(NamedTuple):
    """Something that happened, or a day on which something is going to."""

    at: str
    kind: CaseEventKind
    details: str
    on_day: str | None

    @property
    def in_words(self) -> str:
        """Przyjęto, Odpowiedź and so on."""
        return IN_WORDS[self.kind]

    def is_to_come(self, today: date) -> bool:
        """Whether its day is today or later."""
        return self.on_day is not None and self.on_day >= today.isoformat()


def note(
    db: Database, case_id: int, kind: CaseEventKind, details: str = "", on_day: date | None = None
) -> None:
    """Write what happened, in the transaction of it.

    Takes:   details: words that the tenant may read; on_day: of something that is to come.
    """
    db.execute(
        """
        INSERT INTO case_events (case_id, at, kind, details, on_day)
        VALUES (:case_id, :now, :kind, :details, :on_day)
        """,
        {
            "case_id": case_id,
            "now": clock.as_text(clock.now()),
            "kind": kind,
            "details": details,
            "on_day": on_day.isoformat() if on_day else None,
        },
    )


def events_of(db: Database, case_id: int) -> list[CaseEvent]:
    """What happened in a case, the oldest first."""
    rows = db.execute(
        """
        SELECT at, kind, details, on_day
        FROM case_events
        WHERE case_id = ?
        ORDER BY case_event_id
        """,
        (case_id,),
    ).fetchall()
    return [CaseEvent._make(row) for row in rows]
