"""The shape of the database. It is only ever added to: a step that was shipped is never edited.

Each table names the one file that writes it; tests/house/test_tables.py holds that true.
Amounts are whole grosze; days are YYYY-MM-DD; instants are UTC text that sorts as time.
"""

import os

from sqlite_utils import Database, Migrations

from portal.store.case_tables import CASE_TABLES
from portal.store.payment_desk_tables import PAYMENT_DESK_TABLES
from portal.store.payment_tables import PAYMENT_TABLES

migrations = Migrations("portal")


@migrations(name="0001_the_register_of_the_housing_system")
def register(db: Database) -> None:
    """What imports bring. `source_id` is the key that the housing system gives a row."""
    db.executescript(
        """
        CREATE TABLE tenants (              -- written by tenancy/register.py
            tenant_id    INTEGER PRIMARY KEY,
            source_id    TEXT NOT NULL UNIQUE,
            kind         TEXT NOT NULL CHECK (kind IN ('person', 'company')),
            first_name   TEXT,
            last_name    TEXT,
            company_name TEXT,
            pesel_key    BLOB,              -- keyed hash, for matching only
            nip          TEXT,
            street       TEXT,
            building     TEXT,
            flat         TEXT,
            postcode     TEXT,
            city         TEXT
        ) STRICT;
        CREATE INDEX tenants_by_pesel ON tenants (pesel_key) WHERE pesel_key IS NOT NULL;

        CREATE TABLE premises (             -- written by tenancy/register.py
            premises_id     INTEGER PRIMARY KEY,
            source_id       TEXT NOT NULL UNIQUE,
            kind            TEXT NOT NULL
                            CHECK (kind IN ('flat', 'commercial', 'garage', 'storage')),
            street          TEXT NOT NULL,
            building        TEXT NOT NULL,
            flat            TEXT,
            postcode        TEXT NOT NULL,
            city            TEXT NOT NULL,
            usable_area_dm2 INTEGER NOT NULL CHECK (usable_area_dm2 >= 0),
            heated_area_dm2 INTEGER CHECK (heated_area_dm2 >= 0),
            rooms           INTEGER,
            floor           INTEGER,
            waste_sorted    INTEGER CHECK (waste_sorted IN (0, 1))
        ) STRICT;

        CREATE TABLE leases (               -- written by tenancy/register.py
            lease_id        INTEGER PRIMARY KEY,
            source_id       TEXT NOT NULL UNIQUE,
            contract_number TEXT NOT NULL,
            premises_id     INTEGER NOT NULL REFERENCES premises,
            started_on      TEXT NOT NULL CHECK (started_on IS date(started_on)),
            ended_on        TEXT CHECK (ended_on IS date(ended_on)),
            persons         INTEGER CHECK (persons >= 0),
            bank_account    TEXT NOT NULL CHECK (length(bank_account) = 26),
            deposit         INTEGER
        ) STRICT;
        CREATE INDEX leases_of_premises ON leases (premises_id);

        CREATE TABLE lease_tenants (        -- written by tenancy/register.py
            lease_id  INTEGER NOT NULL REFERENCES leases,
            tenant_id INTEGER NOT NULL REFERENCES tenants,
            role      TEXT NOT NULL CHECK (role IN ('main', 'co-tenant')),
            PRIMARY KEY (lease_id, tenant_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX leases_of_tenant ON lease_tenants (tenant_id, lease_id, role);

        CREATE TABLE meters (               -- written by tenancy/register.py
            meter_id      INTEGER PRIMARY KEY,
            source_id     TEXT NOT NULL UNIQUE,
            premises_id   INTEGER NOT NULL REFERENCES premises,
            medium        TEXT NOT NULL
                          CHECK (
                              medium IN ('cold_water', 'hot_water', 'heat', 'electricity', 'gas')
                          ),
            serial_number TEXT NOT NULL,
            unit          TEXT NOT NULL,
            installed_on  TEXT CHECK (installed_on IS date(installed_on)),
            valid_until   TEXT CHECK (valid_until IS date(valid_until))
        ) STRICT;
        CREATE INDEX meters_of_premises ON meters (premises_id);

        CREATE TABLE readings (             -- written by tenancy/register.py
            meter_id    INTEGER NOT NULL REFERENCES meters,
            read_on     TEXT NOT NULL CHECK (read_on IS date(read_on)),
            value_milli INTEGER NOT NULL,   -- thousandths of the meter's unit
            PRIMARY KEY (meter_id, read_on)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE charges (              -- written by tenancy/bookings.py
            charge_id       INTEGER PRIMARY KEY,
            document_number TEXT NOT NULL UNIQUE,
            lease_id        INTEGER NOT NULL REFERENCES leases,
            kind            TEXT NOT NULL
                            CHECK (kind IN ('regular', 'settlement', 'correction', 'interest')),
            period          TEXT,           -- YYYY-MM
            issued_on       TEXT NOT NULL,
            due_on          TEXT NOT NULL,
            amount          INTEGER NOT NULL -- the sum of its components
        ) STRICT;
        CREATE INDEX charges_of_lease
            ON charges (lease_id, due_on, issued_on, amount, kind, period);

        CREATE TABLE charge_components (    -- written by tenancy/bookings.py
            charge_id      INTEGER NOT NULL REFERENCES charges ON DELETE CASCADE,
            position       INTEGER NOT NULL,
            component      TEXT NOT NULL,
            quantity_milli INTEGER,         -- thousandths of the unit
            unit           TEXT,
            unit_price_e4  INTEGER,         -- ten-thousandths of a złoty
            amount         INTEGER NOT NULL,
            PRIMARY KEY (charge_id, position)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE payments (             -- written by tenancy/bookings.py
            payment_id      INTEGER PRIMARY KEY,
            source_id       TEXT NOT NULL UNIQUE,
            lease_id        INTEGER NOT NULL REFERENCES leases,
            paid_on         TEXT NOT NULL,
            booked_on       TEXT NOT NULL,
            amount          INTEGER NOT NULL,
            method          TEXT NOT NULL CHECK (method IN ('transfer', 'online', 'cash', 'other')),
            title           TEXT,
            online_order_id TEXT
        ) STRICT;
        CREATE INDEX payments_of_lease
            ON payments (lease_id, booked_on, paid_on, amount, method);

        CREATE TABLE import_batches (       -- written by imports/actions.py
            batch_id    INTEGER PRIMARY KEY,
            started_at  TEXT NOT NULL,
            finished_at TEXT NOT NULL,
            as_of       TEXT,               -- the "stan na" that tenants see
            outcome     TEXT NOT NULL CHECK (outcome IN ('applied', 'unchanged', 'refused')),
            rows        INTEGER NOT NULL,
            changed     INTEGER NOT NULL,
            problems    INTEGER NOT NULL,
            summary     TEXT NOT NULL       -- JSON: what each file brought, or what was wrong
        ) STRICT;

        CREATE TABLE imported_files (       -- written by imports/actions.py
            name     TEXT PRIMARY KEY,
            sha256   TEXT NOT NULL,
            encoding TEXT NOT NULL,
            batch_id INTEGER NOT NULL REFERENCES import_batches
        ) STRICT, WITHOUT ROWID;
        """
    )


