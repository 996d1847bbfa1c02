"""The tables of cases: what is reported, written, answered and attached. Made by a migration."""

FILES = """
CREATE TABLE files (                -- written by tenancy/files.py
    file_id    INTEGER PRIMARY KEY,
    sha256     TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    size       INTEGER NOT NULL CHECK (size > 0),
    media_type TEXT NOT NULL,
    safety     TEXT NOT NULL        -- unscanned: no scanner is set; waiting: it did not answer
               CHECK (safety IN ('unscanned', 'waiting', 'clean', 'infected')),
    kept_at    TEXT NOT NULL
) STRICT;
CREATE INDEX files_to_scan ON files (kept_at) WHERE safety = 'waiting';
"""

CASE_TYPES = """
CREATE TABLE case_types (           -- written by tenancy/case_type_writing.py
    case_type_id     INTEGER PRIMARY KEY,
    slug             TEXT NOT NULL UNIQUE,      -- /korespondencja/dodaj/<slug>
    path             TEXT NOT NULL DEFAULT 'letter' CHECK (path IN ('letter', 'fault')),
    group_name       TEXT NOT NULL,
    name             TEXT NOT NULL,
    summary          TEXT NOT NULL DEFAULT '',  -- the line below the name
    search_words     TEXT NOT NULL DEFAULT '',  -- by which it is found, beside its name
    instructions     TEXT NOT NULL DEFAULT '',  -- what is needed, a line each
    next_steps       TEXT NOT NULL DEFAULT '',  -- what happens then, a line each
    subject_label    TEXT NOT NULL DEFAULT '',  -- empty: the subject is the name
    subject_hint     TEXT NOT NULL DEFAULT '',
    body_label       TEXT NOT NULL DEFAULT '',  -- empty: no free text is asked for
    body_hint        TEXT NOT NULL DEFAULT '',
    body_required    INTEGER NOT NULL DEFAULT 1 CHECK (body_required IN (0, 1)),
    attachments      TEXT NOT NULL DEFAULT 'optional'
                     CHECK (attachments IN ('none', 'optional', 'required')),
    attachments_hint TEXT NOT NULL DEFAULT '',
    answer_days      INTEGER NOT NULL DEFAULT 14 CHECK (answer_days BETWEEN 1 AND 365),
    queue            TEXT NOT NULL,
    shared           INTEGER NOT NULL DEFAULT 1 -- with everybody who holds the lease
                     CHECK (shared IN (0, 1)),
    position         INTEGER NOT NULL DEFAULT 100,
    visible_from     TEXT CHECK (visible_from IS date(visible_from)),
    visible_to       TEXT CHECK (visible_to IS date(visible_to)),
    changed_at       TEXT NOT NULL
) STRICT;

CREATE TABLE case_type_fields (     -- written by tenancy/case_type_writing.py
    field_id     INTEGER PRIMARY KEY,
    case_type_id INTEGER NOT NULL REFERENCES case_types,
    position     INTEGER NOT NULL,
    name         TEXT NOT NULL,                 -- as it stands in the form and in drafts
    kind         TEXT NOT NULL
                 CHECK (kind IN ('short', 'long', 'number', 'date', 'choice', 'choices', 'yes-no',
                                 'amount', 'telephone', 'e-mail', 'meters')),
    label        TEXT NOT NULL,
    hint         TEXT NOT NULL DEFAULT '',
    options      TEXT NOT NULL DEFAULT '',      -- of a choice, a line each
    required     INTEGER NOT NULL DEFAULT 1 CHECK (required IN (0, 1)),
    prefill      TEXT NOT NULL DEFAULT '',      -- what of the lease stands in it at first
    UNIQUE (case_type_id, name)
) STRICT;

CREATE TABLE case_type_documents (  -- written by tenancy/case_type_writing.py
    document_id  INTEGER PRIMARY KEY,
    case_type_id INTEGER NOT NULL REFERENCES case_types,
    file_id      INTEGER NOT NULL REFERENCES files,
    position     INTEGER NOT NULL DEFAULT 100,
    name         TEXT NOT NULL,                 -- what it is, as its link says
    file_name    TEXT NOT NULL,                 -- as it is saved
    version      INTEGER NOT NULL DEFAULT 1,
    valid_from   TEXT NOT NULL CHECK (valid_from IS date(valid_from)),
    valid_to     TEXT CHECK (valid_to IS date(valid_to)),
    added_at     TEXT NOT NULL
) STRICT;
CREATE INDEX documents_of_case_type ON case_type_documents (case_type_id, position);
CREATE INDEX documents_of_file ON case_type_documents (file_id);
"""

