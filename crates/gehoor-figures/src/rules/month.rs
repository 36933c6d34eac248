//! A month of the calendar, by the company's clocks.

use gehoor_kernel::time::civil::date;
use gehoor_kernel::time::{Instant, Zone};

/// A month, such as November 2026. Text form "2026-11".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    number: i8,
}

/// The text is not a month of the form 2026-11.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadMonth;

impl Month {
    /// The month in which this moment falls.
    pub fn of(at: Instant, zone: &Zone) -> Self {
        let local = zone.local(at);
        Self { year: local.year(), number: local.month() }
    }

    /// The month with this key; none when it is none.
    pub fn from_key(key: i64) -> Option<Self> {
        let (year, number) = (i16::try_from(key / 100).ok()?, i8::try_from(key % 100).ok()?);
        ((1970..=2200).contains(&year) && (1..=12).contains(&number)).then_some(Self { year, number })
    }

    /// As it is stored: 202611.
    pub fn key(self) -> i64 {
        i64::from(self.year) * 100 + i64::from(self.number)
    }

    /// The number of the month in its year, from 1.
    pub fn number(self) -> i8 {
        self.number
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month so many months later, or earlier when `by` is negative.
    #[must_use]
    pub fn plus(self, by: i32) -> Self {
        let months = i32::from(self.year) * 12 + i32::from(self.number) - 1 + by;
        let year = i16::try_from(months.div_euclid(12)).unwrap_or(self.year);
        Self { year, number: i8::try_from(months.rem_euclid(12) + 1).unwrap_or(1) }
    }

    /// All months from this one to `last`, both included; at most so many.
    pub fn until(self, last: Self, most: usize) -> Vec<Self> {
        (0..).map(|by| self.plus(by)).take_while(|month| *month <= last).take(most).collect()
    }

    /// The first moment of the month.
    pub fn start(self, zone: &Zone) -> Instant {
        zone.instant_of(date(self.year, self.number, 1).at(0, 0, 0, 0))
    }

    /// The last microsecond of the month.
    pub fn end(self, zone: &Zone) -> Instant {
        Instant::from_micros(self.plus(1).start(zone).as_micros() - 1)
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.number)
    }
}

impl std::str::FromStr for Month {
    type Err = BadMonth;

    fn from_str(text: &str) -> Result<Self, BadMonth> {
        let (year, number) = text.split_once('-').ok_or(BadMonth)?;
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(number, 2) {
            return Err(BadMonth);
        }
        let key = year.parse::<i64>().map_err(|_| BadMonth)? * 100;
        Self::from_key(key + number.parse::<i64>().map_err(|_| BadMonth)?).ok_or(BadMonth)
    }
}
