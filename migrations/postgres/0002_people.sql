-- Users, teams, absences, tokens. Names and mail addresses stand apart, so that they can be erased.

CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('employee', 'lead', 'administrator')),
    stand_in TEXT REFERENCES users (id),
    made_at BIGINT NOT NULL,
    left_at BIGINT,
    version BIGINT NOT NULL CHECK (version >= 1),
    CONSTRAINT users_other_stands_in CHECK (stand_in <> id)
);

-- email_key: the address in small letters; one user each.
CREATE TABLE users_words (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
    name TEXT NOT NULL,
    email TEXT,
    email_key TEXT,
    CONSTRAINT users_words_email CHECK ((email IS NULL) = (email_key IS NULL))
);
CREATE UNIQUE INDEX users_words_by_email ON users_words (email_key);

-- name_key: the name in small letters; one team each.
CREATE TABLE team (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    version BIGINT NOT NULL CHECK (version >= 1)
);
CREATE UNIQUE INDEX team_by_name ON team (name_key);

CREATE TABLE member (
    team_id TEXT NOT NULL REFERENCES team (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    joined_at BIGINT NOT NULL,
    leads BIGINT NOT NULL CHECK (leads IN (0, 1)),
    PRIMARY KEY (team_id, user_id)
);
CREATE INDEX member_by_user ON member (user_id);

CREATE TABLE absence (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    from_at BIGINT NOT NULL,
    until_at BIGINT,
    stand_in TEXT REFERENCES users (id),
    made_at BIGINT NOT NULL,
    version BIGINT NOT NULL CHECK (version >= 1),
    CONSTRAINT absence_ends_after CHECK (until_at >= from_at),
    CONSTRAINT absence_other_stands_in CHECK (stand_in <> user_id)
);
CREATE INDEX absence_by_user ON absence (user_id, from_at);
CREATE INDEX absence_by_end ON absence (until_at);

CREATE TABLE token (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    label TEXT NOT NULL,
    hash TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('read', 'write', 'admin')),
    team_id TEXT REFERENCES team (id),
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE UNIQUE INDEX token_by_hash ON token (hash);
CREATE INDEX token_by_user ON token (user_id);

-- One row: the fingerprint of the directory, so that nobody reads a stale one.
CREATE TABLE people_stamp (
    one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
    stamp TEXT NOT NULL,
    changes BIGINT NOT NULL
);
INSERT INTO people_stamp (one, stamp, changes) VALUES (1, '', 0);
