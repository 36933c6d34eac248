//! Documents name only what exists, and numbered files are numbered well.

use super::Finding;
use super::source::{File, Tree};

/// Every path that ARCHITECTURE.md names in backticks, and every relative link of any document, exists.
pub fn paths_exist(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.files.iter().filter(|file| file.path.ends_with(".md")) {
        let named = if file.path == "ARCHITECTURE.md" { backticks(&file.text) } else { Vec::new() };
        let links = links(&file.text).into_iter().map(|(at, link)| (at, beside(&file.path, &link)));
        let lost = named.into_iter().chain(links).filter(|(_, path)| !tree.has(path));
        found.extend(lost.map(|(at, path)| finding(file, file.line(at), format!("`{path}` does not exist"))));
    }
    found
}

fn finding(file: &File, line: usize, says: String) -> Finding {
    Finding { rule: "documents", path: file.path.clone(), line, says }
}

fn backticks(text: &str) -> Vec<(usize, String)> {
    let mut spans = Vec::new();
    let mut from = None;
    for (at, _) in text.match_indices('`') {
        match from.take() {
            Some(start) => spans.push((start, text[start..at].to_owned())),
            None => from = Some(at + 1),
        }
    }
    spans.into_iter().filter(|(_, span)| is_path(span)).collect()
}

fn is_path(span: &str) -> bool {
    let plain = span.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
    let known = [".rs", ".toml", ".md", ".sql", ".ftl", ".json"]
        .iter()
        .any(|end| span.ends_with(end) && span.len() > end.len());
    plain
        && !span.starts_with('/')
        && !span.starts_with('.')
        && (span.contains('/') && !span.starts_with("text/") && !span.starts_with("application/")
            || known && span.contains('/'))
}

fn links(text: &str) -> Vec<(usize, String)> {
    let targets = text.match_indices("](").filter_map(|(at, _)| {
        let rest = &text[at + 2..];
        rest.find(')').map(|end| (at, rest[..end].split('#').next().unwrap_or_default().to_owned()))
    });
    targets.filter(|(_, link)| !link.is_empty() && !link.contains(':')).collect()
}

fn beside(document: &str, link: &str) -> String {
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Both engines have the same migrations, numbered from 0001 without gaps.
pub fn migrations(tree: &Tree) -> Vec<Finding> {
    let names = |engine: &str| -> Vec<&str> {
        let folder = format!("migrations/{engine}/");
        tree.files.iter().filter_map(|file| file.path.strip_prefix(&folder)).collect()
    };
    let (lite, pg) = (names("sqlite"), names("postgres"));
    let mut faults = Vec::new();
    for name in lite.iter().chain(&pg).filter(|name| !(lite.contains(name) && pg.contains(name))) {
        faults.push(format!("{name} stands on one side only"));
    }
    for (number, name) in
        lite.iter().enumerate().filter(|(number, name)| !name.starts_with(&format!("{:04}_", number + 1)))
    {
        faults.push(format!("{name} should have the number {:04}", number + 1));
    }
    faults
        .into_iter()
        .map(|says| Finding { rule: "migrations", path: "migrations".to_owned(), line: 0, says })
        .collect()
}

/// Decisions are numbered from 0001 without gaps and begin with a title.
pub fn decisions(tree: &Tree) -> Vec<Finding> {
    let decisions = tree.files.iter().filter(|file| file.path.starts_with("docs/decisions/"));
    let wrong = decisions.enumerate().filter(|(number, file)| {
        let name = file.path.trim_start_matches("docs/decisions/");
        !name.starts_with(&format!("{:04}-", number + 1)) || !file.text.starts_with("# ")
    });
    wrong
        .map(|(_, file)| {
            finding(file, 0, "decisions are numbered without gaps and begin with `# `".to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_does_not_exist_is_found() {
        let text = "`crates/a/src/lib.rs` and `crates/gone/` and `POST /api/v1/x` and `text/html`, [x](docs/y.md#z), [w](https://a.b)";
        let tree = Tree::from_texts([("ARCHITECTURE.md", text), ("crates/a/src/lib.rs", "")]);
        let lost: Vec<String> = paths_exist(&tree).into_iter().map(|finding| finding.says).collect();
        assert_eq!(lost, ["`crates/gone/` does not exist", "`docs/y.md` does not exist"]);
    }

    #[test]
    fn a_link_is_read_from_where_it_stands() {
        let tree = Tree::from_texts([("docs/decisions/0001-a.md", "# A\n[b](../b.md)"), ("docs/b.md", "")]);
        assert!(paths_exist(&tree).is_empty());
    }

    #[test]
    fn migrations_must_pair_up_without_gaps() {
        let tree = |names: &[&str]| {
            Tree::from_texts(names.iter().map(|name| (format!("migrations/{name}.sql"), "")))
        };
        assert!(migrations(&tree(&["sqlite/0001_a", "postgres/0001_a"])).is_empty());
        assert_eq!(migrations(&tree(&["sqlite/0001_a", "postgres/0001_a", "postgres/0002_b"])).len(), 1);
        assert_eq!(migrations(&tree(&["sqlite/0002_a", "postgres/0002_a"])).len(), 1);
    }

    #[test]
    fn a_decision_without_number_is_found() {
        let tree = Tree::from_texts([("docs/decisions/0002-a.md", "# A")]);
        assert_eq!(decisions(&tree).len(), 1);
    }
}
