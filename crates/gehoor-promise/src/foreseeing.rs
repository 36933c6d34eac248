//! What another contact policy would do to open promises: decided by the same rules, stored nowhere.

use std::sync::Arc;

use gehoor_contact::Standing;
use gehoor_contact::rules::{
    Channel, Class, CompanyPolicy, Daypart, Evidence, PointKind, StepKind, Try, judge,
};
use gehoor_db::{Tx, params};
use gehoor_kernel::id::{AttemptId, ContactPointId};
use gehoor_kernel::rng::Random;
use gehoor_kernel::time::Instant;
use gehoor_people::Directory;
use gehoor_shell::{Cx, Error};

use crate::ask::View;
use crate::ground::{Ground, Past};
use crate::reading::full;
use crate::rules::{Attempt, Command, Promise, decide};
use crate::sql;

/// Of each promise that is shown so many are looked at, at most.
const SOUGHT: usize = 10;

/// The step that would come after the next try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreseen {
    /// When it would be due.
    pub at: Instant,
    /// What it would be.
    pub kind: StepKind,
}

/// One open promise under the policy as it stands and under another one.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The promise as it stands.
    pub view: View,
    /// When the try is thought of: at its next step, or now when that is late.
    pub tried_at: Instant,
    /// What would come after it as things stand.
    pub before: Foreseen,
    /// What would come after it under the other policy.
    pub after: Foreseen,
}

/// What `company` would change: for the open promises whose next step is a call, the ones that come first, what would follow
/// if that call met `class`. At most `limit` of them, those that would go otherwise first. Both plans draw the same random
/// shift. Nothing is stored.
///
/// # Errors
/// Only those of the database.
pub async fn preview(
    tx: &mut Tx<'_>,
    cx: &Cx,
    (company, class): (&CompanyPolicy, Class),
    limit: usize,
) -> Result<Vec<Preview>, Error> {
    let directory = gehoor_people::directory(tx, cx).await?;
    let standing = Ground::load(tx).await?;
    let version = standing.standing.version;
    let other = Ground::of(Arc::new(Standing { version, company: company.clone() }));
    let found = tx.rows(&sql::COMING, params![limit * SOUGHT], full).await?;
    let (mut moved, mut same) = (Vec::new(), Vec::new());
    for (promise, words) in found {
        if moved.len() == limit {
            break;
        }
        let tried_at = promise.state.open().map_or(cx.now, |open| open.next().at.max(cx.now));
        let random = cx.random();
        let thought = (&promise, class, tried_at);
        let before = after_try(tx, cx, thought, (&standing, &directory), random.clone()).await?;
        let after = after_try(tx, cx, thought, (&other, &directory), random).await?;
        let (Some(before), Some(after)) = (before, after) else { continue };
        let view = View::new(promise, words, &directory, cx.now);
        let seen = Preview { view, tried_at, before, after };
        if before == after { same.push(seen) } else { moved.push(seen) }
    }
    moved.extend(same);
    moved.truncate(limit);
    Ok(moved)
}

/// The step after a call at `at` that met `class`; `None` when the customer has no number to call, or the promise would not
/// stay open.
async fn after_try(
    tx: &mut Tx<'_>,
    cx: &Cx,
    (promise, class, at): (&Promise, Class, Instant),
    (ground, directory): (&Ground, &Directory),
    mut random: Random,
) -> Result<Option<Foreseen>, Error> {
    let mut past = Past::load(tx, cx, promise, ground).await?;
    let named = promise.state.open().and_then(|open| open.next().point);
    let phone = past.points.iter().find(|point| point.kind == PointKind::Phone && point.state.usable());
    let Some(point) = named.or(phone.map(|point| point.id)) else { return Ok(None) };
    let (tried, attempt) = thought_of(AttemptId::new(at, &mut random), (point, class, at), ground);
    past.history.push(tried);
    let world = ground.world_of(&past, directory.lead_of(promise.owner, at));
    let decided = decide(promise.clone(), Command::RecordAttempt(attempt), at, &world, &mut random);
    let promise = decided.ok().map(|decision| decision.promise);
    let next = promise.as_ref().and_then(|promise| promise.state.open()).map(|open| *open.next());
    Ok(next.map(|next| Foreseen { at: next.at, kind: next.kind }))
}

/// A call that met `class`, as planning sees it and as an attempt.
fn thought_of(
    id: AttemptId,
    (point, class, at): (ContactPointId, Class, Instant),
    ground: &Ground,
) -> (Try, Attempt) {
    let judgement = judge(&Evidence::tapped(class));
    let (channel, point, advice, counts) = (Channel::Phone, Some(point), judgement.advice, judgement.counts);
    let daypart = Daypart::of(at, &ground.standing.company.zone);
    let tried = Try { at, channel, point, class, advice, counts, daypart, retry_after: None };
    (tried, Attempt { id, at, by: None, channel, point, judgement, kept: false, agreed: None })
}
