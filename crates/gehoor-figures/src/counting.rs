//! Follows the journal: a promise to which something happened is looked at anew and moved to the cells where it belongs.

use std::collections::BTreeMap;

use gehoor_contact::Standing as Company;
use gehoor_db::Tx;
use gehoor_kernel::time::{Instant, Zone};
use gehoor_people::{Directory, Owner};
use gehoor_shell::journal::{self, Entry};
use gehoor_shell::{Cx, Error};

use crate::rules::{Cell, Fact, Month, Standing};
use crate::sql::{self, Source};

/// The name of the following task.
pub const FOLLOW: &str = "figures-follow";
/// How many journal entries one transaction follows.
pub(crate) const BATCH: i64 = 500;

/// Whether the journal holds sealed entries that were not counted yet.
pub(crate) async fn behind(tx: &mut Tx<'_>) -> Result<bool, Error> {
    let place = sql::place_seen(tx).await?;
    Ok(!journal::after(tx, place, 1).await?.is_empty())
}

/// Follows the next entries; gives how many it read.
///
/// # Errors
/// Only those of the database.
pub async fn follow(tx: &mut Tx<'_>, cx: &Cx) -> Result<usize, Error> {
    let place = sql::place(tx).await?;
    let entries = journal::after(tx, place, BATCH).await?;
    let Some(last) = entries.last().and_then(Entry::place) else { return Ok(0) };
    let mut touched: BTreeMap<String, Option<Instant>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.subject.starts_with("pr_")) {
        let turn = touched.entry(entry.subject.clone()).or_default();
        *turn = turn.or_else(|| turn_of(entry));
    }
    recount(tx, cx, &touched).await?;
    sql::set_place(tx, last).await?;
    Ok(entries.len())
}

/// The moment from which it was our turn, when this entry says that the promise is due. A sign of life is not yet what was
/// promised.
fn turn_of(entry: &Entry) -> Option<Instant> {
    let facts: serde_json::Value = serde_json::from_str(&entry.facts).ok()?;
    let text = |name: &str| facts.get(name).and_then(serde_json::Value::as_str);
    let ours = text("state") == Some("due") && text("next") != Some("signOfLife");
    text("nextAt").filter(|_| ours)?.parse().ok()
}

async fn recount(tx: &mut Tx<'_>, cx: &Cx, touched: &BTreeMap<String, Option<Instant>>) -> Result<(), Error> {
    if touched.is_empty() {
        return Ok(());
    }
    let directory = gehoor_people::directory(tx, cx).await?;
    let company = gehoor_contact::policy(tx).await?;
    let (sources, before) = sql::promises(tx, touched.keys()).await?;
    let mut moves: BTreeMap<Cell, i64> = BTreeMap::new();
    for (promise, turn) in touched {
        let old = before.get(promise);
        let new = sources.get(promise).map(|source| fact(source, old, *turn, &directory, zone(&company)));
        if old == new.as_ref() {
            continue;
        }
        old.iter().flat_map(|old| old.cells()).for_each(|cell| *moves.entry(cell).or_default() -= 1);
        new.iter().flat_map(Fact::cells).for_each(|cell| *moves.entry(cell).or_default() += 1);
        sql::set_fact(tx, promise, new.as_ref()).await?;
    }
    for (cell, by) in moves.iter().filter(|(_, by)| **by != 0) {
        sql::move_cell(tx, cell, *by).await?;
    }
    Ok(())
}

fn zone(company: &Company) -> &Zone {
    &company.company.zone
}

/// What counts of a promise now. Its month never changes, nor its team once it has ended: later news of people are not news of it.
/// An end or a try that was taken back leaves nothing behind.
fn fact(
    source: &Source,
    old: Option<&Fact>,
    turn: Option<Instant>,
    directory: &Directory,
    zone: &Zone,
) -> Fact {
    let month = old.map_or_else(|| Month::of(source.made_at, zone), |old| old.month);
    let ended = old.filter(|old| old.standing != Standing::Open && old.standing == source.seen.standing);
    let team = ended.map_or_else(|| team(source.owner, directory), |old| old.team.clone());
    let mut seen = source.seen.clone();
    let turn = turn.map(|turn| turn.max(source.made_at));
    // Who was reached before it was our turn was counted from then on, which only holds as long as the try does.
    let known = old.and_then(|old| old.turn_at.filter(|at| Some(*at) != old.reached_at));
    seen.turn_at = known.or(turn);
    Fact::new(month, team, &seen)
}

/// The team of an owner; of a person's several teams the first that was joined.
fn team(owner: Owner, directory: &Directory) -> String {
    directory.teams_of(owner).first().map(ToString::to_string).unwrap_or_default()
}
