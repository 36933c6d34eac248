//! A day at the garage, in small steps of time: customers ask, orders arrive, staff work through what is due, forget, hand over.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use gehoor_kernel::id::{CustomerId, UserId};
use gehoor_kernel::rng::Random;
use gehoor_kernel::time::hours::Hours;
use gehoor_kernel::time::{Instant, days, hours, minutes};
use gehoor_people::{Directory, Owner};
use gehoor_promise::rules::{Open, Phase, Promise};
use gehoor_promise::{NewPromise, View, Wanted};
use gehoor_shell::{Actor, Error};

use super::desk::Desk;
use super::steps;
use super::words::{self, When, Wish};

/// How much time one step takes.
pub(crate) const STEP: Duration = minutes(5);

/// New promises in one step.
const WISHES: f64 = 0.33;
/// How likely a due step is taken up in one step of time.
const DILIGENCE: f64 = 0.18;
/// The same for a promise that somebody forgot about.
const FORGOTTEN: f64 = 0.003;
/// The same for finding out whether a message went out: nobody likes to.
const FINDS_OUT: f64 = 0.004;
/// One promise in so many is forgotten.
const FORGETS: u64 = 12;

/// The garage from day to day.
pub(crate) struct Days {
    /// Who does what.
    pub(crate) desk: Desk,
    /// When the garage is open.
    pub(crate) open: Hours,
    /// What decides chance.
    pub(crate) seed: u64,
    /// Everybody who may be promised something.
    pub(crate) customers: Vec<CustomerId>,
}

impl Days {
    /// One step of time at the application's present moment.
    pub(crate) async fn step(&self) -> Result<(), Error> {
        let now = self.desk.app.clock.now();
        if !self.open.is_open(now) {
            return Ok(());
        }
        let mut random = self.chance(now.as_micros() as u64);
        let cx = self.desk.app.cx(Actor::System);
        let directory = self.desk.app.look(&cx, (), |tx, cx, ()| Box::pin(gehoor_people::directory(tx, cx)));
        let here = Here { directory: directory.await?, now };
        let open = self.desk.open_promises(false).await?;
        self.wishes(&open, now, &mut random).await?;
        self.arrivals(&open, now).await?;
        for view in &open {
            if let Some(state) = view.promise.state.open() {
                forgive(self.look_after(view, state, &here, &mut random).await)?;
            }
        }
        Ok(())
    }

    /// A source of chance that belongs to `what` and the seed.
    pub(crate) fn chance(&self, what: u64) -> Random {
        let mut mixed = Random::from_seed(self.seed ^ what.rotate_left(17));
        Random::from_seed(mixed.next_u64())
    }

    /// Customers come and ask.
    async fn wishes(&self, open: &[View], now: Instant, random: &mut Random) -> Result<(), Error> {
        let count = usize::from(random.chance(WISHES)) + usize::from(random.chance(WISHES / 4.0));
        for _ in 0..count {
            if let Some(wish) = words::any(random) {
                self.promise(wish, open, now, random).await?;
            }
        }
        Ok(())
    }

    /// Promises somebody this.
    pub(crate) async fn promise(
        &self,
        wish: Wish,
        open: &[View],
        now: Instant,
        random: &mut Random,
    ) -> Result<(), Error> {
        let Some(&customer) = self.customers.get(random.below(self.customers.len() as u64) as usize) else {
            return Ok(());
        };
        let by = self.anybody(wish.team, random);
        let owner =
            if random.chance(0.5) { Owner::Team(self.desk.crew.teams[wish.team]) } else { Owner::User(by) };
        let trigger = self.trigger(wish, open, now, random);
        let reference = match &trigger {
            Wanted::When { key, .. } => Some(key.clone()),
            _ => None,
        };
        let amount_cents = random.chance(0.3).then(|| 2_500 + random.below(200_000) as i64);
        let (text, kind) = (wish.words.to_owned(), wish.kind);
        let new = NewPromise { customer, text, kind, owner, trigger, reference, amount_cents, policy: None };
        forgive(self.desk.make(by, new).await.map(drop))
    }

    fn anybody(&self, team: usize, random: &mut Random) -> UserId {
        let team: Vec<UserId> = self.desk.crew.of_team(team).map(|worker| worker.id).collect();
        team.get(random.below(team.len() as u64) as usize).copied().unwrap_or(self.desk.crew.administrator)
    }

