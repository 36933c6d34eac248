//! How long it takes until something happens, when for some cases it has not happened yet.

use std::collections::BTreeMap;

use crate::normal::z;
use crate::proportion::wilson;
use crate::{Interval, LEVEL};

/// How many cases left the watch at one time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Leaving {
    /// The time since each case's own start, not negative.
    pub time: f64,
    /// For how many it happened then.
    pub events: u64,
    /// How many were last seen then without it (censored).
    pub censored: u64,
}

/// Where the curve falls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The time.
    pub time: f64,
    /// Cases still under watch just before.
    pub at_risk: u64,
    /// For how many of them it happened then.
    pub events: u64,
    /// The share for which it has not happened by then.
    pub survival: f64,
    /// The interval around that share.
    pub interval: Interval,
    /// Greenwood's standard error of the share; 0 when nobody remains.
    pub error: f64,
}

/// A time with its interval; an end that the cases do not reach is open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantile {
    /// By this time it has happened for the asked share.
    pub time: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end; none when the band does not come down that far.
    pub high: Option<f64>,
}

/// The curve of Kaplan and Meier: the share for which it has not happened yet, by time.
///
/// `S(t) = Π (1 - dᵢ/nᵢ)` over the times up to `t`: E. L. Kaplan, P. Meier, Nonparametric estimation from incomplete observations,
/// JASA 53 (1958) 457-481. Variance of `ln S`: `Σ dᵢ/(nᵢ(nᵢ - dᵢ))` (M. Greenwood, 1926). Interval on the scale of
/// `ln(-ln S)`: J. D. Kalbfleisch, R. L. Prentice, The statistical analysis of failure time data (1980), §1.3. That scale has no
/// interval where S is 0 or 1; there Wilson's is taken with the effective number of cases `S(1 - S)/Var S` of the step
/// before (K. J. Rothman, Journal of Chronic Diseases 31 (1978) 557-560), or with the cases under watch. A case censored at
/// the time of an event still counts as under watch then.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    n: u64,
    level: f64,
    steps: Vec<Step>,
    /// Each time at which somebody left, with the cases still under watch just before it.
    watch: Vec<(f64, u64)>,
}

impl Curve {
    /// The curve of these cases; times may come in any order and more than once.
    pub fn new(leavings: impl IntoIterator<Item = Leaving>, level: f64) -> Self {
        let mut times: BTreeMap<u64, Leaving> = BTreeMap::new();
        for leaving in leavings {
            // The bits of floats that are not negative are in the floats' own order.
            let time = leaving.time.max(0.0);
            let sum = times.entry(time.to_bits()).or_insert(Leaving { time, events: 0, censored: 0 });
            sum.events += leaving.events;
            sum.censored += leaving.censored;
        }
        let n = times.values().map(|leaving| leaving.events + leaving.censored).sum();
        let mut curve = Self { n, level, steps: Vec::new(), watch: Vec::with_capacity(times.len()) };
        curve.walk(times.into_values());
        curve
    }

    fn walk(&mut self, times: impl Iterator<Item = Leaving>) {
        let (mut at_risk, mut survival, mut variance, mut effective) = (self.n, 1.0, 0.0, self.n as f64);
        for Leaving { time, events, censored } in times {
            self.watch.push((time, at_risk));
            if events > 0 {
                let (n, d) = (at_risk as f64, events as f64);
                survival *= 1.0 - d / n;
                variance += d / (n * (n - d));
                let ends = events == at_risk;
                let error = if ends { 0.0 } else { survival * f64::sqrt(variance) };
                let interval = if ends {
                    wilson(0.0, effective, self.level)
                } else {
                    effective = survival * (1.0 - survival) / (error * error);
                    log_log(survival, variance, self.level)
                };
                let survival = if ends { 0.0 } else { survival };
                self.steps.push(Step { time, at_risk, events, survival, interval, error });
            }
            at_risk -= events + censored;
        }
    }

    /// How many cases there are.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// For how many it happened.
    pub fn events(&self) -> u64 {
        self.steps.iter().map(|step| step.events).sum()
    }

    /// Where the curve falls, in order of time.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// How many cases are under watch just before this time.
    pub fn at_risk(&self, time: f64) -> u64 {
        self.watch.iter().find(|(at, _)| *at >= time).map_or(0, |(_, at_risk)| *at_risk)
    }

    /// The last time at which anybody was under watch; beyond it nothing is known. None without cases.
    pub fn last(&self) -> Option<f64> {
        self.watch.last().map(|(time, _)| *time)
    }

    /// The share for which it has not happened by this time, with its interval; none beyond the last case.
    pub fn at(&self, time: f64) -> Option<(f64, Interval)> {
        let last = self.steps.iter().rev().find(|step| step.time <= time);
        let all = self.steps.last().is_some_and(|step| step.survival <= 0.0 && step.time <= time);
        if !all && self.last().is_none_or(|last| time > last) {
            return None;
        }
        Some(match last {
            Some(step) => (step.survival, step.interval),
            None => (1.0, wilson(1.0, self.at_risk(time) as f64, self.level)),
        })
    }

