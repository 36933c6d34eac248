-- Promises, the events they wait for, and their hand-overs.
-- A state's data are columns; the CHECKs refuse what the rules refuse: an open promise has a step and a look, an ended one none.

CREATE TABLE promise (
    id TEXT NOT NULL PRIMARY KEY,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    kind TEXT NOT NULL CHECK (kind IN ('callBack', 'write', 'deliver', 'comeBy', 'findOut', 'handOver')),
    owner TEXT NOT NULL,
    made_by TEXT,
    made_at BIGINT NOT NULL,
    version BIGINT NOT NULL CHECK (version >= 1),
    trigger_kind TEXT NOT NULL CHECK (trigger_kind IN ('at', 'when', 'soon')),
    starts_at BIGINT,
    ends_at BIGINT,
    deadline BIGINT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'due', 'trying', 'inDoubt', 'kept', 'released')),
    since BIGINT NOT NULL,
    next_kind TEXT,
    next_at BIGINT,
    next_owner TEXT,
    next_why TEXT,
    next_channel TEXT,
    next_point TEXT,
    wake_at BIGINT,
    tell_at BIGINT,
    remind_at BIGINT,
    doubt_message TEXT,
    broken_at BIGINT,
    asked_first_at BIGINT,
    handover_id TEXT,
    handover_taker TEXT,
    tries BIGINT NOT NULL CHECK (tries >= 0),
    told BIGINT NOT NULL CHECK (told >= 0),
    lead_decisions BIGINT NOT NULL CHECK (lead_decisions >= 0),
    counted_from BIGINT,
    ended_by TEXT,
    ended_how TEXT CHECK (ended_how IN ('reached', 'notice', 'delivered')),
    ended_attempt TEXT,
    CONSTRAINT promise_window CHECK ((trigger_kind = 'when') = (starts_at IS NULL)
        AND (starts_at IS NULL) = (ends_at IS NULL) AND (starts_at IS NULL OR starts_at <= ends_at)),
    CONSTRAINT promise_open_has_next_step CHECK (
        (state IN ('kept', 'released')) = (wake_at IS NULL)
        AND (wake_at IS NULL) = (next_kind IS NULL) AND (wake_at IS NULL) = (next_at IS NULL)
        AND (wake_at IS NULL) = (next_owner IS NULL) AND (wake_at IS NULL) = (next_why IS NULL)
        AND (wake_at IS NOT NULL OR (next_channel IS NULL AND next_point IS NULL AND remind_at IS NULL))),
    CONSTRAINT promise_due_is_told CHECK ((state IN ('due', 'inDoubt')) = (tell_at IS NOT NULL)),
    CONSTRAINT promise_doubt_has_message CHECK ((state = 'inDoubt') = (doubt_message IS NOT NULL)),
    CONSTRAINT promise_kept_says_how CHECK ((state = 'kept') = (ended_how IS NOT NULL)
        AND (ended_attempt IS NOT NULL) = (ended_how IS NOT NULL AND ended_how <> 'delivered')
        AND (state IN ('kept', 'released') OR ended_by IS NULL)),
    CONSTRAINT promise_handover CHECK ((handover_id IS NULL) = (handover_taker IS NULL)
        AND (handover_id IS NULL OR state NOT IN ('kept', 'released')))
);

CREATE INDEX promise_wake ON promise (wake_at, id) WHERE wake_at IS NOT NULL;
CREATE INDEX promise_next ON promise (next_owner, next_at, id) WHERE next_at IS NOT NULL;
CREATE INDEX promise_customer ON promise (customer_id, id);
CREATE INDEX promise_owner ON promise (owner, id);

-- Words of people, apart from facts: an erasure empties these.
CREATE TABLE promise_words (
    promise_id TEXT NOT NULL PRIMARY KEY REFERENCES promise (id),
    text TEXT,
    reference TEXT
);

CREATE TABLE promise_note (
    id TEXT NOT NULL PRIMARY KEY,
    promise_id TEXT NOT NULL REFERENCES promise (id),
    kind TEXT NOT NULL CHECK (kind IN ('note', 'amendment', 'release', 'delivery', 'handover', 'decline', 'askedFirst',
        'reassignment')),
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    text TEXT
);

CREATE INDEX promise_note_promise ON promise_note (promise_id, id);

-- What is at stake in money stands apart: nothing that orders, retries or escalates reads this table.
CREATE TABLE promise_amount (
    promise_id TEXT NOT NULL PRIMARY KEY REFERENCES promise (id),
    cents BIGINT NOT NULL CHECK (cents >= 0)
);

-- The promise's own changes of the company's policy for tries, as JSON.
CREATE TABLE promise_policy (
    promise_id TEXT NOT NULL PRIMARY KEY REFERENCES promise (id),
    text TEXT NOT NULL
);

-- One row for each key that was ever named. Whoever makes a promise that waits for it, and whoever reports the event, touches the
-- row first: so the event and the promise can't miss each other.
CREATE TABLE event_key (
    key TEXT NOT NULL PRIMARY KEY,
    touched BIGINT NOT NULL,
    event_id TEXT,
    occurred_at BIGINT,
    CHECK ((event_id IS NULL) = (occurred_at IS NULL))
);

CREATE TABLE event (
    id TEXT NOT NULL PRIMARY KEY,
    key TEXT NOT NULL REFERENCES event_key (key),
    occurred_at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    received_by TEXT NOT NULL,
    woken BIGINT NOT NULL CHECK (woken >= 0)
);

CREATE INDEX event_of_key ON event (key, id);

CREATE TABLE promise_wait (
    promise_id TEXT NOT NULL PRIMARY KEY REFERENCES promise (id),
    key TEXT NOT NULL REFERENCES event_key (key),
    expected_by BIGINT NOT NULL,
    sign_of_life_days BIGINT NOT NULL CHECK (sign_of_life_days >= 1),
    arrived_at BIGINT
);

CREATE INDEX promise_wait_key ON promise_wait (key, promise_id) WHERE arrived_at IS NULL;

CREATE TABLE handover (
    id TEXT NOT NULL PRIMARY KEY,
    promise_id TEXT NOT NULL REFERENCES promise (id),
    giver TEXT NOT NULL,
    taker TEXT NOT NULL,
    offered_by TEXT NOT NULL,
    offered_at BIGINT NOT NULL,
    answer TEXT CHECK (answer IN ('accepted', 'declined', 'lapsed')),
    answered_at BIGINT,
    answered_by TEXT,
    CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answered_by IS NULL))
);

-- One offer at a time.
CREATE UNIQUE INDEX handover_open ON handover (promise_id) WHERE answer IS NULL;
CREATE INDEX handover_taker ON handover (taker, id) WHERE answer IS NULL;

-- How far a task has followed the journal.
CREATE TABLE promise_follower (
    name TEXT NOT NULL PRIMARY KEY,
    block BIGINT NOT NULL,
    entry BIGINT NOT NULL
);
