//! Sessions and the devices that colleagues share.

use gehoor_db::{DbError, OwnedRow, Row, Tx, params, statements};
use gehoor_kernel::id::{DeviceId, SessionId, TeamId, UserId};
use gehoor_kernel::time::Instant;
use gehoor_people::Role;

use crate::rules::Way;

statements! {
    ADD_SESSION = "INSERT INTO session (id, user_id, hash, role, way, device_id, label, source, made_at, seen_at, \
        idle_until, until_at, proved_at, ended_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12, NULL)";
    pub(crate) SESSION = "SELECT s.id, s.user_id, s.role, s.way, s.device_id, s.label, s.made_at, s.seen_at, \
        s.idle_until, s.until_at, s.proved_at, s.ended_at, p.language, d.ended_at FROM session s \
        LEFT JOIN preference p ON p.user_id = s.user_id LEFT JOIN device d ON d.id = s.device_id \
        WHERE s.hash = $1";
    SESSIONS_OF = "SELECT s.id, s.user_id, s.role, s.way, s.device_id, s.label, s.made_at, s.seen_at, \
        s.idle_until, s.until_at, s.proved_at, s.ended_at, NULL, d.ended_at FROM session s \
        LEFT JOIN device d ON d.id = s.device_id \
        WHERE s.user_id = $1 AND s.ended_at IS NULL AND s.idle_until > $2 AND s.until_at > $2 ORDER BY s.id LIMIT 200";
    SEEN = "UPDATE session SET seen_at = $1, idle_until = $2 WHERE id = $3 AND seen_at < $1 AND ended_at IS NULL";
    // A new secret in the same row: the one before ends with it.
    RENEW = "UPDATE session SET hash = $1, proved_at = $2 WHERE id = $3 AND ended_at IS NULL";
    END = "UPDATE session SET ended_at = $1 WHERE id = $2 AND user_id = $3 AND ended_at IS NULL";
    END_BY_HASH = "UPDATE session SET ended_at = $1 WHERE hash = $2 AND ended_at IS NULL";
    END_ALL = "UPDATE session SET ended_at = $1 WHERE user_id = $2 AND id <> $3 AND ended_at IS NULL";
    END_OF_DEVICE = "UPDATE session SET ended_at = $1 WHERE device_id = $2 AND ended_at IS NULL";
    FORGET_SESSIONS = "DELETE FROM session WHERE user_id = $1";
    KNOWS_PLACE = "SELECT 1 FROM session WHERE user_id = $1 AND source = $2 AND made_at > $3 LIMIT 1";
    OVER = "DELETE FROM session WHERE until_at < $1 OR ended_at < $1";
    TOO_LONG = "SELECT id FROM session WHERE until_at > made_at + $1 ORDER BY id LIMIT 100";

    ADD_DEVICE = "INSERT INTO device (id, team_id, label, hash, made_by, made_at, until_at, ended_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)";
    DEVICE = "SELECT id, team_id, label, made_by, made_at, until_at FROM device \
        WHERE hash = $1 AND ended_at IS NULL AND until_at > $2";
    DEVICES = "SELECT id, team_id, label, made_by, made_at, until_at FROM device \
        WHERE ended_at IS NULL AND until_at > $1 ORDER BY id LIMIT 500";
    END_DEVICE = "UPDATE device SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL";
}

/// A session as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The id.
    pub id: SessionId,
    /// Who signed in.
    pub user: UserId,
    /// The role at that time.
    pub role: Role,
    /// How.
    pub way: Way,
    /// The shared device on which it runs.
    pub device: Option<DeviceId>,
    /// The browser, as it is shown to its owner.
    pub label: String,
    /// When it began.
    pub made_at: Instant,
    /// When it was used last, as far as it was noted.
    pub seen_at: Instant,
    /// When it ends without a request.
    pub idle_until: Instant,
    /// When it ends in any case.
    pub until: Instant,
    /// When the password (or what counts as much) was given last.
    pub proved_at: Option<Instant>,
    /// When it was ended, it or its device.
    pub ended_at: Option<Instant>,
    /// The language that its owner chose.
    pub language: Option<String>,
}

/// A browser that colleagues share, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// The id.
    pub id: DeviceId,
    /// The team whose members use it.
    pub team: TeamId,
    /// What it is called.
    pub label: String,
    /// Who said that it is shared.
    pub made_by: UserId,
    /// When.
    pub made_at: Instant,
    /// Until when.
    pub until: Instant,
}

pub(crate) async fn add_session(
    tx: &mut Tx<'_>,
    session: &Session,
    hash: &str,
    source: &str,
) -> Result<(), DbError> {
    let values = params![
        session.id,
        session.user,
        hash,
        session.role.word(),
        session.way.word(),
        session.device,
        &session.label,
        source,
        session.made_at,
        session.idle_until,
        session.until,
        session.proved_at
    ];
    tx.put(&ADD_SESSION, values).await
}

