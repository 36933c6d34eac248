//! Teams: list, add, show, rename, close, members.

use std::sync::Arc;

use axum::extract::{Path, State};
use gehoor_db::Tx;
use gehoor_kernel::id::{TeamId, UserId};
use gehoor_shell::api::{Answer, Ask, Command, Fields, PathId, Reply, path_id};
use gehoor_shell::{App, Cx, Error};
use serde::Serialize;
use utoipa::ToSchema;

use super::{after, place};
use crate::rules::{Directory, Member, Owner};
use crate::{NewTeam, Team};

/// A team.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Team)]
pub(super) struct TeamView {
    /// The id: te_ and 26 characters.
    id: String,
    /// The name.
    name: String,
    /// Who is in it, in the order in which they joined.
    members: Vec<MemberView>,
    /// Counts changes, those of members too; also the ETag.
    version: i64,
    /// When it was closed.
    #[schema(format = DateTime)]
    closed_at: Option<String>,
    /// Who answers for what stands in the name of a closed team.
    successor: Option<SuccessorView>,
}

/// Who took the place of a closed team: one of the two ids is given.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = TeamSuccessor)]
pub(super) struct SuccessorView {
    /// The employee.
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<String>,
    /// The team.
    #[serde(skip_serializing_if = "Option::is_none")]
    team_id: Option<String>,
}

impl SuccessorView {
    fn of(owner: Owner) -> Self {
        Self {
            user_id: owner.user().map(|id| id.to_string()),
            team_id: owner.team().map(|id| id.to_string()),
        }
    }
}

/// A member of a team.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Member)]
pub(super) struct MemberView {
    /// Who.
    user_id: String,
    /// Whether this member leads the team.
    leads: bool,
}

impl TeamView {
    fn of(team: &Team, directory: &Directory) -> Self {
        let members = directory.team(team.id).map_or(&[][..], |team| &team.members);
        let view = |member: &Member| MemberView { user_id: member.user.to_string(), leads: member.leads };
        let members = members.iter().map(view).collect();
        Self {
            id: team.id.to_string(),
            name: team.name.clone(),
            members,
            version: team.version,
            closed_at: team.closed.map(|closed| closed.at.to_string()),
            successor: team.closed.map(|closed| SuccessorView::of(closed.successor)),
        }
    }
}

/// A page of teams.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the page that the shell writes")]
pub(super) struct TeamPage {
    /// The teams in the order in which they were added.
    items: Vec<TeamView>,
    /// The address of the next page.
    next: Option<String>,
}

/// A team to be added.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct NewTeamBody {
    /// The name: 1 to 100 characters.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// The first members. A team without members can be given no work.
    #[schema(max_items = 200)]
    members: Option<Vec<MemberBody>>,
}

/// Another name for a team.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct TeamChangeBody {
    /// The name: 1 to 100 characters.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
}

/// A team that is closed.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct ClosureBody {
    /// Who answers from now on for what stands in its name.
    to: ToBody,
}

/// A person or another team: exactly one of the two.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents a part that is read field by field")]
pub(super) struct ToBody {
    /// An employee.
    #[schema(nullable)]
    user_id: Option<String>,
    /// A team.
    #[schema(nullable)]
    team_id: Option<String>,
}

/// A member to be added.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct MemberBody {
    /// Who.
    user_id: String,
    /// Whether this member leads the team; no when not given.
    leads: Option<bool>,
}

/// Lists teams.
#[utoipa::path(get, path = "/teams", tag = "people",
    params(("cursor" = Option<String>, Query, description = "From the last page"),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 200)),
    responses((status = 200, description = "A page of teams", body = TeamPage)))]
pub(super) async fn list(State(app): State<App>, ask: Ask) -> Reply {
    let mut fields = ask.fields();
    let paging = ask.paging(&mut fields);
    fields.done()?;
    let cx = app.cx(ask.caller.actor());
    let look = app.look(&cx, (after(&paging), paging.limit + 1), |tx, cx, (from, limit)| {
        Box::pin(async move { Ok((crate::teams(tx, from, *limit).await?, crate::directory(tx, cx).await?)) })
    });
    let (found, directory): (Vec<Team>, Arc<Directory>) = look.await?;
    let views = found.iter().map(|team| TeamView::of(team, &directory)).collect();
    paging.answer(views, |team: &TeamView| place(&team.id))
}

/// Adds a team.
#[utoipa::path(post, path = "/teams", tag = "people", request_body = NewTeamBody,
    responses((status = 201, description = "The team", body = TeamView)))]
