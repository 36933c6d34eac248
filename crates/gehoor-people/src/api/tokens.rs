//! Tokens: list, create (the secret is shown once), withdraw.

use axum::extract::State;
use gehoor_kernel::id::{TokenId, UserId};
use gehoor_shell::api::{Answer, Ask, Command, PathId, Reply};
use gehoor_shell::{App, Caller, Error, Scope};
use serde::Serialize;
use utoipa::ToSchema;

use super::{after, place};
use crate::{NewToken, Secret, Token};

/// A token, without its secret.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Token)]
pub(super) struct TokenView {
    /// The id: to_ and 26 characters.
    id: String,
    /// Whose it is.
    user_id: String,
    /// What it is for.
    label: String,
    /// What it may do: read, write or admin.
    scope: String,
    /// The one team whose objects it may see.
    team_id: Option<String>,
    /// When it was made.
    made_at: String,
    /// When it ends by itself.
    expires_at: String,
    /// When it was withdrawn.
    revoked_at: Option<String>,
    /// When it was last used, to within an hour.
    last_used_at: Option<String>,
    /// The secret; only in the first answer to its making.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    secret: Option<String>,
}

impl TokenView {
    fn of(token: &Token) -> Self {
        Self {
            id: token.id.to_string(),
            user_id: token.user.to_string(),
            label: token.label.clone(),
            scope: token.scope.clone(),
            team_id: token.team.map(|id| id.to_string()),
            made_at: token.made_at.to_string(),
            expires_at: token.expires_at.to_string(),
            revoked_at: token.revoked_at.map(|at| at.to_string()),
            last_used_at: token.used_at.map(|at| at.to_string()),
            secret: None,
        }
    }
}

/// A page of tokens.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the page that the shell writes")]
pub(super) struct TokenPage {
    /// The tokens in the order in which they were made.
    items: Vec<TokenView>,
    /// The address of the next page.
    next: Option<String>,
}

/// A token to be made.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct NewTokenBody {
    /// Whose it is; the caller when not given. For others the caller must be able to set up the system.
    user_id: Option<String>,
    /// What it is for.
    #[schema(min_length = 1, max_length = 100)]
    label: String,
    /// What it may do: read, write or admin; not more than the caller.
    #[schema(pattern = "^(read|write|admin)$")]
    scope: String,
    /// The one team whose objects it may see.
    #[schema(nullable)]
    team_id: Option<String>,
    /// When it ends; after a year when not given.
    #[schema(format = DateTime, nullable)]
    expires_at: Option<String>,
}

/// Lists tokens: all for who sets up the system, else the caller's own.
#[utoipa::path(get, path = "/tokens", tag = "people",
    params(("cursor" = Option<String>, Query, description = "From the last page"),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 200)),
    responses((status = 200, description = "A page of tokens", body = TokenPage)))]
pub(super) async fn list(State(app): State<App>, ask: Ask) -> Reply {
    let mut fields = ask.fields();
    let paging = ask.paging(&mut fields);
    fields.done()?;
    let cx = app.cx(ask.caller.actor());
    let input = (only_of(&ask.caller), after(&paging), paging.limit + 1);
    let look =
        app.look(&cx, input, |tx, _, (of, from, limit)| Box::pin(crate::tokens(tx, *of, from, *limit)));
    let found = look.await?;
    paging.answer(found.iter().map(TokenView::of).collect(), |token| place(&token.id))
}

/// Makes a token. The secret stands in this answer only; a repeat by Idempotency-Key does not show it again.
#[utoipa::path(post, path = "/tokens", tag = "people", request_body = NewTokenBody,
    responses((status = 201, description = "The token and its secret", body = TokenView)))]
pub(super) async fn create(State(app): State<App>, command: Command) -> Reply {
    let new = read(&app, &command)?;
    let (id, secret) = (new.id, Secret::new()?);
    let write = command.write(&app, (new, secret.clone()), |tx, cx, (new, secret)| {
        Box::pin(async move {
            let token = crate::create_token(tx, cx, new, secret).await?;
            Answer::created(format!("/api/v1/tokens/{}", token.id), &TokenView::of(&token))
        })
    });
    with_secret(write.await?, id, &secret)
}

/// Withdraws a token at once.
#[utoipa::path(delete, path = "/tokens/{id}", tag = "people", params(("id" = String, Path)),
    responses((status = 204, description = "The token does not work any more")))]
pub(super) async fn revoke(State(app): State<App>, PathId(id): PathId<TokenId>, command: Command) -> Reply {
    command.fields().done()?;
    let write = command.write(&app, (id, only_of(&command.caller)), |tx, cx, (id, of)| {
        Box::pin(async move {
            crate::revoke_token(tx, cx, *id, *of).await?;
            Ok(Answer::nothing())
        })
    });
    let answer = write.await?;
    app.tokens.forget();
    Ok(answer)
}

fn read(app: &App, command: &Command) -> Result<NewToken, Error> {
    let caller = &command.caller;
    let mut fields = command.fields();
    let new = NewToken {
        id: TokenId::new(app.clock.now(), &mut app.ids.random()),
        user: fields.opt_id("userId").unwrap_or(caller.user),
        label: fields.text("label", 1..=100),
        scope: Scope::of_word(fields.word("scope", &["read", "write", "admin"])).unwrap_or(Scope::Read),
        team: fields.opt_id("teamId").or(caller.sees.team()),
        expires_at: fields.opt_instant("expiresAt"),
    };
    fields.done()?;
    caller.needs(new.scope)?;
    if caller.sees.team().is_some() && new.team != caller.sees.team() {
        return Err(Error::Forbidden { code: "team" });
    }
    if new.user != caller.user {
        caller.needs_admin()?;
    }
    Ok(new)
}

/// Who may see and withdraw only their own tokens.
fn only_of(caller: &Caller) -> Option<UserId> {
    caller.needs_admin().is_err().then_some(caller.user)
}

/// Puts the secret into the answer when this very request made the token. It is never stored with the answer.
fn with_secret(mut answer: Answer, id: TokenId, secret: &Secret) -> Reply {
    let mut body: serde_json::Value =
        serde_json::from_str(&answer.body).map_err(|error| Error::program(error.to_string()))?;
    if body["id"] == id.to_string() {
        body["secret"] = secret.text().into();
        answer.body = body.to_string();
    }
    Ok(answer)
}
