-- Push messages to employees: their browsers, what they want to be told and when, and what waits to go out. No word about a
-- customer stands here. All of it goes when an employee leaves.

-- The key that this company shows to push services (RFC 8292), made once. It is a secret like those of one-time codes.
CREATE TABLE push_key (
    one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
    secret TEXT NOT NULL,
    made_at BIGINT NOT NULL
);

-- Who takes push messages. own_from, own_until: minutes of the day in the company's zone; none: the company's hours.
CREATE TABLE push_person (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
    steps BIGINT NOT NULL CHECK (steps IN (0, 1)),
    handovers BIGINT NOT NULL CHECK (handovers IN (0, 1)),
    own_from BIGINT CHECK (own_from BETWEEN 0 AND 1439),
    own_until BIGINT CHECK (own_until BETWEEN 0 AND 1439),
    told_at BIGINT,
    CONSTRAINT push_person_hours CHECK ((own_from IS NULL) = (own_until IS NULL))
);

-- A browser that takes them. hash: of the endpoint; it can belong to one person only. off_at: when it was given up.
CREATE TABLE push_subscription (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES push_person (user_id),
    session_id TEXT,
    hash TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    p256dh TEXT NOT NULL,
    auth TEXT NOT NULL,
    label TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    good_at BIGINT,
    failures BIGINT NOT NULL CHECK (failures >= 0),
    failing_since BIGINT,
    off_at BIGINT
);
CREATE UNIQUE INDEX push_subscription_by_hash ON push_subscription (hash);
CREATE INDEX push_subscription_by_user ON push_subscription (user_id, id);

-- What somebody is to be told, until it is gathered into a message.
CREATE TABLE push_news (
    user_id TEXT NOT NULL REFERENCES push_person (user_id),
    kind TEXT NOT NULL CHECK (kind IN ('step', 'handover')),
    promise_id TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, kind, promise_id)
);
CREATE INDEX push_news_due ON push_news (due_at);

-- A message to one browser, until it went out or is no longer worth it. promise_id: when it is about one promise alone.
-- until_at: being sent, until then.
CREATE TABLE push_message (
    id TEXT NOT NULL PRIMARY KEY,
    subscription_id TEXT NOT NULL REFERENCES push_subscription (id),
    steps BIGINT NOT NULL CHECK (steps >= 0),
    handovers BIGINT NOT NULL CHECK (handovers >= 0),
    promise_id TEXT,
    due_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    until_at BIGINT,
    tries BIGINT NOT NULL CHECK (tries >= 0),
    fence BIGINT NOT NULL
);
CREATE INDEX push_message_due ON push_message (due_at, id);
CREATE INDEX push_message_of ON push_message (subscription_id);
