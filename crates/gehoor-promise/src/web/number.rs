//! The right number: read back before it is kept, after which the promise goes on.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gehoor_customer::rules::{PointKind, PointValue, read_value};
use gehoor_customer::{NewPoint, PointChange, value_fault};
use gehoor_db::Tx;
use gehoor_kernel::id::{ContactPointId, PromiseId};
use gehoor_shell::api::PathId;
use gehoor_shell::web::{Filled, Form};
use gehoor_shell::{App, Cx, Error};

use super::changes::{Act, change, which};
use super::scene;
use crate::ask::{View, Which};

/// What somebody says of the customer's number.
#[derive(Clone, Debug)]
enum Right {
    /// This one is.
    New(PointValue),
    /// One that we know is right after all.
    Known(ContactPointId),
}

pub(super) async fn put_right(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    form: Form,
) -> Result<Response, Error> {
    let (read, confirmed) = read(&form);
    if let (Ok(Right::New(value)), false) = (&read, confirmed) {
        let typed = form.values();
        let filled = [("numberValue", typed.value("numberValue")), ("numberRead", value.value.as_str())];
        let scene = scene::load(&app, form.caller()?, id).await?;
        return scene::render(&form.ui, &scene, &Filled::with(filled), "number", (StatusCode::OK, None));
    }
    let read = read.and_then(|right| Ok((which(&form, id)?, right)));
    let act = Act("number", "numberRight", "numberValue");
    change(&app, id, &form, act, (read, |tx, cx, (which, right)| Box::pin(keep(tx, cx, *which, right)))).await
}

/// What was filled in, and whether it was read back before.
fn read(form: &Form) -> (Result<Right, Error>, bool) {
    let mut fields = form.fields();
    let known: Option<ContactPointId> = fields.opt_id("numberKnown");
    let (typed, seen) = (fields.opt_text("numberValue", 1..=200), fields.opt_text("numberRead", 1..=200));
    if known.is_none() && typed.is_none() && fields.clean() {
        fields.fault("numberValue", "missing");
    }
    if let Err(error) = fields.done() {
        return (Err(error), false);
    }
    if let Some(known) = known {
        return (Ok(Right::Known(known)), true);
    }
    match read_value(PointKind::Phone, typed.as_deref().unwrap_or_default(), &form.ui.house().country) {
        Ok(value) => {
            let confirmed = seen.as_deref() == Some(value.value.as_str());
            (Ok(Right::New(value)), confirmed)
        }
        Err(fault) => (Err(Error::Invalid(vec![value_fault("/numberValue", &fault)])), false),
    }
}

async fn keep(tx: &mut Tx<'_>, cx: &Cx, which: Which, right: &Right) -> Result<View, Error> {
    let page = crate::show(tx, cx, which.id, which.sees).await?;
    let customer = page.view.promise.customer;
    let point = match right {
        Right::New(value) => {
            let new = NewPoint { value: value.clone(), label: None, preferred: true };
            gehoor_customer::add_point(tx, cx, customer, &new).await?.id
        }
        Right::Known(id) => {
            let point = gehoor_customer::contact_point(tx, *id).await?;
            if point.customer != customer {
                return Err(Error::NotFound);
            }
            let change = PointChange { state: Some("working"), ..PointChange::default() };
            gehoor_customer::change_point(tx, cx, *id, None, &change).await?.id
        }
    };
    crate::put_right(tx, cx, which, point).await
}
