//! Holidays, computed: Easter by the Gregorian computus, the Dutch days that hang on it, and the fixed ones.

use jiff::Span;
use jiff::civil::{Date, Weekday, date};

/// Which days count as holidays for somebody's hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum HolidayRule {
    /// None at all.
    #[default]
    None,
    /// The Dutch ones; two of them are a working day in many companies.
    Netherlands {
        /// Good Friday is free.
        good_friday: bool,
        /// 5 May is free.
        liberation_day: bool,
    },
}

impl HolidayRule {
    /// Whether this day is a holiday by this rule.
    pub fn is_holiday(self, day: Date) -> bool {
        match self {
            Self::None => false,
            Self::Netherlands { good_friday, liberation_day } => match nl_holiday(day) {
                Some("goodFriday") => good_friday,
                Some("liberationDay") => liberation_day,
                other => other.is_some(),
            },
        }
    }
}

/// Easter Sunday of a year of the Gregorian calendar.
/// Formula: the anonymous Gregorian computus (Meeus, "Astronomical Algorithms", chapter 8; first in Nature, 20 April 1876).
pub fn easter(year: i16) -> Date {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    let (month, day) = ((n / 31) as i8, (n % 31 + 1) as i8);
    Date::new(year as i16, month, day).unwrap_or(date(2000, 4, 23))
}

/// The Dutch holidays of a year in order, each with the key of its name in the catalogues.
pub fn nl(year: i16) -> Vec<(Date, &'static str)> {
    let mut all: Vec<_> = fixed(year).into_iter().chain(movable(year)).collect();
    all.sort();
    all
}

/// The key of the Dutch holiday on this day, if it is one.
pub fn nl_holiday(day: Date) -> Option<&'static str> {
    let fixed = fixed(day.year()).into_iter().find(|(holiday, _)| *holiday == day);
    fixed.or_else(|| movable_on(day)).map(|(_, key)| key)
}

fn fixed(year: i16) -> [(Date, &'static str); 5] {
    let day = |month, day| Date::new(year, month, day).unwrap_or(Date::MIN);
    [
        (day(1, 1), "newYear"),
        (kings_day(year), "kingsDay"),
        (day(5, 5), "liberationDay"),
        (day(12, 25), "christmasDay"),
        (day(12, 26), "secondChristmasDay"),
    ]
}

/// 27 April; the day before when that is a Sunday.
fn kings_day(year: i16) -> Date {
    let birthday = Date::new(year, 4, 27).unwrap_or(Date::MIN);
    if birthday.weekday() == Weekday::Sunday {
        birthday.saturating_sub(Span::new().days(1))
    } else {
        birthday
    }
}

const FROM_EASTER: [(i32, &str); 6] = [
    (-2, "goodFriday"),
    (0, "easterSunday"),
    (1, "easterMonday"),
    (39, "ascensionDay"),
    (49, "whitSunday"),
    (50, "whitMonday"),
];

fn movable(year: i16) -> [(Date, &'static str); 6] {
    let easter = easter(year);
    FROM_EASTER.map(|(days, key)| (easter.saturating_add(Span::new().days(days)), key))
}

fn movable_on(day: Date) -> Option<(Date, &'static str)> {
    let after = i32::from(day.day_of_year()) - i32::from(easter(day.year()).day_of_year());
    FROM_EASTER.iter().find(|(days, _)| *days == after).map(|&(_, key)| (day, key))
}
