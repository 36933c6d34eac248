//! Styles, scripts, fonts and icons that were built into the program. Without them pages are plain but whole.

use std::borrow::Cow;
use std::collections::HashMap;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::{App, Error};

/// Where hashed files are served.
pub(super) const PLACE: &str = "/assets/";

/// One built file.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its media type ("text/css; charset=utf-8").
    pub kind: &'static str,
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
    /// The same, compressed by Brotli when that is smaller.
    pub brotli: Option<Cow<'static, [u8]>>,
}

/// All built files: by the name with its hash, and the hashed name of each plain one.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    files: HashMap<String, Asset>,
    names: HashMap<String, String>,
}

impl Assets {
    /// `files` by their hashed name ("app-3fa9.css"); `names` gives the hashed name of a plain one ("app.css").
    pub fn new(files: HashMap<String, Asset>, names: HashMap<String, String>) -> Self {
        Self { files, names }
    }

    /// The address of a file by its plain name; `None` when it was not built.
    pub fn address(&self, name: &str) -> Option<String> {
        self.names.get(name).map(|hashed| format!("{PLACE}{hashed}"))
    }

    /// A file by its plain name.
    pub fn file(&self, name: &str) -> Option<&Asset> {
        self.files.get(self.names.get(name)?)
    }

    /// A text file by its plain name; empty when it was not built.
    pub fn text(&self, name: &str) -> &str {
        self.file(name).and_then(|asset| std::str::from_utf8(&asset.bytes).ok()).unwrap_or_default()
    }

    /// The plain names with their hashed addresses, sorted; for the offline copy.
    pub fn all(&self) -> Vec<(&str, String)> {
        let mut all: Vec<_> =
            self.names.iter().map(|(name, hashed)| (name.as_str(), format!("{PLACE}{hashed}"))).collect();
        all.sort_unstable();
        all
    }
}

/// Answers a hashed file; it never changes under its name.
pub(super) async fn serve(
    State(app): State<App>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let asset = app.front.assets.files.get(&name).ok_or(Error::NotFound)?;
    Ok(answer(asset, &headers, "public, max-age=31536000, immutable"))
}

/// The script of the service worker, which must stand at the top to see every page.
pub(super) async fn worker(State(app): State<App>, headers: HeaderMap) -> Result<Response, Error> {
    let asset = app.front.assets.file("sw.js").ok_or(Error::NotFound)?;
    Ok(answer(asset, &headers, "no-cache"))
}

fn answer(asset: &Asset, headers: &HeaderMap, keep: &'static str) -> Response {
    let accepted =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let takes = accepted.split(',').any(|part| part.trim().split(';').next() == Some("br"));
    let brotli = asset.brotli.as_ref().filter(|_| takes);
    let body = match brotli.unwrap_or(&asset.bytes) {
        Cow::Borrowed(bytes) => Body::from(*bytes),
        Cow::Owned(bytes) => Body::from(bytes.clone()),
    };
    let mut response = body.into_response();
    let set = response.headers_mut();
    set.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.kind));
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    set.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if brotli.is_some() {
        set.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}
