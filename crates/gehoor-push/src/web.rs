//! The page of push messages: which of my browsers take them, what about, and when.

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use gehoor_db::Tx;
use gehoor_kernel::id::{PushId, UserId};
use gehoor_shell::api::PathId;
use gehoor_shell::server::Peer;
use gehoor_shell::web::{Filled, Form, Look, Notice, Page, Pages, Right, Ui, see};
use gehoor_shell::{App, Error, Fields};

use crate::rules::{Choice, Times};
use crate::{Device, NewDevice};

/// What may stand in `?done=`, each with its sentence `push-done-…`.
const DONE: [&str; 4] = ["on", "off", "chosen", "tried"];
const OWN: Right = Right::Employee;

pub(crate) fn pages() -> Pages {
    Pages::new()
        .get("/account/push", OWN, show)
        .post("/account/push", OWN, choose)
        .post("/account/push/key", OWN, key)
        .post("/account/push/devices", OWN, subscribe)
        .post("/account/push/devices/{id}/try", OWN, try_out)
        .post("/account/push/devices/{id}/remove", OWN, remove)
}

#[derive(Template)]
#[template(path = "push.html")]
struct PushPage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
    devices: &'a [Device],
    is_shared: bool,
}

impl PushPage<'_> {
    fn times(&self) -> Vec<(&'static str, String)> {
        vec![("company", self.ui.t("push-times-company")), ("own", self.ui.t("push-times-own"))]
    }
}

async fn show(State(app): State<App>, look: Look) -> Result<Response, Error> {
    let done = DONE.into_iter().find(|word| *word == look.key("done"));
    let notice = done.map(|word| Notice::new(look.ui.word("push-done-", word)));
    page(&app, &look.ui, None, notice).await
}

/// The page; with a form that was sent and is wrong, that instead of what was chosen.
async fn page(app: &App, ui: &Ui, sent: Option<Filled>, notice: Option<Notice>) -> Result<Response, Error> {
    let visitor = ui.visitor().ok_or(Error::Unauthorized)?;
    let cx = app.cx(visitor.caller.actor());
    let user = visitor.caller.user;
    let (devices, choice) = app.look(&cx, user, |tx, _, user| Box::pin(read(tx, *user))).await?;
    let form = sent.unwrap_or_else(|| filled(&choice));
    let body = PushPage { ui, form: &form, devices: &devices, is_shared: visitor.shared };
    Page::new(ui, ui.t("push-title")).here("account").notice(notice).faults(&form).show(&body)
}

async fn read(tx: &mut Tx<'_>, user: UserId) -> Result<(Vec<Device>, Choice), Error> {
    Ok((crate::devices(tx, user).await?, crate::choice(tx, user).await?))
}

fn filled(choice: &Choice) -> Filled {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let (word, from, until) = match choice.times {
        Times::Company => ("company", String::new(), String::new()),
        Times::Own { from, until } => ("own", clock(from), clock(until)),
    };
    let (steps, handovers) = (choice.steps.to_string(), choice.handovers.to_string());
    Filled::with([
        ("steps", steps),
        ("handovers", handovers),
        ("times", word.to_owned()),
        ("from", from),
        ("until", until),
    ])
}

async fn choose(State(app): State<App>, form: Form) -> Result<Response, Error> {
    let mut fields = form.fields();
    let choice = chosen(&mut fields);
    if let Err(error) = fields.done() {
        return page(&app, &form.ui, Some(form.filled(&error)), None).await;
    }
    let user = form.caller()?.user;
    let write = form.write(&app, (user, choice), |tx, cx, (user, choice)| {
        Box::pin(async move {
            crate::choose(tx, cx, *user, choice).await?;
            Ok(see("/account/push?done=chosen"))
        })
    });
    Ok(write.await?.into_response())
}

