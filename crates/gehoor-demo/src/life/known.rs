//! The customers of the garage: written down, looked up, and their numbers put right.

use gehoor_customer::rules::{PointKind, read_value};
use gehoor_customer::{NewCustomer, NewPoint, PointChange, customers, value_fault};
use gehoor_db::Tx;
use gehoor_kernel::id::{ContactPointId, CustomerId, UserId};
use gehoor_shell::{Actor, Error};

use super::desk::Desk;
use crate::company::names::Draft;
use crate::company::numbers;

const COUNTRY: &str = "NL";
const PAGE: usize = 200;

/// A way to reach a customer.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    /// Which.
    pub(crate) point: ContactPointId,
    /// The number (E.164) or address.
    pub(crate) value: String,
    /// A telephone; otherwise something to write to.
    pub(crate) phone: bool,
    /// Nothing speaks against it.
    pub(crate) usable: bool,
}

/// The customer's name, as shown to colleagues.
pub(crate) async fn name_of(tx: &mut Tx<'_>, id: CustomerId) -> Result<String, Error> {
    Ok(gehoor_customer::customer(tx, id).await?.name.unwrap_or_default())
}

/// A customer with a number and perhaps a mail address, as somebody would write them down.
pub(crate) fn draft(draft: &Draft, phone: Option<&str>, mail: Option<&str>) -> Result<NewCustomer, Error> {
    let given = [(PointKind::Phone, phone), (PointKind::Email, mail)];
    let mut points = Vec::new();
    for (kind, typed) in given.into_iter().filter_map(|(kind, typed)| Some((kind, typed?))) {
        points.push(NewPoint { value: read(kind, typed)?, label: None, preferred: false });
    }
    let group = if draft.company { "zakelijk" } else { "particulier" }.to_owned();
    Ok(NewCustomer {
        name: draft.name.clone(),
        language: "nl".to_owned(),
        group,
        points,
        ..NewCustomer::default()
    })
}

fn read(kind: PointKind, typed: &str) -> Result<gehoor_customer::rules::PointValue, Error> {
    read_value(kind, typed, COUNTRY).map_err(|fault| Error::Invalid(vec![value_fault("/value", &fault)]))
}

impl Desk {
    /// Writes customers down, in one transaction.
    pub(crate) async fn know(&self, new: Vec<NewCustomer>) -> Result<(), Error> {
        let cx = self.app.cx(Actor::User(self.crew.administrator, None));
        let act = self.app.act(&cx, new, |tx, cx, new| {
            Box::pin(async move {
                for customer in new {
                    gehoor_customer::add_customer(tx, cx, customer).await?;
                }
                Ok(())
            })
        });
        act.await
    }

    /// Everybody, in the order in which they were written down.
    pub(crate) async fn customers(&self) -> Result<Vec<CustomerId>, Error> {
        let cx = self.app.cx(Actor::System);
        let mut all: Vec<CustomerId> = Vec::new();
        loop {
            let after = all.last().map(ToString::to_string).unwrap_or_default();
            let look = self.app.look(&cx, after, |tx, _, after| Box::pin(customers(tx, None, after, PAGE)));
            let page = look.await?;
            let last = page.len() < PAGE;
            all.extend(page.into_iter().map(|found| found.customer.id));
            if last {
                return Ok(all);
            }
        }
    }

    /// How a customer can be reached.
    pub(crate) async fn ways(&self, customer: CustomerId) -> Result<Vec<Way>, Error> {
        let cx = self.app.cx(Actor::System);
        let look = self
            .app
            .look(&cx, customer, |tx, _, customer| Box::pin(gehoor_customer::contact_points(tx, *customer)));
        let points = look.await?.into_iter();
        let way = |point: gehoor_customer::ContactPoint| Way {
            point: point.id,
            value: point.value.unwrap_or_default(),
            phone: point.kind == PointKind::Phone,
            usable: matches!(point.state.as_str(), "unverified" | "working"),
        };
        Ok(points.map(way).collect())
    }

    /// Finds out which number was meant, and writes it down.
    pub(crate) async fn put_right(&self, by: UserId, way: &Way) -> Result<(), Error> {
        let value = read(PointKind::Phone, &numbers::meant(&way.value))?;
        let state = (value.value == way.value).then_some("working");
        let change = PointChange { value: Some(value), state, ..PointChange::default() };
        let cx = self.app.cx(Actor::User(by, None));
        let act = self.app.act(&cx, (way.point, change), |tx, cx, (point, change)| {
            Box::pin(gehoor_customer::change_point(tx, cx, *point, None, change))
        });
        act.await.map(drop)
    }
}
