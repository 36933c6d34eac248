//! How a promised time is said: "at four", "before four", "between two and four".

use gehoor_kernel::time::{Instant, hours, minutes};

use super::Window;

/// A promised time as people say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoken {
    /// At this moment.
    At(Instant),
    /// Before this moment.
    Before(Instant),
    /// Between these two.
    Between(Instant, Instant),
}

impl Spoken {
    /// A window as it is said: one of a quarter of an hour at most is its begin, one of an hour at most its end.
    pub fn of(window: Window) -> Self {
        let length = window.until.since(window.from);
        if length <= minutes(15) {
            Self::At(window.from)
        } else if length <= hours(1) {
            Self::Before(window.until)
        } else {
            Self::Between(window.from, window.until)
        }
    }

    /// The moment from which on we are late.
    pub const fn late_from(self) -> Instant {
        match self {
            Self::At(at) | Self::Before(at) | Self::Between(_, at) => at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_said_as_people_do() {
        let from: Instant = "2026-11-25T15:00:00Z".parse().unwrap();
        let said = |length| Spoken::of(Window { from, until: from.plus(minutes(length)) });
        assert_eq!(said(15), Spoken::At(from));
        assert_eq!(said(60), Spoken::Before(from.plus(hours(1))));
        assert_eq!(said(120), Spoken::Between(from, from.plus(hours(2))));
    }
}
