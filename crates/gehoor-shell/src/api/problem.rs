//! Errors as answers: RFC 9457 problem documents in the caller's language. The one file that maps errors to HTTP.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gehoor_db::DbError;
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::{Error, Fault};
use crate::texts::{Language, Texts};

/// A problem document (RFC 9457).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// The kind of problem: "urn:gehoor:problem:" and the code.
    pub r#type: String,
    /// The kind of problem in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong in this case and what to do.
    pub detail: String,
    /// This very occurrence: "urn:gehoor:request:" and the id that the log knows.
    pub instance: String,
    /// A stable word.
    pub code: String,
    /// Everything that is wrong with what was sent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<ProblemFault>,
}

/// One fault of what was sent.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProblemFault {
    /// JSON pointer into the body, "?name" for a query key, or the name of a header.
    pub pointer: String,
    /// A stable word.
    pub code: String,
    /// The fault in the caller's language.
    pub detail: String,
}

/// An error on its way out: [`finish`] writes its body once the caller's language is known.
#[derive(Clone)]
struct Refused(Arc<Error>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = kind(&self).0;
        response.extensions_mut().insert(Refused(Arc::new(self)));
        response
    }
}

type Args = Vec<(&'static str, String)>;

/// Status, code, and the key of the detail with its values.
fn kind(error: &Error) -> (StatusCode, &'static str, Option<String>, Args) {
    let plain = |status, code| (status, code, None, Vec::new());
    match error {
        Error::Invalid(_) => plain(StatusCode::BAD_REQUEST, "invalid"),
        Error::BrokenJson { line, column, reason } => {
            let place = vec![("line", line.to_string()), ("column", column.to_string())];
            (StatusCode::BAD_REQUEST, "brokenJson", Some(format!("json-{reason}")), place)
        }
        Error::Unauthorized => plain(StatusCode::UNAUTHORIZED, "unauthorized"),
        Error::Forbidden { code } => {
            (StatusCode::FORBIDDEN, code, Some(format!("forbidden-{code}")), Vec::new())
        }
        Error::NotFound => plain(StatusCode::NOT_FOUND, "notFound"),
        Error::MethodNotAllowed => plain(StatusCode::METHOD_NOT_ALLOWED, "methodNotAllowed"),
        Error::Conflict { code, args } => {
            (StatusCode::CONFLICT, code, Some(format!("conflict-{code}")), args.clone())
        }
        Error::Stale { current } => {
            (StatusCode::PRECONDITION_FAILED, "stale", None, vec![("version", current.to_string())])
        }
        Error::PreconditionRequired => plain(StatusCode::PRECONDITION_REQUIRED, "preconditionRequired"),
        Error::KeyReused => plain(StatusCode::UNPROCESSABLE_ENTITY, "keyReused"),
        Error::TooLarge { limit } => {
            (StatusCode::PAYLOAD_TOO_LARGE, "tooLarge", None, vec![("limit", limit.to_string())])
        }
        Error::TooMany { seconds } => {
            (StatusCode::TOO_MANY_REQUESTS, "tooMany", None, vec![("seconds", seconds.to_string())])
        }
        Error::UnsupportedMediaType => plain(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupportedMediaType"),
        Error::TimedOut => plain(StatusCode::SERVICE_UNAVAILABLE, "timedOut"),
        Error::Busy => plain(StatusCode::SERVICE_UNAVAILABLE, "busy"),
        Error::Db(DbError::Full | DbError::ReadOnly(_)) => {
            plain(StatusCode::SERVICE_UNAVAILABLE, "storeFull")
        }
        Error::Db(error) if error.is_passing() => plain(StatusCode::SERVICE_UNAVAILABLE, "busy"),
        Error::Db(_) | Error::Program(_) => plain(StatusCode::INTERNAL_SERVER_ERROR, "fault"),
    }
}

/// The problem document of an error.
pub fn problem(error: &Error, texts: &Texts, language: Language, request: &str) -> Problem {
    let (status, code, detail, args) = kind(error);
    let group = match error {
        Error::Conflict { .. } => "conflict",
        Error::Forbidden { .. } => "forbidden",
        _ => code,
    };
    let detail = detail.unwrap_or_else(|| format!("problem-{code}-detail"));
    let faults = if let Error::Invalid(faults) = error { faults.as_slice() } else { &[] };
    Problem {
        r#type: format!("urn:gehoor:problem:{code}"),
        title: texts.say(language, &format!("problem-{group}"), &args),
        status: status.as_u16(),
        detail: texts.say(language, &detail, &args),
        instance: format!("urn:gehoor:request:{request}"),
        code: code.to_owned(),
        errors: faults.iter().map(|fault| written(fault, texts, language)).collect(),
    }
}

fn written(fault: &Fault, texts: &Texts, language: Language) -> ProblemFault {
    let guess = fault.args.iter().any(|(name, value)| *name == "guess" && !value.is_empty());
    let key = if guess { format!("fault-{}-guess", fault.code) } else { format!("fault-{}", fault.code) };
    let detail = texts.say(language, &key, &fault.args);
    ProblemFault { pointer: fault.pointer.clone(), code: fault.code.to_owned(), detail }
}

/// Turns an error on its way out into its problem document, and so every other refusal that has no JSON body (a path
/// that nobody knows, a method that is not allowed, a fault of the framework).
pub fn finish(
    texts: &Texts,
    language: Language,
    method: &Method,
    request: &str,
    mut response: Response,
) -> Response {
    let status = response.status();
    let Some(error) = refused(&mut response) else { return response };
    if status.is_server_error() {
        tracing::error!(request, %error, "a request failed");
    }
    let body = serde_json::to_vec(&problem(&error, texts, language, request)).unwrap_or_default();
    let length = HeaderValue::from(body.len());
    *response.body_mut() = if method == Method::HEAD { Body::empty() } else { Body::from(body) };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    headers.insert(header::CONTENT_LENGTH, length);
    match status {
        StatusCode::UNAUTHORIZED => {
            drop(headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")))
        }
        StatusCode::SERVICE_UNAVAILABLE => {
            drop(headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1")))
        }
        StatusCode::TOO_MANY_REQUESTS => {
            let seconds = if let Error::TooMany { seconds } = &*error { *seconds } else { 1 };
            drop(headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds)))
        }
        _ => {}
    }
    response
}

/// The error behind a response that refuses; `None` when it does not.
pub(crate) fn refused(response: &mut Response) -> Option<Arc<Error>> {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return None;
    }
    let known = response.extensions_mut().remove::<Refused>();
    Some(known.map_or_else(|| Arc::new(foreign(status)), |Refused(error)| error))
}

fn foreign(status: StatusCode) -> Error {
    match status {
        StatusCode::NOT_FOUND => Error::NotFound,
        StatusCode::FORBIDDEN => Error::Forbidden { code: "origin" },
        StatusCode::METHOD_NOT_ALLOWED => Error::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge { limit: 0 },
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Error::UnsupportedMediaType,
        StatusCode::SERVICE_UNAVAILABLE => Error::Busy,
        status if status.is_server_error() => Error::program(format!("status {status}")),
        _ => Error::Invalid(vec![Fault::new("", "request")]),
    }
}
