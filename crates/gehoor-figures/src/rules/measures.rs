//! The figures of a group of promises. Each has its n and its interval (law 9); under five cases there is none.

use gehoor_stats::{Curve, Interval, LEVEL, Mean, Quantile, Ratio, mean, ratio};

use super::grid::WITHIN;
use super::tally::{Stand, Tally};
use super::{LEAST, LEAST_MEAN};

/// A figure, or too few cases for one.
#[derive(Clone, Debug, PartialEq)]
pub enum Few<T> {
    /// So many cases, fewer than five: no figure.
    TooFew(u64),
    /// The figure.
    Enough(T),
}

impl<T> Few<T> {
    /// The figure, if there is one.
    pub fn enough(&self) -> Option<&T> {
        match self {
            Self::TooFew(_) => None,
            Self::Enough(figure) => Some(figure),
        }
    }
}

impl Few<Ratio> {
    /// Of how many cases.
    pub fn n(&self) -> u64 {
        match self {
            Self::TooFew(n) => *n,
            Self::Enough(ratio) => ratio.n,
        }
    }
}

/// The figures of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    /// How many promises were made.
    pub made: u64,
    /// How many of them are open.
    pub open: u64,
    /// Kept, of those that were kept or whose moment was missed.
    pub kept: Few<Ratio>,
    /// Kept before the promised moment was over, of those with a moment that were kept or missed it.
    pub in_time: Few<Ratio>,
    /// Missed the promised moment, of those with a moment that ended or missed it.
    pub broken: Few<Ratio>,
    /// The customer had to ask first, of all.
    pub asked_first: Few<Ratio>,
    /// The customer released us, of those that ended.
    pub released: Few<Ratio>,
    /// Tries until the customer was first spoken to.
    pub tries: Few<Tries>,
    /// Time from our turn until the customer was first spoken to or the promise kept.
    pub reach: Few<Reach>,
}

/// How many tries it took.
#[derive(Clone, Debug, PartialEq)]
pub struct Tries {
    /// Promises whose customer was spoken to.
    pub n: u64,
    /// Tries, each with how many promises took so many.
    pub counted: Vec<(u32, u64)>,
    /// Their mean; none under fifteen promises.
    pub mean: Option<Mean>,
}

/// How long it took, by Kaplan and Meier: promises that wait still count as waiting until now.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// The curve; times in minutes.
    pub curve: Curve,
    /// By when half were reached, in minutes; none when half were not yet.
    pub median: Option<Quantile>,
    /// Within so many minutes, such a share was reached; none beyond what was seen.
    pub within: Vec<(i64, Option<(f64, Interval)>)>,
}

impl Reach {
    /// The share that was reached within so many minutes.
    pub fn within(&self, minutes: i64) -> Option<(f64, Interval)> {
        reached(&self.curve, minutes)
    }
}

impl Measures {
    /// The figures of these promises.
    pub fn of(tally: &Tally) -> Self {
        let failed = |stand: Stand| stand.broken() && !stand.kept();
        let ended = |stand: Stand| stand.kept() || stand.released();
        let count = |holds: &dyn Fn(Stand) -> bool| tally.count(holds);
        let decided = count(&|s| s.kept() || failed(s));
        let timed = count(&|s| s.timed() && s.kept() || failed(s));
        let came = count(&|s| s.timed() && ended(s) || s.broken());
        Self {
            made: tally.made(),
            open: count(&|s| s.open()),
            kept: share(count(&|s| s.kept()), decided),
            in_time: share(count(&|s| s.timed() && s.kept() && !s.broken()), timed),
            broken: share(count(&|s| s.broken()), came),
            asked_first: share(count(&|s| s.asked_first()), tally.made()),
            released: share(count(&|s| s.released()), count(&ended)),
            tries: tries(tally),
            reach: reach(tally),
        }
    }
}

fn share(part: u64, n: u64) -> Few<Ratio> {
    match ratio(part, n, LEVEL) {
        Some(ratio) if n >= LEAST => Few::Enough(ratio),
        _ => Few::TooFew(n),
    }
}

pub(super) fn tries(tally: &Tally) -> Few<Tries> {
    let counted = tally.tries();
    let n = counted.iter().map(|(_, promises)| promises).sum();
    if n < LEAST {
        return Few::TooFew(n);
    }
    let values: Vec<(f64, u64)> = counted.iter().map(|(tries, n)| (f64::from(*tries), *n)).collect();
    Few::Enough(Tries { n, mean: mean(&values, LEVEL).filter(|_| n >= LEAST_MEAN), counted })
}

pub(super) fn reach(tally: &Tally) -> Few<Reach> {
    let curve = tally.curve();
    if curve.n() < LEAST {
        return Few::TooFew(curve.n());
    }
    let within = WITHIN.iter().map(|minutes| (*minutes, reached(&curve, *minutes))).collect();
    Few::Enough(Reach { median: curve.quantile(0.5), within, curve })
}

fn reached(curve: &Curve, minutes: i64) -> Option<(f64, Interval)> {
    let (waits, Interval { low, high }) = curve.at(minutes as f64)?;
    Some((1.0 - waits, Interval { low: 1.0 - high, high: 1.0 - low }))
}
