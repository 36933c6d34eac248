-- The base: what the whole product stands on. The table "migration" is made by the runner itself.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- Every change appends here in its own transaction. Ids and facts only: words and numbers of people stand elsewhere.
CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 60),
    subject TEXT NOT NULL,
    actor TEXT NOT NULL,
    facts TEXT NOT NULL,
    block INTEGER CHECK (block > 0)
) STRICT;
CREATE INDEX journal_block_id ON journal (block, id);
CREATE INDEX journal_subject ON journal (subject, id);

CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN
    SELECT RAISE(ABORT, 'the journal is only added to');
END;
CREATE TRIGGER journal_no_change BEFORE UPDATE ON journal
WHEN NOT (OLD.block IS NULL AND NEW.block IS NOT NULL AND NEW.id = OLD.id AND NEW.at = OLD.at
    AND NEW.kind = OLD.kind AND NEW.subject = OLD.subject AND NEW.actor = OLD.actor AND NEW.facts = OLD.facts)
BEGIN
    SELECT RAISE(ABORT, 'the journal is only added to');
END;

-- Sealed blocks: each hash covers the entries of the block and the hash before.
CREATE TABLE journal_block (
    number INTEGER PRIMARY KEY CHECK (number > 0),
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    count INTEGER NOT NULL CHECK (count > 0),
    sealed_at INTEGER NOT NULL
) STRICT;

CREATE TRIGGER journal_block_no_delete BEFORE DELETE ON journal_block
BEGIN
    SELECT RAISE(ABORT, 'the journal is only added to');
END;
CREATE TRIGGER journal_block_no_change BEFORE UPDATE ON journal_block
BEGIN
    SELECT RAISE(ABORT, 'the journal is only added to');
END;

-- How far a reader of the journal has come.
CREATE TABLE follower (
    name TEXT PRIMARY KEY,
    block INTEGER NOT NULL,
    id INTEGER NOT NULL
) STRICT;

-- What must go out, written in the transaction that decides it. The words stand beside, so that they can be erased.
CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    step_key TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    subject TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'inDoubt')),
    queued_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    holder TEXT,
    fence INTEGER NOT NULL DEFAULT 0,
    until_at INTEGER,
    ended_at INTEGER,
    outcome TEXT,
    tells TEXT NOT NULL,
    followed INTEGER NOT NULL DEFAULT 0 CHECK (followed IN (0, 1)),
    CHECK ((state = 'sending') = (until_at IS NOT NULL))
) STRICT;
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE state = 'queued';
CREATE INDEX outbox_held ON outbox (until_at, id) WHERE state = 'sending';
CREATE INDEX outbox_news ON outbox (tells, ended_at, id) WHERE followed = 0 AND ended_at IS NOT NULL;
CREATE INDEX outbox_subject ON outbox (subject);

CREATE TABLE outbox_words (
    message_id TEXT PRIMARY KEY REFERENCES outbox (id),
    customer_id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    title TEXT,
    body TEXT NOT NULL
) STRICT;

CREATE INDEX outbox_words_customer ON outbox_words (customer_id);

-- Answers to requests with an idempotency key, kept for seven days.
CREATE TABLE idempotency (
    caller TEXT NOT NULL,
    key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    body_hash TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    version INTEGER,
    location TEXT,
    customer_id TEXT,
    at INTEGER NOT NULL,
    PRIMARY KEY (caller, key)
) STRICT;
CREATE INDEX idempotency_at ON idempotency (at);
CREATE INDEX idempotency_customer ON idempotency (customer_id) WHERE customer_id IS NOT NULL;

-- Who may do a thing that only one process may do. The fence grows with every holder.
CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    fence INTEGER NOT NULL CHECK (fence > 0),
    until_at INTEGER NOT NULL
) STRICT;
