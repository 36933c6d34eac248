//! Why a typed number is not valid, and which one was probably meant.

use rlibphonenumber::{PHONE_NUMBER_UTIL, ParseError, PhoneNumber, Region};

use super::{PhoneFault, dutch, show, valid};

/// The fault of a text that is not a valid number.
pub(super) fn explain(text: &str, home: Region) -> PhoneFault {
    if text.chars().any(char::is_alphabetic) {
        return PhoneFault::NotANumber { suggestion: among_words(text, home) };
    }
    match PHONE_NUMBER_UTIL.parse(text, Some(home)) {
        Ok(number) => of_length(text, &number, home),
        Err(ParseError::InvalidCountryCode) => PhoneFault::Country { suggestion: without_plus(text, home) },
        Err(ParseError::TooShortAfterIdd | ParseError::TooShortNsn) => {
            PhoneFault::DigitsMissing { missing: few(text) }
        }
        Err(ParseError::TooLongNsn) => PhoneFault::DigitsTooMany { extra: many(text), suggestion: None },
        Err(ParseError::NotANumber(_)) => PhoneFault::NotANumber { suggestion: None },
    }
}

/// "020 123 4567 (thuis)": the number when the letters are taken out.
fn among_words(text: &str, home: Region) -> Option<String> {
    let bare: String = text.chars().filter(|c| c.is_ascii_digit() || " +-./".contains(*c)).collect();
    valid(bare.trim(), home).map(|number| show(&number, home))
}

/// "+0612345678": the number without the plus.
fn without_plus(text: &str, home: Region) -> Option<String> {
    let bare = text.trim_start_matches('+');
    valid(bare, home).map(|number| show(&number, home))
}

fn few(text: &str) -> u8 {
    10u8.saturating_sub(digit_count(text)).max(1)
}

fn many(text: &str) -> u8 {
    digit_count(text).saturating_sub(15).max(1)
}

fn digit_count(text: &str) -> u8 {
    u8::try_from(text.chars().filter(char::is_ascii_digit).count()).unwrap_or(u8::MAX)
}

fn of_length(text: &str, number: &PhoneNumber, home: Region) -> PhoneFault {
    let national = number.get_national_significant_number();
    let off = if number.country_code == 31 { off_dutch(&national) } else { off_by_plan(number, &national) };
    match off {
        _ if lacks_area_code(text, number, &national, home) => PhoneFault::AreaCodeMissing,
        0 => PhoneFault::NotGivenOut { suggestion: swapped_back(number, &national, home) },
        less @ i8::MIN..0 => PhoneFault::DigitsMissing { missing: less.unsigned_abs() },
        more => PhoneFault::DigitsTooMany {
            extra: more.unsigned_abs(),
            suggestion: undoubled(number, &national, home),
        },
    }
}

/// Six or seven digits that do not begin with a 0: what people dial within their own town.
fn lacks_area_code(text: &str, number: &PhoneNumber, national: &str, home: Region) -> bool {
    number.country_code == 31
        && home == Region::NL
        && !text.starts_with(['0', '+'])
        && (6..=7).contains(&national.len())
        && !national.starts_with("14")
}

/// How many digits too many (or, below zero, missing) by the Dutch plan.
fn off_dutch(national: &str) -> i8 {
    let with_zero = format!("0{national}");
    let differences = dutch::lengths(&with_zero).iter().map(|&length| with_zero.len() as i64 - length as i64);
    differences.min_by_key(|off| off.abs()).map_or(0, |off| off.clamp(-100, 100) as i8)
}

/// The same for other countries: the smallest number of digits that, put at the end or taken off it, gives a valid one.
fn off_by_plan(number: &PhoneNumber, national: &str) -> i8 {
    for step in 1..=5 {
        let more = (b'0'..=b'9').any(|digit| {
            let tail = char::from(digit).to_string().repeat(step);
            is_valid(number.country_code, &format!("{national}{tail}"))
        });
        let less = national.len() > step && is_valid(number.country_code, &national[..national.len() - step]);
        match (more, less) {
            (true, _) => return -(step as i8),
            (_, true) => return step as i8,
            _ => {}
        }
    }
    0
}

fn is_valid(country: i32, national: &str) -> bool {
    valid(&format!("+{country}{national}"), Region::World).is_some()
}

/// Two neighbours among the first four digits swapped, when exactly one swap gives a valid number.
fn swapped_back(number: &PhoneNumber, national: &str, home: Region) -> Option<String> {
    let swaps = (0..national.len().saturating_sub(1).min(3)).filter_map(|at| {
        let mut digits = national.as_bytes().to_vec();
        digits.swap(at, at + 1);
        String::from_utf8(digits).ok().filter(|swapped| swapped != national)
    });
    only_one(number.country_code, swaps, home)
}

/// One digit that stands there twice taken out, when exactly one way gives a valid number.
fn undoubled(number: &PhoneNumber, national: &str, home: Region) -> Option<String> {
    let bytes = national.as_bytes();
    let doubled = (1..bytes.len()).filter(|&at| bytes[at] == bytes[at - 1]);
    let shorter = doubled.map(|at| format!("{}{}", &national[..at], &national[at + 1..]));
    only_one(number.country_code, shorter, home)
}

fn only_one(country: i32, candidates: impl Iterator<Item = String>, home: Region) -> Option<String> {
    let mut good: Vec<PhoneNumber> =
        candidates.filter_map(|national| valid(&format!("+{country}{national}"), Region::World)).collect();
    good.dedup();
    if good.len() == 1 { good.first().map(|number| show(number, home)) } else { None }
}
