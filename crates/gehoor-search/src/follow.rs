//! Follows the journal: whatever changed a promise's words makes its stems anew.

use std::collections::BTreeSet;

use gehoor_db::Tx;
use gehoor_shell::journal::{self, Entry};
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

/// The task's body: one batch.
pub(crate) fn task(app: App) -> BoxFuture<'static, Result<Ran, Error>> {
    Box::pin(async move {
        let cx = app.cx(Actor::System);
        let news = app.look(&cx, (), |tx, _, ()| Box::pin(news(tx))).await?;
        if !news {
            return Ok(Ran::default());
        }
        let more = app.act(&cx, SLICE, |tx, _, slice| Box::pin(follow(tx, *slice))).await?;
        Ok(Ran { worked: usize::from(more), next: None })
    })
}

async fn news(tx: &mut Tx<'_>) -> Result<bool, Error> {
    let place = sql::place_seen(tx).await?;
    Ok(!journal::after(tx, place, 1).await?.is_empty())
}

/// Follows the next entries in one transaction, which makes the keys of about `slice` promises anew at most: whoever waits for
/// the writer waits for that. True when there may be more to follow.
///
/// # Errors
/// Only those of the database.
pub async fn follow(tx: &mut Tx<'_>, slice: usize) -> Result<bool, Error> {
    let place = sql::place(tx).await?;
    let entries = journal::after(tx, place, BATCH).await?;
    let (mut promises, mut last) = (BTreeSet::new(), None);
    for entry in &entries {
        let begun = if last.is_none() { sql::rest(tx).await? } else { None };
        let mut touched = touched(tx, entry, begun.as_deref().unwrap_or_default(), slice + 1).await?;
        if last.is_some() && promises.len() + touched.len() > slice {
            break;
        }
        if touched.len() > slice {
            return part(tx, touched, slice).await.map(|()| true);
        }
        if begun.is_some() {
            sql::set_rest(tx, None).await?;
        }
        promises.append(&mut touched);
        last = entry.place();
    }
    let Some(last) = last else { return Ok(false) };
    index(tx, &promises).await?;
    sql::set_place(tx, last).await?;
    Ok(entries.last().and_then(Entry::place) != Some(last) || entries.len() == BATCH as usize)
}

/// The first `slice` of the promises that the next entry touches; the others come with the next transaction.
async fn part(tx: &mut Tx<'_>, touched: BTreeSet<String>, slice: usize) -> Result<(), Error> {
    let part: BTreeSet<String> = touched.into_iter().take(slice).collect();
    index(tx, &part).await?;
    sql::set_rest(tx, part.last().map(String::as_str)).await
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

async fn index(tx: &mut Tx<'_>, promises: &BTreeSet<String>) -> Result<(), Error> {
    if promises.is_empty() {
        return Ok(());
    }
    let country = gehoor_customer::country(tx).await?;
    let found = sql::sources(tx, promises).await?;
    let (stems, mut changes) = (Stems::default(), sql::Changes::default());
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
    changes.write(tx).await
}
