//! What a task is.

use std::time::Duration;

use gehoor_kernel::time::Instant;

use crate::{App, BoxFuture, Error};

/// What one run of a task did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// How many things it did. More than zero: it is run again at once, there may be more.
    pub worked: usize,
    /// When there will be something to do, as far as the task knows.
    pub next: Option<Instant>,
}

/// The body of a task.
pub type Run = fn(App) -> BoxFuture<'static, Result<Ran, Error>>;

/// A timer. Idempotent, takes no input, claims what it works on.
#[derive(Clone)]
pub struct Task {
    /// Kebab-case name; pokes go by it.
    pub name: &'static str,
    /// What it does, in a sentence; stands in the reference of timers.
    pub doc: &'static str,
    /// Runs at least this often; `None`: by poke and by its next moment only.
    pub period: Option<Duration>,
    /// Follows the journal: rung so long after new entries were sealed.
    pub follows: Option<Duration>,
    /// Does one batch.
    pub run: Run,
}

impl Task {
    /// A task that runs by poke and by its next moment.
    pub fn new(name: &'static str, doc: &'static str, run: Run) -> Self {
        Self { name, doc, period: None, follows: None, run }
    }

    /// The same task, run at least this often.
    #[must_use]
    pub fn every(mut self, period: Duration) -> Self {
        self.period = Some(period);
        self
    }

    /// The same task, rung so long after new journal entries were sealed.
    #[must_use]
    pub fn follows(mut self, after: Duration) -> Self {
        self.follows = Some(after);
        self
    }

    /// One batch, now.
    pub async fn run_once(&self, app: &App) -> Result<Ran, Error> {
        (self.run)(app.clone()).await
    }
}
