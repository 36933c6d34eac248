//! Moments as people write them: "Monday 09:00", "Monday 30 March 09:00", "10:15", "Friday".

use gehoor_kernel::time::civil::{Date, DateTime, Time, Weekday};

use crate::trace::day_name;

const DAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Reads a moment at the start of `text`, counted from `after` on; gives it and what follows.
/// A day of the week alone is the next one, today included; with a date it must be right.
pub fn leading(text: &str, after: DateTime) -> Option<(DateTime, &str)> {
    let (day, rest) = match leading_day(text, after) {
        Some(found) => found,
        None => (after.date(), text),
    };
    let (time, rest) = leading_time(rest.trim_start())?;
    let moment = day.to_datetime(time);
    let same_week_day = text.trim_start().len() != rest.len() && names_no_date(text);
    let moment =
        if moment < after && same_week_day && starts_with_day(text) { in_a_week(moment) } else { moment };
    Some((moment, rest.trim_start()))
}

/// Reads "Wednesday" or "Wednesday 1 April" at the start of `text`.
pub fn leading_day(text: &str, after: DateTime) -> Option<(Date, &str)> {
    let (word, rest) = first_word(text);
    let day = DAYS.into_iter().find(|day| day_name(*day) == word)?;
    if let Some((date, rest)) = leading_date(rest, after.date()) {
        return (date.weekday() == day).then_some((date, rest));
    }
    let ahead = (i64::from(day.to_monday_zero_offset()) - i64::from(after.weekday().to_monday_zero_offset()))
        .rem_euclid(7);
    Some((plus_days(after.date(), ahead), rest))
}

/// Reads "30 March" or "30 March 2026"; without a year it is the first such day from `after` on.
fn leading_date(text: &str, after: Date) -> Option<(Date, &str)> {
    let (number, rest) = first_word(text);
    let (month, rest) = first_word(rest);
    let day: i8 = number.parse().ok()?;
    let month = MONTHS.iter().position(|name| *name == month)? as i8 + 1;
    let (year, after_year) = first_word(rest);
    if let Some(year) = year.parse::<i16>().ok().filter(|year| *year > 1900) {
        return Some((Date::new(year, month, day).ok()?, after_year));
    }
    let this_year = Date::new(after.year(), month, day).ok()?;
    let date = if this_year < after { Date::new(after.year() + 1, month, day).ok()? } else { this_year };
    Some((date, rest))
}

/// Reads "09:00" or "09:00:30" at the start of `text`.
pub fn leading_time(text: &str) -> Option<(Time, &str)> {
    let (word, rest) = first_word(text);
    let word = word.trim_end_matches([',', ';', ':']);
    let mut numbers = word.split(':');
    let hour = two_digits(numbers.next()?)?;
    let minute = two_digits(numbers.next()?)?;
    let second = numbers.next().map_or(Some(0), two_digits)?;
    Some((Time::new(hour, minute, second, 0).ok()?, rest))
}

fn two_digits(text: &str) -> Option<i8> {
    (text.len() == 2).then(|| text.parse().ok()).flatten()
}

fn first_word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (&text[..end], text[end..].trim_start())
}

fn starts_with_day(text: &str) -> bool {
    DAYS.iter().any(|day| first_word(text).0 == day_name(*day))
}

fn names_no_date(text: &str) -> bool {
    let (_, rest) = first_word(text);
    !first_word(first_word(rest).1).0.chars().all(char::is_alphabetic) || first_word(rest).0.contains(':')
}

fn in_a_week(moment: DateTime) -> DateTime {
    plus_days(moment.date(), 7).to_datetime(moment.time())
}

fn plus_days(mut date: Date, days: i64) -> Date {
    for _ in 0..days {
        date = date.tomorrow().unwrap_or(Date::MAX);
    }
    date
}

#[cfg(test)]
mod tests {
    use super::*;
    use gehoor_kernel::time::civil::date;

    #[test]
    fn moments_are_read_as_people_write_them() {
        let now = date(2026, 3, 4).at(10, 0, 0, 0);
        let read = |text| leading(text, now).map(|(moment, rest)| (moment, rest.to_owned()));
        let at = |year, month, day, hour, minute| date(year, month, day).at(hour, minute, 0, 0);
        assert_eq!(
            read("Wednesday 10:12 order 4711 arrives"),
            Some((at(2026, 3, 4, 10, 12), "order 4711 arrives".into()))
        );
        assert_eq!(read("Wednesday 09:00 x"), Some((at(2026, 3, 11, 9, 0), "x".into())));
        assert_eq!(read("Monday 30 March 09:00"), Some((at(2026, 3, 30, 9, 0), String::new())));
        assert_eq!(read("Friday 1 January 2027 09:00"), Some((at(2027, 1, 1, 9, 0), String::new())));
        assert_eq!(read("10:15  x"), Some((at(2026, 3, 4, 10, 15), "x".into())));
        assert_eq!(read("Tuesday 30 March 09:00"), None);
    }
}
