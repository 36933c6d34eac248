//! Follows the journal: whatever changed a promise's words makes its stems anew.

use std::collections::BTreeSet;

use gehoor_db::Tx;
use gehoor_shell::journal::{self, Entry, Place};
use gehoor_shell::{Actor, App, BoxFuture, Error, Ran};

use crate::rules::{Stems, contact_keys};
use crate::sql;

/// How many journal entries one transaction follows.
const BATCH: i64 = 500;
/// How many promises one transaction makes the keys of anew, about: a customer may have thousands.
const SLICE: usize = 1_000;

/// Entries after which a promise may have other words or notes.
const WORDS_OF_PROMISE: [&str; 11] = [
    "promise.made",
    "promise.amended",
    "promise.noted",
    "promise.kept",
    "promise.released",
    "promise.askedFirst",
    "promise.reassigned",
    "handover.offered",
    "handover.declined",
    "attempt.recorded",
    "attempt.takenBack",
];
/// Entries after which a customer may have another name, or none.
const WORDS_OF_CUSTOMER: [&str; 2] = ["customer.changed", "customer.erased"];
/// Entries after which promises stand with another of two cards.
const CARDS: [&str; 2] = ["customer.merged", "customer.unmerged"];
/// Entries after which a customer may have another number or address.
const WORDS_OF_POINT: [&str; 2] = ["contactPoint.added", "contactPoint.corrected"];

/// The task's body: one batch, worked out beside the writer, which then only writes.
pub(crate) fn task(app: App) -> BoxFuture<'static, Result<Ran, Error>> {
    Box::pin(async move {
        let cx = app.cx(Actor::System);
        let batch = app.look(&cx, SLICE, |tx, _, slice| Box::pin(read_batch(tx, *slice))).await?;
        let Some(batch) = batch else { return Ok(Ran::default()) };
        let more = app.act(&cx, batch, |tx, _, batch| Box::pin(write_batch(tx, batch))).await?;
        Ok(Ran { worked: usize::from(more), next: None })
    })
}

/// What the next entries of the journal change in the keys, not yet written.
#[derive(Debug)]
pub struct Batch {
    from: (Place, Option<String>),
    to: Mark,
    changes: sql::Changes,
    more: bool,
}

/// How far the journal is followed once a batch is written.
#[derive(Debug)]
enum Mark {
    /// Up to and with this entry.
    Entry(Place),
    /// In the midst of the next entry, up to and with this promise.
    Promise(Option<String>),
}

/// What the next entries change, with the keys of about `slice` promises at most; `None` when there are none. What changes
/// after this look has an entry of its own, later, and comes with a later batch.
///
/// # Errors
/// Only those of the database.
pub async fn read_batch(tx: &mut Tx<'_>, slice: usize) -> Result<Option<Batch>, Error> {
    let from = (sql::place_seen(tx).await?, sql::rest(tx).await?);
    let entries = journal::after(tx, from.0, BATCH).await?;
    let (mut promises, mut last) = (BTreeSet::new(), None);
    for entry in &entries {
        let begun = from.1.as_deref().filter(|_| last.is_none()).unwrap_or_default();
        let touched = touched(tx, entry, begun, slice + 1).await?;
        if last.is_some() && promises.len() + touched.len() > slice {
            break;
        }
        if touched.len() > slice {
            return part(tx, from, touched, slice).await.map(Some);
        }
        promises.extend(touched);
        last = entry.place();
    }
    let Some(last) = last else { return Ok(None) };
    let changes = changes(tx, &promises).await?;
    let more = entries.last().and_then(Entry::place) != Some(last) || entries.len() == BATCH as usize;
    Ok(Some(Batch { from, to: Mark::Entry(last), changes, more }))
}

/// The first `slice` of the promises that the next entry touches; the others come with the next batch.
async fn part(
    tx: &mut Tx<'_>,
    from: (Place, Option<String>),
    touched: BTreeSet<String>,
    slice: usize,
) -> Result<Batch, Error> {
    let part: BTreeSet<String> = touched.into_iter().take(slice).collect();
    let changes = changes(tx, &part).await?;
    Ok(Batch { from, to: Mark::Promise(part.last().cloned()), changes, more: true })
}

/// Writes a batch down; nothing when another node has followed the journal meanwhile. True when there may be more to follow.
///
/// # Errors
/// Only those of the database.
pub async fn write_batch(tx: &mut Tx<'_>, batch: &Batch) -> Result<bool, Error> {
    if (sql::place(tx).await?, sql::rest(tx).await?) != batch.from {
        return Ok(true);
    }
    batch.changes.write(tx).await?;
    match &batch.to {
        Mark::Entry(place) => {
            if batch.from.1.is_some() {
                sql::set_rest(tx, None).await?;
            }
            sql::set_place(tx, *place).await?;
        }
        Mark::Promise(promise) => sql::set_rest(tx, promise.as_deref()).await?,
    }
    Ok(batch.more)
}

/// The promises whose keys an entry touches: the first `limit` of them after `after`, in the order of their ids.
async fn touched(
    tx: &mut Tx<'_>,
    entry: &Entry,
    after: &str,
    limit: usize,
) -> Result<BTreeSet<String>, Error> {
    let (kind, subject) = (entry.kind.as_str(), entry.subject.clone());
    if WORDS_OF_PROMISE.contains(&kind) {
        return Ok(BTreeSet::from([subject]));
    }
    let customers = if WORDS_OF_CUSTOMER.contains(&kind) {
        vec![subject]
    } else if CARDS.contains(&kind) {
        [Some(subject), other_card(entry)].into_iter().flatten().collect()
    } else if WORDS_OF_POINT.contains(&kind) {
        sql::customer_of_point(tx, &subject).await?.into_iter().collect()
    } else {
        Vec::new()
    };
    let mut promises = BTreeSet::new();
    for customer in customers {
        promises.extend(sql::of_customer(tx, &customer, after, limit).await?);
    }
    while promises.len() > limit {
        promises.pop_last();
    }
    Ok(promises)
}

/// The other of two cards that were merged, or are two again.
fn other_card(entry: &Entry) -> Option<String> {
    let facts: serde_json::Value = serde_json::from_str(&entry.facts).ok()?;
    Some(facts.get("other")?.as_str()?.to_owned())
}

/// What is to be changed in the keys of these promises.
async fn changes(tx: &mut Tx<'_>, promises: &BTreeSet<String>) -> Result<sql::Changes, Error> {
    let mut changes = sql::Changes::default();
    if promises.is_empty() {
        return Ok(changes);
    }
    let country = gehoor_customer::country(tx).await?;
    let found = sql::sources(tx, promises).await?;
    let stems = Stems::default();
    for promise in promises {
        let source = found.get(promise).cloned().unwrap_or_default();
        let mut keys = stems.of(source.texts.iter().map(String::as_str));
        keys.extend(source.contacts.iter().flat_map(|value| contact_keys(value, &country)));
        keys.remove("");
        let keys = keys.into_iter().collect::<Vec<_>>().join(" ");
        if source.keys != keys {
            changes.add(promise, &source.keys, &keys);
        }
    }
    changes.sort();
    Ok(changes)
}
