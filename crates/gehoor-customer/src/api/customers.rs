//! Customers: list, add, show, change.

use axum::extract::State;
use gehoor_kernel::id::CustomerId;
use gehoor_shell::api::{Answer, Ask, Command, Cursor, PathId, Reply};
use gehoor_shell::{App, Caller, Error};

use super::read::{self, CustomerChangeBody, NewCustomerBody};
use super::views::{CustomerPage, CustomerView};

/// Lists customers; `search` is a number in any spelling, or the beginning of a number, mail address or name.
#[utoipa::path(get, path = "/customers", tag = "customers",
    params(("search" = Option<String>, Query, description = "A number, mail address or name", max_length = 200),
        ("cursor" = Option<String>, Query, description = "From the last page"),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 200)),
    responses((status = 200, description = "A page of customers", body = CustomerPage)))]
pub(super) async fn list(State(app): State<App>, ask: Ask) -> Reply {
    let mut fields = ask.fields();
    let paging = ask.paging(&mut fields);
    let search = fields.opt_text("search", 1..=200);
    fields.done()?;
    let after = paging.cursor.as_ref().map(|cursor| cursor.id.clone()).unwrap_or_default();
    let cx = app.cx(ask.caller.actor());
    let look = app.look(&cx, (search, after, paging.limit + 1), |tx, _, (search, after, limit)| {
        Box::pin(async move {
            let found = crate::customers(tx, search.as_deref(), after, *limit).await?;
            Ok((found, crate::country(tx).await?))
        })
    });
    let (found, country) = look.await?;
    let views =
        found.iter().map(|found| CustomerView::of(&found.customer, &found.points, &country)).collect();
    paging.answer(views, |customer: &CustomerView| Cursor { key: 0, id: customer.id.clone() })
}

/// Adds a customer with the ways to reach them. A number is checked by its country's plan.
#[utoipa::path(post, path = "/customers", tag = "customers", request_body = NewCustomerBody,
    responses((status = 201, description = "The customer", body = CustomerView)))]
pub(super) async fn add(State(app): State<App>, command: Command) -> Reply {
    let country = country(&app, &command.caller).await?;
    let mut fields = command.fields();
    let new = read::customer(&mut fields, &country);
    fields.done()?;
    let write = command.write(&app, (new, country), |tx, cx, (new, country)| {
        Box::pin(async move {
            let (customer, points) = crate::add_customer(tx, cx, new).await?;
            let view = CustomerView::of(&customer, &points, country);
            let answer = Answer::created(format!("/api/v1/customers/{}", customer.id), &view)?;
            Ok(answer.version(customer.version).about(customer.id))
        })
    });
    write.await
}

/// Shows a customer.
#[utoipa::path(get, path = "/customers/{id}", tag = "customers", params(("id" = String, Path)),
    responses((status = 200, description = "The customer", body = CustomerView)))]
pub(super) async fn show(State(app): State<App>, PathId(id): PathId<CustomerId>, ask: Ask) -> Reply {
    ask.fields().done()?;
    let cx = app.cx(ask.caller.actor());
    let look = app.look(&cx, id, |tx, _, id| {
        Box::pin(async move {
            let customer = crate::customer(tx, *id).await?;
            let points = crate::contact_points(tx, *id).await?;
            let view = CustomerView::of(&customer, &points, &crate::country(tx).await?);
            Ok(Answer::ok(&view)?.version(customer.version))
        })
    });
    look.await
}

/// Changes a customer's own fields; needs If-Match.
#[utoipa::path(patch, path = "/customers/{id}", tag = "customers", request_body = CustomerChangeBody,
    params(("id" = String, Path), ("If-Match" = Option<String>, Header, description = "The ETag that was seen")),
    responses((status = 200, description = "The changed customer", body = CustomerView)))]
pub(super) async fn change(
    State(app): State<App>,
    PathId(id): PathId<CustomerId>,
    command: Command,
) -> Reply {
    let expected = command.if_match()?;
    let mut fields = command.fields();
    let change = read::customer_change(&mut fields);
    fields.done()?;
    let write = command.write(&app, (id, expected, change), |tx, cx, (id, expected, change)| {
        Box::pin(async move {
            let customer = crate::change_customer(tx, cx, *id, *expected, change).await?;
            let points = crate::contact_points(tx, *id).await?;
            let view = CustomerView::of(&customer, &points, &crate::country(tx).await?);
            Ok(Answer::ok(&view)?.version(customer.version).about(*id))
        })
    });
    write.await
}

/// The company's country, for numbers that are written without one.
pub(super) async fn country(app: &App, caller: &Caller) -> Result<String, Error> {
    let cx = app.cx(caller.actor());
    app.look(&cx, (), |tx, _, ()| Box::pin(async move { Ok(crate::country(tx).await?) })).await
}
