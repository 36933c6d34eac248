//! What somebody wants to be told, and at which times.

use std::str::FromStr;

use gehoor_kernel::time::hours::{Hours, TimeRange, WeekHours};

use super::BadWord;

const DAY: u16 = 24 * 60;

/// What somebody can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A step that they answer for is for now.
    Step,
    /// A colleague offers them a promise.
    Handover,
}

impl Kind {
    /// The fixed word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::Handover => "handover",
        }
    }
}

impl FromStr for Kind {
    type Err = BadWord;

    fn from_str(word: &str) -> Result<Self, BadWord> {
        [Self::Step, Self::Handover].into_iter().find(|kind| kind.word() == word).ok_or(BadWord)
    }
}

/// The times at which somebody wants to be told; at all others it is quiet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// While the company is open.
    Company,
    /// Every day between these times on the company's clock, in minutes since midnight, each below 1440. An end before
    /// the start is of the next day; the same twice is day and night.
    Own {
        /// From.
        from: u16,
        /// Until.
        until: u16,
    },
}

/// What somebody wants to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Steps that are for now.
    pub steps: bool,
    /// Promises that colleagues offer.
    pub handovers: bool,
    /// When.
    pub times: Times,
}

impl Default for Choice {
    fn default() -> Self {
        Self { steps: true, handovers: true, times: Times::Company }
    }
}

impl Choice {
    /// Whether this is wanted.
    pub const fn wants(&self, kind: Kind) -> bool {
        match kind {
            Kind::Step => self.steps,
            Kind::Handover => self.handovers,
        }
    }

    /// When this person is told, given when the company is open.
    pub fn hours(&self, company: &Hours) -> Hours {
        match self.times {
            Times::Company => company.clone(),
            Times::Own { from, until } => {
                Hours::weekly(company.zone.clone(), WeekHours::every_day(&ranges(from, until)))
            }
        }
    }
}

/// The parts of each day between two times.
fn ranges(from: u16, until: u16) -> Vec<TimeRange> {
    let parts = match from.cmp(&until) {
        std::cmp::Ordering::Less => vec![TimeRange::new(from, until)],
        std::cmp::Ordering::Equal => vec![Ok(TimeRange::WHOLE_DAY)],
        std::cmp::Ordering::Greater => vec![TimeRange::new(0, until), TimeRange::new(from, DAY)],
    };
    // An end at midnight leaves no part at the start of the day.
    parts.into_iter().flatten().collect()
}
