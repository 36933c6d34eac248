//! What people write in cells: moments, amounts, kinds.

use gehoor_kernel::time::civil::{Date, DateTime, Time};
use gehoor_kernel::time::{Instant, Zone};

/// A moment as people write it: RFC 3339, `2026-11-22 14:05`, `22-11-2026 14:05`, `22/11/2026`. A day alone means `usual` on that
/// day; what has no offset is wall-clock time in `zone`.
pub fn moment(text: &str, zone: &Zone, usual: Time) -> Option<Instant> {
    if let Ok(instant) = text.parse() {
        return Some(instant);
    }
    let (day, time) =
        text.split_once([' ', 'T']).map_or((text, None), |(day, time)| (day, Some(time.trim())));
    let wall = DateTime::from_parts(date(day)?, time.map_or(Some(usual), clock)?);
    Some(zone.instant_of(wall)).filter(|instant| (Instant::MIN..=Instant::MAX).contains(instant))
}

// The year first, or the day first; never the month first.
fn date(text: &str) -> Option<Date> {
    let parts: Vec<i16> = text.split(['-', '/', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let &[a, b, c] = parts.as_slice() else { return None };
    let (year, month, day) = if a > 31 { (a, b, c) } else { (c, b, a) };
    if year < 1970 {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn clock(text: &str) -> Option<Time> {
    let parts: Vec<i8> = text.split([':', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match *parts.as_slice() {
        [hour, minute] => Time::new(hour, minute, 0, 0).ok(),
        [hour, minute, second] => Time::new(hour, minute, second, 0).ok(),
        _ => None,
    }
}

/// Cents of an amount as people write it: `12,50`, `€ 1.250,00`, `1250.5`, `1250`. At most 10 digits before the decimals.
pub fn cents(text: &str) -> Option<i64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
    // The last point or comma with one or two digits behind it begins the decimals; others part thousands.
    let place = plain.rfind(['.', ',']).filter(|at| (1..=2).contains(&(plain.len() - at - 1)));
    let (whole, part) = place.map_or((plain.as_str(), ""), |at| (&plain[..at], &plain[at + 1..]));
    let digits: String = whole.chars().filter(|c| *c != '.' && *c != ',').collect();
    let all = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if digits.is_empty() || digits.len() > 10 || !all(&digits) || !all(part) {
        return None;
    }
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    Some(digits.parse::<i64>().ok()? * 100 + part)
}

/// The kind of a promise by its word, or as people say it in Dutch. Empty is a call.
pub fn kind(text: &str) -> &str {
    let plain: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    match plain.as_str() {
        "" | "bellen" | "terugbellen" | "callback" | "call" => "callBack",
        "schrijven" | "mailen" | "write" => "write",
        "leveren" | "bezorgen" | "deliver" => "deliver",
        "langskomen" | "comeby" => "comeBy",
        "uitzoeken" | "findout" => "findOut",
        "overdragen" | "afhalen" | "handover" => "handOver",
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_people_write_them() {
        let zone = Zone::new("Europe/Amsterdam").unwrap();
        let nine = Time::constant(9, 0, 0, 0);
        let read = |text: &str| moment(text, &zone, nine).map(|instant| instant.to_string());
        for text in [
            "2026-11-22T14:05:00+01:00",
            "2026-11-22 14:05",
            "22-11-2026 14:05",
            "22/11/2026 14:05:00",
            "22.11.2026 14.05",
        ] {
            assert_eq!(read(text).as_deref(), Some("2026-11-22T13:05:00Z"), "{text}");
        }
        assert_eq!(read("22-7-2026").as_deref(), Some("2026-07-22T07:00:00Z"));
        for text in
            ["", "morgen", "2026-13-01", "31-2-2026", "11/22/2026", "22-11-26", "2026-11-22 25:00", "=NOW()"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        let read = ["12,50", "€ 1.250,00", "1250.5", "1250", "1,250", "1.250"].map(cents);
        assert_eq!(
            read,
            [Some(1_250), Some(125_000), Some(125_050), Some(125_000), Some(125_000), Some(125_000)]
        );
        assert_eq!(["", "-5", "1e3", "=1+1", "99999999999", "12,345,6x"].map(cents), [None; 6]);
    }

    #[test]
    fn kinds_are_read_in_both_languages() {
        assert_eq!(
            ["", "Terugbellen", "come by", "xyz"].map(kind),
            ["callBack", "callBack", "comeBy", "xyz"]
        );
    }
}
