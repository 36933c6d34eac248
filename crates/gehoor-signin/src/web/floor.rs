//! Shared devices: switching by name and PIN, sharing this browser, ending it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use gehoor_db::Tx;
use gehoor_kernel::id::{DeviceId, TeamId, UserId};
use gehoor_shell::server::Peer;
use gehoor_shell::web::{Filled, Form, Frame, Look, Page, Pages, Ui};
use gehoor_shell::{Actor, App, Cx, Error, Fault};

use super::account::again;
use super::browser::{Cookie, enter, go, visit};
use super::{OPEN, OWN, must_prove, refused};
use crate::{NewDevice, SignedIn};

/// A browser keeps a cookie for 400 days at most.
const DEVICE_SECONDS: u64 = 400 * 86_400;

pub(super) fn pages() -> Pages {
    Pages::new()
        .get("/switch", OPEN, show)
        .post("/switch", OPEN, switch)
        .post("/account/devices", OWN, share)
        .post("/account/devices/{id}/end", OWN, end)
}

#[derive(Template)]
#[template(path = "switch.html")]
struct SwitchPage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
    device: &'a str,
    colleagues: Vec<(String, String)>,
}

/// The name of the device and who may switch on it; nothing when this browser is not shared.
async fn who(
    tx: &mut Tx<'_>,
    cx: &Cx,
    secret: &str,
) -> Result<Option<(String, Vec<(UserId, String)>)>, Error> {
    let Some(device) = crate::device(tx, cx, Some(secret)).await? else { return Ok(None) };
    let colleagues = crate::colleagues(tx, cx, &device).await?;
    Ok(Some((device.label, colleagues)))
}

async fn show(State(app): State<App>, headers: HeaderMap, look: Look) -> Result<Response, Error> {
    page(&app, &headers, &look.ui, &Filled::empty()).await
}

async fn page(app: &App, headers: &HeaderMap, ui: &Ui, form: &Filled) -> Result<Response, Error> {
    let secret = Cookie::Device.of(app, headers).unwrap_or_default();
    let cx = app.cx(Actor::System);
    let found = app.look(&cx, secret, |tx, cx, secret| Box::pin(who(tx, cx, secret))).await?;
    let Some((device, colleagues)) = found else { return Ok(go("/sign-in")) };
    let colleagues = colleagues.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let body = SwitchPage { ui, form, device: &device, colleagues };
    Page::new(ui, ui.t("switch-title")).frame(Frame::Plain).faults(form).show(&body)
}

async fn switch(
    State(app): State<App>,
    peer: Peer,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    let mut fields = form.fields();
    let (user, pin): (UserId, _) = (fields.id("who"), fields.text("pin", 1..=64));
    if let Err(error) = fields.done() {
        return page(&app, &headers, &form.ui, &form.filled(&error)).await;
    }
    match crate::switch(&app, &visit(&app, &headers, peer), user, &pin).await? {
        SignedIn::In(opened) => Ok(enter(&app, &opened, form.next("/today"))),
        SignedIn::Over => {
            let error = Error::Invalid(vec![Fault::new("/pin", "pinOver")]);
            page(&app, &headers, &form.ui, &form.filled(&error)).await
        }
        other => {
            let error = refused(&other, &app, "/pin", "pinWrong");
            page(&app, &headers, &form.ui, &form.filled(&error)).await
        }
    }
}

async fn share(State(app): State<App>, headers: HeaderMap, form: Form) -> Result<Response, Error> {
    if let Some(prove) = must_prove(&form, "/account")? {
        return Ok(prove);
    }
    let mut fields = form.fields();
    let (team, label): (TeamId, _) = (fields.id("team"), fields.text("label", 1..=100));
    if let Err(error) = fields.done() {
        return again(&app, &headers, &form, &error).await;
    }
    let new = NewDevice { team, label };
    let caller = form.caller()?;
    let cx = app.cx(caller.actor());
    let share =
        app.act(&cx, (caller.user, new), |tx, cx, (by, new)| Box::pin(crate::share_device(tx, cx, *by, new)));
    let (_, secret) = share.await?;
    let mut response = go("/account?done=device");
    Cookie::Device.set(&app, &mut response, secret.text(), DEVICE_SECONDS);
    Ok(response)
}

async fn end(State(app): State<App>, Path(id): Path<String>, form: Form) -> Result<Response, Error> {
    let id: DeviceId = id.parse().map_err(|_| Error::NotFound)?;
    let caller = form.caller()?;
    let cx = app.cx(caller.actor());
    let end =
        app.act(&cx, (id, caller.user), |tx, cx, (id, by)| Box::pin(crate::end_device(tx, cx, *id, *by)));
    end.await?;
    Ok(go("/account?done=deviceGone"))
}
