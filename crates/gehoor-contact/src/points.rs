//! What an attempt says about the number or address that it was made on.

use gehoor_db::Tx;
use gehoor_kernel::id::ContactPointId;
use gehoor_kernel::time::Zone;
use gehoor_shell::{Cx, Error, Facts, journal};

use crate::rules::{Judgement, News, Point, PointFacts, PointState, Policy, follow, news};
use crate::sql::{self, Attempt};

/// What is believed about a number or address, before and after an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointChange {
    /// Which one.
    pub id: ContactPointId,
    /// Before.
    pub before: PointState,
    /// Now.
    pub after: PointState,
    /// Whether the attempt was a sign of life.
    pub life: bool,
}

/// Follows an attempt in the state of its number; `None` when nothing was learned.
pub(crate) async fn follow_attempt(
    tx: &mut Tx<'_>,
    cx: &Cx,
    attempt: &Attempt,
    judged: &Judgement,
    points: &[Point],
    rules: (&Policy, &Zone),
) -> Result<Option<PointChange>, Error> {
    let Some(id) = attempt.point else { return Ok(None) };
    let point = points.iter().find(|point| point.id == id);
    let point = point.ok_or_else(|| Error::fault("/contactPointId", "otherCustomersPoint"))?;
    let (tries, zone) = rules;
    let learned = news(judged, attempt.at, attempt.method, attempt.route.as_deref());
    let since = point.last_life.unwrap_or(point.since).max(point.since);
    let claims = match learned {
        News::Claim(_) => sql::claims(tx, id, since).await?,
        _ => Vec::new(),
    };
    let facts = PointFacts { state: point.state, last_life: point.last_life, claims: &claims };
    let after = follow(&facts, &learned, attempt.at, zone, tries.recent_life);
    let change = PointChange { id, before: point.state, after, life: learned == News::Life };
    if change.before == after && !change.life {
        return Ok(None);
    }
    if change.before.word() != after.word() {
        let facts = Facts::new().word("from", change.before.word()).word("to", after.word());
        journal::append(tx, cx, "contactPoint.believed", id, facts.id("attempt", attempt.id)).await?;
    }
    Ok(Some(change))
}
