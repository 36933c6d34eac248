//! A caller of the public API, as any software would be.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{Method, Request, Response};
use hyper_util::client::legacy::Client as HttpClient;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;

use crate::Trouble;

const LONGEST_WAIT: Duration = Duration::from_secs(15);

/// A caller with a token.
pub(super) struct Client {
    base: String,
    token: String,
    http: HttpClient<HttpConnector, Full<Bytes>>,
}

/// What is asked of the server.
pub(super) struct Call {
    /// GET, POST, …
    pub(super) method: Method,
    /// From "/api/v1" on.
    pub(super) path: String,
    /// The body, when there is one.
    pub(super) body: Option<Value>,
    /// The key under which a repetition is the same command.
    pub(super) key: Option<String>,
    /// The version that was seen.
    pub(super) seen: Option<String>,
}

/// What the server answered.
pub(super) struct Answer {
    /// The status, 2xx.
    pub(super) status: u16,
    /// The body; null when there is none.
    pub(super) body: Value,
    /// The version, for a change.
    pub(super) etag: Option<String>,
}

impl Call {
    /// Reads.
    pub(super) fn get(path: impl Into<String>) -> Self {
        Self { method: Method::GET, path: path.into(), body: None, key: None, seen: None }
    }

    /// Sends a command under a key.
    pub(super) fn post(path: impl Into<String>, key: String, body: Value) -> Self {
        Self { method: Method::POST, path: path.into(), body: Some(body), key: Some(key), seen: None }
    }

    /// Changes what was seen in the version `seen`.
    pub(super) fn patch(path: impl Into<String>, seen: Option<String>, body: Value) -> Self {
        Self { method: Method::PATCH, path: path.into(), body: Some(body), key: None, seen }
    }

    /// How the request looks to a reader: ids shortened to their kind.
    pub(super) fn shown(&self) -> String {
        let part = |part: &str| match part.split_once('_') {
            Some((kind, rest)) if rest.len() == 26 => format!("{kind}_…"),
            _ => part.to_owned(),
        };
        let parts: Vec<String> = self.path.split('/').map(part).collect();
        format!("{} {}", self.method, parts.join("/"))
    }
}

impl Client {
    /// A caller of the server at `http://address`.
    pub(super) fn new(address: &str, token: &str) -> Self {
        let http = HttpClient::builder(TokioExecutor::new()).build_http();
        Self { base: format!("http://{address}"), token: token.to_owned(), http }
    }

    /// Asks, and gives the answer.
    ///
    /// # Errors
    /// When the server does not answer in time, or answers with anything but 2xx.
    pub(super) async fn ask(&self, call: &Call) -> Result<Answer, Trouble> {
        let lost = |why: String| Trouble::Server(format!("{}: {why}", call.shown()));
        let sent = tokio::time::timeout(LONGEST_WAIT, self.http.request(self.request(call)?));
        let response = sent.await.map_err(|e| lost(e.to_string()))?.map_err(|e| lost(e.to_string()))?;
        let answer = read(response).await.map_err(|e| lost(e.to_string()))?;
        if (200..300).contains(&answer.status) {
            Ok(answer)
        } else {
            Err(lost(format!("{} {}", answer.status, answer.body)))
        }
    }

    fn request(&self, call: &Call) -> Result<Request<Full<Bytes>>, Trouble> {
        let mut request = Request::builder()
            .method(call.method.clone())
            .uri(format!("{}{}", self.base, call.path))
            .header("authorization", format!("Bearer {}", self.token))
            .header("accept-language", "en");
        if call.body.is_some() {
            request = request.header("content-type", "application/json");
        }
        let extra = [("idempotency-key", &call.key), ("if-match", &call.seen)];
        for (name, value) in extra.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?))) {
            request = request.header(name, value);
        }
        let body = call.body.as_ref().map_or_else(Bytes::new, |body| Bytes::from(body.to_string()));
        request.body(Full::new(body)).map_err(|e| Trouble::Program(e.to_string()))
    }
}

async fn read(response: Response<hyper::body::Incoming>) -> Result<Answer, hyper::Error> {
    let status = response.status().as_u16();
    let etag = response.headers().get("etag").and_then(|value| value.to_str().ok()).map(str::to_owned);
    let bytes = response.into_body().collect().await?.to_bytes();
    Ok(Answer { status, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null), etag })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_sees_the_kind_of_an_id() {
        let call = Call::get("/api/v1/promises/pr_01jd0000000000000000000000/attempts");
        assert_eq!(call.shown(), "GET /api/v1/promises/pr_…/attempts");
        assert_eq!(Call::get("/api/v1/contact_points").shown(), "GET /api/v1/contact_points");
    }
}
