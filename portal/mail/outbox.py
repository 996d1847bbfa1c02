"""The outbox: letters that wait to be sent, written in the transaction of their cause."""

import json
import secrets

from portal import clock
from portal.store.database import Database


def put(
    db: Database,
    template: str,
    recipient: str,
    contents: dict[str, str],
    *,
    account_id: int | None = None,
) -> int:
    """Put a letter into the outbox, inside the caller's transaction; gives its number.

    Takes:   template: "<room>/mail_<name>.txt"; contents: what the template names. They are
             emptied once the letter is sent.
    """
    now = clock.as_text(clock.now())
    (letter_id,) = db.execute(
        """
        INSERT INTO outbox
            (message_id, account_id, recipient, template, contents, put_at, next_try_at)
        VALUES
            (:message_id, :account_id, :recipient, :template, :contents, :now, :now)
        RETURNING letter_id
        """,
        {
            "message_id": secrets.token_hex(16),
            "account_id": account_id,
            "recipient": recipient,
            "template": template,
            "contents": json.dumps(contents, ensure_ascii=False),
            "now": now,
        },
    ).fetchone()
    return int(letter_id)
