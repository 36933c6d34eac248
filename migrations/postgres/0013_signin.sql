-- Signing in: passwords, passkeys, one-time codes, sessions, shared devices. Secrets stand as hashes. All of it is apart from
-- the words of people and goes with them when they are erased.

CREATE TABLE password (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
    hash TEXT NOT NULL,
    set_at BIGINT NOT NULL
);

CREATE TABLE pin (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
    hash TEXT NOT NULL,
    set_at BIGINT NOT NULL
);

-- One-time codes of an app. last_step: the step of the last code that was used; no code is used twice.
CREATE TABLE code_app (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
    secret TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    last_step BIGINT NOT NULL
);

CREATE TABLE recovery_code (
    user_id TEXT NOT NULL REFERENCES users (id),
    hash TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (user_id, hash)
);

CREATE TABLE passkey (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    credential TEXT NOT NULL,
    public_key TEXT NOT NULL,
    counter BIGINT NOT NULL CHECK (counter >= 0),
    label TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE UNIQUE INDEX passkey_by_credential ON passkey (credential);
CREATE INDEX passkey_by_user ON passkey (user_id, id);

-- A link to set a password once. made_by is empty for a link made on the server itself.
CREATE TABLE password_link (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    hash TEXT NOT NULL,
    without_codes BIGINT NOT NULL CHECK (without_codes IN (0, 1)),
    made_by TEXT REFERENCES users (id),
    made_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE UNIQUE INDEX password_link_by_hash ON password_link (hash);
CREATE INDEX password_link_by_user ON password_link (user_id);
CREATE INDEX password_link_by_end ON password_link (until_at);

-- Tries that failed, by a hash of who and from where; swept, and never more than a bounded number of rows.
CREATE TABLE sign_in_delay (
    key TEXT NOT NULL PRIMARY KEY,
    tries BIGINT NOT NULL CHECK (tries >= 0),
    last_at BIGINT NOT NULL,
    free_at BIGINT NOT NULL
);
CREATE INDEX sign_in_delay_by_last ON sign_in_delay (last_at);

-- A sign-in that waits for its next step: a code, or the answer of a passkey.
CREATE TABLE sign_in_step (
    hash TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('code', 'register', 'passkey')),
    user_id TEXT REFERENCES users (id),
    tries BIGINT NOT NULL,
    until_at BIGINT NOT NULL
);
CREATE INDEX sign_in_step_by_end ON sign_in_step (until_at);

-- A browser that colleagues of a team share.
CREATE TABLE device (
    id TEXT NOT NULL PRIMARY KEY,
    team_id TEXT NOT NULL REFERENCES team (id),
    label TEXT NOT NULL,
    hash TEXT NOT NULL,
    made_by TEXT NOT NULL REFERENCES users (id),
    made_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    ended_at BIGINT
);
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
    made_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    idle_until BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    proved_at BIGINT,
    ended_at BIGINT,
    CONSTRAINT session_ends CHECK (until_at > made_at)
);
CREATE UNIQUE INDEX session_by_hash ON session (hash);
CREATE INDEX session_by_user ON session (user_id, id);
CREATE INDEX session_by_end ON session (until_at);

-- What somebody chose for the own screens.
CREATE TABLE preference (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
    language TEXT CHECK (language IN ('nl', 'en'))
);
