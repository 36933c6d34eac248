//! Ways to reach a customer: adding, correcting, and what is believed about them.

use gehoor_db::Tx;
use gehoor_kernel::id::{ContactPointId, CustomerId};
use gehoor_kernel::time::Instant;
use gehoor_shell::{Cx, Error, Facts, journal};

use crate::customers::{NewPoint, present, put_point};
use crate::rules::{PointValue, STATES};
use crate::sql::{self, Belief, ContactPoint, EarlierValue};

/// What is changed of a contact point; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct PointChange {
    /// Another value: the old one stays in the history, and nothing is known of the new one yet.
    pub value: Option<PointValue>,
    /// Another label; the inner `None` takes it away.
    pub label: Option<Option<String>>,
    /// Whether the customer prefers it; at most one point of a customer is preferred.
    pub preferred: Option<bool>,
    /// What a person found out about it; one of [`STATES`]. A person's word beats what attempts said.
    pub state: Option<&'static str>,
}

/// Adds a contact point to a customer. Refuses a value that the customer has already.
pub async fn add_point(
    tx: &mut Tx<'_>,
    cx: &Cx,
    customer: CustomerId,
    new: &NewPoint,
) -> Result<ContactPoint, Error> {
    present(tx, customer).await?;
    refuse_twin(tx, customer, None, &new.value).await?;
    let place = sql::next_place(tx, customer).await?;
    let id = ContactPointId::new(cx.now, &mut cx.random());
    let point = put_point(tx, cx, customer, id, new, place).await?;
    if new.preferred {
        sql::prefer(tx, &point, true).await?;
    }
    contact_point(tx, id).await
}

/// Changes a contact point. `expected` is the version that the caller saw.
pub async fn change_point(
    tx: &mut Tx<'_>,
    cx: &Cx,
    id: ContactPointId,
    expected: Option<i64>,
    change: &PointChange,
) -> Result<ContactPoint, Error> {
    let point = contact_point(tx, id).await?;
    present(tx, point.customer).await?;
    if expected.is_some_and(|version| version != point.version) {
        return Err(Error::Stale { current: point.version });
    }
    if let Some(value) = &change.value {
        correct(tx, cx, &point, value).await?;
    }
    if let Some(label) = &change.label {
        sql::set_label(tx, id, label.as_deref()).await?;
    }
    if let Some(preferred) = change.preferred {
        sql::prefer(tx, &point, preferred).await?;
    }
    if let Some(state) = change.state {
        told(tx, cx, &point, state).await?;
    }
    contact_point(tx, id).await
}

/// One contact point.
pub async fn contact_point(tx: &mut Tx<'_>, id: ContactPointId) -> Result<ContactPoint, Error> {
    sql::point(tx, id).await?.ok_or(Error::NotFound)
}

/// The contact points of a customer, in the order in which they are tried.
pub async fn contact_points(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Vec<ContactPoint>, Error> {
    Ok(sql::points_of(tx, customer).await?)
}

/// The values that a contact point had before it was corrected, oldest first.
pub async fn earlier_values(tx: &mut Tx<'_>, id: ContactPointId) -> Result<Vec<EarlierValue>, Error> {
    Ok(sql::earlier_of(tx, id).await?)
}

/// Stores what an attempt made believed about a contact point: a word of [`STATES`], since when it holds, and the
/// moment of the sign of life, if the attempt was one. The rules, and the journal's line, stand with the attempts.
pub async fn believe(
    tx: &mut Tx<'_>,
    id: ContactPointId,
    state: &'static str,
    at: Instant,
    life: Option<Instant>,
) -> Result<(), Error> {
    if !STATES.contains(&state) {
        return Err(Error::program("an unknown state of a contact point"));
    }
    Ok(sql::believe(tx, id, state, at, life).await?)
}

/// Believes again what stood before an attempt that was taken back. `version` is what the attempt left; false when more was
/// learned since: then that stands.
///
/// # Errors
/// Only those of the database.
pub async fn unbelieve(tx: &mut Tx<'_>, cx: &Cx, before: &Belief, version: i64) -> Result<bool, Error> {
    let point = contact_point(tx, before.point).await?;
    if !sql::unbelieve(tx, before, version).await? {
        return Ok(false);
    }
    let known = |state: &str| STATES.into_iter().find(|word| *word == state).unwrap_or("unverified");
    let facts = Facts::new().word("from", known(&point.state)).word("to", known(&before.state));
    journal::append(tx, cx, "contactPoint.believed", point.id, facts.id("customer", point.customer)).await?;
    Ok(true)
}

async fn correct(tx: &mut Tx<'_>, cx: &Cx, point: &ContactPoint, value: &PointValue) -> Result<(), Error> {
    if point.value.as_deref() == Some(&value.value) {
        return Ok(());
    }
    refuse_twin(tx, point.customer, Some(point.id), value).await?;
    sql::correct(tx, point, value, cx.now).await?;
    let facts = Facts::new().id("customer", point.customer).word("kind", point.kind.word());
    journal::append(tx, cx, "contactPoint.corrected", point.id, facts).await
}

/// A person's word about a point. That it works is a sign of life.
async fn told(tx: &mut Tx<'_>, cx: &Cx, point: &ContactPoint, state: &'static str) -> Result<(), Error> {
    let life = (state == "working").then_some(cx.now);
    believe(tx, point.id, state, cx.now, life).await?;
    let from = STATES.into_iter().find(|word| *word == point.state).unwrap_or("unverified");
    let facts = Facts::new().word("from", from).word("to", state).id("customer", point.customer);
    journal::append(tx, cx, "contactPoint.believed", point.id, facts).await
}

async fn refuse_twin(
    tx: &mut Tx<'_>,
    customer: CustomerId,
    own: Option<ContactPointId>,
    value: &PointValue,
) -> Result<(), Error> {
    let points = sql::points_of(tx, customer).await?;
    let twin =
        points.iter().any(|other| Some(other.id) != own && other.value.as_deref() == Some(&value.value));
    if twin { Err(Error::fault("/value", "pointTwice")) } else { Ok(()) }
}
