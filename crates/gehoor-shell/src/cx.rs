//! What a use case gets besides its transaction: the moment, who acts, randomness, and pokes for after the commit.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use gehoor_kernel::id::{TokenId, UserId};
use gehoor_kernel::rng::Random;
use gehoor_kernel::time::Instant;

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// An employee, or software with a token of an employee.
    User(UserId, Option<TokenId>),
    /// Gehoor itself: timers, rescue, import of its own.
    System,
    /// The customer, by a signed link.
    Customer,
}

impl Actor {
    /// The employee, when one acts.
    pub fn user(self) -> Option<UserId> {
        match self {
            Self::User(user, _) => Some(user),
            Self::System | Self::Customer => None,
        }
    }

    /// How the actor stands in the journal: an employee's id, "system" or "customer".
    pub fn word(self) -> String {
        match self {
            Self::User(user, _) => user.to_string(),
            Self::System => "system".to_owned(),
            Self::Customer => "customer".to_owned(),
        }
    }
}

/// A task to run once the work is committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Poke {
    /// The task's name.
    pub task: &'static str,
    /// When it must look; `None` is at once.
    pub at: Option<Instant>,
}

/// The surroundings of one piece of work. Cheap to clone; clones share pokes and randomness.
#[derive(Clone, Debug)]
pub struct Cx {
    /// The moment of the work: read once, the same in every re-run.
    pub now: Instant,
    /// Who acts.
    pub actor: Actor,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    seed: AtomicU64,
    pokes: Mutex<Vec<Poke>>,
}

impl Cx {
    /// The surroundings of work at `now` by `actor`; `seed` decides all its randomness.
    pub fn new(now: Instant, actor: Actor, seed: u64) -> Self {
        let shared = Shared { seed: AtomicU64::new(seed), pokes: Mutex::new(Vec::new()) };
        Self { now, actor, shared: Arc::new(shared) }
    }

    /// A new source of random bits, another one at every call.
    pub fn random(&self) -> Random {
        let state = self.shared.seed.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
        Random::from_seed(Random::from_seed(state).next_u64())
    }

    /// Asks for a run of `task` at `at` (`None`: at once) after the commit. Work that is not committed pokes nobody.
    pub fn poke(&self, task: &'static str, at: Option<Instant>) {
        let mut pokes = self.shared.pokes.lock().unwrap_or_else(PoisonError::into_inner);
        if !pokes.contains(&Poke { task, at }) {
            pokes.push(Poke { task, at });
        }
    }

    /// Takes the gathered pokes; the shell calls it after the commit.
    pub fn take_pokes(&self) -> Vec<Poke> {
        std::mem::take(&mut *self.shared.pokes.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
