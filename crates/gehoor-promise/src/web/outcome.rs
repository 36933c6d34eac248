//! What happened, in one tap.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use gehoor_contact::rules::{Channel, Class, Evidence};
use gehoor_customer::ContactPoint;
use gehoor_customer::rules::PointKind;
use gehoor_db::Tx;
use gehoor_kernel::id::{ContactPointId, PromiseId};
use gehoor_kernel::time::{Instant, minutes};
use gehoor_shell::api::PathId;
use gehoor_shell::web::{Filled, Form, Look, Notice, Page, Ui, see};
use gehoor_shell::{App, Cx, Error};

use super::changes::{after, which};
use super::outcomes::{self, Says, Tap};
use super::read::{self, TEXT};
use super::scene::{self, Scene};
use super::told;
use crate::ask::{Wanted, Which};
use crate::attempts::NewAttempt;
use crate::rules::{NextStep, Promise};

#[derive(Template)]
#[template(path = "outcome.html")]
struct OutcomePage<'a> {
    ui: &'a Ui,
    s: &'a Scene,
    promise: &'a Promise,
    form: &'a Filled,
    next: &'a str,
    main: Vec<Tap>,
    more: Vec<Tap>,
    chips: Vec<(String, String)>,
}

impl OutcomePage<'_> {
    fn text(&self, id: impl std::fmt::Display) -> String {
        id.to_string()
    }

    fn is_agreed(&self, tap: &Tap) -> bool {
        tap.says == Says::Agreed
    }
}

pub(super) async fn show(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    look: Look,
) -> Result<Response, Error> {
    let scene = scene::load(&app, look.caller()?, id).await?;
    let next = match look.key("next") {
        "promise" => format!("/promises/{id}"),
        next if next.starts_with('/') && !next.starts_with("//") => next.to_owned(),
        _ => "/today".to_owned(),
    };
    render(&look.ui, &scene, &next, &Filled::empty(), None)
}

fn render(
    ui: &Ui,
    scene: &Scene,
    next: &str,
    form: &Filled,
    refused: Option<(axum::http::StatusCode, Option<Notice>)>,
) -> Result<Response, Error> {
    let promise = scene.promise();
    let (main, more) = outcomes::of(promise);
    let body = OutcomePage { ui, s: scene, promise, form, next, main, more, chips: read::chips(ui) };
    let page = Page::new(ui, ui.t("outcome-title"));
    match refused {
        Some((status, notice)) => page.notice(notice).status(status).faults(form).show(&body),
        None => page.show(&body),
    }
}

/// What was tapped.
#[derive(Clone, Debug)]
struct Tapped {
    which: Which,
    tap: Tap,
    agreed: Option<Instant>,
    point: Option<ContactPointId>,
    note: Option<String>,
    at: Option<Instant>,
    then: String,
}

pub(super) async fn record(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    form: Form,
) -> Result<Response, Error> {
    let done = match read(&app, id, &form) {
        Ok(tapped) => form.write(&app, tapped, |tx, cx, tapped| Box::pin(keep(tx, cx, tapped))).await,
        Err(error) => Err(error),
    };
    let error = match done {
        Ok(answer) => return Ok(answer.into_response()),
        Err(error) => error,
    };
    let Some(refused) = told::refusal(&app, id, &form, &error).await? else { return Err(error) };
    let scene = scene::load(&app, form.caller()?, id).await?;
    render(&form.ui, &scene, form.next("/today"), &form.filled(&error), Some(refused))
}

fn read(app: &App, id: PromiseId, form: &Form) -> Result<Tapped, Error> {
    let (mut fields, now) = (form.fields(), app.clock.now());
    let word = fields.opt_word("outcome", &outcomes::words());
    let agreed = read::moment(&mut fields, "agreed", "agreedOwn", form.ui.zone());
    let (note, point) = (fields.opt_text("note", 1..=TEXT), fields.opt_id("point"));
    let at = read::tapped_at(&mut fields, now);
    let word = word.or(agreed.map(|_| "agreed"));
    if word.is_none() && fields.clean() {
        fields.fault("outcome", "missing");
    }
    if word == Some("agreed") && agreed.is_none() && fields.clean() {
        fields.fault("agreedOwn", "missing");
    }
    fields.done()?;
    let tap = word.and_then(outcomes::of_word).ok_or_else(|| Error::fault("/outcome", "missing"))?;
    let seen = which(form, id)?;
    // A tap that waited on a phone is a fact: whatever happened since does not make it undone.
    let waited = at.is_some_and(|at| at < now.minus(minutes(1)));
    let which = Which { seen: seen.seen.filter(|_| !waited), ..seen };
    let next = form.next("/today").to_owned();
    let then = if next == "/today" {
        format!("/today?done={}&of={id}", tap.word)
    } else {
        after(form, id, tap.word)
    };
    Ok(Tapped { which, tap, agreed, point, note, at, then })
}

async fn keep(tx: &mut Tx<'_>, cx: &Cx, tapped: &Tapped) -> Result<gehoor_shell::api::Answer, Error> {
    let (class, kept, over) = match tapped.tap.says {
        Says::Done => {
            crate::deliver(tx, cx, tapped.which, tapped.at, tapped.note.as_deref()).await?;
            return Ok(see(tapped.then.clone()));
        }
        Says::Agreed => (Class::Reached, false, None),
        Says::Met { class, kept, over } => (class, kept, over),
    };
    let page = crate::show(tx, cx, tapped.which.id, tapped.which.sees).await?;
    let points = gehoor_customer::contact_points(tx, page.view.promise.customer).await?;
    let step = page.view.promise.state.open().map(|open| *open.next());
    let (channel, point) = way(over, tapped.point, step, &points);
    let agreed = matches!(tapped.tap.says, Says::Agreed).then_some(tapped.agreed).flatten();
    let attempt = NewAttempt {
        channel,
        point,
        evidence: Evidence::tapped(class),
        raw: None,
        kept,
        route: None,
        note: tapped.note.clone(),
        at: tapped.at,
        retry_after: None,
        agreed: agreed.map(|from| Wanted::At { from, until: None }),
    };
    crate::record_attempt(tx, cx, tapped.which, &attempt).await?;
    Ok(see(tapped.then.clone()))
}

/// Over which channel and on which number or address it was.
fn way(
    over: Option<Channel>,
    chosen: Option<ContactPointId>,
    step: Option<NextStep>,
    points: &[ContactPoint],
) -> (Channel, Option<ContactPointId>) {
    let first = |kind| points.iter().find(|point| point.kind == kind).map(|point| point.id);
    match over {
        Some(Channel::Email) => (Channel::Email, first(PointKind::Email)),
        Some(Channel::Letter) => (Channel::Letter, first(PointKind::Post)),
        Some(channel) => (channel, None),
        None => {
            let id = chosen.or(step.and_then(|step| step.point));
            let kind = id.and_then(|id| points.iter().find(|point| point.id == id)).map(|point| point.kind);
            let channel = if kind == Some(PointKind::Email) { Channel::Email } else { Channel::Phone };
            (channel, id)
        }
    }
}
