//! Signing in and out.

use askama::Template;
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64URL_NOPAD;
use gehoor_shell::server::Peer;
use gehoor_shell::web::{Filled, Form, Frame, Look, Notice, Page, Pages, Ui};
use gehoor_shell::{Actor, App, Error, Fields};
use serde::Serialize;

use super::browser::{Cookie, enter, go, step, visit};
use super::{OPEN, refused};
use crate::SignedIn;
use crate::webauthn::{Assertion, Site};

pub(super) fn pages() -> Pages {
    Pages::new()
        .get("/sign-in", OPEN, show)
        .post("/sign-in", OPEN, give_password)
        .get("/sign-in/code", OPEN, ask_code)
        .post("/sign-in/code", OPEN, give_code)
        .post("/sign-in/challenge", OPEN, challenge)
        .post("/sign-in/passkey", OPEN, give_passkey)
        .post("/sign-out", OPEN, sign_out)
        .get("/forgotten", OPEN, forgotten)
}

#[derive(Template)]
#[template(path = "sign-in.html")]
struct SignInPage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
    next: &'a str,
    is_shared: bool,
    has_passkeys: bool,
}

async fn show(State(app): State<App>, headers: HeaderMap, look: Look) -> Result<Response, Error> {
    if !look.ui.house().is_set_up {
        return Ok(go("/setup"));
    }
    let notice = match look.key("done") {
        "out" => Some(Notice::new(look.ui.t("sign-in-out"))),
        "reset" => Some(Notice::new(look.ui.t("sign-in-reset"))),
        "over" => Some(Notice::warning(look.ui.t("sign-in-over"))),
        "passkey" => Some(Notice::warning(look.ui.t("sign-in-passkey-no"))),
        _ => None,
    };
    page(&app, &headers, &look.ui, &Filled::empty(), ours(look.key("next")), notice)
}

fn page(
    app: &App,
    headers: &HeaderMap,
    ui: &Ui,
    form: &Filled,
    next: &str,
    notice: Option<Notice>,
) -> Result<Response, Error> {
    let is_shared = Cookie::Device.of(app, headers).is_some();
    let has_passkeys = Site::of(&app.settings.base_url).is_some();
    let body = SignInPage { ui, form, next, is_shared, has_passkeys };
    Page::new(ui, ui.t("sign-in-title")).frame(Frame::Plain).notice(notice).faults(form).show(&body)
}

/// Only an address of ours is followed.
pub(super) fn ours(next: &str) -> &str {
    let is_ours = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n']);
    if is_ours { next } else { "/today" }
}

async fn give_password(
    State(app): State<App>,
    peer: Peer,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    let mut fields = form.fields();
    let name = fields.text("name", 1..=254);
    let password = fields.text("password", 1..=4096);
    if let Err(error) = fields.done() {
        return page(&app, &headers, &form.ui, &form.filled(&error), form.next("/today"), None);
    }
    let done = crate::sign_in(&app, &visit(&app, &headers, peer), &name, &password).await?;
    let next = form.next("/today");
    match done {
        SignedIn::In(opened) => Ok(enter(&app, &opened, next)),
        SignedIn::Code(secret) => {
            Ok(step(&app, secret.text(), &format!("/sign-in/code?next={}", encoded(next))))
        }
        other => {
            let error = refused(&other, &app, "/password", "signInWrong");
            page(&app, &headers, &form.ui, &form.filled(&error), next, None)
        }
    }
}

/// A text as the value of a query key.
pub(super) fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[derive(Template)]
#[template(path = "sign-in-code.html")]
struct CodePage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
    next: &'a str,
}

async fn ask_code(look: Look) -> Result<Response, Error> {
    code_page(&look.ui, &Filled::empty(), ours(look.key("next")))
}

fn code_page(ui: &Ui, form: &Filled, next: &str) -> Result<Response, Error> {
    let body = CodePage { ui, form, next };
    Page::new(ui, ui.t("sign-in-code-title")).frame(Frame::Plain).faults(form).show(&body)
}

async fn give_code(
    State(app): State<App>,
    peer: Peer,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    let mut fields = form.fields();
    let code = fields.text("code", 1..=64);
    if let Err(error) = fields.done() {
        return code_page(&form.ui, &form.filled(&error), form.next("/today"));
    }
    let waiting = Cookie::Step.of(&app, &headers).unwrap_or_default();
    match crate::give_code(&app, &visit(&app, &headers, peer), &waiting, &code).await? {
        SignedIn::In(opened) => Ok(enter(&app, &opened, form.next("/today"))),
        SignedIn::Over => Ok(go("/sign-in?done=over")),
        other => {
            let error = refused(&other, &app, "/code", "codeWrong");
            code_page(&form.ui, &form.filled(&error), form.next("/today"))
        }
    }
}

/// What the browser's script asks a passkey with.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Challenge {
    challenge: String,
    site: String,
}

async fn challenge(State(app): State<App>) -> Result<Response, Error> {
    let site = Site::of(&app.settings.base_url).ok_or(Error::NotFound)?;
    let ask = app.act(&app.cx(Actor::System), (), |tx, cx, ()| Box::pin(crate::ask_passkey(tx, cx)));
    let challenge = ask.await?.text().to_owned();
    Ok(Json(Challenge { challenge, site: site.id }).into_response())
}

async fn give_passkey(
    State(app): State<App>,
    peer: Peer,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    let mut fields = form.fields();
    let challenge = fields.text("challenge", 1..=200);
    let answer = Assertion {
        credential: bytes(&mut fields, "credential"),
        client_data: bytes(&mut fields, "clientData"),
        authenticator_data: bytes(&mut fields, "authenticatorData"),
        signature: bytes(&mut fields, "signature"),
    };
    let _ = fields.done();
    match crate::sign_in_by_passkey(&app, &visit(&app, &headers, peer), &challenge, answer).await? {
        SignedIn::In(opened) => Ok(enter(&app, &opened, form.next("/today"))),
        _ => Ok(go("/sign-in?done=passkey")),
    }
}

/// Bytes in base64url; none for anything else.
pub(super) fn bytes(fields: &mut Fields<'_>, name: &'static str) -> Vec<u8> {
    let text = fields.opt_text(name, 1..=20_000).unwrap_or_default();
    BASE64URL_NOPAD.decode(text.as_bytes()).unwrap_or_default()
}

async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Result<Response, Error> {
    if let Some(secret) = Cookie::Session.of(&app, &headers) {
        let cx = app.cx(Actor::System);
        app.act(&cx, secret, |tx, cx, secret| Box::pin(crate::sign_out(tx, cx, secret))).await?;
    }
    let is_shared = Cookie::Device.of(&app, &headers).is_some();
    let mut response = go(if is_shared { "/switch" } else { "/sign-in?done=out" });
    Cookie::Session.set(&app, &mut response, "", 0);
    Ok(response)
}

#[derive(Template)]
#[template(path = "forgotten.html")]
struct ForgottenPage<'a> {
    ui: &'a Ui,
}

async fn forgotten(look: Look) -> Result<Response, Error> {
    let ui = &look.ui;
    Page::new(ui, ui.t("forgotten-title")).frame(Frame::Plain).show(&ForgottenPage { ui })
}
