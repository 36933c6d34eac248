//! Parts of the day and what is learned about them.

use super::words::words;
use gehoor_kernel::time::Instant;
use gehoor_kernel::time::Zone;
use gehoor_kernel::time::civil::{DateTime, Weekday};

words! {
    /// A part of the day in which people behave alike; the weekend is one of its own.
    Daypart {
        /// Working days until noon.
        Morning = "morning",
        /// Working days from 12:00 to 14:00.
        Midday = "midday",
        /// Working days from 14:00 to 17:00.
        Afternoon = "afternoon",
        /// Working days from 17:00.
        Evening = "evening",
        /// Saturday and Sunday.
        Weekend = "weekend",
    }
}

impl Daypart {
    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();

    /// The part of the day of a wall-clock moment.
    pub fn of_local(local: DateTime) -> Self {
        if matches!(local.weekday(), Weekday::Saturday | Weekday::Sunday) {
            return Self::Weekend;
        }
        match local.hour() {
            ..12 => Self::Morning,
            12..14 => Self::Midday,
            14..17 => Self::Afternoon,
            _ => Self::Evening,
        }
    }

    /// The part of the day at this moment in this zone.
    pub fn of(at: Instant, zone: &Zone) -> Self {
        Self::of_local(zone.local(at))
    }

    /// The wall-clock hour at which the next part begins on the same day; `None` when the day ends with this one.
    pub(crate) const fn next_hour(self) -> Option<i8> {
        match self {
            Self::Morning => Some(12),
            Self::Midday => Some(14),
            Self::Afternoon => Some(17),
            Self::Evening | Self::Weekend => None,
        }
    }
}

/// Weight of the overall rate against a slot's own observations (domain.md §2.1: k = 20).
const K: f64 = 20.0;

/// How often a group of customers was reached, by part of the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rates {
    /// Tries in the group, in the order of [`Daypart::ALL`].
    pub tries: [u32; Daypart::COUNT],
    /// Of these, how many reached the customer.
    pub reached: [u32; Daypart::COUNT],
    /// Tries in the whole company.
    pub all_tries: u32,
    /// Of these, how many reached the customer.
    pub all_reached: u32,
}

impl Rates {
    /// The overall rate p0; one half while nothing is known.
    pub fn overall(&self) -> f64 {
        if self.all_tries == 0 { 0.5 } else { f64::from(self.all_reached) / f64::from(self.all_tries) }
    }

    /// The posterior rate of one part of the day, `(s + k p0) / (n + k)` with k = 20 (shrinkage to the overall rate).
    pub fn posterior(&self, part: Daypart) -> f64 {
        let slot = part as usize;
        (f64::from(self.reached[slot]) + K * self.overall()) / (f64::from(self.tries[slot]) + K)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_without_observations_has_the_overall_rate_and_many_observations_prevail() {
        let mut rates = Rates { all_tries: 100, all_reached: 40, ..Rates::default() };
        assert!((rates.posterior(Daypart::Evening) - 0.4).abs() < 1e-12);
        rates.tries[Daypart::Evening as usize] = 2000;
        rates.reached[Daypart::Evening as usize] = 1600;
        assert!(rates.posterior(Daypart::Evening) > 0.79);
        rates.tries[Daypart::Morning as usize] = 5;
        rates.reached[Daypart::Morning as usize] = 4;
        assert!((rates.posterior(Daypart::Morning) - 12.0 / 25.0).abs() < 1e-12);
    }
}
