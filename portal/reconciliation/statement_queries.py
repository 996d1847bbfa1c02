"""Statements of the bank as they were read."""

from typing import NamedTuple

from portal.money import Grosze
from portal.reconciliation.matching import BankEntry
from portal.reconciliation.queries import entry_of
from portal.store.database import Database
from portal.tenancy.absent import NotThere

SHOWN = 60
NRB_LENGTH = 26


class StatementLine(NamedTuple):
    """A statement in the list; `before` is the closing balance of the one before it, if any."""

    statement_id: int
    file_name: str
    format: str
    account: str
    number: str
    first_on: str
    last_on: str
    opening: Grosze
    closing: Grosze
    entries: int
    known: int
    read_at: str
    read_by: str
    before: Grosze | None

    @property
    def grouped_account(self) -> str:
        """The account number as people read it: 56 9999 0000 …"""
        if len(self.account) != NRB_LENGTH or not self.account.isdigit():
            return self.account
        rest = [self.account[start : start + 4] for start in range(2, NRB_LENGTH, 4)]
        return " ".join([self.account[:2], *rest])

    @property
    def follows(self) -> bool:
        """Whether it begins where the one before it ended."""
        return self.before is None or self.before == self.opening


def entries_of(db: Database, statement_id: int) -> list[BankEntry]:
    """The entries that a statement brought."""
    rows = db.execute(
        """
        SELECT entry_id, booked_on, amount, reference, position, name, title, details
        FROM bank_entries
        WHERE statement_id = ?
        ORDER BY booked_on, entry_id
        """,
        (statement_id,),
    )
    return [entry_of(row) for row in rows]


_LINES = """
    SELECT
        statement_id, file_name, format, bank_statements.account, number, first_on, last_on,
        opening, closing, entries, known, read_at, coalesce(staff.name, login),
        lag(closing) OVER (
            PARTITION BY bank_statements.account ORDER BY last_on, first_on, statement_id
        )
    FROM bank_statements
    JOIN accounts ON account_id = read_by
    LEFT JOIN staff USING (staff_id)
"""


def statements(db: Database) -> list[StatementLine]:
    """The last statements that were read, the newest first."""
    rows = db.execute(
        f"SELECT * FROM ({_LINES}) ORDER BY last_on DESC, statement_id DESC LIMIT ?",  # noqa: S608
        (SHOWN,),
    )
    return [StatementLine._make(row) for row in rows]


def statement_of(db: Database, statement_id: int) -> StatementLine:
    """One statement.

    Raises: NotThere.
    """
    row = db.execute(
        f"SELECT * FROM ({_LINES}) WHERE statement_id = ?",  # noqa: S608 - our own words
        (statement_id,),
    ).fetchone()
    if row is None:
        raise NotThere
    return StatementLine._make(row)
