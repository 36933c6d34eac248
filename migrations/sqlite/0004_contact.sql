-- Attempts to reach a customer, the contact policy, and what is learned about parts of the day.

-- One attempt, kept for ever; class and the columns after it are the verdict of the table of that version, and can be
-- judged anew from attempt_words. A fault of a network or provider never counts as a try.
CREATE TABLE attempt (
    id TEXT NOT NULL PRIMARY KEY,
    promise_id TEXT NOT NULL,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    contact_point_id TEXT REFERENCES contact_point (id),
    at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('phone', 'email', 'sms', 'letter', 'inPerson')),
    method TEXT NOT NULL CHECK (method IN ('call', 'lookUp', 'text', 'mailReply', 'mailReport', 'letter')),
    daypart TEXT NOT NULL CHECK (daypart IN ('morning', 'midday', 'afternoon', 'evening', 'weekend')),
    retry_after INTEGER CHECK (retry_after >= 0),
    rang INTEGER NOT NULL CHECK (rang IN (0, 1)),
    answered INTEGER NOT NULL CHECK (answered IN (0, 1)),
    ring_limit INTEGER NOT NULL CHECK (ring_limit IN (0, 1)),
    tapped TEXT CHECK (tapped IN (
        'reached', 'busy', 'noAnswer', 'temporarilyUnreachable', 'voicemail', 'rejected', 'numberChanged',
        'doesNotExist', 'badFormat', 'networkFailure', 'providerFault', 'delivered', 'inProgress',
        'cancelledByUs', 'unknown'
    )),
    class TEXT NOT NULL CHECK (class IN (
        'reached', 'busy', 'noAnswer', 'temporarilyUnreachable', 'voicemail', 'rejected', 'numberChanged',
        'doesNotExist', 'badFormat', 'networkFailure', 'providerFault', 'delivered', 'inProgress',
        'cancelledByUs', 'unknown'
    )),
    advice TEXT NOT NULL,
    counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
    provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
    alert INTEGER NOT NULL CHECK (alert IN (0, 1)),
    table_version INTEGER NOT NULL CHECK (table_version >= 0),
    CONSTRAINT attempt_faults_do_not_count CHECK (counts = 0 OR class NOT IN ('networkFailure', 'providerFault'))
) STRICT;
CREATE INDEX attempt_by_promise ON attempt (promise_id, at, id);
CREATE INDEX attempt_by_point ON attempt (contact_point_id, at) WHERE class = 'doesNotExist';
CREATE INDEX attempt_by_customer ON attempt (customer_id, at);
CREATE INDEX attempt_by_table ON attempt (table_version, id);

-- What was said and received, word for word: codes as a JSON list of [family, code], the Reason header, the raw text, the
-- route (line, provider, mail server) and a person's note.
CREATE TABLE attempt_words (
    attempt_id TEXT NOT NULL PRIMARY KEY REFERENCES attempt (id),
    customer_id TEXT NOT NULL,
    codes TEXT,
    reason TEXT,
    raw TEXT,
    route TEXT,
    note TEXT
) STRICT;
CREATE INDEX attempt_words_by_customer ON attempt_words (customer_id);

-- One row: the company's contact policy as JSON. The stamp is the fingerprint of the text.
CREATE TABLE policy (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL CHECK (version >= 1),
    stamp TEXT NOT NULL,
    text TEXT NOT NULL,
    changed_at INTEGER,
    changed_by TEXT
) STRICT;
INSERT INTO policy (one, version, stamp, text) VALUES (1, 1, '', '{}');

-- How often customers were reached by telephone, by group and part of the day; the group '' holds the whole company.
CREATE TABLE slot_rate (
    customer_group TEXT NOT NULL,
    daypart TEXT NOT NULL CHECK (daypart IN ('morning', 'midday', 'afternoon', 'evening', 'weekend')),
    tries INTEGER NOT NULL,
    reached INTEGER NOT NULL,
    PRIMARY KEY (customer_group, daypart),
    CONSTRAINT slot_rate_no_more_reached_than_tried CHECK (reached BETWEEN 0 AND tries)
) STRICT;
