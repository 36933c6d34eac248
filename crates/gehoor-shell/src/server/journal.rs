//! The journal for administrators: every entry with its seal, or one object's history.

use axum::extract::State;
use gehoor_db::Tx;
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::api::{Cursor, Paging, Problem};
use crate::journal::{self, Entry, Place};
use crate::{App, Ask, Error, Reply};

/// One entry of the journal: ids and facts only.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct JournalEntry {
    /// Its number; numbers have gaps.
    id: i64,
    /// When it happened.
    #[schema(format = DateTime)]
    at: String,
    /// What happened ("promise.made").
    kind: String,
    /// The id of the object that it happened to.
    subject: String,
    /// Who did it: an employee's id, "system" or "customer".
    actor: String,
    /// Ids and facts.
    #[schema(value_type = Object)]
    facts: Box<RawValue>,
    /// Whether it is sealed in the chain; new entries are within a second.
    sealed: bool,
    /// The block that it is sealed in.
    block: Option<i64>,
}

/// A page of the journal.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct JournalPage {
    /// The entries in the order of sealing; those not sealed yet at the end.
    items: Vec<JournalEntry>,
    /// The address of the next page; null when there are no more sealed entries.
    next: Option<String>,
}

/// The journal, oldest first, or the history of one object.
#[utoipa::path(get, path = "/journal", tag = "journal",
    params(
        ("cursor" = Option<String>, Query, description = "Where the page begins, from `next`"),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 200, description = "Entries in a page, else 50"),
        ("subject" = Option<String>, Query, min_length = 1, max_length = 40, description = "Only entries about this object")),
    responses(
        (status = 200, description = "A page of entries", body = JournalPage),
        (status = 403, description = "The token may not see the whole journal", body = Problem, content_type = "application/problem+json")))]
pub(super) async fn list(State(app): State<App>, ask: Ask) -> Reply {
    ask.caller.needs_admin()?;
    let mut fields = ask.fields();
    let paging = ask.paging(&mut fields);
    let subject = fields.opt_text("subject", 1..=40);
    let from = paging.cursor.as_ref().map(place).transpose();
    if from.is_err() {
        fields.fault("cursor", "cursor");
    }
    fields.done()?;
    let wanted = Wanted { from: from?.unwrap_or_default(), subject, limit: paging.limit };
    let cx = app.cx(ask.caller.actor());
    let entries = app.look(&cx, wanted, |tx, _, wanted| Box::pin(read(tx, wanted))).await?;
    written(entries, &paging)
}

struct Wanted {
    from: Place,
    subject: Option<String>,
    limit: usize,
}

fn place(cursor: &Cursor) -> Result<Place, Error> {
    let id = cursor.id.parse().map_err(|_| Error::fault("?cursor", "cursor"))?;
    Ok(Place { block: cursor.key, id })
}

/// One entry more than asked for, to know whether there is a next page.
async fn read(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<Vec<Entry>, Error> {
    let limit = wanted.limit as i64 + 1;
    if let Some(subject) = &wanted.subject {
        return journal::about(tx, subject, wanted.from.id, limit).await;
    }
    let mut entries = journal::after(tx, wanted.from, limit).await?;
    let room = limit - 1 - entries.len() as i64;
    if room > 0 {
        entries.extend(journal::unsealed(tx, 0, room).await?);
    }
    Ok(entries)
}

fn written(mut entries: Vec<Entry>, paging: &Paging) -> Reply {
    let more = entries.len() > paging.limit;
    entries.truncate(paging.limit);
    let last = entries.last().filter(|_| more);
    let next =
        last.map(|last| paging.next(&Cursor { key: last.block.unwrap_or(0), id: last.id.to_string() }));
    let items = entries.into_iter().map(JournalEntry::new).collect::<Result<Vec<_>, _>>()?;
    paging.page(&items, next)
}

impl JournalEntry {
    fn new(entry: Entry) -> Result<Self, Error> {
        let facts = RawValue::from_string(entry.facts).map_err(|error| Error::program(error.to_string()))?;
        Ok(Self {
            id: entry.id,
            at: entry.at.to_string(),
            kind: entry.kind,
            subject: entry.subject,
            actor: entry.actor,
            facts,
            sealed: entry.block.is_some(),
            block: entry.block,
        })
    }
}
