//! The product as the simulated world uses it: the production use cases and tasks over an in-memory database.
//!
//! The process can die at any command: everything in memory is dropped, the database stays.

mod customers;
mod people;
mod promises;
mod provider;
mod reading;

use std::collections::HashMap;
use std::sync::Arc;

use futures_util::FutureExt;
use gehoor_db::{Db, Tx};
use gehoor_kernel::time::Instant;
use gehoor_shell::app::{Ids, Parts, Settings};
use gehoor_shell::scheduler::Hand;
use gehoor_shell::{Actor, App, BoxFuture, Caller, Clock, Cx, Error, Slice, api::Authenticator};

use crate::chaos::{Chaos, Fate};
use crate::dice::Dice;

pub use promises::{Letter, NewPromise, Report};
pub use provider::{Note, Provider};

/// How a command ended, as the one who gave it can know; and what the world knows besides.
#[derive(Clone, Debug)]
pub enum Ended<T> {
    /// It was answered.
    Done(T),
    /// It was refused.
    Refused(String),
    /// The process died. With a value: after the commit, so all of it must be there; without: nothing of it may be there.
    Died(Option<T>),
    /// The program failed in a way that no law allows for.
    Broken(Trouble),
}

/// The simulation can't go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble(String);

impl Trouble {
    /// Trouble, in a sentence.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What one round of tasks did.
#[derive(Clone, Debug, Default)]
pub struct Ticked {
    /// The tasks that did something, and how much.
    pub worked: Vec<(&'static str, usize)>,
    /// The process died in the middle.
    pub died: bool,
}

/// The running product.
pub struct Desk {
    db: Db,
    clock: Clock,
    seeds: Dice,
    provider: Provider,
    servers: Vec<Server>,
    active: usize,
    fate: Fate,
    #[cfg(any(test, feature = "planted-faults"))]
    pub(crate) planted: crate::faults::Planted,
}

struct Server {
    app: App,
    hand: Hand,
}

impl Desk {
    /// An empty company at `start`. `mail`: messages can leave by themselves.
    pub fn open(seed: u64, start: Instant, mail: bool) -> Result<Self, Trouble> {
        let db = Db::memory().map_err(|error| trouble(&error))?;
        ready(db.migrate(gehoor_testkit::MIGRATIONS, start))?;
        let mut desk = Self {
            db,
            clock: Clock::manual(start),
            seeds: Dice::new(seed, "process"),
            provider: Provider::new(mail),
            servers: Vec::new(),
            active: 0,
            fate: Fate::Lives,
            #[cfg(any(test, feature = "planted-faults"))]
            planted: crate::faults::Planted::default(),
        };
        for _ in 0..2 {
            let server = desk.server()?;
            desk.servers.push(server);
        }
        Ok(desk)
    }

    /// The provider answers as chaos says.
    pub fn listen(&self, chaos: Chaos) {
        self.provider.listen(chaos);
    }

    /// The provider, to script it by hand.
    pub fn provider(&self) -> &Provider {
        &self.provider
    }

    /// Moves the clock.
    pub fn set_clock(&self, now: Instant) {
        self.clock.set(now);
    }

    /// What happens to the process during the next command.
    pub fn set_fate(&mut self, fate: Fate) {
        self.fate = fate;
    }

    /// When the tasks want to run next.
    pub fn next(&self) -> Option<Instant> {
        self.servers.get(self.active).and_then(|server| server.hand.next())
    }

    /// The other of two servers on the same database takes over; it looks at everything, as a server on a shared store does.
    pub fn change_server(&mut self) {
        self.active = (self.active + 1) % self.servers.len().max(1);
        if let Some(server) = self.servers.get_mut(self.active) {
            server.hand = Hand::new(&server.app);
        }
    }

    /// All processes die; new ones start on the same database.
    pub fn restart(&mut self) -> Result<(), Trouble> {
        for place in 0..self.servers.len() {
            let server = self.server()?;
            self.servers[place] = server;
        }
        Ok(())
    }

    /// The moment now.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Runs everything that is due now.
    pub fn tick(&mut self) -> Result<Ticked, Trouble> {
        #[cfg(any(test, feature = "planted-faults"))]
        self.clock.advance(self.hurry());
        let ticked = self.run_tasks();
        #[cfg(any(test, feature = "planted-faults"))]
        {
            self.clock.set(self.clock.now().minus(self.hurry()));
            self.spoil_tick();
        }
        ticked
    }

    fn run_tasks(&mut self) -> Result<Ticked, Trouble> {
        let Some(server) = self.servers.get_mut(self.active) else { return Err(Trouble::new("no server")) };
        match server.hand.run_due().now_or_never() {
            Some(Ok(log)) => {
                let worked = log.into_iter().filter(|(_, ran)| ran.worked > 0);
                Ok(Ticked { worked: worked.map(|(name, ran)| (name, ran.worked)).collect(), died: false })
            }
            Some(Err(error)) => Err(trouble(&error)),
            None => {
                self.restart()?;
                #[cfg(any(test, feature = "planted-faults"))]
                self.spoil_death();
                Ok(Ticked { worked: Vec::new(), died: true })
            }
        }
    }

