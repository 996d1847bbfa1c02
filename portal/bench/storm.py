"""A storm of sign-ins while tenants read: who is answered, how late, at what price in memory.

The throttle is off, so that every attempt is worth a hash; with it on, one address would be
asked to wait after some sixty.
"""

import time
from pathlib import Path

from portal.bench.estate import open_sessions
from portal.bench.load import Outcome, Running, request
from portal.bench.pages import headers_of
from portal.bench.report import Figure, typical
from portal.bench.servers import Server
from portal.bench.workshop import Workshop
from portal.store.database import connect, writing
from portal.tenancy import accounts
from portal.tenancy.passwords import hash_password

TITLE = "Sign-in storm: 24 clients without pause, right and wrong passwords in turn"
CLIENTS = 24
READERS = 4
PASSWORD = "a password for measuring"  # noqa: S105 - of an invented account


def measure(workshop: Workshop) -> list[Figure]:
    """Reads before the storm and in it."""
    database = workshop.small_estate()
    sessions = open_sessions(database, workshop.small, 24)
    _set_passwords(database, [each.tenant_id for each in sessions])
    reads = [request("/", headers_of(each)) for each in sessions]
    attempts = [_attempt(f"B{each.tenant_id}", right) for each in sessions for right in (1, 0)]
    seconds = 1.0 if workshop.quick else 10.0
    workshop.tell("sign-in storm")
    with Server("portal", database, "--unthrottled") as server:
        quiet = Running(server.port, reads, seconds=seconds, connections=READERS).outcome()
        before = server.memory()
        storm = Running(server.port, attempts, seconds=seconds, connections=CLIENTS)
        reading = Running(server.port, reads, seconds=seconds, connections=READERS)
        peak = _peak(server, seconds)
        stormy, signed_in = reading.outcome(), storm.outcome()
    return _figures(quiet, stormy, signed_in, peak - before)


def _set_passwords(database: Path, tenants: list[int]) -> None:
    hashed = hash_password(PASSWORD)
    db = connect(database)
    try:
        with writing(db):
            for tenant_id in tenants:
                account = accounts.account_of_login(db, f"B{tenant_id}")
                if account is not None:
                    accounts.set_password(db, account.account_id, hashed, "own")
    finally:
        db.close()


def _attempt(login: str, right: int) -> bytes:
    password = PASSWORD if right else "another password"
    body = f"login={login}&password={password.replace(' ', '+')}&next="
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Sec-Fetch-Site": "same-origin",
    }
    return request("/logowanie", headers, body)


def _peak(server: Server, seconds: float) -> float:
    """The most memory that the server had at any time."""
    until = time.monotonic() + seconds
    most = 0.0
    while time.monotonic() < until:
        most = max(most, server.memory())
        time.sleep(0.1)
    return most


def _figures(quiet: Outcome, stormy: Outcome, storm: Outcome, grown: float) -> list[Figure]:
    answered = stormy.statuses.get("200", 0) / stormy.answers
    let_in = storm.statuses.get("303", 0)
    refused = storm.statuses.get("422", 0)
    too_many = storm.statuses.get("503", 0)
    hashed = (let_in + refused) / storm.seconds
    return [
        Figure(
            name="storm-reads",
            words="Signed-in reads that were answered in the storm",
            value=typical([answered]),
            bound="at least",
            goal=1.0,
            detail=f"{stormy.answers} reads on {READERS} connections, {quiet.answers} before it",
        ),
        Figure(
            name="storm-p99",
            words="p99 of reads, in the storm / before it",
            value=typical([stormy.p99 / quiet.p99]),
            detail=f"{stormy.p99:.0f} / {quiet.p99:.1f} ms; medians"
            f" {stormy.median:.1f} / {quiet.median:.1f} ms",
        ),
        Figure(
            name="storm-memory",
            words="Memory that the storm added at its peak (PSS)",
            value=typical([max(0.0, grown)]),
            bound="at most",
            goal=25.0,
            unit="MB",
        ),
        Figure(
            name="storm-sign-ins",
            words="Passwords checked in a second",
            value=typical([hashed]),
            unit="/s",
            detail=f"{let_in} let in, {refused} refused, {too_many} answered 503 at once, in"
            f" {storm.seconds:.0f} s",
        ),
    ]
