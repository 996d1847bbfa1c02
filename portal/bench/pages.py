"""What a page costs the server, beside one line of text from a bare Starlette app."""

from collections.abc import Mapping
from statistics import median

from portal.bench.estate import Session, open_sessions
from portal.bench.load import request
from portal.bench.report import Figure, typical
from portal.bench.servers import CONNECTIONS, Server
from portal.bench.workshop import Workshop

TITLE = "Pages: CPU of a bare app's answer / CPU of ours"
MIX = ("/",) * 6 + ("/finanse/naliczenia",) * 2 + ("/lokale",)
SESSIONS = 200

Arms = Mapping[str, tuple[Server, list[bytes], int]]
Costs = dict[str, list[float]]


def measure(workshop: Workshop) -> list[Figure]:
    """Start in full, unchanged and compressed, and the mix of screens."""
    database = workshop.small_estate()
    sessions = open_sessions(database, workshop.small, SESSIONS)
    with Server("bare") as bare, Server("portal", database) as portal:
        arms = _arms(bare, portal, sessions)
        costs = rounds(workshop, arms)
    return _figures(costs, len(sessions))


def headers_of(session: Session, **more: str) -> dict[str, str]:
    """The headers of a request in a session."""
    named = {name.replace("_", "-"): value for name, value in more.items()}
    return {"Cookie": f"iok={session.token}", **named}


def _arms(bare: Server, portal: Server, sessions: list[Session]) -> Arms:
    tags = [portal.get("/", headers_of(each)).headers["etag"] for each in sessions]
    plain = [request("/", headers_of(each)) for each in sessions]
    mixed = [
        request(MIX[(place + turn) % len(MIX)], headers_of(each))
        for turn in range(len(MIX))
        for place, each in enumerate(sessions)
    ]
    return {
        "bare": (bare, plain, 200),
        "start": (portal, plain, 200),
        "zstd": (
            portal,
            [request("/", headers_of(each, Accept_Encoding="zstd")) for each in sessions],
            200,
        ),
        "unchanged": (
            portal,
            [
                request("/", headers_of(each, If_None_Match=tag))
                for each, tag in zip(sessions, tags, strict=True)
            ],
            304,
        ),
        "mix": (portal, mixed, 200),
    }


def rounds(workshop: Workshop, arms: Arms) -> Costs:
    """The cost of every arm in every round, forwards and backwards in turn."""
    costs: Costs = {name: [] for name in arms}
    for server, requests, status in arms.values():
        server.cost(requests, seconds=workshop.round_seconds / 2, status=status)
    for turn in range(workshop.rounds):
        workshop.tell(f"round {turn + 1} of {workshop.rounds}")
        order = list(arms.items()) if turn % 2 else list(arms.items())[::-1]
        for name, (server, requests, status) in order:
            cost = server.cost(requests, seconds=workshop.round_seconds, status=status)
            costs[name].append(cost)
    return costs


def ratio(costs: Costs, one: str, other: str) -> float:
    """The median of one / other, both taken in the same round."""
    return typical(a / b for a, b in zip(costs[one], costs[other], strict=True))


def _figures(costs: Costs, sessions: int) -> list[Figure]:
    micro = {name: f"{median(values):.0f} us" for name, values in costs.items()}
    setting = f"{CONNECTIONS} connections, one worker, {sessions} sessions in turn"
    return [
        Figure(
            name="start",
            words="Start, rendered in full",
            value=ratio(costs, "bare", "start"),
            bound="at least",
            goal=0.10,
            detail=f"{micro['bare']} / {micro['start']}; {setting}",
        ),
        Figure(
            name="unchanged",
            words="Start, 304 from its ETag",
            value=ratio(costs, "bare", "unchanged"),
            bound="at least",
            goal=0.45,
            detail=f"{micro['bare']} / {micro['unchanged']}",
        ),
        Figure(
            name="mix",
            words="Start 6, charges 2, Lokale 1",
            value=ratio(costs, "bare", "mix"),
            bound="at least",
            goal=0.10,
            detail=f"{micro['bare']} / {micro['mix']}",
        ),
        Figure(
            name="compressed",
            words="Start as zstd / Start uncompressed",
            value=ratio(costs, "zstd", "start"),
            bound="at most",
            goal=1.15,
            detail=f"{micro['zstd']} / {micro['start']}",
        ),
    ]