    /// The time by which it has happened for this share (0.5: the median), with its interval; none when the curve does not come
    /// down that far. The interval is where the band crosses: R. Brookmeyer, J. Crowley, A confidence interval for the median
    /// survival time, Biometrics 38 (1982) 29-41.
    pub fn quantile(&self, share: f64) -> Option<Quantile> {
        // A product of many shares may end a hair above the share that it is.
        let left = 1.0 - share + 1e-12;
        let crossed =
            |of: fn(&Step) -> f64| self.steps.iter().find(|step| of(step) <= left).map(|step| step.time);
        let time = crossed(|step| step.survival)?;
        let low = crossed(|step| step.interval.low).unwrap_or(time);
        Some(Quantile { time, low, high: crossed(|step| step.interval.high) })
    }
}

impl Default for Curve {
    /// The curve of no cases.
    fn default() -> Self {
        Self::new([], LEVEL)
    }
}

/// `S^exp(∓θ)` with `θ = z·√V / ln S`.
fn log_log(survival: f64, variance: f64, level: f64) -> Interval {
    let theta = z(level) * variance.sqrt() / survival.ln();
    Interval { low: survival.powf((-theta).exp()), high: survival.powf(theta.exp()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R's survival package, data set aml, the group that went on with the treatment; "+" is censored.
    fn maintained() -> Curve {
        let times = [9.0, 13.0, 18.0, 23.0, 31.0, 34.0, 48.0].map(|time| (time, 1, 0));
        let censored = [13.0, 28.0, 45.0, 161.0].map(|time| (time, 0, 1));
        let all = times.into_iter().chain(censored);
        Curve::new(all.map(|(time, events, censored)| Leaving { time, events, censored }), LEVEL)
    }

    fn near(found: f64, published: f64) {
        assert!((found - published).abs() < 6e-4, "{found} is not {published}");
    }

    #[test]
    fn the_published_curve_is_met() {
        let curve = maintained();
        assert_eq!((curve.n(), curve.events(), curve.at_risk(31.0)), (11, 7, 5));
        near(curve.at(31.0).unwrap().0, 0.4909);
        let published = [
            (9.0, 0.909, 0.0867),
            (13.0, 0.818, 0.1163),
            (18.0, 0.716, 0.1397),
            (23.0, 0.614, 0.1526),
            (31.0, 0.491, 0.1642),
            (34.0, 0.368, 0.1627),
            (48.0, 0.184, 0.1535),
        ];
        for (step, (time, survival, error)) in curve.steps().iter().zip(published) {
            assert!((step.time - time).abs() < 1e-9);
            near(step.survival, survival);
            near(step.error, error);
        }
        let at_13 = curve.at(13.0).unwrap().1;
        near(at_13.low, 0.4474);
        near(at_13.high, 0.9512);
    }

    #[test]
    fn the_median_and_its_interval_are_where_curve_and_band_cross() {
        let median = maintained().quantile(0.5).unwrap();
        assert_eq!(median, Quantile { time: 31.0, low: 13.0, high: None });
        assert_eq!(maintained().quantile(0.9), None);
    }

    #[test]
    fn the_ends_have_an_interval_too() {
        let curve = maintained();
        let (whole, interval) = curve.at(5.0).unwrap();
        assert_eq!((whole, interval.high), (1.0, 1.0));
        assert!(interval.low > 0.7, "{interval:?}");
        assert_eq!(curve.at(200.0), None);
        let all = Curve::new([Leaving { time: 2.0, events: 8, censored: 0 }], LEVEL);
        let (none, interval) = all.at(1000.0).unwrap();
        assert_eq!((none, interval.low), (0.0, 0.0));
        assert!(interval.high > 0.2 && interval.high < 0.4, "{interval:?}");
        assert_eq!(Curve::default().at(0.0), None);
    }

    #[test]
    fn without_censoring_it_is_the_plain_share() {
        let leavings = (1..=20).map(|n| Leaving { time: f64::from(n), events: 1, censored: 0 });
        let curve = Curve::new(leavings, LEVEL);
        for n in 1..=20 {
            near(curve.at(f64::from(n)).unwrap().0, 1.0 - f64::from(n) / 20.0);
        }
        assert!((curve.quantile(0.5).unwrap().time - 10.0).abs() < 1e-9);
    }

    proptest::proptest! {
        #[test]
        fn a_curve_only_falls_and_stays_in_its_band(
            cases in proptest::collection::vec((0u16..50, 0u64..4, 0u64..4), 0..40)
        ) {
            let leaving = |(time, events, censored)| Leaving { time: f64::from(time), events, censored };
            let curve = Curve::new(cases.into_iter().map(leaving), LEVEL);
            let mut before = 1.0;
            for step in curve.steps() {
                assert!(step.survival < before && step.survival >= 0.0, "{step:?}");
                assert!(step.interval.low <= step.survival && step.survival <= step.interval.high, "{step:?}");
                assert!(step.interval.low >= 0.0 && step.interval.high <= 1.0, "{step:?}");
                before = step.survival;
            }
        }
    }
}
