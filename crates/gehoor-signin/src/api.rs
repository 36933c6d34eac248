//! `/users/{id}/sessions`, `/users/{id}/password-links`, `/users/{id}/erasures`.

use axum::extract::{Path, State};
use gehoor_kernel::id::{SessionId, UserId};
use gehoor_shell::api::{Answer, Ask, Command, PathId, Reply, path_id};
use gehoor_shell::{App, Caller, Error};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Session;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, end_all))
        .routes(routes!(end))
        .routes(routes!(make_link))
        .routes(routes!(erase))
}

/// A session of an employee.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Session)]
struct SessionView {
    /// The id: se_ and 26 characters.
    id: String,
    /// How: password, code, recoveryCode, passkey, pin or setup.
    way: &'static str,
    /// The browser.
    label: String,
    /// The shared device on which it runs.
    device_id: Option<String>,
    /// When it began.
    made_at: String,
    /// When it was used last, to the quarter of an hour.
    seen_at: String,
    /// When it ends in any case.
    until: String,
}

impl SessionView {
    fn of(session: &Session) -> Self {
        Self {
            id: session.id.to_string(),
            way: session.way.word(),
            label: session.label.clone(),
            device_id: session.device.map(|id| id.to_string()),
            made_at: session.made_at.to_string(),
            seen_at: session.seen_at.to_string(),
            until: session.until.to_string(),
        }
    }
}

/// The sessions of an employee.
#[derive(Serialize, ToSchema)]
#[schema(as = SessionPage)]
struct SessionList {
    /// Those that are good now, in order of their beginning; at most 200.
    items: Vec<SessionView>,
}

/// A link to be made.
#[derive(ToSchema)]
#[schema(as = PasswordLinkBody, rename_all = "camelCase")]
#[expect(dead_code, reason = "documents the body that is read field by field")]
struct LinkBody {
    /// Whoever uses the link also loses the app of one-time codes: for a phone that is gone.
    without_codes: Option<bool>,
}

/// A link that was made.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PasswordLink)]
struct LinkView {
    /// The id: pl_ and 26 characters.
    id: String,
    /// The address; stands in this answer only, a repeat by Idempotency-Key does not show it again.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    /// Until when it is good, once.
    until: String,
}

/// Lists the sessions of an employee: one's own, or anybody's for who sets up the system.
#[utoipa::path(get, path = "/users/{id}/sessions", tag = "signin", params(("id" = String, Path)),
    responses((status = 200, description = "The sessions", body = SessionList)))]
async fn list(State(app): State<App>, PathId(id): PathId<UserId>, ask: Ask) -> Reply {
    ask.fields().done()?;
    own_or_admin(&ask.caller, id)?;
    let cx = app.cx(ask.caller.actor());
    let found = app.look(&cx, id, |tx, cx, id| Box::pin(crate::sessions(tx, cx, *id))).await?;
    Answer::ok(&SessionList { items: found.iter().map(SessionView::of).collect() })
}

/// Ends every session of an employee.
#[utoipa::path(delete, path = "/users/{id}/sessions", tag = "signin", params(("id" = String, Path)),
    responses((status = 204, description = "All have ended")))]
async fn end_all(State(app): State<App>, PathId(id): PathId<UserId>, command: Command) -> Reply {
    command.fields().done()?;
    own_or_admin(&command.caller, id)?;
    let write = command.write(&app, id, |tx, cx, id| {
        Box::pin(async move {
            crate::end_all_sessions(tx, cx, *id, None).await?;
            Ok(Answer::nothing())
        })
    });
    write.await
}

/// Ends a session of an employee.
#[utoipa::path(delete, path = "/users/{id}/sessions/{session}", tag = "signin",
    params(("id" = String, Path), ("session" = String, Path)),
    responses((status = 204, description = "It has ended")))]
async fn end(State(app): State<App>, Path((id, session)): Path<(String, String)>, command: Command) -> Reply {
    command.fields().done()?;
    let (id, session): (UserId, SessionId) = (path_id(&id)?, path_id(&session)?);
    own_or_admin(&command.caller, id)?;
    let write = command.write(&app, (id, session), |tx, cx, (id, session)| {
        Box::pin(async move {
            crate::end_session(tx, cx, *session, *id).await?;
            Ok(Answer::nothing())
        })
    });
    write.await
}

/// Makes a link by which an employee sets a password once, within the hour.
#[utoipa::path(post, path = "/users/{id}/password-links", tag = "signin", params(("id" = String, Path)),
    request_body = LinkBody, responses((status = 201, description = "The link", body = LinkView)))]
async fn make_link(State(app): State<App>, PathId(id): PathId<UserId>, command: Command) -> Reply {
    command.caller.needs_admin()?;
    let mut fields = command.fields();
    let without_codes = fields.opt_flag("withoutCodes").unwrap_or_default();
    fields.done()?;
    let made = std::sync::Arc::new(std::sync::Mutex::new(None));
    let keep = made.clone();
    let write = command.write(&app, (id, without_codes), move |tx, cx, (id, without_codes)| {
        let keep = keep.clone();
        Box::pin(async move {
            let link = crate::make_link(tx, cx, *id, *without_codes).await?;
            let view = LinkView { id: link.id.to_string(), address: None, until: link.until.to_string() };
            let place = format!("/api/v1/users/{id}/password-links/{}", link.id);
            *keep.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(link);
            Answer::created(place, &view)
        })
    });
    let answer = write.await?;
    let link = made.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
    with_address(&app, answer, link.as_ref())
}

/// Puts the address into the answer when this very request made the link. It is never stored with the answer.
fn with_address(app: &App, mut answer: Answer, link: Option<&crate::NewLink>) -> Reply {
    let mut body: serde_json::Value =
        serde_json::from_str(&answer.body).map_err(|error| Error::program(error.to_string()))?;
    if let Some(link) = link.filter(|link| body["id"] == link.id.to_string()) {
        body["address"] = format!("{}/reset/{}", app.settings.base_url, link.secret.text()).into();
        answer.body = body.to_string();
    }
    Ok(answer)
}

/// Erases the words about an employee who has left, and everything to sign in with; facts stay.
#[utoipa::path(post, path = "/users/{id}/erasures", tag = "signin", params(("id" = String, Path)),
    responses((status = 204, description = "Erased")))]
async fn erase(State(app): State<App>, PathId(id): PathId<UserId>, command: Command) -> Reply {
    command.caller.needs_admin()?;
    command.fields().done()?;
    let write = command.write(&app, id, |tx, cx, id| {
        Box::pin(async move {
            crate::erase(tx, cx, *id).await?;
            Ok(Answer::nothing())
        })
    });
    write.await
}

/// What belongs to somebody else does not exist for a caller who may not set the system up.
fn own_or_admin(caller: &Caller, user: UserId) -> Result<(), Error> {
    if caller.user == user || caller.needs_admin().is_ok() { Ok(()) } else { Err(Error::NotFound) }
}