fn chosen(fields: &mut Fields<'_>) -> Choice {
    let steps = fields.opt_flag("steps").unwrap_or(false);
    let handovers = fields.opt_flag("handovers").unwrap_or(false);
    let own = fields.word("times", &["company", "own"]) == "own";
    let (from, until) = (minute(fields, "from"), minute(fields, "until"));
    let times = if own {
        for (name, given) in [("from", from), ("until", until)] {
            if given.is_none() {
                fields.fault(name, "missing");
            }
        }
        Times::Own { from: from.unwrap_or(0), until: until.unwrap_or(0) }
    } else {
        Times::Company
    };
    Choice { steps, handovers, times }
}

fn minute(fields: &mut Fields<'_>, name: &'static str) -> Option<u16> {
    let time = fields.opt_time(name)?;
    u16::try_from(i32::from(time.hour()) * 60 + i32::from(time.minute())).ok()
}

/// The key that a browser needs to take messages from us.
async fn key(State(app): State<App>, form: Form) -> Result<Response, Error> {
    let cx = app.cx(form.caller()?.actor());
    let key = app.act(&cx, (), |tx, cx, ()| Box::pin(crate::key(tx, cx))).await?;
    Ok(Json(serde_json::json!({ "key": key })).into_response())
}

async fn subscribe(
    State(app): State<App>,
    peer: Peer,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    let label = gehoor_signin::visit(&app, &headers, peer).label;
    let new = match given(&form, label) {
        Ok(new) => new,
        Err(error @ Error::Invalid(_)) => {
            return page(&app, &form.ui, Some(form.filled(&error)), None).await;
        }
        Err(error) => return refused(&app, &form, &error).await,
    };
    let write = form.write(&app, (new, app.settings.outbound.clone()), |tx, cx, (new, outbound)| {
        Box::pin(async move {
            crate::subscribe(tx, cx, new, outbound).await?;
            Ok(see("/account/push?done=on"))
        })
    });
    answered(&app, &form, write.await).await
}

/// What the browser gave; a browser that colleagues share is refused.
fn given(form: &Form, label: String) -> Result<NewDevice, Error> {
    let visitor = form.visitor()?;
    if visitor.shared {
        return Err(Error::conflict("pushShared"));
    }
    let mut fields = form.fields();
    let new = NewDevice {
        user: visitor.caller.user,
        session: visitor.session.parse().ok(),
        endpoint: fields.text("endpoint", 1..=2000),
        p256dh: fields.text("p256dh", 1..=200),
        auth: fields.text("auth", 1..=100),
        label,
    };
    fields.done().map(|()| new)
}

async fn try_out(State(app): State<App>, PathId(id): PathId<PushId>, form: Form) -> Result<Response, Error> {
    let write = form.write(&app, (form.caller()?.user, id), |tx, cx, (user, id)| {
        Box::pin(async move {
            crate::try_out(tx, cx, *user, *id).await?;
            Ok(see("/account/push?done=tried"))
        })
    });
    answered(&app, &form, write.await).await
}

async fn remove(State(app): State<App>, PathId(id): PathId<PushId>, form: Form) -> Result<Response, Error> {
    let write = form.write(&app, (form.caller()?.user, id), |tx, cx, (user, id)| {
        Box::pin(async move {
            crate::unsubscribe(tx, cx, *user, *id).await?;
            Ok(see("/account/push?done=off"))
        })
    });
    answered(&app, &form, write.await).await
}

async fn answered(app: &App, form: &Form, reply: gehoor_shell::Reply) -> Result<Response, Error> {
    match reply {
        Ok(answer) => Ok(answer.into_response()),
        Err(error @ (Error::Invalid(_) | Error::Conflict { .. })) => refused(app, form, &error).await,
        Err(error) => Err(error),
    }
}

/// The page with what went wrong; what was chosen stands in the form as before.
async fn refused(app: &App, form: &Form, error: &Error) -> Result<Response, Error> {
    let text = match error {
        Error::Invalid(faults) => faults.first().map(|fault| form.ui.fault(fault)).unwrap_or_default(),
        other => form.ui.refusal(other),
    };
    page(app, &form.ui, None, Some(Notice::warning(text))).await
}
