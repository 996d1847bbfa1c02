"""What is wrong with the files, gathered for one report."""

from dataclasses import dataclass, field

MOST_REPORTED = 1_000
MOST_NOTICES = 200
LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in words for the people who keep the files."""

    file: str
    line: int | None
    column: str
    text: str
    value: str


@dataclass
class Problems:
    """The problems of one import: the first thousand in full, the others counted."""

    reported: list[Problem] = field(default_factory=list)
    count: int = 0
    notices: list[str] = field(default_factory=list)

    def add(
        self, file: str, text: str, *, line: int | None = None, column: str = "", value: str = ""
    ) -> None:
        """Something because of which nothing may change."""
        self.count += 1
        if len(self.reported) < MOST_REPORTED:
            self.reported.append(Problem(file, line, column, text, shown(value)))

    def notice(self, text: str) -> None:
        """Something that people should know and that stops nothing."""
        if len(self.notices) < MOST_NOTICES:
            self.notices.append(text)


def shown(value: str) -> str:
    """A value fit for a screen: shortened, with a mark for each character that does not print."""
    cut = value if len(value) <= LONGEST_SHOWN else f"{value[: LONGEST_SHOWN - 1]}…"
    return "".join(character if _prints(character) else "\ufffd" for character in cut)


def _prints(character: str) -> bool:
    return character.isprintable() or character in "\u00a0\u202f"


def masked(digits: str) -> str:
    """A value that must not travel with the report: only its last two characters are left."""
    return "*" * max(0, len(digits) - 2) + digits[-2:] if len(digits) > 2 else "**"
