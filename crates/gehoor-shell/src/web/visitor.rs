//! Who looks at a page: a session's cookie becomes a visitor.

use axum::http::HeaderMap;
use axum::http::header::COOKIE as HEADER;
use gehoor_kernel::time::Instant;

use super::pages::Right;
use crate::{App, BoxFuture, Caller, Error, Language};

/// The session's cookie on plain HTTP (loopback, a test).
pub const COOKIE: &str = "gehoor";
/// The session's cookie on HTTPS: bound to this host and path by its name (RFC 6265bis §4.1.3.2).
pub const SECURE_COOKIE: &str = "__Host-gehoor";

/// An employee who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// Who, and what they may see and change.
    pub caller: Caller,
    /// The name, as colleagues see it.
    pub name: String,
    /// What the role allows: [`Right::Employee`] at least.
    pub right: Right,
    /// The language that they chose; `None`: the company's.
    pub language: Option<Language>,
    /// The id of the session.
    pub session: String,
    /// Until when the password need not be asked again for money, export and administration.
    pub strong_until: Option<Instant>,
    /// Whether this browser is shared by colleagues.
    pub shared: bool,
}

/// Who knows sessions.
pub trait Sessions: Send + Sync {
    /// The visitor behind a session's secret that is valid at `app.clock.now()`; `None` for any other text.
    fn visitor<'a>(&'a self, app: &'a App, secret: &'a str) -> BoxFuture<'a, Result<Option<Visitor>, Error>>;
}

/// Nobody is ever signed in: for tests and tools without pages.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoSessions;

impl Sessions for NoSessions {
    fn visitor<'a>(&'a self, _: &'a App, _: &'a str) -> BoxFuture<'a, Result<Option<Visitor>, Error>> {
        Box::pin(std::future::ready(Ok(None)))
    }
}

/// The visitor whose session's cookie came with a request.
pub(crate) async fn of(app: &App, headers: &HeaderMap) -> Result<Option<Visitor>, Error> {
    match secret(app, headers) {
        Some(secret) => app.front.sessions.visitor(app, secret).await,
        None => Ok(None),
    }
}

/// The text of a session's cookie; whether it is one of ours is not known yet.
pub(crate) fn secret<'a>(app: &App, headers: &'a HeaderMap) -> Option<&'a str> {
    let secure = app.settings.base_url.starts_with("https://");
    let name = if secure { SECURE_COOKIE } else { COOKIE };
    cookie(headers, name).filter(|secret| secret.len() <= 200)
}

/// The value of a cookie.
pub(super) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(HEADER).into_iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(HEADER, "xgehoor=1; gehoor=abc".parse().unwrap());
        headers.append(HEADER, "other=2".parse().unwrap());
        assert_eq!(cookie(&headers, COOKIE), Some("abc"));
        assert_eq!(cookie(&headers, "other"), Some("2"));
        assert_eq!(cookie(&headers, SECURE_COOKIE), None);
    }
}
