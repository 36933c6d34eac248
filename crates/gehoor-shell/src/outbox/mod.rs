//! The outbox: what must go out is a row of the same transaction, under a key that can exist only once (law 7).
//!
//! The dispatcher claims a row under a fence number, commits, sends outside any transaction, and records the outcome in
//! a new one. A row whose lease ended without an outcome is in doubt: it is never sent again by itself, a person is asked.

mod dispatch;
mod sql;
#[cfg(test)]
mod tests;

use gehoor_db::{DbError, Row, Tx, params};
use gehoor_kernel::id::{CustomerId, MessageId, PromiseId};
use gehoor_kernel::time::Instant;

pub use dispatch::{DISPATCH, RESCUE, dispatch_task, rescue_task};
pub(crate) use sql::ALL as STATEMENTS;

use crate::journal::{self, Facts};
use crate::slice::Gauge;
use crate::{BoxFuture, Cx, Error};

/// A message that must go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What makes the step unique: a second message with this key is not made.
    pub step_key: String,
    /// The word of the channel ("sms", "email"); it must be configured.
    pub channel: &'static str,
    /// The promise that it is about.
    pub subject: PromiseId,
    /// Whose words these are: an erasure of this customer takes them along.
    pub customer: CustomerId,
    /// The number (E.164) or address.
    pub to: String,
    /// The subject line, where the channel has one.
    pub title: Option<String>,
    /// The text.
    pub body: String,
    /// Not before this moment.
    pub due: Instant,
    /// Not at or after this moment: then it has failed. `None`: it is tried for days.
    pub not_after: Option<Instant>,
    /// The task to poke once the outcome is known.
    pub tells: &'static str,
}

/// How a message ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The provider took it.
    Sent,
    /// It will not go out.
    Failed,
    /// Nobody knows.
    InDoubt,
}

impl Ending {
    /// The word in the store and the journal.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::InDoubt => "inDoubt",
        }
    }

    fn of_word(word: &str) -> Self {
        [Self::Sent, Self::Failed].into_iter().find(|ending| ending.word() == word).unwrap_or(Self::InDoubt)
    }
}

/// A message whose outcome is known and not yet followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The message.
    pub id: MessageId,
    /// The key it was queued with.
    pub step_key: String,
    /// The promise that it is about.
    pub subject: PromiseId,
    /// How it ended.
    pub ending: Ending,
    /// The provider's code when it failed, its own id of the message when it was sent.
    pub outcome: Option<String>,
    /// When it ended.
    pub at: Instant,
}

/// Queues a message; `None` when there is one with this step key already.
pub async fn queue(tx: &mut Tx<'_>, cx: &Cx, message: &Message) -> Result<Option<MessageId>, Error> {
    let id = MessageId::new(cx.now, &mut cx.random());
    let row = params![
        id,
        &message.step_key,
        message.channel,
        message.subject,
        message.due,
        cx.now,
        message.tells,
        message.not_after
    ];
    if tx.exec(&sql::QUEUE, row).await? == 0 {
        return Ok(None);
    }
    let words = params![id, message.customer, &message.to, message.title.clone(), &message.body];
    tx.put(&sql::QUEUE_WORDS, words).await?;
    let facts = Facts::new().id("promise", message.subject).word("channel", message.channel);
    journal::append(tx, cx, "message.queued", id, facts).await?;
    cx.poke(DISPATCH, Some(message.due));
    Ok(Some(id))
}

/// Outcomes that the task `tells` has not followed yet, oldest first. On a shared store they are locked until the commit.
pub async fn outcomes(tx: &mut Tx<'_>, tells: &'static str, limit: usize) -> Result<Vec<Outcome>, Error> {
    Ok(tx.rows(&sql::OUTCOMES, params![tells, limit], outcome).await?)
}

/// Whether there are outcomes that `tells` has not followed yet.
pub async fn has_outcomes(tx: &mut Tx<'_>, tells: &'static str) -> Result<bool, Error> {
    Ok(tx.row(&sql::HAS_OUTCOMES, params![tells], |row| row.int(0)).await?.is_some())
}

fn outcome(row: &dyn Row) -> Result<Outcome, DbError> {
    Ok(Outcome {
        id: row.parse(0)?,
        step_key: row.text(1)?,
        subject: row.parse(2)?,
        ending: Ending::of_word(&row.text(3)?),
        outcome: row.opt_text(4)?,
        at: row.instant(5)?,
    })
}

/// Notes that an outcome was followed; in the transaction of what follows from it.
pub async fn followed(tx: &mut Tx<'_>, id: MessageId) -> Result<(), Error> {
    Ok(tx.put(&sql::FOLLOWED, params![id]).await?)
}

/// Withdraws the messages about a promise that were queued at `since` or later and wait to go out; gives how many. One that is
/// being sent is not tried again; what was sent stays as it is.
pub async fn withdraw(tx: &mut Tx<'_>, cx: &Cx, subject: PromiseId, since: Instant) -> Result<usize, Error> {
    let gone = tx.rows(&sql::WITHDRAW, params![subject, since, cx.now], |row| row.parse(0)).await?;
    for id in &gone {
        let id: MessageId = *id;
        journal::append(tx, cx, "message.withdrawn", id, Facts::new().id("promise", subject)).await?;
    }
    tx.exec(&sql::WITHDRAW_RETRY, params![subject, since, cx.now]).await?;
    Ok(gone.len())
}

/// When the oldest message was due that is not sent yet; `None` when all have left.
///
/// # Errors
/// Only those of the database.
pub async fn oldest(tx: &mut Tx<'_>) -> Result<Option<Instant>, Error> {
    Ok(tx.row(&sql::OLDEST, &[], |row| row.opt_instant(0)).await?.flatten())
}

/// The age of the oldest message that is due and not sent.
pub(crate) fn gauges<'a>(tx: &'a mut Tx<'_>, now: Instant) -> BoxFuture<'a, Result<Vec<Gauge>, Error>> {
    Box::pin(async move {
        let oldest = oldest(tx).await?;
        let age = oldest.map_or(0.0, |oldest| now.since(oldest).as_secs_f64());
        let help = "Age of the oldest message that is due and not sent";
        Ok(vec![Gauge { name: "gehoor_outbox_oldest_age_seconds", help, value: age }])
    })
}
