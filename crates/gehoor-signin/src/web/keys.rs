//! Passkeys in the own account.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use gehoor_kernel::id::PasskeyId;
use gehoor_shell::web::{Form, Pages};
use gehoor_shell::{App, Error};
use serde::Serialize;

use super::browser::go;
use super::entry::bytes;
use super::{OWN, must_prove};
use crate::NewPasskey;
use crate::webauthn::{Registration, Site};

pub(super) fn pages() -> Pages {
    Pages::new().post("/account/passkeys/challenge", OWN, challenge).post("/account/passkeys", OWN, add).post(
        "/account/passkeys/{id}/remove",
        OWN,
        remove,
    )
}

/// What the browser's script makes a passkey with.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Question {
    challenge: String,
    site: String,
    company: String,
    handle: String,
    name: String,
    known: Vec<String>,
    algorithms: Vec<i64>,
}

async fn challenge(State(app): State<App>, form: Form) -> Result<Response, Error> {
    let site = Site::of(&app.settings.base_url).ok_or(Error::NotFound)?;
    let visitor = form.visitor()?;
    if visitor.strong_until.is_none() {
        return Err(Error::Forbidden { code: "prove" });
    }
    let cx = app.cx(visitor.caller.actor());
    let begin =
        app.act(&cx, visitor.caller.user, |tx, cx, user| Box::pin(crate::begin_passkey(tx, cx, *user)));
    let asked = begin.await?;
    let question = Question {
        challenge: asked.challenge.text().to_owned(),
        site: site.id,
        company: form.ui.house().name.clone(),
        handle: asked.handle,
        name: visitor.name.clone(),
        known: asked.known,
        algorithms: asked.algorithms,
    };
    Ok(Json(question).into_response())
}

async fn add(State(app): State<App>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = must_prove(&form, "/account")? {
        return Ok(prove);
    }
    let site = Site::of(&app.settings.base_url).ok_or(Error::NotFound)?;
    let mut fields = form.fields();
    let new = NewPasskey {
        challenge: fields.opt_text("challenge", 1..=200).unwrap_or_default(),
        answer: Registration {
            client_data: bytes(&mut fields, "clientData"),
            attestation: bytes(&mut fields, "attestation"),
        },
        label: fields.opt_text("label", 1..=100).unwrap_or_else(|| form.ui.t("passkey-label")),
    };
    let _ = fields.done();
    let caller = form.caller()?;
    let cx = app.cx(caller.actor());
    let add = app.act(&cx, (site, caller.user, new), |tx, cx, (site, user, new)| {
        Box::pin(crate::add_passkey(tx, cx, site, *user, new))
    });
    match add.await {
        Ok(_) => Ok(go("/account?done=passkey")),
        Err(Error::Conflict { .. }) => Ok(go("/account?done=passkeyNo")),
        Err(error) => Err(error),
    }
}

async fn remove(State(app): State<App>, Path(id): Path<String>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = must_prove(&form, "/account")? {
        return Ok(prove);
    }
    let id: PasskeyId = id.parse().map_err(|_| Error::NotFound)?;
    let caller = form.caller()?;
    let cx = app.cx(caller.actor());
    let remove = app.act(&cx, (id, caller.user), |tx, cx, (id, user)| {
        Box::pin(crate::remove_passkey(tx, cx, *id, *user))
    });
    remove.await?;
    Ok(go("/account?done=passkeyGone"))
}
