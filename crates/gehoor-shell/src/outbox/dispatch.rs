//! The dispatcher and its rescuer.

use std::time::Duration;

use futures_util::future::join_all;
use gehoor_channels::{Outgoing, SendFailure, Sent};
use gehoor_db::{DbError, Row, Tx, params};
use gehoor_kernel::id::{MessageId, PromiseId};
use gehoor_kernel::time::{Instant, days, hours, minutes};

use super::{Ending, sql};
use crate::journal::{self, Facts};
use crate::scheduler::{Ran, Task};
use crate::{Actor, App, Cx, Error};

/// The name of the dispatching task.
pub const DISPATCH: &str = "outbox-dispatch";
/// The name of the rescuing task.
pub const RESCUE: &str = "outbox-rescue";
/// Messages handed to providers at the same time.
const BATCH: usize = 8;
/// How long a provider may take before the message is in doubt.
const LEASE: Duration = minutes(2);
/// A message is tried for so long, then it has failed.
const TRIED: Duration = days(5);

/// The task that hands messages to the channels.
pub fn dispatch_task() -> Task {
    Task::new(DISPATCH, "hands due messages to the channels, outside any transaction", |app| {
        Box::pin(dispatch(app))
    })
}

/// The task that marks messages in doubt whose sender vanished.
pub fn rescue_task() -> Task {
    Task::new(RESCUE, "marks messages in doubt whose sending was cut off", |app| Box::pin(rescue(app)))
}

#[derive(Clone, Debug)]
struct Claimed {
    id: MessageId,
    fence: i64,
    channel: String,
    subject: PromiseId,
    tries: i64,
    created: Instant,
    tells: String,
    not_after: Option<Instant>,
}

impl Claimed {
    /// Whether at this moment nothing may go out any more.
    fn is_over(&self, at: Instant) -> bool {
        self.not_after.is_some_and(|not_after| at >= not_after)
    }
}

fn claimed(row: &dyn Row) -> Result<Claimed, DbError> {
    Ok(Claimed {
        id: row.parse(0)?,
        fence: row.int(1)?,
        channel: row.text(2)?,
        subject: row.parse(3)?,
        tries: row.int(4)?,
        created: row.instant(5)?,
        tells: row.text(6)?,
        not_after: row.opt_instant(7)?,
    })
}

async fn dispatch(app: App) -> Result<Ran, Error> {
    let cx = app.cx(Actor::System);
    let next = app.look(&cx, (), |tx, _, ()| Box::pin(next_due(tx))).await?;
    if next.is_none_or(|next| next > cx.now) {
        return Ok(Ran { worked: 0, next });
    }
    let claims = app.act(&cx, (), |tx, cx, ()| Box::pin(claim(tx, cx))).await?;
    let sends = claims.iter().map(|(claim, message)| send(&app, claim, message.as_ref()));
    let results = join_all(sends).await;
    for ((claim, _), result) in claims.iter().zip(results) {
        record(&app, claim.clone(), result).await?;
    }
    Ok(Ran { worked: claims.len(), next: None })
}

async fn next_due(tx: &mut Tx<'_>) -> Result<Option<Instant>, Error> {
    Ok(tx.row(&sql::NEXT_DUE, &[], |row| row.opt_instant(0)).await?.flatten())
}

async fn claim(tx: &mut Tx<'_>, cx: &Cx) -> Result<Vec<(Claimed, Option<Outgoing>)>, Error> {
    let until = cx.now.plus(LEASE);
    let mut claims = tx.rows(&sql::CLAIM, params![cx.now, until, BATCH], claimed).await?;
    claims.sort_unstable_by_key(|claim| claim.id);
    cx.poke(RESCUE, Some(until));
    let mut found = Vec::with_capacity(claims.len());
    for claim in claims {
        let message = words(tx, claim.id).await?;
        found.push((claim, message));
    }
    Ok(found)
}

/// The words of a message; none when they were erased meanwhile.
async fn words(tx: &mut Tx<'_>, id: MessageId) -> Result<Option<Outgoing>, Error> {
    let read = move |row: &dyn Row| {
        Ok(Outgoing { id, to: row.text(0)?, title: row.opt_text(1)?, body: row.text(2)? })
    };
    Ok(tx.row(&sql::WORDS, params![id], read).await?)
}

