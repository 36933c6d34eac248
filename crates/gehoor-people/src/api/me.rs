//! Who the caller is.

use axum::extract::State;
use gehoor_shell::App;
use gehoor_shell::api::{Answer, Ask, Reply};
use serde::Serialize;
use utoipa::ToSchema;

/// The caller, as the token says.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Me)]
pub(super) struct MeView {
    /// The employee.
    user_id: String,
    /// The name as shown to colleagues.
    name: String,
    /// What the token may do: read, write or admin.
    scope: &'static str,
    /// The one team whose objects the token may see.
    team_id: Option<String>,
}

/// Shows who the caller is.
#[utoipa::path(get, path = "/me", tag = "people",
    responses((status = 200, description = "The caller", body = MeView)))]
pub(super) async fn show(State(app): State<App>, ask: Ask) -> Reply {
    ask.fields().done()?;
    let cx = app.cx(ask.caller.actor());
    let user = app.look(&cx, ask.caller.user, |tx, _, id| Box::pin(crate::user(tx, *id))).await?;
    Answer::ok(&MeView {
        user_id: user.id.to_string(),
        name: user.name,
        scope: ask.caller.scope.word(),
        team_id: ask.caller.sees.team().map(|team| team.to_string()),
    })
}
