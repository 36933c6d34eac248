//! Changes of the own account: password, PIN, language, sessions, and proving who I am.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use gehoor_kernel::id::SessionId;
use gehoor_shell::server::Peer;
use gehoor_shell::web::{Filled, Form, Look, Pages};
use gehoor_shell::{App, Error, Language};

use super::account::{again, prove_page};
use super::browser::{enter, go, visit};
use super::{OWN, must_prove, refused, session};
use crate::{NewPassword, SignedIn};

pub(super) fn pages() -> Pages {
    Pages::new()
        .get("/account/prove", OWN, ask_proof)
        .post("/account/prove", OWN, prove)
        .post("/account/password", OWN, change_password)
        .post("/account/pin", OWN, change_pin)
        .post("/account/pin/remove", OWN, take_pin)
        .post("/account/language", OWN, choose_language)
        .post("/account/sessions/end", OWN, end_others)
        .post("/account/sessions/{id}/end", OWN, end_session)
}

async fn ask_proof(look: Look) -> Result<Response, Error> {
    prove_page(&look.ui, &Filled::empty(), look.key("next"))
}

async fn prove(
    State(app): State<App>,
    peer: Peer,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    let next = form.next("/account?done=proved");
    let mut fields = form.fields();
    let password = fields.text("password", 1..=4096);
    if let Err(error) = fields.done() {
        return prove_page(&form.ui, &form.filled(&error), next);
    }
    let who = (session(form.visitor()?)?, form.caller()?.user);
    match crate::prove(&app, &visit(&app, &headers, peer), who, &password).await? {
        SignedIn::In(opened) => Ok(enter(&app, &opened, next)),
        other => {
            let error = refused(&other, &app, "/password", "passwordWrong");
            prove_page(&form.ui, &form.filled(&error), next)
        }
    }
}

async fn change_password(
    State(app): State<App>,
    peer: Peer,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    let mut fields = form.fields();
    let current = fields.opt_text("current", 1..=4096).unwrap_or_default();
    let new = fields.text("new", 1..=4096);
    if let Err(error) = fields.done() {
        return again(&app, &headers, &form, &error).await;
    }
    let who = (session(form.visitor()?)?, form.caller()?.user);
    let typed = NewPassword { current, new };
    match crate::change_password(&app, &visit(&app, &headers, peer), who, &typed).await {
        Ok(SignedIn::In(opened)) => Ok(enter(&app, &opened, "/account?done=password")),
        Ok(other) => {
            let error = refused(&other, &app, "/current", "passwordWrong");
            again(&app, &headers, &form, &error).await
        }
        Err(error @ Error::Invalid(_)) => again(&app, &headers, &form, &error).await,
        Err(Error::Forbidden { .. }) => Ok(go("/account/prove?next=/account")),
        Err(error) => Err(error),
    }
}

async fn change_pin(State(app): State<App>, headers: HeaderMap, form: Form) -> Result<Response, Error> {
    if let Some(prove) = must_prove(&form, "/account")? {
        return Ok(prove);
    }
    let mut fields = form.fields();
    let pin = fields.text("pin", 1..=64);
    if let Err(error) = fields.done() {
        return again(&app, &headers, &form, &error).await;
    }
    match crate::change_pin(&app, form.caller()?.user, &pin).await {
        Ok(()) => Ok(go("/account?done=pin")),
        Err(error @ Error::Invalid(_)) => again(&app, &headers, &form, &error).await,
        Err(error) => Err(error),
    }
}

async fn take_pin(State(app): State<App>, form: Form) -> Result<Response, Error> {
    let caller = form.caller()?;
    let cx = app.cx(caller.actor());
    app.act(&cx, caller.user, |tx, cx, user| Box::pin(crate::take_pin(tx, cx, *user))).await?;
    Ok(go("/account?done=noPin"))
}

async fn choose_language(State(app): State<App>, form: Form) -> Result<Response, Error> {
    let chosen = Language::of_tag(form.values().value("language"));
    let caller = form.caller()?;
    let cx = app.cx(caller.actor());
    let choose = app.act(&cx, (caller.user, chosen), |tx, _, (user, language)| {
        Box::pin(crate::choose_language(tx, *user, *language))
    });
    choose.await?;
    Ok(go("/account?done=language"))
}

async fn end_others(State(app): State<App>, form: Form) -> Result<Response, Error> {
    let (caller, own) = (form.caller()?, session(form.visitor()?)?);
    let cx = app.cx(caller.actor());
    let end = app.act(&cx, (caller.user, own), |tx, cx, (user, own)| {
        Box::pin(crate::end_all_sessions(tx, cx, *user, Some(*own)))
    });
    end.await?;
    Ok(go("/account?done=sessions"))
}

async fn end_session(State(app): State<App>, Path(id): Path<String>, form: Form) -> Result<Response, Error> {
    let id: SessionId = id.parse().map_err(|_| Error::NotFound)?;
    let caller = form.caller()?;
    let cx = app.cx(caller.actor());
    let end = app
        .act(&cx, (id, caller.user), |tx, cx, (id, user)| Box::pin(crate::end_session(tx, cx, *id, *user)));
    end.await?;
    Ok(go("/account?done=session"))
}
