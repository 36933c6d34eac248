//! Data on stdout, messages on stderr. With `--json` one document on stdout, errors too.

use gehoor_shell::texts::{Language, Texts};
use serde_json::{Value, json};
use std::io::{IsTerminal, Write};

/// Where a command tells what it did.
#[derive(Clone, Debug)]
pub struct Out {
    texts: Texts,
    /// The language of messages.
    pub language: Language,
    /// One JSON document on stdout.
    pub json: bool,
    /// No messages on stderr but errors.
    pub quiet: bool,
}

/// How a command ends; the number is the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It did not work.
    Failure = 1,
    /// It was called wrongly.
    Usage = 2,
    /// What was asked for is not there.
    NotFound = 3,
    /// The state of things does not allow it.
    Conflict = 4,
    /// What was sent is wrong.
    Invalid = 5,
    /// A check ran and found something.
    Findings = 6,
    /// Later it may work.
    TryLater = 75,
    /// The settings are wrong.
    Config = 78,
}

/// Why a command did not do what was asked.
#[derive(Clone, Debug)]
pub struct Trouble {
    /// How the command ends.
    pub exit: Exit,
    /// Stable word for programs.
    pub code: String,
    /// A sentence in the person's language.
    pub text: String,
    /// More lines: every single fault, or what to do now.
    pub lines: Vec<String>,
    /// The faults as data.
    pub errors: Value,
}

impl Trouble {
    /// A trouble with a sentence.
    pub fn new(exit: Exit, code: impl Into<String>, text: impl Into<String>) -> Self {
        Self { exit, code: code.into(), text: text.into(), lines: Vec::new(), errors: Value::Null }
    }

    /// The same with one more line below it.
    #[must_use]
    pub fn line(mut self, line: impl Into<String>) -> Self {
        self.lines.push(line.into());
        self
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Self::new(Exit::Failure, "io", error.to_string())
    }
}

impl Out {
    /// An output in this language.
    pub fn new(texts: Texts, language: Language, json: bool, quiet: bool) -> Self {
        Self { texts, language, json, quiet }
    }

    /// A text of the catalogue.
    pub fn say(&self, key: &str, args: &[(&'static str, String)]) -> String {
        self.texts.say(self.language, key, args)
    }

    /// Whether the catalogue has this text in the person's language.
    pub fn has(&self, key: &str) -> bool {
        self.texts.has(self.language, key)
    }

    /// Tells on stderr what was done or is being done.
    pub fn note(&self, key: &str, args: &[(&'static str, String)]) {
        if !self.quiet {
            self.stderr(&self.say(key, args));
        }
    }

    /// Asks something on stderr; the answer comes on the same line.
    pub fn ask(&self, key: &str, args: &[(&'static str, String)]) {
        let mut stderr = std::io::stderr().lock();
        let _ = write!(stderr, "{} ", self.say(key, args));
        let _ = stderr.flush();
    }

    /// Gives data: the document with `--json`, else the text for people.
    pub fn data(&self, document: &Value, text: &str) {
        if self.json {
            self.stdout(&document.to_string());
        } else if !text.is_empty() {
            self.stdout(text.trim_end_matches('\n'));
        }
    }

    /// Tells why a command did not work.
    pub fn trouble(&self, trouble: &Trouble) {
        if self.json {
            let error = json!({"code": trouble.code, "detail": trouble.text, "exit": trouble.exit as i32, "errors": trouble.errors, "lines": trouble.lines});
            self.stdout(&json!({ "error": error }).to_string());
            return;
        }
        let word = paint(&self.say("cli-error", &[]), "1;31");
        self.stderr(&format!("{word}: {}", trouble.text));
        for line in &trouble.lines {
            self.stderr(&format!("  {line}"));
        }
    }

    /// A trouble whose sentence stands in the catalogue under `trouble-<code>`.
    pub fn fail(&self, exit: Exit, code: &str, args: &[(&'static str, String)]) -> Trouble {
        Trouble::new(exit, code, self.say(&format!("trouble-{code}"), args))
    }

    // A closed pipe (`gehoor user list | head`) is not an error.
    fn stdout(&self, text: &str) {
        let _ = writeln!(std::io::stdout().lock(), "{text}");
    }

    fn stderr(&self, text: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }
}

fn paint(text: &str, code: &str) -> String {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if plain || !std::io::stderr().is_terminal() {
        text.to_owned()
    } else {
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

/// A table with columns as wide as their widest cell.
pub fn table(heads: &[String], rows: &[Vec<String>]) -> String {
    let all = || std::iter::once(heads).chain(rows.iter().map(Vec::as_slice));
    let width =
        |column: usize| all().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..heads.len()).map(|column| width(column).unwrap_or(0)).collect();
    let line = |row: &[String]| {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        cells.join("  ").trim_end().to_owned()
    };
    all().map(line).collect::<Vec<_>>().join("\n")
}

/// A text that came from outside, made harmless for a terminal: control characters are shown, not obeyed.
pub fn inert(text: &str) -> String {
    let shown = |c: char| {
        let steers = c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if steers { c.escape_unicode().to_string() } else { c.to_string() }
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_lines_up() {
        let row = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
        assert_eq!(table(&row("Naam", "Team"), &[row("Fatima", "Balie")]), "Naam    Team\nFatima  Balie");
    }

    #[test]
    fn a_terminal_is_not_steered_by_a_customers_words() {
        assert_eq!(inert("a\u{1b}[2Jb\u{202e}c é"), "a\\u{1b}[2Jb\\u{202e}c é");
    }
}
