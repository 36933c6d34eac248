//! Who may depend on whom: every manifest against the graph of ARCHITECTURE.md.

use super::Finding;
use super::source::{File, Tree};

const KERNEL: &[&str] = &["kernel"];
const SHELL: &[&str] = &["kernel", "db", "channels"];
const PEOPLE: &[&str] = &["kernel", "db", "channels", "shell"];
// Who somebody is, before what they may do: above people.
const SIGNIN: &[&str] = &["kernel", "db", "channels", "shell", "people"];
const CUSTOMER: &[&str] = &["kernel", "db", "channels", "shell", "people"];
const CONTACT: &[&str] = &["kernel", "db", "channels", "shell", "people", "customer"];
const PROMISE: &[&str] =
    &["kernel", "db", "channels", "shell", "people", "customer", "contact", "norm", "mandate"];
// What reads everything and is called by nobody.
const READER: &[&str] =
    &["kernel", "db", "channels", "shell", "people", "customer", "contact", "promise", "stats"];
// The lead's page reads today as well.
const LEAD: &[&str] =
    &["kernel", "db", "channels", "shell", "people", "customer", "contact", "promise", "today", "stats"];
// Push messages speak the language that somebody chose for the own screens, and end with the session.
const PUSH: &[&str] =
    &["kernel", "db", "channels", "shell", "people", "signin", "customer", "contact", "promise"];
// Setting the company up touches everything that a company begins with.
const SETUP: &[&str] = &[
    "kernel", "db", "channels", "shell", "people", "signin", "customer", "contact", "promise", "link",
    "import",
];
// Administration sets up what the others hold.
const ADMIN: &[&str] = &[
    "kernel", "db", "channels", "shell", "people", "signin", "customer", "contact", "promise", "today",
    "link", "import", "setup",
];
// What plays a company with the slices as they are.
const PLAY: &[&str] = &[
    "kernel", "db", "channels", "shell", "people", "customer", "contact", "promise", "today", "search",
    "signin", "import", "setup",
];
// The whole product, and the tools that drive it from outside.
const WHOLE: &[&str] = &["*"];

/// For each crate (without `gehoor-`) what it may depend on.
const GRAPH: &[(&str, &[&str])] = &[
    ("kernel", &[]),
    ("db", KERNEL),
    ("channels", KERNEL),
    ("stats", KERNEL),
    ("language", KERNEL),
    ("shell", SHELL),
    ("people", PEOPLE),
    ("signin", SIGNIN),
    ("customer", CUSTOMER),
    ("contact", CONTACT),
    ("promise", PROMISE),
    ("today", READER),
    ("search", READER),
    ("card", READER),
    ("link", READER),
    ("lead", LEAD),
    ("push", PUSH),
    ("import", READER),
    ("figures", READER),
    ("setup", SETUP),
    ("admin", ADMIN),
    ("testkit", CONTACT),
    ("demo", PLAY),
    ("assets", &["kernel", "shell"]),
    ("sim", PLAY),
    ("bench", WHOLE),
    ("torture", WHOLE),
    ("", WHOLE),
];

/// Every dependency in every manifest is an arrow of the graph.
pub fn between_crates(tree: &Tree) -> Vec<Finding> {
    let manifests =
        tree.files.iter().filter(|f| f.path.starts_with("crates/") && f.path.ends_with("/Cargo.toml"));
    manifests.flat_map(check_manifest).collect()
}

fn check_manifest(file: &File) -> Vec<Finding> {
    let from = short(file.crate_name());
    let finding = |line: usize, says: String| Finding { rule: "arrows", path: file.path.clone(), line, says };
    let Some((_, allowed)) = GRAPH.iter().find(|(name, _)| *name == from) else {
        return vec![finding(
            0,
            format!(
                "{} is not in the graph of xtask's tidy/arrows.rs: say there what it may use",
                file.crate_name()
            ),
        )];
    };
    let refused =
        dependencies(&file.text).into_iter().filter(|(_, to, dev)| !permitted(from, allowed, to, *dev));
    refused
        .map(|(line, to, _)| finding(line, format!("{} must not depend on {to}", file.crate_name())))
        .collect()
}

fn permitted(from: &str, allowed: &[&str], to: &str, dev: bool) -> bool {
    if from == "kernel" && !dev {
        return false;
    }
    match short(to) {
        "testkit" => dev || matches!(from, "bench" | "torture" | "sim"),
        "sim" => dev && from.is_empty(),
        "" => matches!(from, "bench" | "torture"),
        name => allowed.contains(&"*") || allowed.contains(&name),
    }
}

fn short(name: &str) -> &str {
    if name == "gehoor" { "" } else { name.strip_prefix("gehoor-").unwrap_or(name) }
}

/// Our crates named in a manifest: line, name, whether only for tests.
fn dependencies(manifest: &str) -> Vec<(usize, String, bool)> {
    let mut section = String::new();
    let mut found = Vec::new();
    for (number, line) in manifest.lines().enumerate() {
        let line = line.trim();
        if line.starts_with('[') {
            section = line.trim_matches(['[', ']']).to_owned();
            continue;
        }
        let name: String =
            line.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect();
        if section.ends_with("dependencies") && (name == "gehoor" || name.starts_with("gehoor-")) {
            found.push((number + 1, name, section.contains("dev-dependencies")));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(name: &str, manifest: &str) -> Vec<String> {
        let tree = Tree::from_texts([(format!("crates/{name}/Cargo.toml"), manifest)]);
        between_crates(&tree).into_iter().map(|finding| finding.says).collect()
    }

    #[test]
    fn arrows_of_the_graph_pass() {
        assert!(
            findings(
                "gehoor-promise",
                "[dependencies]\ngehoor-contact.workspace = true\ngehoor-kernel = \"1\""
            )
            .is_empty()
        );
        assert!(findings("gehoor-promise", "[dev-dependencies]\ngehoor-testkit.workspace = true").is_empty());
        assert!(findings("gehoor", "[dependencies]\ngehoor-promise.workspace = true").is_empty());
    }

    #[test]
    fn planted_arrows_are_found() {
        assert_eq!(findings("gehoor-contact", "[dependencies]\ngehoor-promise.workspace = true").len(), 1);
        assert_eq!(findings("gehoor-kernel", "[dependencies]\ngehoor-db.workspace = true").len(), 1);
        assert_eq!(findings("gehoor-promise", "[dependencies]\ngehoor-testkit.workspace = true").len(), 1);
        assert_eq!(findings("gehoor-today", "[dependencies]\ngehoor.workspace = true").len(), 1);
        assert_eq!(findings("gehoor", "[dependencies]\ngehoor-sim.workspace = true").len(), 1);
        assert_eq!(findings("gehoor-today", "[dependencies]\ngehoor-search.workspace = true").len(), 1);
    }

    #[test]
    fn a_new_crate_must_say_its_place() {
        assert!(findings("gehoor-brandnew", "[dependencies]")[0].contains("not in the graph"));
    }
}
