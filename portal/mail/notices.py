"""Notices: letters that tell of something new, put into the outbox for those who want them."""

from portal.mail import outbox
from portal.store.database import Database
from portal.tenancy import notices


def put(db: Database, template: str, account_id: int, contents: dict[str, str]) -> bool:
    """Put a notice into the outbox, inside the caller's transaction; gives whether it is wanted.

    The wish is asked for again when the letter leaves: who has turned notices off or changed the
    address since, does not get it.
    """
    address = notices.notice_address(db, account_id)
    if address is None:
        return False
    outbox.put(db, template, address, {**contents, outbox.NOTICE: "1"}, account_id=account_id)
    return True
