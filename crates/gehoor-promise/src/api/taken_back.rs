//! Taking the last change back.

use axum::extract::State;
use gehoor_kernel::id::PromiseId;
use gehoor_shell::App;
use gehoor_shell::api::{Command, PathId, Reply};

use super::changes::{change, which};
use super::shape::PromiseView;

/// Takes the last change of the promise back: an attempt, an amendment, a reassignment, an offer of the ball, a release or a
/// delivery. Within fifteen minutes, and only while nothing else happened to the promise since.
#[utoipa::path(post, path = "/promises/{id}/taken-back", tag = "promise", params(("id" = String, Path)),
    responses((status = 201, description = "The promise", body = PromiseView)))]
pub(super) async fn take_back(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    command: Command,
) -> Reply {
    let which = which(&command, id)?;
    command.fields().done()?;
    change(&app, &command, which, |tx, cx, which| Box::pin(crate::take_back(tx, cx, *which))).await
}
