//! Commands about customers, promises and attempts.

use gehoor_contact::rules::{Channel, Code, Evidence, Family};
use gehoor_kernel::id::{ContactPointId, CustomerId, PromiseId, UserId};
use gehoor_kernel::time::Instant;
use gehoor_people::Owner;
use gehoor_promise::rules::{Kind, Said};
use gehoor_promise::{Amendment, NewAttempt, NewEvent, Wanted, Which, record_attempt};
use gehoor_shell::outbox::{self, Message};
use gehoor_shell::{Actor, Error};

use super::{Desk, Ended};
use crate::auditor::books::Agreed;
use crate::world::Heard;

/// A promise to be made.
#[derive(Clone, Debug)]
pub struct NewPromise {
    /// To whom.
    pub customer: CustomerId,
    /// callBack, write, deliver, …
    pub kind: &'static str,
    /// In the customer's words.
    pub text: &'static str,
    /// What sets it going.
    pub agreed: Agreed,
    /// Who will hold it, as "us_…" or "te_…".
    pub owner: String,
    /// What is at stake.
    pub cents: Option<i64>,
    /// Days between signs of life.
    pub every_days: Option<u32>,
}

/// An attempt to be recorded.
#[derive(Clone, Debug)]
pub struct Report {
    /// phone, email, letter, …
    pub channel: &'static str,
    /// On which number or address.
    pub point: Option<ContactPointId>,
    /// What it met.
    pub heard: Heard,
    /// The promise is kept by it.
    pub kept: bool,
    /// A moment settled in the talk.
    pub agreed: Option<(Instant, Instant)>,
}

/// A message to a customer.
#[derive(Clone, Debug)]
pub struct Letter {
    /// About which promise.
    pub promise: PromiseId,
    /// To which customer.
    pub customer: CustomerId,
    /// To which address.
    pub to: String,
}

/// What an employee writes.
pub(super) const BY_HAND: &str = "Goedendag, wij schrijven u over wat wij beloofden.";

fn by(user: UserId) -> Actor {
    Actor::User(user, None)
}

fn wanted(agreed: &Agreed, now: Instant, every_days: Option<u32>) -> Wanted {
    match agreed {
        Agreed::At(from, until) => Wanted::At { from: *from, until: Some(*until) },
        Agreed::When(key, expected) => {
            Wanted::When { key: key.clone(), expected_by: *expected, sign_of_life_days: every_days }
        }
        Agreed::Soon(until) => {
            Wanted::Soon { minutes: u32::try_from(until.since(now).as_secs() / 60).unwrap_or(u32::MAX) }
        }
    }
}

impl Desk {
    /// Makes a promise.
    pub fn promise(&mut self, maker: UserId, new: &NewPromise) -> Ended<PromiseId> {
        let (Ok(kind), Ok(owner)) = (new.kind.parse::<Kind>(), new.owner.parse::<Owner>()) else {
            return Ended::Refused("no such kind or owner".to_owned());
        };
        let input = gehoor_promise::NewPromise {
            customer: new.customer,
            text: new.text.to_owned(),
            kind,
            owner,
            trigger: wanted(&new.agreed, self.clock.now(), new.every_days),
            reference: None,
            amount_cents: new.cents,
            policy: None,
        };
        self.act(by(maker), input, |tx, cx, input| {
            Box::pin(async move {
                Ok(gehoor_promise::make(tx, cx, input, gehoor_shell::Sees::All).await?.promise.id)
            })
        })
    }

    /// Reports an event; gives the promises that it woke.
    pub fn event(&mut self, key: &str, at: Instant) -> Ended<Vec<PromiseId>> {
        let new = NewEvent { key: key.to_owned(), occurred_at: Some(at) };
        self.act(Actor::System, new, |tx, cx, new| Box::pin(gehoor_promise::receive_event(tx, cx, new)))
    }

    /// Records an attempt.
    pub fn attempt(&mut self, user: UserId, id: PromiseId, report: &Report) -> Ended<()> {
        let (Ok(channel), Some(evidence)) = (report.channel.parse::<Channel>(), evidence(&report.heard))
        else {
            return Ended::Refused(format!("no such channel or outcome: {report:?}"));
        };
        let agreed = report.agreed.map(|(from, until)| Wanted::At { from, until: Some(until) });
        let new = NewAttempt {
            channel,
            point: report.point,
            evidence,
            retry_after: None,
            raw: None,
            kept: report.kept,
            route: None,
            note: None,
            at: None,
            agreed,
        };
        let ended = self.act(by(user), (id, new), |tx, cx, (id, new)| {
            Box::pin(async move { record_attempt(tx, cx, Which::any(*id), new).await.map(|_| ()) })
        });
        #[cfg(any(test, feature = "planted-faults"))]
        if matches!(ended, Ended::Done(()) | Ended::Died(Some(()))) {
            self.spoil_attempt(user, id, &report.heard);
        }
        ended
    }

