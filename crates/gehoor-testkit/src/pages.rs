//! Pages in tests: visitors without a sign-in, forms, and what came back as text.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, Request};
use gehoor_kernel::id::UserId;
use gehoor_shell::app::Front;
use gehoor_shell::web::{COOKIE, Right, Sessions, Visitor};
use gehoor_shell::{App, BoxFuture, Caller, Error, Scope, Sees};
use http_body_util::BodyExt;
use tower::ServiceExt;

/// Knows every badge that [`badge`] writes: a visitor with this id and right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Badges;

/// The session's secret of a visitor in tests.
pub fn badge(user: UserId, right: Right) -> String {
    format!("{user}.{right:?}")
}

/// A front that knows badges and has no built files.
pub fn front() -> Front {
    Front { sessions: Arc::new(Badges), ..Front::default() }
}

impl Sessions for Badges {
    fn visitor<'a>(&'a self, _: &'a App, secret: &'a str) -> BoxFuture<'a, Result<Option<Visitor>, Error>> {
        Box::pin(std::future::ready(Ok(read(secret))))
    }
}

fn read(secret: &str) -> Option<Visitor> {
    let (user, word) = secret.split_once('.')?;
    let rights = [Right::Employee, Right::Lead, Right::Administrator];
    let right = rights.into_iter().find(|right| format!("{right:?}") == word)?;
    let scope = if right == Right::Administrator { Scope::Admin } else { Scope::Write };
    let user = user.parse().ok()?;
    let sees = if right == Right::Administrator { Sees::All } else { Sees::Of(user) };
    let caller = Caller { user, token: None, scope, sees, until: None };
    let session = secret.to_owned();
    Some(Visitor {
        caller,
        name: "Test".to_owned(),
        right,
        language: None,
        session,
        strong_until: None,
        shared: false,
    })
}

/// What came back for a page.
#[derive(Debug)]
pub struct Seen {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The page.
    pub text: String,
}

impl Seen {
    /// One header; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where a redirect leads; empty when it is none.
    pub fn leads_to(&self) -> &str {
        self.header("location")
    }

    /// The value of the first hidden field with this name; empty when there is none.
    pub fn hidden(&self, name: &str) -> &str {
        let start = format!("name=\"{name}\" value=\"");
        let after = self.text.split_once(&start).map(|(_, after)| after).unwrap_or_default();
        after.split('"').next().unwrap_or_default()
    }
}

/// Asks for a page as the holder of `badge` (empty: nobody).
pub async fn look(app: &App, badge: &str, path: &str) -> Seen {
    send(app, badge, Request::get(path), Body::empty()).await
}

/// Sends a form as a browser does that shows our own page.
pub async fn fill(app: &App, badge: &str, path: &str, fields: &[(&str, &str)]) -> Seen {
    let request = Request::post(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    let pairs: Vec<_> =
        fields.iter().map(|(name, value)| format!("{}={}", coded(name), coded(value))).collect();
    send(app, badge, request, Body::from(pairs.join("&"))).await
}

async fn send(app: &App, badge: &str, request: axum::http::request::Builder, body: Body) -> Seen {
    let cookie = format!("{COOKIE}={badge}");
    let request = if badge.is_empty() { request } else { request.header("cookie", cookie) };
    let request = request.body(body).expect("a request");
    let answer = gehoor_shell::server::router(app).oneshot(request).await.expect("never fails");
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    let bytes = answer.into_body().collect().await.expect("a whole body").to_bytes();
    Seen { status, headers, text: String::from_utf8_lossy(&bytes).into_owned() }
}

fn coded(text: &str) -> String {
    let letter = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(letter).collect()
}
