//! The SQL of imports: batches and what their rows made.

use gehoor_db::{DbError, Row, Tx, params, statements};
use gehoor_kernel::id::BatchId;
use gehoor_kernel::time::Instant;

statements! {
    pub(crate) ADD = "INSERT INTO import_batch (id, kind, made_at, made_by, count) VALUES ($1, $2, $3, $4, 0)";
    pub(crate) ONE = "SELECT id, kind, made_at, count, undone_at FROM import_batch WHERE id = $1";
    pub(crate) PAGE = "SELECT id, kind, made_at, count, undone_at FROM import_batch WHERE id > $1 ORDER BY id LIMIT $2";
    pub(crate) GROW = "UPDATE import_batch SET count = count + $2 WHERE id = $1 AND undone_at IS NULL";
    pub(crate) UNDO = "UPDATE import_batch SET undone_at = $2 WHERE id = $1 AND undone_at IS NULL";
    pub(crate) ADD_ITEM = "INSERT INTO import_item (batch_id, object) VALUES ($1, $2)";
    pub(crate) ITEMS = "SELECT object FROM import_item WHERE batch_id = $1 ORDER BY object DESC";
    pub(crate) DROP_ITEM = "DELETE FROM import_item WHERE batch_id = $1 AND object = $2";
}

/// A batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its id.
    pub id: BatchId,
    /// What its rows are: customers, promises, events.
    pub kind: String,
    /// When it was begun.
    pub made_at: Instant,
    /// How many rows were taken.
    pub count: i64,
    /// When it was undone.
    pub undone_at: Option<Instant>,
}

fn batch(row: &dyn Row) -> Result<Batch, DbError> {
    let id = row.text(0)?.parse().map_err(|_| DbError::program("the id of a batch"))?;
    let undone_at = row.opt_int(4)?.map(Instant::from_micros);
    Ok(Batch {
        id,
        kind: row.text(1)?,
        made_at: Instant::from_micros(row.int(2)?),
        count: row.int(3)?,
        undone_at,
    })
}

pub(crate) async fn add(
    tx: &mut Tx<'_>,
    id: BatchId,
    kind: &str,
    at: Instant,
    by: &str,
) -> Result<(), DbError> {
    tx.put(&ADD, params![id.to_string(), kind, at, by]).await
}

pub(crate) async fn one(tx: &mut Tx<'_>, id: BatchId) -> Result<Option<Batch>, DbError> {
    tx.row(&ONE, params![id.to_string()], batch).await
}

pub(crate) async fn page(tx: &mut Tx<'_>, after: &str, limit: usize) -> Result<Vec<Batch>, DbError> {
    tx.rows(&PAGE, params![after, limit as i64], batch).await
}

pub(crate) async fn grow(tx: &mut Tx<'_>, id: BatchId, by: usize) -> Result<bool, DbError> {
    Ok(tx.exec(&GROW, params![id.to_string(), by as i64]).await? == 1)
}

pub(crate) async fn undo(tx: &mut Tx<'_>, id: BatchId, at: Instant) -> Result<bool, DbError> {
    Ok(tx.exec(&UNDO, params![id.to_string(), at]).await? == 1)
}

pub(crate) async fn add_item(tx: &mut Tx<'_>, id: BatchId, object: &str) -> Result<(), DbError> {
    tx.put(&ADD_ITEM, params![id.to_string(), object]).await
}

/// What a batch made, the newest first: a promise before its customer.
pub(crate) async fn items(tx: &mut Tx<'_>, id: BatchId) -> Result<Vec<String>, DbError> {
    tx.rows(&ITEMS, params![id.to_string()], |row| row.text(0)).await
}

pub(crate) async fn drop_item(tx: &mut Tx<'_>, id: BatchId, object: &str) -> Result<(), DbError> {
    tx.put(&DROP_ITEM, params![id.to_string(), object]).await
}