DRAFTS = """
CREATE TABLE drafts (               -- written by tenancy/drafts.py
    draft_id     INTEGER PRIMARY KEY,
    form_key     TEXT NOT NULL UNIQUE,          -- becomes the form_key of the case
    tenant_id    INTEGER NOT NULL REFERENCES tenants,
    case_type_id INTEGER REFERENCES case_types, -- of a new case; or
    case_id      INTEGER REFERENCES cases,      -- of a further letter in this one
    lease_id     INTEGER NOT NULL REFERENCES leases,
    subject      TEXT NOT NULL DEFAULT '',
    body         TEXT NOT NULL DEFAULT '',
    answers      TEXT NOT NULL DEFAULT '{}',    -- JSON: what was typed, by the name of the field
    begun_at     TEXT NOT NULL,
    saved_at     TEXT NOT NULL,
    CHECK ((case_type_id IS NULL) <> (case_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX drafts_of_type ON drafts (tenant_id, case_type_id)
    WHERE case_type_id IS NOT NULL;
CREATE UNIQUE INDEX drafts_of_case ON drafts (tenant_id, case_id) WHERE case_id IS NOT NULL;
CREATE INDEX drafts_by_age ON drafts (saved_at);

CREATE TABLE draft_files (          -- written by tenancy/drafts.py
    draft_file_id INTEGER PRIMARY KEY,
    draft_id      INTEGER NOT NULL REFERENCES drafts ON DELETE CASCADE,
    file_id       INTEGER NOT NULL REFERENCES files,
    name          TEXT NOT NULL,
    added_at      TEXT NOT NULL
) STRICT;
CREATE INDEX files_of_draft ON draft_files (draft_id);
CREATE INDEX drafts_of_file ON draft_files (file_id);
"""

