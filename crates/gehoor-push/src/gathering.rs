//! What is to be told becomes one message for each of a reader's browsers.

use gehoor_db::Tx;
use gehoor_kernel::id::{PromiseId, UserId};
use gehoor_kernel::time::Instant;
use gehoor_people::Directory;
use gehoor_shell::{Cx, Error};

use crate::SEND;
use crate::following::{meant, stands};
use crate::rules::{Kind, lasts, listeners};
use crate::sql::{self, Listener, Message};

/// How many people one transaction gathers for.
const BATCH: usize = 50;

/// Gathers what is due into messages; gives for how many people. What is not true any more is left out: it was done
/// meanwhile, or is somebody else's. What fell into quiet hours waits until they are over.
///
/// # Errors
/// Only those of the database.
pub async fn gather(tx: &mut Tx<'_>, cx: &Cx) -> Result<usize, Error> {
    let people = sql::due_people(tx, cx.now, BATCH).await?;
    if people.is_empty() {
        return Ok(0);
    }
    let directory = gehoor_people::directory(tx, cx).await?;
    let company = gehoor_contact::policy(tx).await?;
    for person in &people {
        let hours = person.choice.hours(&company.company.company);
        match hours.next_open(cx.now) {
            Some(open) if open > cx.now => {
                sql::move_news(tx, person.user, open).await?;
                cx.poke(SEND, Some(open));
            }
            Some(_) => tell(tx, cx, person, &directory, lasts(cx.now, &hours)).await?,
            None => drop(sql::take_news(tx, person.user).await?),
        }
    }
    Ok(people.len())
}

async fn tell(
    tx: &mut Tx<'_>,
    cx: &Cx,
    person: &Listener,
    directory: &Directory,
    ends_at: Instant,
) -> Result<(), Error> {
    let mut true_still = Vec::new();
    for (kind, promise) in sql::take_news(tx, person.user).await? {
        if person.choice.wants(kind) && is_true(tx, cx, directory, person.user, (kind, promise)).await? {
            true_still.push((kind, promise));
        }
    }
    if true_still.is_empty() {
        return Ok(());
    }
    let message = message(&true_still, ends_at);
    for device in sql::devices(tx, person.user).await?.iter().filter(|device| device.off_at.is_none()) {
        sql::put_message(tx, cx, device.id, &message).await?;
    }
    Ok(sql::told(tx, person.user, cx.now).await?)
}

fn message(news: &[(Kind, PromiseId)], ends_at: Instant) -> Message {
    let count = |kind| news.iter().filter(|(of, _)| *of == kind).count();
    let first = news.first().map(|(_, promise)| *promise);
    let promise = first.filter(|first| news.iter().all(|(_, promise)| promise == first));
    Message { steps: count(Kind::Step), handovers: count(Kind::Handover), promise, ends_at }
}

async fn is_true(
    tx: &mut Tx<'_>,
    cx: &Cx,
    directory: &Directory,
    user: UserId,
    (kind, promise): (Kind, PromiseId),
) -> Result<bool, Error> {
    let view = stands(tx, cx, promise).await?;
    let owner = view.and_then(|view| meant(&view, kind, directory, cx));
    Ok(owner.is_some_and(|owner| listeners(directory, owner, cx.now).contains(&user)))
}
