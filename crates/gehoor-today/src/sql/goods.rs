//! What came in, and which promises waited for it.

use gehoor_db::{DbError, Row, Tx, params, statements};
use gehoor_kernel::id::{EventId, PromiseId};
use gehoor_kernel::time::Instant;
use gehoor_shell::Error;

/// Promises shown for one receipt at most.
const SHOWN: usize = 100;

statements! {
    pub(crate) RECEIPTS = "SELECT event_id, key, received_at, received_by, woken FROM today_receipt \
        ORDER BY event_id DESC LIMIT $1";
    pub(crate) RECEIPT = "SELECT event_id, key, received_at, received_by, woken FROM today_receipt WHERE event_id = $1";
    pub(crate) OF_KEY = "SELECT event_id FROM today_receipt WHERE key = $1 ORDER BY event_id DESC LIMIT 1";
    pub(crate) WOKEN = "SELECT promise_id FROM today_woken WHERE key = $1 ORDER BY promise_id LIMIT $2";
    pub(crate) WAITING = "SELECT count(*) FROM (SELECT promise_id FROM today_waiting WHERE key = $1 LIMIT 100) AS found";
}

/// Something that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Which event.
    pub id: EventId,
    /// Its key, as it was scanned or typed.
    pub key: String,
    /// When it was reported.
    pub at: Instant,
    /// By whom: an employee's id, or another actor's word.
    pub by: String,
    /// How many promises it woke.
    pub woken: i64,
}

fn row(row: &dyn Row) -> Result<Receipt, DbError> {
    Ok(Receipt {
        id: row.parse(0)?,
        key: row.text(1)?,
        at: row.instant(2)?,
        by: row.text(3)?,
        woken: row.int(4)?,
    })
}

/// The last receipts, the newest first.
pub(crate) async fn receipts(tx: &mut Tx<'_>, limit: usize) -> Result<Vec<Receipt>, Error> {
    Ok(tx.rows(&RECEIPTS, params![limit], row).await?)
}

/// One receipt.
pub(crate) async fn receipt(tx: &mut Tx<'_>, id: EventId) -> Result<Option<Receipt>, Error> {
    Ok(tx.row(&RECEIPT, params![id], row).await?)
}

/// The event that was received under a key.
pub(crate) async fn event_of(tx: &mut Tx<'_>, key: &str) -> Result<Option<EventId>, Error> {
    Ok(tx.row(&OF_KEY, params![key], |row| row.parse(0)).await?)
}

/// The promises that waited for a key and got it, in order of making.
pub(crate) async fn woken(tx: &mut Tx<'_>, key: &str) -> Result<Vec<PromiseId>, Error> {
    Ok(tx.rows(&WOKEN, params![key, SHOWN], |row| row.parse(0)).await?)
}

/// Those of these keys for which somebody waits, each with how many promises do.
pub(crate) async fn keys_waiting(tx: &mut Tx<'_>, keys: Vec<String>) -> Result<Vec<(String, i64)>, Error> {
    let values: Vec<_> = keys.iter().map(|key| params![key.as_str()].to_vec()).collect();
    let asked: Vec<_> = values.iter().map(|values| (&WAITING, values.as_slice())).collect();
    let found = tx.lookups(&asked).await?;
    let counts = found.iter().map(|rows| rows.first().map_or(Ok(0), |row| row.int(0)));
    let counts: Vec<i64> = counts.collect::<Result<_, _>>()?;
    Ok(keys.into_iter().zip(counts).filter(|(_, count)| *count > 0).collect())
}
