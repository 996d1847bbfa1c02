"""The tables of online payments: orders, the operator's notices, and the money. By a migration."""

ORDERS = """
CREATE TABLE payment_orders (           -- written by online_payments/orders.py
    order_id        TEXT PRIMARY KEY    -- the operator's OrderID
                    CHECK (length(order_id) BETWEEN 1 AND 32),
    form_key        TEXT NOT NULL UNIQUE,   -- a form that is sent twice makes one order
    account_id      INTEGER NOT NULL REFERENCES accounts,
    tenant_id       INTEGER NOT NULL REFERENCES tenants,
    service_id      TEXT NOT NULL,
    amount          INTEGER NOT NULL CHECK (amount > 0),
    currency        TEXT NOT NULL DEFAULT 'PLN',
    email           TEXT NOT NULL,      -- told to the operator
    gateway_id      INTEGER,            -- the channel; NULL: chosen at the operator's
    purpose         TEXT NOT NULL CHECK (purpose IN ('document', 'all', 'other')),
    document_number TEXT,
    started_at      TEXT NOT NULL,
    ends_at         TEXT NOT NULL,      -- until when it can be paid
    ask_at          TEXT,               -- when the operator is asked next; NULL: no more
    asked           INTEGER NOT NULL DEFAULT 0,
    cancelled_at    TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX orders_of_tenant ON payment_orders (tenant_id, started_at);
CREATE INDEX orders_by_time ON payment_orders (started_at);
CREATE INDEX orders_to_ask ON payment_orders (ask_at) WHERE ask_at IS NOT NULL;

CREATE TABLE payment_order_shares (     -- written by online_payments/orders.py
    order_id TEXT NOT NULL REFERENCES payment_orders,
    lease_id INTEGER NOT NULL REFERENCES leases,
    amount   INTEGER NOT NULL CHECK (amount > 0),
    PRIMARY KEY (order_id, lease_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX orders_of_lease ON payment_order_shares (lease_id, order_id);
"""

NOTICES = """
CREATE TABLE payment_notices (          -- written by online_payments/notices.py
    notice_id    INTEGER PRIMARY KEY,
    fingerprint  BLOB NOT NULL UNIQUE,  -- of what was signed: a repeat is known by it
    service_id   TEXT NOT NULL,
    order_id     TEXT NOT NULL,
    remote_id    TEXT NOT NULL,         -- the attempt
    status       TEXT NOT NULL CHECK (status IN ('PENDING', 'SUCCESS', 'FAILURE')),
    details      TEXT NOT NULL,
    amount       INTEGER NOT NULL,
    start_amount INTEGER,               -- where the payer bears the operator's fee
    currency     TEXT NOT NULL,
    gateway_id   INTEGER,
    paid_at      TEXT NOT NULL,         -- YYYYMMDDhhmmss, as received
    received_at  TEXT NOT NULL,
    source       TEXT NOT NULL CHECK (source IN ('notice', 'status')),
    message      TEXT NOT NULL          -- as received
) STRICT;
CREATE INDEX notices_of_order ON payment_notices (order_id, remote_id, status);

CREATE TABLE kept_aside (               -- written by online_payments/kept_aside.py
    kept_id    INTEGER PRIMARY KEY,
    notice_id  INTEGER NOT NULL REFERENCES payment_notices,
    order_id   TEXT NOT NULL,
    remote_id  TEXT NOT NULL,
    reason     TEXT NOT NULL
               CHECK (reason IN (
                   'unknown-order', 'wrong-amount', 'wrong-currency', 'paid-twice', 'paid-late'
               )),
    amount     INTEGER NOT NULL,
    booked     INTEGER NOT NULL CHECK (booked IN (0, 1)),   -- whether it is in the ledger
    kept_at    TEXT NOT NULL,
    settled_at TEXT,
    settled_by INTEGER REFERENCES accounts,
    outcome    TEXT CHECK (outcome IN ('booked', 'returned', 'dismissed', 'seen')),
    lease_id   INTEGER REFERENCES leases,
    note       TEXT NOT NULL DEFAULT '',
    UNIQUE (order_id, remote_id)
) STRICT;
CREATE INDEX kept_aside_waiting ON kept_aside (kept_at) WHERE settled_at IS NULL;

CREATE TABLE operator_messages (        -- written by online_payments/trail.py
    message_id INTEGER PRIMARY KEY,
    order_id   TEXT NOT NULL,
    at         TEXT NOT NULL,
    direction  TEXT NOT NULL CHECK (direction IN ('out', 'in')),
    kind       TEXT NOT NULL,           -- start, status, status-answer, cancel, refund …
    body       TEXT NOT NULL            -- as it was sent or received
) STRICT;
CREATE INDEX operator_messages_of_order ON operator_messages (order_id, message_id);
"""

CREDITS = """
CREATE TABLE online_credits (           -- written by tenancy/online_credits.py
    credit_id   INTEGER PRIMARY KEY,
    order_id    TEXT NOT NULL,
    remote_id   TEXT NOT NULL,
    lease_id    INTEGER NOT NULL REFERENCES leases,
    refund_id   INTEGER NOT NULL DEFAULT 0,     -- 0: money that came in
    amount      INTEGER NOT NULL CHECK (amount <> 0 AND (amount > 0) = (refund_id = 0)),
    paid_on     TEXT NOT NULL CHECK (paid_on IS date(paid_on)),
    booked_at   TEXT NOT NULL,
    channel     INTEGER,                -- the operator's number of the way it was paid
    replaced_by TEXT,                   -- payments.source_id of the housing system's own booking
    UNIQUE (order_id, remote_id, lease_id, refund_id)
) STRICT;
CREATE INDEX online_credits_by_time ON online_credits (booked_at);
CREATE INDEX online_credits_of_lease ON online_credits (lease_id);
CREATE INDEX online_credits_awaiting ON online_credits (order_id) WHERE replaced_by IS NULL;
CREATE INDEX online_credits_replaced ON online_credits (replaced_by) WHERE replaced_by IS NOT NULL;

-- A payment that the operator confirmed and the housing system has not booked yet.
ALTER TABLE payments ADD COLUMN awaits_booking INTEGER NOT NULL DEFAULT 0
    CHECK (awaits_booking IN (0, 1));
DROP INDEX payments_of_lease;
CREATE INDEX payments_of_lease
    ON payments (lease_id, booked_on, paid_on, amount, method, awaits_booking);
CREATE INDEX payments_of_order ON payments (online_order_id) WHERE online_order_id IS NOT NULL;
"""

PAYMENT_TABLES = ORDERS + NOTICES + CREDITS
