//! Sheets and drawings as answers.

use axum::http::{HeaderValue, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gehoor_shell::Error;
use gehoor_shell::web;
use sha2::{Digest, Sha256};

use crate::Figures;
use crate::chart::STYLE;
use crate::sheet::{Form, sheet};
use crate::words::Words;

/// The sheet, to be saved.
pub(crate) fn csv(figures: &Figures, words: &Words<'_>, form: Form) -> Result<Response, Error> {
    let name = format!("gehoor-{}-{}.csv", figures.from, figures.until);
    Ok(web::csv(&name, sheet(figures, words, form)?))
}

/// The drawing. Its own styles, named by their hash, are all that it may use; a page of ours may frame it.
pub(crate) fn svg(text: String) -> Result<Response, Error> {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    let policy = format!("default-src 'none'; style-src 'sha256-{hash}'; frame-ancestors 'self'");
    let policy = HeaderValue::from_str(&policy).map_err(|error| Error::program(error.to_string()))?;
    let mut response = web::svg(text);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-language"));
    Ok(response)
}
