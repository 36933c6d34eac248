//! Dutch that people speak: everyday words, short sentences in which somebody does something, and both ways to say "you".

use super::Finding;
use super::source::{File, Tree};
use super::words::finding;

// Office words that customers and front-line people do not use.
const OFFICE_WORDS: &[&str] =
    &["ticket", "tickets", "escaleren", "escalatie", "SLA", "queue", "klantcontact", "case", "cases"];
/// The longest sentence, in words.
const LONGEST: usize = 22;
/// The longest that sentences of a catalogue may be on average, in words.
const AVERAGE: usize = 12;
const PASSIVE: &[&str] = &["word", "wordt", "worden", "werd", "werden"];
const FORMAL: &[&str] = &["u", "uw", "uzelf"];
/// Texts in which "u" is something else: hours, and the choice itself.
const NOT_YOU: &[&str] = &["figures-short-hours", "setup-address-u"];
/// The command line speaks before any company has chosen.
const SPEAKS_FORMALLY: &str = "gehoor";

/// One text of a catalogue: a message, or its `.je`.
struct Text {
    key: String,
    is_je: bool,
    line: usize,
    text: String,
}

/// Dutch texts have no office words, no sentence over 22 words, at most 12 on average, and say who does it.
pub fn plain(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in catalogues(tree) {
        let (mut words, mut sentences) = (0, 0);
        for text in texts(file) {
            for sentence in sentences_of(&text.text) {
                let count = words_of(&sentence).count();
                words += count;
                sentences += usize::from(count > 0);
                found.extend(
                    faults(&sentence, count).map(|says| finding("plain Dutch", file, text.line, says)),
                );
            }
        }
        if words > AVERAGE * sentences {
            let says = format!("{words} words in {sentences} sentences; at most {AVERAGE} on average");
            found.push(finding("plain Dutch", file, 0, says));
        }
    }
    found
}

/// A text with "u" has its `.je`, in which no "u" is left.
pub fn address(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in catalogues(tree).filter(|file| file.crate_name() != SPEAKS_FORMALLY) {
        let texts = texts(file);
        for text in texts.iter().filter(|text| says_u(&text.text) && !NOT_YOU.contains(&text.key.as_str())) {
            let has_je = texts.iter().any(|other| other.is_je && other.key == text.key);
            let says = match (text.is_je, has_je) {
                (true, _) => format!("{}.je says `u`", text.key),
                (false, false) => format!("{} says `u` and has no .je", text.key),
                (false, true) => continue,
            };
            found.push(finding("u and je", file, text.line, says));
        }
    }
    found
}

fn catalogues(tree: &Tree) -> impl Iterator<Item = &File> {
    tree.files.iter().filter(|file| file.path.ends_with("/text/nl.ftl"))
}

fn texts(file: &File) -> Vec<Text> {
    let mut found: Vec<Text> = Vec::new();
    for (at, line) in file.text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let begins = line.starts_with(|c: char| c.is_ascii_alphabetic());
        let je = line.trim_start().strip_prefix(".je =");
        let (key, text) = match (begins, je, found.last()) {
            (true, ..) => line.split_once('=').unwrap_or((line, "")),
            (false, Some(text), Some(last)) => (&*last.key.clone(), text),
            (false, ..) => {
                if let Some(last) = found.last_mut() {
                    last.text.push('\n');
                    last.text.push_str(line);
                }
                continue;
            }
        };
        found.push(Text {
            key: key.trim().to_owned(),
            is_je: je.is_some(),
            line: at + 1,
            text: text.to_owned(),
        });
    }
    found
}

/// The sentences of a text, with "x" for each value that is filled in; each choice of a number is one of its own.
fn sentences_of(text: &str) -> Vec<String> {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | ':' | ';' | '\n');
    filled(text).split_inclusive(ends).map(str::to_owned).collect()
}

fn filled(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        plain.push_str(before);
        let end = after.find(['}', '\n']).unwrap_or(after.len());
        plain.push('x');
        rest = after.get(end..).unwrap_or_default().strip_prefix('}').unwrap_or(&after[end..]);
    }
    plain + rest
}

