//! How a customer can be reached, as planning sees it, and what an attempt says about a number.

use gehoor_contact::PointChange;
use gehoor_contact::rules::{Point, PointKind, PointState};
use gehoor_customer::ReachPoint;
use gehoor_db::{DbError, Tx};
use gehoor_kernel::id::CustomerId;
use gehoor_kernel::time::hours::Hours;
use gehoor_kernel::time::{Instant, Zone};
use gehoor_shell::Error;

/// How a customer can be reached.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reach {
    pub(crate) points: Vec<Point>,
    pub(crate) wishes: Option<Hours>,
    pub(crate) daily_rings: Option<u8>,
    pub(crate) group: String,
}

/// Reads how a customer can be reached, in one round trip. Wishes hang on the customer's clock, else on the company's.
pub(crate) async fn load(tx: &mut Tx<'_>, customer: CustomerId, company: &Zone) -> Result<Reach, Error> {
    let reach = gehoor_customer::reach(tx, customer).await?;
    let zone = reach.zone.unwrap_or_else(|| company.clone());
    Ok(Reach {
        points: reach.points.iter().map(point).collect::<Result<_, _>>()?,
        wishes: reach.wishes.hours.map(|week| Hours::weekly(zone, week)),
        daily_rings: reach.wishes.daily_rings,
        group: reach.group,
    })
}

fn point(point: &ReachPoint) -> Result<Point, DbError> {
    let state = PointState::from_word(&point.state, point.state_at);
    Ok(Point {
        id: point.id,
        kind: point.kind.word().parse().unwrap_or(PointKind::Post),
        texts: point.texts,
        state: state.ok_or_else(|| DbError::program("a contact point in an unknown state"))?,
        preferred: point.preferred,
        last_life: point.last_life,
        since: point.since,
    })
}

/// Stores what is believed about a number now.
pub(crate) async fn believe(tx: &mut Tx<'_>, change: &PointChange, at: Instant) -> Result<(), Error> {
    let since = change.after.since().unwrap_or(at);
    let life = change.life.then_some(at);
    gehoor_customer::believe(tx, change.id, change.after.word(), since, life).await
}
