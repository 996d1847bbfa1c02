"""What a help topic and a word of the glossary are made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """One question and its answer, on a page of its own (/pomoc/<slug>).

    The answer comes first, then a list, then the rest; links say where it is done.
    """

    slug: str
    title: str
    answer: str
    points: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    keywords: str = ""


@dataclass(frozen=True)
class Group:
    """Topics that belong together."""

    slug: str
    title: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True)
class Word:
    """A word of the office in plain words."""

    slug: str
    word: str
    meaning: str
    topic: str = ""
