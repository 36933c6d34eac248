//! What somebody who searches means: a number in any spelling, a mail address, or words of a name.

use gehoor_kernel::text::phone;

use super::search_key;

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The value of a contact point begins with this.
    Value(String),
    /// Two words of the name begin with these; the second is empty when one was given.
    Name(String, String),
    /// The text holds nothing to look for.
    Nothing,
}

/// Reads a search text. `country` is that of a telephone number without one.
pub fn wanted(text: &str, country: &str) -> Wanted {
    if let Ok(number) = phone::read(text, country) {
        return Wanted::Value(number.e164);
    }
    if text.contains('@') {
        return Wanted::Value(search_key(text.trim()));
    }
    if let Some(start) = number_start(text, country) {
        return Wanted::Value(start);
    }
    let mut keys = name_keys(text);
    keys.sort_by_key(|key| std::cmp::Reverse(key.chars().count()));
    let mut keys = keys.into_iter();
    match keys.next() {
        Some(first) => Wanted::Name(first, keys.next().unwrap_or_default()),
        None => Wanted::Nothing,
    }
}

/// The beginning of a number that is not whole yet: "06 123" or "+316123".
fn number_start(text: &str, country: &str) -> Option<String> {
    let plain = text.chars().all(|c| c.is_ascii_digit() || " +-./()".contains(c));
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if !plain || digits.len() < 4 {
        return None;
    }
    let (foreign, zero) = (text.trim_start().starts_with('+'), digits.strip_prefix('0'));
    match zero {
        _ if foreign => Some(format!("+{digits}")),
        Some(rest) if rest.starts_with('0') => Some(format!("+{}", &rest[1..])),
        Some(rest) if country == "NL" => Some(format!("+31{rest}")),
        _ => None,
    }
}

/// The words of a name in small letters, each once: what a customer is found by.
pub fn name_keys(name: &str) -> Vec<String> {
    let lower = name.to_lowercase();
    let mut keys: Vec<String> = Vec::new();
    for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(20) {
        let word: String = word.chars().take(60).collect();
        if !keys.contains(&word) {
            keys.push(word);
        }
    }
    keys
}
