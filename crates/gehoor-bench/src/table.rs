//! The table of figures.

use std::fmt::Write;

/// One figure: what was measured, against what, how often.
pub struct Figure {
    /// What it is.
    pub name: String,
    /// The limit of the same run, in words.
    pub limit: &'static str,
    /// What it should be.
    pub goal: &'static str,
    /// The measured values, one for each repeat; whether they reach the goal is judged by the median.
    pub value: Vec<f64>,
    /// How a value is written: "ratio", "ms", "%", …
    pub unit: &'static str,
    /// What the limit was, one for each repeat; empty when there is none.
    pub beside: Vec<f64>,
    /// Ours in the same unit as `beside`.
    pub ours: Vec<f64>,
    /// The unit of `ours` and `beside`.
    pub of: &'static str,
    /// Processor time of each of our operations in milliseconds.
    pub processor: Vec<f64>,
    /// What else is worth knowing, a sentence each.
    pub notes: Vec<String>,
    /// Whether the medians reach the goal.
    pub reached: fn(value: f64, processor: f64) -> bool,
}

/// How to read the table.
const NOTES: &str = "\n\
    ## Notes\n\n\
    - The limit writes every row that our server wrote for a promise, in the order of making, with prepared statements (one for\n  \
    each table, however many rows a promise has there), on the same schema, with `synchronous=FULL`. What search adds when it\n  \
    follows the journal is written apart, for 500 promises in one commit, as the server does. It does not read, decide, seal\n  \
    the journal or speak HTTP.\n\
    - Clients load the server for two seconds before it is measured, so that sealing and search are under way; their work is in\n  \
    the processor time of each promise.\n";

/// The middle value.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

fn spread(values: &[f64]) -> String {
    let ends =
        (values.iter().copied().fold(f64::MAX, f64::min), values.iter().copied().fold(f64::MIN, f64::max));
    if values.is_empty() {
        "–".to_owned()
    } else {
        format!("{} ({}–{})", short(median(values)), short(ends.0), short(ends.1))
    }
}

fn short(value: f64) -> String {
    match value.abs() {
        100.0.. => format!("{value:.0}"),
        10.0.. => format!("{value:.1}"),
        1.0.. => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

impl Figure {
    /// The figure on one line.
    pub fn line(&self) -> String {
        let verdict = if (self.reached)(median(&self.value), median(&self.processor)) {
            "reached"
        } else {
            "NOT reached"
        };
        format!(
            "| {} | {} {} | {} | {} | {} | {} | {} | {verdict} |",
            self.name,
            spread(&self.value),
            self.unit,
            self.goal,
            spread(&self.processor),
            with_unit(&self.ours, self.of),
            with_unit(&self.beside, self.of),
            self.limit,
        )
    }
}

fn with_unit(values: &[f64], unit: &str) -> String {
    if values.is_empty() { "–".to_owned() } else { format!("{} {unit}", spread(values)) }
}

/// All figures of a run.
pub struct Table {
    figures: Vec<Figure>,
}

impl Table {
    /// An empty table.
    pub fn new() -> Self {
        Self { figures: Vec::new() }
    }

    /// Adds a figure.
    pub fn add(&mut self, figure: Figure) {
        self.figures.push(figure);
    }

    /// The page of the reference.
    pub fn page(&self) -> String {
        let mut page = String::from("# Performance\n\n");
        let _ = writeln!(
            page,
            "The last run of `cargo xtask bench`: the median of the repeats, with the lowest and the highest in brackets.\n\
             Ours is the real server of the release profile, asked over HTTP by clients on the same machine; the limit writes\n\
             the same rows, with the same indexes, straight to the same disk in the same run. On a busy machine only ratios and\n\
             processor time mean anything.\n\nMachine: {}. Date: {}.\n",
            machine(),
            date()
        );
        page.push_str(
            "| figure | value | goal | processor time each, ms | ours | limit | what the limit is | |\n",
        );
        page.push_str("|---|---|---|---|---|---|---|---|\n");
        for figure in &self.figures {
            let _ = writeln!(page, "{}", figure.line());
        }
        page.push_str(NOTES);
        for note in self.figures.iter().flat_map(|figure| &figure.notes) {
            let _ = writeln!(page, "- {note}");
        }
        page
    }
}

fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let processors = read("/proc/cpuinfo");
    let value = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
        line.split_once(':').map_or(String::new(), |(_, value)| value.trim().to_owned())
    };
    let count = processors.lines().filter(|line| line.starts_with("processor")).count();
    let memory = value(&read("/proc/meminfo"), "MemTotal");
    let gib = memory.split(' ').next().and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) / 1024 / 1024;
    let load = read("/proc/loadavg");
    let kernel = read("/proc/sys/kernel/osrelease");
    format!(
        "{count} × {}, {gib} GiB, Linux {}, load at the end {}",
        value(&processors, "model name"),
        kernel.trim(),
        load.split(' ').next().unwrap_or("?")
    )
}

fn date() -> String {
    let now = crate::load::now().to_string();
    now.split('T').next().unwrap_or_default().to_owned()
}
