//! Goods in: something came in, and whoever was promised a word about it is to be called.

use gehoor_db::Tx;
use gehoor_kernel::id::EventId;
use gehoor_promise::NewEvent;
use gehoor_shell::{Cx, Error};

use crate::sql::{self, Place, Receipt, Step};
use crate::{Shown, ground, rules, shown};

/// How many receipts are shown.
const LAST: usize = 10;

/// What the report of a key did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// The event under this key: the new one, or the one that came before.
    pub event: EventId,
    /// Whether the key had come before, so that nothing changed.
    pub again: bool,
}

/// Something that came in, with the promises that waited for it and are still open.
#[derive(Clone, Debug)]
pub struct Came {
    /// What.
    pub receipt: Receipt,
    /// The next steps of those promises, in order of time.
    pub rows: Vec<Shown>,
    /// Other spellings of the key for which somebody waits, each with how many promises do; empty when the key woke
    /// somebody.
    pub meant: Vec<(String, i64)>,
}

/// Reports what came in. The same key again changes nothing.
///
/// # Errors
/// Only those of the database.
pub async fn receive(tx: &mut Tx<'_>, cx: &Cx, key: &str) -> Result<Incoming, Error> {
    let known = sql::event_of(tx, key).await?;
    gehoor_promise::receive_event(tx, cx, &NewEvent { key: key.to_owned(), occurred_at: None }).await?;
    let event = match known {
        Some(event) => event,
        None => sql::event_of(tx, key).await?.ok_or_else(|| Error::program("an event without its row"))?,
    };
    Ok(Incoming { event, again: known.is_some() })
}

/// The last things that came in, the newest first.
///
/// # Errors
/// Only those of the database.
pub async fn goods(tx: &mut Tx<'_>) -> Result<Vec<Receipt>, Error> {
    sql::receipts(tx, LAST).await
}

/// What came in with this event, and who is to be called. None when there is no such event.
///
/// # Errors
/// Only those of the database.
pub async fn came(tx: &mut Tx<'_>, cx: &Cx, event: EventId) -> Result<Option<Came>, Error> {
    let Some(receipt) = sql::receipt(tx, event).await? else { return Ok(None) };
    let promises = sql::woken(tx, &receipt.key).await?;
    if promises.is_empty() {
        let meant = sql::keys_waiting(tx, rules::spellings(&receipt.key)).await?;
        return Ok(Some(Came { receipt, rows: Vec::new(), meant }));
    }
    let ground = ground(tx, cx).await?;
    let places: Vec<Place> =
        promises.iter().map(|id| Place { at: cx.now, promise: id.to_string() }).collect();
    let steps: Vec<Step> = sql::steps(tx, &places).await?;
    let rows = steps.into_iter().map(|step| shown(step, &ground.day, &ground.directory)).collect();
    Ok(Some(Came { receipt, rows, meant: Vec::new() }))
}
