"""Finding topics: every word that was asked for must begin a word of the topic, or one of them
where no topic has all.

Polish letters count as their plain ones, and the endings of longer words are left off, so that
"wplaty" finds "wpłata".
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from portal.help.glossary import WORDS
from portal.help.topic import Group, Topic, Word
from portal.help.topics_balance import BALANCE
from portal.help.topics_letters import LETTERS
from portal.help.topics_paying import PAYING
from portal.help.topics_portal import ACCOUNT, LOOKS, PREMISES

GROUPS = (BALANCE, PAYING, PREMISES, LETTERS, ACCOUNT, LOOKS)
LONGEST = 100

# Words of questions that say nothing about what is asked.
_SMALL = frozenset(
    """
    a co czy dla dlaczego do gdzie i ile jak jaki jaka jakie jest ktory mam mi mnie moj moja moje
    moge na nie o od po sa sie swoj swoja to w we z za ze
    """.split()  # noqa: SIM905 - a list of forty quoted words cannot be read
)

_TOPICS = {topic.slug: topic for group in GROUPS for topic in group.topics}


class Found(NamedTuple):
    """What fits a search, groups without a fitting topic left out."""

    groups: list[Group]
    words: list[Word]

    @property
    def number(self) -> int:
        """How many topics and words there are."""
        return sum(len(group.topics) for group in self.groups) + len(self.words)


def topic(slug: str) -> Topic | None:
    """The topic of that name."""
    return _TOPICS.get(slug)


def group_of(wanted: Topic) -> Group:
    """The group in which a topic stands."""
    return next(group for group in GROUPS if wanted in group.topics)


def search(asked: str) -> Found:
    """The topics and words that fit; all topics and no words where nothing was asked."""
    words = _words(asked[:LONGEST])
    stems = [_stem(word) for word in words if len(word) > 1 and word not in _SMALL] or [
        *map(_stem, words)
    ]
    if not stems:
        return Found(list(GROUPS), [])
    found = _fitting(stems, all)
    return found if found.number else _fitting(stems, any)


def _fitting(stems: list[str], enough: Callable[[Iterable[bool]], bool]) -> Found:
    """What has all of the stems, or any of them."""

    def fits(words: tuple[str, ...]) -> bool:
        return enough(any(word.startswith(stem) for word in words) for stem in stems)

    groups = [
        Group(
            group.slug, group.title, tuple(each for each in group.topics if fits(_words_of(each)))
        )
        for group in GROUPS
    ]
    explained = [word for word in WORDS if fits(_words(f"{word.word} {word.meaning}"))]
    return Found([group for group in groups if group.topics], explained)


@cache
def _words_of(topic: Topic) -> tuple[str, ...]:
    text = " ".join((topic.title, topic.answer, *topic.points, *topic.more, topic.keywords))
    return tuple(sorted(set(_words(text))))


def _words(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFD", text.casefold().replace("ł", "l"))
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return tuple(re.findall(r"\w+", bare))


def _stem(word: str) -> str:
    """A word without the ending that Polish changes: "wplaty" and "wplata" give "wpla"."""
    return word[:-2] if len(word) > 5 else word[:-1] if len(word) > 3 else word
