"""The letters of the demonstration: one is printed, for Maria Zielińska, the others wait."""

from portal import clock
from portal.letters import actions, queries, recipients
from portal.store.database import Database
from portal.tenancy import accounts


def order_letters(db: Database) -> None:
    """Print the letter of 10006, whose password is known, and order letters for all others."""
    clerk = accounts.account_of_login(db, "biuro")
    maria = accounts.account_of_login(db, "10006")
    if clerk is None or maria is None or maria.tenant_id is None or maria.password_hash is None:
        raise AssertionError("the accounts of the demonstration come first")
    by, today = clerk.account_id, clock.today()
    batch_id = actions.order(db, [maria.tenant_id], reason="one", by=by)
    (sheet,) = queries.sheets_of(db, batch_id, today)
    actions.activate(db, {sheet.letter_id: maria.password_hash}, by=by)
    others = recipients.newcomers(db, today)
    if others.tenant_ids:
        actions.order(db, others.tenant_ids, reason="new", by=by)
