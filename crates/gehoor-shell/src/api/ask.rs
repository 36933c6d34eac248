//! A question: who asks, and the query keys with all their faults at once.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use serde_json::{Map, Value};

use super::caller::Caller;
use super::fields::Fields;
use super::page::{Paging, decode_query, without_cursor};
use crate::{App, Error};

/// A reading request: the caller and the query keys.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Who asks.
    pub caller: Caller,
    address: String,
    query: Value,
}

impl Ask {
    /// A reader of the query keys. Faults point to "?name".
    pub fn fields(&self) -> Fields<'_> {
        Fields::of_query(&self.query)
    }

    /// Reads the paging keys `cursor` and `limit` (1 to 200, else 50).
    pub fn paging(&self, fields: &mut Fields<'_>) -> Paging {
        Paging::read(fields, &self.address)
    }
}

impl FromRequestParts<App> for Ask {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let caller = Caller::from_request_parts(parts, app).await?;
        let mut query = Map::new();
        let mut faults = Vec::new();
        for (name, value) in decode_query(parts.uri.query().unwrap_or_default()) {
            if query.insert(name.clone(), Value::String(value)).is_some() {
                faults.push(crate::Fault::new(format!("?{name}"), "twice"));
            }
        }
        if faults.is_empty() {
            let address = without_cursor(&parts.uri);
            Ok(Self { caller, address, query: Value::Object(query) })
        } else {
            Err(Error::Invalid(faults))
        }
    }
}

/// The id in a path with one parameter; a text that is no such id is not found.
#[derive(Clone, Copy, Debug)]
pub struct PathId<T>(pub T);

impl<T: std::str::FromStr + Send> FromRequestParts<App> for PathId<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let Path(text) = Path::<String>::from_request_parts(parts, app).await.map_err(|_| Error::NotFound)?;
        path_id(&text).map(Self)
    }
}

/// The id in a part of a path; a text that is no such id is not found.
pub fn path_id<T: std::str::FromStr>(text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| Error::NotFound)
}
