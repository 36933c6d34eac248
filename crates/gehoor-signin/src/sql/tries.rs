//! Tries and what waits: delays, steps of a sign-in that is under way, one-time links.

use gehoor_db::{DbError, Row, Tx, params, statements};
use gehoor_kernel::id::{PasswordLinkId, UserId};
use gehoor_kernel::time::Instant;

use crate::rules::Delay;

statements! {
    DELAY = "SELECT tries, last_at, free_at FROM sign_in_delay WHERE key = $1";
    ADD_DELAY = "INSERT INTO sign_in_delay (key, tries, last_at, free_at) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (key) DO NOTHING";
    SET_DELAY = "UPDATE sign_in_delay SET tries = $1, last_at = $2, free_at = $3 \
        WHERE key = $4 AND tries = $5 AND last_at = $6";
    FREE = "DELETE FROM sign_in_delay WHERE key = $1";
    OLD_DELAYS = "DELETE FROM sign_in_delay WHERE last_at < $1";
    NTH_DELAY = "SELECT last_at FROM sign_in_delay ORDER BY last_at DESC LIMIT 1 OFFSET $1";

    ADD_STEP = "INSERT INTO sign_in_step (hash, kind, user_id, tries, until_at) VALUES ($1, $2, $3, 0, $4)";
    STEP = "SELECT user_id, tries FROM sign_in_step WHERE hash = $1 AND kind = $2 AND until_at > $3";
    TRY_STEP = "UPDATE sign_in_step SET tries = tries + 1 WHERE hash = $1 AND tries = $2";
    DROP_STEP = "DELETE FROM sign_in_step WHERE hash = $1";
    DROP_STEPS_OF = "DELETE FROM sign_in_step WHERE user_id = $1";
    OLD_STEPS = "DELETE FROM sign_in_step WHERE until_at < $1";

    ADD_LINK = "INSERT INTO password_link (id, user_id, hash, without_codes, made_by, made_at, until_at, used_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)";
    LINK = "SELECT id, user_id, without_codes FROM password_link \
        WHERE hash = $1 AND used_at IS NULL AND until_at > $2";
    USE_LINK = "UPDATE password_link SET used_at = $1 WHERE id = $2 AND used_at IS NULL";
    DROP_LINKS_OF = "DELETE FROM password_link WHERE user_id = $1 AND used_at IS NULL";
    FORGET_LINKS = "DELETE FROM password_link WHERE user_id = $1";
    OLD_LINKS = "DELETE FROM password_link WHERE until_at < $1";
}

/// A link that is good now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub id: PasswordLinkId,
    pub user: UserId,
    pub without_codes: bool,
}

pub(crate) async fn delay(tx: &mut Tx<'_>, key: &str) -> Result<Option<Delay>, DbError> {
    let read = |row: &dyn Row| {
        let tries = u32::try_from(row.int(0)?).unwrap_or(u32::MAX);
        Ok(Delay { tries, last_at: row.instant(1)?, free_at: row.instant(2)? })
    };
    tx.row(&DELAY, params![key], read).await
}

/// Stores a count over the one that was seen; somebody else in between is a retry.
pub(crate) async fn set_delay(
    tx: &mut Tx<'_>,
    key: &str,
    before: Option<Delay>,
    delay: Delay,
) -> Result<(), DbError> {
    let Delay { tries, last_at, free_at } = delay;
    let touched = match before {
        None => tx.exec(&ADD_DELAY, params![key, tries, last_at, free_at]).await?,
        Some(old) => {
            let values = params![tries, last_at, free_at, key, old.tries, old.last_at];
            tx.exec(&SET_DELAY, values).await?
        }
    };
    if touched == 1 { Ok(()) } else { Err(DbError::Retry) }
}

pub(crate) async fn free(tx: &mut Tx<'_>, key: &str) -> Result<(), DbError> {
    tx.put(&FREE, params![key]).await
}

/// Forgets delays before this moment, and the oldest beyond so many.
pub(crate) async fn sweep_delays(tx: &mut Tx<'_>, before: Instant, most: usize) -> Result<(), DbError> {
    let edge = tx.row(&NTH_DELAY, params![most], |row| row.instant(0)).await?;
    let before = edge.map_or(before, |edge| before.max(edge));
    tx.put(&OLD_DELAYS, params![before]).await
}

pub(crate) async fn add_step(
    tx: &mut Tx<'_>,
    hash: &str,
    kind: &str,
    user: Option<UserId>,
    until: Instant,
) -> Result<(), DbError> {
    tx.put(&ADD_STEP, params![hash, kind, user, until]).await
}

/// Whose step this is and how often it was tried.
pub(crate) async fn step(
    tx: &mut Tx<'_>,
    hash: &str,
    kind: &str,
    now: Instant,
) -> Result<Option<(Option<UserId>, i64)>, DbError> {
    tx.row(&STEP, params![hash, kind, now], |row| Ok((row.opt_parse(0)?, row.int(1)?))).await
}

pub(crate) async fn try_step(tx: &mut Tx<'_>, hash: &str, tries: i64) -> Result<(), DbError> {
    let touched = tx.exec(&TRY_STEP, params![hash, tries]).await?;
    if touched == 1 { Ok(()) } else { Err(DbError::Retry) }
}

/// Takes a step away; false when it was gone.
pub(crate) async fn drop_step(tx: &mut Tx<'_>, hash: &str) -> Result<bool, DbError> {
    Ok(tx.exec(&DROP_STEP, params![hash]).await? == 1)
}

pub(crate) async fn sweep_steps(tx: &mut Tx<'_>, now: Instant, links_before: Instant) -> Result<(), DbError> {
    tx.put(&OLD_STEPS, params![now]).await?;
    tx.put(&OLD_LINKS, params![links_before]).await
}

pub(crate) async fn add_link(
    tx: &mut Tx<'_>,
    link: &Link,
    hash: &str,
    by: Option<UserId>,
    (at, until): (Instant, Instant),
) -> Result<(), DbError> {
    tx.put(&DROP_LINKS_OF, params![link.user]).await?;
    let values = params![link.id, link.user, hash, link.without_codes, by, at, until];
    tx.put(&ADD_LINK, values).await
}

pub(crate) async fn link(tx: &mut Tx<'_>, hash: &str, now: Instant) -> Result<Option<Link>, DbError> {
    let read =
        |row: &dyn Row| Ok(Link { id: row.parse(0)?, user: row.parse(1)?, without_codes: row.flag(2)? });
    tx.row(&LINK, params![hash, now], read).await
}

pub(crate) async fn use_link(tx: &mut Tx<'_>, id: PasswordLinkId, at: Instant) -> Result<bool, DbError> {
    Ok(tx.exec(&USE_LINK, params![at, id]).await? == 1)
}

/// Takes the links and half sign-ins of somebody away.
pub(crate) async fn forget_tries(tx: &mut Tx<'_>, user: UserId) -> Result<(), DbError> {
    tx.put(&DROP_STEPS_OF, params![user]).await?;
    tx.put(&FORGET_LINKS, params![user]).await
}

/// Takes the links away that were not used: a password was set otherwise.
pub(crate) async fn drop_links(tx: &mut Tx<'_>, user: UserId) -> Result<(), DbError> {
    tx.put(&DROP_LINKS_OF, params![user]).await
}
