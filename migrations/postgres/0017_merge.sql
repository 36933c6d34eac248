-- Two cards of one customer become one, and can become two again.

-- The card that this one went into; it stays, and leads there.
ALTER TABLE customer ADD COLUMN merged_into TEXT REFERENCES customer (id);
CREATE INDEX customer_merged_into ON customer (merged_into) WHERE merged_into IS NOT NULL;

-- kept: the card that stays; other: the one that went into it.
CREATE TABLE customer_merge (
    id TEXT NOT NULL PRIMARY KEY,
    kept TEXT NOT NULL REFERENCES customer (id),
    other TEXT NOT NULL REFERENCES customer (id),
    merged_at BIGINT NOT NULL,
    merged_by TEXT NOT NULL,
    undone_at BIGINT,
    undone_by TEXT,
    CHECK (kept <> other),
    CHECK ((undone_at IS NULL) = (undone_by IS NULL))
);
CREATE UNIQUE INDEX customer_merge_standing ON customer_merge (other) WHERE undone_at IS NULL;
CREATE INDEX customer_merge_of_kept ON customer_merge (kept, id);

-- What the card that stays held of its own before; a person's words, which go when the customer is erased.
CREATE TABLE customer_merge_before (
    merge_id TEXT NOT NULL PRIMARY KEY REFERENCES customer_merge (id),
    customer_id TEXT NOT NULL REFERENCES customer (id),
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    zone TEXT,
    group_word TEXT,
    preferred_hours TEXT,
    preferred_channel TEXT,
    daily_rings BIGINT
);
CREATE INDEX customer_merge_before_by_customer ON customer_merge_before (customer_id);

-- The other card's numbers and addresses. One that the card has already stays behind, with its twin named, what was believed of
-- the twin before, and the version that the merge made of it when it changed that; all others went along.
CREATE TABLE customer_merge_point (
    merge_id TEXT NOT NULL REFERENCES customer_merge (id),
    point_id TEXT NOT NULL REFERENCES contact_point (id),
    place BIGINT NOT NULL,
    preferred BIGINT NOT NULL CHECK (preferred IN (0, 1)),
    twin TEXT REFERENCES contact_point (id),
    state TEXT,
    state_at BIGINT,
    last_life BIGINT,
    twin_version BIGINT,
    PRIMARY KEY (merge_id, point_id),
    CHECK ((twin_version IS NULL) = (state IS NULL)),
    CHECK (twin_version IS NULL OR twin IS NOT NULL)
);

-- The promises that went along.
CREATE TABLE promise_merged (
    merge_id TEXT NOT NULL,
    promise_id TEXT NOT NULL REFERENCES promise (id),
    PRIMARY KEY (merge_id, promise_id)
);
CREATE INDEX promise_merged_by_promise ON promise_merged (promise_id);
