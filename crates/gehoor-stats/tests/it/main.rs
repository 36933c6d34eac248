//! The published reference values, where the shared data stand beside the repository.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "test code: a fault fails the test, a skip says so"
)]

use std::path::PathBuf;

use gehoor_stats::{Curve, LEVEL, Leaving, Mean, independence, mean, ratio};

/// One row: topic, inputs, quantity, value, tolerance.
struct Reference {
    topic: String,
    inputs: String,
    quantity: String,
    value: f64,
    tolerance: f64,
}

fn references() -> Vec<Reference> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let root = std::env::var_os("GEHOOR_SHARED").map_or(beside, PathBuf::from);
    let Ok(mut reader) = csv::Reader::from_path(root.join("reference/stats_reference.csv")) else {
        println!("skipped: no shared data (reference/stats_reference.csv)");
        return Vec::new();
    };
    let rows = reader.records().map(|row| row.expect("a row"));
    let read = |row: csv::StringRecord| Reference {
        topic: row[0].to_owned(),
        inputs: row[1].to_owned(),
        quantity: row[2].to_owned(),
        value: row[3].parse().unwrap_or(f64::NAN),
        tolerance: row[4].parse().unwrap_or(0.0),
    };
    rows.map(read).collect()
}

/// Compares every row of a topic for which `find` gives a value; gives how many that were.
fn agree(topic: &str, find: impl Fn(&Reference) -> Option<f64>) -> usize {
    let of_topic = references().into_iter().filter(|row| row.topic == topic);
    let known: Vec<(Reference, f64)> =
        of_topic.filter_map(|row| find(&row).map(|value| (row, value))).collect();
    for (row, found) in &known {
        let off = (found - row.value).abs();
        assert!(off <= row.tolerance.max(1e-12), "{topic}, {}: {found} is not {}", row.quantity, row.value);
    }
    known.len()
}

/// All or none: without the shared data nothing is compared.
fn expect(compared: usize, rows: usize) {
    assert!(compared == 0 && references().is_empty() || compared == rows, "{compared} of {rows} rows");
}

#[test]
fn shares_agree() {
    let compared = agree("wilson_interval", |row| {
        let (count, n) = row.inputs.split(';').next()?.split_once('/')?;
        let found = ratio(count.parse().ok()?, n.parse().ok()?, LEVEL)?.interval;
        Some(if row.quantity == "low" { found.low } else { found.high })
    });
    expect(compared, 8);
}

#[test]
fn times_agree() {
    let compared = agree("kaplan_meier", |row| {
        let leaving = |word: &str| {
            let time = word.trim_end_matches('+').parse().ok()?;
            let censored = word.ends_with('+');
            Some(Leaving { time, events: u64::from(!censored), censored: u64::from(censored) })
        };
        let curve = Curve::new(row.inputs.split_whitespace().filter_map(leaving), LEVEL);
        match row.quantity.as_str() {
            "median" => Some(curve.quantile(0.5)?.time),
            quantity => {
                let time = quantity.strip_prefix("S(")?.strip_suffix(')')?.parse().ok()?;
                Some(curve.at(time)?.0)
            }
        }
    });
    expect(compared, 3);
}

#[test]
fn means_agree() {
    let sleep = |row: &Reference| -> Option<Mean> {
        let differences = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
        (row.inputs == "same" || row.inputs.starts_with("differences b-a: 1.2 2.4 1.3"))
            .then(|| mean(&differences.map(|value| (value, 1)), LEVEL))?
    };
    let compared = agree("paired_t", |row| {
        let found = sleep(row)?;
        match row.quantity.as_str() {
            "mean difference" => Some(found.mean),
            "t statistic" => Some(found.mean / (found.deviation / (found.n as f64).sqrt())),
            "95% CI low" => Some(found.interval.low),
            "95% CI high" => Some(found.interval.high),
            _ => None,
        }
    });
    expect(compared, 4);
}

#[test]
fn independence_agrees() {
    let table = [vec![83, 90, 129, 70], vec![86 - 83, 93 - 90, 136 - 129, 82 - 70]];
    let found = independence(&table).expect("a table");
    let compared = agree("proportions_k_sample", |row| {
        Some(if row.quantity == "p" { found.p } else { found.chi_square })
    });
    expect(compared, 2);
}
