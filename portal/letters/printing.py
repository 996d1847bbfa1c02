"""Printing: passwords are drawn, hashed and set in type in memory, and only then let in.

The order is always the same: draw, hash, typeset everything; keep the PDF where it goes; and last,
in one transaction, store the hashes and call the letters printed. Whatever fails before that
leaves everything as it was: the letters are still only made, older passwords of their owners'
own still work, and a PDF that was thrown away opens nothing.

What can fail after it is only the handing over. On the command line the PDF is then already on the
disk under its unfinished name (see commands/letters.py). In a browser the answer may get lost: then
the letters stand as printed and not delivered, and the desk offers new ones in their place, which
end the lost ones. The order is not turned round, for then letters could be posted whose passwords
never came to work, and nobody would know until the tenants stood before the door.

Passwords are in the memory of this process and of typst's, and in the PDF; nowhere else.
"""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from portal import clock
from portal.letters.paper import in_words
from portal.letters.queries import Sheet
from portal.settings import Settings
from portal.tenancy import first_passwords
from portal.tenancy.passwords import hash_password
from portal.typesetting import set_in_type

TEMPLATE = Path(__file__).with_name("letter.typ")

# How long typst may take: some 10 ms a page, ten times that on a busy machine.
SECONDS_TO_BEGIN = 60
SECONDS_A_PAGE = 0.1


class Printout(NamedTuple):
    """The PDF of some letters, and the hashes of their passwords by the letters' numbers."""

    pdf: bytes
    hashes: dict[int, str]


def print_out(
    sheets: Sequence[Sheet],
    settings: Settings,
    *,
    batch_id: int,
    hands: int = 1,
    progress: Callable[[int], None] = lambda done: None,
    typesetting: Callable[[], None] = lambda: None,
) -> Printout:
    """Draw a password for each letter and set the letters in type; slow.

    Takes:   hands: how many hash at once; progress is told of every password that is hashed,
             typesetting when they all are.
    Raises:  NotSet.
    """
    drawn = {sheet.letter_id: first_passwords.draw() for sheet in sheets}
    hashes = _hashed(drawn, hands, progress)
    typesetting()
    data = in_words(sheets, drawn, settings, batch_id=batch_id, day=clock.today())
    pdf = set_in_type(
        TEMPLATE,
        json.dumps(data, ensure_ascii=False),
        seconds=int(SECONDS_TO_BEGIN + SECONDS_A_PAGE * len(sheets)),
    )
    return Printout(pdf, hashes)


def _hashed(drawn: dict[int, str], hands: int, progress: Callable[[int], None]) -> dict[int, str]:
    pool = ThreadPoolExecutor(hands, thread_name_prefix="letters")
    hashes = {}
    try:
        for letter_id, hashed in zip(drawn, pool.map(hash_password, drawn.values()), strict=True):
            hashes[letter_id] = hashed
            progress(1)
    finally:
        # Who breaks off need not wait for thousands of hashes.
        pool.shutdown(cancel_futures=True)
    return hashes
