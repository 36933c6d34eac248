//! Files that pages give: a table to download, a picture, the description of the installable program.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::{App, Error};

/// A file to be saved under `name` (letters, digits, dots and dashes; anything else becomes a dash).
pub fn attachment(name: &str, kind: &'static str, bytes: impl Into<Body>) -> Response {
    let safe: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
    let mut response = answer(kind, bytes.into());
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{safe}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// A table to be saved.
pub fn csv(name: &str, bytes: impl Into<Body>) -> Response {
    attachment(name, "text/csv; charset=utf-8", bytes)
}

/// A picture of ours (never one that was sent to us).
pub fn svg(text: String) -> Response {
    answer("image/svg+xml; charset=utf-8", Body::from(text))
}

fn answer(kind: &'static str, body: Body) -> Response {
    let mut response = body.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// The description with which a phone installs Gehoor.
pub(super) async fn manifest(State(app): State<App>) -> Result<Response, Error> {
    let house = app.house().await?;
    let icon = |name: &str, sizes: &str, purpose: &str| {
        let address = app.front.assets.address(name)?;
        Some(json!({"src": address, "sizes": sizes, "type": "image/png", "purpose": purpose}))
    };
    let icons: Vec<_> = [
        icon("icon-192.png", "192x192", "any"),
        icon("icon-512.png", "512x512", "any"),
        icon("icon-512.png", "512x512", "maskable"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let text = json!({
        "name": if house.name.is_empty() { "Gehoor".to_owned() } else { format!("{} · Gehoor", house.name) },
        "short_name": "Gehoor", "id": "/today", "start_url": "/today", "scope": "/", "display": "standalone",
        "lang": house.language.tag(), "background_color": "#fbf8f3", "theme_color": "#fbf8f3", "icons": icons,
    });
    Ok(answer("application/manifest+json", Body::from(text.to_string())))
}
