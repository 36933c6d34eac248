//! Follows the journal: whatever changed a promise's words makes its stems anew.

use std::collections::BTreeSet;

use gehoor_db::Tx;
use gehoor_shell::journal::{self, Entry};
use gehoor_shell::{Actor, App, BoxFuture, Error, Ran};

use crate::rules::Stems;
use crate::sql;

/// How many journal entries one transaction follows.
const BATCH: i64 = 500;

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
        match entry.kind.as_str() {
            "promise.made" | "promise.amended" | "promise.noted" | "promise.released"
            | "promise.delivered" => {
                promises.insert(entry.subject.clone());
            }
            "customer.changed" | "customer.erased" => {
                promises.extend(sql::of_customer(tx, &entry.subject).await?)
            }
            _ => {}
        }
    }
    index(tx, &promises).await?;
    sql::set_place(tx, last).await?;
    Ok(entries.len())
}

async fn index(tx: &mut Tx<'_>, promises: &BTreeSet<String>) -> Result<(), Error> {
    if promises.is_empty() {
        return Ok(());
    }
    let (texts, docs) = sql::texts(tx, promises).await?;
    let stems = Stems::default();
    for promise in promises {
        let texts = texts.get(promise).map(Vec::as_slice).unwrap_or_default();
        let words = stems.of(texts.iter().map(String::as_str)).into_iter().collect::<Vec<_>>().join(" ");
        let old = docs.get(promise).map(String::as_str).unwrap_or_default();
        if old != words {
            sql::replace(tx, promise, old, &words).await?;
        }
    }
    Ok(())
}
