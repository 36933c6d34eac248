//! Rows of messages that wait to go out.

use gehoor_db::{DbError, Row, Tx, params, statements};
use gehoor_kernel::id::{MessageId, PromiseId, PushId, UserId};
use gehoor_kernel::time::Instant;
use gehoor_shell::Cx;

statements! {
    NEXT = "SELECT min(at) FROM (SELECT min(due_at) AS at FROM push_news UNION ALL \
        SELECT min(coalesce(until_at, due_at)) AS at FROM push_message) AS next";
    PUT_MESSAGE = "INSERT INTO push_message (id, subscription_id, steps, handovers, promise_id, due_at, ends_at, tries, fence) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0)";
    CLAIM = {
        lite: "UPDATE push_message SET until_at = $2, fence = fence + 1, tries = tries + 1 WHERE id IN \
            (SELECT id FROM push_message WHERE due_at <= $1 AND (until_at IS NULL OR until_at <= $1) \
            ORDER BY due_at, id LIMIT $3) RETURNING id",
        pg: "UPDATE push_message SET until_at = $2, fence = fence + 1, tries = tries + 1 WHERE id IN \
            (SELECT id FROM push_message WHERE due_at <= $1 AND (until_at IS NULL OR until_at <= $1) \
            ORDER BY due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id",
    };
    CLAIMED = "SELECT m.id, m.subscription_id, m.steps, m.handovers, m.promise_id, m.ends_at, m.tries, m.fence, \
        s.user_id, s.endpoint, s.p256dh, s.auth \
        FROM push_message m JOIN push_subscription s ON s.id = m.subscription_id WHERE m.id = $1";
    END = "DELETE FROM push_message WHERE id = $1 AND fence = $2";
    AGAIN = "UPDATE push_message SET until_at = NULL, due_at = $3 WHERE id = $1 AND fence = $2";
    DROP_MESSAGES = "DELETE FROM push_message WHERE subscription_id = $1";
}

/// A message to be queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) steps: usize,
    pub(crate) handovers: usize,
    pub(crate) promise: Option<PromiseId>,
    pub(crate) ends_at: Instant,
}

/// A message that this node sends, with where it goes.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub(crate) id: MessageId,
    pub(crate) device: PushId,
    pub(crate) steps: usize,
    pub(crate) handovers: usize,
    pub(crate) promise: Option<PromiseId>,
    pub(crate) ends_at: Instant,
    pub(crate) tries: i64,
    fence: i64,
    pub(crate) user: UserId,
    pub(crate) endpoint: String,
    pub(crate) p256dh: String,
    pub(crate) auth: String,
}

/// The next moment at which there is something to gather or to send.
pub(crate) async fn next(tx: &mut Tx<'_>) -> Result<Option<Instant>, DbError> {
    Ok(tx.row(&NEXT, &[], |row| row.opt_instant(0)).await?.flatten())
}

/// Queues a message to a browser.
pub(crate) async fn put_message(
    tx: &mut Tx<'_>,
    cx: &Cx,
    device: PushId,
    message: &Message,
) -> Result<(), DbError> {
    let id = MessageId::new(cx.now, &mut cx.random());
    let (steps, offers) = (message.steps, message.handovers);
    let values = params![id, device, steps, offers, message.promise, cx.now, message.ends_at];
    tx.put(&PUT_MESSAGE, values).await
}

/// Takes messages that are due until `until`, oldest first, with where they go.
pub(crate) async fn claim(
    tx: &mut Tx<'_>,
    now: Instant,
    until: Instant,
    limit: usize,
) -> Result<Vec<Claim>, DbError> {
    let taken = tx.rows(&CLAIM, params![now, until, limit], |row| row.parse::<MessageId>(0)).await?;
    let mut claims = Vec::with_capacity(taken.len());
    for id in taken {
        claims.extend(tx.row(&CLAIMED, params![id], claimed).await?);
    }
    claims.sort_unstable_by_key(|claim| claim.id);
    Ok(claims)
}

fn claimed(row: &dyn Row) -> Result<Claim, DbError> {
    let count = |i| row.int(i).map(|count| usize::try_from(count).unwrap_or_default());
    Ok(Claim {
        id: row.parse(0)?,
        device: row.parse(1)?,
        steps: count(2)?,
        handovers: count(3)?,
        promise: row.opt_parse(4)?,
        ends_at: row.instant(5)?,
        tries: row.int(6)?,
        fence: row.int(7)?,
        user: row.parse(8)?,
        endpoint: row.text(9)?,
        p256dh: row.text(10)?,
        auth: row.text(11)?,
    })
}

/// Ends a message, unless somebody else took it up meanwhile.
pub(crate) async fn end(tx: &mut Tx<'_>, claim: &Claim) -> Result<(), DbError> {
    tx.put(&END, params![claim.id, claim.fence]).await
}

/// Gives a message back until `due`, unless somebody else took it up meanwhile.
pub(crate) async fn again(tx: &mut Tx<'_>, claim: &Claim, due: Instant) -> Result<(), DbError> {
    tx.put(&AGAIN, params![claim.id, claim.fence, due]).await
}

pub(crate) async fn drop_messages(tx: &mut Tx<'_>, id: PushId) -> Result<(), DbError> {
    tx.put(&DROP_MESSAGES, params![id]).await
}
