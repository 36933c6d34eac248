//! Follows the journal: whatever changed a promise's words makes its stems anew.

use std::collections::BTreeSet;

use gehoor_db::Tx;
use gehoor_shell::journal::{self, Entry};
use gehoor_shell::{Actor, App, BoxFuture, Error, Ran};

use crate::rules::{Stems, contact_keys};
use crate::sql;

/// How many journal entries one transaction follows.
const BATCH: i64 = 500;

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
        let read = app.act(&cx, (), |tx, _, ()| Box::pin(follow(tx))).await?;
        Ok(Ran { worked: usize::from(read == BATCH as usize), next: None })
    })
}

async fn news(tx: &mut Tx<'_>) -> Result<bool, Error> {
    let place = sql::place_seen(tx).await?;
    Ok(!journal::after(tx, place, 1).await?.is_empty())
}

/// Follows the next entries; gives how many it read.
pub async fn follow(tx: &mut Tx<'_>) -> Result<usize, Error> {
    let place = sql::place(tx).await?;
    let entries = journal::after(tx, place, BATCH).await?;
    let Some(last) = entries.last().and_then(Entry::place) else { return Ok(0) };
    let mut promises = BTreeSet::new();
    for entry in &entries {
        let (kind, subject) = (entry.kind.as_str(), entry.subject.as_str());
        if WORDS_OF_PROMISE.contains(&kind) {
            promises.insert(subject.to_owned());
        } else if WORDS_OF_CUSTOMER.contains(&kind) {
            promises.extend(sql::of_customer(tx, subject).await?);
        } else if CARDS.contains(&kind) {
            for card in [Some(subject.to_owned()), other_card(entry)].into_iter().flatten() {
                promises.extend(sql::of_customer(tx, &card).await?);
            }
        } else if WORDS_OF_POINT.contains(&kind) {
            promises.extend(sql::of_point(tx, subject).await?);
        }
    }
    index(tx, &promises).await?;
    sql::set_place(tx, last).await?;
    Ok(entries.len())
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
