//! Adding and changing customers.

use gehoor_db::Tx;
use gehoor_kernel::id::{ContactPointId, CustomerId};
use gehoor_kernel::time::Zone;
use gehoor_shell::{Cx, Error, Facts, Fault, journal};

use crate::rules::{PointValue, ValueFault, Wishes, name_keys};
use crate::sql::{self, ContactPoint, Customer};

/// A customer to be added.
#[derive(Clone, Debug, Default)]
pub struct NewCustomer {
    /// The name, as the customer gives it.
    pub name: String,
    /// The language, as a tag.
    pub language: String,
    /// Where the customer's clock hangs; `None`: as the company's.
    pub zone: Option<Zone>,
    /// The group for learning about parts of the day; empty when there is none.
    pub group: String,
    /// What the customer asked for.
    pub wishes: Wishes,
    /// The ways to reach the customer, in the order in which they are tried.
    pub points: Vec<NewPoint>,
}

/// A contact point to be added.
#[derive(Clone, Debug)]
pub struct NewPoint {
    /// The value, read by [`crate::rules::read_value`].
    pub value: PointValue,
    /// What the customer calls it.
    pub label: Option<String>,
    /// Whether the customer prefers it.
    pub preferred: bool,
}

/// What is changed of a customer; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct CustomerChange {
    /// Another name.
    pub name: Option<String>,
    /// Another language.
    pub language: Option<String>,
    /// Another zone; the inner `None` is the company's.
    pub zone: Option<Option<Zone>>,
    /// Another group; empty takes it away.
    pub group: Option<String>,
    /// Other wishes, all of them.
    pub wishes: Option<Wishes>,
}

/// Adds a customer with the ways to reach them. Refuses the same value twice.
pub async fn add_customer(
    tx: &mut Tx<'_>,
    cx: &Cx,
    new: &NewCustomer,
) -> Result<(Customer, Vec<ContactPoint>), Error> {
    let mut random = cx.random();
    let customer = Customer {
        id: CustomerId::new(cx.now, &mut random),
        name: Some(new.name.clone()),
        language: new.language.clone(),
        zone: new.zone.clone(),
        group: new.group.clone(),
        wishes: new.wishes.clone(),
        made_at: cx.now,
        erased_at: None,
        version: 1,
        merged_into: None,
    };
    refuse_twins(&new.points)?;
    sql::add(tx, &customer).await?;
    sql::set_keys(tx, customer.id, &name_keys(&new.name)).await?;
    let facts = Facts::new().int("contactPoints", new.points.len() as i64);
    journal::append(tx, cx, "customer.added", customer.id, facts).await?;
    let mut points = Vec::new();
    for (place, point) in (0i64..).zip(&new.points) {
        let id = ContactPointId::new(cx.now, &mut random);
        points.push(put_point(tx, cx, customer.id, id, point, place).await?);
    }
    Ok((customer, points))
}

/// Changes a customer who was not erased. `expected` is the version that the caller saw.
pub async fn change_customer(
    tx: &mut Tx<'_>,
    cx: &Cx,
    id: CustomerId,
    expected: Option<i64>,
    change: &CustomerChange,
) -> Result<Customer, Error> {
    let mut customer = present(tx, id).await?;
    if expected.is_some_and(|version| version != customer.version) {
        return Err(Error::Stale { current: customer.version });
    }
    if let Some(name) = &change.name {
        sql::set_keys(tx, id, &name_keys(name)).await?;
        customer.name = Some(name.clone());
    }
    customer.language = change.language.clone().unwrap_or(customer.language);
    customer.zone = change.zone.clone().unwrap_or(customer.zone);
    customer.group = change.group.clone().unwrap_or(customer.group);
    customer.wishes = change.wishes.clone().unwrap_or(customer.wishes);
    sql::set(tx, &customer).await?;
    let facts = Facts::new().flag("wishes", change.wishes.is_some());
    journal::append(tx, cx, "customer.changed", id, facts).await?;
    Ok(Customer { version: customer.version + 1, ..customer })
}

/// One customer.
pub async fn customer(tx: &mut Tx<'_>, id: CustomerId) -> Result<Customer, Error> {
    sql::customer(tx, id).await?.ok_or(Error::NotFound)
}

/// One customer who was not erased, and whose card was not merged into another.
pub(crate) async fn present(tx: &mut Tx<'_>, id: CustomerId) -> Result<Customer, Error> {
    let customer = customer(tx, id).await?;
    if customer.merged_into.is_some() {
        return Err(Error::conflict("customerMerged"));
    }
    if customer.erased_at.is_some() { Err(Error::conflict("customerErased")) } else { Ok(customer) }
}

/// Stores a new contact point of a customer.
pub(crate) async fn put_point(
    tx: &mut Tx<'_>,
    cx: &Cx,
    customer: CustomerId,
    id: ContactPointId,
    new: &NewPoint,
    place: i64,
) -> Result<ContactPoint, Error> {
    let point = ContactPoint {
        id,
        customer,
        kind: new.value.kind,
        line: new.value.line.map(str::to_owned),
        preferred: new.preferred,
        state: "unverified".to_owned(),
        state_at: cx.now,
        last_life: None,
        since: cx.now,
        version: 1,
        value: Some(new.value.value.clone()),
        typed: Some(new.value.typed.clone()),
        label: new.label.clone(),
    };
    sql::add_point(tx, &point, place).await?;
    let facts = Facts::new().id("customer", customer).word("kind", point.kind.word());
    journal::append(tx, cx, "contactPoint.added", id, facts).await?;
    Ok(point)
}

/// The fault for the caller of a value that can't be used, at `pointer`.
pub fn value_fault(pointer: impl Into<String>, fault: &ValueFault) -> Fault {
    let mut told = Fault::new(pointer, fault.code()).arg("guess", fault.suggestion().unwrap_or_default());
    if let ValueFault::Phone(phone) = fault {
        told = told.arg("digits", phone.digits()).arg("kind", phone.kind());
    }
    told
}

fn refuse_twins(points: &[NewPoint]) -> Result<(), Error> {
    let twin = |at: &usize| points[..*at].iter().any(|other| other.value.value == points[*at].value.value);
    let faults: Vec<Fault> = (0..points.len())
        .filter(twin)
        .map(|at| Fault::new(format!("/contactPoints/{at}/value"), "pointTwice"))
        .collect();
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}