@migrations(name="0002_accounts_sessions_and_the_audit_log")
def accounts(db: Database) -> None:
    """Who may come in, who is in, and what was done."""
    db.executescript(
        """
        CREATE TABLE staff (                -- written by tenancy/accounts.py
            staff_id INTEGER PRIMARY KEY,
            name     TEXT NOT NULL,
            role     TEXT NOT NULL CHECK (role IN ('clerk', 'finance', 'administrator'))
        ) STRICT;

        CREATE TABLE accounts (             -- written by tenancy/accounts.py
            account_id     INTEGER PRIMARY KEY,
            login          TEXT NOT NULL UNIQUE COLLATE NOCASE,
            tenant_id      INTEGER UNIQUE REFERENCES tenants,
            staff_id       INTEGER UNIQUE REFERENCES staff,
            password_hash  TEXT,
            password_state TEXT NOT NULL CHECK (password_state IN ('none', 'first', 'own')),
            changed_at     TEXT NOT NULL,
            created_at     TEXT NOT NULL,
            CHECK ((tenant_id IS NULL) <> (staff_id IS NULL))
        ) STRICT;

        CREATE TABLE sessions (             -- written by web/sessions.py
            session_id INTEGER PRIMARY KEY,
            token_hash BLOB NOT NULL UNIQUE,
            account_id INTEGER NOT NULL REFERENCES accounts,
            opened_at  TEXT NOT NULL,
            seen_at    TEXT NOT NULL,
            ends_at    TEXT NOT NULL,
            device     TEXT NOT NULL
        ) STRICT;
        CREATE INDEX sessions_of_account ON sessions (account_id);

        CREATE TABLE sign_in_failures (     -- written by tenancy/throttle.py
            subject  TEXT PRIMARY KEY,      -- keyed hash of a login or of an address
            failures INTEGER NOT NULL,
            last_at  TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE events (               -- written by store/events.py
            event_id   INTEGER PRIMARY KEY,
            at         TEXT NOT NULL,
            event      TEXT NOT NULL,
            account_id INTEGER,
            tenant_id  INTEGER,
            details    TEXT NOT NULL   -- JSON; json_valid() is not trusted by SQLite 3.40
        ) STRICT;
        CREATE INDEX events_of_account ON events (account_id, at);
        CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
        BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
        CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events
        BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

        CREATE TABLE announcements (        -- written by news/announcements.py
            announcement_id INTEGER PRIMARY KEY,
            title           TEXT NOT NULL,
            body            TEXT NOT NULL,
            published_on    TEXT NOT NULL CHECK (published_on IS date(published_on)),
            ends_on         TEXT CHECK (ends_on IS date(ends_on))
        ) STRICT;
        CREATE INDEX announcements_by_day ON announcements (published_on);

        CREATE TABLE portal_revision (      -- written by store/revisions.py
            number INTEGER NOT NULL
        ) STRICT;
        INSERT INTO portal_revision (number) VALUES (1);

        CREATE TABLE installation (         -- written once, here
            reference_key BLOB NOT NULL
        ) STRICT;
        """
    )
    # Addresses of rows are hidden under this key; it outlives a change of PORTAL_SECRET_KEY,
    # because addresses stand in bookmarks.
    db.execute("INSERT INTO installation (reference_key) VALUES (?)", [os.urandom(32)])


