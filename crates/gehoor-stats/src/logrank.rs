//! Whether it takes as long in one group as in another.

use std::collections::BTreeSet;

use crate::linear::solve;
use crate::normal::chi_square_tail;
use crate::survival::Leaving;

/// What the test found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogRank {
    /// Cases in all groups.
    pub n: u64,
    /// For how many of them it happened.
    pub events: u64,
    /// The test's value.
    pub chi_square: f64,
    /// Its degrees of freedom.
    pub freedom: usize,
    /// The chance of such a value or a larger one when it takes as long in every group.
    pub p: f64,
}

/// The log-rank test over groups of cases; groups without cases are left out. None when fewer than two remain, or nothing tells
/// them apart.
///
/// At each time the events of a group are compared with `d·nⱼ/n`; the differences' covariance is that of the hypergeometric
/// distribution: N. Mantel, Cancer Chemotherapy Reports 50 (1966) 163-170; R. Peto, J. Peto, JRSS A 135 (1972) 185-207.
pub fn log_rank(groups: &[Vec<Leaving>]) -> Option<LogRank> {
    let total =
        |group: &[Leaving]| group.iter().map(|leaving| leaving.events + leaving.censored).sum::<u64>();
    let groups: Vec<&[Leaving]> = groups.iter().map(Vec::as_slice).filter(|group| total(group) > 0).collect();
    let freedom = groups.len().checked_sub(1).filter(|freedom| *freedom > 0)?;
    let (differences, covariance) = sums(&groups, freedom);
    let solved = solve(covariance, differences.clone())?;
    let chi_square: f64 = differences.iter().zip(&solved).map(|(a, b)| a * b).sum();
    let n = groups.iter().map(|group| total(group)).sum();
    let events = groups.iter().flat_map(|group| group.iter()).map(|leaving| leaving.events).sum();
    Some(LogRank { n, events, chi_square, freedom, p: chi_square_tail(chi_square, freedom)? })
}

/// Seen less expected for all groups but the last, and the covariance of that.
fn sums(groups: &[&[Leaving]], freedom: usize) -> (Vec<f64>, Vec<Vec<f64>>) {
    let (mut differences, mut covariance) = (vec![0.0; freedom], vec![vec![0.0; freedom]; freedom]);
    for time in times(groups) {
        let events: Vec<f64> =
            groups.iter().map(|group| sum(group, |at| at.total_cmp(&time).is_eq(), false)).collect();
        let at_risk: Vec<f64> = groups.iter().map(|group| sum(group, |at| at >= time, true)).collect();
        let (d, n): (f64, f64) = (events.iter().sum(), at_risk.iter().sum());
        let spread = if n > 1.0 { d * (n - d) / (n - 1.0) } else { 0.0 };
        for row in 0..freedom {
            differences[row] += events[row] - d * at_risk[row] / n;
            for column in 0..freedom {
                let own = if row == column { at_risk[row] / n } else { 0.0 };
                covariance[row][column] += spread * (own - at_risk[row] * at_risk[column] / (n * n));
            }
        }
    }
    (differences, covariance)
}

/// The times at which it happened to anybody.
fn times(groups: &[&[Leaving]]) -> Vec<f64> {
    let all = groups.iter().flat_map(|group| group.iter()).filter(|leaving| leaving.events > 0);
    let bits: BTreeSet<u64> = all.map(|leaving| leaving.time.max(0.0).to_bits()).collect();
    bits.into_iter().map(f64::from_bits).collect()
}

fn sum(group: &[Leaving], holds: impl Fn(f64) -> bool, censored_too: bool) -> f64 {
    let counted = group.iter().filter(|leaving| holds(leaving.time.max(0.0)));
    counted.map(|leaving| leaving.events + if censored_too { leaving.censored } else { 0 }).sum::<u64>()
        as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(events: &[f64], censored: &[f64]) -> Vec<Leaving> {
        let happened = events.iter().map(|&time| Leaving { time, events: 1, censored: 0 });
        happened.chain(censored.iter().map(|&time| Leaving { time, events: 0, censored: 1 })).collect()
    }

    // R's survival package, data set aml: survdiff gives 3.4 on 1 degree of freedom, p = 0.0653.
    #[test]
    fn the_published_test_is_met() {
        let maintained = group(&[9.0, 13.0, 18.0, 23.0, 31.0, 34.0, 48.0], &[13.0, 28.0, 45.0, 161.0]);
        let stopped = group(&[5.0, 5.0, 8.0, 8.0, 12.0, 23.0, 27.0, 30.0, 33.0, 43.0, 45.0], &[16.0]);
        let found = log_rank(&[maintained.clone(), Vec::new(), stopped]).unwrap();
        assert_eq!((found.n, found.events, found.freedom), (23, 18, 1));
        assert!((found.chi_square - 3.396_389).abs() < 1e-5, "{found:?}");
        assert!((found.p - 0.0653).abs() < 5e-5, "{found:?}");
        assert_eq!(log_rank(&[maintained]), None);
    }

    #[test]
    fn equal_groups_do_not_differ() {
        let one = group(&[1.0, 2.0, 5.0, 9.0], &[3.0, 7.0]);
        let found = log_rank(&[one.clone(), one.clone(), one]).unwrap();
        assert!(found.chi_square.abs() < 1e-9 && found.freedom == 2 && found.p > 0.999, "{found:?}");
    }
}
