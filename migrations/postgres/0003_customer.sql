-- Customers and how to reach them. Words and values of persons stand in tables of their own, so that they can be erased.

-- zone: where the customer's clock hangs, else the company's; group_word: for learning;
-- preferred_hours: Monday to Sunday, "09:00-12:00,13:00-17:00;;;;;;".
CREATE TABLE customer (
    id TEXT NOT NULL PRIMARY KEY,
    language TEXT NOT NULL,
    zone TEXT,
    group_word TEXT,
    preferred_hours TEXT,
    preferred_channel TEXT CHECK (preferred_channel IN ('phone', 'email', 'sms', 'letter', 'inPerson')),
    daily_rings BIGINT CHECK (daily_rings BETWEEN 1 AND 10),
    made_at BIGINT NOT NULL,
    erased_at BIGINT,
    version BIGINT NOT NULL CHECK (version >= 1)
);

CREATE TABLE customer_words (
    customer_id TEXT NOT NULL PRIMARY KEY REFERENCES customer (id),
    name TEXT NOT NULL
);

-- The words of the name in small letters: a customer is found by the beginning of any of them.
CREATE TABLE customer_key (
    word TEXT COLLATE "C" NOT NULL,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    PRIMARY KEY (word, customer_id)
);
CREATE INDEX customer_key_by_customer ON customer_key (customer_id);

-- line: what sort of line a number is by its plan; value_since: when the present value was written down;
-- state_at: since when the state holds; last_life: its last sign of life.
CREATE TABLE contact_point (
    id TEXT NOT NULL PRIMARY KEY,
    customer_id TEXT NOT NULL REFERENCES customer (id),
    kind TEXT NOT NULL CHECK (kind IN ('phone', 'email', 'post')),
    line TEXT,
    place BIGINT NOT NULL CHECK (place >= 0),
    preferred BIGINT NOT NULL CHECK (preferred IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('unverified', 'working', 'suspect', 'confirmedDead', 'changed', 'wrongPerson')),
    state_at BIGINT NOT NULL,
    last_life BIGINT,
    value_since BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    version BIGINT NOT NULL CHECK (version >= 1)
);
CREATE INDEX contact_point_by_customer ON contact_point (customer_id, place, id);

-- value: E.164 number, mail address or postal address; typed: what somebody wrote down; value_key: what is searched for.
CREATE TABLE contact_point_value (
    contact_point_id TEXT NOT NULL PRIMARY KEY REFERENCES contact_point (id),
    customer_id TEXT NOT NULL REFERENCES customer (id),
    value TEXT NOT NULL,
    value_key TEXT COLLATE "C" NOT NULL,
    typed TEXT NOT NULL,
    label TEXT
);
CREATE INDEX contact_point_value_by_value ON contact_point_value (value_key, customer_id);
CREATE INDEX contact_point_value_by_customer ON contact_point_value (customer_id);

-- Values that were corrected, with the state in which they ended.
CREATE TABLE contact_point_earlier (
    contact_point_id TEXT NOT NULL REFERENCES contact_point (id),
    customer_id TEXT NOT NULL REFERENCES customer (id),
    version BIGINT NOT NULL,
    value TEXT NOT NULL,
    since BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (contact_point_id, version)
);
CREATE INDEX contact_point_earlier_by_customer ON contact_point_earlier (customer_id);
