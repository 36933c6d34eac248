//! Imports: rows of a file become customers, promises and events, all of one batch, which can be undone as long as nothing
//! has happened to them. Called by nobody; goes through the other slices' use cases.

pub mod rules;

mod api;
mod reading;
mod sql;

use gehoor_db::Tx;
use gehoor_kernel::id::{BatchId, CustomerId};
use gehoor_shell::{Cx, Error, Facts, Language, Slice, journal};

pub use reading::{Cells, Kind, Ready, read};
pub use sql::Batch;

/// The slice: its addresses, statements and texts.
pub fn slice() -> Slice {
    Slice::new("import").statements(sql::ALL).routes(api::routes).texts(TEXTS)
}

const TEXTS: &[(Language, &str)] =
    &[(Language::Nl, include_str!("../text/nl.ftl")), (Language::En, include_str!("../text/en.ftl"))];

/// What an undoing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    /// How many objects are gone.
    pub undone: i64,
    /// How many stay, since something has happened to them.
    pub kept: i64,
}

/// Begins a batch.
pub async fn begin(tx: &mut Tx<'_>, cx: &Cx, kind: Kind) -> Result<Batch, Error> {
    let id = BatchId::new(cx.now, &mut cx.random());
    sql::add(tx, id, kind.word(), cx.now, &cx.actor.word()).await?;
    journal::append(tx, cx, "import.begun", id, Facts::new().word("kind", kind.word())).await?;
    batch(tx, id).await
}

/// One batch.
pub async fn batch(tx: &mut Tx<'_>, id: BatchId) -> Result<Batch, Error> {
    sql::one(tx, id).await?.ok_or(Error::NotFound)
}

/// At most `limit` batches in order of id, after the one with the id `after` ("": from the start).
pub async fn batches(tx: &mut Tx<'_>, after: &str, limit: usize) -> Result<Vec<Batch>, Error> {
    Ok(sql::page(tx, after, limit).await?)
}

/// Stores rows in a batch, all of them or none; gives how many. All faults at once, each with the place of its row.
pub async fn take(tx: &mut Tx<'_>, cx: &Cx, id: BatchId, rows: &[Cells]) -> Result<usize, Error> {
    let found = batch(tx, id).await?;
    if found.undone_at.is_some() {
        return Err(Error::conflict("batchUndone"));
    }
    let kind = Kind::of_word(&found.kind).ok_or_else(|| Error::program("a batch of no kind"))?;
    let ready = read(tx, cx, kind, rows).await?;
    for row in &ready {
        for object in row.store(tx, cx).await? {
            sql::add_item(tx, id, &object).await?;
        }
    }
    if !sql::grow(tx, id, ready.len()).await? {
        return Err(Error::retry());
    }
    Ok(ready.len())
}

/// Undoes a batch: promises nobody has touched, then customers to whom nothing is promised. Events stay: what they
/// woke is awake. Doing it again looks again at what stayed.
pub async fn undo(tx: &mut Tx<'_>, cx: &Cx, id: BatchId) -> Result<Undone, Error> {
    batch(tx, id).await?;
    let mut done = Undone::default();
    for object in sql::items(tx, id).await? {
        if taken_back(tx, cx, &object).await? {
            sql::drop_item(tx, id, &object).await?;
            done.undone += 1;
        } else {
            done.kept += 1;
        }
    }
    if sql::undo(tx, id, cx.now).await? {
        let facts = Facts::new().int("undone", done.undone).int("kept", done.kept);
        journal::append(tx, cx, "import.undone", id, facts).await?;
    }
    Ok(done)
}

/// The customers that a batch added.
pub async fn customers_of(tx: &mut Tx<'_>, id: BatchId) -> Result<Vec<CustomerId>, Error> {
    let items = sql::items(tx, id).await?;
    Ok(items.iter().filter_map(|object| object.parse().ok()).collect())
}

/// Takes a batch of examples out whole, with everything that happened to it.
pub async fn undo_whole(tx: &mut Tx<'_>, cx: &Cx, id: BatchId) -> Result<Undone, Error> {
    let items = sql::items(tx, id).await?;
    let customers = customers_of(tx, id).await?;
    // All promises before the first card: two cards that were merged once may name each other's numbers.
    for customer in &customers {
        gehoor_promise::unmake_all_of(tx, cx, *customer).await?;
    }
    for customer in customers {
        gehoor_customer::unadd_whole(tx, cx, customer).await?;
    }
    for object in &items {
        sql::drop_item(tx, id, object).await?;
    }
    let undone = i64::try_from(items.len()).unwrap_or(i64::MAX);
    if sql::undo(tx, id, cx.now).await? {
        let facts = Facts::new().int("undone", undone).int("kept", 0);
        journal::append(tx, cx, "import.undone", id, facts).await?;
    }
    Ok(Undone { undone, kept: 0 })
}

async fn taken_back(tx: &mut Tx<'_>, cx: &Cx, object: &str) -> Result<bool, Error> {
    if let Ok(promise) = object.parse() {
        return gehoor_promise::unmake(tx, cx, promise).await;
    }
    let Ok(customer) = object.parse() else { return Ok(false) };
    if gehoor_promise::has_promises(tx, customer).await? {
        return Ok(false);
    }
    gehoor_customer::unadd(tx, cx, customer).await
}
