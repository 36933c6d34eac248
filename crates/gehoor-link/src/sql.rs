//! The SQL of links.

use gehoor_db::{DbError, Row, Tx, params, statements};
use gehoor_kernel::id::{LinkId, PromiseId};
use gehoor_kernel::time::Instant;

use crate::making::Link;

statements! {
    DROP_OF_PROMISE = "DELETE FROM link WHERE promise_id = $1";
    pub(crate) PUT = "INSERT INTO link (id, hash, promise_id, made_by, made_at, until_at) VALUES ($1, $2, $3, $4, $5, $6)";
    pub(crate) OF_PROMISE = "SELECT id, promise_id, made_by, made_at, until_at, revoked_at FROM link \
        WHERE promise_id = $1 ORDER BY id LIMIT 50";
    pub(crate) BY_HASH = "SELECT id, promise_id, made_by, made_at, until_at, revoked_at FROM link WHERE hash = $1";
    pub(crate) WITHDRAW = "UPDATE link SET revoked_at = $3 WHERE id = $1 AND promise_id = $2 AND revoked_at IS NULL";
}

pub(crate) async fn put(tx: &mut Tx<'_>, link: &Link, hash: &str) -> Result<(), DbError> {
    let values = params![link.id, hash, link.promise, link.made_by.as_str(), link.made_at, link.until];
    tx.put(&PUT, values).await
}

pub(crate) async fn of_promise(tx: &mut Tx<'_>, promise: PromiseId) -> Result<Vec<Link>, DbError> {
    tx.rows(&OF_PROMISE, params![promise], link).await
}

pub(crate) async fn by_hash(tx: &mut Tx<'_>, hash: &str) -> Result<Option<Link>, DbError> {
    tx.row(&BY_HASH, params![hash], link).await
}

/// Gives how many links were withdrawn: one, or none when it was before or is not of this promise.
pub(crate) async fn withdraw(
    tx: &mut Tx<'_>,
    id: LinkId,
    promise: PromiseId,
    now: Instant,
) -> Result<u64, DbError> {
    tx.exec(&WITHDRAW, params![id, promise, now]).await
}

fn link(row: &dyn Row) -> Result<Link, DbError> {
    Ok(Link {
        id: row.parse(0)?,
        promise: row.parse(1)?,
        made_by: row.text(2)?,
        made_at: row.instant(3)?,
        until: row.instant(4)?,
        withdrawn_at: row.opt_instant(5)?,
    })
}

/// Takes the links of a promise away, for an example that goes.
pub(crate) async fn drop_of(tx: &mut Tx<'_>, promise: PromiseId) -> Result<(), DbError> {
    tx.put(&DROP_OF_PROMISE, params![promise]).await
}
