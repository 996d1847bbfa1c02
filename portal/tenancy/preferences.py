"""What a tenant chose about contact: telephone, language, notices. Written by the room profile."""

from typing import Literal, NamedTuple

from portal.store.database import Database

Language = Literal["pl", "uk", "en"]

# Each language by its own name, as those look for it who read it.
LANGUAGES: dict[str, str] = {"pl": "polski", "uk": "українська", "en": "English"}
# What the office is told; who speaks Polish asks for nothing.
WISHES = {"uk": "prosi o kontakt po ukraińsku", "en": "prosi o kontakt po angielsku"}


class Preferences(NamedTuple):
    """What a person chose; how it stands for those who chose nothing yet."""

    telephone: str | None = None
    language: str = "pl"
    notify: bool = True
    set_up_at: str | None = None


def preferences_of(db: Database, account_id: int) -> Preferences:
    """What the owner of an account chose."""
    row = db.execute(
        "SELECT telephone, language, notify, set_up_at FROM preferences WHERE account_id = ?",
        (account_id,),
    ).fetchone()
    if row is None:
        return Preferences()
    telephone, language, notify, set_up_at = row
    return Preferences(telephone, language, bool(notify), set_up_at)


def language_of(words: str) -> Language:
    """The language that a form names.

    Raises: ValueError.
    """
    for language in ("pl", "uk", "en"):
        if words == language:
            return language
    raise ValueError(words)
