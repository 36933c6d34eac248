//! Texts that break programs, in every text field of the API: stored exactly and answered exactly, or refused with the
//! field's name.

mod broken;
mod desk;
mod people;
mod promises;

use gehoor_db::{Db, Engine};
use gehoor_testkit::both;
use serde_json::Value;
use std::path::{Path, PathBuf};

use desk::Desk;

/// All naughty strings of the shared attack data, hostile HTML, and some of its payloads; nothing when it is not there.
fn strings() -> Vec<String> {
    let near = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared"));
    let folder = std::env::var_os("GEHOOR_SHARED").map_or_else(near, PathBuf::from).join("data/attack");
    let Ok(naughty) = std::fs::read_to_string(folder.join("blns.json")) else { return Vec::new() };
    let mut all: Vec<String> = serde_json::from_str(&naughty).unwrap();
    let purified = std::fs::read_to_string(folder.join("dompurify-expect.json")).unwrap();
    let purified: Vec<Value> = serde_json::from_str(&purified).unwrap();
    all.extend(purified.iter().filter_map(|case| case["payload"].as_str()).map(str::to_owned));
    all.extend(lines(&folder.join("csv-injection.txt"), 1));
    for file in std::fs::read_dir(folder.join("html-mail-roundcube")).into_iter().flatten().flatten() {
        all.push(String::from_utf8_lossy(&std::fs::read(file.path()).unwrap()).into_owned());
    }
    for kind in std::fs::read_dir(folder.join("payloads")).into_iter().flatten().flatten() {
        for file in std::fs::read_dir(kind.path()).into_iter().flatten().flatten() {
            all.extend(lines(&file.path(), 199));
        }
    }
    all
}

/// Every so many-th line of a file.
fn lines(path: &Path, every: usize) -> Vec<String> {
    let bytes = std::fs::read(path).unwrap_or_default();
    String::from_utf8_lossy(&bytes).lines().step_by(every).map(str::to_owned).collect()
}

/// Runs a body with the API of a company and the texts. They take the same way to both engines; on one of them a part
/// shows that it is kept there too.
#[expect(clippy::print_stderr, reason = "a test that can't run says so")]
fn with_texts<F: Future<Output = ()>>(body: impl Fn(Desk, Db, Vec<String>) -> F) {
    let all = strings();
    if all.is_empty() {
        eprintln!("skipped: no shared data");
        return;
    }
    assert!(all.len() > 400, "{}", all.len());
    both(|db| {
        let part = if db.engine() == Engine::Sqlite { 1 } else { 6 };
        let texts: Vec<String> = all.iter().step_by(part).cloned().collect();
        let body = &body;
        async move { body(Desk::of(&db).await, db, texts).await }
    });
}
