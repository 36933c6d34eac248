//! The table of outcomes, compiled in from `outcomes.csv`: what each known code means and what it advises.
//!
//! Change a row, raise [`TABLE_VERSION`]: stored attempts keep their raw codes and can be judged again.

use super::class::{Advice, Class};
use super::evidence::Family;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The version of the table; stored with every judgement.
pub const TABLE_VERSION: u32 = 1;

const TEXT: &str = include_str!("../../outcomes.csv");

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The book of codes.
    pub family: Family,
    /// The code in its normal form.
    pub code: &'static str,
    /// What an attempt with this code met.
    pub class: Class,
    /// What to do next.
    pub advice: Advice,
    /// What the code says, in a few English words for administrators.
    pub meaning: &'static str,
}

struct Table {
    rows: Vec<Outcome>,
    places: HashMap<(Family, &'static str), usize>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let rows: Vec<Outcome> = TEXT.lines().skip(1).filter_map(read_row).collect();
    let places = rows.iter().enumerate().map(|(place, row)| ((row.family, row.code), place)).collect();
    Table { rows, places }
});

/// All rows, by family and in the order of the file.
pub fn table() -> &'static [Outcome] {
    &TABLE.rows
}

/// The row of a code, however it is written (`0x41`, `41`, `041`, `userBusy`, `USER_BUSY`); `None` when it is not known.
pub fn lookup(family: Family, code: &str) -> Option<&'static Outcome> {
    let normal = normal_form(family, code);
    TABLE.places.get(&(family, normal.as_ref())).map(|&place| &TABLE.rows[place])
}

fn read_row(line: &'static str) -> Option<Outcome> {
    let mut cells = line.splitn(5, ',');
    let family = cells.next()?.parse().ok()?;
    let (code, class, advice) = (cells.next()?, cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
    Some(Outcome { family, code, class, advice, meaning: cells.next()?.trim_matches('"') })
}

/// The form in which the table writes a code.
fn normal_form(family: Family, code: &str) -> Cow<'_, str> {
    let code = code.trim();
    match family {
        Family::SmppStatus => in_hex(code, 8),
        Family::GsmTpSt => in_hex(code, 2),
        Family::AsteriskDialstatus | Family::Amd | Family::PhoneFormat | Family::SmppStatText => {
            shouted(code)
        }
        Family::SipLocal | Family::Agent | Family::DsnAction | Family::Mdn | Family::Post => snake(code),
        Family::SmtpEnhanced => Cow::Borrowed(code),
        _ => Cow::Borrowed(without_zeros(code)),
    }
}

fn without_zeros(code: &str) -> &str {
    let rest = code.trim_start_matches('0');
    let digits_left = rest.starts_with(|c: char| c.is_ascii_digit());
    if digits_left { rest } else { &code[code.len() - rest.len().max(1).min(code.len())..] }
}

fn in_hex(code: &str, width: usize) -> Cow<'_, str> {
    let hex = code.strip_prefix("0x").or_else(|| code.strip_prefix("0X"));
    let number = match hex {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => code.parse(),
    };
    number.map_or(Cow::Borrowed(code), |number| Cow::Owned(format!("0x{number:0width$X}")))
}

fn shouted(code: &str) -> Cow<'_, str> {
    if code.contains(|c: char| c.is_ascii_lowercase()) {
        Cow::Owned(code.to_ascii_uppercase())
    } else {
        Cow::Borrowed(code)
    }
}

fn snake(code: &str) -> Cow<'_, str> {
    let loud = !code.contains(|c: char| c.is_ascii_lowercase());
    if loud {
        return Cow::Owned(code.to_ascii_lowercase());
    }
    if !code.contains(|c: char| c.is_ascii_uppercase()) {
        return Cow::Borrowed(code);
    }
    let mut words = String::with_capacity(code.len() + 4);
    for letter in code.chars() {
        if letter.is_ascii_uppercase() && !words.is_empty() {
            words.push('_');
        }
        words.push(letter.to_ascii_lowercase());
    }
    Cow::Owned(words)
}
