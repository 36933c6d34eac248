//! What falls due: the machine's look at every promise whose moment has come.

use gehoor_db::{Tx, params};
use gehoor_kernel::id::PromiseId;
use gehoor_kernel::time::Instant;
use gehoor_shell::{Cx, Error, Facts, journal};

use crate::acting::keep;
use crate::ground::Ground;
use crate::rules::{Command, Promise, Refusal, decide};
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
/// once. Several nodes share the work: none looks at what another holds.
///
/// # Errors
/// Only those of the database.
pub async fn act_on_due(tx: &mut Tx<'_>, cx: &Cx, limit: usize) -> Result<Acted, Error> {
    let due = tx.rows(&sql::CLAIM_DUE, params![cx.now, limit], store::promise).await?;
    if due.is_empty() {
        return Ok(Acted { fired: 0, next: next_wake(tx).await? });
    }
    let directory = gehoor_people::directory(tx, cx).await?;
    let ground = Ground::load(tx).await?;
    let mut random = cx.random();
    for promise in &due {
        let world = ground.world(directory.lead_of(promise.owner, cx.now));
        match decide(promise.clone(), Command::TimeCame, cx.now, &world, &mut random) {
            Ok(decision) => keep(tx, cx, promise, &decision).await?,
            Err(Refusal::NotYet) => {}
            Err(refusal) => return Err(Error::program(format!("{} was claimed: {refusal}", promise.id))),
        }
        note_late(tx, cx, promise).await?;
    }
    Ok(Acted { fired: due.len(), next: None })
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
