//! The commands' way to the API: over HTTP to a running server, or to the same routes inside this process when no
//! server holds the store.

use super::out::{Exit, Out, Trouble};
use axum::Router;
use axum::body::Body;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::{Method, Request, StatusCode};
use hyper_util::client::legacy::Client as HttpClient;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;
use std::time::Duration;
use tower::ServiceExt;

const LARGEST_ANSWER: usize = 16 * 1024 * 1024;
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Who answers.
enum Way {
    Remote { base: String, http: HttpClient<HttpConnector, Full<Bytes>> },
    Here(Router),
}

/// A caller of the API with a token.
pub struct Client {
    way: Way,
    token: String,
    out: Out,
}

/// What the API answered.
#[derive(Debug)]
pub struct Answer {
    /// The body, null when there is none.
    pub body: Value,
    /// The version for `If-Match`.
    pub etag: Option<String>,
}

impl Client {
    /// A client of the server at this address.
    pub fn remote(base: &str, token: String, out: Out) -> Self {
        let http = HttpClient::builder(TokioExecutor::new()).build_http();
        Self { way: Way::Remote { base: base.trim_end_matches('/').to_owned(), http }, token, out }
    }

    /// A client of routes in this process.
    pub fn here(router: Router, token: String, out: Out) -> Self {
        Self { way: Way::Here(router), token, out }
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Result<Answer, Trouble> {
        self.ask(Method::GET, path, None, &[]).await
    }

    /// Sends a command with a key of its own, so that a repeated answer is the first one.
    pub async fn post(&self, path: &str, body: &Value, key: &str) -> Result<Answer, Trouble> {
        self.ask(Method::POST, path, Some(body), &[("idempotency-key", key)]).await
    }

    /// Sends a command about a version that was seen.
    pub async fn post_if(
        &self,
        path: &str,
        body: &Value,
        key: &str,
        etag: Option<&str>,
    ) -> Result<Answer, Trouble> {
        let headers = [("idempotency-key", key), ("if-match", etag.unwrap_or("*"))];
        self.ask(Method::POST, path, Some(body), &headers).await
    }

    /// Takes something away.
    pub async fn delete(&self, path: &str) -> Result<Answer, Trouble> {
        self.ask(Method::DELETE, path, None, &[("if-match", "*")]).await
    }

    async fn ask(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        headers: &[(&str, &str)],
    ) -> Result<Answer, Trouble> {
        let bytes = body.map_or_else(Bytes::new, |body| Bytes::from(body.to_string()));
        let mut request =
            Request::builder().method(method).header("accept-language", self.out.language.tag());
        request = request.header("authorization", format!("Bearer {}", self.token));
        if body.is_some() {
            request = request.header("content-type", "application/json");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let asked = tokio::time::timeout(LONGEST_WAIT, self.send(request, path, bytes));
        let (status, etag, body) = asked.await.map_err(|_| self.out.fail(Exit::TryLater, "slow", &[]))??;
        if status.is_success() { Ok(Answer { body, etag }) } else { Err(refused(status, &body)) }
    }

    async fn send(
        &self,
        request: hyper::http::request::Builder,
        path: &str,
        bytes: Bytes,
    ) -> Result<(StatusCode, Option<String>, Value), Trouble> {
        match &self.way {
            Way::Remote { base, http } => {
                let request = request
                    .uri(format!("{base}{path}"))
                    .body(Full::new(bytes))
                    .map_err(|e| self.bad_address(&e))?;
                let response = http.request(request).await.map_err(|e| self.unreachable(base, &e))?;
                self.read(response).await
            }
            Way::Here(router) => {
                let request = request.uri(path).body(Body::from(bytes)).map_err(|e| self.bad_address(&e))?;
                let Ok(response) = router.clone().oneshot(request).await;
                self.read(response).await
            }
        }
    }

    async fn read<B>(
        &self,
        response: hyper::Response<B>,
    ) -> Result<(StatusCode, Option<String>, Value), Trouble>
    where
        B: hyper::body::Body<Data = Bytes>,
        B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let status = response.status();
        let etag = response.headers().get("etag").and_then(|etag| etag.to_str().ok()).map(str::to_owned);
        let body = Limited::new(response.into_body(), LARGEST_ANSWER).collect().await;
        let bytes = body.map_err(|e| Trouble::new(Exit::Failure, "answer", e.to_string()))?.to_bytes();
        Ok((status, etag, serde_json::from_slice(&bytes).unwrap_or(Value::Null)))
    }

    fn bad_address(&self, why: &hyper::http::Error) -> Trouble {
        self.out.fail(Exit::Usage, "address", &[("why", why.to_string())])
    }

    fn unreachable(&self, base: &str, why: &dyn std::fmt::Display) -> Trouble {
        self.out.fail(Exit::TryLater, "unreachable", &[("url", base.to_owned()), ("why", why.to_string())])
    }
}

/// A problem document (RFC 9457) as a trouble: its sentence, each fault on a line.
fn refused(status: StatusCode, body: &Value) -> Trouble {
    let exit = match status.as_u16() {
        400 | 413 | 415 | 422 => Exit::Invalid,
        404 => Exit::NotFound,
        409 | 412 | 428 => Exit::Conflict,
        429 | 503 => Exit::TryLater,
        _ => Exit::Failure,
    };
    let word = |name: &str| body.get(name).and_then(Value::as_str);
    let code = word("code").unwrap_or("http").to_owned();
    let text =
        word("detail").or_else(|| word("title")).map_or_else(|| format!("HTTP {status}"), str::to_owned);
    let errors = body.get("errors").cloned().unwrap_or(Value::Null);
    let line = |error: &Value| {
        let part = |name: &str| error.get(name).and_then(Value::as_str).unwrap_or_default();
        let text = [part("detail"), part("text"), part("code")].into_iter().find(|text| !text.is_empty());
        format!("{}: {}", part("pointer").trim_start_matches('/'), text.unwrap_or_default())
    };
    let lines = errors.as_array().map_or_else(Vec::new, |errors| errors.iter().map(line).collect());
    Trouble { exit, code, text, lines, errors }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_refusal_names_every_field() {
        let body = json!({"title": "Fout", "detail": "Er zijn 2 fouten.", "code": "invalid", "errors": [
            {"pointer": "/name", "code": "missing", "detail": "De naam ontbreekt."},
            {"pointer": "/contactPoints/0/value", "code": "phoneTooShort", "detail": "Er ontbreekt een cijfer."},
        ]});
        let trouble = refused(StatusCode::BAD_REQUEST, &body);
        assert_eq!((trouble.exit, trouble.code.as_str()), (Exit::Invalid, "invalid"));
        assert_eq!(
            trouble.lines,
            ["name: De naam ontbreekt.", "contactPoints/0/value: Er ontbreekt een cijfer."]
        );
    }

    #[test]
    fn each_status_has_its_exit_code() {
        let exit = |status: u16| refused(StatusCode::from_u16(status).unwrap(), &Value::Null).exit as i32;
        assert_eq!([400, 404, 409, 412, 422, 503, 500, 401].map(exit), [5, 3, 4, 4, 5, 75, 1, 1]);
    }
}
