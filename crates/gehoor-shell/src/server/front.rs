//! What every request passes: its id, its time limit, a net under panics, the language of refusals, safe headers.

use std::panic::AssertUnwindSafe;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;

use crate::app::Stopwatch;
use crate::{App, Error, Language, api, web};

const SAFE: [(HeaderName, HeaderValue); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
        ),
    ),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("api-version"), HeaderValue::from_static(env!("CARGO_PKG_VERSION"))),
];

/// What a browser may do on a page: only what comes from this server, no script or style in the page itself.
const PAGE: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; \
     manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);

/// Runs a request and finishes its answer.
pub(super) async fn front(State(app): State<App>, request: Request, next: Next) -> Response {
    let watch = Stopwatch::start();
    let id = format!("{:016x}", app.ids.random().next_u64());
    let language = language(request.headers());
    let method = request.method().clone();
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let page = is_page(&path).then(|| request.headers().clone());
    let run = AssertUnwindSafe(next.run(request)).catch_unwind();
    let response = match tokio::time::timeout(app.settings.request_timeout, run).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => Error::program("a handler panicked").into_response(),
        Err(_) => Error::TimedOut.into_response(),
    };
    let mut response = match &page {
        Some(headers) => refuse_page(&app, headers, &path, language, &id, response).await,
        None => api::finish(&app.texts, language, &method, &id, response),
    };
    protect(&app, response.headers_mut(), page.is_some());
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-request-id", value);
    }
    let (status, took) = (response.status().as_u16(), watch.took());
    app.metrics.request(status, took);
    tracing::debug!(request_id = id, %method, status, dur_ms = took.as_millis(), "request");
    response
}

/// Addresses of software answer in JSON, all others in pages.
fn is_page(path: &str) -> bool {
    let software = ["/api/", "/livez", "/readyz", "/healthz", "/metrics"];
    !software.iter().any(|start| path.starts_with(start))
}

async fn refuse_page(
    app: &App,
    headers: &HeaderMap,
    path: &str,
    language: Language,
    id: &str,
    mut response: Response,
) -> Response {
    let status = response.status();
    let is_whole = response.headers().contains_key(header::CONTENT_TYPE);
    match api::refused(&mut response) {
        Some(error) if !is_whole || status == axum::http::StatusCode::FORBIDDEN => {
            if status.is_server_error() {
                tracing::error!(request = id, %error, "a page failed");
            }
            web::finish(app, headers, path, language, id, (status, &error)).await
        }
        _ => response,
    }
}

fn language(headers: &HeaderMap) -> Language {
    let header = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    header.map_or_else(Language::default, Language::accepted)
}

fn protect(app: &App, headers: &mut HeaderMap, is_page: bool) {
    // In one step what is put in here and after: else the map grows and is filled anew several times.
    headers.reserve(SAFE.len() + 4);
    // First: the policy for software's answers is stricter, and is not for a page.
    if is_page {
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(PAGE);
    }
    for (name, value) in SAFE {
        headers.entry(name).or_insert(value);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if app.settings.base_url.starts_with("https://") {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
}
