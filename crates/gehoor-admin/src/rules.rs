//! What people type for hours, policies and texts, and what it means.

mod wording;

use gehoor_contact::rules::CompanyPolicy;
use gehoor_kernel::time::civil::{Date, Time};
use gehoor_kernel::time::holidays::HolidayRule;
use gehoor_kernel::time::hours::{Hours, TimeRange, WeekHours};

pub use wording::{Misfit, placeholders, shown as shown_text, texts, typed as typed_text};

/// A change of the company's hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Another week, of the company or of courtesy; single days stay as they are.
    Week {
        /// Whether it is about when customers may be called.
        is_courtesy: bool,
        /// The week.
        week: WeekHours,
        /// Which days are holidays.
        holidays: HolidayRule,
    },
    /// A single day with hours of its own; closed when there are none.
    Day(Date, Vec<TimeRange>),
    /// A single day is like its week again.
    NoDay(Date),
    /// The day of every year, month first, ends early.
    Early(i8, i8, Time),
    /// The day of every year does not end early any more.
    NoEarly(i8, i8),
}

impl Change {
    /// The word of what was done: `admin-done-<word>`.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Week { .. } => "hours",
            Self::Day(..) | Self::Early(..) => "day",
            Self::NoDay(_) | Self::NoEarly(..) => "dayGone",
        }
    }

    /// Changes the policy; false when there was no such day to take out.
    pub fn apply(&self, policy: &mut CompanyPolicy) -> bool {
        let hours = &mut policy.company;
        let before = days(hours);
        match self {
            Self::Week { is_courtesy, week, holidays } => {
                let hours = if *is_courtesy { &mut policy.courtesy } else { hours };
                (hours.week, hours.holidays) = (week.clone(), *holidays);
                return true;
            }
            Self::Day(day, ranges) => set_day(hours, *day, ranges),
            Self::Early(month, day, at) => {
                drop_early(hours, *month, *day);
                hours.early_close.push((*month, *day, *at));
                hours.early_close.sort_by_key(|(month, day, _)| (*month, *day));
            }
            Self::NoDay(day) => drop_day(hours, *day),
            Self::NoEarly(month, day) => drop_early(hours, *month, *day),
        }
        matches!(self, Self::Day(..) | Self::Early(..)) || days(hours) < before
    }
}

/// How many days are not like their week.
fn days(hours: &Hours) -> usize {
    hours.closed.len() + hours.opened.len() + hours.early_close.len()
}

fn set_day(hours: &mut Hours, day: Date, ranges: &[TimeRange]) {
    drop_day(hours, day);
    match ranges {
        [] => hours.closed.push(day),
        own => hours.opened.push((day, own.to_vec())),
    }
    hours.closed.sort();
    hours.opened.sort_by_key(|(day, _)| *day);
}

fn drop_early(hours: &mut Hours, month: i8, day: i8) {
    hours.early_close.retain(|(m, d, _)| (*m, *d) != (month, day));
}

fn drop_day(hours: &mut Hours, day: Date) {
    hours.closed.retain(|closed| *closed != day);
    hours.opened.retain(|(opened, _)| *opened != day);
}

/// Ranges of a day as people type them: "9-12.30, 13:00 – 17:30". Empty: closed. `None` when it is no list of ranges that
/// follow one another.
pub fn ranges(typed: &str) -> Option<Vec<TimeRange>> {
    let parts = typed.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let read: Option<Vec<TimeRange>> = parts.map(range).collect();
    let mut read = read?;
    read.sort();
    let follow = read.windows(2).all(|pair| pair[0].until_minute() <= pair[1].from_minute());
    follow.then_some(read)
}

fn range(typed: &str) -> Option<TimeRange> {
    let (from, until) = typed.split_once(['-', '–', '—'])?;
    TimeRange::new(minute(from)?, minute(until)?).ok()
}

fn minute(typed: &str) -> Option<u16> {
    let typed = typed.trim();
    let (hour, minute) = typed.split_once([':', '.', 'u', 'h']).unwrap_or((typed, "0"));
    let minute = if minute.is_empty() { "0" } else { minute };
    let is_short = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if !is_short(hour) || !is_short(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60 && hour <= 24).then_some(hour * 60 + minute)
}

/// Ranges as they are shown: "09:00-12:00, 13:00-17:30".
pub fn shown(ranges: &[TimeRange]) -> String {
    ranges.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_type_them() {
        let read = |typed: &str| ranges(typed).map(|ranges| shown(&ranges));
        assert_eq!(read("9-12.30, 13:00 – 17:30").as_deref(), Some("09:00-12:30, 13:00-17:30"));
        assert_eq!(read("13u-17u30; 8-12").as_deref(), Some("08:00-12:00, 13:00-17:30"));
        assert_eq!(read("").as_deref(), Some(""));
        assert_eq!(read("20-24").as_deref(), Some("20:00-24:00"));
        for bad in ["9", "9-", "17-9", "9-12, 11-13", "9:61-10", "25-26", "negen tot vijf", "9-17-18"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_single_day_is_closed_or_has_hours_of_its_own_and_goes_again() {
        let mut policy = CompanyPolicy::starting(gehoor_kernel::time::Zone::utc());
        let day: Date = "2026-12-24".parse().unwrap();
        assert!(Change::Day(day, Vec::new()).apply(&mut policy));
        assert_eq!((policy.company.closed.as_slice(), policy.company.opened.len()), (&[day][..], 0));
        let short = ranges("9-12").unwrap();
        assert!(Change::Day(day, short.clone()).apply(&mut policy), "the later word holds");
        assert_eq!((policy.company.closed.len(), policy.company.opened.clone()), (0, vec![(day, short)]));
        assert!(Change::NoDay(day).apply(&mut policy) && !Change::NoDay(day).apply(&mut policy));
        let five = Time::constant(17, 0, 0, 0);
        assert!(
            Change::Early(12, 31, five).apply(&mut policy) && Change::Early(12, 5, five).apply(&mut policy)
        );
        assert_eq!(policy.company.early_close, [(12, 5, five), (12, 31, five)], "in order of the year");
        assert!(Change::NoEarly(12, 5).apply(&mut policy) && !Change::NoEarly(12, 5).apply(&mut policy));
    }
}
