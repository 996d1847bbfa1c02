"""How many notifications of the operator are durably taken in, beside plain SQLite.

Each is a payment that is confirmed: the notice as it came, its money, the payment in the ledger,
the line of the audit log, the letter. SQLite alone writes the very same rows, which the portal
made beforehand in a copy, one transaction for each, on the same disk, in the same round.
"""

import base64
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from portal.bench.estate import Session, open_sessions
from portal.bench.installation import AUTOPAY
from portal.bench.load import Running, request
from portal.bench.report import CannotMeasure, Figure, typical
from portal.bench.servers import CONNECTIONS, Server
from portal.bench.workshop import Workshop
from portal.money import Grosze
from portal.online_payments import orders
from portal.online_payments.autopay.notice import read_notice
from portal.online_payments.autopay.signing import signature
from portal.online_payments.notices import accept_notice
from portal.online_payments.orders import NewOrder
from portal.store.database import Database, connect, writing
from portal.tenancy import accounts, emails

TITLE = "Notifications of payments: durable in a second, the portal's / plain SQLite's"
PAYERS = 200
IN_A_ROUND = 1_500
LONGEST = 120.0
TABLES = ("payment_notices", "online_credits", "payments", "events", "outbox")

Rows = list[list[Any]]


def measure(workshop: Workshop) -> list[Figure]:
    """Ours and plain SQLite's in turn, on databases that began as the same."""
    in_a_round = 40 if workshop.quick else IN_A_ROUND
    number = in_a_round * workshop.rounds
    with TemporaryDirectory(dir=workshop.folder, prefix="notices-") as name:
        ours, plain, done = (Path(name) / f"{word}.db" for word in ("ours", "plain", "done"))
        workshop.tell(f"starting {number} orders")
        shutil.copy(workshop.small_estate(), ours)
        messages = _order(ours, workshop.small, number)
        shutil.copy(ours, plain)
        shutil.copy(ours, done)
        rows = list(_rows_of(done, messages))
        rates: dict[str, list[float]] = {"ours": [], "plain": []}
        with Server("portal", ours, "--autopay") as server:
            for turn in range(workshop.rounds):
                workshop.tell(f"notifications, round {turn + 1} of {workshop.rounds}")
                part = slice(turn * in_a_round, (turn + 1) * in_a_round)
                rates["ours"].append(_ours(server, messages[part]))
                rates["plain"].append(_plain(plain, rows[part]))
        _see_that_both_wrote_the_same(ours, plain)
    return [_figure(rates, in_a_round)]


def _order(database: Path, leases: int, number: int) -> list[str]:
    """Start so many orders and sign that each was paid.

    Gives:   the parameter `transactions` of each notification.
    """
    db = connect(database)
    try:
        payers = _payers(db, open_sessions(database, leases, min(PAYERS, leases)))
        with writing(db):
            found = [_message(db, *payers[place % len(payers)], place) for place in range(number)]
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return found
    finally:
        db.close()


def _payers(db: Database, sessions: list[Session]) -> list[tuple[int, int]]:
    """Tenants and their accounts, each with an address that letters go to."""
    found = []
    with writing(db):
        for session in sessions:
            account = accounts.account_of_login(db, f"B{session.tenant_id}")
            if account is None:
                raise AssertionError("who has a session has an account")
            address = f"b{session.tenant_id}@example.pl"
            confirmed = emails.confirm(db, emails.ask(db, account.account_id, address))
            if confirmed is not None:
                emails.approve(db, confirmed.email_id, by=account.account_id)
            found.append((session.tenant_id, account.account_id))
    return found


