//! Outside events: one wakes everybody who was promised something about it.

use gehoor_db::{Tx, params};
use gehoor_kernel::id::{EventId, PromiseId};
use gehoor_people::{Directory, Owner};
use gehoor_shell::{Cx, Error, Facts, journal};

use crate::acting::{keep, refused};
use crate::ask::NewEvent;
use crate::ground::{Ground, Past};
use crate::making::touch;
use crate::rules::{Command, Promise, decide};
use crate::{sql, store};

/// Takes an event in and wakes all promises that wait for its key, in one transaction. An event that nobody waits for is kept and
/// matches a promise made later. The same key again changes nothing. Gives the promises that it woke, in order of making.
///
/// # Errors
/// Only those of the database.
pub async fn receive_event(tx: &mut Tx<'_>, cx: &Cx, new: &NewEvent) -> Result<Vec<PromiseId>, Error> {
    if touch(tx, &new.key).await?.is_some() {
        return Ok(Vec::new());
    }
    let id = EventId::new(cx.now, &mut cx.random());
    let at = new.occurred_at.unwrap_or(cx.now);
    let waiting = tx.rows(&sql::CLAIM_WAITING, params![&new.key], store::promise).await?;
    let directory = gehoor_people::directory(tx, cx).await?;
    let ground = Ground::load(tx).await?;
    tx.put(&sql::ARRIVE, params![&new.key, id, at]).await?;
    tx.put(&sql::ARRIVED, params![&new.key, at]).await?;
    let words = params![id, &new.key, at, cx.now, cx.actor.word(), waiting.len()];
    tx.put(&sql::INSERT_EVENT, words).await?;
    let facts = Facts::new().instant("occurredAt", at).int("woken", waiting.len() as i64);
    journal::append(tx, cx, "event.received", id, facts).await?;
    for promise in &waiting {
        wake(tx, cx, promise, &ground, &directory, Command::Wake { event: id, at }).await?;
    }
    Ok(waiting.iter().map(|promise| promise.id).collect())
}

async fn wake(
    tx: &mut Tx<'_>,
    cx: &Cx,
    promise: &Promise,
    ground: &Ground,
    directory: &Directory,
    command: Command,
) -> Result<(), Error> {
    let lead: Owner = directory.lead_of(promise.owner, cx.now);
    // When the customer wants to be called, and on which number.
    let reach = crate::reach::load(tx, promise.customer, &ground.standing.company.zone).await?;
    let past = Past { points: reach.points, wishes: reach.wishes, ..Past::default() };
    let decision = decide(promise.clone(), command, cx.now, &ground.world_of(&past, lead), &mut cx.random());
    keep(tx, cx, promise, &decision.map_err(refused)?).await
}
