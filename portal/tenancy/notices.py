"""Notices by e-mail: letters that tell of something new in the portal, to those who want them.

A notice is asked for here before it is put into the outbox (mail/notices.py does both). Letters
about the safety of an account (its password, its address, its first password on paper) are no
notices: they always go to the approved address, and do not ask here.
"""

from portal.store.database import Database


def notice_address(db: Database, account_id: int) -> str | None:
    """Where an account wants notices: its approved address; None where it wants or has none.

    Who has chosen nothing yet gets them, as the screen of the choice says.
    """
    row = db.execute(
        """
        SELECT address
        FROM email_addresses
        LEFT JOIN preferences USING (account_id)
        WHERE account_id = ? AND state = 'approved' AND coalesce(notify, 1)
        """,
        (account_id,),
    ).fetchone()
    return str(row[0]) if row else None
