//! How a customer can be reached, as planning sees it, and what an attempt says about a number.

use gehoor_contact::PointChange;
use gehoor_contact::rules::{Channel, Point, PointKind, PointState};
use gehoor_customer::ReachPoint;
use gehoor_db::{DbError, OwnedRow, Tx};
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
    pub(crate) preferred: Option<Channel>,
    pub(crate) language: String,
}

/// Reads how a customer can be reached, in one round trip. `zone` is the company's, for a customer without one.
pub(crate) async fn load(tx: &mut Tx<'_>, customer: CustomerId, zone: &Zone) -> Result<Reach, Error> {
    Ok(seen(gehoor_customer::reach(tx, customer).await?, zone)?)
}

/// The same from rows that were read in this transaction already (the answer to `gehoor_customer::reach_query`); `None` when
/// there is no such customer, or no longer.
pub(crate) fn read(rows: &[OwnedRow], zone: &Zone) -> Result<Option<Reach>, DbError> {
    let reach = gehoor_customer::read_reach(rows)?.filter(|reach| !reach.erased);
    reach.map(|reach| seen(reach, zone)).transpose()
}

fn seen(reach: gehoor_customer::Reach, zone: &Zone) -> Result<Reach, DbError> {
    let zone = reach.zone.unwrap_or_else(|| zone.clone());
    Ok(Reach {
        points: reach.points.iter().map(point).collect::<Result<_, _>>()?,
        wishes: reach.wishes.hours.map(|week| Hours::weekly(zone, week)),
        daily_rings: reach.wishes.daily_rings,
        group: reach.group,
        preferred: reach.wishes.channel.and_then(|word| word.parse().ok()),
        language: reach.language,
    })
}

fn point(point: &ReachPoint) -> Result<Point, DbError> {
    let state = PointState::from_word(&point.state, point.state_at);
    Ok(Point {
        id: point.id,
        kind: match point.kind {
            gehoor_customer::rules::PointKind::Phone => PointKind::Phone,
            gehoor_customer::rules::PointKind::Email => PointKind::Email,
            gehoor_customer::rules::PointKind::Post => PointKind::Post,
        },
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
    gehoor_customer::believe(tx, change.id, change.after.word(), since, change.life.then_some(at)).await
}
