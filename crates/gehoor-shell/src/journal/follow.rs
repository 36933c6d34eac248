//! Following the journal: in the order of sealing, so that an entry that commits late is never missed.

use std::fmt::{Display, Formatter};
use std::str::FromStr;

use gehoor_db::{DbError, Row, Tx, params};
use gehoor_kernel::time::Instant;

use super::sql;
use crate::Error;

/// A place in the sealed journal. Text form "block.id".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The number of the block; 0 is before the first.
    pub block: i64,
    /// The number of the entry.
    pub id: i64,
}

impl Display for Place {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.block, self.id)
    }
}

impl FromStr for Place {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let parts =
            text.split_once('.').and_then(|(block, id)| Some((block.parse().ok()?, id.parse().ok()?)));
        let (block, id) = parts.ok_or_else(|| Error::fault("Last-Event-ID", "cursor"))?;
        Ok(Self { block, id })
    }
}

/// One entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number; numbers have gaps and don't follow the order of commits.
    pub id: i64,
    /// When it happened.
    pub at: Instant,
    /// What happened ("promise.made").
    pub kind: String,
    /// The id of the object that it happened to.
    pub subject: String,
    /// Who did it: an employee's id, "system" or "customer".
    pub actor: String,
    /// A JSON object of ids and facts.
    pub facts: String,
    /// The block that it is sealed in, if it is.
    pub block: Option<i64>,
}

impl Entry {
    /// Its place in the sealed journal, once it is sealed.
    pub fn place(&self) -> Option<Place> {
        self.block.map(|block| Place { block, id: self.id })
    }
}

pub(super) fn entry(row: &dyn Row) -> Result<Entry, DbError> {
    Ok(Entry {
        id: row.int(0)?,
        at: Instant::from_micros(row.int(1)?),
        kind: row.text(2)?,
        subject: row.text(3)?,
        actor: row.text(4)?,
        facts: row.text(5)?,
        block: row.opt_int(6)?,
    })
}

/// The next sealed entries after `place`, in order of place.
pub async fn after(tx: &mut Tx<'_>, place: Place, limit: i64) -> Result<Vec<Entry>, Error> {
    Ok(tx.rows(&sql::AFTER, params![place.block, place.id, limit], entry).await?)
}

/// The entries about one object, sealed or not, after the entry with this number.
pub async fn about(tx: &mut Tx<'_>, subject: &str, after: i64, limit: i64) -> Result<Vec<Entry>, Error> {
    Ok(tx.rows(&sql::OF_SUBJECT, params![subject, after, limit], entry).await?)
}

/// Entries that are not sealed yet, after the entry with this number; their order is not final.
pub async fn unsealed(tx: &mut Tx<'_>, after: i64, limit: i64) -> Result<Vec<Entry>, Error> {
    Ok(tx.rows(&sql::UNSEALED, params![after, limit], entry).await?)
}

/// The place of the newest sealed entry: where a follower of news begins.
pub async fn newest(tx: &mut Tx<'_>) -> Result<Place, Error> {
    let place = tx.row(&sql::NEWEST, &[], |row| Ok(Place { block: row.int(0)?, id: row.int(1)? })).await?;
    Ok(place.unwrap_or_default())
}