pub(crate) async fn session_by_hash(tx: &mut Tx<'_>, hash: &str) -> Result<Option<Session>, DbError> {
    tx.row(&SESSION, params![hash], read_session).await
}

pub(crate) fn session_of(row: &OwnedRow) -> Result<Session, DbError> {
    read_session(row)
}

pub(crate) async fn sessions_of(
    tx: &mut Tx<'_>,
    user: UserId,
    now: Instant,
) -> Result<Vec<Session>, DbError> {
    tx.rows(&SESSIONS_OF, params![user, now], read_session).await
}

fn read_session(row: &dyn Row) -> Result<Session, DbError> {
    let (ended, device_ended) = (row.opt_instant(11)?, row.opt_instant(13)?);
    Ok(Session {
        id: row.parse(0)?,
        user: row.parse(1)?,
        role: row.parse(2)?,
        way: row.parse(3)?,
        device: row.opt_parse(4)?,
        label: row.text(5)?,
        made_at: row.instant(6)?,
        seen_at: row.instant(7)?,
        idle_until: row.instant(8)?,
        until: row.instant(9)?,
        proved_at: row.opt_instant(10)?,
        ended_at: ended.or(device_ended),
        language: row.opt_text(12)?,
    })
}

pub(crate) async fn seen(
    tx: &mut Tx<'_>,
    id: SessionId,
    at: Instant,
    idle_until: Instant,
) -> Result<(), DbError> {
    tx.put(&SEEN, params![at, idle_until, id]).await
}

pub(crate) async fn renew(tx: &mut Tx<'_>, id: SessionId, hash: &str, at: Instant) -> Result<bool, DbError> {
    Ok(tx.exec(&RENEW, params![hash, at, id]).await? == 1)
}

pub(crate) async fn end(tx: &mut Tx<'_>, id: SessionId, user: UserId, at: Instant) -> Result<bool, DbError> {
    Ok(tx.exec(&END, params![at, id, user]).await? == 1)
}

pub(crate) async fn end_by_hash(tx: &mut Tx<'_>, hash: &str, at: Instant) -> Result<bool, DbError> {
    Ok(tx.exec(&END_BY_HASH, params![at, hash]).await? == 1)
}

/// Ends all sessions of somebody but one; gives how many.
pub(crate) async fn end_all(
    tx: &mut Tx<'_>,
    user: UserId,
    but: Option<SessionId>,
    at: Instant,
) -> Result<u64, DbError> {
    let but = but.map_or_else(String::new, |id| id.to_string());
    tx.exec(&END_ALL, params![at, user, but]).await
}

pub(crate) async fn forget_sessions(tx: &mut Tx<'_>, user: UserId) -> Result<(), DbError> {
    tx.put(&FORGET_SESSIONS, params![user]).await
}

/// Whether somebody signed in from this place since then.
pub(crate) async fn knows_place(
    tx: &mut Tx<'_>,
    user: UserId,
    source: &str,
    since: Instant,
) -> Result<bool, DbError> {
    Ok(tx.row(&KNOWS_PLACE, params![user, source, since], |row| row.int(0)).await?.is_some())
}

pub(crate) async fn forget_over(tx: &mut Tx<'_>, before: Instant) -> Result<(), DbError> {
    tx.put(&OVER, params![before]).await
}

pub(crate) async fn too_long(tx: &mut Tx<'_>, longest: i64) -> Result<Vec<SessionId>, DbError> {
    tx.rows(&TOO_LONG, params![longest], |row| row.parse(0)).await
}

pub(crate) async fn add_device(tx: &mut Tx<'_>, device: &Device, hash: &str) -> Result<(), DbError> {
    let values =
        params![device.id, device.team, &device.label, hash, device.made_by, device.made_at, device.until];
    tx.put(&ADD_DEVICE, values).await
}

pub(crate) async fn device(tx: &mut Tx<'_>, hash: &str, now: Instant) -> Result<Option<Device>, DbError> {
    tx.row(&DEVICE, params![hash, now], read_device).await
}

pub(crate) async fn devices(tx: &mut Tx<'_>, now: Instant) -> Result<Vec<Device>, DbError> {
    tx.rows(&DEVICES, params![now], read_device).await
}

fn read_device(row: &dyn Row) -> Result<Device, DbError> {
    Ok(Device {
        id: row.parse(0)?,
        team: row.parse(1)?,
        label: row.text(2)?,
        made_by: row.parse(3)?,
        made_at: row.instant(4)?,
        until: row.instant(5)?,
    })
}

/// Ends a device and every session on it; false when it had ended.
pub(crate) async fn end_device(tx: &mut Tx<'_>, id: DeviceId, at: Instant) -> Result<bool, DbError> {
    tx.put(&END_OF_DEVICE, params![at, id]).await?;
    Ok(tx.exec(&END_DEVICE, params![at, id]).await? == 1)
}
