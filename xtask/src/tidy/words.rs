//! Texts: both languages say the same, no text for people in code, nothing of a machine.

use super::Finding;
use super::source::{File, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// The catalogues of a crate have the same keys with the same values to fill in, and no key stands in two crates.
pub fn catalogues(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for dutch in tree.files.iter().filter(|file| file.path.ends_with("/text/nl.ftl")) {
        let keys = messages(dutch);
        for key in keys.keys() {
            if let Some(other) = owners.insert(key.clone(), dutch.crate_name()) {
                found.push(finding("catalogues", dutch, 0, format!("{key} stands in {other} too")));
            }
        }
        found.extend(compare(tree, dutch, &keys));
    }
    let lonely =
        tree.files.iter().filter(|f| f.path.ends_with("/text/en.ftl") && !tree.has(&other_language(&f.path)));
    found.extend(lonely.map(|file| finding("catalogues", file, 0, "has no nl.ftl beside it".to_owned())));
    found
}

fn other_language(path: &str) -> String {
    if path.ends_with("nl.ftl") {
        path.replace("/nl.ftl", "/en.ftl")
    } else {
        path.replace("/en.ftl", "/nl.ftl")
    }
}

fn compare(tree: &Tree, dutch: &File, keys: &BTreeMap<String, BTreeSet<String>>) -> Vec<Finding> {
    let Some(english) = tree.get(&other_language(&dutch.path)) else {
        return vec![finding("catalogues", dutch, 0, "has no en.ftl beside it".to_owned())];
    };
    let others = messages(english);
    let all: BTreeSet<&String> = keys.keys().chain(others.keys()).collect();
    let mut found = Vec::new();
    for key in all {
        match (keys.get(key), others.get(key)) {
            (Some(a), Some(b)) if a == b => {}
            (Some(_), Some(_)) => found.push(finding(
                "catalogues",
                dutch,
                0,
                format!("{key} fills in other values than in English"),
            )),
            (Some(_), None) => found.push(finding("catalogues", english, 0, format!("{key} is missing"))),
            (None, _) => found.push(finding("catalogues", dutch, 0, format!("{key} is missing"))),
        }
    }
    found
}

/// The messages of a catalogue with the values that each fills in.
fn messages(file: &File) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = None;
    for line in file.text.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') {
            current = line.split_once('=').map(|(key, _)| key.trim().to_owned());
            found.extend(current.clone().map(|key| (key, BTreeSet::new())));
        }
        if let Some(values) = current.as_ref().and_then(|key| found.get_mut(key)) {
            values.extend(
                line.split('$')
                    .skip(1)
                    .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()),
            );
        }
    }
    found
}

/// No sentence for people in the code of the rims; what documents the API and the program, and tests, are free.
pub fn people_text(tree: &Tree) -> Vec<Finding> {
    let rim = |file: &&File| {
        let document = file.path.ends_with("/openapi.rs") || file.path.ends_with("/reference.rs");
        let spoken = matches!(file.kind(), "api" | "web" | "cli" | "pages");
        file.crate_name().starts_with("gehoor") && spoken && !document
    };
    let mut found = Vec::new();
    for file in tree.rust().filter(rim) {
        let spoken = file
            .literals
            .iter()
            .filter(|(at, text)| is_sentence(text) && !file.is_test(*at) && !in_attribute(file, *at));
        found.extend(spoken.map(|(at, _)| {
            finding(
                "text for people",
                file,
                file.line(*at),
                "move this sentence to the catalogues in text/".to_owned(),
            )
        }));
    }
    found
}

fn is_sentence(text: &str) -> bool {
    let capital = text.chars().next().is_some_and(char::is_uppercase)
        && text.chars().nth(1).is_some_and(char::is_lowercase);
    capital && text.split(' ').count() >= 4 && text.trim_end().ends_with(['.', '!', '?'])
}

fn in_attribute(file: &File, at: usize) -> bool {
    let Some(open) = file.code[..at].rfind("#[") else { return false };
    let mut depth = 0i32;
    for byte in file.code[open..at].bytes() {
        depth += i32::from(byte == b'[') - i32::from(byte == b']');
        if depth == 0 && byte == b']' {
            return false;
        }
    }
    true
}

// Put together here so that this file does not trip on itself.
fn machine_words() -> Vec<String> {
    let parts: &[(&str, &str)] = &[
        ("/wor", "k/"),
        ("/far", "m/"),
        ("/bash_", "jobs"),
        ("npm", "js.org"),
        ("static.crates", ".io"),
        ("index.crates", ".io"),
        ("python", "hosted.org"),
        ("deb.debian", ".org"),
        ("security.debian", ".org"),
        ("/ro", "ot/"),
        ("/home", "/"),
        ("/tmp", "/w/"),
        ("/tmp/", "tools"),
        ("/tmp/", "gehoor.git"),
    ];
    parts.iter().map(|(a, b)| format!("{a}{b}")).collect()
}

/// No path of somebody's machine and no registry's host in any file.
pub fn machine_paths(tree: &Tree) -> Vec<Finding> {
    let words = machine_words();
    let mut found = Vec::new();
    for file in tree.files.iter().filter(|file| file.path != "Cargo.lock") {
        for (number, line) in file.text.lines().enumerate() {
            let word = words.iter().find(|word| line.contains(word.as_str()));
            found.extend(word.map(|word| {
                finding("machine paths", file, number + 1, format!("`{word}` belongs to a machine"))
            }));
        }
    }
    found
}

pub(super) fn finding(rule: &'static str, file: &File, line: usize, says: String) -> Finding {
    Finding { rule, path: file.path.clone(), line, says }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(dutch: &str, english: &str) -> Vec<Finding> {
        catalogues(&Tree::from_texts([
            ("crates/gehoor-a/text/nl.ftl", dutch),
            ("crates/gehoor-a/text/en.ftl", english),
        ]))
    }

    #[test]
    fn catalogues_must_agree() {
        assert!(pair("made = { $n } gemaakt", "made = { $n } made").is_empty());
        assert_eq!(pair("made = gemaakt\nkept = gehouden", "made = made").len(), 1);
        assert_eq!(pair("made = gemaakt", "made = { $n } made").len(), 1);
        assert_eq!(catalogues(&Tree::from_texts([("crates/gehoor-a/text/nl.ftl", "")])).len(), 1);
    }

    #[test]
    fn a_key_belongs_to_one_crate() {
        let text = "made = x";
        let paths =
            ["crates/a/text/nl.ftl", "crates/a/text/en.ftl", "crates/b/text/nl.ftl", "crates/b/text/en.ftl"];
        assert_eq!(catalogues(&Tree::from_texts(paths.map(|path| (path, text)))).len(), 1);
    }

    #[test]
    fn a_sentence_in_the_rim_is_found() {
        let rim = |text: &str| people_text(&Tree::from_texts([("crates/gehoor-a/src/api.rs", text)])).len();
        assert_eq!(rim("fn f() { answer(\"This name is too long.\") }"), 1);
        assert_eq!(
            rim("#[utoipa::path(get, summary = \"This lists all users.\")] fn f() { \"camelCase\" }"),
            0
        );
    }

    #[test]
    fn paths_of_a_machine_are_found() {
        let planted = format!("see {}x", machine_words()[0]);
        assert_eq!(machine_paths(&Tree::from_texts([("README.md", planted)])).len(), 1);
    }
}
