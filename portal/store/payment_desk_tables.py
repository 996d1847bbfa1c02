"""The tables of the payments' desk: refunds, and the statements of the bank. By a migration."""

REFUNDS = """
CREATE TABLE refunds (                  -- written by online_payments/refunds.py
    refund_id  INTEGER PRIMARY KEY,
    order_id   TEXT NOT NULL,
    remote_id  TEXT NOT NULL,           -- the attempt whose money is given back
    amount     INTEGER NOT NULL CHECK (amount > 0),
    reason     TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN (
                   'asked', 'refused', 'withdrawn', 'approved', 'declined', 'accepted', 'done',
                   'failed'
               )),
    asked_at   TEXT NOT NULL,
    asked_by   INTEGER NOT NULL REFERENCES accounts,
    decided_at TEXT,
    decided_by INTEGER REFERENCES accounts,
    answer     TEXT NOT NULL DEFAULT '',    -- why the second person said no
    message_id TEXT UNIQUE,             -- one for each refund, however often it is sent
    sent_at    TEXT,                    -- when it was sent last
    fault      TEXT NOT NULL DEFAULT '',    -- why it is not known, or was not done
    changed_at TEXT NOT NULL,
    CHECK (decided_by <> asked_by OR state IN ('asked', 'withdrawn')),
    CHECK ((message_id IS NULL) = (state IN ('asked', 'refused', 'withdrawn')))
) STRICT;
CREATE INDEX refunds_of_order ON refunds (order_id, remote_id);
CREATE INDEX refunds_open ON refunds (asked_at) WHERE state IN ('asked', 'approved');

CREATE TABLE refund_shares (            -- written by online_payments/refunds.py
    refund_id INTEGER NOT NULL REFERENCES refunds,
    lease_id  INTEGER NOT NULL REFERENCES leases,
    amount    INTEGER NOT NULL CHECK (amount > 0),
    PRIMARY KEY (refund_id, lease_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE payment_desk (             -- written by online_payments/office_address.py
    only_row      INTEGER PRIMARY KEY CHECK (only_row = 1),
    finance_email TEXT NOT NULL         -- who is told of what waits; empty: nobody
) STRICT;
"""

STATEMENTS = """
CREATE TABLE bank_statements (          -- written by reconciliation/statements.py
    statement_id INTEGER PRIMARY KEY,
    file_sha256  TEXT NOT NULL,         -- a file is read once
    place        INTEGER NOT NULL,      -- among the statements of its file
    file_name    TEXT NOT NULL,
    format       TEXT NOT NULL CHECK (format IN ('MT940', 'camt.053')),
    account      TEXT NOT NULL,
    number       TEXT NOT NULL,
    first_on     TEXT NOT NULL CHECK (first_on IS date(first_on)),
    last_on      TEXT NOT NULL CHECK (last_on IS date(last_on)),
    opening      INTEGER NOT NULL,
    closing      INTEGER NOT NULL,
    entries      INTEGER NOT NULL,      -- how many it has,
    known        INTEGER NOT NULL,      -- of which so many had come with others
    read_at      TEXT NOT NULL,
    read_by      INTEGER NOT NULL REFERENCES accounts,
    UNIQUE (file_sha256, place)
) STRICT;
CREATE INDEX bank_statements_by_day ON bank_statements (last_on);

CREATE TABLE bank_entries (             -- written by reconciliation/statements.py
    entry_id     INTEGER PRIMARY KEY,
    statement_id INTEGER NOT NULL REFERENCES bank_statements,
    account      TEXT NOT NULL,         -- ours
    booked_on    TEXT NOT NULL CHECK (booked_on IS date(booked_on)),
    amount       INTEGER NOT NULL,      -- above zero: it came in
    reference    TEXT NOT NULL,         -- the bank's
    position     INTEGER NOT NULL,      -- among those of the file that are the same
    fingerprint  BLOB NOT NULL,         -- of what is said of it
    name         TEXT NOT NULL,         -- of the other side, as the next two
    counter      TEXT NOT NULL,
    title        TEXT NOT NULL,
    details      TEXT NOT NULL,
    UNIQUE (account, booked_on, amount, reference, fingerprint, position)
) STRICT;
CREATE INDEX bank_entries_by_day ON bank_entries (booked_on);
"""

PAYMENT_DESK_TABLES = REFUNDS + STATEMENTS
