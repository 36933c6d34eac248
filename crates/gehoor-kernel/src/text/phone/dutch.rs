//! The Dutch number plan where it says more than the library: short numbers, service ranges, lengths by prefix.
//! Source: the plan's table in the reference data (`nl_phone_plan.csv`).

use rlibphonenumber::PhoneNumber;

use super::Kind;

/// The kind by the national number without the 0; `None` leaves it to the library.
pub(super) fn kind(national: &str) -> Option<Kind> {
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| national.starts_with(prefix));
    match national {
        _ if starts(&["88"]) || (starts(&["14"]) && national.len() < 7) => Some(Kind::Company),
        _ if starts(&["84", "87"]) => Some(Kind::PersonalAssistant),
        _ if starts(&["97"]) => Some(Kind::Machine),
        _ if starts(&["66"]) => Some(Kind::Pager),
        _ if starts(&["800"]) => Some(Kind::Free),
        _ if starts(&["900", "906", "909"]) => Some(Kind::Paid),
        _ => None,
    }
}

/// The word of a short number or a range that rings nobody, by its digits as typed.
pub(super) fn short_number(text: &str) -> Option<&'static str> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let other = text.chars().any(|c| !c.is_ascii_digit() && !" .-/()".contains(c));
    match (digits.as_str(), digits.len()) {
        _ if other => None,
        ("112", _) | ("0112", _) => Some("emergency"),
        (d, 6) if d.starts_with("116") => Some("social"),
        (d, 4 | 5) if d.starts_with("18") => Some("directory"),
        (d, 10) if d.starts_with("067") => Some("internet"),
        (d, 10) if d.starts_with("082") => Some("private"),
        _ => None,
    }
}

/// How many digits a number with this beginning has, the 0 included; two where the plan knows two.
pub(super) fn lengths(with_zero: &str) -> &'static [usize] {
    match with_zero {
        d if d.starts_with("097") => &[12],
        d if ["0800", "0900", "0906", "0909"].iter().any(|p| d.starts_with(p)) => &[8, 11],
        _ => &[10],
    }
}

/// A mobile number in pairs, as people read it aloud: `06 12 34 56 78`.
pub(super) fn mobile_in_pairs(number: &PhoneNumber) -> Option<String> {
    let national = number.get_national_significant_number();
    let mobile = national.len() == 9 && national.starts_with('6') && !national.starts_with("66");
    mobile.then(|| {
        let pairs: Vec<&str> = (1..9).step_by(2).filter_map(|at| national.get(at..at + 2)).collect();
        format!("06 {}", pairs.join(" "))
    })
}
