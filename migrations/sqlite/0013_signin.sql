-- Signing in: passwords, passkeys, one-time codes, sessions, shared devices. Secrets stand as hashes. All of it is apart from
-- the words of people and goes with them when they are erased.

CREATE TABLE password (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
    hash TEXT NOT NULL,
    set_at INTEGER NOT NULL
) STRICT;

CREATE TABLE pin (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
    hash TEXT NOT NULL,
    set_at INTEGER NOT NULL
) STRICT;

-- One-time codes of an app. last_step: the step of the last code that was used; no code is used twice.
CREATE TABLE code_app (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
    secret TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    last_step INTEGER NOT NULL
) STRICT;

CREATE TABLE recovery_code (
    user_id TEXT NOT NULL REFERENCES users (id),
    hash TEXT NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (user_id, hash)
) STRICT;

CREATE TABLE passkey (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    credential TEXT NOT NULL,
    public_key TEXT NOT NULL,
    counter INTEGER NOT NULL CHECK (counter >= 0),
    label TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE UNIQUE INDEX passkey_by_credential ON passkey (credential);
CREATE INDEX passkey_by_user ON passkey (user_id, id);

-- A link to set a password once. made_by is empty for a link made on the server itself.
CREATE TABLE password_link (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    hash TEXT NOT NULL,
    without_codes INTEGER NOT NULL CHECK (without_codes IN (0, 1)),
    made_by TEXT REFERENCES users (id),
    made_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE UNIQUE INDEX password_link_by_hash ON password_link (hash);
CREATE INDEX password_link_by_user ON password_link (user_id);
CREATE INDEX password_link_by_end ON password_link (until_at);

-- Tries that failed, by a hash of who and from where; swept, and never more than a bounded number of rows.
CREATE TABLE sign_in_delay (
    key TEXT NOT NULL PRIMARY KEY,
    tries INTEGER NOT NULL CHECK (tries >= 0),
    last_at INTEGER NOT NULL,
    free_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_in_delay_by_last ON sign_in_delay (last_at);

-- A sign-in that waits for its next step: a code, or the answer of a passkey.
CREATE TABLE sign_in_step (
    hash TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('code', 'register', 'passkey')),
    user_id TEXT REFERENCES users (id),
    tries INTEGER NOT NULL,
    until_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_in_step_by_end ON sign_in_step (until_at);

-- A browser that colleagues of a team share.
CREATE TABLE device (
    id TEXT NOT NULL PRIMARY KEY,
    team_id TEXT NOT NULL REFERENCES team (id),
    label TEXT NOT NULL,
    hash TEXT NOT NULL,
    made_by TEXT NOT NULL REFERENCES users (id),
    made_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE UNIQUE INDEX device_by_hash ON device (hash);

-- role: as it was when the session began; with another role the session is over.
CREATE TABLE session (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    hash TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('employee', 'lead', 'administrator')),
    way TEXT NOT NULL CHECK (way IN ('password', 'code', 'recoveryCode', 'passkey', 'pin', 'setup')),
    device_id TEXT REFERENCES device (id),
    label TEXT NOT NULL,
    source TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    idle_until INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    proved_at INTEGER,
    ended_at INTEGER,
    CONSTRAINT session_ends CHECK (until_at > made_at)
) STRICT;
CREATE UNIQUE INDEX session_by_hash ON session (hash);
CREATE INDEX session_by_user ON session (user_id, id);
CREATE INDEX session_by_end ON session (until_at);

-- What somebody chose for the own screens.
CREATE TABLE preference (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
    language TEXT CHECK (language IN ('nl', 'en'))
) STRICT;
