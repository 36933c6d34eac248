//! Erasure of a customer's words. Facts and figures stay (law 8).

use gehoor_db::{Tx, params};
use gehoor_kernel::id::CustomerId;
use gehoor_shell::Error;

use crate::sql;

/// Empties every word that was written about this customer's promises: what was promised, references, notes, reasons, the
/// customer's own words. The promises and their figures stay.
///
/// # Errors
/// Only those of the database.
pub async fn erase_words(tx: &mut Tx<'_>, customer: CustomerId) -> Result<(), Error> {
    tx.put(&sql::ERASE_WORDS, params![customer]).await?;
    Ok(tx.put(&sql::ERASE_NOTES, params![customer]).await?)
}

/// How many promises to this customer are open.
///
/// # Errors
/// Only those of the database.
pub async fn open_of_customer(tx: &mut Tx<'_>, customer: CustomerId) -> Result<i64, Error> {
    Ok(tx.row(&sql::OPEN_OF_CUSTOMER, params![customer], |row| row.int(0)).await?.unwrap_or(0))
}
