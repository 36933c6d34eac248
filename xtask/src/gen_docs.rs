//! `cargo xtask gen`: the reference documents, written by the program itself; the kinds of journal entries from the code.

use crate::shell::{self, Done};
use crate::tidy::source::{File, Tree};
use std::collections::BTreeMap;
use std::process::Command;

const EVENTS: &str = "docs/reference/events.md";

/// Writes `docs/reference/`; with `--check` only says what differs from what stands there.
pub fn run(args: &[String]) -> Done {
    shell::run(shell::cargo().args(["build", "--quiet", "--package", "gehoor"]))?;
    let check = args.iter().any(|arg| arg == "--check");
    let mut command = Command::new(shell::built("gehoor"));
    command.current_dir(shell::root()).args(["reference", "docs/reference"]).args(check.then_some("--check"));
    shell::run(&mut command)?;
    events(check)
}

/// Writes `events.md`, or with `check` says that it differs.
pub fn events(check: bool) -> Done {
    let (path, text) = (shell::root().join(EVENTS), document(&Tree::of_repository(&shell::root())?));
    if !check {
        return std::fs::write(path, text).map_err(|e| format!("{EVENTS}: {e}"));
    }
    let same = std::fs::read_to_string(path).is_ok_and(|stands| stands == text);
    if same { Ok(()) } else { Err(format!("{EVENTS} is not up to date: cargo xtask gen")) }
}

fn document(tree: &Tree) -> String {
    let mut kinds: BTreeMap<&str, &str> = BTreeMap::new();
    for file in tree.rust().filter(|file| file.path.contains("/src/") && writes_journal(file)) {
        let found = file.literals.iter().filter(|(at, text)| is_kind(text) && !file.is_test(*at));
        kinds.extend(found.map(|(_, text)| (text.as_str(), file.crate_name())));
    }
    let head = "# Events\n\nWritten by `cargo xtask gen`; do not edit.\n\nEvery change appends an entry of one of these kinds to the journal, \
        in the same transaction: ids and facts only. They are read at `/api/v1/journal` and followed at `/api/v1/changes`.\n\n\
        | kind | written by |\n|---|---|\n";
    let rows = kinds.iter().map(|(kind, by)| format!("| {kind} | {by} |\n"));
    head.to_owned() + &rows.collect::<String>()
}

// The subjects and the shell; not the program, the tools, the simulator, or what only follows.
fn writes_journal(file: &File) -> bool {
    let name = file.crate_name().strip_prefix("gehoor-").unwrap_or_default();
    !matches!(
        name,
        "" | "testkit" | "sim" | "demo" | "bench" | "torture" | "db" | "kernel" | "channels" | "search"
    )
}

// `promise.made`
fn is_kind(text: &str) -> bool {
    let part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_lowercase()) && part.chars().all(char::is_alphanumeric)
    };
    let file = |verb: &str| matches!(verb, "css" | "html" | "js" | "json" | "svg");
    text.split_once('.').is_some_and(|(subject, verb)| part(subject) && part(verb) && !file(verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_found_in_the_code_of_slices() {
        let code = "fn f() { append(\"promise.made\"); /* \"promise.gone\" */ g(\"a.b.c\", \"lib.rs!\", \"app.css\") }\n#[cfg(test)] mod t { \"x.y\" }";
        let tree = Tree::from_texts([
            ("crates/gehoor-promise/src/lib.rs", code),
            ("crates/gehoor-db/src/lib.rs", "\"p.q\""),
        ]);
        let rows: Vec<String> =
            document(&tree).lines().filter(|l| l.contains("gehoor-")).map(str::to_owned).collect();
        assert_eq!(rows, ["| promise.made | gehoor-promise |"]);
    }
}
