//! The figures of the product beside the raw limit of the same machine in the same run.
//!
//! `gehoor-bench [--binary FILE] [--repeats N] [--seconds N] [--million N] [--only ROW,…] [--out FILE]`
//!
//! `--only` measures some rows and writes no page; their names stand in `ALL` below.
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
mod page;
mod processor;
mod raw_lite;
mod raw_pg;
mod rows;
mod still;
mod table;

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use fill::Filled;
use table::{Figure, Table};

/// How a run is done.
pub struct Run {
    /// The server.
    pub binary: PathBuf,
    /// How often each figure is measured.
    pub repeats: usize,
    /// For how long clients load the server, and the limit is measured, in each repeat.
    pub during: Duration,
    /// How many open promises "a million" is.
    pub million: usize,
    only: Vec<String>,
    filled: OnceCell<Filled>,
}

impl Run {
    /// A new folder on the disk that is measured.
    pub fn folder(&self, name: &str) -> tempfile::TempDir {
        tempfile::Builder::new()
            .prefix(&format!("gehoor-bench-{name}-"))
            .tempdir()
            .expect("a temporary folder")
    }

    /// The store with "a million" open promises: made once, each row adds its own.
    pub fn filled(&self) -> &Filled {
        self.filled.get_or_init(|| Filled::new(self, "million", self.million))
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
    ("page", page::today),
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
        if !run.only.is_empty() && !run.only.iter().any(|only| only == name) {
            continue;
        }
        println!("measuring: {name}");
        for figure in measure(&run) {
            println!("{}", figure.line());
            for note in &figure.notes {
                println!("{note}");
            }
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
    let mut run = Run {
        binary: beside,
        repeats: 3,
        during: Duration::from_secs(4),
        million: 1_000_000,
        only: Vec::new(),
        filled: OnceCell::new(),
    };
    let mut out = Some(root);
    let mut args = std::env::args().skip(1);
    while let Some(name) = args.next() {
        let value = args.next().unwrap_or_else(|| panic!("{name} needs a value"));
        let number = || value.parse().unwrap_or_else(|_| panic!("{name}: {value} is no number"));
        match name.as_str() {
            "--binary" => run.binary = PathBuf::from(value),
            "--repeats" => run.repeats = number(),
            "--million" => run.million = number(),
            "--seconds" => run.during = Duration::from_secs(number() as u64),
            "--only" => (run.only, out) = (value.split(',').map(str::to_owned).collect(), None),
            "--out" => out = Some(PathBuf::from(value)),
            _ => panic!("{name} is not known"),
        }
    }
    (run, out)
}
