//! The SQL of the outbox.

use gehoor_db::statements;

statements! {
    pub(super) QUEUE = "INSERT INTO outbox (id, step_key, channel, subject, state, due_at, queued_at, tells, not_after) \
        VALUES ($1, $2, $3, $4, 'queued', $5, $6, $7, $8) ON CONFLICT (step_key) DO NOTHING";
    pub(super) QUEUE_WORDS = "INSERT INTO outbox_words (message_id, customer_id, recipient, title, body) VALUES ($1, $2, $3, $4, $5)";
    pub(super) CLAIM = {
        lite: "UPDATE outbox SET state = 'sending', fence = fence + 1, tries = tries + 1, until_at = $2 WHERE id IN \
            (SELECT id FROM outbox WHERE state = 'queued' AND due_at <= $1 ORDER BY due_at, id LIMIT $3) \
            RETURNING id, fence, channel, subject, tries, queued_at, tells, not_after",
        pg: "UPDATE outbox SET state = 'sending', fence = fence + 1, tries = tries + 1, until_at = $2 WHERE id IN \
            (SELECT id FROM outbox WHERE state = 'queued' AND due_at <= $1 ORDER BY due_at, id LIMIT $3 \
            FOR UPDATE SKIP LOCKED) RETURNING id, fence, channel, subject, tries, queued_at, tells, not_after",
    };
    pub(super) WORDS = "SELECT recipient, title, body FROM outbox_words WHERE message_id = $1";
    pub(super) NEXT_DUE = "SELECT min(due_at) FROM outbox WHERE state = 'queued'";
    pub(super) NEXT_LEASE = "SELECT min(until_at) FROM outbox WHERE state = 'sending'";
    pub(super) END = "UPDATE outbox SET state = $3, until_at = NULL, ended_at = $4, outcome = $5 \
        WHERE id = $1 AND fence = $2 AND state = 'sending'";
    pub(super) AGAIN = "UPDATE outbox SET state = 'queued', until_at = NULL, due_at = $3, outcome = $4 \
        WHERE id = $1 AND fence = $2 AND state = 'sending' AND (not_after IS NULL OR not_after > $3)";
    pub(super) RESCUE = {
        lite: "UPDATE outbox SET state = 'inDoubt', until_at = NULL, ended_at = $1, fence = fence + 1 WHERE id IN \
            (SELECT id FROM outbox WHERE state = 'sending' AND until_at <= $1 ORDER BY until_at, id LIMIT $2) \
            RETURNING id, fence, channel, subject, tries, queued_at, tells, not_after",
        pg: "UPDATE outbox SET state = 'inDoubt', until_at = NULL, ended_at = $1, fence = fence + 1 WHERE id IN \
            (SELECT id FROM outbox WHERE state = 'sending' AND until_at <= $1 ORDER BY until_at, id LIMIT $2 \
            FOR UPDATE SKIP LOCKED) RETURNING id, fence, channel, subject, tries, queued_at, tells, not_after",
    };
    pub(super) OUTCOMES = {
        lite: "SELECT id, step_key, subject, state, outcome, ended_at FROM outbox \
            WHERE followed = 0 AND ended_at IS NOT NULL AND tells = $1 ORDER BY ended_at, id LIMIT $2",
        pg: "SELECT id, step_key, subject, state, outcome, ended_at FROM outbox \
            WHERE followed = 0 AND ended_at IS NOT NULL AND tells = $1 ORDER BY ended_at, id LIMIT $2 FOR UPDATE SKIP LOCKED",
    };
    pub(super) HAS_OUTCOMES = "SELECT 1 FROM outbox WHERE followed = 0 AND ended_at IS NOT NULL AND tells = $1 LIMIT 1";
    pub(super) FOLLOWED = "UPDATE outbox SET followed = 1 WHERE id = $1";
    // Nobody claimed them yet, so nothing of them left.
    pub(super) WITHDRAW = "UPDATE outbox SET state = 'failed', ended_at = $3, outcome = 'withdrawn', followed = 1 \
        WHERE subject = $1 AND state = 'queued' AND queued_at >= $2 RETURNING id";
    // Somebody is sending it: what leaves now leaves, but it is not tried again.
    pub(super) WITHDRAW_RETRY = "UPDATE outbox SET not_after = $3 WHERE subject = $1 AND state = 'sending' AND queued_at >= $2";
    pub(super) OLDEST = "SELECT min(due_at) FROM outbox WHERE state = 'queued'";
}
