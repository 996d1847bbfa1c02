"""What waits for the office."""

from typing import Any, NamedTuple

from portal.language import count
from portal.store.database import Database

SHOWN = 5


class Item(NamedTuple):
    """One thing that waits: its row, whom or what it is about, since when (an instant as text).

    `tenant_id` is of the tenant whom it names, None where it names none.
    """

    row_id: int
    title: str
    more: str
    since: str
    tenant_id: int | None = None


class Queue(NamedTuple):
    """How many things wait, and the oldest of them."""

    number: int
    items: list[Item]


def requests(db: Database) -> Queue:
    """Requests for login and password that nobody has answered."""
    rows = db.execute(
        """
        SELECT request_id, name, address, asked_at
        FROM credential_requests
        WHERE state = 'waiting'
        ORDER BY asked_at, request_id
        LIMIT ?
        """,
        (SHOWN,),
    ).fetchall()
    (number,) = db.execute(
        "SELECT count(*) FROM credential_requests WHERE state = 'waiting'"
    ).fetchone()
    return _queue(number, rows)


def emails(db: Database) -> Queue:
    """E-mail addresses that were confirmed and wait for approval."""
    rows = db.execute(
        """
        SELECT
            email_id,
            coalesce(company_name, first_name || ' ' || last_name, login),
            login, coalesce(confirmed_at, asked_at), accounts.tenant_id
        FROM email_addresses
        JOIN accounts USING (account_id)
        LEFT JOIN tenants USING (tenant_id)
        WHERE state = 'waiting'
        ORDER BY confirmed_at, email_id
        LIMIT ?
        """,
        (SHOWN,),
    ).fetchall()
    (number,) = db.execute(
        "SELECT count(*) FROM email_addresses WHERE state = 'waiting'"
    ).fetchone()
    return _queue(number, rows)


def letters(db: Database) -> Queue:
    """Batches of letters that were ordered and not printed; `more` is how many letters."""
    rows = db.execute(
        """
        SELECT batch_id, '', count(*), min(made_at)
        FROM credential_letters
        WHERE state = 'made'
        GROUP BY batch_id
        ORDER BY min(made_at), batch_id
        """
    ).fetchall()
    items = [(batch_id, title, str(number), at) for batch_id, title, number, at in rows]
    return _queue(len(rows), items[:SHOWN])


def proposals(db: Database) -> Queue:
    """Instalments that were asked for; not those whose tenants were asked to come first."""
    rows = db.execute(
        """
        SELECT
            proposal_id, coalesce(company_name, first_name || ' ' || last_name, '–'),
            number, contract_number, asked_at, tenant_id
        FROM instalment_proposals
        JOIN tenants USING (tenant_id)
        JOIN leases USING (lease_id)
        WHERE state = 'waiting'
        ORDER BY asked_at, proposal_id
        LIMIT ?
        """,
        (SHOWN,),
    ).fetchall()
    (waiting,) = db.execute(
        "SELECT count(*) FROM instalment_proposals WHERE state = 'waiting'"
    ).fetchone()
    items = [
        (row_id, name, f"{count(parts, 'rata', 'raty', 'rat')}, umowa {contract}", since, whose)
        for row_id, name, parts, contract, since, whose in rows
    ]
    return _queue(waiting, items)


def cases(db: Database) -> Queue:
    """Cases that wait for the office's answer; `since` is the day that was promised."""
    rows = db.execute(
        """
        SELECT
            case_id, subject,
            coalesce(company_name, first_name || ' ' || last_name, '–') || ', ' || type_name,
            due_on, tenant_id
        FROM cases
        JOIN tenants USING (tenant_id)
        WHERE state <> 'closed' AND due_on IS NOT NULL
        ORDER BY due_on, case_id
        LIMIT ?
        """,
        (SHOWN,),
    ).fetchall()
    (number,) = db.execute(
        "SELECT count(*) FROM cases WHERE state <> 'closed' AND due_on IS NOT NULL"
    ).fetchone()
    return _queue(number, rows)


def kept_payments(db: Database) -> Queue:
    """Online money that nobody has clarified; `title` is grosze and the reason, a space between."""
    rows = db.execute(
        """
        SELECT kept_id, amount || ' ' || reason, order_id, kept_at
        FROM kept_aside
        WHERE settled_at IS NULL
        ORDER BY kept_at, kept_id
        LIMIT ?
        """,
        (SHOWN,),
    ).fetchall()
    (number,) = db.execute("SELECT count(*) FROM kept_aside WHERE settled_at IS NULL").fetchone()
    return _queue(number, rows)


def refunds(db: Database) -> Queue:
    """Refunds that wait for a second person or for their answer; `title` is grosze and the state,
    a space between."""
    rows = db.execute(
        """
        SELECT refund_id, amount || ' ' || state, order_id, asked_at
        FROM refunds
        WHERE state IN ('asked', 'approved')
        ORDER BY asked_at, refund_id
        """
    ).fetchall()
    return _queue(len(rows), rows[:SHOWN])


def refused_imports(db: Database) -> Queue:
    """The last import, where it was refused; `more` is the number of its problems."""
    rows = db.execute(
        """
        SELECT batch_id, '', problems, finished_at
        FROM import_batches
        WHERE outcome = 'refused'
          AND batch_id = (SELECT max(batch_id) FROM import_batches)
        """
    ).fetchall()
    return _queue(len(rows), [(row[0], row[1], str(row[2]), row[3]) for row in rows])


def _queue(number: int, rows: list[Any]) -> Queue:
    return Queue(number, [Item(*row) for row in rows])
