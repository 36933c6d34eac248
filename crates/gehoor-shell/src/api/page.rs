//! Pages by cursor: `next` in the body and in the header Link.

use std::fmt::{Display, Formatter};
use std::str::FromStr;

use axum::http::Uri;
use serde::Serialize;

use super::answer::{Answer, Reply};
use super::fields::Fields;
use crate::Error;

/// What all addresses of the API begin with.
pub const API: &str = "/api/v1";

/// Where the next page begins: after this key and this id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The number that the list is ordered by (an instant in microseconds, a block).
    pub key: i64,
    /// What tells rows with the same key apart.
    pub id: String,
}

impl Display for Cursor {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.key, self.id)
    }
}

impl FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let parts = text.split_once('.').and_then(|(key, id)| Some((key.parse().ok()?, id)));
        let sound =
            |id: &str| id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b));
        match parts {
            Some((key, id)) if sound(id) => Ok(Self { key, id: id.to_owned() }),
            _ => Err(Error::fault("?cursor", "cursor")),
        }
    }
}

/// What was asked of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// After which row to begin.
    pub cursor: Option<Cursor>,
    /// How many rows at most.
    pub limit: usize,
    address: String,
}

/// One page of a list, as it is written.
#[derive(Debug, Serialize)]
pub struct Page<'a, T> {
    /// The rows.
    pub items: &'a [T],
    /// The address of the next page; null on the last.
    pub next: Option<String>,
}

impl Paging {
    /// Reads the keys `cursor` and `limit` (1 to 200, else 50); `address` is the request's own, without a cursor.
    pub fn read(fields: &mut Fields<'_>, address: &str) -> Self {
        let text = fields.opt_text("cursor", 1..=100);
        let cursor = text.and_then(|text| {
            let cursor = text.parse().ok();
            if cursor.is_none() {
                fields.fault("cursor", "cursor");
            }
            cursor
        });
        let limit = fields.opt_int("limit", 1..=200).unwrap_or(50);
        Self { cursor, limit: usize::try_from(limit).unwrap_or(50), address: address.to_owned() }
    }

    /// Cuts rows that were read as `limit + 1` to a page; the extra row says that there is a next one, which begins
    /// after the last row shown. `cursor` gives a row's place.
    pub fn answer<T: Serialize>(&self, mut rows: Vec<T>, cursor: impl Fn(&T) -> Cursor) -> Reply {
        let more = rows.len() > self.limit;
        rows.truncate(self.limit);
        let next = rows.last().filter(|_| more).map(|row| self.next(&cursor(row)));
        self.page(&rows, next)
    }

    /// A page of these rows with this next address.
    pub fn page<T: Serialize>(&self, rows: &[T], next: Option<String>) -> Reply {
        let mut answer = Answer::ok(&Page { items: rows, next: next.clone() })?;
        answer.next = next;
        Ok(answer)
    }

    /// The address of the page after `cursor`.
    pub fn next(&self, cursor: &Cursor) -> String {
        let sign = if self.address.contains('?') { '&' } else { '?' };
        format!("{}{sign}cursor={cursor}", self.address)
    }
}

/// The address of a list without its cursor. Routers see paths without [`API`].
pub(crate) fn without_cursor(uri: &Uri) -> String {
    let rest: Vec<&str> = uri.query().unwrap_or_default().split('&').collect();
    let rest: Vec<&str> =
        rest.into_iter().filter(|pair| !pair.is_empty() && !pair.starts_with("cursor=")).collect();
    let path = uri.path();
    if rest.is_empty() { format!("{API}{path}") } else { format!("{API}{path}?{}", rest.join("&")) }
}

/// The pairs of a query, decoded.
pub(crate) fn decode_query(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(n, v)| (decode(n), decode(v)))
        .collect()
}

/// Undoes percent-encoding and "+"; what is no UTF-8 becomes U+FFFD.
fn decode(text: &str) -> String {
    let (bytes, mut found, mut place) = (text.as_bytes(), Vec::with_capacity(text.len()), 0);
    while let Some(&byte) = bytes.get(place) {
        let code = text.get(place + 1..place + 3).filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        match (byte, code.and_then(|code| u8::from_str_radix(code, 16).ok())) {
            (b'%', Some(decoded)) => {
                found.push(decoded);
                place += 2;
            }
            (b'+', _) => found.push(b' '),
            _ => found.push(byte),
        }
        place += 1;
    }
    String::from_utf8_lossy(&found).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_went() {
        let cursor = Cursor { key: -5, id: "pr_00000000000000000000000007".to_owned() };
        assert_eq!(cursor.to_string().parse::<Cursor>().unwrap(), cursor);
        assert!("5".parse::<Cursor>().is_err() && "5.' OR 1".parse::<Cursor>().is_err());
    }

    #[test]
    fn the_next_address_keeps_the_other_keys() {
        let uri: Uri = "/promises?state=due&cursor=1.a&limit=2".parse().unwrap();
        assert_eq!(without_cursor(&uri), "/api/v1/promises?state=due&limit=2");
    }
}
