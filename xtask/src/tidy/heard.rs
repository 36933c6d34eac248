//! The kinds of changes that the scripts listen for are kinds that the program writes, and none of a promise is missed.

use super::Finding;
use super::source::Tree;
use super::words::finding;
use std::collections::BTreeSet;

const SCRIPT: &str = "web/src/live.ts";
const REFERENCE: &str = "docs/reference/events.md";
/// What changes promises, and so the lists and pages that show them.
const SUBJECTS: &[&str] = &["promise.", "handover."];

/// `live.ts` names every kind of `docs/reference/events.md` that is about a promise, and no other.
pub fn kinds(tree: &Tree) -> Vec<Finding> {
    let (Some(script), Some(reference)) = (tree.get(SCRIPT), tree.get(REFERENCE)) else { return Vec::new() };
    let list = script.text.split_once("const KINDS = [").and_then(|(_, rest)| rest.split_once(']'));
    let heard = named(list.map_or("", |(list, _)| list), '"');
    let written: BTreeSet<String> = named(&reference.text, '|')
        .into_iter()
        .filter(|kind| SUBJECTS.iter().any(|subject| kind.starts_with(subject)))
        .collect();
    let missed = written.difference(&heard).map(|kind| format!("does not listen for {kind}"));
    let unknown = heard.difference(&written).map(|kind| format!("listens for {kind}, which nobody writes"));
    missed.chain(unknown).map(|says| finding("heard kinds", script, 0, says)).collect()
}

/// The words between these marks that look like a kind: "promise.made".
fn named(text: &str, mark: char) -> BTreeSet<String> {
    let is_kind = |word: &&str| {
        word.split_once('.').is_some_and(|(subject, what)| {
            let letters = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphabetic());
            letters(subject) && letters(what)
        })
    };
    text.split(mark).map(str::trim).filter(is_kind).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(script: &str, reference: &str) -> usize {
        kinds(&Tree::from_texts([(SCRIPT, script), (REFERENCE, reference)])).len()
    }

    #[test]
    fn a_kind_that_is_missed_or_unknown_is_found() {
        let script = "const KINDS = [\"promise.made\", \"handover.offered\"];";
        let reference = "| promise.made | x |\n| handover.offered | x |\n| user.added | x |";
        assert_eq!(found(script, reference), 0);
        assert_eq!(found(script, &format!("{reference}\n| promise.kept | x |")), 1);
        assert_eq!(found("const KINDS = [\"promise.made\", \"promise.sung\"];", "| promise.made |"), 1);
    }
}
