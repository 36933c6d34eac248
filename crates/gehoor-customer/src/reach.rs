//! What planning needs to know of a customer: wishes, and the ways to reach them. No name, no value, no amount; read in
//! one round trip, since every step that falls due asks for it.

use gehoor_db::{DbError, OwnedRow, Row, Sql, Tx, Value, statements};
use gehoor_kernel::id::{ContactPointId, CustomerId};
use gehoor_kernel::time::{Instant, Zone};
use gehoor_shell::Error;

use crate::rules::{PointKind, Wishes};

statements! {
    PRESENT = "SELECT id FROM customer WHERE id = $1 AND erased_at IS NULL";
    WISHES = "SELECT language, zone, group_word, preferred_hours, preferred_channel, daily_rings FROM customer \
        WHERE id = $1";
    POINTS = "SELECT id, kind, line, preferred, state, state_at, last_life, value_since FROM contact_point \
        WHERE customer_id = $1 ORDER BY place, id";
}

/// A customer as planning sees one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// The language, as a tag.
    pub language: String,
    /// Where the customer's clock hangs; `None`: as the company's.
    pub zone: Option<Zone>,
    /// The group for learning; empty when there is none.
    pub group: String,
    /// What the customer asked for.
    pub wishes: Wishes,
    /// The contact points in the order in which they are tried.
    pub points: Vec<ReachPoint>,
}

/// A contact point as planning sees one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReachPoint {
    /// The id.
    pub id: ContactPointId,
    /// What it is.
    pub kind: PointKind,
    /// Whether text messages arrive on it.
    pub texts: bool,
    /// Whether the customer prefers it.
    pub preferred: bool,
    /// What is believed about it: one of [`crate::rules::STATES`].
    pub state: String,
    /// Since when that state holds.
    pub state_at: Instant,
    /// Its last sign of life.
    pub last_life: Option<Instant>,
    /// When its present value was written down.
    pub since: Instant,
}

/// The statement that gives one row when there is such a customer who was not erased; its parameter is the id.
pub fn present_query() -> &'static Sql {
    &PRESENT
}

/// The two statements behind [`read_reach`], each with the customer's id as its one parameter; for callers that read
/// them together with other things in one round trip.
pub fn reach_queries() -> [&'static Sql; 2] {
    [&WISHES, &POINTS]
}

/// Reads the answers to [`reach_queries`]; `None` when there is no such customer.
pub fn read_reach(wishes: &[OwnedRow], points: &[OwnedRow]) -> Result<Option<Reach>, DbError> {
    let Some(row) = wishes.first() else { return Ok(None) };
    let rings = row.opt_int(5)?.and_then(|rings| u8::try_from(rings).ok());
    Ok(Some(Reach {
        language: row.text(0)?,
        zone: row.opt_parse(1)?,
        group: row.opt_text(2)?.unwrap_or_default(),
        wishes: Wishes { hours: row.opt_parse(3)?, channel: row.opt_text(4)?, daily_rings: rings },
        points: points.iter().map(point).collect::<Result<_, _>>()?,
    }))
}

fn point(row: &OwnedRow) -> Result<ReachPoint, DbError> {
    let line = row.opt_text(2)?;
    Ok(ReachPoint {
        id: row.parse(0)?,
        kind: row.parse(1)?,
        texts: crate::sql::takes_texts(line.as_deref()),
        preferred: row.flag(3)?,
        state: row.text(4)?,
        state_at: row.instant(5)?,
        last_life: row.opt_instant(6)?,
        since: row.instant(7)?,
    })
}

/// How the customer can be reached.
pub async fn reach(tx: &mut Tx<'_>, id: CustomerId) -> Result<Reach, Error> {
    let [wishes, points] = reach_queries();
    let key = [Value::from(id)];
    let found = tx.lookups(&[(wishes, &key), (points, &key)]).await?;
    let reach = match found.as_slice() {
        [wishes, points] => read_reach(wishes, points)?,
        _ => None,
    };
    reach.ok_or(Error::NotFound)
}
