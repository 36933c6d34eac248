//! Plates, order numbers, telephone numbers and mail addresses: found however they are spelled.

use super::{LONGEST, plain};

/// The longest part of a code between hyphens, and between spaces, when it has no digit.
const HYPHENED: usize = 8;
const SPACED: usize = 3;
/// A code shows a digit within its first so many parts.
const FIRST_PARTS: usize = 3;

/// A word of a text, and what stands between it and the word before.
struct Part<'a> {
    text: &'a str,
    before: &'a str,
}

/// Codes and mail addresses of a text, each without its spaces and signs. A code is there once from each of its parts on, so
/// that it is found by its beginning whatever short word stands before it: "AB-123-C" as `ab123c`, `123c`.
pub(super) fn joined(text: &str) -> impl Iterator<Item = String> {
    let text = text.replace("(0)", "");
    let runs: Vec<String> = runs(&text).iter().flat_map(|run| starts(run)).collect();
    runs.into_iter().chain(addresses(&text))
}

/// The mail address in a typed text: it alone is meant then.
pub(super) fn address(text: &str) -> Option<String> {
    addresses(text).into_iter().next()
}

/// The typed text with each code put together; `None` when it holds no code of several parts.
pub(super) fn squeezed(text: &str) -> Option<Vec<String>> {
    let text = text.replace("(0)", "");
    let runs = runs(&text);
    let code = |run: &Vec<Part<'_>>| run.len() > 1 && run.iter().any(|part| has_digit(part.text));
    if !runs.iter().any(code) {
        return None;
    }
    let parts = |run: &Vec<Part<'_>>| match code(run) {
        true => vec![put_together(run)],
        false => run.iter().map(|part| plain(part.text)).collect(),
    };
    Some(runs.iter().flat_map(parts).collect())
}

/// The digits of a text.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).take(LONGEST).collect()
}

pub(super) fn has_digit(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
}

/// The words of a text, those together that may be parts of one code.
fn runs(text: &str) -> Vec<Vec<Part<'_>>> {
    let mut runs: Vec<Vec<Part<'_>>> = Vec::new();
    for part in parts(text) {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| belongs(last.text, &part)) => run.push(part),
            _ => runs.push(vec![part]),
        }
    }
    runs
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let (mut parts, mut end, mut begin) = (Vec::new(), 0, None);
    for (place, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_alphanumeric(), begin) {
            (true, None) => begin = Some(place),
            (false, Some(from)) => {
                parts.push(Part { text: &text[from..place], before: &text[end..from] });
                (end, begin) = (place, None);
            }
            _ => {}
        }
    }
    parts
}

fn belongs(last: &str, part: &Part<'_>) -> bool {
    let most = match part.before.trim() {
        "" if part.before.len() == 1 => SPACED,
        "-" | "." | "/" if part.before.len() <= 3 => HYPHENED,
        _ => return false,
    };
    let short = |text: &str| has_digit(text) || text.chars().count() <= most;
    short(last) && short(part.text)
}

/// A run put together from each of its parts on, but the last, where it is a code.
fn starts(run: &[Part<'_>]) -> Vec<String> {
    let rests = (0..run.len().saturating_sub(1)).map(|place| &run[place..]);
    let codes = rests.filter(|rest| rest.iter().take(FIRST_PARTS).any(|part| has_digit(part.text)));
    codes.map(put_together).collect()
}

fn put_together(run: &[Part<'_>]) -> String {
    run.iter().flat_map(|part| plain(part.text).chars().collect::<Vec<_>>()).take(LONGEST).collect()
}

/// Mail addresses, letters and digits only.
fn addresses(text: &str) -> Vec<String> {
    let chunks = text.split_whitespace().filter(|chunk| chunk.trim_matches('@').contains('@'));
    let squeezed = chunks.map(|chunk| {
        let letters: String = chunk.chars().filter(|c| c.is_alphanumeric()).collect();
        plain(&letters)
    });
    squeezed.filter(|address| !address.is_empty()).collect()
}
