//! Tests of the rules: the table against the shared reference, judging, numbers' states, planning, and the laws.

mod caps;
mod clocks;
mod judging;
mod laws;
mod planning;
mod points;
mod promised;
mod table;
mod world;

/// The text of a shared file; `None`, with a printed line, where the shared data is absent.
fn shared(path: &str) -> Option<String> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
    let root = std::env::var("GEHOOR_SHARED").unwrap_or_else(|_| beside.to_owned());
    let text = std::fs::read_to_string(format!("{root}/{path}")).ok();
    if text.is_none() {
        println!("skipped: no shared data ({path})");
    }
    text
}

/// The rows of a shared CSV file; empty where it is absent.
fn shared_rows(path: &str) -> Vec<Vec<String>> {
    let Some(text) = shared(path) else { return Vec::new() };
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}
