//! The law that the cells follow from the promises, verified over the whole store.

use std::collections::BTreeMap;

use gehoor_db::Tx;
use gehoor_shell::{Error, Finding};

use crate::rules::{Cell, Month, Shape};
use crate::sql;

/// The law, in a sentence.
pub(crate) const COUNT: &str =
    "9: figures count every promise once: each cell holds as many promises as stand in it";
/// How many rows are read at once.
const BATCH: usize = 1000;
/// How many findings are given at most.
const MOST: usize = 200;

/// Counts all promises anew and compares.
pub(crate) async fn count(tx: &mut Tx<'_>) -> Result<Vec<Finding>, Error> {
    let mut counted: BTreeMap<Cell, i64> = BTreeMap::new();
    let mut after = String::new();
    loop {
        let facts = sql::all_facts(tx, &after, BATCH).await?;
        let Some((last, _)) = facts.last() else { break };
        after.clone_from(last);
        for cell in facts.iter().flat_map(|(_, fact)| fact.cells()) {
            *counted.entry(cell).or_default() += 1;
        }
    }
    if let Some(everything) = everything() {
        for (cell, n) in sql::cells(tx, &everything).await? {
            *counted.entry(cell).or_default() -= i64::try_from(n).unwrap_or(i64::MAX);
        }
    }
    Ok(counted.iter().filter(|(_, off)| **off != 0).take(MOST).map(finding).collect())
}

fn everything() -> Option<Shape> {
    Some(Shape { from: Month::from_key(197_001)?, until: Month::from_key(220_012)?, team: None, kind: None })
}

fn finding((cell, off): (&Cell, &i64)) -> Finding {
    let (measure, kind) = (cell.measure.word(), cell.kind.word());
    let detail = format!("{kind} {measure} {} is off by {}", cell.value, -off);
    Finding { object: cell.month.to_string(), detail }
}