@migrations(name="0003_letters_by_e_mail_and_ways_in")
def ways_in(db: Database) -> None:
    """E-mail addresses and their approval, letters with credentials, resets, second factors."""
    db.executescript(
        """
        CREATE TABLE outbox (               -- written by mail/outbox.py
            letter_id   INTEGER PRIMARY KEY,
            message_id  TEXT NOT NULL UNIQUE,
            account_id  INTEGER REFERENCES accounts,
            recipient   TEXT NOT NULL,
            template    TEXT NOT NULL,      -- <room>/mail_<name>.txt
            contents    TEXT,               -- JSON; emptied once the letter is sent
            put_at      TEXT NOT NULL,
            attempts    INTEGER NOT NULL DEFAULT 0,
            next_try_at TEXT,               -- NULL: sent, or given up
            sent_at     TEXT,
            last_fault  TEXT                -- the kind of the fault, never the server's words
        ) STRICT;
        CREATE INDEX outbox_waiting ON outbox (next_try_at) WHERE next_try_at IS NOT NULL;

        CREATE TABLE email_addresses (      -- written by tenancy/emails.py
            email_id     INTEGER PRIMARY KEY,
            account_id   INTEGER NOT NULL REFERENCES accounts,
            address      TEXT NOT NULL,
            state        TEXT NOT NULL
                         CHECK (state IN
                             ('unconfirmed', 'waiting', 'approved', 'refused', 'replaced')),
            token_hash   BLOB UNIQUE,
            token_ends_at TEXT,
            asked_at     TEXT NOT NULL,
            confirmed_at TEXT,
            decided_at   TEXT,
            decided_by   INTEGER REFERENCES accounts,
            reason       TEXT
        ) STRICT;
        CREATE INDEX emails_of_account ON email_addresses (account_id, state);
        CREATE INDEX emails_waiting ON email_addresses (confirmed_at) WHERE state = 'waiting';
        CREATE INDEX emails_by_address ON email_addresses (address) WHERE state = 'approved';

        CREATE TABLE preferences (          -- written by profile/actions.py
            account_id    INTEGER PRIMARY KEY REFERENCES accounts,
            telephone     TEXT,
            language      TEXT NOT NULL DEFAULT 'pl' CHECK (language IN ('pl', 'uk', 'en')),
            notify        INTEGER NOT NULL DEFAULT 1 CHECK (notify IN (0, 1)),
            set_up_at     TEXT              -- when the steps after the first sign-in were ended
        ) STRICT;

        CREATE TABLE password_resets (      -- written by sign_in/resets.py
            token_hash BLOB PRIMARY KEY,
            account_id INTEGER NOT NULL REFERENCES accounts,
            bound_to   TEXT NOT NULL,       -- accounts.changed_at at that time
            ends_at    TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE letter_batches (       -- written by tenancy/credential_letters.py
            batch_id   INTEGER PRIMARY KEY,
            made_at    TEXT NOT NULL,
            made_by    INTEGER REFERENCES accounts,
            reason     TEXT NOT NULL        -- one, new, building, request
        ) STRICT;

        CREATE TABLE credential_letters (   -- written by tenancy/credential_letters.py
            credential_letter_id INTEGER PRIMARY KEY,
            batch_id     INTEGER NOT NULL REFERENCES letter_batches,
            account_id   INTEGER NOT NULL REFERENCES accounts,
            state        TEXT NOT NULL
                         CHECK (state IN
                             ('made', 'printed', 'delivered', 'used', 'expired', 'ended')),
            made_at      TEXT NOT NULL,
            ends_at      TEXT NOT NULL,
            changed_at   TEXT NOT NULL
        ) STRICT;
        CREATE INDEX credential_letters_of_account ON credential_letters (account_id);
        CREATE INDEX credential_letters_of_batch ON credential_letters (batch_id);

        CREATE TABLE credential_requests (  -- written by requests/actions.py
            request_id  INTEGER PRIMARY KEY,
            number      TEXT NOT NULL UNIQUE,   -- what the requester is told
            name        TEXT NOT NULL,
            address     TEXT NOT NULL,
            contact     TEXT,
            state       TEXT NOT NULL CHECK (state IN ('waiting', 'answered', 'refused')),
            asked_at    TEXT NOT NULL,
            decided_at  TEXT,
            decided_by  INTEGER REFERENCES accounts,
            reason      TEXT,
            batch_id    INTEGER REFERENCES letter_batches
        ) STRICT;
        CREATE INDEX credential_requests_waiting ON credential_requests (asked_at)
            WHERE state = 'waiting';

        CREATE TABLE second_factors (       -- written by tenancy/factors.py
            staff_id     INTEGER PRIMARY KEY REFERENCES staff,
            secret       TEXT NOT NULL,
            confirmed_at TEXT,
            last_step    INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE TABLE recovery_codes (       -- written by tenancy/factors.py
            code_hash TEXT PRIMARY KEY,
            staff_id  INTEGER NOT NULL REFERENCES staff
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE national_requests (    -- written by national_node/store.py
            request_id TEXT PRIMARY KEY,
            relay_hash BLOB NOT NULL UNIQUE,
            artifact   TEXT,
            account_id INTEGER REFERENCES accounts,     -- who links; NULL: who signs in
            next_path  TEXT NOT NULL,
            asked_at   TEXT NOT NULL,
            ends_at    TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE national_assertions (  -- written by national_node/store.py
            assertion_id TEXT PRIMARY KEY,
            ends_at      TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE national_links (       -- written by national_node/store.py
            link_id    INTEGER PRIMARY KEY,
            account_id INTEGER NOT NULL REFERENCES accounts,
            person_key BLOB NOT NULL,       -- keyed hash of the identifier, as tenants.pesel_key
            linked_at  TEXT NOT NULL,
            ended_at   TEXT
        ) STRICT;
        CREATE UNIQUE INDEX national_links_living ON national_links (account_id)
            WHERE ended_at IS NULL;
        CREATE INDEX national_links_by_person ON national_links (person_key)
            WHERE ended_at IS NULL;

        CREATE INDEX events_of_tenant ON events (tenant_id, at) WHERE tenant_id IS NOT NULL;
        CREATE INDEX events_by_time ON events (at);
        """
    )


