//! Adding and changing a customer and the ways to be reached.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use gehoor_customer::{CustomerChange, NewCustomer, NewPoint, PointChange};
use gehoor_db::Tx;
use gehoor_kernel::id::{ContactPointId, CustomerId};
use gehoor_shell::api::{Answer, PathId, path_id};
use gehoor_shell::web::{Filled, Form, Look, Notice, Page, Ui, see};
use gehoor_shell::{App, Cx, Error};

use super::card::{read_card, show};
use super::read::{self, Choices};

#[derive(Template)]
#[template(path = "customer.html")]
struct CustomerPage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
    choices: Choices,
    /// The customer who is changed; none is added.
    id: Option<CustomerId>,
    version: i64,
}

pub(super) async fn blank(look: Look) -> Result<Response, Error> {
    let form = Filled::with([("language", look.ui.house().language.tag()), ("name", look.key("name"))]);
    page(&look.ui, &form, None, None)
}

pub(super) async fn add(State(app): State<App>, form: Form) -> Result<Response, Error> {
    let mut fields = form.fields();
    let change = read::change(&mut fields);
    let point = read::point(&mut fields, &form.ui.house().country, false);
    if let Err(error) = fields.done() {
        return page(&form.ui, &form.filled(&error), None, None);
    }
    let new = NewCustomer {
        name: change.name.unwrap_or_default(),
        language: change.language.unwrap_or_else(|| form.ui.house().language.tag().to_owned()),
        wishes: change.wishes.unwrap_or_default(),
        points: point.into_iter().collect(),
        ..NewCustomer::default()
    };
    let done = form.write(&app, new, |tx, cx, new| Box::pin(added(tx, cx, new))).await?;
    Ok(done.into_response())
}

async fn added(tx: &mut Tx<'_>, cx: &Cx, new: &NewCustomer) -> Result<Answer, Error> {
    let (customer, _) = gehoor_customer::add_customer(tx, cx, new).await?;
    Ok(see(format!("/customers/{}?done=added", customer.id)).about(customer.id))
}

pub(super) async fn edit(
    State(app): State<App>,
    PathId(id): PathId<CustomerId>,
    look: Look,
) -> Result<Response, Error> {
    let card = read_card(&app, id, &look.ui).await?;
    if card.customer.erased_at.is_some() {
        return Err(Error::NotFound);
    }
    page(&look.ui, &read::filled(&card.customer), Some((id, card.customer.version)), None)
}

pub(super) async fn change(
    State(app): State<App>,
    PathId(id): PathId<CustomerId>,
    form: Form,
) -> Result<Response, Error> {
    let mut fields = form.fields();
    let change = read::change(&mut fields);
    let seen = form.version().unwrap_or_default();
    if let Err(error) = fields.done() {
        return page(&form.ui, &form.filled(&error), Some((id, seen)), None);
    }
    let input = Changing { id, seen, change };
    let done = form.write(&app, input, |tx, cx, input| Box::pin(changed(tx, cx, input))).await;
    match done {
        Err(error @ (Error::Stale { .. } | Error::Conflict { .. })) => {
            // Somebody was first: what stands now is shown beside the card, and nothing typed is lost.
            let now = read_card(&app, id, &form.ui).await?.customer.version;
            page(&form.ui, &form.values(), Some((id, now)), Some(Notice::warning(form.ui.refusal(&error))))
        }
        done => Ok(done?.into_response()),
    }
}

struct Changing {
    id: CustomerId,
    seen: i64,
    change: CustomerChange,
}

async fn changed(tx: &mut Tx<'_>, cx: &Cx, input: &Changing) -> Result<Answer, Error> {
    gehoor_customer::change_customer(tx, cx, input.id, Some(input.seen), &input.change).await?;
    Ok(see(format!("/customers/{}?done=changed", input.id)))
}

pub(super) async fn add_point(
    State(app): State<App>,
    PathId(id): PathId<CustomerId>,
    form: Form,
) -> Result<Response, Error> {
    let mut fields = form.fields();
    let point = read::point(&mut fields, &form.ui.house().country, true);
    let done = match (fields.done(), point) {
        (Ok(()), Some(point)) => {
            form.write(&app, (id, point), |tx, cx, (id, point)| Box::pin(pointed(tx, cx, *id, point))).await
        }
        (Ok(()), None) => Err(Error::fault("/value", "missing")),
        (Err(error), _) => Err(error),
    };
    answer(&app, id, &form, done).await
}

async fn pointed(tx: &mut Tx<'_>, cx: &Cx, id: CustomerId, point: &NewPoint) -> Result<Answer, Error> {
    gehoor_customer::add_point(tx, cx, id, point).await?;
    Ok(see(format!("/customers/{id}?done=point")))
}

pub(super) async fn change_point(
    State(app): State<App>,
    Path((customer, point)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Error> {
    let (customer, point): (CustomerId, ContactPointId) = (path_id(&customer)?, path_id(&point)?);
    let mut fields = form.fields();
    let preferred = fields.opt_flag("preferred");
    let state = fields.opt_word("state", &["working", "wrongPerson", "confirmedDead"]);
    fields.done()?;
    let change = PointChange { preferred, state, ..PointChange::default() };
    let input = (customer, point, form.version(), change);
    let done = form.write(&app, input, |tx, cx, (customer, point, seen, change)| {
        Box::pin(async move {
            if gehoor_customer::contact_point(tx, *point).await?.customer != *customer {
                return Err(Error::NotFound);
            }
            gehoor_customer::change_point(tx, cx, *point, *seen, change).await?;
            Ok(see(format!("/customers/{customer}?done=point")))
        })
    });
    let done = done.await;
    answer(&app, customer, &form, done).await
}

/// The redirect, or the card again with what is wrong.
async fn answer(
    app: &App,
    id: CustomerId,
    form: &Form,
    done: Result<Answer, Error>,
) -> Result<Response, Error> {
    match done {
        Err(error @ (Error::Invalid(_) | Error::Stale { .. } | Error::Conflict { .. })) => {
            let card = read_card(app, id, &form.ui).await?;
            let told =
                (!matches!(error, Error::Invalid(_))).then(|| Notice::warning(form.ui.refusal(&error)));
            show(&form.ui, &card, &form.filled(&error), told)
        }
        done => Ok(done?.into_response()),
    }
}

fn page(
    ui: &Ui,
    form: &Filled,
    of: Option<(CustomerId, i64)>,
    notice: Option<Notice>,
) -> Result<Response, Error> {
    let title = ui.t(if of.is_some() { "card-edit" } else { "card-new" });
    let (id, version) = of.map_or((None, 0), |(id, version)| (Some(id), version));
    let body = CustomerPage { ui, form, choices: Choices::new(ui), id, version };
    Page::new(ui, title).here("search").faults(form).notice(notice).show(&body)
}
