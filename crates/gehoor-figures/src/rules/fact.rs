//! What counts of one promise.

use gehoor_kernel::time::Instant;
use gehoor_promise::rules::Kind;

use super::cell::{Cell, Measure};
use super::effort::Band;
use super::grid::{down, up};
use super::month::Month;

/// More attempts than this are counted as this many.
const MOST_TRIES: u32 = 99;
const MINUTE: i64 = 60_000_000;
const HOUR: i64 = 60 * MINUTE;

/// How a promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not ended.
    Open,
    /// Kept.
    Kept,
    /// The customer released us.
    Released,
}

impl Standing {
    /// The word in the store.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Kept => "kept",
            Self::Released => "released",
        }
    }

    /// The standing of a promise in this state.
    pub fn of_state(state: &str) -> Self {
        match state {
            "kept" => Self::Kept,
            "released" => Self::Released,
            _ => Self::Open,
        }
    }
}

/// A try on the customer, oldest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Try {
    /// When.
    pub at: Instant,
    /// It counts as a try.
    pub counts: bool,
    /// The customer was spoken to.
    pub reached: bool,
}

/// A promise as the store holds it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What was promised.
    pub kind: Kind,
    /// How it stands.
    pub standing: Standing,
    /// When it ended, if it did.
    pub ended_at: Option<Instant>,
    /// A moment was promised.
    pub timed: bool,
    /// That moment was missed.
    pub broken: bool,
    /// The customer had to ask.
    pub asked_first: bool,
    /// What is at stake.
    pub band: Band,
    /// The tries, oldest first.
    pub tries: Vec<Try>,
    /// When it was first our turn, as far as the journal has told.
    pub turn_at: Option<Instant>,
}

/// What counts of a promise. It names nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The month in which it was made.
    pub month: Month,
    /// The team that has or had the ball: its id, or empty.
    pub team: String,
    /// What was promised.
    pub kind: Kind,
    /// What is at stake.
    pub band: Band,
    /// How it stands.
    pub standing: Standing,
    /// A moment was promised.
    pub timed: bool,
    /// That moment was missed.
    pub broken: bool,
    /// The customer had to ask.
    pub asked_first: bool,
    /// When it was first our turn.
    pub turn_at: Option<Instant>,
    /// When the customer was first spoken to, or the promise kept.
    pub reached_at: Option<Instant>,
    /// When it ended.
    pub ended_at: Option<Instant>,
    /// How many tries it took until the customer was first spoken to, that one included.
    pub tries: Option<u32>,
}

impl Fact {
    /// What counts of a promise that was made in this month and whose ball this team has.
    pub fn new(month: Month, team: String, seen: &Seen) -> Self {
        let spoken = seen.tries.iter().filter(|tried| tried.reached).map(|tried| tried.at).min();
        let kept = seen.ended_at.filter(|_| seen.standing == Standing::Kept);
        let reached_at = spoken.into_iter().chain(kept).min();
        let until =
            |last: Instant| seen.tries.iter().filter(|tried| tried.counts && tried.at <= last).count();
        let tried = spoken.map(until);
        Self {
            month,
            team,
            kind: seen.kind,
            band: seen.band,
            standing: seen.standing,
            timed: seen.timed,
            broken: seen.broken,
            asked_first: seen.asked_first,
            turn_at: seen.turn_at.into_iter().chain(reached_at).min(),
            reached_at,
            ended_at: seen.ended_at,
            tries: tried.map(|tries| u32::try_from(tries).unwrap_or(MOST_TRIES).clamp(1, MOST_TRIES)),
        }
    }

    /// The cells in which the promise stands.
    pub fn cells(&self) -> Vec<Cell> {
        let cell = |measure, band, value| Cell {
            month: self.month,
            team: self.team.clone(),
            kind: self.kind,
            measure,
            band,
            value,
        };
        let mut cells = vec![cell(Measure::Stand, Band::None, self.stand())];
        cells.extend(self.tries.map(|tries| cell(Measure::Tries, self.band, i64::from(tries))));
        cells.extend(self.waited().map(|(measure, value)| cell(measure, self.band, value)));
        cells
    }

    /// How long the customer waited since it was our turn: until reached, until released unreached, or still.
    fn waited(&self) -> Option<(Measure, i64)> {
        let turn = self.turn_at?.as_micros();
        if let Some(reached) = self.reached_at {
            let micros = (reached.as_micros() - turn).max(0);
            return Some((Measure::Reached, up(micros.div_ceil_minute())));
        }
        Some(match self.ended_at {
            Some(ended) => (Measure::Left, down((ended.as_micros() - turn) / MINUTE)),
            None => (Measure::Open, turn.div_euclid(HOUR) + 1),
        })
    }

    fn stand(&self) -> i64 {
        let standing = match self.standing {
            Standing::Open => 0,
            Standing::Kept => 1,
            Standing::Released => 2,
        };
        standing | i64::from(self.broken) << 2 | i64::from(self.asked_first) << 3 | i64::from(self.timed) << 4
    }
}

trait Minutes {
    fn div_ceil_minute(self) -> i64;
}

impl Minutes for i64 {
    fn div_ceil_minute(self) -> i64 {
        self / MINUTE + i64::from(self % MINUTE > 0)
    }
}

/// How many minutes a promise whose turn came before this hour (as [`Measure::Open`] counts them) has waited at least.
pub(super) fn waiting(hour: i64, now: Instant) -> i64 {
    ((now.as_micros() - hour * HOUR) / MINUTE).max(0)
}
