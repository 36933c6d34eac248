//! A page is asked for: who looks, in which language, with which query keys.

use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE as HEADER};
use axum::http::request::Parts;
use serde_json::{Map, Value};

use super::pages::Right;
use super::ui::Ui;
use super::visitor::{self, Visitor};
use crate::api::{Fields, Paging, decode_query, without_cursor};
use crate::{App, Caller, Cx, Error, Language};

/// A page that is asked for. The address's [`Right`] is checked before the handler runs.
#[derive(Clone, Debug)]
pub struct Look {
    /// The words and forms of this page.
    pub ui: Ui,
    address: String,
    query: Value,
}

impl Look {
    /// Who is signed in; refuses when nobody is.
    pub fn visitor(&self) -> Result<&Visitor, Error> {
        self.ui.visitor().ok_or(Error::Unauthorized)
    }

    /// Who calls, for use cases; refuses when nobody is signed in.
    pub fn caller(&self) -> Result<Caller, Error> {
        self.visitor().map(|visitor| visitor.caller)
    }

    /// The surroundings of the visitor's reading.
    pub fn cx(&self, app: &App) -> Result<Cx, Error> {
        Ok(app.cx(self.caller()?.actor()))
    }

    /// A reader of the query keys; unknown ones are not refused on pages.
    pub fn fields(&self) -> Fields<'_> {
        Fields::of_query(&self.query).lenient()
    }

    /// One query key as text; empty when it is not there.
    pub fn key(&self, name: &str) -> &str {
        self.query.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// Reads the paging keys `cursor` and `limit` (1 to 200, else 50).
    pub fn paging(&self, fields: &mut Fields<'_>) -> Paging {
        Paging::read(fields, &self.address)
    }

    /// The address with its query, for a way back.
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl FromRequestParts<App> for Look {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let mut query = Map::new();
        for (name, value) in decode_query(parts.uri.query().unwrap_or_default()) {
            query.entry(name).or_insert(Value::String(value));
        }
        let query = Value::Object(query);
        let wished = query.get("lang").and_then(Value::as_str).and_then(Language::of_tag);
        let ui = ui(parts, app, wished).await?;
        Ok(Self { ui, address: without_cursor(&parts.uri), query })
    }
}

/// Checks the right of the address and finds the words in which the visitor reads.
pub(super) async fn ui(parts: &Parts, app: &App, wished: Option<Language>) -> Result<Ui, Error> {
    let right = parts.extensions.get::<Right>().copied().unwrap_or(Right::Administrator);
    let visitor = match parts.headers.contains_key(HEADER) {
        true => visitor::of(app, &parts.headers).await?,
        false => None,
    };
    match &visitor {
        None if right > Right::Anyone => return Err(Error::Unauthorized),
        Some(visitor) if visitor.right < right => return Err(Error::NotFound),
        _ => {}
    }
    let house = app.house().await?;
    let own = visitor.as_ref().and_then(|visitor| visitor.language);
    let asked = parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let heard = if visitor.is_some() { None } else { asked.and_then(Language::heard) };
    let language = wished.or(own).or(heard).unwrap_or(house.language);
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    Ok(Ui::new(app.clone(), house, language, visitor, path))
}
