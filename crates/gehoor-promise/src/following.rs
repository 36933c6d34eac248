//! What follows from news of other slices: a number that was put right sends the promises on that waited for it.

use gehoor_db::{Tx, params};
use gehoor_kernel::id::{ContactPointId, CustomerId, MergeId};
use gehoor_shell::journal::{self, Entry, Place};
use gehoor_shell::{Cx, Error};

use crate::acting::{keep, refused};
use crate::ground::{Ground, Past};
use crate::rules::{Command, decide};
use crate::{sql, store};

/// The task that follows the journal.
pub const FOLLOW: &str = "promise-follow";
/// How many entries one transaction follows.
const BATCH: i64 = 500;
/// States in which nothing is tried on it.
pub(crate) const DEAD: [&str; 4] = ["suspect", "confirmedDead", "changed", "wrongPerson"];
/// What makes a number or address worth another look.
const NEWS: [&str; 3] = ["contactPoint.added", "contactPoint.corrected", "contactPoint.believed"];

/// Whether the journal holds sealed entries that were not followed yet.
pub(crate) async fn behind(tx: &mut Tx<'_>) -> Result<bool, Error> {
    let place = tx.row(&sql::FOLLOWED_LOOK, params![FOLLOW], |row| Ok((row.int(0)?, row.int(1)?))).await?;
    let (block, id) = place.unwrap_or_default();
    Ok(!journal::after(tx, Place { block, id }, 1).await?.is_empty())
}

/// Follows the next sealed entries; gives how many.
///
/// # Errors
/// Only those of the database.
pub async fn follow_news(tx: &mut Tx<'_>, cx: &Cx) -> Result<usize, Error> {
    let place = tx.row(&sql::FOLLOWED, params![FOLLOW], |row| Ok((row.int(0)?, row.int(1)?))).await?;
    let (block, id) = place.unwrap_or_default();
    let entries = journal::after(tx, Place { block, id }, BATCH).await?;
    let Some(last) = entries.last().and_then(Entry::place) else { return Ok(0) };
    for merge in entries.iter().filter_map(merge) {
        follow_merge(tx, cx, merge).await?;
    }
    for news in entries.iter().filter_map(read) {
        if DEAD.contains(&news.state.as_str()) {
            tx.put(&sql::FORGET_POINT, params![news.customer, news.point]).await?;
        } else {
            put_all_right(tx, cx, news.customer, news.point).await?;
        }
    }
    tx.put(&sql::FOLLOW, params![FOLLOW, last.block, last.id]).await?;
    Ok(entries.len())
}

/// What the journal says about a number or address.
struct News {
    customer: CustomerId,
    point: ContactPointId,
    /// The state that a person gave it; empty for a new or corrected value.
    state: String,
}

fn read(entry: &Entry) -> Option<News> {
    if !NEWS.contains(&entry.kind.as_str()) {
        return None;
    }
    let facts: serde_json::Value = serde_json::from_str(&entry.facts).ok()?;
    let text = |name: &str| facts.get(name).and_then(serde_json::Value::as_str);
    let state = text("to").unwrap_or_default().to_owned();
    Some(News { customer: text("customer")?.parse().ok()?, point: entry.subject.parse().ok()?, state })
}

fn merge(entry: &Entry) -> Option<MergeId> {
    let facts: serde_json::Value =
        serde_json::from_str(&entry.facts).ok().filter(|_| entry.kind == "customer.merged")?;
    facts.get("merge").and_then(serde_json::Value::as_str)?.parse().ok()
}

/// A merge that stands may have brought a number that promises wait for.
async fn follow_merge(tx: &mut Tx<'_>, cx: &Cx, id: MergeId) -> Result<(), Error> {
    let Some(kept) = crate::merging::bring_stragglers(tx, id).await? else { return Ok(()) };
    let points = gehoor_customer::contact_points(tx, kept).await?;
    for point in points.iter().filter(|point| !DEAD.contains(&point.state.as_str())) {
        put_all_right(tx, cx, kept, point.id).await?;
    }
    Ok(())
}

async fn put_all_right(
    tx: &mut Tx<'_>,
    cx: &Cx,
    customer: CustomerId,
    point: ContactPointId,
) -> Result<(), Error> {
    let waiting = tx.rows(&sql::TO_PUT_RIGHT, params![customer], store::promise).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    let directory = gehoor_people::directory(tx, cx).await?;
    let ground = Ground::load(tx).await?;
    for promise in waiting {
        let past = Past::load(tx, cx, &promise, &ground).await?;
        let world = ground.world_of(&past, directory.lead_of(promise.owner, cx.now));
        let decision = decide(promise.clone(), Command::PutRight(point), cx.now, &world, &mut cx.random());
        keep(tx, cx, &promise, &decision.map_err(refused)?).await?;
    }
    Ok(())
}