def _message(db: Database, tenant_id: int, account_id: int, place: int) -> str:
    order = orders.start_order(
        db,
        NewOrder(
            form_key=f"measured {place}",
            account_id=account_id,
            tenant_id=tenant_id,
            service_id=AUTOPAY.service_id,
            shares={tenant_id: Grosze(100_000 + place)},
            purpose="all",
        ),
    )
    fields = {
        "orderID": order.order_id, "remoteID": f"R{place}",
        "amount": f"{order.amount // 100}.{order.amount % 100:02d}", "currency": "PLN",
        "gatewayID": "106", "paymentDate": "20261121101500", "paymentStatus": "SUCCESS",
        "paymentStatusDetails": "AUTHORIZED", "fName": "Józef", "lName": "Żółć",
        "city": "Wrocław", "senderData": "JÓZEF ŻÓŁĆ DŁUGA 6/3 54-001 WROCŁAW",
    }  # fmt: skip
    values = (AUTOPAY.service_id, *fields.values())
    leaves = [f"<{name}>{value}</{name}>" for name, value in fields.items()]
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?><transactionList><serviceID>{values[0]}</serviceID>'
        f"<transactions><transaction>{''.join(leaves[:8])}<customerData>{''.join(leaves[8:])}"
        "</customerData></transaction></transactions>"
        f"<hash>{signature(values, AUTOPAY.keys[0], AUTOPAY.algorithm)}</hash></transactionList>"
    )
    return base64.b64encode(xml.encode()).decode()


def _rows_of(database: Path, messages: list[str]) -> Iterator[Rows]:
    """What the portal writes for each: the new rows of each table, and the order."""
    db = connect(database)
    db.execute("PRAGMA synchronous = OFF")
    last = {table: _last(db, table) for table in TABLES}
    for message in messages:
        notice = read_notice(message, AUTOPAY)
        accept_notice(db, notice)
        rows: Rows = []
        for table in TABLES:
            query = f"SELECT * FROM {table} WHERE rowid > ?"  # noqa: S608 - our own tables
            rows += [[table, *row] for row in db.execute(query, (last[table],))]
            last[table] = _last(db, table)
        yield [*rows, ["order", notice.order_id]]
    db.close()


def _last(db: Database, table: str) -> int:
    (last,) = db.execute(f"SELECT coalesce(max(rowid), 0) FROM {table}").fetchone()  # noqa: S608
    return int(last)


def _ours(server: Server, messages: list[str]) -> float:
    """Notifications that were confirmed, in a second."""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    requests = [
        request("/platnosci/itn", headers, urlencode({"transactions": message}))
        for message in messages
    ]
    running = Running(server.port, requests, seconds=LONGEST, connections=CONNECTIONS, once=True)
    outcome = running.outcome()
    if outcome.statuses != {"200": len(messages)}:
        raise CannotMeasure(f"expected every notification confirmed, got {outcome.statuses}")
    return outcome.answers / outcome.seconds


def _plain(database: Path, rows: list[Rows]) -> float:
    """Transactions of plain SQLite in a second, in a process of its own."""
    job = json.dumps(rows, default=bytes.hex)
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "portal.bench.notices_work", str(database)],
        input=job,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotMeasure("plain SQLite could not write the rows")
    return len(rows) / float(done.stdout)


def _see_that_both_wrote_the_same(ours: Path, plain: Path) -> None:
    """Raises: CannotMeasure."""
    counts = []
    for path in (ours, plain):
        db = connect(path, read_only=True)
        counts.append(
            [db.execute(f"SELECT count(*) FROM {table}").fetchone() for table in TABLES]  # noqa: S608
        )
        db.close()
    if counts[0] != counts[1]:
        raise CannotMeasure(f"the portal and plain SQLite wrote different rows: {counts}")


def _figure(rates: dict[str, list[float]], in_a_round: int) -> Figure:
    ratios = [ours / plain for ours, plain in zip(rates["ours"], rates["plain"], strict=True)]
    return Figure(
        name="notices",
        words="Confirmed notifications, ours / plain SQLite",
        value=typical(ratios),
        bound="at least",
        goal=0.5,
        detail=f"{typical(rates['ours']):.0f} / {typical(rates['plain']):.0f} in a second,"
        f" medians of {len(ratios)} rounds of {in_a_round}, {CONNECTIONS} connections to one"
        " process; the same rows, one transaction each, synchronous=FULL",
    )
