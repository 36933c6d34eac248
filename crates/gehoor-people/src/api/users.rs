//! Users: list, add, show, change, leave.

use axum::extract::State;
use gehoor_kernel::id::UserId;
use gehoor_kernel::text::name;
use gehoor_shell::App;
use gehoor_shell::api::{Answer, Ask, Command, PathId, Reply};
use serde::Serialize;
use utoipa::ToSchema;

use super::{after, place};
use crate::rules::Role;
use crate::{NewUser, User, UserChange, read_mail, read_role};

/// An employee.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = User)]
pub(super) struct UserView {
    /// The id: us_ and 26 characters.
    id: String,
    /// The name as shown to colleagues.
    name: String,
    /// The mail address.
    email: Option<String>,
    /// The role: employee, lead or administrator.
    role: &'static str,
    /// Who stands in when this user is away or has left.
    stand_in: Option<String>,
    /// When the user was added.
    made_at: String,
    /// When the user left the company.
    left_at: Option<String>,
    /// Counts changes; also the ETag.
    version: i64,
}

impl UserView {
    fn of(user: &User) -> Self {
        Self {
            id: user.id.to_string(),
            name: user.name.clone(),
            email: user.email.clone(),
            role: user.role.word(),
            stand_in: user.stand_in.map(|id| id.to_string()),
            made_at: user.made_at.to_string(),
            left_at: user.left_at.map(|at| at.to_string()),
            version: user.version,
        }
    }
}

/// A page of users.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the page that the shell writes")]
pub(super) struct UserPage {
    /// The users in the order in which they were added.
    items: Vec<UserView>,
    /// The address of the next page.
    next: Option<String>,
}

/// A user to be added.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct NewUserBody {
    /// The name: 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// The mail address.
    #[schema(nullable, format = "email", max_length = 254)]
    email: Option<String>,
    /// The role; employee when not given: employee, lead or administrator.
    #[schema(pattern = "^(employee|lead|administrator)$")]
    role: Option<String>,
    /// Who stands in.
    #[schema(nullable)]
    stand_in: Option<String>,
}

/// What is changed of a user; what is not given stays.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct UserChangeBody {
    /// Another name.
    #[schema(min_length = 1, max_length = 200)]
    name: Option<String>,
    /// Another mail address; null takes it away.
    #[schema(nullable, format = "email", max_length = 254)]
    email: Option<String>,
    /// Another role: employee, lead or administrator.
    #[schema(pattern = "^(employee|lead|administrator)$")]
    role: Option<String>,
    /// Another stand-in; null takes it away.
    #[schema(nullable)]
    stand_in: Option<String>,
}

/// A user who leaves the company.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct DepartureBody {
    /// Who answers for what is still open; else the user's usual stand-in, else the team.
    #[schema(nullable)]
    stand_in: Option<String>,
}

/// Lists users.
#[utoipa::path(get, path = "/users", tag = "people",
    params(("cursor" = Option<String>, Query, description = "From the last page"),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 200)),
    responses((status = 200, description = "A page of users", body = UserPage)))]
pub(super) async fn list(State(app): State<App>, ask: Ask) -> Reply {
    let mut fields = ask.fields();
    let paging = ask.paging(&mut fields);
    fields.done()?;
    let (from, limit) = (after(&paging), paging.limit + 1);
    let cx = app.cx(ask.caller.actor());
    let found =
        app.look(&cx, (from, limit), |tx, _, (from, limit)| Box::pin(crate::users(tx, from, *limit))).await?;
    paging.answer(found.iter().map(UserView::of).collect(), |user| place(&user.id))
}

/// Adds a user.
#[utoipa::path(post, path = "/users", tag = "people", request_body = NewUserBody,
    responses((status = 201, description = "The user", body = UserView)))]
