//! Faults planted into what the product does, for the test that the auditor catches each. Not compiled into anything that people run.

use gehoor_db::{Tx, params, statements};
use gehoor_kernel::id::{PromiseId, UserId};
use gehoor_kernel::time::{Instant, hours};
use gehoor_shell::{Actor, Error};

use crate::chaos::Fate;
use crate::desk::{Desk, Ended};
use crate::world::Heard;

/// A fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// After a try without success nobody looks again.
    RetryDropped,
    /// A message that went out is sent again.
    SentTwice,
    /// A message that went out is sent again, under another name.
    SentAnew,
    /// A step that was done is asked for again.
    AskedTwice,
    /// Timers fire an hour early.
    FiresEarly,
    /// An absence moves nothing: the steps stay with somebody who is not there.
    OwnerLost,
    /// "Does not exist" ends the promise.
    ClosedByDoesNotExist,
    /// An acknowledged change is gone after a crash.
    ForgottenInCrash,
}

statements! {
    FORGET_RETRY = "UPDATE promise SET wake_at = 4102444800000000 WHERE id = $1 AND state = 'trying'";
    // The step as it stood: due at the moment at which the attempt was made.
    ASK_AGAIN = "UPDATE promise SET state = 'due', next_kind = 'call', next_at = since, tell_at = $2, \
        wake_at = min($2, coalesce(CASE WHEN broken_at IS NULL THEN deadline END, $2), coalesce(remind_at, $2)) WHERE id = $1 AND state = 'trying'";
    SEND_AGAIN = "UPDATE outbox SET state = 'queued', ended_at = NULL, outcome = NULL, due_at = $1 WHERE state = 'sent'";
    SEND_ANEW = "INSERT INTO outbox (id, step_key, channel, subject, state, queued_at, due_at, tells) SELECT \
        substr(id, 1, length(id) - 1) || CASE WHEN substr(id, -1) = '0' THEN '1' ELSE '0' END, step_key || '/anew', \
        channel, subject, 'queued', $1, $1, tells FROM outbox WHERE state = 'sent' ORDER BY id LIMIT 1";
    SEND_ANEW_WORDS = "INSERT INTO outbox_words (message_id, customer_id, recipient, title, body) SELECT \
        substr(message_id, 1, length(message_id) - 1) || CASE WHEN substr(message_id, -1) = '0' THEN '1' ELSE '0' END, \
        customer_id, recipient, title, body FROM outbox_words \
        WHERE message_id IN (SELECT id FROM outbox WHERE state = 'sent' ORDER BY id LIMIT 1)";
    FORGET_ASKED = "UPDATE promise SET asked_first_at = NULL WHERE asked_first_at IS NOT NULL";
}

/// The fault planted into a desk, and how often it struck.
#[derive(Clone, Copy, Debug, Default)]
pub struct Planted {
    fault: Option<Fault>,
    struck: u32,
}

impl Desk {
    /// Plants a fault.
    pub fn plant(&mut self, fault: Option<Fault>) {
        self.planted = Planted { fault, struck: 0 };
    }

    /// How far the timers' clock is ahead.
    pub(crate) fn hurry(&self) -> std::time::Duration {
        if self.planted.fault == Some(Fault::FiresEarly) { hours(1) } else { std::time::Duration::ZERO }
    }

    /// Whether a change is acknowledged and not made.
    pub(crate) fn swallows_absence(&self) -> bool {
        self.planted.fault == Some(Fault::OwnerLost)
    }

    /// What the faults do after an attempt.
    pub(crate) fn spoil_attempt(&mut self, by: UserId, id: PromiseId, heard: &Heard) {
        let now = self.now();
        match self.planted.fault {
            Some(Fault::RetryDropped) => self.tamper(Change::ForgetRetry(id)),
            Some(Fault::AskedTwice) => self.tamper(Change::AskAgain(id, now)),
            Some(Fault::ClosedByDoesNotExist) if heard.says_not_there() => {
                self.deliver(by, id);
            }
            _ => {}
        }
    }

    /// What the faults do after the tasks ran.
    pub(crate) fn spoil_tick(&mut self) {
        let again = match self.planted.fault {
            Some(Fault::SentTwice) => Change::SendAgain(self.now()),
            Some(Fault::SentAnew) => Change::SendAnew(self.now()),
            _ => return,
        };
        if self.planted.struck == 0 {
            self.tamper(again);
            if self.planted.struck > 0 {
                self.ring(gehoor_shell::outbox::DISPATCH);
            }
        }
    }

    /// What the faults do when the process died.
    pub(crate) fn spoil_death(&mut self) {
        if self.planted.fault == Some(Fault::ForgottenInCrash) {
            self.tamper(Change::ForgetAsked);
        }
    }

    fn tamper(&mut self, change: Change) {
        self.set_fate(Fate::Lives);
        if let Ended::Done(touched) =
            self.act(Actor::System, change, |tx, _, change| Box::pin(apply(tx, *change)))
        {
            self.planted.struck += u32::try_from(touched).unwrap_or(u32::MAX);
        }
    }
}

/// A change behind the product's back.
#[derive(Clone, Copy, Debug)]
enum Change {
    ForgetRetry(PromiseId),
    AskAgain(PromiseId, Instant),
    SendAgain(Instant),
    SendAnew(Instant),
    ForgetAsked,
}

async fn apply(tx: &mut Tx<'_>, change: Change) -> Result<u64, Error> {
    Ok(match change {
        Change::ForgetRetry(id) => tx.exec(&FORGET_RETRY, params![id]).await?,
        Change::AskAgain(id, now) => tx.exec(&ASK_AGAIN, params![id, now.plus(hours(30))]).await?,
        Change::SendAgain(now) => tx.exec(&SEND_AGAIN, params![now]).await?,
        Change::SendAnew(now) => {
            let sent = tx.exec(&SEND_ANEW, params![now]).await?;
            tx.exec(&SEND_ANEW_WORDS, &[]).await?.min(sent)
        }
        Change::ForgetAsked => tx.exec(&FORGET_ASKED, params![]).await?,
    })
}
