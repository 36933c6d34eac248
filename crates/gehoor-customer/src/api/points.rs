//! Contact points: list, add, show, change.

use axum::extract::State;
use gehoor_kernel::id::{ContactPointId, CustomerId};
use gehoor_shell::api::{Answer, Ask, Command, PathId, Reply};
use gehoor_shell::{App, Error};

use super::customers::country;
use super::read::{self, NewPointBody, PointChangeBody};
use super::views::{PointList, PointView};
use crate::rules::read_value;
use crate::{PointChange, value_fault};

/// Lists the contact points of a customer, in the order in which they are tried.
#[utoipa::path(get, path = "/customers/{id}/contact-points", tag = "customers", params(("id" = String, Path)),
    responses((status = 200, description = "The contact points", body = PointList)))]
pub(super) async fn list(State(app): State<App>, PathId(id): PathId<CustomerId>, ask: Ask) -> Reply {
    ask.fields().done()?;
    let cx = app.cx(ask.caller.actor());
    let look = app.look(&cx, id, |tx, _, id| {
        Box::pin(async move {
            crate::customer(tx, *id).await?;
            let (points, country) = (crate::contact_points(tx, *id).await?, crate::country(tx).await?);
            let items = points.iter().map(|point| PointView::of(point, &country)).collect();
            Answer::ok(&PointList { items, next: None })
        })
    });
    look.await
}

/// Adds a contact point to a customer. A number is checked by its country's plan.
#[utoipa::path(post, path = "/customers/{id}/contact-points", tag = "customers", request_body = NewPointBody,
    params(("id" = String, Path)),
    responses((status = 201, description = "The contact point", body = PointView)))]
pub(super) async fn add(State(app): State<App>, PathId(id): PathId<CustomerId>, command: Command) -> Reply {
    let country = country(&app, &command.caller).await?;
    let mut fields = command.fields();
    let new = read::point(&mut fields, &country);
    fields.done()?;
    let new = new.ok_or_else(|| Error::program("a contact point without faults was not read"))?;
    let write = command.write(&app, (id, new, country), |tx, cx, (id, new, country)| {
        Box::pin(async move {
            let point = crate::add_point(tx, cx, *id, new).await?;
            let location = format!("/api/v1/contact-points/{}", point.id);
            let answer = Answer::created(location, &PointView::of(&point, country))?;
            Ok(answer.version(point.version).about(*id))
        })
    });
    write.await
}

/// Shows a contact point with the values that it had before.
#[utoipa::path(get, path = "/contact-points/{id}", tag = "customers", params(("id" = String, Path)),
    responses((status = 200, description = "The contact point", body = PointView)))]
pub(super) async fn show(State(app): State<App>, PathId(id): PathId<ContactPointId>, ask: Ask) -> Reply {
    ask.fields().done()?;
    let cx = app.cx(ask.caller.actor());
    let look = app.look(&cx, id, |tx, _, id| {
        Box::pin(async move {
            let point = crate::contact_point(tx, *id).await?;
            let view = PointView::of(&point, &crate::country(tx).await?);
            let earlier = crate::earlier_values(tx, *id).await?;
            Ok(Answer::ok(&view.with_history(&earlier))?.version(point.version))
        })
    });
    look.await
}

/// Corrects a contact point, says which one the customer prefers, or what a person found out; needs If-Match.
#[utoipa::path(patch, path = "/contact-points/{id}", tag = "customers", request_body = PointChangeBody,
    params(("id" = String, Path), ("If-Match" = Option<String>, Header, description = "The ETag that was seen")),
    responses((status = 200, description = "The changed contact point", body = PointView)))]
pub(super) async fn change(
    State(app): State<App>,
    PathId(id): PathId<ContactPointId>,
    command: Command,
) -> Reply {
    let expected = command.if_match()?;
    let mut fields = command.fields();
    let edit = read::point_edit(&mut fields);
    fields.done()?;
    let input = (id, expected, edit.change, edit.typed);
    let write = command.write(&app, input, |tx, cx, (id, expected, change, typed)| {
        Box::pin(async move {
            let country = crate::country(tx).await?;
            let kind = crate::contact_point(tx, *id).await?.kind;
            let value = typed.as_ref().map(|typed| read_value(kind, typed, &country)).transpose();
            let value = value.map_err(|fault| Error::Invalid(vec![value_fault("/value", &fault)]))?;
            let change = PointChange { value, ..change.clone() };
            let point = crate::change_point(tx, cx, *id, *expected, &change).await?;
            let view = PointView::of(&point, &country);
            let earlier = crate::earlier_values(tx, *id).await?;
            Ok(Answer::ok(&view.with_history(&earlier))?.version(point.version).about(point.customer))
        })
    });
    write.await
}
