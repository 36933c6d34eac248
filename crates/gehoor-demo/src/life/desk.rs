//! What the people of the garage do, each thing by its production use case.

use gehoor_contact::rules::{Channel, Class, CompanyPolicy, Evidence, Family};
use gehoor_kernel::id::{ContactPointId, HandoverId, PromiseId, UserId};
use gehoor_kernel::time::Zone;
use gehoor_kernel::time::hours::Hours;
use gehoor_people::{NewAbsence, Owner};
use gehoor_promise::rules::Said;
use gehoor_promise::{Filter, NewAttempt, NewEvent, NewPromise, View, Which};
use gehoor_shell::{Actor, App, Cx, Error};

use crate::company::Crew;

/// How many promises one look takes.
const PAGE: usize = 200;

/// The garage at work.
#[derive(Clone)]
pub(crate) struct Desk {
    /// The application.
    pub(crate) app: App,
    /// Who works here.
    pub(crate) crew: Crew,
    /// The garage's zone.
    pub(crate) zone: Zone,
}

/// What a call or message met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Met {
    /// As a person says it.
    Class(Class),
    /// As the exchange says it: a Q.850 cause.
    Cause(&'static str),
}

impl Desk {
    /// Work by an employee, now.
    fn by(&self, user: UserId) -> Cx {
        self.app.cx(Actor::User(user, None))
    }

    /// All open promises, in order of making.
    pub(crate) async fn open_promises(&self, due: bool) -> Result<Vec<View>, Error> {
        let cx = self.app.cx(Actor::System);
        let filter = Filter { state: Some("open".to_owned()), due, ..Filter::default() };
        let mut all: Vec<View> = Vec::new();
        loop {
            let input = (filter.clone(), all.last().map(|view| view.promise.id));
            let look = self.app.look(&cx, input, |tx, cx, (filter, after)| {
                Box::pin(gehoor_promise::list(tx, cx, filter, *after, PAGE))
            });
            let page = look.await?;
            let last = page.len() < PAGE;
            all.extend(page);
            if last {
                return Ok(all);
            }
        }
    }

    /// Makes a promise.
    pub(crate) async fn make(&self, by: UserId, new: NewPromise) -> Result<PromiseId, Error> {
        let act = self.app.act(&self.by(by), new, |tx, cx, new| {
            Box::pin(async move { gehoor_promise::make(tx, cx, new, gehoor_shell::Sees::All).await })
        });
        Ok(act.await?.promise.id)
    }

    /// Takes an event in; gives how many promises it woke.
    pub(crate) async fn event(&self, by: UserId, key: &str) -> Result<usize, Error> {
        let new = NewEvent { key: key.to_owned(), occurred_at: None };
        let act = self
            .app
            .act(&self.by(by), new, |tx, cx, new| Box::pin(gehoor_promise::receive_event(tx, cx, new)));
        Ok(act.await?.len())
    }

    /// Records what a call or message met.
    pub(crate) async fn attempt(
        &self,
        by: UserId,
        promise: PromiseId,
        (channel, point): (Channel, Option<ContactPointId>),
        met: Met,
        kept: bool,
    ) -> Result<(), Error> {
        let evidence = match met {
            Met::Class(class) => Evidence::tapped(class),
            Met::Cause(cause) => Evidence::code(Family::Q850, cause),
        };
        let new = NewAttempt {
            channel,
            point,
            evidence,
            raw: None,
            kept,
            note: None,
            at: None,
            retry_after: None,
            route: None,
            agreed: None,
        };
        let act = self.app.act(&self.by(by), (Which::any(promise), new), |tx, cx, (which, new)| {
            Box::pin(async move { gehoor_promise::record_attempt(tx, cx, *which, new).await })
        });
        act.await.map(drop)
    }

    /// The thing was delivered.
    pub(crate) async fn deliver(&self, by: UserId, promise: PromiseId) -> Result<(), Error> {
        let act = self.app.act(&self.by(by), Which::any(promise), |tx, cx, which| {
            Box::pin(gehoor_promise::deliver(tx, cx, *which, None, None))
        });
        act.await.map(drop)
    }

    /// The customer said that it need not be.
    pub(crate) async fn release(&self, by: UserId, promise: PromiseId, words: &str) -> Result<(), Error> {
        let Some(said) = Said::new(words) else { return Ok(()) };
        let act = self.app.act(&self.by(by), (Which::any(promise), said), |tx, cx, (which, said)| {
            Box::pin(gehoor_promise::release(tx, cx, *which, said, None))
        });
        act.await.map(drop)
    }

    /// Offers the ball to somebody else.
    pub(crate) async fn hand_over(&self, by: UserId, promise: PromiseId, to: Owner) -> Result<(), Error> {
        let act = self.app.act(&self.by(by), (Which::any(promise), to), |tx, cx, (which, to)| {
            Box::pin(gehoor_promise::hand_over(tx, cx, *which, *to, None))
        });
        act.await.map(drop)
    }

    /// Takes the ball, or does not.
    pub(crate) async fn answer(
        &self,
        by: UserId,
        promise: PromiseId,
        offer: HandoverId,
        takes: bool,
    ) -> Result<(), Error> {
        let input = (Which::any(promise), offer, takes);
        let act = self.app.act(&self.by(by), input, |tx, cx, (which, offer, takes)| {
            Box::pin(async move {
                if *takes {
                    gehoor_promise::accept(tx, cx, *which, *offer).await
                } else {
                    gehoor_promise::decline(tx, cx, *which, *offer, None).await
                }
            })
        });
        act.await.map(drop)
    }

    /// The customer had to ask first.
    pub(crate) async fn asked_first(&self, by: UserId, promise: PromiseId, words: &str) -> Result<(), Error> {
        let input = (Which::any(promise), words.to_owned());
        let act = self.app.act(&self.by(by), input, |tx, cx, (which, words)| {
            Box::pin(gehoor_promise::asked_first(tx, cx, *which, None, Some(words)))
        });
        act.await.map(drop)
    }

    /// The lead says: go on.
    pub(crate) async fn go_on(&self, by: UserId, promise: PromiseId) -> Result<(), Error> {
        let act = self.app.act(&self.by(by), Which::any(promise), |tx, cx, which| {
            Box::pin(gehoor_promise::go_on(tx, cx, *which))
        });
        act.await.map(drop)
    }

    /// Says whether a message in doubt went out.
    pub(crate) async fn answer_doubt(&self, by: UserId, promise: PromiseId, went: bool) -> Result<(), Error> {
        let act = self.app.act(&self.by(by), (Which::any(promise), went), |tx, cx, (which, went)| {
            Box::pin(gehoor_promise::answer_doubt(tx, cx, *which, *went))
        });
        act.await.map(drop)
    }

    /// Sets when the garage is open.
    pub(crate) async fn set_hours(&self, hours: &Hours) -> Result<(), Error> {
        let company = CompanyPolicy { company: hours.clone(), ..CompanyPolicy::starting(self.zone.clone()) };
        let act = self.app.act(&self.by(self.crew.administrator), company, |tx, cx, company| {
            Box::pin(gehoor_contact::set_policy(tx, cx, None, company))
        });
        act.await.map(drop)
    }

    /// Notes an absence.
    pub(crate) async fn absent(&self, user: UserId, new: NewAbsence) -> Result<(), Error> {
        let act = self.app.act(&self.by(user), new, move |tx, cx, new| {
            Box::pin(async move { gehoor_people::note_absence(tx, cx, user, new).await })
        });
        act.await.map(drop)
    }
}
