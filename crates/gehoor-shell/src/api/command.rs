//! A changing request: who, what, under which key and on which version; and its run in one transaction.

use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, header};
use gehoor_db::Tx;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::answer::{Answer, Reply};
use super::caller::{Caller, Scope};
use super::fields::Fields;
use super::{idempotency, json};
use crate::{App, BoxFuture, Cx, Error};

/// A changing request (POST, PUT, PATCH, DELETE) by a caller who may write. A missing body is an empty object.
#[derive(Clone, Debug)]
pub struct Command {
    /// Who asks.
    pub caller: Caller,
    /// The body.
    pub body: Value,
    pub(crate) key: Option<String>,
    pub(super) digest: String,
    if_match: Option<String>,
}

impl Command {
    /// A command that came by a form.
    pub(crate) fn of_form(caller: Caller, body: Value, key: Option<String>, digest: String) -> Self {
        Self { caller, body, key, digest, if_match: None }
    }

    /// What tells one request from another under the same key.
    pub(crate) fn digest(method: &str, path: &str, bytes: &[u8]) -> String {
        let mut hasher = Sha256::new();
        for part in [method.as_bytes(), path.as_bytes(), bytes] {
            hasher.update(part);
            hasher.update([0]);
        }
        gehoor_kernel::id::encode(u128::from_be_bytes(first_half(&hasher.finalize())))
    }

    /// A reader of the body that gathers all faults.
    pub fn fields(&self) -> Fields<'_> {
        Fields::of(&self.body)
    }

    /// The version that the caller saw; `None`: any ("*"). Without the header If-Match: 428.
    pub fn if_match(&self) -> Result<Option<i64>, Error> {
        if self.if_match.is_none() { Err(Error::PreconditionRequired) } else { self.opt_if_match() }
    }

    /// The version that the caller saw, if the header If-Match was sent and is not "*".
    pub fn opt_if_match(&self) -> Result<Option<i64>, Error> {
        let Some(text) = self.if_match.as_deref().map(str::trim).filter(|text| *text != "*") else {
            return Ok(None);
        };
        let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        let version = inner.and_then(|text| text.parse().ok());
        version.map(Some).ok_or_else(|| Error::fault("If-Match", "etag"))
    }

    /// Runs the use case in one write transaction together with the caller's Idempotency-Key: the same key and body
    /// again gives the first answer again, the same key with another body is refused. An input of several parts is a
    /// struct of its own, see [`App::act`].
    pub async fn write<I, F>(&self, app: &App, input: I, case: F) -> Reply
    where
        I: Send + Sync + 'static,
        F: for<'a, 't> Fn(&'a mut Tx<'t>, &'a Cx, &'a I) -> BoxFuture<'a, Result<Answer, Error>>
            + Send
            + Sync
            + 'static,
    {
        idempotency::run(app, self, input, case).await
    }
}

impl FromRequest<App> for Command {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        let (mut parts, body) = request.into_parts();
        let caller = Caller::from_request_parts(&mut parts, app).await?;
        caller.needs(Scope::Write)?;
        let limit = app.settings.body_limit;
        let bytes = to_bytes(body, limit).await.map_err(|_| Error::TooLarge { limit })?;
        if !bytes.is_empty() {
            check_type(&parts.headers)?;
        }
        let digest = Self::digest(parts.method.as_str(), parts.uri.path(), &bytes);
        let body =
            if bytes.is_empty() { Value::Object(serde_json::Map::new()) } else { json::parse(&bytes)? };
        let if_match = parts.headers.get(header::IF_MATCH);
        let if_match = if_match.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        Ok(Self { caller, body, key: key(&parts.headers)?, digest, if_match })
    }
}

fn first_half(hash: &[u8]) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&hash[..16]);
    half
}

fn check_type(headers: &HeaderMap) -> Result<(), Error> {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = value.split(';').next().unwrap_or_default().trim();
    let json = kind.eq_ignore_ascii_case("application/json");
    if json { Ok(()) } else { Err(Error::UnsupportedMediaType) }
}

fn key(headers: &HeaderMap) -> Result<Option<String>, Error> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let text = value.to_str().unwrap_or_default().trim();
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    if (1..=255).contains(&text.len()) {
        Ok(Some(text.to_owned()))
    } else {
        Err(Error::fault("Idempotency-Key", "idempotencyKey"))
    }
}