CASES = """
CREATE TABLE cases (                -- written by tenancy/cases.py
    case_id        INTEGER PRIMARY KEY,
    case_number    TEXT NOT NULL UNIQUE,        -- 2026/11/000123
    form_key       TEXT NOT NULL UNIQUE,        -- the same form sent twice makes one case
    lease_id       INTEGER NOT NULL REFERENCES leases,
    tenant_id      INTEGER NOT NULL REFERENCES tenants,
    case_type_id   INTEGER REFERENCES case_types,  -- NULL: a letter that the office began
    type_name      TEXT NOT NULL,               -- as it was called then
    opened_by      TEXT NOT NULL CHECK (opened_by IN ('tenant', 'office')),
    shared         INTEGER NOT NULL CHECK (shared IN (0, 1)),
    subject        TEXT NOT NULL,
    state          TEXT NOT NULL
                   CHECK (state IN ('received', 'in-progress', 'waits-for-tenant', 'closed')),
    queue          TEXT NOT NULL,
    assigned_to    INTEGER REFERENCES accounts,
    opened_at      TEXT NOT NULL,
    due_on         TEXT CHECK (due_on IS date(due_on)),             -- promised to the tenant
    answer_by_on   TEXT CHECK (answer_by_on IS date(answer_by_on)), -- asked of the tenant
    reminded_at    TEXT,                        -- when the tenant was reminded of answer_by_on
    last_letter_at TEXT NOT NULL,
    last_side      TEXT NOT NULL CHECK (last_side IN ('tenant', 'office')),
    closed_at      TEXT,
    close_reason   TEXT
) STRICT;
CREATE INDEX cases_of_lease ON cases (lease_id, last_letter_at, case_id, shared, tenant_id, state);
CREATE INDEX cases_of_tenant ON cases (tenant_id, last_letter_at, case_id, lease_id, state);
CREATE INDEX cases_of_queue ON cases (queue, due_on, case_id) WHERE state <> 'closed';
CREATE INDEX cases_of_staff ON cases (assigned_to, due_on, case_id) WHERE state <> 'closed';
CREATE INDEX cases_by_term ON cases (due_on, case_id) WHERE state <> 'closed';
CREATE INDEX cases_by_time ON cases (opened_at, case_id);
CREATE INDEX cases_to_remind ON cases (answer_by_on)
    WHERE state = 'waits-for-tenant' AND reminded_at IS NULL;

CREATE TABLE case_letters (         -- written by tenancy/case_letters.py
    letter_id  INTEGER PRIMARY KEY,
    case_id    INTEGER NOT NULL REFERENCES cases,
    side       TEXT NOT NULL CHECK (side IN ('tenant', 'office', 'note')),
    written_at TEXT NOT NULL,
    account_id INTEGER REFERENCES accounts,
    signed     TEXT NOT NULL,       -- who wrote it, as the letter says it
    body       TEXT NOT NULL
) STRICT;
CREATE INDEX letters_of_case ON case_letters (case_id, letter_id);

CREATE TABLE case_answers (         -- written by tenancy/case_letters.py
    letter_id INTEGER NOT NULL REFERENCES case_letters,
    position  INTEGER NOT NULL,
    label     TEXT NOT NULL,        -- as it was asked and answered then
    value     TEXT NOT NULL,
    PRIMARY KEY (letter_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachments (          -- written by tenancy/case_letters.py
    attachment_id INTEGER PRIMARY KEY,
    letter_id     INTEGER NOT NULL REFERENCES case_letters,
    file_id       INTEGER NOT NULL REFERENCES files,
    position      INTEGER NOT NULL,
    name          TEXT NOT NULL,
    is_form       INTEGER NOT NULL DEFAULT 0 CHECK (is_form IN (0, 1)) -- made of the answers
) STRICT;
CREATE INDEX attachments_of_letter ON attachments (letter_id, position);
CREATE INDEX attachments_of_file ON attachments (file_id);

CREATE TABLE case_events (          -- written by tenancy/case_events.py
    case_event_id INTEGER PRIMARY KEY,
    case_id       INTEGER NOT NULL REFERENCES cases,
    at            TEXT NOT NULL,
    kind          TEXT NOT NULL
                  CHECK (kind IN ('received', 'taken', 'forwarded', 'answered', 'asked', 'added',
                                  'visit', 'closed', 'reopened')),
    details       TEXT NOT NULL DEFAULT '',     -- words that the tenant may read
    on_day        TEXT CHECK (on_day IS date(on_day))
) STRICT;
CREATE INDEX events_of_case ON case_events (case_id, case_event_id);

CREATE TABLE case_reads (           -- written by tenancy/case_reads.py
    letter_id INTEGER NOT NULL REFERENCES case_letters,
    tenant_id INTEGER NOT NULL REFERENCES tenants,
    case_id   INTEGER NOT NULL REFERENCES cases,
    read_at   TEXT,                 -- NULL: not yet
    PRIMARY KEY (letter_id, tenant_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX letters_unread ON case_reads (tenant_id, case_id) WHERE read_at IS NULL;

-- rowid is the case. who: "l<lease> t<tenant>"; notes: what only the office may find.
-- Written by tenancy/case_words.py.
CREATE VIRTUAL TABLE case_words USING fts5 (
    words, notes, who, columnsize = 0, prefix = '3 5 7', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE text_blocks (          -- written by tenancy/text_blocks.py
    block_id   INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,
    body       TEXT NOT NULL,
    queue      TEXT NOT NULL DEFAULT '',        -- empty: for every queue
    changed_at TEXT NOT NULL
) STRICT;
"""

CASE_TABLES = FILES + CASE_TYPES + CASES + DRAFTS
