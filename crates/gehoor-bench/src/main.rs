//! The figures of the product beside the raw limit of the same machine in the same run.
//!
//! `gehoor-bench [--binary FILE] [--repeats N] [--million N] [--only WORD] [--out FILE]`
//!
//! Ours is the real server of the release profile, asked over HTTP. The limit writes the same rows, with the same
//! indexes, straight to the same disk. What counts is the ratio, and the processor time of each operation.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement that goes wrong must stop at once; it measures by the clock of the machine"
)]

mod due;
mod fill;
mod late;
mod load;
mod making;
mod processor;
mod raw_lite;
mod raw_pg;
mod rows;
mod still;
mod table;

use std::path::{Path, PathBuf};

use table::{Figure, Table};

/// How a run is done.
pub struct Run {
    /// The server.
    pub binary: PathBuf,
    /// How often each figure is measured.
    pub repeats: usize,
    /// How many open promises "a million" is.
    pub million: usize,
    only: Option<String>,
}

impl Run {
    /// A new folder on the disk that is measured.
    pub fn folder(&self, name: &str) -> tempfile::TempDir {
        tempfile::Builder::new()
            .prefix(&format!("gehoor-bench-{name}-"))
            .tempdir()
            .expect("a temporary folder")
    }
}

type Measure = fn(&Run) -> Vec<Figure>;

const ALL: &[(&str, Measure)] = &[
    ("made", making::lite_many),
    ("one", making::lite_one),
    ("postgres", making::pg_many),
    ("fired", due::fired),
    ("late", late::lateness),
    ("growth", due::growth),
    ("today", still::today),
    ("idle", still::idle_and_start),
];

fn main() {
    let (run, out) = asked();
    assert!(
        run.binary.is_file(),
        "{} is not there: cargo build --release --package gehoor",
        run.binary.display()
    );
    let mut table = Table::new();
    for (name, measure) in ALL {
        if run.only.as_ref().is_some_and(|only| !name.contains(only.as_str())) {
            continue;
        }
        println!("measuring: {name}");
        for figure in measure(&run) {
            println!("{}", figure.line());
            table.add(figure);
        }
    }
    let text = table.page();
    println!("\n{text}");
    if let Some(out) = out {
        std::fs::write(&out, text).expect("the page can be written");
    }
}

fn asked() -> (Run, Option<PathBuf>) {
    let beside = std::env::current_exe().expect("the program's place").with_file_name("gehoor");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/performance.md");
    let mut run = Run { binary: beside, repeats: 3, million: 1_000_000, only: None };
    let mut out = Some(root);
    let mut args = std::env::args().skip(1);
    while let Some(name) = args.next() {
        let value = args.next().unwrap_or_else(|| panic!("{name} needs a value"));
        let number = || value.parse().unwrap_or_else(|_| panic!("{name}: {value} is no number"));
        match name.as_str() {
            "--binary" => run.binary = PathBuf::from(value),
            "--repeats" => run.repeats = number(),
            "--million" => run.million = number(),
            "--only" => (run.only, out) = (Some(value), None),
            "--out" => out = Some(PathBuf::from(value)),
            _ => panic!("{name} is not known"),
        }
    }
    (run, out)
}