@migrations(name="0004_the_office_searches_and_asks_for_a_second_factor")
def office(db: Database) -> None:
    """Words by which tenants and premises are found; sessions that wait for a second factor.

    The one Polish letter that is no accented one (ł) is found as l.
    """
    db.executescript(
        """
        ALTER TABLE sessions ADD COLUMN needs_factor INTEGER NOT NULL DEFAULT 0
            CHECK (needs_factor IN (0, 1));

        CREATE TABLE office_settings (      -- written by office/settings.py
            name  TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX events_by_kind ON events (event, at);
        CREATE INDEX leases_by_contract ON leases (contract_number COLLATE NOCASE);
        CREATE INDEX leases_by_bank_account ON leases (bank_account);
        CREATE INDEX letters_to_print ON credential_letters (made_at) WHERE state = 'made';

        CREATE VIEW tenant_texts AS
            SELECT tenant_id, replace(replace(text, 'ł', 'l'), 'Ł', 'L') AS words
            FROM (SELECT tenant_id, coalesce(first_name, '') || ' ' || coalesce(last_name, '')
                         || ' ' || coalesce(company_name, '') AS text
                  FROM tenants);
        CREATE VIEW premises_texts AS
            SELECT premises_id, replace(replace(text, 'ł', 'l'), 'Ł', 'L') AS words
            FROM (SELECT premises_id, street || ' ' || building || ' ' || coalesce(flat, '')
                         || ' ' || postcode || ' ' || city AS text
                  FROM premises);
        -- Both learn what has changed by tenancy/word_index.py.
        CREATE VIRTUAL TABLE tenant_words USING fts5 (
            words, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
        );
        CREATE VIRTUAL TABLE premises_words USING fts5 (
            words, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
        );
        INSERT INTO tenant_words (rowid, words) SELECT tenant_id, words FROM tenant_texts;
        INSERT INTO premises_words (rowid, words) SELECT premises_id, words FROM premises_texts;
        """
    )


