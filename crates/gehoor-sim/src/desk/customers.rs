//! Commands about customers and the ways to reach them.

use gehoor_customer::rules::{PointKind, PointValue, Wishes, read_value};
use gehoor_customer::{
    CustomerChange, NewCustomer, NewPoint, PointChange, add_customer, add_point, change_customer,
    change_point, contact_points,
};
use gehoor_db::Tx;
use gehoor_kernel::id::{ContactPointId, CustomerId, PromiseId, UserId};
use gehoor_kernel::time::hours::{TimeRange, WeekHours};
use gehoor_shell::{Actor, Cx, Error};

use super::{Desk, Ended};

/// A new customer: its id, and the ids of the numbers and addresses with their values.
pub type Met = (CustomerId, Vec<(ContactPointId, String)>);

impl Desk {
    /// A new customer with numbers and addresses as typed.
    pub fn customer(&mut self, name: &str, language: &'static str, typed: &[String]) -> Ended<Met> {
        let read: Result<Vec<NewPoint>, String> =
            typed.iter().map(|typed| point(typed).map(new_point)).collect();
        let points = match read {
            Ok(points) => points,
            Err(why) => return Ended::Refused(why),
        };
        let (name, language) = (name.to_owned(), language.to_owned());
        let new = NewCustomer { name, language, points, ..NewCustomer::default() };
        self.act(Actor::System, new, |tx, cx, new| {
            Box::pin(async move {
                let (customer, points) = add_customer(tx, cx, new).await?;
                let known = points.into_iter().map(|point| (point.id, point.value.unwrap_or_default()));
                Ok((customer.id, known.collect()))
            })
        })
    }

    /// The customer wishes to be called between two times of the day, every day.
    pub fn wishes(&mut self, customer: CustomerId, from: &str, until: &str) -> Ended<()> {
        let Ok(range) = format!("{from}-{until}").parse::<TimeRange>() else {
            return Ended::Refused(format!("not hours: {from} to {until}"));
        };
        let hours = Some(WeekHours::every_day(&[range]));
        let change = CustomerChange {
            wishes: Some(Wishes { hours, ..Wishes::default() }),
            ..CustomerChange::default()
        };
        self.act(Actor::System, (customer, change), |tx, cx, (customer, change)| {
            Box::pin(async move { change_customer(tx, cx, *customer, None, change).await.map(|_| ()) })
        })
    }

    /// Somebody found out the right number: it is written down, or confirmed when it stood there already; the promise that waited
    /// for that goes on. Gives the number's id.
    pub fn put_right(
        &mut self,
        user: UserId,
        customer: CustomerId,
        promise: PromiseId,
        number: &str,
    ) -> Ended<ContactPointId> {
        let value = match point(number) {
            Ok(value) => value,
            Err(why) => return Ended::Refused(why),
        };
        self.act(Actor::User(user, None), (customer, promise, value), |tx, cx, (customer, promise, value)| {
            Box::pin(write_down(tx, cx, *customer, *promise, value))
        })
    }
}

async fn write_down(
    tx: &mut Tx<'_>,
    cx: &Cx,
    customer: CustomerId,
    promise: PromiseId,
    value: &PointValue,
) -> Result<ContactPointId, Error> {
    let known = contact_points(tx, customer).await?;
    let same = known.into_iter().find(|point| point.value.as_deref() == Some(&value.value));
    let point = match same {
        Some(point) => {
            let works = PointChange { state: Some("working"), ..PointChange::default() };
            change_point(tx, cx, point.id, None, &works).await?.id
        }
        None => add_point(tx, cx, customer, &new_point(value.clone())).await?.id,
    };
    gehoor_promise::put_right(tx, cx, gehoor_promise::Which::any(promise), point).await?;
    Ok(point)
}

fn point(typed: &str) -> Result<PointValue, String> {
    let kind = if typed.contains('@') { PointKind::Email } else { PointKind::Phone };
    read_value(kind, typed, "NL").map_err(|fault| format!("{typed}: {}", fault.code()))
}

fn new_point(value: PointValue) -> NewPoint {
    NewPoint { value, label: None, preferred: false }
}
