-- What can be taken back: how a promise stood before its last change by a person, and attempts that were a mistake.

-- An attempt that was taken back stays where it was recorded, and counts for nothing any more.
ALTER TABLE attempt ADD COLUMN taken_back_at BIGINT;
ALTER TABLE attempt ADD COLUMN taken_back_by TEXT;

-- One row for a promise: the columns of the promise and of what it waited for, as they were before the change that made version
-- after_version of it. A number or address is named when the attempt changed what is believed about it.
CREATE TABLE promise_before (
    id TEXT NOT NULL PRIMARY KEY REFERENCES promise (id),
    customer_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    owner TEXT NOT NULL,
    made_by TEXT,
    made_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    trigger_kind TEXT NOT NULL,
    starts_at BIGINT,
    ends_at BIGINT,
    deadline BIGINT,
    state TEXT NOT NULL,
    since BIGINT NOT NULL,
    next_kind TEXT,
    next_at BIGINT,
    next_owner TEXT,
    next_why TEXT,
    next_channel TEXT,
    next_point TEXT,
    tell_at BIGINT,
    remind_at BIGINT,
    doubt_message TEXT,
    broken_at BIGINT,
    asked_first_at BIGINT,
    handover_id TEXT,
    handover_taker TEXT,
    tries BIGINT NOT NULL,
    told BIGINT NOT NULL,
    lead_decisions BIGINT NOT NULL,
    counted_from BIGINT,
    ended_by TEXT,
    ended_how TEXT,
    ended_attempt TEXT,
    key TEXT,
    expected_by BIGINT,
    sign_of_life_days BIGINT,
    arrived_at BIGINT,
    change TEXT NOT NULL CHECK (change IN ('attempt', 'amendment', 'reassignment', 'handover', 'release', 'delivery')),
    after_version BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    attempt_id TEXT,
    point_id TEXT,
    point_state TEXT,
    point_state_at BIGINT,
    point_life BIGINT,
    point_version BIGINT,
    CHECK ((change = 'attempt') = (attempt_id IS NOT NULL)),
    CHECK ((point_id IS NULL) = (point_state IS NULL) AND (point_id IS NULL) = (point_state_at IS NULL)
        AND (point_id IS NULL) = (point_version IS NULL))
);
