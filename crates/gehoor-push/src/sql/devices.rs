//! Rows of browsers.

use gehoor_db::{DbError, Row, Tx, params, statements};
use gehoor_kernel::id::{PushId, SessionId, UserId};
use gehoor_kernel::time::Instant;

use crate::NewDevice;

statements! {
    ANY = "SELECT 1 FROM push_subscription WHERE off_at IS NULL LIMIT 1";
    DEVICES = "SELECT id, user_id, session_id, hash, p256dh, auth, label, made_at, good_at, failing_since, off_at \
        FROM push_subscription WHERE user_id = $1 ORDER BY id";
    BY_HASH = "SELECT id, user_id, session_id, hash, p256dh, auth, label, made_at, good_at, failing_since, off_at \
        FROM push_subscription WHERE hash = $1";
    OF_SESSION = "SELECT id FROM push_subscription WHERE session_id = $1";
    PUT_DEVICE = "INSERT INTO push_subscription (id, user_id, session_id, hash, endpoint, p256dh, auth, label, made_at, \
        failures) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)";
    DROP_DEVICE = "DELETE FROM push_subscription WHERE id = $1";
    GOOD = "UPDATE push_subscription SET good_at = $2, failures = 0, failing_since = NULL WHERE id = $1";
    FAILED = "UPDATE push_subscription SET failures = failures + 1, failing_since = coalesce(failing_since, $2) \
        WHERE id = $1 RETURNING failures, failing_since";
    OFF = "UPDATE push_subscription SET off_at = $2 WHERE id = $1";
}

/// A browser that takes push messages, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Which.
    pub id: PushId,
    /// Whose.
    pub user: UserId,
    /// The session in which it was set up.
    pub session: Option<SessionId>,
    /// SHA-256 of its address at the push service, in hexadecimal: by it a browser knows itself.
    pub hash: String,
    pub(crate) p256dh: String,
    pub(crate) auth: String,
    /// Its name.
    pub label: String,
    /// Since when.
    pub made_at: Instant,
    /// When its push service took a message last.
    pub good_at: Option<Instant>,
    /// Since when every message has failed.
    pub failing_since: Option<Instant>,
    /// When it was given up.
    pub off_at: Option<Instant>,
}

/// Whether anybody takes messages.
pub(crate) async fn has_any(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    Ok(tx.row(&ANY, &[], |row| row.int(0)).await?.is_some())
}

pub(crate) async fn devices(tx: &mut Tx<'_>, user: UserId) -> Result<Vec<Device>, DbError> {
    tx.rows(&DEVICES, params![user], device).await
}

pub(crate) async fn by_hash(tx: &mut Tx<'_>, hash: &str) -> Result<Option<Device>, DbError> {
    tx.row(&BY_HASH, params![hash], device).await
}

pub(crate) async fn of_session(tx: &mut Tx<'_>, session: SessionId) -> Result<Vec<PushId>, DbError> {
    tx.rows(&OF_SESSION, params![session], |row| row.parse(0)).await
}

fn device(row: &dyn Row) -> Result<Device, DbError> {
    Ok(Device {
        id: row.parse(0)?,
        user: row.parse(1)?,
        session: row.opt_parse(2)?,
        hash: row.text(3)?,
        p256dh: row.text(4)?,
        auth: row.text(5)?,
        label: row.text(6)?,
        made_at: row.instant(7)?,
        good_at: row.opt_instant(8)?,
        failing_since: row.opt_instant(9)?,
        off_at: row.opt_instant(10)?,
    })
}

pub(crate) async fn put_device(
    tx: &mut Tx<'_>,
    id: PushId,
    new: &NewDevice,
    hash: &str,
    now: Instant,
) -> Result<(), DbError> {
    let NewDevice { user, session, endpoint, p256dh, auth, label } = new;
    tx.put(&PUT_DEVICE, params![id, user, *session, hash, endpoint, p256dh, auth, label, now]).await
}

pub(crate) async fn drop_device(tx: &mut Tx<'_>, id: PushId) -> Result<(), DbError> {
    tx.put(&DROP_DEVICE, params![id]).await
}

pub(crate) async fn good(tx: &mut Tx<'_>, id: PushId, now: Instant) -> Result<(), DbError> {
    tx.put(&GOOD, params![id, now]).await
}

/// Counts a failure; gives how many in a row, and since when. `None` when the browser is gone.
pub(crate) async fn failed(
    tx: &mut Tx<'_>,
    id: PushId,
    now: Instant,
) -> Result<Option<(i64, Instant)>, DbError> {
    tx.row(&FAILED, params![id, now], |row| Ok((row.int(0)?, row.instant(1)?))).await
}

pub(crate) async fn off(tx: &mut Tx<'_>, id: PushId, now: Instant) -> Result<(), DbError> {
    tx.put(&OFF, params![id, now]).await
}
