//! The SQL of promises, events and hand-overs. None of it that schedules or orders reads `promise_amount` (law 4).

use gehoor_db::statements;

/// The columns of a promise and of what it waits for, in the order that `store::promise` reads.
macro_rules! columns {
    () => {
        "p.id, p.customer_id, p.kind, p.owner, p.made_by, p.made_at, p.version, p.trigger_kind, p.starts_at, p.ends_at, \
         p.deadline, p.state, p.since, p.next_kind, p.next_at, p.next_owner, p.next_why, p.next_channel, p.next_point, \
         p.tell_at, p.remind_at, p.doubt_message, p.broken_at, p.asked_first_at, p.handover_id, p.handover_taker, p.tries, \
         p.told, p.lead_decisions, p.counted_from, p.ended_by, p.ended_how, p.ended_attempt, \
         w.key, w.expected_by, w.sign_of_life_days, w.arrived_at"
    };
}
/// A promise with what it waits for.
macro_rules! source {
    () => {
        " FROM promise p LEFT JOIN promise_wait w ON w.promise_id = p.id "
    };
}
/// The same with words and amount, for people to read.
macro_rules! full {
    ($rest:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            ", d.text, d.reference, a.cents",
            source!(),
            "LEFT JOIN promise_words d ON d.promise_id = p.id LEFT JOIN promise_amount a ON a.promise_id = p.id ",
            $rest
        )
    };
}

