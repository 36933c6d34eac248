//! Hours in which something may happen: a week of ranges, holidays, early closing, single days closed or opened.
//!
//! The arithmetic runs on the wall clock, with one conversion in and one out, so that it costs microseconds.

mod range;

use jiff::civil::{Date, DateTime, Time};

use super::holidays::HolidayRule;
use super::{Instant, Zone, days};

pub use range::{BadRange, TimeRange, WeekHours};

/// How far ahead an opening is looked for, in days.
pub const HORIZON_DAYS: u64 = 400;

/// Opening hours of a company, a courtesy rule or a customer's wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// Where the wall clock hangs.
    pub zone: Zone,
    /// The usual week.
    pub week: WeekHours,
    /// Days that are closed every year.
    pub holidays: HolidayRule,
    /// Days of the year (month, day) on which the ranges end at this time at the latest.
    pub early_close: Vec<(i8, i8, Time)>,
    /// Single days that are closed.
    pub closed: Vec<Date>,
    /// Single days with ranges of their own; these beat `closed`, holidays, early closing and the week.
    pub opened: Vec<(Date, Vec<TimeRange>)>,
}

impl Hours {
    /// Hours with this week and nothing else.
    pub fn weekly(zone: Zone, week: WeekHours) -> Self {
        Self {
            zone,
            week,
            holidays: HolidayRule::None,
            early_close: Vec::new(),
            closed: Vec::new(),
            opened: Vec::new(),
        }
    }

    /// Open day and night.
    pub fn always(zone: Zone) -> Self {
        Self::weekly(zone, WeekHours::every_day(&[TimeRange::WHOLE_DAY]))
    }

    /// When Dutch customers may be rung without a wish of their own: working days 09:00-20:00, Saturday 10:00-16:00,
    /// nothing on Sundays and holidays, until 18:30 on 4 May, 5 and 24 December.
    pub fn courtesy_nl(zone: Zone) -> Self {
        let evening = Time::constant(18, 30, 0, 0);
        let week = WeekHours::working_days(TimeRange::whole_hours(9, 20))
            .with_saturday(TimeRange::whole_hours(10, 16));
        Self {
            holidays: HolidayRule::Netherlands { good_friday: true, liberation_day: true },
            early_close: vec![(5, 4, evening), (12, 5, evening), (12, 24, evening)],
            ..Self::weekly(zone, week)
        }
    }

    /// Whether it is open at this moment. The end of a range is outside it.
    pub fn is_open(&self, at: Instant) -> bool {
        self.range_at(self.zone.local(at)).is_some()
    }

    /// The first open moment, `from` included; `None` when there is none within [`HORIZON_DAYS`].
    pub fn next_open(&self, from: Instant) -> Option<Instant> {
        let found = self.search(from);
        let again = self.zone.put_back_between(from, found.unwrap_or_else(|| from.plus(days(HORIZON_DAYS))));
        // An hour that occurs twice may be open in its second pass only.
        let second = again.and_then(|change| self.search(change));
        found.into_iter().chain(second).min()
    }

    /// Until when it stays open without a break, at most a week ahead; `None` when it is closed at this moment.
    pub fn open_until(&self, at: Instant) -> Option<Instant> {
        let mut end = self.range_end(at)?;
        let limit = at.plus(days(7));
        while end < limit {
            let Some(further) = self.range_end(end) else { return Some(end) };
            end = further;
        }
        Some(limit)
    }

    fn range_end(&self, at: Instant) -> Option<Instant> {
        let wall = self.zone.local(at);
        let range = self.range_at(wall)?;
        let end = self.zone.reached(range.end_on(wall.date()), at);
        // Where the clock is put back before that, the wall time may fall before the opening again.
        let back = self.zone.put_back_between(at, end).filter(|change| *change > at);
        Some(back.map_or(end, |change| change.min(end)))
    }

    fn range_at(&self, wall: DateTime) -> Option<TimeRange> {
        self.ranges(wall.date(), |ranges, until| {
            let open = ranges.iter().filter_map(|range| range.cut(until));
            open.into_iter().find(|range| range.holds(wall.time()))
        })
    }

    fn search(&self, from: Instant) -> Option<Instant> {
        let wall = self.zone.local(from);
        let mut day = wall.date();
        for ahead in 0..=HORIZON_DAYS {
            let at = if ahead == 0 { wall } else { day.at(0, 0, 0, 0) };
            if let Some(found) = self.opening_on(at, from) {
                return Some(found);
            }
            day = day.tomorrow().ok()?;
        }
        None
    }

    /// The first opening on the day of `wall`, at or after `wall` and `from`.
    fn opening_on(&self, wall: DateTime, from: Instant) -> Option<Instant> {
        self.ranges(wall.date(), |ranges, until| {
            let coming =
                ranges.iter().filter_map(|range| range.cut(until)).filter(|r| r.ends_after(wall.time()));
            coming.filter_map(|range| self.entry(range, wall, from)).min()
        })
    }

    fn entry(&self, range: TimeRange, wall: DateTime, from: Instant) -> Option<Instant> {
        let start = range.start_on(wall.date());
        let moment = if start <= wall {
            self.zone.reached(wall, from).max(from)
        } else {
            self.zone.reached(start, from)
        };
        // A range that lies wholly in the gap of spring is not there at all.
        let there = self.zone.local(moment);
        (there.date() == wall.date() && range.holds(there.time())).then_some(moment)
    }

    /// Calls `with` with the ranges of a day and the time at which the day closes early.
    fn ranges<T>(&self, day: Date, with: impl FnOnce(&[TimeRange], Option<Time>) -> Option<T>) -> Option<T> {
        if let Some((_, ranges)) = self.opened.iter().find(|(opened, _)| *opened == day) {
            return with(ranges, None);
        }
        let ranges = self.week.on(day.weekday());
        if ranges.is_empty() || self.closed.contains(&day) || self.holidays.is_holiday(day) {
            return None;
        }
        let early =
            self.early_close.iter().find(|(month, date, _)| (*month, *date) == (day.month(), day.day()));
        with(ranges, early.map(|&(_, _, time)| time))
    }
}

/// The first moment, `from` included, at which all of these are open; `None` when there is none within [`HORIZON_DAYS`].
pub fn next_open_in_all(all: &[&Hours], from: Instant) -> Option<Instant> {
    let limit = from.plus(days(HORIZON_DAYS));
    let mut at = from;
    while at <= limit {
        let mut latest = at;
        for hours in all {
            latest = hours.next_open(latest)?;
        }
        if latest == at {
            return Some(at);
        }
        at = latest;
    }
    None
}
