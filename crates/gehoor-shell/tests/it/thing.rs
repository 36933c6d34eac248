//! A slice for tests: things with a name and a version, in the table `meta`.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{Method, Request, Response};
use gehoor_channels::Fake;
use gehoor_db::{Db, Tx, params, statements};
use gehoor_kernel::id::{PromiseId, TeamId, TokenId, UserId};
use gehoor_shell::api::{Authenticator, PathId};
use gehoor_shell::app::{Channels, Ids, Parts, Settings};
use gehoor_shell::{
    Answer, App, Ask, BoxFuture, Caller, Clock, Command, Cx, Error, Facts, Reply, Scope, Sees, Slice, journal,
};
use gehoor_testkit::NOW;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

statements! {
    PUT = "INSERT INTO meta (key, value) VALUES ($1, $2)";
    pub COUNT = "SELECT count(*) FROM meta";
    pub TOUCH = "UPDATE meta SET value = value WHERE key = 'nothing'";
}

pub fn slice() -> Slice {
    let routes = || OpenApiRouter::new().routes(routes!(make)).routes(routes!(change)).routes(routes!(list));
    Slice::new("thing").statements(ALL).routes(routes).sees("pr", |_, _, caller, subject| {
        Box::pin(async move { Ok(caller.sees != Sees::All && subject == promise(1).to_string()) })
    })
}

pub fn promise(n: u128) -> PromiseId {
    PromiseId::from_bits(n)
}

#[utoipa::path(post, path = "/things", responses((status = 201, description = "made")))]
async fn make(State(app): State<App>, command: Command) -> Reply {
    let mut fields = command.fields();
    let name = fields.text("name", 1..=20);
    let kind = fields.word("kind", &["big", "small"]);
    let size = fields.opt_object("size", |size| size.int("cm", 1..=300));
    fields.done()?;
    command.write(&app, New { name, kind, size }, |tx, cx, input| Box::pin(record(tx, cx, input))).await
}

/// One more thing, with an id of its own.
pub async fn add(tx: &mut Tx<'_>, cx: &Cx) -> Result<(), Error> {
    let id = PromiseId::new(cx.now, &mut cx.random());
    Ok(tx.put(&PUT, params![id.to_string(), "x"]).await?)
}

struct New {
    name: String,
    kind: &'static str,
    size: Option<i64>,
}

async fn record(tx: &mut Tx<'_>, cx: &Cx, New { name, kind, size }: &New) -> Reply {
    let id = PromiseId::new(cx.now, &mut cx.random());
    if name == "refuse" {
        tx.exec(&PUT, params![id.to_string(), name]).await?;
        return Err(Error::conflict("scope"));
    }
    tx.put(&PUT, params![id.to_string(), name]).await?;
    journal::append(tx, cx, "thing.made", id, Facts::new().word("kind", kind)).await?;
    let body = json!({"id": id.to_string(), "name": name, "size": size});
    Ok(Answer::created(format!("/api/v1/things/{id}"), &body)?.version(1))
}

#[utoipa::path(patch, path = "/things/{id}", responses((status = 200, description = "changed")))]
async fn change(State(app): State<App>, PathId(id): PathId<PromiseId>, command: Command) -> Reply {
    let seen = command.if_match()?;
    command.caller.needs_admin()?;
    command
        .write(&app, (id, seen), |_, _, (id, seen)| {
            Box::pin(async move {
                if seen.is_some_and(|seen| seen != 3) {
                    return Err(Error::Stale { current: 3 });
                }
                Ok(Answer::ok(&json!({"id": id.to_string()}))?.version(4))
            })
        })
        .await
}

#[utoipa::path(get, path = "/things", responses((status = 200, description = "a page")))]
async fn list(State(app): State<App>, ask: Ask) -> Reply {
    let mut fields = ask.fields();
    let paging = ask.paging(&mut fields);
    fields.done()?;
    if app.settings.base_url.is_empty() {
        panic!("asked to");
    }
    let rows: Vec<i64> = (0..10).filter(|n| paging.cursor.as_ref().is_none_or(|c| *n > c.key)).collect();
    paging.answer(rows, |n| gehoor_shell::api::Cursor { key: *n, id: "x".to_owned() })
}

struct Known;

impl Authenticator for Known {
    fn authenticate<'a>(
        &'a self,
        _: &'a App,
        bearer: &'a str,
    ) -> BoxFuture<'a, Result<Option<Caller>, Error>> {
        let scope = match bearer {
            "admin" | "team" => Some(Scope::Admin),
            "write" => Some(Scope::Write),
            "read" => Some(Scope::Read),
            _ => None,
        };
        let sees = if bearer == "team" { Sees::Team(TeamId::from_bits(5)) } else { Sees::All };
        let token = Some(TokenId::from_bits(bearer.len() as u128));
        let caller =
            scope.map(|scope| Caller { user: UserId::from_bits(1), token, scope, sees, until: None });
        Box::pin(std::future::ready(Ok(caller)))
    }
}

pub fn app(db: Db) -> App {
    app_with(db, Settings::default(), HashMap::new())
}

pub fn app_of(db: Db, slices: Vec<Slice>) -> App {
    build(db, Settings::default(), HashMap::new(), slices)
}

pub fn app_with(db: Db, settings: Settings, channels: Channels) -> App {
    build(db, settings, channels, vec![slice()])
}

fn build(db: Db, settings: Settings, channels: Channels, slices: Vec<Slice>) -> App {
    let parts = Parts {
        db,
        clock: Clock::manual(NOW),
        ids: Ids::from_seed(7),
        settings,
        slices,
        authenticator: Arc::new(Known),
        channels,
        front: gehoor_testkit::front(),
    };
    App::new(parts).expect("the catalogues are sound")
}

pub fn app_with_sms(db: Db, fake: &Fake) -> App {
    let mut channels: Channels = HashMap::new();
    channels.insert("sms", Arc::new(fake.clone()));
    app_with(db, Settings::default(), channels)
}

pub async fn count(app: &App) -> i64 {
    let cx = app.cx(gehoor_shell::Actor::System);
    let count = app.look(&cx, (), |tx, _, ()| {
        Box::pin(async move { Ok(tx.row(&COUNT, &[], |row| row.int(0)).await?.unwrap_or(0)) })
    });
    count.await.expect("a count")
}

/// A request with a JSON body and further headers; gives the status, the headers and the body.
pub async fn send(
    app: &App,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: impl Into<Body>,
) -> (u16, axum::http::HeaderMap, Value) {
    send_to(gehoor_shell::server::router(app), method, path, headers, body).await
}

/// The same to a router of one's choice.
pub async fn send_to(
    router: axum::Router,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: impl Into<Body>,
) -> (u16, axum::http::HeaderMap, Value) {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(body.into()).expect("a request");
    let response: Response<Body> = router.oneshot(request).await.expect("an answer");
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.expect("a body").to_bytes();
    let value = serde_json::from_slice(&bytes).unwrap_or_else(|_| json!(String::from_utf8_lossy(&bytes)));
    (parts.status.as_u16(), parts.headers, value)
}

pub const JSON: (&str, &str) = ("content-type", "application/json");
pub const WRITE: (&str, &str) = ("authorization", "Bearer write");
pub const ADMIN: (&str, &str) = ("authorization", "Bearer admin");
