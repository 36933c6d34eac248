//! From texts to stems: the same for what is stored and for what is typed. Pure.

use std::collections::BTreeSet;

use snowball_stemmers_rs::{Algorithm, Stemmer};

/// Longer words are cut: nobody types more, and an index entry stays small.
const LONGEST: usize = 40;
/// A promise is found by its first so many different words.
const MOST: usize = 400;
/// A search looks at its first so many words.
pub(crate) const TYPED: usize = 4;

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

impl Stems {
    /// Every stem of these texts.
    pub fn of<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for word in texts.into_iter().flat_map(words) {
            if found.len() >= MOST {
                break;
            }
            found.extend(self.both(&word));
        }
        found
    }

    /// The stems of each of the first words that were typed: a promise fits when it has one of each pair.
    pub fn typed(&self, text: &str) -> Vec<[String; 2]> {
        words(text).take(TYPED).map(|word| self.both(&word)).collect()
    }

    fn both(&self, word: &str) -> [String; 2] {
        if !word.chars().all(char::is_alphabetic) {
            return [word.to_owned(), word.to_owned()];
        }
        [self.dutch.stem(word).into_owned(), self.english.stem(word).into_owned()]
    }
}

/// The words of a text: letters and digits, in small letters without signs.
fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(|part| part.chars().flat_map(char::to_lowercase).map(plain).take(LONGEST).collect())
}

fn plain(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    let found = PLAIN.iter().find(|(signed, _)| signed.contains(letter));
    found.and_then(|(_, plain)| plain.chars().next()).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_its_other_forms() {
        let stems = Stems::default();
        let stored = stems.of(["Mevrouw Çelik belt over de onderdelen, order 4711", "brake pads arrived"]);
        for typed in ["onderdeel", "CELIK", "4711", "arrive", "pad"] {
            let pairs = stems.typed(typed);
            assert!(
                pairs.iter().all(|pair| pair.iter().any(|stem| stored.contains(stem))),
                "{typed} {stored:?}"
            );
        }
        assert!(!stems.typed("remmen")[0].iter().any(|stem| stored.contains(stem)));
    }

    #[test]
    fn strange_texts_do_no_harm() {
        let stems = Stems::default();
        let long = "x".repeat(100_000);
        for text in
            ["", " ", "\u{202e}\u{200b}", "İıſß", "日本語", "💥💥", "a\u{301}\u{301}\u{301}", long.as_str()]
        {
            assert!(stems.of([text]).iter().all(|stem| stem.chars().count() <= LONGEST + 1));
        }
    }
}
