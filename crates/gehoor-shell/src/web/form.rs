//! A form that was sent: who sent it, what was filled in, under which key and on which version.

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use gehoor_db::Tx;
use serde_json::{Map, Value};

use super::filled::Filled;
use super::look;
use super::ui::Ui;
use super::visitor::Visitor;
use crate::api::{Answer, Command, Fields, Reply, decode_query};
use crate::{App, BoxFuture, Caller, Cx, Error, Language, Scope};

/// A form that was sent (`application/x-www-form-urlencoded`). The address's right is checked before the handler runs.
///
/// Hidden fields that the shell takes out: `key` (made on the device or with the page; the same key acts once),
/// `version` (what the sender saw) and `next` (where to go afterwards: an address of ours, else it is left out).
#[derive(Clone, Debug)]
pub struct Form {
    /// The words and forms of this page.
    pub ui: Ui,
    body: Value,
    command: Option<Command>,
    version: Option<i64>,
    next: Option<String>,
}

impl Form {
    /// Who is signed in; refuses when nobody is.
    pub fn visitor(&self) -> Result<&Visitor, Error> {
        self.ui.visitor().ok_or(Error::Unauthorized)
    }

    /// Who calls; refuses when nobody is signed in.
    pub fn caller(&self) -> Result<Caller, Error> {
        self.visitor().map(|visitor| visitor.caller)
    }

    /// A reader of the fields that gathers all faults. An empty field is a missing one.
    pub fn fields(&self) -> Fields<'_> {
        Fields::of_form(&self.body)
    }

    /// What was filled in, to show it again with these faults.
    pub fn filled(&self, error: &Error) -> Filled {
        let faults = if let Error::Invalid(faults) = error { faults.clone() } else { Vec::new() };
        Filled::of(&self.ui, self.body.clone(), faults)
    }

    /// What was filled in, without faults.
    pub fn values(&self) -> Filled {
        Filled::of(&self.ui, self.body.clone(), Vec::new())
    }

    /// The version that the sender saw.
    pub fn version(&self) -> Option<i64> {
        self.version
    }

    /// Where to go afterwards, or `other`.
    pub fn next<'a>(&'a self, other: &'a str) -> &'a str {
        self.next.as_deref().unwrap_or(other)
    }

    /// The key under which the change acts once, when the form had one.
    pub fn key(&self) -> Option<&str> {
        self.command.as_ref().and_then(|command| command.key.as_deref())
    }

    /// Runs a use case of the visitor's in one write transaction together with the form's key: the same form sent
    /// twice acts once and gets the first answer again. The use case answers with [`see`].
    pub async fn write<I, F>(&self, app: &App, input: I, case: F) -> Reply
    where
        I: Send + Sync + 'static,
        F: for<'a, 't> Fn(&'a mut Tx<'t>, &'a Cx, &'a I) -> BoxFuture<'a, Result<Answer, Error>>
            + Send
            + Sync
            + 'static,
    {
        let command = self.command.as_ref().ok_or(Error::Unauthorized)?;
        command.caller.needs(Scope::Write)?;
        crate::api::command(app, command, input, case).await
    }
}

/// The answer of a change: go and see `address` (303).
pub fn see(address: impl Into<String>) -> Answer {
    let mut answer = Answer::nothing();
    answer.status = StatusCode::SEE_OTHER.as_u16();
    answer.location = Some(address.into());
    answer
}

/// The same as a response, for changes outside [`Form::write`].
pub(super) fn redirect(address: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    if let Ok(value) = HeaderValue::from_str(address) {
        response.headers_mut().insert(LOCATION, value);
    }
    response
}

impl FromRequest<App> for Form {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self, Error> {
        let (parts, body) = request.into_parts();
        let ui = look::ui(&parts, app, None).await?;
        let limit = app.settings.body_limit;
        let bytes = to_bytes(body, limit).await.map_err(|_| Error::TooLarge { limit })?;
        let kind = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !bytes.is_empty() && !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(Error::UnsupportedMediaType);
        }
        let digest = Command::digest(parts.method.as_str(), parts.uri.path(), &bytes);
        let text = String::from_utf8(bytes.into()).map_err(|_| Error::fault("", "request"))?;
        let mut body = gathered(&text);
        let mut take = |name: &str| body.remove(name).and_then(|value| value.as_str().map(str::to_owned));
        let (key, version, next, lang) = (take("key"), take("version"), take("next"), take("lang"));
        let ui = match lang.as_deref().and_then(Language::of_tag) {
            Some(language) => ui.in_language(language),
            None => ui,
        };
        let body = Value::Object(body);
        let caller = ui.visitor().map(|visitor| visitor.caller);
        let key = key.filter(|key| (1..=255).contains(&key.len()));
        let command = caller.map(|caller| Command::of_form(caller, body.clone(), key, digest));
        let version = version.and_then(|version| version.parse().ok());
        Ok(Self { ui, body, command, version, next: next.filter(|next| is_ours(next)) })
    }
}

/// The pairs of a form; a name that stands twice becomes a list; an empty value is left out.
fn gathered(text: &str) -> Map<String, Value> {
    let mut body = Map::new();
    for (name, value) in decode_query(text) {
        if value.trim().is_empty() {
            continue;
        }
        let value = Value::String(value.replace("\r\n", "\n"));
        match body.get_mut(&name) {
            Some(Value::Array(list)) => list.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
            None => drop(body.insert(name, value)),
        }
    }
    body
}

/// Only an address on this server is followed, so that a forged link can't lead away.
fn is_ours(address: &str) -> bool {
    let mut letters = address.chars();
    letters.next() == Some('/')
        && !matches!(letters.next(), Some('/' | '\\'))
        && !address.chars().any(|letter| letter.is_control() || letter == '\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_addresses_are_followed() {
        for good in ["/today", "/promises/pr_1?done=kept#top"] {
            assert!(is_ours(good), "{good}");
        }
        for bad in ["", "//evil.example", "/\\evil", "https://evil.example", "javascript:alert(1)", "/a\r\nb"]
        {
            assert!(!is_ours(bad), "{bad}");
        }
    }

    #[test]
    fn a_name_twice_is_a_list_and_an_empty_value_is_missing() {
        let body = gathered("a=1&b=&c=x&a=2&d=+&e=p%0D%0Aq");
        assert_eq!(Value::Object(body), serde_json::json!({"a": ["1", "2"], "c": "x", "e": "p\nq"}));
    }
}
