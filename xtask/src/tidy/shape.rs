//! Sizes: files a reader can find the way in, functions that fit in the head, no file that nothing includes.

use super::Finding;
use super::source::{File, Tree, item_end};
use std::collections::BTreeSet;

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 70;
/// Functions longer than this are counted against the ratchet.
const LONG_FUNCTION: usize = 30;
/// The file with the one number that only goes down.
const RATCHET: &str = "xtask/long-functions.txt";

/// No source file over 400 lines.
pub fn file_length(tree: &Tree) -> Vec<Finding> {
    let source =
        |file: &&File| [".rs", ".html", ".css", ".js", ".ts"].iter().any(|end| file.path.ends_with(end));
    let long = tree.files.iter().filter(source).filter(|file| file.text.lines().count() > FILE_LINES);
    long.map(|file| {
        finding(
            "file length",
            file,
            0,
            format!("{} lines; cut it where a reader would", file.text.lines().count()),
        )
    })
    .collect()
}

/// No function over 70 lines.
pub fn function_length(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.rust() {
        let long = functions(file).into_iter().filter(|(_, _, lines)| *lines > FUNCTION_LINES);
        found.extend(long.map(|(at, name, lines)| {
            finding("function length", file, file.line(at), format!("{name} has {lines} lines"))
        }));
    }
    found
}

/// Not more functions over 30 lines than the number in `xtask/long-functions.txt`, which only goes down.
pub fn long_functions(tree: &Tree) -> Vec<Finding> {
    let Some(allowed) =
        tree.get(RATCHET).and_then(|file| file.text.split_whitespace().next()?.parse::<usize>().ok())
    else {
        return Vec::new();
    };
    let long: Vec<String> = tree.rust().flat_map(long_in).collect();
    if long.len() <= allowed {
        return Vec::new();
    }
    let says = format!(
        "{} functions over {LONG_FUNCTION} lines, {allowed} allowed; cut one of:\n  {}",
        long.len(),
        long.join("\n  ")
    );
    vec![Finding { rule: "long functions", path: RATCHET.to_owned(), line: 1, says }]
}

fn long_in(file: &File) -> Vec<String> {
    let long =
        functions(file).into_iter().filter(|(at, _, lines)| *lines > LONG_FUNCTION && !file.is_test(*at));
    long.map(|(at, name, lines)| format!("{}:{} {name} ({lines})", file.path, file.line(at))).collect()
}

/// Every function with a body: where it starts, its name, its lines from signature to closing brace.
fn functions(file: &File) -> Vec<(usize, String, usize)> {
    let mut found = Vec::new();
    for (at, _) in file.code.match_indices("fn ") {
        let before = file.code[..at].chars().last().unwrap_or(' ');
        let name: String =
            file.code[at + 3..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if before.is_whitespace() && !name.is_empty() || at == 0 {
            let end = item_end(&file.code, at);
            found.push((at, name, file.code[at..end].lines().count()));
        }
    }
    found
}

/// Every Rust file is reached from its crate's roots by `mod`.
pub fn dead_modules(tree: &Tree) -> Vec<Finding> {
    let mut reached = BTreeSet::new();
    for root in tree.rust().filter(|file| is_root(&file.path)) {
        follow(tree, root, &mut reached);
    }
    let dead = tree.rust().filter(|file| !reached.contains(file.path.as_str()));
    dead.map(|file| finding("dead modules", file, 0, "no `mod` leads here; name it or remove it".to_owned()))
        .collect()
}

fn is_root(path: &str) -> bool {
    let inner = path.split_once("/src/").map(|(_, inner)| inner);
    let in_src = inner.is_some_and(|inner| {
        matches!(inner, "lib.rs" | "main.rs") || inner.starts_with("bin/") && inner.matches('/').count() <= 1
    });
    let tests = path.split_once("/tests/").or_else(|| path.split_once("/benches/")).map(|(_, inner)| inner);
    let in_tests = tests.is_some_and(|inner| {
        !inner.contains('/') || inner.ends_with("/main.rs") && inner.matches('/').count() == 1
    });
    in_src || in_tests || path.ends_with("/build.rs")
}

fn follow<'a>(tree: &'a Tree, file: &'a File, reached: &mut BTreeSet<&'a str>) {
    if !reached.insert(&file.path) {
        return;
    }
    for path in modules(file) {
        if let Some(next) = tree.get(&path) {
            follow(tree, next, reached);
        }
    }
}

// Both places where a module's file may lie: beside a root or `mod.rs`, else in the folder of the file's own name.
fn modules(file: &File) -> Vec<String> {
    let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
    let own = if is_root(&file.path) || name == "mod.rs" {
        folder.to_owned()
    } else {
        format!("{folder}/{}", name.trim_end_matches(".rs"))
    };
    let mut paths = Vec::new();
    for (at, _) in file.code.match_indices("mod ") {
        let rest = &file.code[at + 4..];
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if rest[name.len()..].trim_start().starts_with(';') {
            paths.push(format!("{own}/{name}.rs"));
            paths.push(format!("{own}/{name}/mod.rs"));
        }
    }
    paths.extend(
        file.literals.iter().filter(|(_, text)| text.ends_with(".rs")).map(|(_, text)| normal(folder, text)),
    );
    paths
}

// `#[path = "../x.rs"]` and `include!("x.rs")`.
fn normal(folder: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in relative.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn finding(rule: &'static str, file: &File, line: usize, says: String) -> Finding {
    Finding { rule, path: file.path.clone(), line, says }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_is_found() {
        let tree = |lines: usize| Tree::from_texts([("crates/gehoor-db/src/lib.rs", "//\n".repeat(lines))]);
        assert!(file_length(&tree(400)).is_empty());
        assert_eq!(file_length(&tree(401)).len(), 1);
    }

    #[test]
    fn a_long_function_is_found() {
        let tree = |lines: usize| {
            Tree::from_texts([(
                "crates/a/src/lib.rs",
                format!("fn f() {{\n{}}}\nfn g() {{}}", "let a = \"}\";\n".repeat(lines)),
            )])
        };
        assert!(function_length(&tree(68)).is_empty());
        assert_eq!(function_length(&tree(69))[0].says, "f has 71 lines");
    }

    #[test]
    fn the_ratchet_holds() {
        let code = format!("fn f() {{\n{}}}", "g();\n".repeat(40));
        let tree = |allowed: &str| {
            Tree::from_texts([("crates/a/src/lib.rs", code.clone()), (RATCHET, allowed.to_owned())])
        };
        assert!(long_functions(&tree("1\n")).is_empty());
        assert_eq!(long_functions(&tree("0\n")).len(), 1);
    }

    #[test]
    fn a_dead_module_is_found() {
        let tree = Tree::from_texts([
            ("crates/a/src/lib.rs", "mod live;\nmod deep;"),
            ("crates/a/src/live.rs", "#[path = \"odd/name.rs\"] mod odd;"),
            ("crates/a/src/odd/name.rs", ""),
            ("crates/a/src/deep/mod.rs", "mod inner;"),
            ("crates/a/src/deep/inner.rs", ""),
            ("crates/a/src/dead.rs", ""),
            ("crates/a/tests/it/main.rs", "mod cli;"),
            ("crates/a/tests/it/cli.rs", ""),
            ("crates/a/tests/it/lost.rs", ""),
        ]);
        let dead: Vec<String> = dead_modules(&tree).into_iter().map(|finding| finding.path).collect();
        assert_eq!(dead, ["crates/a/src/dead.rs", "crates/a/tests/it/lost.rs"]);
    }
}
