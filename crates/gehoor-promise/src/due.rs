//! What falls due: the machine's look at every promise whose moment has come.

use gehoor_contact::rules::StepKind;
use gehoor_db::{Tx, params};
use gehoor_kernel::id::PromiseId;
use gehoor_kernel::rng::Random;
use gehoor_kernel::time::Instant;
use gehoor_people::Owner;
use gehoor_shell::{Cx, Error, Facts, journal};

use crate::acting::keep;
use crate::ground::{Ground, Past};
use crate::messages::{self, Post};
use crate::rules::{Command, Decision, Event, Leaving, NextStep, Promise, Refusal, Surroundings, decide};
use crate::{sql, store};

/// A lateness above this is noted in the journal: the machine was not up, or could not keep up.
const LATE: std::time::Duration = std::time::Duration::from_secs(1);

/// What one batch did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Acted {
    /// How many promises were looked at.
    pub fired: usize,
    /// When the next one wants a look, as far as this node sees.
    pub next: Option<Instant>,
}

/// Looks at up to `limit` promises whose moment has come, oldest first, in one transaction. Never early; what was missed happens
/// once. Several nodes share the work: none looks at what another holds. A sign of life that can leave by itself does, over `post`.
///
/// # Errors
/// Only those of the database.
pub async fn act_on_due(tx: &mut Tx<'_>, cx: &Cx, limit: usize, post: &Post) -> Result<Acted, Error> {
    let due = tx.rows(&sql::CLAIM_DUE, params![cx.now, limit], store::promise).await?;
    if due.is_empty() {
        return Ok(Acted { fired: 0, next: next_wake(tx).await? });
    }
    let directory = gehoor_people::directory(tx, cx).await?;
    let ground = Ground::load(tx).await?;
    let mut random = cx.random();
    for promise in &due {
        let lead = directory.lead_of(promise.owner, cx.now);
        let looked = if gives_sign(promise, cx.now) {
            sign(tx, cx, promise, (&ground, lead), post, &mut random).await?
        } else {
            decide(promise.clone(), Command::TimeCame, cx.now, &ground.world(lead), &mut random)
        };
        match looked {
            Ok(decision) => keep(tx, cx, promise, &decision).await?,
            Err(Refusal::NotYet) => {}
            Err(refusal) => return Err(Error::program(format!("{} was claimed: {refusal}", promise.id))),
        }
        note_late(tx, cx, promise).await?;
    }
    Ok(Acted { fired: due.len(), next: None })
}

/// Whether a sign of life is for now: that look needs to know how the customer can be reached.
fn gives_sign(promise: &Promise, now: Instant) -> bool {
    let due = |next: &NextStep| next.kind == StepKind::SignOfLife && next.at <= now;
    promise.state.open().is_some_and(|open| due(open.next()))
}

/// The look at a promise whose sign of life is for now; what leaves by itself is queued.
async fn sign(
    tx: &mut Tx<'_>,
    cx: &Cx,
    promise: &Promise,
    (ground, lead): (&Ground, Owner),
    post: &Post,
    random: &mut Random,
) -> Result<Result<Decision, Refusal>, Error> {
    let past = Past::load(tx, cx, promise, ground).await?;
    let by_hand = ground.world_of(&past, lead);
    let allowed = ground.standing.company.sign_of_life_messages;
    let world = Surroundings { outbound: if allowed { post.channels() } else { &[] }, ..by_hand };
    let looked = decide(promise.clone(), Command::TimeCame, cx.now, &world, random);
    match looked.as_ref().ok().and_then(leaving) {
        Some(leaving) if !messages::queue(tx, cx, promise, leaving, &past, post).await? => {
            Ok(decide(promise.clone(), Command::TimeCame, cx.now, &by_hand, random))
        }
        _ => Ok(looked),
    }
}

fn leaving(decision: &Decision) -> Option<Leaving> {
    decision.events.iter().find_map(|event| match event {
        Event::SignOfLifeLeaves(leaving) => Some(*leaving),
        _ => None,
    })
}

/// The first `limit` promises whose look is overdue at `now`, oldest first, each with the moment it was for: what a server
/// that starts now will do at once.
///
/// # Errors
/// Only those of the database.
pub async fn overdue(
    tx: &mut Tx<'_>,
    now: Instant,
    limit: usize,
) -> Result<Vec<(PromiseId, Instant)>, Error> {
    Ok(tx.rows(&sql::OVERDUE, params![now, limit], |row| Ok((row.parse(0)?, row.instant(1)?))).await?)
}

/// Marks how late a look came, when it was late.
async fn note_late(tx: &mut Tx<'_>, cx: &Cx, promise: &Promise) -> Result<(), Error> {
    let Some(open) = promise.state.open() else { return Ok(()) };
    let late = cx.now.since(open.wake_at());
    if late <= LATE {
        return Ok(());
    }
    let millis = i64::try_from(late.as_millis()).unwrap_or(i64::MAX);
    journal::append(tx, cx, "promise.lookedLate", promise.id, Facts::new().int("lateMillis", millis)).await
}

/// When the next promise wants a look.
pub(crate) async fn next_wake(tx: &mut Tx<'_>) -> Result<Option<Instant>, Error> {
    Ok(tx.row(&sql::NEXT_WAKE, &[], |row| row.instant(0)).await?)
}