fn words_of(sentence: &str) -> impl Iterator<Item = &str> {
    sentence
        .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '_' && c != '\'')
        .filter(|word| !word.is_empty())
}

fn faults(sentence: &str, count: usize) -> impl Iterator<Item = String> {
    let office = words_of(sentence).filter(|word| OFFICE_WORDS.contains(word));
    let office: Vec<String> = office.map(|word| format!("`{word}` is an office word")).collect();
    let long = (count > LONGEST).then(|| format!("a sentence of {count} words; at most {LONGEST}"));
    let passive = is_passive(sentence).then(|| "say who does it, without `worden`".to_owned());
    office.into_iter().chain(long).chain(passive)
}

/// A form of "worden" with a participle in the same sentence. As far as a simple rule can tell.
fn is_passive(sentence: &str) -> bool {
    let words: Vec<String> = words_of(sentence).map(str::to_lowercase).collect();
    words.iter().any(|word| PASSIVE.contains(&word.as_str())) && words.iter().any(|word| is_participle(word))
}

fn is_participle(word: &str) -> bool {
    let prefix = ["be", "ver", "ont", "her"].iter().any(|prefix| word.starts_with(prefix));
    let inside =
        word.starts_with("ge") || SEPARABLE.iter().any(|part| word.starts_with(&format!("{part}ge")));
    let ends = word.ends_with('d') || word.ends_with('t') || word.ends_with("en");
    word.len() > 5 && ends && (prefix || inside) && !NOUNS.contains(&word)
}

/// First parts of verbs that let "ge" in: afgebroken, ingetrokken.
const SEPARABLE: &[&str] = &[
    "aan", "achter", "af", "bij", "door", "in", "mee", "na", "om", "op", "over", "terug", "toe", "uit", "weg",
];
/// Words that look like participles and are none.
const NOUNS: &[&str] = &["beloften", "bericht", "berichten", "gegevens", "geheugen", "herstellen"];

fn says_u(text: &str) -> bool {
    filled(text)
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| FORMAL.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(dutch: &str) -> Tree {
        Tree::from_texts([("crates/gehoor-a/text/nl.ftl", dutch.to_owned())])
    }

    #[test]
    fn office_words_and_long_sentences_are_found() {
        let dutch = |text: &str| plain(&tree(text)).len();
        assert_eq!(dutch("a = De klant is gebeld."), 0);
        assert_eq!(dutch("a = Er is een ticket."), 1);
        assert_eq!(dutch("a = Kijk.\n    .je = Er is een ticket."), 1);
        assert_eq!(dutch(&format!("a = Ja. Nee. Goed. {}.", "woord ".repeat(23))), 1);
        assert_eq!(dutch(&format!("a = {}.", "woord ".repeat(13))), 1, "too long on average");
        assert_eq!(dutch("a = { $n ->\n    [one] Eén klant.\n   *[other] { $n } klanten.\n}"), 0);
    }

    #[test]
    fn a_sentence_without_somebody_who_does_it_is_found() {
        let dutch = |text: &str| plain(&tree(text)).len();
        for passive in ["Dit wordt bewaard.", "De link werd ingetrokken.", "Kan niet worden geopend."] {
            assert_eq!(dutch(&format!("a = {passive}")), 1, "{passive}");
        }
        for active in
            ["U wordt de eerste beheerder.", "Wij bewaren dit.", "De klant is gebeld. Het wordt laat."]
        {
            assert_eq!(dutch(&format!("a = {active}")), 0, "{active}");
        }
    }

    #[test]
    fn who_says_u_also_says_je() {
        let found = |text: &str| address(&tree(text)).len();
        assert_eq!(found("a = Wat wilt u?\n    .je = Wat wil je?"), 0);
        assert_eq!(found("a = Wat wilt u?\nb = Ja\n    .je = Ja"), 1);
        assert_eq!(found("a = Uw naam\n    .je = Uw naam"), 1);
        assert_eq!(found("a = { $uw } klanten, 2 uur"), 0);
        let program = Tree::from_texts([("crates/gehoor/text/nl.ftl", "a = Wat wilt u?")]);
        assert_eq!(address(&program).len(), 0);
    }
}
