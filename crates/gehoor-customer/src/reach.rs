//! What planning needs to know of a customer: wishes, and the ways to reach them. No name, no value, no amount; read in
//! one round trip, since every step that falls due asks for it.

use gehoor_db::{DbError, OwnedRow, Row, Sql, Tx, Value, statements};
use gehoor_kernel::id::{ContactPointId, CustomerId};
use gehoor_kernel::time::{Instant, Zone};
use gehoor_shell::Error;

use crate::rules::{PointKind, Wishes};

statements! {
    REACH = "SELECT c.language, c.zone, c.group_word, c.preferred_hours, c.preferred_channel, c.daily_rings, \
        c.erased_at, p.id, p.kind, p.line, p.preferred, p.state, p.state_at, p.last_life, p.value_since, c.merged_into \
        FROM customer c LEFT JOIN contact_point p ON p.customer_id = c.id WHERE c.id = $1 ORDER BY p.place, p.id";
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
    /// Whether the customer's words and numbers were erased.
    pub erased: bool,
    /// The card that this one was merged into.
    pub merged_into: Option<CustomerId>,
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

/// The statement behind [`read_reach`], with the customer's id as its one parameter; for callers that read it together
/// with other things in one round trip.
pub fn reach_query() -> &'static Sql {
    &REACH
}

/// Reads the answer to [`reach_query`]; `None` when there is no such customer.
pub fn read_reach(rows: &[OwnedRow]) -> Result<Option<Reach>, DbError> {
    let Some(row) = rows.first() else { return Ok(None) };
    let rings = row.opt_int(5)?.and_then(|rings| u8::try_from(rings).ok());
    let points = rows.iter().filter(|row| !matches!(row.opt_text(7), Ok(None)));
    Ok(Some(Reach {
        language: row.text(0)?,
        zone: row.opt_parse(1)?,
        group: row.opt_text(2)?.unwrap_or_default(),
        wishes: Wishes { hours: row.opt_parse(3)?, channel: row.opt_text(4)?, daily_rings: rings },
        erased: row.opt_int(6)?.is_some(),
        merged_into: row.opt_parse(15)?,
        points: points.map(point).collect::<Result<_, _>>()?,
    }))
}

fn point(row: &OwnedRow) -> Result<ReachPoint, DbError> {
    let line = row.opt_text(9)?;
    Ok(ReachPoint {
        id: row.parse(7)?,
        kind: row.parse(8)?,
        texts: crate::sql::takes_texts(line.as_deref()),
        preferred: row.flag(10)?,
        state: row.text(11)?,
        state_at: row.instant(12)?,
        last_life: row.opt_instant(13)?,
        since: row.instant(14)?,
    })
}

/// How the customer can be reached.
pub async fn reach(tx: &mut Tx<'_>, id: CustomerId) -> Result<Reach, Error> {
    let found = tx.lookups(&[(reach_query(), &[Value::from(id)])]).await?;
    let reach = found.first().map_or(Ok(None), |rows| read_reach(rows))?;
    reach.ok_or(Error::NotFound)
}
