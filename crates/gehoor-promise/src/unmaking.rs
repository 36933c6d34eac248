//! Undoing the making of a promise, for an import that was a mistake: only while nothing has happened to it.

use gehoor_db::{Tx, params, statements};
use gehoor_kernel::id::{CustomerId, PromiseId};
use gehoor_shell::{Cx, Error, Facts, journal};

use crate::merging::DROP_MERGED;

statements! {
    pub(crate) UNTOUCHED = "SELECT p.version FROM promise p WHERE p.id = $1 AND p.tries = 0 AND p.told = 0 \
        AND p.state IN ('waiting', 'due') AND p.asked_first_at IS NULL \
        AND NOT EXISTS (SELECT 1 FROM promise_note n WHERE n.promise_id = p.id) \
        AND NOT EXISTS (SELECT 1 FROM handover h WHERE h.promise_id = p.id)";
    pub(crate) DROP_WORDS = "DELETE FROM promise_words WHERE promise_id = $1";
    pub(crate) DROP_AMOUNT = "DELETE FROM promise_amount WHERE promise_id = $1";
    pub(crate) DROP_POLICY = "DELETE FROM promise_policy WHERE promise_id = $1";
    pub(crate) DROP_WAIT = "DELETE FROM promise_wait WHERE promise_id = $1";
    pub(crate) DROP_BEFORE = "DELETE FROM promise_before WHERE id = $1";
    pub(crate) DROP_PROMISE = "DELETE FROM promise WHERE id = $1 AND version = $2";
    pub(crate) OPEN_OR_NOT = "SELECT version FROM promise WHERE id = $1";
    pub(crate) DROP_NOTES = "DELETE FROM promise_note WHERE promise_id = $1";
    pub(crate) DROP_HANDOVERS = "DELETE FROM handover WHERE promise_id = $1";
    pub(crate) OF_CUSTOMER = "SELECT id FROM promise WHERE customer_id = $1 ORDER BY id";
    pub(crate) ANY_OF_CUSTOMER = "SELECT 1 FROM promise WHERE customer_id = $1 LIMIT 1";
}

/// Takes a promise back as if it had never been made. False when something has happened to it: then it stays.
/// The journal keeps both, the making and the unmaking.
///
/// # Errors
/// Only those of the database.
pub async fn unmake(tx: &mut Tx<'_>, cx: &Cx, id: PromiseId) -> Result<bool, Error> {
    let version = tx.row(&UNTOUCHED, params![id], |row| row.int(0)).await?;
    let Some(version) = version else { return Ok(false) };
    if !gehoor_contact::attempts(tx, id).await?.is_empty() {
        return Ok(false);
    }
    drop(tx, cx, id, version).await?;
    Ok(true)
}

async fn drop(tx: &mut Tx<'_>, cx: &Cx, id: PromiseId, version: i64) -> Result<(), Error> {
    for statement in [&DROP_WORDS, &DROP_AMOUNT, &DROP_POLICY, &DROP_WAIT, &DROP_BEFORE, &DROP_MERGED] {
        tx.put(statement, params![id]).await?;
    }
    if tx.exec(&DROP_PROMISE, params![id, version]).await? == 0 {
        return Err(Error::retry());
    }
    journal::append(tx, cx, "promise.unmade", id, Facts::new()).await
}

/// Takes everything back that was ever promised to a made-up customer, with what was done for it. Only for examples: a
/// promise to a real customer ends as kept or released.
///
/// # Errors
/// Only those of the database.
pub async fn unmake_all_of(tx: &mut Tx<'_>, cx: &Cx, customer: CustomerId) -> Result<(), Error> {
    let all: Vec<PromiseId> = tx.rows(&OF_CUSTOMER, params![customer], |row| row.parse(0)).await?;
    for id in all {
        let version = tx.row(&OPEN_OR_NOT, params![id], |row| row.int(0)).await?.unwrap_or(0);
        gehoor_contact::drop_attempts(tx, id).await?;
        tx.put(&DROP_NOTES, params![id]).await?;
        tx.put(&DROP_HANDOVERS, params![id]).await?;
        drop(tx, cx, id, version).await?;
    }
    Ok(())
}

/// Whether anything was ever promised to this customer.
///
/// # Errors
/// Only those of the database.
pub async fn has_promises(tx: &mut Tx<'_>, customer: CustomerId) -> Result<bool, Error> {
    Ok(tx.row(&ANY_OF_CUSTOMER, params![customer], |row| row.int(0)).await?.is_some())
}
