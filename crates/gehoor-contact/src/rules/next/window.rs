//! Tries inside the promised window.

use super::super::plan::{Plan, StepKind, Try, Why, Window};
use super::Desk;
use gehoor_kernel::time::{Instant, minutes};
use std::time::Duration;

/// The shortest time between two tries: a call that came late must not be followed at once by the next one of the plan.
const BREATH: Duration = minutes(5);

impl Desk<'_, '_> {
    /// The window, or the forty minutes after a promised moment without length.
    fn window(&self) -> Option<Window> {
        let window = self.input.promised?;
        let until = if window.until > window.from { window.until } else { window.from.plus(minutes(40)) };
        Some(Window { until, ..window })
    }

    /// The next moment for a try inside the promised window: start, +10, +30 minutes, and 10 minutes before its end.
    /// Not before the moment that the other side asked us to wait for, and not within minutes of the last try.
    pub(super) fn window_slot(&self, last: &Try) -> Option<Instant> {
        let (window, policy) = (self.window()?, self.input.policy);
        let breath = last.at.plus(BREATH);
        let earliest =
            last.retry_after.map_or(breath, |asked| breath.max(last.at.plus(asked))).max(self.input.now);
        let spread = policy.window_tries.iter().map(|&after| window.from.plus(after));
        let closing = Some(window.until.minus(policy.window_last)).filter(|&at| at > window.from);
        spread
            .chain(closing)
            .filter(|&slot| slot >= earliest && slot > self.input.now && slot < window.until)
            .min()
    }

    /// The promised window is over, or no try is left in it: one message that asks for a new one, if there is a quick way
    /// to write and none went out for this window yet.
    pub(super) fn missed_window(&mut self) -> Option<Plan> {
        let window = self.window().filter(|window| self.input.now >= window.from)?;
        let plan = self.notice_since(window.from, Why::WindowMissed)?;
        (plan.kind == StepKind::Write).then_some(plan)
    }

    /// The moment itself, or the last moment inside the window when it would fall out of it.
    pub(super) fn kept_inside(&self, at: Instant) -> Instant {
        let Some(window) = self.window() else { return at };
        let last = window.until.minus(minutes(1));
        if at >= window.until && self.input.now < last { last.max(window.from) } else { at }
    }

    /// Whether this moment lies in the promised window: there it needs no other leave.
    pub(super) fn in_window(&self, at: Instant) -> bool {
        self.window().is_some_and(|window| window.from <= at && at < window.until)
    }
}
