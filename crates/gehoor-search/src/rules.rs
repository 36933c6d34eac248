//! From texts to keys: the same for what is stored and for what is typed. Pure.

mod codes;

use std::collections::BTreeSet;

use gehoor_kernel::text::phone;
use snowball_stemmers_rs::{Algorithm, Stemmer};

/// Longer words are cut: nobody types more, and an index entry stays small.
pub(crate) const LONGEST: usize = 40;
/// A promise is found by its first so many different keys.
const MOST: usize = 600;
/// A search looks at its first so many words.
const TYPED: usize = 8;
/// A typed number with fewer digits is read as a word only.
const FEWEST_DIGITS: usize = 4;

/// Letters with signs, and what people type for them.
const PLAIN: [(&str, &str); 15] = [
    ("àáâãäåāăą", "a"),
    ("çćčĉċ", "c"),
    ("ďđ", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ìíîïĩīĭįı", "i"),
    ("ĺļľł", "l"),
    ("ñńņň", "n"),
    ("òóôõöøōŏő", "o"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ţťŧț", "t"),
    ("ùúûüũūŭůűų", "u"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
];

/// Makes stems in both languages of the product: nobody says in which language a text was written.
pub struct Stems {
    dutch: Stemmer,
    english: Stemmer,
}

impl Default for Stems {
    fn default() -> Self {
        Self { dutch: Stemmer::create(Algorithm::Dutch), english: Stemmer::create(Algorithm::English) }
    }
}

/// One thing that was typed: a key fits that is one of these, or begins with one of those.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// Whole keys.
    pub whole: BTreeSet<String>,
    /// Beginnings of keys.
    pub starts: BTreeSet<String>,
}

impl Term {
    fn start(text: String) -> Self {
        Self { starts: BTreeSet::from([text]), ..Self::default() }
    }

    fn fits(&self, key: &str) -> bool {
        self.whole.contains(key) || self.starts.iter().any(|start| key.starts_with(start.as_str()))
    }
}

/// One way to read what was typed: a promise is found when each term fits one of its keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading(pub Vec<Term>);

impl Reading {
    /// Whether a promise with these keys, set apart by spaces, is meant.
    pub fn fits(&self, keys: &str) -> bool {
        self.0.iter().all(|term| keys.split(' ').any(|key| term.fits(key)))
    }
}

impl Stems {
    /// Every key of these texts: their words, the stems of these, and codes and addresses without their spelling.
    pub fn of<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for text in texts {
            for key in words(text).flat_map(|word| self.keys(word)).chain(codes::joined(text)) {
                if found.len() >= MOST {
                    return found;
                }
                found.insert(key);
            }
        }
        found
    }

    /// The ways to read what was typed; the last word may be the beginning of one. `country` is that of a telephone number
    /// without one.
    pub fn typed(&self, text: &str, country: &str) -> Vec<Reading> {
        if let Some(address) = codes::address(text) {
            return vec![Reading(vec![Term::start(address)])];
        }
        let plain = self.terms(words(text).take(TYPED).collect());
        let codes = codes::squeezed(text).map(|parts| self.terms(parts.into_iter().take(TYPED).collect()));
        let number = numbers(text, country).into_iter().map(|digits| Reading(vec![Term::start(digits)]));
        let mut readings: Vec<Reading> = std::iter::once(plain).chain(codes).chain(number).collect();
        readings.retain(|reading| !reading.0.is_empty());
        readings.dedup();
        readings
    }

    fn terms(&self, words: Vec<String>) -> Reading {
        let last = words.len().saturating_sub(1);
        let term = |(place, word): (usize, String)| {
            let starts = (place == last || codes::has_digit(&word)).then(|| word.clone());
            Term { whole: self.keys(word).collect(), starts: starts.into_iter().collect() }
        };
        Reading(words.into_iter().enumerate().map(term).collect())
    }

    fn keys(&self, word: String) -> impl Iterator<Item = String> + use<> {
        self.both(&word).into_iter().chain([word])
    }

    fn both(&self, word: &str) -> [String; 2] {
        if !word.chars().all(char::is_alphabetic) {
            return [word.to_owned(), word.to_owned()];
        }
        [self.dutch.stem(word).into_owned(), self.english.stem(word).into_owned()]
    }
}

/// The keys of a customer's number or mail address: its digits with and without the country, or its letters without signs.
pub fn contact_keys(value: &str, country: &str) -> Vec<String> {
    match value.strip_prefix('+') {
        Some(number) => vec![codes::digits(number), codes::digits(&phone::shown(value, country))],
        None => codes::joined(value).chain(words(value)).collect(),
    }
}

/// The digits with which a key begins when this is a telephone number, whole or its beginning.
fn numbers(text: &str, country: &str) -> Vec<String> {
    if let Ok(number) = phone::read(text, country) {
        return contact_keys(&number.e164, country);
    }
    let number = text.trim().replace("(0)", "");
    let plain = number.chars().all(|c| c.is_ascii_digit() || " +-./()".contains(c));
    let digits = codes::digits(&number);
    if !plain || digits.len() < FEWEST_DIGITS {
        return Vec::new();
    }
    vec![digits.strip_prefix("00").unwrap_or(&digits).to_owned()]
}

/// The words of a text: letters and digits, in small letters without signs.
fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(plain)
}

fn plain(part: &str) -> String {
    part.chars().flat_map(char::to_lowercase).map(without_sign).take(LONGEST).collect()
}

fn without_sign(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    let found = PLAIN.iter().find(|(signed, _)| signed.contains(letter));
    found.and_then(|(_, plain)| plain.chars().next()).unwrap_or(letter)
}

#[cfg(test)]
mod tests;
