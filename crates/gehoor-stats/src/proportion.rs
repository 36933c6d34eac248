//! A share of independent cases.

use crate::Interval;
use crate::normal::z;

/// How many of how many, with the share and its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratio {
    /// How many did.
    pub count: u64,
    /// Out of how many.
    pub n: u64,
    /// The share, 0 to 1.
    pub share: f64,
    /// Wilson's interval around it.
    pub interval: Interval,
}

/// `count` of `n` with Wilson's interval; none when `n` is 0 or `count` is more than `n`.
pub fn ratio(count: u64, n: u64, level: f64) -> Option<Ratio> {
    if n == 0 || count > n {
        return None;
    }
    let share = count as f64 / n as f64;
    Some(Ratio { count, n, share, interval: wilson(share, n as f64, level) })
}

/// Wilson's score interval of a share `p` among `n` cases; `n` may be an effective number that is not whole.
///
/// `(p + z²/2n ± z·√(p(1-p)/n + z²/4n²)) / (1 + z²/n)`: E. B. Wilson, Probable inference, the law of succession, and
/// statistical inference, JASA 22 (1927) 209-212. Also right where the share is 0 or 1 or `n` is small: R. G. Newcombe,
/// Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998) 857-872, method 3.
pub fn wilson(p: f64, n: f64, level: f64) -> Interval {
    let z = z(level);
    let z2 = z * z;
    let middle = p + z2 / (2.0 * n);
    let reach = z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let whole = 1.0 + z2 / n;
    // Rounding must not lift an end off 0 or 1, nor off the share itself.
    let low = ((middle - reach) / whole).clamp(0.0, p);
    let high = ((middle + reach) / whole).clamp(p, 1.0);
    Interval { low: if p <= 0.0 { 0.0 } else { low }, high: if p >= 1.0 { 1.0 } else { high } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::LEVEL;

    #[test]
    fn an_interval_holds_its_share_and_shrinks_with_n() {
        for n in [1, 5, 20, 1000] {
            for count in [0, n / 2, n] {
                let ratio = ratio(count, n, LEVEL).unwrap();
                let Interval { low, high } = ratio.interval;
                assert!(0.0 <= low && low <= ratio.share && ratio.share <= high && high <= 1.0, "{ratio:?}");
            }
        }
        let width = |n| ratio(n / 2, n, LEVEL).unwrap().interval.half_width();
        assert!(width(20) > width(200));
        assert!(ratio(0, 0, LEVEL).is_none() && ratio(3, 2, LEVEL).is_none());
    }
}