    /// Rings a task's bell.
    #[cfg(any(test, feature = "planted-faults"))]
    pub(crate) fn ring(&self, task: &str) {
        if let Some(server) = self.servers.get(self.active) {
            server.app.pokes.poke(task, None);
        }
    }

    /// What the provider noted down since the last call.
    pub fn take_notes(&self) -> Vec<Note> {
        self.provider.take_notes()
    }

    fn server(&mut self) -> Result<Server, Trouble> {
        let channels = self.provider.channels();
        let parts = Parts {
            db: self.db.clone(),
            clock: self.clock.clone(),
            ids: Ids::from_seed(self.seeds.bits()),
            settings: Settings::default(),
            slices: slices(),
            authenticator: Arc::new(Nobody),
            channels: channels.into_iter().collect::<HashMap<_, _>>(),
            front: Default::default(),
        };
        let app = App::new(parts).map_err(|error| trouble(&error))?;
        let hand = Hand::new(&app);
        Ok(Server { app, hand })
    }

    /// Runs a use case under the fate that was set.
    pub(crate) fn act<I, T, F>(&mut self, actor: Actor, input: I, case: F) -> Ended<T>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'a, 't> Fn(&'a mut Tx<'t>, &'a Cx, &'a I) -> BoxFuture<'a, Result<T, Error>>
            + Send
            + Sync
            + 'static,
    {
        let Some(app) = self.servers.get(self.active).map(|server| server.app.clone()) else {
            return Ended::Broken(Trouble::new("no server"));
        };
        let cx = app.cx(actor);
        match self.fate {
            Fate::DiesBefore => return self.die(None),
            Fate::DiesDuring => {
                let _ = app.act(&cx, input, move |tx, cx, input| cut_off(case(tx, cx, input))).now_or_never();
                return self.die(None);
            }
            Fate::Lives | Fate::DiesAfter => {}
        }
        match app.act(&cx, input, case).now_or_never() {
            None => Ended::Broken(Trouble::new("a use case waits for something that is not the database")),
            Some(Ok(done)) if self.fate == Fate::DiesAfter => self.die(Some(done)),
            Some(Ok(done)) => Ended::Done(done),
            Some(Err(error @ (Error::Db(_) | Error::Program(_)))) => Ended::Broken(trouble(&error)),
            Some(Err(error)) => Ended::Refused(error.to_string()),
        }
    }

    /// Runs a reading use case.
    fn see<I, T, F>(&self, input: I, case: F) -> Result<T, Trouble>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'a, 't> Fn(&'a mut Tx<'t>, &'a Cx, &'a I) -> BoxFuture<'a, Result<T, Error>>
            + Send
            + Sync
            + 'static,
    {
        let server = self.servers.get(self.active).ok_or_else(|| Trouble::new("no server"))?;
        let cx = server.app.cx(Actor::System);
        ready(server.app.look(&cx, input, case))
    }

    fn die<T>(&mut self, done: Option<T>) -> Ended<T> {
        match self.restart() {
            Ok(()) => {
                #[cfg(any(test, feature = "planted-faults"))]
                self.spoil_death();
                Ended::Died(done)
            }
            Err(trouble) => Ended::Broken(trouble),
        }
    }
}

/// The slices of the product.
fn slices() -> Vec<Slice> {
    vec![gehoor_people::slice(), gehoor_customer::slice(), gehoor_contact::slice(), gehoor_promise::slice()]
}

/// Does the work, then fails, so that the transaction is rolled back as a death in the middle of it would.
fn cut_off<T: Send + 'static>(work: BoxFuture<'_, Result<T, Error>>) -> BoxFuture<'_, Result<T, Error>> {
    Box::pin(async move {
        work.await?;
        Err(Error::program("the process died"))
    })
}

fn trouble(error: &impl std::fmt::Display) -> Trouble {
    Trouble::new(error.to_string())
}

/// The result of a future that has no reason to wait.
fn ready<T, E: std::fmt::Display>(future: impl Future<Output = Result<T, E>>) -> Result<T, Trouble> {
    let done = future.now_or_never().ok_or_else(|| Trouble::new("the database in memory waits"))?;
    done.map_err(|error| trouble(&error))
}

/// Nobody signs in over HTTP here.
struct Nobody;

impl Authenticator for Nobody {
    fn authenticate<'a>(&'a self, _: &'a App, _: &'a str) -> BoxFuture<'a, Result<Option<Caller>, Error>> {
        Box::pin(std::future::ready(Ok(None)))
    }
}
