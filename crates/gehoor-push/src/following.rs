//! Follows the journal: what somebody is to be told is noted in the transaction that moves the follower's place.

use std::sync::Arc;

use gehoor_contact::Standing;
use gehoor_db::Tx;
use gehoor_kernel::id::{PromiseId, PushId, UserId};
use gehoor_people::{Directory, Owner};
use gehoor_promise::View;
use gehoor_shell::journal::{self, Entry};
use gehoor_shell::{Cx, Error, Sees};

use crate::SEND;
use crate::rules::{Kind, News, listeners, next_telling, read};
use crate::sql::{self, Listener};
use crate::subscribing::drop_device;

/// The name of the following task.
pub const FOLLOW: &str = "push-follow";
/// How many entries one transaction follows.
const BATCH: i64 = 500;

/// Whether somebody takes messages and the journal holds sealed entries that were not followed yet.
pub(crate) async fn behind(tx: &mut Tx<'_>) -> Result<bool, Error> {
    if !sql::has_any(tx).await? {
        return Ok(false);
    }
    let place = sql::place_seen(tx).await?;
    Ok(!journal::after(tx, place, 1).await?.is_empty())
}

/// What following stands on.
struct Ground {
    listeners: Vec<Listener>,
    directory: Arc<Directory>,
    company: Arc<Standing>,
}

/// Follows the next entries; gives how many it read.
///
/// # Errors
/// Only those of the database.
pub async fn follow(tx: &mut Tx<'_>, cx: &Cx) -> Result<usize, Error> {
    let place = sql::place(tx).await?;
    let entries = journal::after(tx, place, BATCH).await?;
    let Some(last) = entries.last().and_then(Entry::place) else { return Ok(0) };
    let ground = Ground {
        listeners: sql::listeners(tx).await?,
        directory: gehoor_people::directory(tx, cx).await?,
        company: gehoor_contact::policy(tx).await?,
    };
    for entry in &entries {
        let facts: serde_json::Value = serde_json::from_str(&entry.facts).unwrap_or_default();
        let text = |name: &str| facts.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
        if let Some(news) = read(&entry.kind, &entry.subject, text("state"), text("but")) {
            heard(tx, cx, &ground, entry, news).await?;
        }
    }
    sql::set_place(tx, last).await?;
    Ok(entries.len())
}

async fn heard(tx: &mut Tx<'_>, cx: &Cx, ground: &Ground, entry: &Entry, news: News) -> Result<(), Error> {
    match news {
        News::Step(promise) => tell(tx, cx, ground, entry, (Kind::Step, promise)).await,
        News::Offer(promise) => tell(tx, cx, ground, entry, (Kind::Handover, promise)).await,
        News::Gone(user) => forget(tx, user).await,
        News::SessionOver(session) => {
            let found = sql::of_session(tx, session).await?;
            drop_all(tx, found).await
        }
        News::SessionsOver(user, but) => {
            let all = sql::devices(tx, user).await?;
            let over = all.iter().filter(|device| but.is_none() || device.session != but);
            drop_all(tx, over.map(|device| device.id).collect()).await
        }
    }
}

/// Notes the news for everybody who takes messages, wants this, and did not do it by themselves.
async fn tell(
    tx: &mut Tx<'_>,
    cx: &Cx,
    ground: &Ground,
    entry: &Entry,
    (kind, promise): (Kind, PromiseId),
) -> Result<(), Error> {
    let Some(owner) = whose(tx, cx, ground, kind, promise).await? else { return Ok(()) };
    let told = listeners(&ground.directory, owner, cx.now);
    let meant = ground.listeners.iter().filter(|one| told.contains(&one.user) && one.choice.wants(kind));
    for listener in meant.filter(|one| one.user.to_string() != entry.actor) {
        let hours = listener.choice.hours(&ground.company.company.company);
        if let Some(due) = next_telling(cx.now, listener.told_at, &hours) {
            sql::put_news(tx, listener.user, kind, promise, due).await?;
            cx.poke(SEND, Some(due));
        }
    }
    Ok(())
}

/// Who is to be told about this promise now; `None` when it is no news any more.
async fn whose(
    tx: &mut Tx<'_>,
    cx: &Cx,
    ground: &Ground,
    kind: Kind,
    promise: PromiseId,
) -> Result<Option<Owner>, Error> {
    let view = stands(tx, cx, promise).await?;
    Ok(view.and_then(|view| meant(&view, kind, &ground.directory, cx)))
}

/// Whom a promise as it stands now is news for.
pub(crate) fn meant(view: &View, kind: Kind, directory: &Directory, cx: &Cx) -> Option<Owner> {
    match kind {
        Kind::Step => view.answers.filter(|_| crate::rules::is_for_now(view.promise.state.word())),
        Kind::Handover => {
            let offer = view.promise.handover.filter(|_| view.promise.state.open().is_some());
            offer.map(|offer| directory.resolve(offer.taker, cx.now))
        }
    }
}

/// The promise as it stands; `None` when it is gone.
pub(crate) async fn stands(tx: &mut Tx<'_>, cx: &Cx, promise: PromiseId) -> Result<Option<View>, Error> {
    match gehoor_promise::show(tx, cx, promise, Sees::All).await {
        Ok(page) => Ok(Some(page.view)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn forget(tx: &mut Tx<'_>, user: UserId) -> Result<(), Error> {
    let all = sql::devices(tx, user).await?;
    drop_all(tx, all.iter().map(|device| device.id).collect()).await?;
    Ok(sql::forget(tx, user).await?)
}

async fn drop_all(tx: &mut Tx<'_>, ids: Vec<PushId>) -> Result<(), Error> {
    for id in ids {
        drop_device(tx, id).await?;
    }
    Ok(())
}
