"""What csv and encodings say is wrong, in Polish."""

import csv
import re

_TAINT = re.compile(r"[\x00\ud800-\udfff]")
_FAULTS = {
    "field larger": "Pole jest za długie. Zapewne brakuje cudzysłowu, który je zamyka.",
    "unexpected end": "Cudzysłów otwarty w tym wierszu nigdzie się nie zamyka.",
    "expected after": "Po zamykającym cudzysłowie stoi coś innego niż separator pól."
    " Cudzysłów wewnątrz pola trzeba zapisać podwójnie.",
}


def in_polish(fault: csv.Error) -> str:
    """A fault of the shape of a row."""
    for part, text in _FAULTS.items():
        if part in str(fault):
            return text
    return "Tego wiersza nie da się podzielić na pola."


def is_tainted(words: str) -> bool:
    """Whether there is a NUL in the words, or what was a byte outside the encoding."""
    return _TAINT.search(words) is not None


def taint(encoding: str) -> str:
    """What is_tainted() means for the people who wrote the file."""
    if encoding == "utf-8":
        return (
            "Są tu znaki spoza UTF-8 albo znak o kodzie zero."
            " Jeśli plik jest w Windows-1250, uruchom import z --encoding cp1250."
        )
    return "Są tu znaki spoza Windows-1250 albo znak o kodzie zero."