    fn trigger(&self, wish: Wish, open: &[View], now: Instant, random: &mut Random) -> Wanted {
        match wish.when {
            When::Soon => Wanted::Soon { minutes: 5 + 5 * random.below(3) as u32 },
            When::At => {
                let ahead = [hours(1), hours(2), hours(4), hours(24), hours(48)][random.below(5) as usize];
                let from = self.at_work(now.plus(ahead));
                Wanted::At { from, until: Some(from.plus(hours(1 + random.below(3)))) }
            }
            When::Arrival => {
                let waiting: Vec<&str> =
                    open.iter().filter_map(|view| Some(view.promise.trigger.waits()?.key.as_str())).collect();
                let shared = waiting.get(random.below(3 * waiting.len().max(1) as u64) as usize);
                let key = shared.map_or_else(
                    || format!("order {}", 4712 + random.below(90_000)),
                    |key| (*key).to_owned(),
                );
                let expected_by = self.at_work(now.plus(days(1 + random.below(4))));
                Wanted::When { key, expected_by, sign_of_life_days: Some(2 + random.below(4) as u32) }
            }
        }
    }

    fn at_work(&self, from: Instant) -> Instant {
        self.open.next_open(from).unwrap_or(from)
    }

    /// Orders arrive, some early, some late.
    async fn arrivals(&self, open: &[View], now: Instant) -> Result<(), Error> {
        let mut arrived = BTreeSet::new();
        for wait in open.iter().filter_map(|view| view.promise.trigger.waits()) {
            let mut random = self
                .chance(wait.key.bytes().fold(7, |n: u64, b| n.wrapping_mul(31).wrapping_add(u64::from(b))));
            let late = hours(random.below(7 * 24));
            if wait.expected_by.plus(late).minus(days(2)) <= now {
                arrived.insert(wait.key.clone());
            }
        }
        for key in arrived {
            let by = self.anybody(2, &mut self.chance(key.len() as u64));
            self.desk.event(by, &key).await?;
        }
        Ok(())
    }

    /// What happens to one promise in this step of time.
    async fn look_after(
        &self,
        view: &View,
        open: &Open,
        here: &Here,
        random: &mut Random,
    ) -> Result<(), Error> {
        let promise = &view.promise;
        let Some(by) = here.who(view.answers.unwrap_or(open.next().owner), self, random) else {
            return Ok(());
        };
        if let Some(offer) = promise.handover {
            let taker = here.who(offer.taker, self, random);
            if let Some(taker) = taker.filter(|_| random.chance(0.03)) {
                return self.desk.answer(taker, promise.id, offer.id, random.chance(0.8)).await;
            }
        }
        let due =
            matches!(open.phase(), Phase::Due { .. } | Phase::InDoubt { .. }) && open.next().at <= here.now;
        let zeal = match open.phase() {
            Phase::InDoubt { .. } => FINDS_OUT,
            _ => self.diligence(promise),
        };
        if due && random.chance(zeal) {
            return steps::take(self, view, open, by, random).await;
        }
        self.mishap(promise, by, random).await
    }

    fn diligence(&self, promise: &Promise) -> f64 {
        let forgotten = self.chance(promise.id.bits() as u64).below(FORGETS) == 0;
        if forgotten && promise.asked_first_at.is_none() { FORGOTTEN } else { DILIGENCE }
    }

    /// What may happen to any promise: the customer asks first, or need not be called any more; somebody hands it over.
    async fn mishap(&self, promise: &Promise, by: UserId, random: &mut Random) -> Result<(), Error> {
        let (asks, ends, moves) = (random.chance(0.007), random.chance(0.0007), random.chance(0.0015));
        if asks && promise.broken_at.is_some() && promise.asked_first_at.is_none() {
            return self.desk.asked_first(by, promise.id, "Ik zou gebeld worden, maar ik hoor niets.").await;
        }
        if ends {
            return self.desk.release(by, promise.id, "Laat maar, het is al opgelost.").await;
        }
        let to = Owner::Team(self.desk.crew.teams[random.below(3) as usize]);
        if moves && promise.handover.is_none() && promise.owner != to {
            return self.desk.hand_over(by, promise.id, to).await;
        }
        Ok(())
    }
}

/// Who is at work now.
struct Here {
    directory: Arc<Directory>,
    now: Instant,
}

impl Here {
    /// Somebody who can act for this owner.
    fn who(&self, owner: Owner, days: &Days, random: &mut Random) -> Option<UserId> {
        let team = match self.directory.resolve(owner, self.now) {
            Owner::User(user) => return Some(user),
            Owner::Team(team) => self.directory.team(team)?,
        };
        let at_work =
            |user: &UserId| self.directory.person(*user).is_some_and(|person| person.is_here(self.now));
        let users: Vec<UserId> = team.members.iter().map(|member| member.user).filter(at_work).collect();
        users.get(random.below(users.len() as u64) as usize).copied().or(Some(days.desk.crew.administrator))
    }
}

/// Somebody else, perhaps the viewer by the API, was earlier: that is no failure of the demo.
fn forgive(done: Result<(), Error>) -> Result<(), Error> {
    match done {
        Err(Error::Conflict { .. } | Error::Stale { .. } | Error::NotFound) => Ok(()),
        other => other,
    }
}
