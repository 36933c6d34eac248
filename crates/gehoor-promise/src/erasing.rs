//! Erasure of a customer. Words, names and numbers go; facts and figures stay (law 8).

use gehoor_customer::{Erased, WhyErased};
use gehoor_db::{Tx, params};
use gehoor_kernel::id::CustomerId;
use gehoor_shell::{Cx, Error};

use crate::sql;

/// Erases everything that names or quotes this customer, in one transaction: name, numbers, wishes, the words of promises, notes,
/// attempts, messages and stored answers; of all cards that were merged into one. Again changes nothing.
///
/// # Errors
/// `NotFound` when there is no such customer; a conflict while a promise to them is open: it is kept or released first.
pub async fn erase_customer(tx: &mut Tx<'_>, cx: &Cx, customer: CustomerId) -> Result<Erased, Error> {
    erase_customer_for(tx, cx, customer, None).await
}

/// The same, with the reason, which the journal keeps.
///
/// # Errors
/// As [`erase_customer`].
pub async fn erase_customer_for(
    tx: &mut Tx<'_>,
    cx: &Cx,
    customer: CustomerId,
    why: Option<WhyErased>,
) -> Result<Erased, Error> {
    let customer = gehoor_customer::standing(tx, customer).await?;
    let open = open_of_customer(tx, customer).await?;
    if open > 0 {
        let args = vec![("open", open.to_string())];
        return Err(Error::Conflict { code: "customerHasOpenPromises", args });
    }
    let mut erased = Erased::Before;
    for card in gehoor_customer::family(tx, customer).await? {
        tx.put(&sql::ERASE_WORDS, params![card]).await?;
        tx.put(&sql::ERASE_NOTES, params![card]).await?;
        gehoor_contact::erase_words(tx, card).await?;
        gehoor_shell::erase_words(tx, card).await?;
        if gehoor_customer::erase(tx, cx, card, why).await? == Erased::Now {
            erased = Erased::Now;
        }
    }
    Ok(erased)
}

/// How many promises to this customer are open.
///
/// # Errors
/// Only those of the database.
pub async fn open_of_customer(tx: &mut Tx<'_>, customer: CustomerId) -> Result<i64, Error> {
    Ok(tx.row(&sql::OPEN_OF_CUSTOMER, params![customer], |row| row.int(0)).await?.unwrap_or(0))
}
