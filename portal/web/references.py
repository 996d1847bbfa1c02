"""References: how rows are named in addresses, so that no number tells how many there are.

A four-round Feistel network over 32 bits turns a row's number into another one and back. Its
round functions are tables of random numbers drawn from the installation's key (Luby and Rackoff
proved four such rounds a pseudo-random permutation). A look-up costs under a microsecond, no
column and no index. Whose row it is, is asked of the database all the same.
"""

import hashlib
import re
from array import array

_SHAPE = re.compile(r"[0-9a-f]{8}")


class References:
    """Hides the numbers of rows under one key."""

    def __init__(self, key: bytes) -> None:
        stream = hashlib.shake_256(b"references" + key).digest(4 * 65536 * 2)
        self._rounds = [
            array("H", stream[start : start + 131072]) for start in range(0, len(stream), 131072)
        ]

    def hide(self, number: int) -> str:
        """The reference of a row, eight hexadecimal digits: 17 gives for example "9c03f1d2"."""
        left, right = number >> 16, number & 0xFFFF
        for table in self._rounds:
            left, right = right, left ^ table[right]
        return f"{left << 16 | right:08x}"

    def find(self, reference: str) -> int:
        """The number of the row; 0, which no row has, for words that are no reference."""
        if _SHAPE.fullmatch(reference) is None:
            return 0
        number = int(reference, 16)
        left, right = number >> 16, number & 0xFFFF
        for table in reversed(self._rounds):
            left, right = right ^ table[left], left
        return left << 16 | right
