//! The rules of the house that neither the compiler nor clippy keeps. Each rule is a function from the texts of the
//! repository to findings, and proves itself in its tests on a planted violation.

mod arrows;
mod bans;
mod docs;
mod dutch;
mod heard;
mod shape;
pub mod source;
mod words;

use crate::shell::{self, Done};
use source::Tree;

/// One place that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    /// The name of the rule.
    pub rule: &'static str,
    /// The file, from the top of the repository.
    pub path: String,
    /// The line, from 1; 0 when the whole file is meant.
    pub line: usize,
    /// What is wrong and what to do instead.
    pub says: String,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {} [{}]", self.path, self.line, self.says, self.rule)
    }
}

type Rule = (&'static str, fn(&Tree) -> Vec<Finding>);

/// Every rule with its name.
pub const RULES: &[Rule] = &[
    ("arrows between crates", arrows::between_crates),
    ("words that do not belong in a file", bans::words),
    ("files of at most 400 lines", shape::file_length),
    ("functions of at most 70 lines", shape::function_length),
    ("few long functions", shape::long_functions),
    ("no dead modules", shape::dead_modules),
    ("catalogues say the same in both languages", words::catalogues),
    ("Dutch that people speak", dutch::plain),
    ("Dutch for companies that say je", dutch::address),
    ("scripts hear what the journal writes", heard::kinds),
    ("text for people stands in catalogues", words::people_text),
    ("no paths or hosts of a machine", words::machine_paths),
    ("documents name what exists", docs::paths_exist),
    ("migrations numbered alike", docs::migrations),
    ("a decision has its number", docs::decisions),
];

/// Runs every rule over the repository; gives how many hold, or the findings.
pub fn check() -> Done<usize> {
    let tree = Tree::of_repository(&shell::root())?;
    let findings: Vec<Finding> = RULES.iter().flat_map(|(_, rule)| rule(&tree)).collect();
    if findings.is_empty() {
        return Ok(RULES.len());
    }
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    Err(format!("{} findings:\n{}", lines.len(), lines.join("\n")))
}

/// `cargo xtask tidy`.
pub fn run() -> Done {
    let held = check()?;
    println!("tidy: {held} rules hold");
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_repository_is_tidy() {
        if let Err(findings) = super::check() {
            panic!("{findings}");
        }
    }

    #[test]
    fn a_finding_reads_as_a_place_in_an_editor() {
        let finding = super::Finding { rule: "r", path: "a.rs".into(), line: 3, says: "no".into() };
        assert_eq!(finding.to_string(), "a.rs:3: no [r]");
    }
}
