//! Taking the last change of a promise back.

use gehoor_customer::Belief;
use gehoor_db::{DbError, Row, Tx, params};
use gehoor_kernel::id::{AttemptId, PromiseId};
use gehoor_kernel::time::Instant;
use gehoor_shell::{Cx, Error, outbox};

use crate::acting::{Held, keep, refused};
use crate::ask::{View, Which};
use crate::making::touch;
use crate::rules::{self, Change, Command, Promise, Refusal, Remembered, decide};
use crate::{sql, store};

/// Where the change begins in a row of `sql::REMEMBERED`.
const CHANGE: usize = 37;

/// What an attempt changed in what is believed about its number: the belief before, and the version that it left.
pub(crate) type Learned = Option<(Belief, i64)>;

/// Remembers the promise as it stands, for a change that can be taken back. Nothing of the promise may be changed before.
pub(crate) async fn remember(tx: &mut Tx<'_>, cx: &Cx, id: PromiseId, change: Change) -> Result<(), Error> {
    remember_with(tx, cx, id, change, (None, &None)).await
}

/// The same for an attempt.
pub(crate) async fn remember_with(
    tx: &mut Tx<'_>,
    cx: &Cx,
    id: PromiseId,
    change: Change,
    (attempt, learned): (Option<AttemptId>, &Learned),
) -> Result<(), Error> {
    tx.put(&sql::FORGET_BEFORE, params![id]).await?;
    let belief = learned.as_ref().map(|(belief, _)| belief);
    let values = params![
        id,
        change.word(),
        cx.now,
        attempt,
        belief.map(|belief| belief.point),
        belief.map(|belief| belief.state.as_str()),
        belief.map(|belief| belief.state_at),
        belief.and_then(|belief| belief.last_life),
        learned.as_ref().map(|(_, version)| *version)
    ];
    Ok(tx.put(&sql::REMEMBER, values).await?)
}

/// What can be taken back of a promise as it stands, and when it was done.
///
/// # Errors
/// Only those of the database.
pub async fn last_change(tx: &mut Tx<'_>, promise: &Promise) -> Result<Option<(Change, Instant)>, Error> {
    let last = tx.row(&sql::REMEMBERED, params![promise.id], read).await?;
    let last = last.filter(|(last, _)| last.version == promise.version);
    Ok(last.map(|(last, _)| (last.change, last.at)))
}

fn read(row: &dyn Row) -> Result<(Remembered, Learned), DbError> {
    let word = row.text(CHANGE)?;
    let change = word.parse().map_err(|_| DbError::program(format!("a change called {word}")))?;
    let last = Remembered {
        before: store::promise(row)?,
        change,
        version: row.int(CHANGE + 1)?,
        at: row.instant(CHANGE + 2)?,
        attempt: row.opt_parse(CHANGE + 3)?,
    };
    let Some(point) = row.opt_parse(CHANGE + 4)? else { return Ok((last, None)) };
    let belief = Belief {
        point,
        state: row.text(CHANGE + 5)?,
        state_at: row.instant(CHANGE + 6)?,
        last_life: row.opt_instant(CHANGE + 7)?,
    };
    Ok((last, Some((belief, row.int(CHANGE + 8)?))))
}

/// Takes the last change back: the promise is as it was before, an attempt counts for nothing any more, and a message that
/// waits to go out does not. What was written down stays.
///
/// # Errors
/// A conflict when something happened since, or when it is too long ago; `Stale` for another version than the caller saw.
pub async fn take_back(tx: &mut Tx<'_>, cx: &Cx, which: Which) -> Result<View, Error> {
    let mut held = Held::take(tx, cx, which).await?.with_past(tx, cx).await?;
    let last = tx.row(&sql::REMEMBERED, params![which.id], read).await?;
    let (last, learned) = last.ok_or_else(|| refused(Refusal::NothingToTakeBack))?;
    let lead = held.directory.lead_of(held.promise.owner, cx.now);
    let world = held.ground.world_of(&held.past, lead);
    let (attempt, since) = (last.attempt, last.at);
    let decision = rules::take_back(&held.promise, last, cx.now, &world).map_err(refused)?;
    if gehoor_customer::customer(tx, held.promise.customer).await?.erased_at.is_some() {
        return Err(Error::conflict("customerErased"));
    }
    if let Some(attempt) = attempt {
        unlearn(tx, cx, &held, attempt, learned).await?;
    }
    outbox::withdraw(tx, cx, which.id, since).await?;
    tx.put(&sql::FORGET_BEFORE, params![which.id]).await?;
    tx.put(&sql::DELETE_WAIT, params![which.id]).await?;
    keep(tx, cx, &held.promise, &decision).await?;
    store::insert_wait(tx, &decision.promise).await?;
    held.promise = decision.promise;
    wake_late(tx, cx, held).await
}

async fn unlearn(
    tx: &mut Tx<'_>,
    cx: &Cx,
    held: &Held,
    attempt: AttemptId,
    learned: Learned,
) -> Result<(), Error> {
    gehoor_contact::take_back_attempt(tx, cx, held.promise.id, attempt, &held.past.group).await?;
    if let Some((belief, version)) = learned {
        gehoor_customer::unbelieve(tx, cx, &belief, version).await?;
    }
    Ok(())
}

/// An event that came while the promise did not wait for it wakes it now.
async fn wake_late(tx: &mut Tx<'_>, cx: &Cx, mut held: Held) -> Result<View, Error> {
    let came = match held.promise.trigger.waits() {
        Some(wait) => touch(tx, &wait.key.clone()).await?,
        None => None,
    };
    if let Some((event, at)) = came {
        let lead = held.directory.lead_of(held.promise.owner, cx.now);
        let world = held.ground.world_of(&held.past, lead);
        let command = Command::Wake { event, at };
        let woken = decide(held.promise.clone(), command, cx.now, &world, &mut cx.random());
        let woken = woken.map_err(refused)?;
        keep(tx, cx, &held.promise, &woken).await?;
        tx.put(&sql::DELETE_WAIT, params![held.promise.id]).await?;
        store::insert_wait(tx, &woken.promise).await?;
        held.promise = woken.promise;
    }
    Ok(View::new(held.promise, held.words, &held.directory, cx.now))
}
