"""Passwords: how they are kept, checked and chosen. Call the slow ones from the pool only."""

import unicodedata
from functools import lru_cache
from pathlib import Path

SHORTEST = 12
LONGEST = 128

# OWASP's parameters for argon2id: 19 MiB, two passes, one lane; some 18 ms of CPU.
MEMORY_KIB = 19_456
PASSES = 2
LANES = 1

BLOCKLIST = Path(__file__).parents[2] / "data" / "passwords" / "blocked.txt"
LEET = str.maketrans("013457@$!", "oieastasi")


@lru_cache(maxsize=1)
def _hasher():  # type: ignore[no-untyped-def]
    import argon2

    return argon2.PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)


@lru_cache(maxsize=1)
def _hash_of_nobody() -> str:
    return hash_password("a password that no account has")


def hash_password(words: str) -> str:
    """The argon2id hash of a password, with its parameters and a salt of its own."""
    hashed: str = _hasher().hash(_normal(words))
    return hashed


def is_right(words: str, hashed: str | None) -> bool:
    """Whether the words are the password. Without an account it takes the same time to say no."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return bool(_hasher().verify(hashed or _hash_of_nobody(), _normal(words)) and hashed)
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(hashed: str) -> bool:
    """Whether the hash was made with parameters that we have since raised."""
    return bool(_hasher().check_needs_rehash(hashed))


def objection(words: str, *, own_words: tuple[str, ...] = ()) -> str | None:
    """What speaks against a new password, as a sentence for its owner; None where nothing does.

    Takes:   own_words: the login, names, the company and the like, which are guessed first.
    """
    words = _normal(words)
    if not words:
        return "Wpisz nowe hasło."
    if len(words) < SHORTEST:
        return f"Hasło musi mieć co najmniej {SHORTEST} znaków. Teraz ma ich {len(words)}."
    if len(words) > LONGEST:
        return f"Skróć hasło do {LONGEST} znaków. Teraz ma ich {len(words)}."
    if _is_a_pattern(words):
        return "To hasło to jeden powtórzony znak albo ciąg po kolei. Wybierz inne."
    if _is_blocked(words, own_words):
        return "To hasło łatwo zgadnąć. Wybierz inne, na przykład cztery zwykłe słowa."
    return None


def _normal(words: str) -> str:
    return unicodedata.normalize("NFC", words)


def _is_a_pattern(words: str) -> bool:
    """One or two characters over and over, or each the next of the one before."""
    if len(set(words.casefold())) < 4:
        return True
    steps = {ord(b) - ord(a) for a, b in zip(words, words[1:], strict=False)}
    return steps in ({1}, {-1}) or words in ("1234567890123", "0987654321098")


def _is_blocked(words: str, own_words: tuple[str, ...]) -> bool:
    """Whether nothing is left once blocked words, own words, digits and signs are taken out."""
    low = words.casefold()
    blocked = _blocked_words()
    if low in blocked:
        return True
    for letters in {_letters(low), _letters(low.translate(LEET))}:
        left = letters
        for word in sorted((*blocked, *map(_letters, map(str.casefold, own_words))), key=len)[::-1]:
            if len(word) >= 3:
                left = left.replace(word, "")
        if len(left) < 4:
            return True
    return False


def _letters(words: str) -> str:
    bare = unicodedata.normalize("NFD", words.replace("ł", "l"))
    return "".join(character for character in bare if character.isascii() and character.isalpha())


@lru_cache(maxsize=1)
def _blocked_words() -> frozenset[str]:
    lines = BLOCKLIST.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
