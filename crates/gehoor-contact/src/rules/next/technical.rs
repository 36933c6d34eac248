//! Failures of networks, providers and our own set-up: soon again with growing random waits, never at the customer's cost.

use super::super::class::{Advice, Class};
use super::super::plan::{Plan, Try, Why};
use super::Desk;
use gehoor_kernel::time::Instant;
use std::time::Duration;

impl Desk<'_, '_> {
    /// Full-jitter backoff, `U(0, min(cap, base * 2^n))` (domain.md §2.2); from the third failure another route; after
    /// half an hour the lead is told.
    pub(super) fn technical(&mut self, last: &Try) -> Plan {
        let policy = self.input.policy;
        let run = self.run(Class::technical);
        let at = self.backed_off(last, run);
        let started = self.input.history[self.input.history.len().saturating_sub(run)..].first();
        let long = started.is_some_and(|first| last.at.since(first.at) >= policy.technical_alert);
        let why = match run {
            _ if long => Why::TechnicalAlert,
            _ if last.advice == Advice::FixConfig => Why::SetUpFault,
            run if run >= usize::from(policy.technical_other_route) => Why::OtherRoute,
            _ => Why::Technical,
        };
        let plan = self.again(last, at, why);
        Plan { alert: self.first_alert(run), ..plan }
    }

    /// Whether the last failure of the run is the first that the lead must hear of: a fault in our own set-up at once, any
    /// other after the policy's half hour.
    fn first_alert(&self, run: usize) -> bool {
        let failures = &self.input.history[self.input.history.len().saturating_sub(run)..];
        let started = failures.first().map_or(self.input.now, |first| first.at);
        let serious = |past: &&Try| {
            let long = past.at.since(started) >= self.input.policy.technical_alert;
            long || past.advice == Advice::FixConfig
        };
        let last = failures.len().checked_sub(1);
        failures.iter().position(|past| serious(&past)) == last && last.is_some()
    }

    fn backed_off(&mut self, last: &Try, run: usize) -> Instant {
        let policy = self.input.policy;
        let doublings = u32::try_from(run - 1).unwrap_or(u32::MAX).min(20);
        let bound = policy.technical_base.saturating_mul(1 << doublings).min(policy.technical_cap);
        let at = self.shifted(self.input.now, bound);
        let asked = last.retry_after.map_or(Duration::ZERO, |asked| asked);
        self.kept_inside(at).max(last.at.plus(asked))
    }
}