statements! {
    pub(crate) OWN_POLICY = "SELECT text FROM promise_policy WHERE promise_id = $1";
    pub(crate) INSERT_POLICY = "INSERT INTO promise_policy (promise_id, text) VALUES ($1, $2)";
    pub(crate) INSERT = "INSERT INTO promise (id, customer_id, kind, owner, made_by, made_at, version, trigger_kind, \
        starts_at, ends_at, deadline, state, since, next_kind, next_at, next_owner, next_why, next_channel, next_point, \
        wake_at, tell_at, remind_at, tries, told, lead_decisions) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, 0, 0, 0)";
    pub(crate) INSERT_WORDS = "INSERT INTO promise_words (promise_id, text, reference) VALUES ($1, $2, $3)";
    pub(crate) INSERT_AMOUNT = "INSERT INTO promise_amount (promise_id, cents) VALUES ($1, $2)";
    pub(crate) INSERT_WAIT = "INSERT INTO promise_wait (promise_id, key, expected_by, sign_of_life_days, arrived_at) \
        VALUES ($1, $2, $3, $4, $5)";
    pub(crate) DELETE_WAIT = "DELETE FROM promise_wait WHERE promise_id = $1";
    pub(crate) INSERT_NOTE = "INSERT INTO promise_note (id, promise_id, kind, at, actor, text) VALUES ($1, $2, $3, $4, $5, $6)";

    // Everything that a decision can change. The version guards against a change in between.
    pub(crate) SAVE = "UPDATE promise SET owner = $3, version = $4, trigger_kind = $5, starts_at = $6, ends_at = $7, \
        deadline = $8, state = $9, since = $10, next_kind = $11, next_at = $12, next_owner = $13, next_why = $14, \
        next_channel = $15, next_point = $16, wake_at = $17, tell_at = $18, remind_at = $19, doubt_message = $20, \
        broken_at = $21, asked_first_at = $22, handover_id = $23, handover_taker = $24, tries = $25, told = $26, \
        lead_decisions = $27, counted_from = $28, ended_by = $29, ended_how = $30, ended_attempt = $31 \
        WHERE id = $1 AND version = $2";
    // What the machine's look changes when the step stays as it was: no other index is touched than that on wake_at.
    pub(crate) SAVE_LOOK = "UPDATE promise SET version = $3, state = $4, since = $5, wake_at = $6, tell_at = $7, \
        remind_at = $8, broken_at = $9, told = $10 WHERE id = $1 AND version = $2";

    // For a change: on PostgreSQL the row is locked, so that nobody decides on the same promise meanwhile.
    pub(crate) LOAD = {
        lite: concat!("SELECT ", columns!(), source!(), "WHERE p.id = $1"),
        pg: concat!("SELECT ", columns!(), source!(), "WHERE p.id = $1 FOR UPDATE OF p"),
    };
    pub(crate) WORDS = "SELECT d.text, d.reference, a.cents FROM promise_words d \
        LEFT JOIN promise_amount a ON a.promise_id = d.promise_id WHERE d.promise_id = $1";
    pub(crate) SHOW = full!("WHERE p.id = $1");
    pub(crate) NOTES = "SELECT id, kind, at, actor, text FROM promise_note WHERE promise_id = $1 ORDER BY id LIMIT $2";
    pub(crate) HANDOVERS = "SELECT id, giver, taker, offered_at, answer, answered_at FROM handover \
        WHERE promise_id = $1 ORDER BY id LIMIT $2";

    // Lists, in order of making. $2: a state, 'open', 'ended', or nothing; $3: only steps due by then, or 0; $4: how many.
    pub(crate) LIST = full!("WHERE p.id > $1 AND ($2 = '' OR p.state = $2 OR ($2 = 'open' AND p.wake_at IS NOT NULL) \
        OR ($2 = 'ended' AND p.wake_at IS NULL)) AND (CAST($3 AS BIGINT) = 0 OR p.next_at <= $3) ORDER BY p.id LIMIT $4");
    pub(crate) LIST_OF_OWNER = full!("WHERE p.owner = $5 AND p.id > $1 AND ($6 = '' OR p.customer_id = $6) AND ($2 = '' OR p.state = $2 \
        OR ($2 = 'open' AND p.wake_at IS NOT NULL) OR ($2 = 'ended' AND p.wake_at IS NULL)) \
        AND (CAST($3 AS BIGINT) = 0 OR p.next_at <= $3) ORDER BY p.id LIMIT $4");
    pub(crate) LIST_OF_CUSTOMER = full!("WHERE p.customer_id = $5 AND p.id > $1 AND ($2 = '' OR p.state = $2 \
        OR ($2 = 'open' AND p.wake_at IS NOT NULL) OR ($2 = 'ended' AND p.wake_at IS NULL)) \
        AND (CAST($3 AS BIGINT) = 0 OR p.next_at <= $3) ORDER BY p.id LIMIT $4");

    // Promises whose tries fail for technical reasons.
    pub(crate) TROUBLES = full!("WHERE p.next_why IN ('technicalAlert', 'setUpFault') AND p.wake_at IS NOT NULL \
        ORDER BY p.since, p.id LIMIT $1");

    pub(crate) TROUBLE_COUNT = "SELECT count(*) FROM promise WHERE next_why IN ('technicalAlert', 'setUpFault')";
    // Those whose call comes first.
    pub(crate) COMING = full!("WHERE p.wake_at IS NOT NULL AND p.next_kind = 'call' ORDER BY p.wake_at, p.id LIMIT $1");

    // Due looks, oldest first. Several nodes share them: each takes rows that no other holds.
    pub(crate) CLAIM_DUE = {
        lite: concat!("SELECT ", columns!(), source!(), "WHERE p.wake_at <= $1 ORDER BY p.wake_at, p.id LIMIT $2"),
        pg: concat!("SELECT ", columns!(), source!(),
            "WHERE p.wake_at <= $1 ORDER BY p.wake_at, p.id LIMIT $2 FOR UPDATE OF p SKIP LOCKED"),
    };
    pub(crate) OVERDUE = "SELECT id, wake_at FROM promise WHERE wake_at <= $1 ORDER BY wake_at, id LIMIT $2";
    pub(crate) NEXT_WAKE = "SELECT wake_at FROM promise WHERE wake_at IS NOT NULL ORDER BY wake_at, id LIMIT 1";

    // Events. Whoever waits for a key and whoever reports it touch its row first.
    pub(crate) ENSURE_KEY = "INSERT INTO event_key (key, touched) VALUES ($1, 0) ON CONFLICT (key) DO NOTHING";
    pub(crate) TOUCH_KEY = "UPDATE event_key SET touched = touched + 1 WHERE key = $1 RETURNING event_id, occurred_at";
    pub(crate) ARRIVE = "UPDATE event_key SET event_id = $2, occurred_at = $3 WHERE key = $1 AND event_id IS NULL";
    pub(crate) INSERT_EVENT = "INSERT INTO event (id, key, occurred_at, received_at, received_by, woken) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    pub(crate) CLAIM_WAITING = {
        lite: concat!("SELECT ", columns!(), " FROM promise_wait w JOIN promise p ON p.id = w.promise_id \
            WHERE w.key = $1 AND w.arrived_at IS NULL AND p.wake_at IS NOT NULL ORDER BY w.promise_id"),
        pg: concat!("SELECT ", columns!(), " FROM promise_wait w JOIN promise p ON p.id = w.promise_id \
            WHERE w.key = $1 AND w.arrived_at IS NULL AND p.wake_at IS NOT NULL ORDER BY w.promise_id FOR UPDATE OF p"),
    };
    pub(crate) ARRIVED = "UPDATE promise_wait SET arrived_at = $2 WHERE key = $1 AND arrived_at IS NULL";

    // What can be taken back: the promise as it stands, just before a change by a person.
    pub(crate) FORGET_BEFORE = "DELETE FROM promise_before WHERE id = $1";
    pub(crate) REMEMBER = concat!(
        "INSERT INTO promise_before (id, customer_id, kind, owner, made_by, made_at, version, trigger_kind, starts_at, ends_at, \
        deadline, state, since, next_kind, next_at, next_owner, next_why, next_channel, next_point, tell_at, remind_at, \
        doubt_message, broken_at, asked_first_at, handover_id, handover_taker, tries, told, lead_decisions, counted_from, \
        ended_by, ended_how, ended_attempt, key, expected_by, sign_of_life_days, arrived_at, change, after_version, \
        changed_at, attempt_id, point_id, point_state, point_state_at, point_life, point_version) SELECT ",
        columns!(),
        ", CAST($2 AS TEXT), p.version + 1, CAST($3 AS BIGINT), CAST($4 AS TEXT), CAST($5 AS TEXT), CAST($6 AS TEXT), \
        CAST($7 AS BIGINT), CAST($8 AS BIGINT), CAST($9 AS BIGINT)",
        source!(),
        "WHERE p.id = $1"
    );
    pub(crate) REMEMBERED = concat!(
        "SELECT ",
        columns!(),
        ", p.change, p.after_version, p.changed_at, p.attempt_id, p.point_id, p.point_state, p.point_state_at, p.point_life, \
        p.point_version FROM promise_before p JOIN promise_before w ON w.id = p.id WHERE p.id = $1"
    );
    pub(crate) OFFER_AGAIN = "UPDATE handover SET answer = NULL, answered_at = NULL, answered_by = NULL WHERE id = $1";

    // Hand-overs.
    pub(crate) OFFER = "INSERT INTO handover (id, promise_id, giver, taker, offered_by, offered_at) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    pub(crate) ANSWER = "UPDATE handover SET answer = $2, answered_at = $3, answered_by = $4 \
        WHERE id = $1 AND answer IS NULL";

    pub(crate) OFFERED_TO = "SELECT id, giver, taker, offered_at, answer, answered_at, promise_id FROM handover \
        WHERE taker = $1 AND answer IS NULL ORDER BY id LIMIT $2";

    // A customer's promises whose number or address waits to be put right.
    pub(crate) TO_PUT_RIGHT = {
        lite: concat!("SELECT ", columns!(), source!(), "WHERE p.customer_id = $1 AND p.wake_at IS NOT NULL \
            AND p.next_kind IN ('findNumber', 'verifyNumber', 'fixAddress') ORDER BY p.id LIMIT 100"),
        pg: concat!("SELECT ", columns!(), source!(), "WHERE p.customer_id = $1 AND p.wake_at IS NOT NULL \
            AND p.next_kind IN ('findNumber', 'verifyNumber', 'fixAddress') ORDER BY p.id LIMIT 100 FOR UPDATE OF p"),
    };
    // A number that turned out dead is taken off the steps of the customer's other promises.
    pub(crate) FORGET_POINT = "UPDATE promise SET next_point = NULL, next_channel = NULL \
        WHERE customer_id = $1 AND next_point = $2 AND wake_at IS NOT NULL";
    pub(crate) FOLLOWED = {
        lite: "SELECT block, entry FROM promise_follower WHERE name = $1",
        pg: "SELECT block, entry FROM promise_follower WHERE name = $1 FOR UPDATE",
    };
    pub(crate) FOLLOWED_LOOK = "SELECT block, entry FROM promise_follower WHERE name = $1";
    pub(crate) FOLLOW = "INSERT INTO promise_follower (name, block, entry) VALUES ($1, $2, $3) \
        ON CONFLICT (name) DO UPDATE SET block = excluded.block, entry = excluded.entry";

    // Erasure: words go, facts stay.
    pub(crate) ERASE_WORDS = "UPDATE promise_words SET text = NULL, reference = NULL \
        WHERE promise_id IN (SELECT id FROM promise WHERE customer_id = $1)";
    pub(crate) ERASE_NOTES = "UPDATE promise_note SET text = NULL \
        WHERE promise_id IN (SELECT id FROM promise WHERE customer_id = $1)";
    pub(crate) OPEN_OF_CUSTOMER = "SELECT count(*) FROM promise WHERE customer_id = $1 AND wake_at IS NOT NULL";
}
