//! `gehoor user`, `gehoor team` and `gehoor token`.

use super::args::{Team, Token, User};
use super::client::Client;
use super::import::new_key;
use super::out::{Exit, Trouble, inert, table};
use super::session::Session;
use serde_json::{Map, Value, json};
use std::time::Duration;

/// `gehoor user …`
pub async fn user(session: &Session, command: User) -> Result<(), Trouble> {
    let client = session.client().await?;
    match command {
        User::Add { name, email, role, team } => {
            let body = filled(&[("name", Some(name)), ("email", email), ("role", Some(role))]);
            let user = client.post("/api/v1/users", &body, &new_key()).await?.body;
            if let Some(team) = team {
                join(&client, session, &team, &word(&user, "id")).await?;
            }
            told(session, &user, "user-added");
        }
        User::List => {
            list(
                session,
                &client,
                "/api/v1/users",
                &[("id", "id"), ("name", "name"), ("role", "role"), ("leftAt", "left")],
            )
            .await?
        }
        User::Leave { user, stand_in, dry_run } => {
            let path = format!("/api/v1/users/{user}");
            let seen = client.get(&path).await?;
            if dry_run {
                told(session, &seen.body, "user-would-leave");
                return Ok(());
            }
            session.sure("sure-leave", &[("name", inert(&word(&seen.body, "name")))])?;
            let body = filled(&[("standIn", stand_in)]);
            let left = client
                .post_if(&format!("{path}/departures"), &body, &new_key(), seen.etag.as_deref())
                .await?
                .body;
            told(session, &left, "user-left");
        }
        User::Return { user } => {
            let path = format!("/api/v1/users/{user}/returns");
            let back = client.post(&path, &json!({}), &new_key()).await?.body;
            told(session, &back, "user-returned");
        }
        User::Reset { user, without_codes } => {
            let path = format!("/api/v1/users/{user}/password-links");
            let link = client.post(&path, &json!({ "withoutCodes": without_codes }), &new_key()).await?.body;
            session.out.data(&link, &word(&link, "address"));
            session.out.note("user-reset", &[]);
        }
        User::Erase { user } => {
            let path = format!("/api/v1/users/{user}");
            let seen = client.get(&path).await?.body;
            session.sure("sure-erase", &[("name", inert(&word(&seen, "name")))])?;
            client.post(&format!("{path}/erasures"), &json!({}), &new_key()).await?;
            session.out.data(&json!({ "id": user }), &user);
            session.out.note("user-erased", &[]);
        }
    }
    Ok(())
}

/// `gehoor team …`
pub async fn team(session: &Session, command: Team) -> Result<(), Trouble> {
    let client = session.client().await?;
    match command {
        Team::Add { name, lead } => {
            let members: Vec<Value> = lead.iter().map(|id| json!({"userId": id, "leads": true})).collect();
            let team = client
                .post("/api/v1/teams", &json!({"name": name, "members": members}), &new_key())
                .await?
                .body;
            told(session, &team, "team-added");
        }
        Team::List => list(session, &client, "/api/v1/teams", &[("id", "id"), ("name", "name")]).await?,
        Team::Join { team, user } => {
            let team = join(&client, session, &team, &user).await?;
            told(session, &team, "team-joined");
        }
        Team::Close { team, to } => {
            let closed = close(&client, session, &team, &to).await?;
            told(session, &closed, "team-closed");
        }
    }
    Ok(())
}

async fn close(client: &Client, session: &Session, team: &str, to: &str) -> Result<Value, Trouble> {
    let path = format!("/api/v1/teams/{team}");
    let seen = client.get(&path).await?;
    session.sure("sure-close", &[("name", inert(&word(&seen.body, "name")))])?;
    let kind = if to.starts_with("te_") { "teamId" } else { "userId" };
    let (path, body) = (format!("{path}/closures"), json!({ "to": { kind: to } }));
    Ok(client.post_if(&path, &body, &new_key(), seen.etag.as_deref()).await?.body)
}

