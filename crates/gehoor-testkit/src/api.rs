//! The HTTP API without a socket: an application on a test database, and requests to it.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, Request};
use gehoor_db::Db;
use gehoor_shell::api::Authenticator;
use gehoor_shell::app::{Channels, Clock, Ids, Parts, Settings};
use gehoor_shell::{App, Slice};
use http_body_util::BodyExt as _;
use serde_json::Value;
use tower::ServiceExt as _;

use crate::NOW;

/// An application on a hand-moved clock that begins at [`NOW`], and a caller of its API.
pub struct Api {
    /// The application.
    pub app: App,
    /// The token sent with every request; empty sends none.
    pub token: String,
    /// Headers sent with the next requests, besides those of every JSON request.
    pub headers: Vec<(&'static str, String)>,
}

/// An answer of the API.
#[derive(Clone, Debug)]
pub struct Told {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The JSON body; null when there is none.
    pub body: Value,
}

impl Told {
    /// The text at a JSON pointer; empty when there is none.
    pub fn text(&self, pointer: &str) -> &str {
        self.body.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
    }

    /// The ETag; empty when there is none.
    pub fn etag(&self) -> String {
        self.headers.get("etag").and_then(|tag| tag.to_str().ok()).unwrap_or_default().to_owned()
    }

    /// The code of the problem, or of its first fault when it has any.
    pub fn code(&self) -> &str {
        let fault = self.text("/errors/0/code");
        if fault.is_empty() { self.text("/code") } else { fault }
    }
}

impl Api {
    /// An application of these slices; `authenticator` knows the tokens.
    pub fn new(db: Db, slices: Vec<Slice>, authenticator: Arc<dyn Authenticator>) -> Self {
        Self::with_channels(db, slices, authenticator, Channels::new())
    }

    /// The same, with ways out to customers.
    pub fn with_channels(
        db: Db,
        slices: Vec<Slice>,
        authenticator: Arc<dyn Authenticator>,
        channels: Channels,
    ) -> Self {
        let app = App::new(Parts {
            db,
            clock: Clock::manual(NOW),
            ids: Ids::from_seed(1),
            settings: Settings::default(),
            slices,
            authenticator,
            channels,
            front: crate::front(),
        });
        Self { app: app.expect("the catalogues are sound"), token: String::new(), headers: Vec::new() }
    }

    /// Sends GET.
    pub async fn get(&self, path: &str) -> Told {
        self.send("GET", path, &Value::Null).await
    }

    /// Sends POST.
    pub async fn post(&self, path: &str, body: Value) -> Told {
        self.send("POST", path, &body).await
    }

    /// Sends PATCH with If-Match.
    pub async fn patch(&self, path: &str, etag: &str, body: Value) -> Told {
        self.request("PATCH", path, &body, &[("if-match", etag)]).await
    }

    /// Sends any method; a null body is none. The path begins behind "/api/v1".
    pub async fn send(&self, method: &str, path: &str, body: &Value) -> Told {
        self.request(method, path, body, &[]).await
    }

    async fn request(&self, method: &str, path: &str, body: &Value, more: &[(&str, &str)]) -> Told {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        if !self.token.is_empty() {
            request = request.header("authorization", format!("Bearer {}", self.token));
        }
        let own = self.headers.iter().map(|(name, value)| (*name, value.as_str()));
        for (name, value) in own.chain(more.iter().copied()) {
            request = request.header(name, value);
        }
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        let request = request.header("content-type", "application/json").body(body).expect("a request");
        let answer = gehoor_shell::server::router(&self.app).oneshot(request).await.expect("never fails");
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let bytes = answer.into_body().collect().await.expect("a whole body").to_bytes();
        Told { status, headers, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) }
    }
}
