-- Figures: what counts of each promise, and how many promises have the same. Kept by a follower of the journal; no person in it.

-- What the follower reads. The only place beside a promise's own page where the amount is read (law 4).
CREATE VIEW figures_source AS
SELECT p.id AS promise_id, p.kind, p.owner, p.made_at, p.deadline, p.state, p.since, p.broken_at, p.asked_first_at, a.cents
FROM promise p
LEFT JOIN promise_amount a ON a.promise_id = p.id;

CREATE VIEW figures_attempt AS
SELECT promise_id, at, id AS attempt_id, class, counts, provisional FROM attempt;

-- Why a promise stands in the cells in which it stands. month: 202611; band: of its amount, 0 is none named; turn_at: when it was
-- first our turn; tries: up to the first time that the customer was reached.
CREATE TABLE figures_promise (
    promise_id TEXT NOT NULL PRIMARY KEY,
    month INTEGER NOT NULL,
    team TEXT NOT NULL,
    kind TEXT NOT NULL,
    band INTEGER NOT NULL CHECK (band BETWEEN 0 AND 4),
    standing TEXT NOT NULL CHECK (standing IN ('open', 'kept', 'released')),
    timed INTEGER NOT NULL CHECK (timed IN (0, 1)),
    broken INTEGER NOT NULL CHECK (broken IN (0, 1)),
    asked_first INTEGER NOT NULL CHECK (asked_first IN (0, 1)),
    turn_at INTEGER,
    reached_at INTEGER,
    ended_at INTEGER,
    tries INTEGER CHECK (tries >= 1)
) STRICT, WITHOUT ROWID;

-- How many promises have this value of this measure. A promise stands in at most one cell of each measure.
CREATE TABLE figures_cell (
    month INTEGER NOT NULL,
    team TEXT NOT NULL,
    kind TEXT NOT NULL,
    measure TEXT NOT NULL CHECK (measure IN ('stand', 'tries', 'reached', 'left', 'open')),
    band INTEGER NOT NULL,
    value INTEGER NOT NULL,
    n INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (month, team, kind, measure, band, value)
) STRICT, WITHOUT ROWID;
