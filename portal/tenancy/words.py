"""Words as people type them, made comparable: without accents, capitals and signs."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")

# What stands in addresses and says nothing of where they are.
EMPTY_WORDS = frozenset((
    "ul", "ulica", "al", "aleja", "os", "osiedle", "pl", "plac", "m", "mieszkanie", "lok", "lokal",
    "nr", "numer",
))  # fmt: skip


def folded(text: str) -> str:
    """The text in small letters without accents: "Łódź" gives "lodz"."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return "".join(character for character in bare if not unicodedata.combining(character))


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, folded, in their order."""
    return _WORD.findall(folded(text))


def telling_words_of(text: str) -> list[str]:
    """The same without words such as "ul."; all of them where there are no others."""
    words = words_of(text)
    return [word for word in words if word not in EMPTY_WORDS] or words


def pattern(words: list[str]) -> str:
    """What FTS5 is asked: every word, as a beginning; numbers whole, so that 1 does not find 14."""
    return " ".join(f'"{word}"' if word[0].isdigit() else f'"{word}" *' for word in words)
