//! The mean of independent values, and the difference of two.

use crate::Interval;
use crate::normal::t;

/// A mean with its spread and its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// Of how many values.
    pub n: u64,
    /// The mean.
    pub mean: f64,
    /// The standard deviation, with `n - 1`.
    pub deviation: f64,
    /// Student's interval around the mean.
    pub interval: Interval,
}

/// The mean of values that occur so often each, with Student's interval; none for fewer than two values.
///
/// `m ± t(n-1)·s/√n`: Student (W. S. Gosset), The probable error of a mean, Biometrika 6 (1908) 1-25.
pub fn mean(counted: &[(f64, u64)], level: f64) -> Option<Mean> {
    let n: u64 = counted.iter().map(|(_, count)| count).sum();
    if n < 2 {
        return None;
    }
    let of = n as f64;
    let mean = counted.iter().map(|(value, count)| value * *count as f64).sum::<f64>() / of;
    let squares: f64 = counted.iter().map(|(value, count)| (value - mean).powi(2) * *count as f64).sum();
    let deviation = (squares / (of - 1.0)).sqrt();
    let reach = t(level, of - 1.0)? * deviation / of.sqrt();
    Some(Mean { n, mean, deviation, interval: Interval { low: mean - reach, high: mean + reach } })
}

/// How much larger one mean is than another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The first less the second.
    pub difference: f64,
    /// Welch's interval around it.
    pub interval: Interval,
}

/// The difference of two means of different groups whose spreads may differ; none when neither spreads.
///
/// `m₁ - m₂ ± t(ν)·√(s₁²/n₁ + s₂²/n₂)` with `ν = (s₁²/n₁ + s₂²/n₂)² / ((s₁²/n₁)²/(n₁-1) + (s₂²/n₂)²/(n₂-1))`: B. L. Welch, The
/// generalization of Student's problem, Biometrika 34 (1947) 28-35.
pub fn difference(first: &Mean, second: &Mean, level: f64) -> Option<Difference> {
    let part = |mean: &Mean| mean.deviation.powi(2) / mean.n as f64;
    let (a, b) = (part(first), part(second));
    let freedom = (a + b).powi(2) / (a * a / (first.n as f64 - 1.0) + b * b / (second.n as f64 - 1.0));
    let reach = t(level, freedom)? * (a + b).sqrt();
    let difference = first.mean - second.mean;
    let interval = Interval { low: difference - reach, high: difference + reach };
    reach.is_finite().then_some(Difference { difference, interval })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LEVEL;

    // Student's sleep data of 1908: hours gained with two drugs, ten patients each.
    const FIRST: [f64; 10] = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    const SECOND: [f64; 10] = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    fn of(values: [f64; 10]) -> Mean {
        mean(&values.map(|value| (value, 1)), LEVEL).unwrap()
    }

    #[test]
    fn welch_agrees_with_the_published_values_of_the_sleep_data() {
        let found = difference(&of(FIRST), &of(SECOND), LEVEL).unwrap();
        assert!((found.difference + 1.58).abs() < 1e-9);
        assert!((found.interval.low + 3.365_483).abs() < 1e-5, "{found:?}");
        assert!((found.interval.high - 0.205_483).abs() < 1e-5, "{found:?}");
    }

    #[test]
    fn counted_values_are_as_good_as_a_list() {
        let list = mean(&[(1.0, 1), (1.0, 1), (2.0, 1), (4.0, 1)], LEVEL);
        assert_eq!(list, mean(&[(1.0, 2), (2.0, 1), (4.0, 1)], LEVEL));
        assert_eq!(mean(&[(1.0, 1)], LEVEL), None);
        let still = mean(&[(2.0, 5)], LEVEL).unwrap();
        assert_eq!((still.interval.low, still.interval.high), (2.0, 2.0));
        assert_eq!(difference(&still, &still, LEVEL), None);
    }
}
