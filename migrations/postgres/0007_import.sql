-- Imported files: each is a batch that can be undone, with what its rows made.
CREATE TABLE import_batch (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('customers', 'promises', 'events')),
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    count BIGINT NOT NULL CHECK (count >= 0),
    undone_at BIGINT
);

CREATE TABLE import_item (
    batch_id TEXT NOT NULL REFERENCES import_batch (id),
    object TEXT NOT NULL,
    PRIMARY KEY (batch_id, object)
);
