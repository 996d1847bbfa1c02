"""The kinds of certificates, and what they are called."""

from typing import Literal, NamedTuple

from portal.tenancy.absent import NotThere

KindName = Literal["no-arrears", "charges"]


class Kind(NamedTuple):
    """A kind: its name in the database, in addresses, on paper, in lists and in the choice."""

    name: KindName
    address: str
    title: str
    short: str
    choice: str
    use: str


NO_ARREARS = Kind(
    "no-arrears",
    "niezaleganie",
    "Zaświadczenie o niezaleganiu w\u00a0opłatach",
    "O niezaleganiu",
    "O niezaleganiu w\u00a0opłatach",
    "Potwierdza, że nic nie jest po terminie. Na przykład dla banku albo gminy.",
)
CHARGES = Kind(
    "charges",
    "oplaty",
    "Zaświadczenie o wysokości opłat",
    "O wysokości opłat",
    "O wysokości opłat",
    "Pokazuje opłatę miesięczną i jej składniki. Na przykład do dodatku mieszkaniowego.",
)
KINDS = (NO_ARREARS, CHARGES)


def kind_of(name: str) -> Kind:
    """The kind that the database names."""
    return next(kind for kind in KINDS if kind.name == name)


def kind_at(address: str) -> Kind:
    """The kind that an address names.

    Raises: NotThere.
    """
    for kind in KINDS:
        if kind.address == address:
            return kind
    raise NotThere
