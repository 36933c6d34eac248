//! Terms that law and banks count: a month that may not end on a free day, and working days.

use jiff::Span;
use jiff::civil::{Date, Weekday, date};

use super::holidays::{easter, nl_holiday};

/// Fridays and the like that decrees made equal to a holiday for terms (Algemene termijnenwet, article 3).
const EQUATED: [Date; 8] = [
    date(2024, 5, 10),
    date(2024, 12, 27),
    date(2025, 5, 30),
    date(2026, 1, 2),
    date(2026, 5, 15),
    date(2027, 5, 7),
    date(2028, 4, 28),
    date(2028, 5, 26),
];

/// The last day of a Dutch statutory term of so many months from `start`: the same day of the month (or the month's last),
/// moved to the first day that is no Saturday, Sunday, holiday or equated day (Algemene termijnenwet, article 1).
pub fn statutory_months(start: Date, months: u16) -> Date {
    first_matching(start.saturating_add(Span::new().months(i32::from(months))), is_term_day)
}

/// The day so many Dutch working days after `start`: no weekends, none of the listed Dutch holidays.
pub fn working_days_nl(start: Date, days: u16) -> Date {
    count(start, days, |day| is_weekday(day) && nl_holiday(day).is_none())
}

/// The day so many payment days of the European interbank calendar (TARGET) after `start`.
pub fn working_days_target(start: Date, days: u16) -> Date {
    count(start, days, |day| is_weekday(day) && !is_target_holiday(day))
}

fn is_term_day(day: Date) -> bool {
    is_weekday(day) && nl_holiday(day).is_none() && !EQUATED.contains(&day)
}

fn is_weekday(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// New Year, Good Friday, Easter Monday, 1 May and both Christmas days.
fn is_target_holiday(day: Date) -> bool {
    let fixed = matches!((day.month(), day.day()), (1, 1) | (5, 1) | (12, 25) | (12, 26));
    let after = i32::from(day.day_of_year()) - i32::from(easter(day.year()).day_of_year());
    fixed || after == -2 || after == 1
}

fn count(start: Date, days: u16, works: impl Fn(Date) -> bool) -> Date {
    (0..days).fold(start, |day, _| first_matching(next(day), &works))
}

fn first_matching(mut day: Date, works: impl Fn(Date) -> bool) -> Date {
    while !works(day) && day < Date::MAX {
        day = next(day);
    }
    day
}

fn next(day: Date) -> Date {
    day.tomorrow().unwrap_or(Date::MAX)
}
