//! Published statistics, pure: each with its formula and source. Everything that gives a value gives its interval too.
//!
//! Counts are whole numbers, levels are shares ("0.95"), times are in whatever unit the caller uses throughout.

mod independence;
mod linear;
mod logrank;
mod mean;
mod normal;
mod proportion;
mod survival;

pub use independence::{Independence, independence};
pub use logrank::{LogRank, log_rank};
pub use mean::{Difference, Mean, difference, mean};
pub use normal::LEVEL;
pub use proportion::{Ratio, ratio, wilson};
pub use survival::{Curve, Leaving, Quantile, Step};

/// From where to where a value may reasonably lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Half of its width.
    pub fn half_width(self) -> f64 {
        (self.high - self.low) / 2.0
    }
}
