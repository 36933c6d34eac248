//! The SQL of the journal.

use gehoor_db::statements;

statements! {
    pub(super) APPEND = "INSERT INTO journal (at, kind, subject, actor, facts) VALUES ($1, $2, $3, $4, $5)";
    pub(super) WAITING = "SELECT id FROM journal WHERE block IS NULL LIMIT 1";
    pub(super) LAST_BLOCK = "SELECT number, hash FROM journal_block ORDER BY number DESC LIMIT 1";
    pub(super) TAKE = "UPDATE journal SET block = $1 WHERE id IN \
        (SELECT id FROM journal WHERE block IS NULL ORDER BY id LIMIT $2) \
        RETURNING id, at, kind, subject, actor, facts, block";
    pub(super) PUT_BLOCK = "INSERT INTO journal_block (number, previous_hash, hash, count, sealed_at) \
        VALUES ($1, $2, $3, $4, $5)";
    pub(super) AFTER = "SELECT id, at, kind, subject, actor, facts, block FROM journal \
        WHERE (block, id) > ($1, $2) ORDER BY block, id LIMIT $3";
    pub(super) UNSEALED = "SELECT id, at, kind, subject, actor, facts, block FROM journal \
        WHERE block IS NULL AND id > $1 ORDER BY id LIMIT $2";
    pub(super) OF_SUBJECT = "SELECT id, at, kind, subject, actor, facts, block FROM journal \
        WHERE subject = $1 AND id > $2 ORDER BY id LIMIT $3";
    pub(super) NEWEST = "SELECT block, id FROM journal WHERE block IS NOT NULL ORDER BY block DESC, id DESC LIMIT 1";
    pub(super) BLOCKS = "SELECT number, previous_hash, hash, count FROM journal_block \
        WHERE number > $1 ORDER BY number LIMIT $2";
    pub(super) OF_BLOCK = "SELECT id, at, kind, subject, actor, facts, block FROM journal WHERE block = $1 ORDER BY id";
    pub(super) ORPHANS = "SELECT count(*) FROM journal WHERE block > $1";
}
