"""Whether correspondence stays as quick with a hundred thousand matters as with a thousand."""

from collections.abc import Callable
from statistics import median

from portal.bench.estate import Session
from portal.bench.load import request
from portal.bench.matters_estate import COMMON, FILES_OF_A_MATTER, RARE, Matters, matters
from portal.bench.pages import Costs, headers_of, ratio, rounds
from portal.bench.report import Figure
from portal.bench.servers import Server
from portal.bench.workshop import Workshop

TITLE = "Letters"
SESSIONS = 200
HIGHEST = 1.2

LIST, INBOX = "/korespondencja", "/biuro/korespondencja"
# What is measured: its name, what it is called, the address, and whether a tenant or a clerk asks.
SCREENS: dict[str, tuple[str, str, bool]] = {
    "list": ("A tenant's list", LIST, True),
    "search": (f"A tenant's search for „{COMMON}”", f"{LIST}?szukaj={COMMON}", True),
    "inbox": ("The office's inbox", INBOX, False),
    "common": (f"The office's search for „{COMMON}”", f"{INBOX}?szukaj={COMMON}", False),
    "rare": (f"The office's search for „{RARE}”", f"{INBOX}?szukaj={RARE}", False),
}


def measure(workshop: Workshop) -> list[Figure]:
    """The CPU of each screen in a large estate beside a small one."""
    few, many = workshop.small, workshop.leases
    small = matters(workshop.folder, few, SESSIONS, workshop.tell)
    large = matters(workshop.folder, many, SESSIONS, workshop.tell)
    with Server("portal", small.database) as of_small, Server("portal", large.database) as of_large:
        return [
            _figure(workshop, name, of_small, of_large, small, large, few, many) for name in SCREENS
        ]


def _figure(
    workshop: Workshop,
    name: str,
    of_small: Server,
    of_large: Server,
    small: Matters,
    large: Matters,
    few: int,
    many: int,
) -> Figure:
    words, address, by_tenant = SCREENS[name]
    asked: Callable[[Matters, str], list[bytes]] = _by_tenants if by_tenant else _by_clerk
    costs: Costs = rounds(
        workshop,
        {
            "small": (of_small, asked(small, address), 200),
            "large": (of_large, asked(large, address), 200),
        },
    )
    return Figure(
        name=f"letters-{name}",
        words=words,
        value=ratio(costs, "large", "small"),
        bound="at most",
        goal=HIGHEST,
        detail=f"{median(costs['large']):.0f} / {median(costs['small']):.0f} us of CPU;"
        f" {many} and {few} matters, {FILES_OF_A_MATTER} files each",
    )


def _by_tenants(estate: Matters, address: str) -> list[bytes]:
    return [request(address, headers_of(each)) for each in estate.tenants]


def _by_clerk(estate: Matters, address: str) -> list[bytes]:
    return [request(address, headers_of(Session(estate.clerk, 0)))]
