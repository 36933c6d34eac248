//! When a step is late, and what is the matter with it: one rule for every page.

use gehoor_contact::rules::Why;
use gehoor_kernel::time::Instant;
use gehoor_promise::rules::{Spoken, StateWord, Window};

use crate::Step;

impl Step {
    /// Whether the customer counted on it before now: the promise was broken, or its time has passed and the step's moment
    /// has come. A step that came early, before the time that the customer counts on, is not late.
    pub fn is_late(&self, now: Instant) -> bool {
        self.broken_at.is_some() || self.late_from() < now && self.at <= now
    }

    /// From when on it is late: the deadline that was missed, else the time that the customer counts on, else the step's own
    /// moment.
    pub fn late_from(&self) -> Instant {
        self.broken_at.unwrap_or_else(|| self.counted_on().map_or(self.at, Spoken::late_from))
    }

    /// Whether nobody knows if a message went out.
    pub fn is_in_doubt(&self) -> bool {
        self.state == StateWord::InDoubt
    }

    /// Whether our own technique or set-up keeps it from being done.
    pub fn is_failing(&self) -> bool {
        matches!(self.why, Why::TechnicalAlert | Why::SetUpFault)
    }

    /// The time that the customer counts on, as it was said.
    pub(crate) fn counted_on(&self) -> Option<Spoken> {
        match (self.starts_at, self.ends_at) {
            // "In a moment" runs until its clock has run out.
            (Some(_), Some(until)) if self.is_soon => Some(Spoken::Before(until)),
            (Some(from), Some(until)) if self.deadline == Some(until) => {
                Some(Spoken::of(Window { from, until }))
            }
            _ => self.deadline.map(Spoken::Before),
        }
    }
}