pub(super) async fn add(State(app): State<App>, command: Command) -> Reply {
    command.caller.needs_admin()?;
    let mut fields = command.fields();
    let new =
        NewTeam { name: fields.text("name", 1..=100), members: fields.list("members", 0..=200, member) };
    fields.done()?;
    let write = command.write(&app, new, |tx, cx, new| {
        Box::pin(async move {
            let team = crate::add_team(tx, cx, new).await?;
            let view = TeamView::of(&team, &*crate::directory(tx, cx).await?);
            Ok(Answer::created(format!("/api/v1/teams/{}", team.id), &view)?.version(team.version))
        })
    });
    write.await
}

/// Shows a team.
#[utoipa::path(get, path = "/teams/{id}", tag = "people", params(("id" = String, Path)),
    responses((status = 200, description = "The team", body = TeamView)))]
pub(super) async fn show(State(app): State<App>, PathId(id): PathId<TeamId>, ask: Ask) -> Reply {
    ask.fields().done()?;
    let cx = app.cx(ask.caller.actor());
    let look = app.look(&cx, id, |tx, cx, id| {
        Box::pin(async move {
            let team = crate::team(tx, *id).await?;
            answer(tx, cx, &team).await
        })
    });
    look.await
}

/// Renames a team; needs If-Match.
#[utoipa::path(patch, path = "/teams/{id}", tag = "people", request_body = TeamChangeBody,
    params(("id" = String, Path), ("If-Match" = Option<String>, Header, description = "The ETag that was seen")),
    responses((status = 200, description = "The team", body = TeamView)))]
pub(super) async fn rename(State(app): State<App>, PathId(id): PathId<TeamId>, command: Command) -> Reply {
    command.caller.needs_admin()?;
    let expected = command.if_match()?;
    let mut fields = command.fields();
    let name = fields.text("name", 1..=100);
    fields.done()?;
    let write = command.write(&app, (id, expected, name), |tx, cx, (id, expected, name)| {
        Box::pin(async move {
            let team = crate::rename_team(tx, cx, *id, *expected, name).await?;
            answer(tx, cx, &team).await
        })
    });
    write.await
}

/// Closes a team: whoever is named answers at once for what stands in its name. Its members stay with the company; tokens that
/// were restricted to it end.
#[utoipa::path(post, path = "/teams/{id}/closures", tag = "people", request_body = ClosureBody,
    params(("id" = String, Path)),
    responses((status = 200, description = "The closed team", body = TeamView)))]
pub(super) async fn close(State(app): State<App>, PathId(id): PathId<TeamId>, command: Command) -> Reply {
    command.caller.needs_admin()?;
    let expected = command.opt_if_match()?;
    let mut fields = command.fields();
    let to = crate::read_owner(&mut fields, "to");
    fields.done()?;
    let write = command.write(&app, (id, expected, to), |tx, cx, (id, expected, to)| {
        Box::pin(async move {
            let team = crate::close_team(tx, cx, *id, *expected, *to).await?;
            answer(tx, cx, &team).await
        })
    });
    let answer = write.await?;
    app.tokens.forget();
    Ok(answer)
}

/// Adds a member to a team, or changes whether a member leads it.
#[utoipa::path(post, path = "/teams/{id}/members", tag = "people", request_body = MemberBody,
    params(("id" = String, Path)),
    responses((status = 200, description = "The team", body = TeamView)))]
pub(super) async fn add_member(
    State(app): State<App>,
    PathId(id): PathId<TeamId>,
    command: Command,
) -> Reply {
    command.caller.needs_admin()?;
    let mut fields = command.fields();
    let member = member(&mut fields);
    fields.done()?;
    let write = command.write(&app, (id, member), |tx, cx, (id, member)| {
        Box::pin(async move {
            let team = crate::add_member(tx, cx, *id, *member).await?;
            answer(tx, cx, &team).await
        })
    });
    write.await
}

/// Takes a member out of a team; the last one who has not left stays.
#[utoipa::path(delete, path = "/teams/{id}/members/{user}", tag = "people",
    params(("id" = String, Path), ("user" = String, Path)),
    responses((status = 200, description = "The team", body = TeamView)))]
pub(super) async fn remove_member(
    State(app): State<App>,
    Path((id, user)): Path<(String, String)>,
    command: Command,
) -> Reply {
    command.caller.needs_admin()?;
    command.fields().done()?;
    let ids: (TeamId, UserId) = (path_id(&id)?, path_id(&user)?);
    let write = command.write(&app, ids, |tx, cx, (id, user)| {
        Box::pin(async move {
            let team = crate::remove_member(tx, cx, *id, *user).await?;
            answer(tx, cx, &team).await
        })
    });
    write.await
}

async fn answer(tx: &mut Tx<'_>, cx: &Cx, team: &Team) -> Result<Answer, Error> {
    let directory = crate::directory(tx, cx).await?;
    Ok(Answer::ok(&TeamView::of(team, &directory))?.version(team.version))
}

fn member(fields: &mut Fields<'_>) -> Member {
    Member { user: fields.id("userId"), leads: fields.opt_flag("leads").unwrap_or(false) }
}