    /// Puts a message to the customer into the outbox, under a key that one step has only once. Nothing when messages can't leave.
    pub fn post(&mut self, user: UserId, step: &str, new: &Letter) -> Ended<()> {
        if !self.provider.is_open() {
            return Ended::Done(());
        }
        let message = Message {
            step_key: step.to_owned(),
            channel: "email",
            subject: new.promise,
            customer: new.customer,
            to: new.to.clone(),
            title: None,
            body: BY_HAND.to_owned(),
            due: self.clock.now(),
            not_after: None,
            tells: gehoor_promise::DUE,
        };
        self.act(by(user), message, |tx, cx, message| {
            Box::pin(async move { outbox::queue(tx, cx, message).await.map(|_| ()) })
        })
    }

    /// Settles another moment with the customer.
    pub fn amend(&mut self, user: UserId, id: PromiseId, agreed: &Agreed) -> Ended<()> {
        let trigger = wanted(agreed, self.clock.now(), None);
        let change = Amendment { trigger, reason: "De klant kan dan beter.".to_owned(), customer_told: true };
        self.act(by(user), (id, change), |tx, cx, (id, change)| {
            Box::pin(async move { gehoor_promise::amend(tx, cx, Which::any(*id), change).await.map(|_| ()) })
        })
    }

    /// The thing was delivered.
    pub fn deliver(&mut self, user: UserId, id: PromiseId) -> Ended<()> {
        self.act(by(user), id, |tx, cx, id| {
            Box::pin(
                async move { gehoor_promise::deliver(tx, cx, Which::any(*id), None, None).await.map(|_| ()) },
            )
        })
    }

    /// The customer lets it be.
    pub fn release(&mut self, user: UserId, id: PromiseId, words: &str) -> Ended<()> {
        let Some(said) = Said::new(words) else { return Ended::Refused("no words".to_owned()) };
        self.act(by(user), (id, said), |tx, cx, (id, said)| {
            Box::pin(
                async move { gehoor_promise::release(tx, cx, Which::any(*id), said, None).await.map(|_| ()) },
            )
        })
    }

    /// The customer had to ask.
    pub fn asked_first(&mut self, user: UserId, id: PromiseId, at: Instant) -> Ended<()> {
        self.act(by(user), (id, at), |tx, cx, (id, at)| {
            Box::pin(async move {
                gehoor_promise::asked_first(tx, cx, Which::any(*id), Some(*at), None).await.map(|_| ())
            })
        })
    }

    /// Offers the ball to a colleague.
    pub fn hand_over(&mut self, user: UserId, id: PromiseId, to: UserId) -> Ended<()> {
        self.act(by(user), (id, to), |tx, cx, (id, to)| {
            Box::pin(async move {
                gehoor_promise::hand_over(tx, cx, Which::any(*id), Owner::User(*to), None).await.map(|_| ())
            })
        })
    }

    /// Takes the offered ball, or does not.
    pub fn answer_handover(&mut self, user: UserId, id: PromiseId, accept: bool) -> Ended<()> {
        self.act(by(user), (id, accept), |tx, cx, (id, accept)| {
            Box::pin(async move {
                let page = gehoor_promise::show(tx, cx, *id, gehoor_shell::Sees::All).await?;
                let offer = page.view.promise.handover.ok_or(Error::NotFound)?;
                if *accept {
                    gehoor_promise::accept(tx, cx, Which::any(*id), offer.id).await?;
                } else {
                    gehoor_promise::decline(tx, cx, Which::any(*id), offer.id, None).await?;
                }
                Ok(())
            })
        })
    }

    /// The lead says: go on.
    pub fn go_on(&mut self, user: UserId, id: PromiseId) -> Ended<()> {
        self.act(by(user), id, |tx, cx, id| {
            Box::pin(async move { gehoor_promise::go_on(tx, cx, Which::any(*id)).await.map(|_| ()) })
        })
    }

    /// A person found out whether a message went out.
    pub fn settle_doubt(&mut self, user: UserId, id: PromiseId, went_out: bool) -> Ended<()> {
        self.act(by(user), (id, went_out), |tx, cx, (id, went_out)| {
            Box::pin(async move {
                gehoor_promise::answer_doubt(tx, cx, Which::any(*id), *went_out).await.map(|_| ())
            })
        })
    }
}

fn evidence(heard: &Heard) -> Option<Evidence> {
    match heard {
        Heard::Tap(class) => Some(Evidence::tapped(class.parse().ok()?)),
        Heard::Code { family, code, reason } => {
            let family: Family = family.parse().ok()?;
            let said = Evidence { codes: vec![Code::new(family, code.as_ref())], ..Evidence::default() };
            Some(match reason {
                Some(reason) => said.with_reason(reason.as_ref()),
                None => said,
            })
        }
    }
}
