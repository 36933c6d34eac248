-- Links to the customer's page of one promise: only the hash of the secret is kept.

CREATE TABLE link (
    id TEXT NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL,
    promise_id TEXT NOT NULL REFERENCES promise (id),
    made_by TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    revoked_at INTEGER,
    CONSTRAINT link_ends_after CHECK (until_at > made_at)
) STRICT;
CREATE UNIQUE INDEX link_by_hash ON link (hash);
CREATE INDEX link_by_promise ON link (promise_id, id);
