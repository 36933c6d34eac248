//! Bells: a task sleeps until its moment, or until somebody rings earlier.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gehoor_kernel::time::Instant;
use tokio::sync::Notify;

/// Before every moment: "at once".
const AT_ONCE: Instant = Instant::from_micros(i64::MIN);
const NEVER: Instant = Instant::from_micros(i64::MAX);

/// The bells of all tasks.
#[derive(Debug)]
pub struct Pokes(HashMap<&'static str, Arc<Bell>>);

/// One task's bell.
#[derive(Debug)]
pub(super) struct Bell {
    state: Mutex<State>,
    rung: Notify,
}

#[derive(Debug)]
struct State {
    /// The earliest moment asked for since the last run began.
    wanted: Instant,
    /// Until when the task sleeps; `NEVER` while it runs, so that no poke is lost to a run that looked too early.
    sleeps_until: Instant,
}

impl Pokes {
    /// One bell for each name.
    pub fn new(names: impl Iterator<Item = &'static str>) -> Self {
        Self(names.map(|name| (name, Arc::new(Bell::new()))).collect())
    }

    /// Asks for a run of `task` at `at`, or at once. An unknown task is left in peace.
    pub fn poke(&self, task: &str, at: Option<Instant>) {
        if let Some(bell) = self.0.get(task) {
            bell.poke(at.unwrap_or(AT_ONCE));
        }
    }

    pub(super) fn bell(&self, task: &str) -> Option<Arc<Bell>> {
        self.0.get(task).cloned()
    }
}

impl Bell {
    fn new() -> Self {
        Self { state: Mutex::new(State { wanted: NEVER, sleeps_until: NEVER }), rung: Notify::new() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn poke(&self, at: Instant) {
        let earlier = {
            let mut state = self.lock();
            state.wanted = state.wanted.min(at);
            at < state.sleeps_until
        };
        if earlier {
            self.rung.notify_one();
        }
    }

    /// A run begins: what was asked for is answered by it.
    pub(super) fn begin(&self) {
        let mut state = self.lock();
        *state = State { wanted: NEVER, sleeps_until: NEVER };
    }

    /// A run ended and knows its next moment: until when to sleep, `None` for ever.
    pub(super) fn end(&self, next: Option<Instant>) -> Option<Instant> {
        let mut state = self.lock();
        state.sleeps_until = next.unwrap_or(NEVER).min(state.wanted);
        (state.sleeps_until < NEVER).then_some(state.sleeps_until)
    }

    /// The earliest moment asked for that no run has answered.
    pub(super) fn wanted(&self) -> Option<Instant> {
        let wanted = self.lock().wanted;
        (wanted < NEVER).then_some(wanted)
    }

    /// Waits until somebody rings for an earlier moment.
    pub(super) async fn rung(&self) {
        self.rung.notified().await;
    }
}
