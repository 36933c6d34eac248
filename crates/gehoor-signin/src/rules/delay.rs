//! Wrong tries make the next one wait, longer each time. Nobody is locked out: after the wait a right password works.

use std::time::Duration;

use gehoor_kernel::time::{Instant, hours, minutes};

/// Tries longer ago than this are forgotten.
const REMEMBERED: Duration = hours(24);

/// What is counted, and so how patient we are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Tries at one account from one place.
    Place,
    /// Tries at one account from everywhere.
    Account,
    /// Tries at one person's PIN on one shared device.
    Pin,
}

impl Kind {
    /// How many tries are free of any wait.
    const fn free(self) -> u32 {
        match self {
            Self::Place => 4,
            Self::Account => 50,
            Self::Pin => 3,
        }
    }

    const fn longest(self) -> Duration {
        match self {
            Self::Place | Self::Pin => minutes(15),
            Self::Account => Duration::from_secs(10),
        }
    }
}

/// The tries that were counted under one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delay {
    /// How many since the last right one.
    pub tries: u32,
    /// When the last one was.
    pub last_at: Instant,
    /// From when the next one may come.
    pub free_at: Instant,
}

impl Delay {
    /// The count after one more try at `now`, given the ones before. Counted before the try is looked at, so that many at
    /// the same time count as many.
    ///
    /// # Errors
    /// From when a try may come, when it is too early; nothing is counted then.
    pub fn count(before: Option<Self>, kind: Kind, now: Instant) -> Result<Self, Instant> {
        let known = before.filter(|delay| now.since(delay.last_at) < REMEMBERED);
        if let Some(delay) = known.filter(|delay| now < delay.free_at) {
            return Err(delay.free_at);
        }
        let tries = known.map_or(0, |delay| delay.tries).saturating_add(1);
        Ok(Self { tries, last_at: now, free_at: now.plus(wait(kind, tries)) })
    }
}

/// How long the next try waits after so many: 2, 4, 8 … seconds once the free ones are used, up to the longest.
fn wait(kind: Kind, tries: u32) -> Duration {
    match tries.checked_sub(kind.free()) {
        None => Duration::ZERO,
        Some(beyond) => Duration::from_secs(1 << (beyond + 1).min(20)).min(kind.longest()),
    }
}
