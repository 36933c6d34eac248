//! The statements of contact points, and rows as they are stored.

use gehoor_db::{DbError, Row, Tx, params, statements};
use gehoor_kernel::id::{ContactPointId, CustomerId};
use gehoor_kernel::time::Instant;

use super::one;
use crate::rules::{PointKind, PointValue, search_key};

statements! {
    ADD = "INSERT INTO contact_point (id, customer_id, kind, line, place, preferred, state, state_at, last_life, \
        value_since, made_at, version) VALUES ($1, $2, $3, $4, $5, $6, 'unverified', $7, NULL, $7, $7, 1)";
    ADD_VALUE = "INSERT INTO contact_point_value (contact_point_id, customer_id, value, value_key, typed, label) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    NEXT_PLACE = "SELECT coalesce(max(place) + 1, 0) FROM contact_point WHERE customer_id = $1";
    POINT = "SELECT p.id, p.customer_id, p.kind, p.line, p.preferred, p.state, p.state_at, p.last_life, p.value_since, \
        p.version, v.value, v.typed, v.label FROM contact_point p \
        LEFT JOIN contact_point_value v ON v.contact_point_id = p.id WHERE p.id = $1";
    // The order in which a customer's contact points are shown and tried.
    FACTS = "SELECT p.id, p.customer_id, p.kind, p.line, p.preferred, p.state, p.state_at, p.last_life, \
        p.value_since, p.version, v.value, v.typed, v.label FROM contact_point p \
        LEFT JOIN contact_point_value v ON v.contact_point_id = p.id WHERE p.customer_id = $1 ORDER BY p.place, p.id";
    BELIEVE = "UPDATE contact_point SET state = $2, state_at = CASE WHEN state = $2 THEN state_at ELSE $3 END, \
        last_life = CASE WHEN last_life IS NULL OR last_life < $4 THEN $4 ELSE last_life END, version = version + 1 \
        WHERE id = $1";
    // What was believed before, while nothing else was learned since.
    UNBELIEVE = "UPDATE contact_point SET state = $2, state_at = $3, last_life = $4, version = version + 1 \
        WHERE id = $1 AND version = $5";
    // A corrected value begins anew: nothing is known of it.
    CORRECT = "UPDATE contact_point SET line = $1, state = 'unverified', state_at = $2, last_life = NULL, \
        value_since = $2, version = version + 1 WHERE id = $3 AND version = $4";
    CORRECT_VALUE = "UPDATE contact_point_value SET value = $1, value_key = $2, typed = $3 WHERE contact_point_id = $4";
    ADD_EARLIER = "INSERT INTO contact_point_earlier (contact_point_id, customer_id, version, value, since, until_at, \
        state) VALUES ($1, $2, $3, $4, $5, $6, 'changed')";
    EARLIER = "SELECT value, since, until_at FROM contact_point_earlier WHERE contact_point_id = $1 ORDER BY version";
    SET_LABEL = "UPDATE contact_point_value SET label = $1 WHERE contact_point_id = $2";
    PREFER = "UPDATE contact_point SET preferred = CASE WHEN id = $1 THEN CAST($2 AS BIGINT) ELSE 0 END, version = version + 1 \
        WHERE customer_id = $3 AND (id = $1 OR preferred = 1)";
    CHANGED = "UPDATE contact_point SET version = version + 1 WHERE id = $1";
    FORGET_VALUES = "DELETE FROM contact_point_value WHERE customer_id = $1";
    FORGET_EARLIER = "DELETE FROM contact_point_earlier WHERE customer_id = $1";
    WITHOUT_VALUE = "SELECT p.id FROM contact_point p JOIN customer c ON c.id = p.customer_id \
        LEFT JOIN contact_point_value v ON v.contact_point_id = p.id \
        WHERE (c.erased_at IS NULL) = (v.contact_point_id IS NULL) ORDER BY p.id LIMIT 100";
}

/// A contact point as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactPoint {
    /// The id.
    pub id: ContactPointId,
    /// Whose it is.
    pub customer: CustomerId,
    /// What it is.
    pub kind: PointKind,
    /// For numbers: what sort of line it is by its plan ("mobile").
    pub line: Option<String>,
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
    /// Counts changes, from 1.
    pub version: i64,
    /// The value in the form that is used; `None` after erasure.
    pub value: Option<String>,
    /// The value as somebody wrote it down.
    pub typed: Option<String>,
    /// What the customer calls it ("thuis").
    pub label: Option<String>,
}

/// What is believed about a contact point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belief {
    /// Which one.
    pub point: ContactPointId,
    /// One of [`crate::rules::STATES`].
    pub state: String,
    /// Since when.
    pub state_at: Instant,
    /// Its last sign of life.
    pub last_life: Option<Instant>,
}

/// A value that a contact point had before it was corrected; its state is "changed".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierValue {
    /// The value.
    pub value: String,
    /// When it was written down.
    pub from: Instant,
    /// When it was corrected.
    pub until: Instant,
}

impl ContactPoint {
    /// Whether text messages arrive on it.
    pub fn takes_texts(&self) -> bool {
        takes_texts(self.line.as_deref())
    }
}

/// Whether text messages arrive on this sort of line.
pub(crate) fn takes_texts(line: Option<&str>) -> bool {
    matches!(line, Some("mobile" | "landlineOrMobile"))
}