pub(super) async fn add(State(app): State<App>, command: Command) -> Reply {
    command.caller.needs_admin()?;
    let mut fields = command.fields();
    let new = NewUser {
        name: fields.text("name", 1..=name::LIMIT),
        email: read_mail(&mut fields, "email"),
        role: read_role(&mut fields).unwrap_or(Role::Employee),
        stand_in: fields.opt_id("standIn"),
    };
    fields.done()?;
    let add = command.write(&app, new, |tx, cx, new| {
        Box::pin(async move {
            let user = crate::add_user(tx, cx, new).await?;
            let view = UserView::of(&user);
            Ok(Answer::created(format!("/api/v1/users/{}", user.id), &view)?.version(user.version))
        })
    });
    add.await
}

/// Shows a user.
#[utoipa::path(get, path = "/users/{id}", tag = "people", params(("id" = String, Path)),
    responses((status = 200, description = "The user", body = UserView)))]
pub(super) async fn show(State(app): State<App>, PathId(id): PathId<UserId>, ask: Ask) -> Reply {
    ask.fields().done()?;
    let cx = app.cx(ask.caller.actor());
    let user = app.look(&cx, id, |tx, _, id| Box::pin(crate::user(tx, *id))).await?;
    Ok(Answer::ok(&UserView::of(&user))?.version(user.version))
}

/// Changes a user; needs If-Match.
#[utoipa::path(patch, path = "/users/{id}", tag = "people", request_body = UserChangeBody,
    params(("id" = String, Path), ("If-Match" = Option<String>, Header, description = "The ETag that was seen")),
    responses((status = 200, description = "The changed user", body = UserView)))]
pub(super) async fn change(State(app): State<App>, PathId(id): PathId<UserId>, command: Command) -> Reply {
    command.caller.needs_admin()?;
    let expected = command.if_match()?;
    let mut fields = command.fields();
    let change = UserChange {
        name: fields.opt_text("name", 1..=name::LIMIT),
        email: fields.given("email").then(|| read_mail(&mut fields, "email")),
        role: read_role(&mut fields),
        stand_in: fields.given("standIn").then(|| fields.opt_id("standIn")),
    };
    fields.done()?;
    let write = command.write(&app, (id, expected, change), |tx, cx, (id, expected, change)| {
        Box::pin(async move {
            let user = crate::change_user(tx, cx, *id, *expected, change).await?;
            Ok(Answer::ok(&UserView::of(&user))?.version(user.version))
        })
    });
    let answer = write.await?;
    app.tokens.forget();
    Ok(answer)
}

/// Notes that a user leaves the company: tokens end, open steps move on at once.
#[utoipa::path(post, path = "/users/{id}/departures", tag = "people", request_body = DepartureBody,
    params(("id" = String, Path)),
    responses((status = 200, description = "The user who left", body = UserView)))]
pub(super) async fn leave(State(app): State<App>, PathId(id): PathId<UserId>, command: Command) -> Reply {
    command.caller.needs_admin()?;
    let expected = command.opt_if_match()?;
    let mut fields = command.fields();
    let stand_in = fields.opt_id("standIn");
    fields.done()?;
    let write = command.write(&app, (id, expected, stand_in), |tx, cx, (id, expected, stand_in)| {
        Box::pin(async move {
            let user = crate::leave(tx, cx, *id, *expected, *stand_in).await?;
            Ok(Answer::ok(&UserView::of(&user))?.version(user.version))
        })
    });
    let answer = write.await?;
    app.tokens.forget();
    Ok(answer)
}

/// Notes that a user who left works here again: what still stands in this name is theirs at once. Tokens stay withdrawn.
#[utoipa::path(post, path = "/users/{id}/returns", tag = "people",
    params(("id" = String, Path)),
    responses((status = 200, description = "The user who is back", body = UserView)))]
pub(super) async fn come_back(State(app): State<App>, PathId(id): PathId<UserId>, command: Command) -> Reply {
    command.caller.needs_admin()?;
    let expected = command.opt_if_match()?;
    command.fields().done()?;
    let write = command.write(&app, (id, expected), |tx, cx, (id, expected)| {
        Box::pin(async move {
            let user = crate::come_back(tx, cx, *id, *expected).await?;
            Ok(Answer::ok(&UserView::of(&user))?.version(user.version))
        })
    });
    write.await
}