/// What is told of each token, and the words of the columns.
const TOKENS: [(&str, &str); 6] = [
    ("id", "id"),
    ("label", "name"),
    ("scope", "scope"),
    ("lastUsedAt", "used"),
    ("expiresAt", "until"),
    ("revokedAt", "left"),
];

/// `gehoor token …`
pub async fn token(session: &Session, command: Token) -> Result<(), Trouble> {
    let client = session.client().await?;
    match command {
        Token::Create { name, user, scope, days } => {
            let ends =
                gehoor_shell::Clock::system().now().plus(Duration::from_secs(u64::from(days) * 86_400));
            let expires = Some(ends.to_string());
            let body = filled(&[
                ("label", Some(name)),
                ("userId", user),
                ("scope", Some(scope)),
                ("expiresAt", expires),
            ]);
            let token = client.post("/api/v1/tokens", &body, &new_key()).await?.body;
            session.out.data(&token, &word(&token, "secret"));
            session.out.note("token-made", &[]);
        }
        Token::List => {
            list(session, &client, "/api/v1/tokens", &TOKENS).await?;
        }
        Token::Revoke { token } => {
            client.delete(&format!("/api/v1/tokens/{token}")).await?;
            session.out.data(&json!({ "id": token }), "");
            session.out.note("token-revoked", &[("id", token)]);
        }
    }
    Ok(())
}

async fn join(client: &Client, session: &Session, team: &str, user: &str) -> Result<Value, Trouble> {
    let id =
        if team.starts_with("te_") { team.to_owned() } else { team_named(client, session, team).await? };
    Ok(client.post(&format!("/api/v1/teams/{id}/members"), &json!({"userId": user}), &new_key()).await?.body)
}

async fn team_named(client: &Client, session: &Session, name: &str) -> Result<String, Trouble> {
    let teams = all(client, "/api/v1/teams").await?;
    let found = teams.iter().find(|team| word(team, "name").to_lowercase() == name.to_lowercase());
    found
        .map(|team| word(team, "id"))
        .ok_or_else(|| session.out.fail(Exit::NotFound, "no-team", &[("name", inert(name))]))
}

/// Every item of a list, page after page.
pub async fn all(client: &Client, path: &str) -> Result<Vec<Value>, Trouble> {
    let mut items = Vec::new();
    let mut next = Some(format!("{path}?limit=200"));
    while let Some(path) = next {
        let page = client.get(&path).await?.body;
        items.extend(page.get("items").and_then(Value::as_array).into_iter().flatten().cloned());
        next = page.get("next").and_then(Value::as_str).map(str::to_owned);
    }
    Ok(items)
}

async fn list(
    session: &Session,
    client: &Client,
    path: &str,
    columns: &[(&str, &str)],
) -> Result<(), Trouble> {
    let items = all(client, path).await?;
    let heads: Vec<String> =
        columns.iter().map(|(_, head)| session.out.say(&format!("column-{head}"), &[])).collect();
    let rows: Vec<Vec<String>> =
        items.iter().map(|item| columns.iter().map(|(name, _)| inert(&word(item, name))).collect()).collect();
    session.out.data(&json!({ "items": items }), &table(&heads, &rows));
    Ok(())
}

fn told(session: &Session, object: &Value, note: &str) {
    session.out.data(object, &word(object, "id"));
    session.out.note(note, &[("name", inert(&word(object, "name")))]);
}

/// A text of a JSON object; empty when it is not there.
pub fn word(object: &Value, name: &str) -> String {
    object.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// A JSON object of the texts that are there.
pub fn filled(fields: &[(&str, Option<String>)]) -> Value {
    let there =
        fields.iter().filter_map(|(name, value)| Some(((*name).to_owned(), Value::from(value.clone()?))));
    Value::Object(there.collect::<Map<_, _>>())
}
