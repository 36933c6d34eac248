//! Erasing what the shell keeps of a person: words of messages, and stored answers.

use gehoor_db::{Tx, params, statements};
use gehoor_kernel::id::CustomerId;

use crate::Error;

statements! {
    FORGET_MESSAGES = "DELETE FROM outbox_words WHERE customer_id = $1";
    FORGET_ANSWERS = "DELETE FROM idempotency WHERE customer_id = $1";
}

/// Erases the words of all messages to this customer, and answers about them that were kept for repeated requests.
/// A message that has not gone out yet fails for good.
pub async fn erase_words(tx: &mut Tx<'_>, customer: CustomerId) -> Result<(), Error> {
    tx.put(&FORGET_MESSAGES, params![customer]).await?;
    Ok(tx.put(&FORGET_ANSWERS, params![customer]).await?)
}