async fn send(app: &App, claim: &Claimed, message: Option<&Outgoing>) -> Result<Sent, SendFailure> {
    let permanent = |code: &str| Err(SendFailure::Permanent { code: code.to_owned() });
    let Some(message) = message else { return permanent("erased") };
    if claim.is_over(app.clock.now()) {
        return permanent("tooLate");
    }
    match app.channels.get(claim.channel.as_str()) {
        Some(channel) => channel.send(message).await,
        None => permanent("noChannel"),
    }
}

async fn record(app: &App, claim: Claimed, result: Result<Sent, SendFailure>) -> Result<(), Error> {
    let cx = app.cx(Actor::System);
    let tells = claim.tells.clone();
    app.act(&cx, (claim, result), |tx, cx, (claim, result)| Box::pin(note(tx, cx, claim, result))).await?;
    app.pokes.poke(&tells, None);
    Ok(())
}

async fn note(
    tx: &mut Tx<'_>,
    cx: &Cx,
    claim: &Claimed,
    result: &Result<Sent, SendFailure>,
) -> Result<(), Error> {
    match result {
        Ok(sent) => end(tx, cx, claim, Ending::Sent, sent.provider_id.as_deref()).await,
        Err(SendFailure::Unknown) => end(tx, cx, claim, Ending::InDoubt, None).await,
        Err(SendFailure::Permanent { code }) => end(tx, cx, claim, Ending::Failed, Some(code)).await,
        Err(SendFailure::Transient { code }) => {
            let due = cx.now.plus(pause(claim.tries));
            // Its last moment may have come nearer while it was with the provider: it was withdrawn.
            let again = params![claim.id, claim.fence, due, code];
            if cx.now.since(claim.created) >= TRIED || tx.exec(&sql::AGAIN, again).await? == 0 {
                return end(tx, cx, claim, Ending::Failed, Some(code)).await;
            }
            cx.poke(DISPATCH, Some(due));
            Ok(())
        }
    }
}

/// Records the end, unless the rescuer was first: then a person is already asked and the late word changes nothing.
async fn end(
    tx: &mut Tx<'_>,
    cx: &Cx,
    claim: &Claimed,
    ending: Ending,
    outcome: Option<&str>,
) -> Result<(), Error> {
    let values = params![claim.id, claim.fence, ending.word(), cx.now, outcome];
    if tx.exec(&sql::END, values).await? == 0 {
        tracing::warn!(message = %claim.id, "an outcome came after the message was marked in doubt");
        return Ok(());
    }
    tell(tx, cx, claim, ending).await
}

async fn tell(tx: &mut Tx<'_>, cx: &Cx, claim: &Claimed, ending: Ending) -> Result<(), Error> {
    let kind = match ending {
        Ending::Sent => "message.sent",
        Ending::Failed => "message.failed",
        Ending::InDoubt => "message.inDoubt",
    };
    let facts = Facts::new().id("promise", claim.subject).int("tries", claim.tries);
    journal::append(tx, cx, kind, claim.id, facts).await
}

/// 1 minute, 5 minutes, 30 minutes, then every 2 hours.
fn pause(tries: i64) -> Duration {
    match tries {
        ..=1 => minutes(1),
        2 => minutes(5),
        3 => minutes(30),
        _ => hours(2),
    }
}

async fn rescue(app: App) -> Result<Ran, Error> {
    let cx = app.cx(Actor::System);
    let next = app.look(&cx, (), |tx, _, ()| Box::pin(next_lease(tx))).await?;
    if next.is_none_or(|next| next > cx.now) {
        return Ok(Ran { worked: 0, next });
    }
    let rescued = app.act(&cx, (), |tx, cx, ()| Box::pin(mark(tx, cx))).await?;
    for claim in &rescued {
        app.pokes.poke(&claim.tells, None);
    }
    Ok(Ran { worked: rescued.len(), next: None })
}

async fn next_lease(tx: &mut Tx<'_>) -> Result<Option<Instant>, Error> {
    Ok(tx.row(&sql::NEXT_LEASE, &[], |row| row.opt_instant(0)).await?.flatten())
}

async fn mark(tx: &mut Tx<'_>, cx: &Cx) -> Result<Vec<Claimed>, Error> {
    let rescued = tx.rows(&sql::RESCUE, params![cx.now, 100], claimed).await?;
    for claim in &rescued {
        tell(tx, cx, claim, Ending::InDoubt).await?;
    }
    Ok(rescued)
}
