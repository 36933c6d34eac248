//! Sums of cells.

use std::collections::BTreeMap;

use gehoor_kernel::time::Instant;
use gehoor_stats::{Curve, LEVEL, Leaving};

use super::cell::Measure;
use super::fact::waiting;
use super::grid::down;

/// The promises of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    stands: BTreeMap<i64, u64>,
    tries: BTreeMap<i64, u64>,
    /// Minutes: how many were reached then, and how many last seen waiting then.
    waits: BTreeMap<i64, (u64, u64)>,
}

impl Tally {
    /// Adds `n` promises with this value.
    pub fn add(&mut self, measure: Measure, value: i64, n: u64, now: Instant) {
        match measure {
            Measure::Stand => *self.stands.entry(value).or_default() += n,
            Measure::Tries => *self.tries.entry(value).or_default() += n,
            Measure::Reached => self.waits.entry(value).or_default().0 += n,
            Measure::Left => self.waits.entry(value).or_default().1 += n,
            Measure::Open => self.waits.entry(down(waiting(value, now))).or_default().1 += n,
        }
    }

    /// How many promises were made.
    pub fn made(&self) -> u64 {
        self.count(|_| true)
    }

    /// How many tries it took, each with how many promises.
    pub fn tries(&self) -> Vec<(u32, u64)> {
        let known = self.tries.iter().filter_map(|(tries, n)| Some((u32::try_from(*tries).ok()?, *n)));
        known.filter(|(_, n)| *n > 0).collect()
    }

    /// Who left the watch, by minutes.
    pub fn leavings(&self) -> Vec<Leaving> {
        let leaving = |(minutes, (events, censored)): (&i64, &(u64, u64))| Leaving {
            time: *minutes as f64,
            events: *events,
            censored: *censored,
        };
        self.waits.iter().map(leaving).collect()
    }

    /// The curve of the time until reached, in minutes.
    pub fn curve(&self) -> Curve {
        Curve::new(self.leavings(), LEVEL)
    }

    pub(super) fn count(&self, holds: impl Fn(Stand) -> bool) -> u64 {
        self.stands.iter().filter(|(bits, _)| holds(Stand(**bits))).map(|(_, n)| n).sum()
    }
}

/// How a promise stands, as its cell holds it.
#[derive(Clone, Copy)]
pub(super) struct Stand(i64);

impl Stand {
    pub(super) fn kept(self) -> bool {
        self.0 & 3 == 1
    }

    pub(super) fn released(self) -> bool {
        self.0 & 3 == 2
    }

    pub(super) fn open(self) -> bool {
        self.0 & 3 == 0
    }

    pub(super) fn broken(self) -> bool {
        self.0 & 4 != 0
    }

    pub(super) fn asked_first(self) -> bool {
        self.0 & 8 != 0
    }

    pub(super) fn timed(self) -> bool {
        self.0 & 16 != 0
    }
}
