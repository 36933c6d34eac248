//! Tests only: reads the shared reference tables beside the workspace; a test without them says so and passes.

use std::path::PathBuf;

/// The text of a shared file (`reference/nl_holidays.csv`); `None` and a printed line where the data is absent.
pub fn read(path: &str) -> Option<String> {
    let root = std::env::var_os("GEHOOR_SHARED").map_or_else(beside_the_workspace, PathBuf::from);
    let text = std::fs::read_to_string(root.join(path)).ok();
    if text.is_none() {
        println!("skipped: no shared data ({path})");
    }
    text
}

fn beside_the_workspace() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared")
}

/// The rows of a CSV text without its heading, fields unquoted.
pub fn rows(text: &str) -> impl Iterator<Item = Vec<String>> {
    text.lines().skip(1).map(fields)
}

fn fields(line: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut quoted = false;
    for char in line.chars() {
        match char {
            '"' => quoted = !quoted,
            ',' if !quoted => all.push(String::new()),
            other => all.last_mut().expect("never empty").push(other),
        }
    }
    all
}
