//! Erasing and handing on what the shell keeps of a person: words of messages, and stored answers.

use gehoor_db::{DbError, Row, Tx, params, statements};
use gehoor_kernel::id::{CustomerId, PromiseId};
use gehoor_kernel::time::Instant;

use crate::Error;

statements! {
    FORGET_MESSAGES = "DELETE FROM outbox_words WHERE customer_id = $1";
    HELD = "SELECT o.channel, o.queued_at, w.recipient, w.title, w.body FROM outbox_words w \
        JOIN outbox o ON o.id = w.message_id WHERE w.customer_id = $1 ORDER BY o.queued_at, o.id";
    HAND_ON = "UPDATE outbox_words SET customer_id = $2 WHERE message_id IN (SELECT id FROM outbox WHERE subject = $1)";
    FORGET_ANSWERS = "DELETE FROM idempotency WHERE customer_id = $1";
}

/// Erases the words of all messages to this customer, and answers about them that were kept for repeated requests.
/// A message that has not gone out yet fails for good.
pub async fn erase_words(tx: &mut Tx<'_>, customer: CustomerId) -> Result<(), Error> {
    tx.put(&FORGET_MESSAGES, params![customer]).await?;
    Ok(tx.put(&FORGET_ANSWERS, params![customer]).await?)
}

/// Puts the words of a promise's messages under another card of the same customer, so that they go when that card is erased.
pub async fn hand_on_words(tx: &mut Tx<'_>, promise: PromiseId, to: CustomerId) -> Result<(), Error> {
    Ok(tx.put(&HAND_ON, params![promise, to]).await?)
}

/// The words of a message to a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldMessage {
    /// By which channel.
    pub channel: String,
    /// When it was written.
    pub queued_at: Instant,
    /// To which number or address.
    pub recipient: String,
    /// The subject line.
    pub title: Option<String>,
    /// The text.
    pub body: String,
}

/// The words of all messages to a customer that are still kept, oldest first.
pub async fn held_messages(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Vec<HeldMessage>, Error> {
    Ok(tx.rows(&HELD, params![customer], held).await?)
}

fn held(row: &dyn Row) -> Result<HeldMessage, DbError> {
    Ok(HeldMessage {
        channel: row.text(0)?,
        queued_at: row.instant(1)?,
        recipient: row.text(2)?,
        title: row.opt_text(3)?,
        body: row.text(4)?,
    })
}
