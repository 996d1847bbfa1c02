"""A worker as a process: how soon it answers, and how much memory it takes after load."""

import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from portal.bench.estate import open_sessions
from portal.bench.load import request
from portal.bench.pages import MIX, SESSIONS, Costs, headers_of, ratio
from portal.bench.report import Figure, typical
from portal.bench.servers import Server
from portal.bench.workshop import Workshop

TITLE = "One worker: ours / a bare app's"
Command = Sequence[str | Path]


def measure(workshop: Workshop) -> list[Figure]:
    """Start to first answer, and memory after load."""
    database = workshop.small_estate()
    commands: dict[str, Command] = {"bare": ("bare",), "portal": ("portal", database)}
    cpu, wall = _starts(workshop, commands)
    sessions = open_sessions(database, workshop.small, SESSIONS)
    asked = [
        request(path, headers_of(session, Accept_Encoding="zstd"))
        for session in sessions
        for path in sorted(set(MIX))
    ]
    bare = _memory(workshop, commands["bare"], [request("/", {})])
    portal = _memory(workshop, commands["portal"], asked)
    return [
        Figure(
            name="memory",
            words="Memory after load (PSS)",
            value=typical([portal / bare]),
            bound="at most",
            goal=2.5,
            detail=f"{portal:.1f} / {bare:.1f} MB",
        ),
        _start_figure("start-cpu", "Start to first answer, CPU", cpu),
        _start_figure("start-wall", "Start to first answer, time", wall),
    ]


def _starts(workshop: Workshop, commands: dict[str, Command]) -> tuple[Costs, Costs]:
    """CPU and time from the start of a process to its first answer, bare and ours in turn."""
    cpu: Costs = {name: [] for name in commands}
    wall: Costs = {name: [] for name in commands}
    for turn in range(3 if workshop.quick else 11):
        workshop.tell(f"start {turn + 1}")
        for name, command in commands.items():
            began = time.perf_counter()
            with Server(*map(str, command)) as server:
                server.get("/")
                wall[name].append(time.perf_counter() - began)
                cpu[name].append(server.cpu())
    return cpu, wall


def _memory(workshop: Workshop, command: Command, asked: list[bytes]) -> float:
    with Server(*map(str, command)) as server:
        server.cost(asked, seconds=workshop.round_seconds * 2)
        return server.memory()


def _start_figure(name: str, words: str, costs: Costs) -> Figure:
    milliseconds = {name: f"{median(values) * 1000:.0f} ms" for name, values in costs.items()}
    rounds = len(costs["bare"])
    return Figure(
        name=name,
        words=words,
        value=ratio(costs, "portal", "bare"),
        bound="at most",
        goal=2.0,
        detail=f"{milliseconds['portal']} / {milliseconds['bare']}, medians of {rounds}",
    )
