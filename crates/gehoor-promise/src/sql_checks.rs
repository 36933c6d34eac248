//! The SQL of the checks: reads the whole store, in no hurry.

use gehoor_db::statements;

/// How many times each promise ended, by the journal.
macro_rules! ends {
    () => {
        "SELECT subject, SUM(CASE WHEN kind = 'promise.takenBack' THEN -1 ELSE 1 END) AS ends FROM journal \
        WHERE kind IN ('promise.kept', 'promise.released') \
        OR (kind = 'promise.takenBack' AND facts LIKE '%\"reopened\":true%') GROUP BY subject"
    };
}

statements! {
    pub(crate) OPEN = "SELECT p.id, p.customer_id, p.kind, p.owner, p.made_by, p.made_at, p.version, p.trigger_kind, \
        p.starts_at, p.ends_at, p.deadline, p.state, p.since, p.next_kind, p.next_at, p.next_owner, p.next_why, \
        p.next_channel, p.next_point, p.tell_at, p.remind_at, p.doubt_message, p.broken_at, p.asked_first_at, \
        p.handover_id, p.handover_taker, p.tries, p.told, p.lead_decisions, p.counted_from, p.ended_by, p.ended_how, \
        p.ended_attempt, w.key, w.expected_by, w.sign_of_life_days, w.arrived_at, p.wake_at \
        FROM promise p LEFT JOIN promise_wait w ON w.promise_id = p.id \
        WHERE p.id > $1 AND p.wake_at IS NOT NULL ORDER BY p.id LIMIT $2";
    // An end that was taken back is no end: the entry says "reopened".
    pub(crate) ENDED_UNSAID = concat!("SELECT p.id FROM promise p LEFT JOIN (", ends!(), ") j ON j.subject = p.id \
        WHERE p.wake_at IS NULL AND (j.ends IS NULL OR j.ends < 1) LIMIT $1");
    pub(crate) ENDED_TWICE = concat!("SELECT j.subject FROM (", ends!(), ") j WHERE j.ends > 1 OR j.ends < 0 LIMIT $1");
    pub(crate) SAID_BUT_OPEN = concat!("SELECT p.id FROM (", ends!(), ") j JOIN promise p ON p.id = j.subject \
        WHERE j.ends > 0 AND p.wake_at IS NOT NULL LIMIT $1");
    pub(crate) ON_DEAD_NUMBER = "SELECT p.id FROM promise p JOIN contact_point c ON c.id = p.next_point \
        WHERE p.next_kind IN ('call', 'write') AND c.state IN ('confirmedDead', 'wrongPerson') LIMIT $1";
    pub(crate) LEFT_BEHIND = "SELECT p.id FROM customer c JOIN promise p ON p.customer_id = c.id \
        WHERE c.merged_into IS NOT NULL LIMIT $1";
    pub(crate) TORN_APART = "SELECT DISTINCT p.id FROM attempt a JOIN promise p ON p.id = a.promise_id \
        WHERE a.customer_id <> p.customer_id LIMIT $1";
    pub(crate) OFFER_MISMATCH = "SELECT p.id FROM promise p LEFT JOIN handover h ON h.id = p.handover_id \
        AND h.promise_id = p.id AND h.giver = p.owner AND h.taker = p.handover_taker AND h.answer IS NULL \
        WHERE p.handover_id IS NOT NULL AND h.id IS NULL LIMIT $1";
    pub(crate) OFFER_LOOSE = "SELECT h.promise_id FROM handover h JOIN promise p ON p.id = h.promise_id \
        WHERE h.answer IS NULL AND (p.handover_id IS NULL OR p.handover_id <> h.id) LIMIT $1";
    pub(crate) DOUBT_UNASKED = "SELECT id FROM promise WHERE state = 'inDoubt' AND next_kind <> 'askPerson' LIMIT $1";
    pub(crate) MISSED_EVENT = "SELECT w.promise_id FROM promise_wait w JOIN event_key k ON k.key = w.key \
        JOIN promise p ON p.id = w.promise_id \
        WHERE w.arrived_at IS NULL AND k.event_id IS NOT NULL AND p.wake_at IS NOT NULL LIMIT $1";
}
