"""A bank transfer: the account number for the eye, and the 2D code that banks' apps read.

Source: the recommendation of the Polish Bank Association (ZBP) of 3 December 2013:
"NIP|PL|account|amount|receiver|title|||", at most 160 characters, error correction level L.
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from portal.money import Grosze
from portal.settings import Organisation

MOST_IN_CODE = Grosze(999_999)
LONGEST_RECEIVER = 20
LONGEST_TITLE = 32
# The empty modules around the code, of which the style adds two more as padding.
MARGIN = 2

_ALLOWED = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789ĄĆĘŁŃÓŚŹŻąćęłńóśźż ,./\\-@#&*_"
)
_REPLACED = str.maketrans({"–": "-", "—": "-", "\u2212": "-", "ß": "ss", "ø": "o", "đ": "d"})


class Picture(NamedTuple):
    """A 2D code as one SVG path of horizontal strokes, in a square of `size` units."""

    path: str
    size: int


class TransferData(NamedTuple):
    """What a tenant copies into a transfer.

    `amount` is 0 where nothing is due; `qr` is None where the account number is not a valid one.
    """

    receiver: str
    account_halves: tuple[str, str]
    title: str
    amount: Grosze
    qr: Picture | None

    @property
    def amount_is_in_code(self) -> bool:
        """Whether the bank's app fills in the amount; above 9999.99 zł the code has no room."""
        return 0 < self.amount <= MOST_IN_CODE


def transfer_of(
    organisation: Organisation, contract_number: str, bank_account: str, amount: Grosze
) -> TransferData:
    """The transfer that pays what is due under a lease."""
    title = title_of(contract_number)
    text = transfer_text(organisation.nip, bank_account, amount, organisation.name, title)
    return TransferData(
        receiver=organisation.name,
        account_halves=halves(bank_account),
        title=title,
        amount=amount,
        qr=picture(text) if is_nrb(bank_account) else None,
    )


def title_of(contract_number: str) -> str:
    """The title by which the office knows the payment: "Czynsz umowa 417/2014".

    Gives:  at most 32 characters; a long contract number drives the words out, not its own end.
    """
    number = clean(contract_number, LONGEST_TITLE)
    for words in ("Czynsz umowa ", "umowa "):
        if len(words) + len(number) <= LONGEST_TITLE:
            return words + number
    return number


def transfer_text(nip: str, account: str, amount: Grosze, receiver: str, title: str) -> str:
    """The text of the 2D code.

    Takes:  account: 26 digits; amount: grosze, of which the code can hold 0 to 9999.99 zł. Any
            other becomes "000000", and the payer types it.
    """
    grosze = amount if 0 < amount <= MOST_IN_CODE else 0
    fields = (
        _digits(nip)[:10],
        "PL",
        _digits(account)[:26],
        f"{grosze:06d}",
        clean(receiver, LONGEST_RECEIVER),
        clean(title, LONGEST_TITLE),
        "",
        "",
        "",
    )
    return "|".join(fields)


def clean(words: str, longest: int) -> str:
    """Words as every bank takes them: Polish and basic letters, digits, a few signs, cut by
    characters."""
    composed = unicodedata.normalize("NFC", words).translate(_REPLACED)
    kept = "".join(map(_allowed, composed))
    return " ".join(kept.split())[:longest].rstrip()


def _allowed(character: str) -> str:
    if character in _ALLOWED:
        return character
    if character.isspace():
        return " "
    bare = unicodedata.normalize("NFKD", character)[0]
    return bare if bare in _ALLOWED else ""


def _digits(words: str) -> str:
    return "".join(character for character in words if character in "0123456789")


def is_nrb(account: str) -> bool:
    """Whether these are 26 digits with the right check digits."""
    if len(account) != 26 or _digits(account) != account:
        return False
    return int(f"{account[2:]}2521{account[:2]}") % 97 == 1


def grouped(account: str) -> str:
    """56 9999 0000 0000 4170 0010 4582: two digits, then fours."""
    groups = [account[:2], *(account[start : start + 4] for start in range(2, len(account), 4))]
    return " ".join(groups)


def halves(account: str) -> tuple[str, str]:
    """The grouped number in two parts that stay whole on narrow screens."""
    groups = grouped(account).split(" ")
    return " ".join(groups[:4]), " ".join(groups[4:])


@lru_cache(maxsize=512)
def picture(text: str) -> Picture:
    """The 2D code of a text."""
    import segno

    code = segno.make(text, error="l", boost_error=False, micro=False, encoding="utf-8")
    rows = [bytes(row) for row in code.matrix]
    strokes = [
        stroke for number, row in enumerate(rows) for stroke in _strokes(row, number + MARGIN)
    ]
    return Picture("".join(strokes), len(rows) + 2 * MARGIN)


def _strokes(row: bytes, top: int) -> list[str]:
    """The dark runs of one row as strokes along its middle."""
    strokes, start = [], 0
    while (left := row.find(1, start)) >= 0:
        right = row.find(0, left)
        right = len(row) if right < 0 else right
        strokes.append(f"M{left + MARGIN} {top}.5h{right - left}")
        start = right
    return strokes