@migrations(name="0004_no_login_is_given_twice")
def login_numbers(db: Database) -> None:
    """The last number that became a login; it stays when the account is gone."""
    db.executescript(
        """
        CREATE TABLE login_numbers (        -- written by tenancy/logins.py
            last INTEGER NOT NULL
        ) STRICT;
        INSERT INTO login_numbers (last) VALUES (10000);
        """
    )


@migrations(name="0005_identities_of_login_gov_pl_that_wait")
def waiting_identities(db: Database) -> None:
    """Who was identified by login.gov.pl and has yet to sign in or choose an account."""
    db.executescript(
        """
        CREATE TABLE national_waiting (     -- written by national_node/store.py
            token_hash BLOB PRIMARY KEY,
            person_key BLOB NOT NULL,
            accounts   TEXT NOT NULL,       -- JSON: the accounts to choose from; [] to link one
            next_path  TEXT NOT NULL,
            ends_at    TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
    )


@migrations(name="0006_sessions_that_login_gov_pl_opened")
def national_sessions(db: Database) -> None:
    """What login.gov.pl calls a session that it opened, so that it can be told of its end."""
    db.executescript(
        """
        CREATE TABLE national_sessions (    -- written by national_node/store.py
            session_id    INTEGER PRIMARY KEY REFERENCES sessions ON DELETE CASCADE,
            name_id       TEXT NOT NULL,
            session_index TEXT NOT NULL
        ) STRICT;
        """
    )


@migrations(name="0008_first_passwords_of_staff_end")
def first_passwords_of_staff(db: Database) -> None:
    """When a first password ends that came by no letter; those given out before have 30 days.

    A person who chooses between accounts is known at the node all the while, so that it can be
    told when they leave. Failures that nobody asks about again are found by their age.
    """
    db.executescript(
        """
        ALTER TABLE accounts ADD COLUMN first_ends_at TEXT;
        UPDATE accounts
        SET first_ends_at = strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+30 days')
        WHERE staff_id IS NOT NULL AND password_state = 'first';

        ALTER TABLE national_waiting ADD COLUMN name_id TEXT;
        ALTER TABLE national_waiting ADD COLUMN session_index TEXT;

        CREATE INDEX failures_by_time ON sign_in_failures (last_at);
        """
    )


@migrations(name="0010_certificates")
def certificates(db: Database) -> None:
    """Certificates of no arrears and of charges. What one says never changes."""
    db.executescript(
        """
        CREATE TABLE certificates (         -- written by certificates/actions.py
            certificate_id INTEGER PRIMARY KEY,
            code        TEXT NOT NULL UNIQUE,
            kind        TEXT NOT NULL CHECK (kind IN ('no-arrears', 'charges')),
            lease_id    INTEGER NOT NULL REFERENCES leases,
            tenant_id   INTEGER NOT NULL REFERENCES tenants,
            account_id  INTEGER NOT NULL REFERENCES accounts,
            issued_at   TEXT NOT NULL,
            valid_until TEXT NOT NULL CHECK (valid_until IS date(valid_until)),
            facts       TEXT NOT NULL,      -- JSON: the words on the paper
            revoked_at  TEXT,
            revoked_by  INTEGER REFERENCES accounts,
            revoked_why TEXT
        ) STRICT;
        CREATE INDEX certificates_of_tenant ON certificates (tenant_id);
        CREATE INDEX certificates_of_lease ON certificates (lease_id);
        CREATE TRIGGER certificates_do_not_change
        BEFORE UPDATE OF certificate_id, code, kind, lease_id, tenant_id, account_id, issued_at,
            valid_until, facts ON certificates
        BEGIN SELECT RAISE(ABORT, 'a certificate does not change'); END;
        """
    )


@migrations(name="0011_arrears_and_instalments")
def arrears(db: Database) -> None:
    """Rates of interest for delay, and instalments that are asked for and agreed.

    The first rates are the reference rates of Narodowy Bank Polski and 5.5 points, as its council
    had decided them by 5 March 2026, the last decision known when this was written.
    """
    db.executescript(
        """
        CREATE TABLE interest_rates (       -- written by arrears/rates.py
            valid_from TEXT PRIMARY KEY CHECK (valid_from IS date(valid_from)),
            hundredths INTEGER NOT NULL CHECK (hundredths BETWEEN 0 AND 10000),
            checked_on TEXT NOT NULL CHECK (checked_on IS date(checked_on))
        ) STRICT, WITHOUT ROWID;
        INSERT INTO interest_rates (valid_from, hundredths, checked_on) VALUES
            ('2023-10-05', 1125, '2026-03-05'),
            ('2025-05-08', 1075, '2026-03-05'),
            ('2025-07-03', 1050, '2026-03-05'),
            ('2025-09-04', 1025, '2026-03-05'),
            ('2025-10-09', 1000, '2026-03-05'),
            ('2025-11-06',  975, '2026-03-05'),
            ('2025-12-04',  950, '2026-03-05'),
            ('2026-03-05',  925, '2026-03-05');

        CREATE TABLE instalment_limits (    -- written by arrears/limits.py
            most          INTEGER NOT NULL CHECK (most BETWEEN 2 AND 60),
            smallest      INTEGER NOT NULL CHECK (smallest > 0),
            days_to_first INTEGER NOT NULL CHECK (days_to_first BETWEEN 1 AND 90)
        ) STRICT;
        INSERT INTO instalment_limits (most, smallest, days_to_first) VALUES (12, 5000, 31);

        CREATE TABLE instalment_proposals ( -- written by arrears/actions.py
            proposal_id INTEGER PRIMARY KEY,
            lease_id    INTEGER NOT NULL REFERENCES leases,
            tenant_id   INTEGER NOT NULL REFERENCES tenants,
            account_id  INTEGER NOT NULL REFERENCES accounts,
            asked_at    TEXT NOT NULL,
            amount      INTEGER NOT NULL CHECK (amount > 0),
            number      INTEGER NOT NULL CHECK (number > 1),
            first_on    TEXT NOT NULL CHECK (first_on IS date(first_on)),
            reason      TEXT NOT NULL,
            state       TEXT NOT NULL CHECK (state IN
                ('waiting', 'visit', 'accepted', 'refused', 'withdrawn', 'ended')),
            changed_at  TEXT NOT NULL,
            changed_by  INTEGER REFERENCES accounts,
            answer      TEXT
        ) STRICT;
        CREATE INDEX proposals_of_lease ON instalment_proposals (lease_id);
        CREATE INDEX proposals_of_tenant ON instalment_proposals (tenant_id);
        CREATE UNIQUE INDEX proposals_open ON instalment_proposals (lease_id)
            WHERE state IN ('waiting', 'visit');
        CREATE INDEX proposals_waiting ON instalment_proposals (asked_at)
            WHERE state IN ('waiting', 'visit');
        CREATE INDEX proposals_answered ON instalment_proposals (changed_at)
            WHERE state NOT IN ('waiting', 'visit');

        CREATE TABLE instalments (          -- written by arrears/actions.py
            proposal_id INTEGER NOT NULL REFERENCES instalment_proposals,
            position    INTEGER NOT NULL,
            due_on      TEXT NOT NULL CHECK (due_on IS date(due_on)),
            amount      INTEGER NOT NULL CHECK (amount > 0),
            PRIMARY KEY (proposal_id, position)
        ) STRICT, WITHOUT ROWID;
        """
    )


@migrations(name="0020_cases_and_what_belongs_to_them")
def cases(db: Database) -> None:
    """Case types and their forms, cases, letters, attachments, drafts; see store/case_tables.py."""
    db.executescript(CASE_TABLES)


@migrations(name="0022_channels_that_the_operator_offers")
def payment_channels(db: Database) -> None:
    """The ways to pay at the operator's, as they were last heard of."""
    db.executescript(
        """
        CREATE TABLE payment_channels (     -- written by online_payments/channels_kept.py
            service_id TEXT PRIMARY KEY,
            asked_at   TEXT NOT NULL,
            listed     TEXT                 -- JSON: the last good list
        ) STRICT, WITHOUT ROWID;
        """
    )


@migrations(name="0021_online_payments_and_their_money")
def online_payments(db: Database) -> None:
    """Orders, the operator's notices, confirmed money; see store/payment_tables.py."""
    db.executescript(PAYMENT_TABLES)


@migrations(name="0030_the_office_s_inbox_reads_along_indexes")
def inbox_indexes(db: Database) -> None:
    """The views of the inbox, each in its own order."""
    db.executescript(
        """
        CREATE INDEX cases_waiting ON cases (answer_by_on, case_id)
            WHERE state = 'waits-for-tenant';
        CREATE INDEX cases_open ON cases (opened_at, case_id) WHERE state <> 'closed';
        CREATE INDEX cases_settled ON cases (closed_at, case_id) WHERE closed_at IS NOT NULL;
        CREATE INDEX cases_mine ON cases (assigned_to, opened_at, case_id) WHERE state <> 'closed';
        """
    )


@migrations(name="0031_refunds_and_bank_statements")
def payment_desk(db: Database) -> None:
    """What the payments' desk keeps; see store/payment_desk_tables.py."""
    db.executescript(PAYMENT_DESK_TABLES)


@migrations(name="0032_letters_of_the_office_and_news_of_a_building")
def bulletins(db: Database) -> None:
    """Letters that the office begins, and news that concern one building alone."""
    db.executescript(
        """
        CREATE TABLE bulletins (            -- written by bulletins/actions.py
            bulletin_id INTEGER PRIMARY KEY,
            form_key    TEXT NOT NULL UNIQUE,   -- the same form sent twice makes one
            sent_at     TEXT NOT NULL,
            sent_by     INTEGER NOT NULL REFERENCES accounts,
            subject     TEXT NOT NULL,
            audience    TEXT NOT NULL           -- in words: everybody, a building, one tenant
        ) STRICT;
        CREATE TABLE bulletin_cases (       -- written by bulletins/actions.py
            bulletin_id INTEGER NOT NULL REFERENCES bulletins,
            case_id     INTEGER NOT NULL UNIQUE REFERENCES cases,
            by_email    INTEGER NOT NULL CHECK (by_email IN (0, 1)),
            PRIMARY KEY (bulletin_id, case_id)
        ) STRICT, WITHOUT ROWID;

        ALTER TABLE announcements ADD COLUMN street TEXT;
        ALTER TABLE announcements ADD COLUMN building TEXT;
        ALTER TABLE announcements ADD COLUMN city TEXT;
        """
    )


@migrations(name="0033_a_tenants_cases_are_read_along_their_indexes")
def tenants_cases(db: Database) -> None:
    """A tenant's few cases are counted in indexes and searched themselves; the index of words is
    for the office."""
    db.executescript(
        """
        CREATE VIRTUAL TABLE words_of_cases USING fts5 (
            words, notes, columnsize = 0, prefix = '3 5 7',
            tokenize = 'unicode61 remove_diacritics 2'
        );
        INSERT INTO words_of_cases (rowid, words, notes) SELECT rowid, words, notes FROM case_words;
        DROP TABLE case_words;
        ALTER TABLE words_of_cases RENAME TO case_words;

        DROP INDEX cases_of_lease;
        DROP INDEX cases_of_tenant;
        CREATE INDEX cases_of_lease
            ON cases (lease_id, last_letter_at, case_id, shared, tenant_id, state, closed_at);
        CREATE INDEX cases_of_tenant
            ON cases (tenant_id, last_letter_at, case_id, lease_id, state, closed_at);
        """
    )


@migrations(name="0036_payments_are_found_by_the_operator_s_number")
def notices_by_attempt(db: Database) -> None:
    """Payers tell the office the operator's number, not ours."""
    db.execute("CREATE INDEX notices_of_attempt ON payment_notices (remote_id)")