pub(crate) async fn add_point(tx: &mut Tx<'_>, point: &ContactPoint, place: i64) -> Result<(), DbError> {
    let values = params![
        point.id,
        point.customer,
        point.kind.word(),
        point.line.as_deref(),
        place,
        point.preferred,
        point.since
    ];
    tx.put(&ADD, values).await?;
    let value = point.value.as_deref().unwrap_or_default();
    let words = params![
        point.id,
        point.customer,
        value,
        search_key(value),
        point.typed.as_deref().unwrap_or_default(),
        point.label.as_deref()
    ];
    tx.put(&ADD_VALUE, words).await
}

pub(crate) async fn next_place(tx: &mut Tx<'_>, customer: CustomerId) -> Result<i64, DbError> {
    Ok(tx.row(&NEXT_PLACE, params![customer], |row| row.int(0)).await?.unwrap_or(0))
}

pub(crate) async fn point(tx: &mut Tx<'_>, id: ContactPointId) -> Result<Option<ContactPoint>, DbError> {
    tx.row(&POINT, params![id], read_facts).await
}

pub(crate) async fn points_of(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Vec<ContactPoint>, DbError> {
    tx.rows(&FACTS, params![customer], read_facts).await
}

/// The contact points of several customers, in their order; one round trip.
pub(crate) async fn points_of_many(
    tx: &mut Tx<'_>,
    customers: &[CustomerId],
) -> Result<Vec<Vec<ContactPoint>>, DbError> {
    let values: Vec<[gehoor_db::Value<'_>; 1]> = customers.iter().map(|id| [id.into()]).collect();
    let asked: Vec<_> = values.iter().map(|values| (&FACTS, values.as_slice())).collect();
    let found = tx.lookups(&asked).await?;
    found.iter().map(|rows| rows.iter().map(|row| read_facts(row)).collect()).collect()
}

fn read_facts(row: &dyn Row) -> Result<ContactPoint, DbError> {
    Ok(ContactPoint {
        id: row.parse(0)?,
        customer: row.parse(1)?,
        kind: row.parse(2)?,
        line: row.opt_text(3)?,
        preferred: row.flag(4)?,
        state: row.text(5)?,
        state_at: row.instant(6)?,
        last_life: row.opt_instant(7)?,
        since: row.instant(8)?,
        version: row.int(9)?,
        value: row.opt_text(10)?,
        typed: row.opt_text(11)?,
        label: row.opt_text(12)?,
    })
}

/// Stores what is believed from now on; a state that stays keeps its moment, and the latest sign of life counts.
pub(crate) async fn believe(
    tx: &mut Tx<'_>,
    id: ContactPointId,
    state: &str,
    at: Instant,
    life: Option<Instant>,
) -> Result<(), DbError> {
    tx.put(&BELIEVE, params![id, state, at, life]).await
}

/// Believes again what stood before; false when the point changed since `version`.
pub(crate) async fn unbelieve(tx: &mut Tx<'_>, before: &Belief, version: i64) -> Result<bool, DbError> {
    let values = params![before.point, &before.state, before.state_at, before.last_life, version];
    Ok(tx.exec(&UNBELIEVE, values).await? == 1)
}

/// Puts another value in the place of a point's; the old one goes to the history.
pub(crate) async fn correct(
    tx: &mut Tx<'_>,
    old: &ContactPoint,
    new: &PointValue,
    at: Instant,
) -> Result<(), DbError> {
    one(tx.exec(&CORRECT, params![new.line, at, old.id, old.version]).await?)?;
    let value = old.value.as_deref().unwrap_or_default();
    tx.put(&ADD_EARLIER, params![old.id, old.customer, old.version, value, old.since, at]).await?;
    tx.put(&CORRECT_VALUE, params![&new.value, search_key(&new.value), &new.typed, old.id]).await
}

/// The values that a point had before, oldest first.
pub(crate) async fn earlier_of(tx: &mut Tx<'_>, id: ContactPointId) -> Result<Vec<EarlierValue>, DbError> {
    tx.rows(&EARLIER, params![id], |row| {
        Ok(EarlierValue { value: row.text(0)?, from: row.instant(1)?, until: row.instant(2)? })
    })
    .await
}

pub(crate) async fn set_label(
    tx: &mut Tx<'_>,
    id: ContactPointId,
    label: Option<&str>,
) -> Result<(), DbError> {
    tx.put(&SET_LABEL, params![label, id]).await?;
    tx.put(&CHANGED, params![id]).await
}

/// Makes this the customer's preferred point, or no longer so; at most one is.
pub(crate) async fn prefer(tx: &mut Tx<'_>, point: &ContactPoint, preferred: bool) -> Result<(), DbError> {
    tx.put(&PREFER, params![point.id, preferred, point.customer]).await
}

pub(crate) async fn erase_points(tx: &mut Tx<'_>, customer: CustomerId) -> Result<(), DbError> {
    tx.put(&FORGET_VALUES, params![customer]).await?;
    tx.put(&FORGET_EARLIER, params![customer]).await
}

/// Points that lack their value without an erasure, or have one after it.
pub(crate) async fn values_without_words(tx: &mut Tx<'_>) -> Result<Vec<ContactPointId>, DbError> {
    tx.rows(&WITHOUT_VALUE, params![], |row| row.parse(0)).await
}
