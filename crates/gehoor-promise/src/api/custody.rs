//! Who holds the ball: hand-overs, acceptances, declines, reassignments.

use axum::extract::{Path, State};
use gehoor_kernel::id::{HandoverId, PromiseId};
use gehoor_people::read_owner;
use gehoor_shell::api::{Answer, Command, PathId, Reply, path_id};
use gehoor_shell::{App, Error};
use serde::Serialize;
use utoipa::ToSchema;

use super::changes::{change, which};
use super::promises::OwnerBody;
use super::read::TEXT;
use super::shape::PromiseView;

/// An offer of the ball.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct HandoverBody {
    /// Who may take it: userId or teamId.
    to: OwnerBody,
    /// What the taker must know.
    #[schema(nullable, max_length = 4000)]
    note: Option<String>,
}

/// An offer that was made, and the promise, which stays with the giver.
#[derive(Serialize, ToSchema)]
pub(super) struct OfferedView {
    handover: OfferedId,
    promise: PromiseView,
}

/// An offer that was made.
#[derive(Serialize, ToSchema)]
pub(super) struct OfferedId {
    /// The id: ho_ and 26 characters.
    id: String,
}

/// Offers the ball to somebody else; it stays with the giver until it is taken.
#[utoipa::path(post, path = "/promises/{id}/handovers", tag = "promise", request_body = HandoverBody,
    params(("id" = String, Path)),
    responses((status = 201, description = "The offer and the promise", body = OfferedView)))]
pub(super) async fn hand_over(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    command: Command,
) -> Reply {
    let which = which(&command, id)?;
    let mut fields = command.fields();
    let (to, note) = (read_owner(&mut fields, "to"), fields.opt_text("note", 1..=TEXT));
    fields.done()?;
    let write = command.write(&app, (which, to, note), |tx, cx, (which, to, note)| {
        Box::pin(async move {
            let (id, view) = crate::hand_over(tx, cx, *which, *to, note.as_deref()).await?;
            let body =
                OfferedView { handover: OfferedId { id: id.to_string() }, promise: PromiseView::of(&view) };
            let answer = Answer::created(format!("/api/v1/promises/{}", view.promise.id), &body)?;
            Ok(answer.version(view.promise.version).about(view.promise.customer))
        })
    });
    write.await
}

fn both((promise, handover): &(String, String)) -> Result<(PromiseId, HandoverId), Error> {
    Ok((path_id(promise)?, path_id(handover)?))
}

/// Takes the ball, and the next step with it.
#[utoipa::path(post, path = "/promises/{id}/handovers/{handoverId}/acceptances", tag = "promise",
    params(("id" = String, Path), ("handoverId" = String, Path)),
    responses((status = 201, description = "The promise", body = PromiseView)))]
pub(super) async fn accept(
    State(app): State<App>,
    Path(path): Path<(String, String)>,
    command: Command,
) -> Reply {
    let (id, handover) = both(&path)?;
    let which = which(&command, id)?;
    command.fields().done()?;
    change(&app, &command, (which, handover), |tx, cx, (which, id)| {
        Box::pin(crate::accept(tx, cx, *which, *id))
    })
    .await
}

/// Why the ball is not taken.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct DeclineBody {
    /// Why.
    #[schema(nullable, max_length = 4000)]
    reason: Option<String>,
}

/// Does not take the ball: nothing moved.
#[utoipa::path(post, path = "/promises/{id}/handovers/{handoverId}/declines", tag = "promise",
    request_body = DeclineBody, params(("id" = String, Path), ("handoverId" = String, Path)),
    responses((status = 201, description = "The promise", body = PromiseView)))]
pub(super) async fn decline(
    State(app): State<App>,
    Path(path): Path<(String, String)>,
    command: Command,
) -> Reply {
    let (id, handover) = both(&path)?;
    let which = which(&command, id)?;
    let mut fields = command.fields();
    let reason = fields.opt_text("reason", 1..=TEXT);
    fields.done()?;
    change(&app, &command, (which, handover, reason), |tx, cx, (which, id, reason)| {
        Box::pin(crate::decline(tx, cx, *which, *id, reason.as_deref()))
    })
    .await
}

/// A new owner.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct ReassignmentBody {
    /// Who gets it: userId or teamId.
    owner: OwnerBody,
    /// Why.
    #[schema(nullable, max_length = 4000)]
    reason: Option<String>,
}

/// Gives the promise to somebody else at once.
#[utoipa::path(post, path = "/promises/{id}/reassignments", tag = "promise", request_body = ReassignmentBody,
    params(("id" = String, Path)), responses((status = 201, description = "The promise", body = PromiseView)))]
pub(super) async fn reassign(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    command: Command,
) -> Reply {
    let which = which(&command, id)?;
    let mut fields = command.fields();
    let (to, reason) = (read_owner(&mut fields, "owner"), fields.opt_text("reason", 1..=TEXT));
    fields.done()?;
    change(&app, &command, (which, to, reason), |tx, cx, (which, to, reason)| {
        Box::pin(crate::reassign(tx, cx, *which, *to, reason.as_deref()))
    })
    .await
}
