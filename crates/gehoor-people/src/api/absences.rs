//! Absences of a user: list, note, end.

use axum::extract::{Path, State};
use gehoor_kernel::id::{AbsenceId, UserId};
use gehoor_shell::api::{Answer, Ask, Command, PathId, Reply, path_id};
use gehoor_shell::{App, Error};
use serde::Serialize;
use utoipa::ToSchema;

use super::{after, place};
use crate::{Absence, NewAbsence};

/// A time in which a user is away.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Absence)]
pub(super) struct AbsenceView {
    /// The id: ab_ and 26 characters.
    id: String,
    /// Who is away.
    user_id: String,
    /// From this moment.
    from: String,
    /// Until before this moment; null while nobody knows.
    until: Option<String>,
    /// Who stands in for this absence.
    stand_in: Option<String>,
    /// Counts changes; also the ETag.
    version: i64,
}

impl AbsenceView {
    fn of(absence: &Absence) -> Self {
        Self {
            id: absence.id.to_string(),
            user_id: absence.user.to_string(),
            from: absence.from.to_string(),
            until: absence.until.map(|at| at.to_string()),
            stand_in: absence.stand_in.map(|id| id.to_string()),
            version: absence.version,
        }
    }
}

/// A page of absences.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the page that the shell writes")]
pub(super) struct AbsencePage {
    /// The absences in the order in which they were noted.
    items: Vec<AbsenceView>,
    /// The address of the next page.
    next: Option<String>,
}

/// An absence to be noted.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct NewAbsenceBody {
    /// From when; now when not given.
    #[schema(format = DateTime, nullable)]
    from: Option<String>,
    /// Until when.
    #[schema(format = DateTime, nullable)]
    until: Option<String>,
    /// Who stands in.
    #[schema(nullable)]
    stand_in: Option<String>,
}

/// The end of an absence.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct EndBody {
    /// Until when; now when not given.
    #[schema(format = DateTime, nullable)]
    until: Option<String>,
}

/// Lists the absences of a user.
#[utoipa::path(get, path = "/users/{id}/absences", tag = "people",
    params(("id" = String, Path), ("cursor" = Option<String>, Query, description = "From the last page"),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 200)),
    responses((status = 200, description = "A page of absences", body = AbsencePage)))]
pub(super) async fn list(State(app): State<App>, PathId(user): PathId<UserId>, ask: Ask) -> Reply {
    let mut fields = ask.fields();
    let paging = ask.paging(&mut fields);
    fields.done()?;
    let input = (user, after(&paging), paging.limit + 1);
    let cx = app.cx(ask.caller.actor());
    let look =
        app.look(&cx, input, |tx, _, (user, from, limit)| Box::pin(crate::absences(tx, *user, from, *limit)));
    let found = look.await?;
    paging.answer(found.iter().map(AbsenceView::of).collect(), |absence| place(&absence.id))
}

/// Notes an absence; what the user answers for moves to the stand-in or the team at once.
#[utoipa::path(post, path = "/users/{id}/absences", tag = "people", request_body = NewAbsenceBody,
    params(("id" = String, Path)),
    responses((status = 201, description = "The absence", body = AbsenceView)))]
pub(super) async fn note(State(app): State<App>, PathId(user): PathId<UserId>, command: Command) -> Reply {
    let mut fields = command.fields();
    let new = NewAbsence {
        from: fields.opt_instant("from"),
        until: fields.opt_instant("until"),
        stand_in: fields.opt_id("standIn"),
    };
    fields.done()?;
    let caller = command.caller;
    let write = command.write(&app, (user, new, caller), |tx, cx, (user, new, caller)| {
        Box::pin(async move {
            crate::may_note_absence(tx, cx, caller, *user).await?;
            let absence = crate::note_absence(tx, cx, *user, new).await?;
            let location = format!("/api/v1/users/{user}/absences/{}", absence.id);
            Ok(Answer::created(location, &AbsenceView::of(&absence))?.version(absence.version))
        })
    });
    write.await
}

/// Ends an absence, or takes back one that has not begun; needs If-Match.
#[utoipa::path(patch, path = "/users/{id}/absences/{absence}", tag = "people", request_body = EndBody,
    params(("id" = String, Path), ("absence" = String, Path),
        ("If-Match" = Option<String>, Header, description = "The ETag that was seen")),
    responses((status = 200, description = "The absence with its end", body = AbsenceView)))]
pub(super) async fn end(
    State(app): State<App>,
    Path((user, id)): Path<(String, String)>,
    command: Command,
) -> Reply {
    let (user, id): (UserId, AbsenceId) = (path_id(&user)?, path_id(&id)?);
    let expected = command.if_match()?;
    let mut fields = command.fields();
    let until = fields.opt_instant("until");
    fields.done()?;
    let input = (user, id, expected, until, command.caller);
    let write = command.write(&app, input, |tx, cx, (user, id, expected, until, caller)| {
        Box::pin(async move {
            crate::may_note_absence(tx, cx, caller, *user).await?;
            let absence = crate::end_absence(tx, cx, *id, *expected, *until).await?;
            if absence.user != *user {
                return Err(Error::NotFound);
            }
            Ok(Answer::ok(&AbsenceView::of(&absence))?.version(absence.version))
        })
    });
    write.await
}
