//! Ranges within a day and the week made of them.

use jiff::civil::{Date, DateTime, Time, Weekday};

const DAY: u16 = 24 * 60;

/// A part of a day on the wall clock, to the minute: `from` inside, `until` outside; 24:00 is a possible end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeRange {
    from: u16,
    until: u16,
}

/// Why a text or a pair of times is not a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a range such as 09:00-17:30, with the end after the start")]
pub struct BadRange;

impl TimeRange {
    /// From 00:00 until 24:00.
    pub const WHOLE_DAY: Self = Self { from: 0, until: DAY };

    /// A range by minutes since midnight: `0 <= from < until <= 1440`.
    pub const fn new(from: u16, until: u16) -> Result<Self, BadRange> {
        if from < until && until <= DAY { Ok(Self { from, until }) } else { Err(BadRange) }
    }

    /// A range by whole hours (9, 20): the end is kept after the start and within the day.
    pub const fn whole_hours(from: u8, until: u8) -> Self {
        let from = if from < 24 { from as u16 * 60 } else { DAY - 60 };
        let until = if until <= 24 { until as u16 * 60 } else { DAY };
        Self { from, until: if until > from { until } else { from + 60 } }
    }

    /// Minutes since midnight at which it begins.
    pub const fn from_minute(self) -> u16 {
        self.from
    }

    /// Minutes since midnight at which it has ended; 1440 is midnight.
    pub const fn until_minute(self) -> u16 {
        self.until
    }

    /// Whether this time of the day is inside.
    pub fn holds(self, time: Time) -> bool {
        let minute = minute_of(time);
        self.from <= minute && minute < self.until
    }

    pub(super) fn ends_after(self, time: Time) -> bool {
        minute_of(time) < self.until
    }

    /// The part before this time; `None` when nothing is left.
    pub(super) fn cut(self, until: Option<Time>) -> Option<Self> {
        let Some(end) = until.map(minute_of) else { return Some(self) };
        Self::new(self.from, self.until.min(end)).ok()
    }

    pub(super) fn start_on(self, day: Date) -> DateTime {
        on(day, self.from)
    }

    pub(super) fn end_on(self, day: Date) -> DateTime {
        on(day, self.until)
    }
}

fn minute_of(time: Time) -> u16 {
    time.hour() as u16 * 60 + time.minute() as u16
}

fn on(day: Date, minute: u16) -> DateTime {
    match minute {
        DAY.. => day.tomorrow().unwrap_or(Date::MAX).at(0, 0, 0, 0),
        _ => day.at((minute / 60) as i8, (minute % 60) as i8, 0, 0),
    }
}

impl std::fmt::Display for TimeRange {
    /// `09:00-17:30`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (from, until) = (self.from, self.until);
        write!(f, "{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, until / 60, until % 60)
    }
}

impl std::str::FromStr for TimeRange {
    type Err = BadRange;

    /// Reads `09:00-17:30`.
    fn from_str(text: &str) -> Result<Self, BadRange> {
        let (from, until) = text.split_once('-').ok_or(BadRange)?;
        Self::new(clock(from)?, clock(until)?)
    }
}

fn clock(text: &str) -> Result<u16, BadRange> {
    let (hour, minute) = text.trim().split_once(':').ok_or(BadRange)?;
    let total = number(hour, 24)? * 60 + number(minute, 59)?;
    if total <= DAY { Ok(total) } else { Err(BadRange) }
}

fn number(digits: &str, limit: u16) -> Result<u16, BadRange> {
    let plain = matches!(digits.len(), 1 | 2) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number: Option<u16> = if plain { digits.parse().ok() } else { None };
    number.filter(|&n| n <= limit).ok_or(BadRange)
}

/// The ranges of a usual week, Monday first; a day without ranges is closed.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct WeekHours {
    /// Monday to Sunday.
    pub days: [Vec<TimeRange>; 7],
}

impl WeekHours {
    /// The same ranges on all seven days.
    pub fn every_day(ranges: &[TimeRange]) -> Self {
        Self { days: std::array::from_fn(|_| ranges.to_vec()) }
    }

    /// One range on Monday to Friday.
    pub fn working_days(range: TimeRange) -> Self {
        Self { days: std::array::from_fn(|day| if day < 5 { vec![range] } else { Vec::new() }) }
    }

    /// This week with one range on Saturday.
    pub fn with_saturday(mut self, range: TimeRange) -> Self {
        self.days[5] = vec![range];
        self
    }

    /// The ranges of a day of the week.
    pub fn on(&self, day: Weekday) -> &[TimeRange] {
        &self.days[day.to_monday_zero_offset() as usize]
    }

    /// Whether no day has a range.
    pub fn is_empty(&self) -> bool {
        self.days.iter().all(Vec::is_empty)
    }
}

impl std::fmt::Display for WeekHours {
    /// Monday to Sunday with `;` between days and `,` between ranges: `09:00-12:00,13:00-17:00;;;;;;`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (day, ranges) in self.days.iter().enumerate() {
            f.write_str(if day > 0 { ";" } else { "" })?;
            for (place, range) in ranges.iter().enumerate() {
                write!(f, "{}{range}", if place > 0 { "," } else { "" })?;
            }
        }
        Ok(())
    }
}

impl std::str::FromStr for WeekHours {
    type Err = BadRange;

    /// Reads what `Display` writes.
    fn from_str(text: &str) -> Result<Self, BadRange> {
        let mut week = Self::default();
        let mut parts = text.split(';');
        for day in &mut week.days {
            let ranges = parts.next().ok_or(BadRange)?.split(',').filter(|range| !range.is_empty());
            *day = ranges.map(str::parse).collect::<Result<_, _>>()?;
        }
        if parts.next().is_some() { Err(BadRange) } else { Ok(week) }
    }
}
