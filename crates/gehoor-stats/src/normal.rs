//! Quantiles of the distributions that the intervals stand on.

use statrs::distribution::{ChiSquared, ContinuousCDF, Normal, StudentsT};

/// The level of every interval that is shown: 95 of 100 such intervals hold the true value.
pub const LEVEL: f64 = 0.95;

/// How many standard deviations a two-sided interval of this level reaches: 1.96 for 0.95. A level outside (0, 1) is taken as
/// [`LEVEL`].
pub(crate) fn z(level: f64) -> f64 {
    Normal::standard().inverse_cdf(upper(level))
}

/// The same for Student's t distribution with `freedom` degrees of freedom; none when they are not positive.
pub(crate) fn t(level: f64, freedom: f64) -> Option<f64> {
    let student = StudentsT::new(0.0, 1.0, freedom).ok()?;
    Some(student.inverse_cdf(upper(level)))
}

/// The chance of a chi-square value at least as large, with `freedom` degrees of freedom; none without any.
pub(crate) fn chi_square_tail(value: f64, freedom: usize) -> Option<f64> {
    let distribution = ChiSquared::new(freedom as f64).ok()?;
    Some(distribution.sf(value))
}

fn upper(level: f64) -> f64 {
    let level = if level > 0.0 && level < 1.0 { level } else { LEVEL };
    f64::midpoint(1.0, level)
}
