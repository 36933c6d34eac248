//! Refusals as pages: what is wrong, who must act, and a way on.

use askama::Template;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::form::redirect;
use super::layout::{Frame, Page};
use super::ui::Ui;
use super::visitor;
use crate::{App, Error, Language};

#[derive(Template)]
#[template(path = "refusal.html")]
struct Refusal<'a> {
    ui: &'a Ui,
    title: String,
    detail: String,
    request: &'a str,
    is_ours: bool,
}

/// Turns a refusal on its way out into a page. Who is not signed in is sent to sign in, and then back.
pub async fn finish(
    app: &App,
    headers: &HeaderMap,
    path: &str,
    language: Language,
    request: &str,
    (status, error): (StatusCode, &Error),
) -> Response {
    if status == StatusCode::UNAUTHORIZED {
        return redirect(&sign_in(path));
    }
    match page(app, headers, path, language, request, (status, error)).await {
        Ok(response) => response,
        Err(_) => status.into_response(),
    }
}

async fn page(
    app: &App,
    headers: &HeaderMap,
    path: &str,
    language: Language,
    request: &str,
    (status, error): (StatusCode, &Error),
) -> Result<Response, Error> {
    let house = app.house().await.unwrap_or_default();
    let visitor = visitor::of(app, headers).await.unwrap_or_default();
    let language = visitor.as_ref().map_or(language, |visitor| visitor.language.unwrap_or(house.language));
    let ui = Ui::new(app.clone(), house, language, visitor, path.to_owned());
    let told = crate::api::problem(error, &app.texts, language, request);
    let (title, detail) = match page_key(status) {
        Some(key) => (ui.t(&format!("refusal-{key}")), ui.t(&format!("refusal-{key}-detail"))),
        None => (told.title, told.detail),
    };
    let is_ours = status.is_server_error();
    let body = Refusal { ui: &ui, title: title.clone(), detail, request, is_ours };
    let frame = if ui.visitor().is_some() { Frame::Desk } else { Frame::Public };
    let mut response = Page::new(&ui, title).frame(frame).status(status).show(&body)?;
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    }
    Ok(response)
}

/// Refusals that sound otherwise to a person before a page than to software.
fn page_key(status: StatusCode) -> Option<&'static str> {
    Some(match status {
        StatusCode::NOT_FOUND => "notFound",
        StatusCode::FORBIDDEN => "forbidden",
        StatusCode::BAD_REQUEST => "badRequest",
        StatusCode::PRECONDITION_FAILED => "stale",
        StatusCode::INTERNAL_SERVER_ERROR => "fault",
        StatusCode::SERVICE_UNAVAILABLE => "busy",
        _ => return None,
    })
}

fn sign_in(path: &str) -> String {
    if path == "/" || path == "/today" {
        return "/sign-in".to_owned();
    }
    let next: String = path.bytes().map(encoded).collect();
    format!("/sign-in?next={next}")
}

fn encoded(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    }
}
