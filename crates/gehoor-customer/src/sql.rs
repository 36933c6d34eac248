//! The statements of customers, and rows as they are stored.

mod merges;
mod points;

use gehoor_db::{DbError, Row, Tx, params, statements};
use gehoor_kernel::id::CustomerId;
use gehoor_kernel::time::hours::WeekHours;
use gehoor_kernel::time::{Instant, Zone};

pub use merges::Merge;
pub(crate) use merges::{
    ALL as MERGES, Moved, add_merge, astray, before, come_back, drop_merges, forget_before, go, into, lock,
    merge_of_id, merged_into, merges_of, move_point, moved, set_belief, set_twin,
};
pub(crate) use points::{
    ALL as POINTS, add_point, believe, correct, earlier_of, erase_points, next_place, point, points_of,
    points_of_many, prefer, set_label, takes_texts, unbelieve, values_without_words,
};
pub use points::{Belief, ContactPoint, EarlierValue};

use crate::rules::Wishes;

statements! {
    ADD = "INSERT INTO customer (id, language, zone, group_word, preferred_hours, preferred_channel, daily_rings, made_at, \
        erased_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, 1)";
    ADD_WORDS = "INSERT INTO customer_words (customer_id, name) VALUES ($1, $2)";
    ADD_KEY = "INSERT INTO customer_key (word, customer_id) VALUES ($1, $2)";
    SET = "UPDATE customer SET language = $1, zone = $2, group_word = $3, preferred_hours = $4, preferred_channel = $5, \
        daily_rings = $6, version = version + 1 WHERE id = $7 AND version = $8";
    SET_WORDS = "UPDATE customer_words SET name = $1 WHERE customer_id = $2";
    FORGET_KEYS = "DELETE FROM customer_key WHERE customer_id = $1";
    FORGET_WORDS = "DELETE FROM customer_words WHERE customer_id = $1";
    ERASED = "UPDATE customer SET erased_at = $1, zone = NULL, preferred_hours = NULL, preferred_channel = NULL, \
        daily_rings = NULL, version = version + 1 WHERE id = $2 AND erased_at IS NULL";

    FACTS = "SELECT c.id, w.name, c.language, c.zone, c.group_word, c.preferred_hours, c.preferred_channel, \
        c.daily_rings, c.made_at, c.erased_at, c.version, c.merged_into FROM customer c \
        LEFT JOIN customer_words w ON w.customer_id = c.id WHERE c.id = $1";
    PAGE = "SELECT c.id, w.name, c.language, c.zone, c.group_word, c.preferred_hours, c.preferred_channel, \
        c.daily_rings, c.made_at, c.erased_at, c.version, c.merged_into FROM customer c \
        LEFT JOIN customer_words w ON w.customer_id = c.id WHERE c.id > $1 AND c.merged_into IS NULL ORDER BY c.id LIMIT $2";
    BY_NAME = "SELECT DISTINCT k.customer_id FROM customer_key k WHERE k.word >= $1 AND k.word < $2 AND k.customer_id > $3 \
        AND ($4 = '' OR EXISTS (SELECT 1 FROM customer_key o WHERE o.customer_id = k.customer_id AND o.word >= $4 \
        AND o.word < $5)) ORDER BY k.customer_id LIMIT $6";
    BY_VALUE = "SELECT DISTINCT v.customer_id FROM contact_point_value v WHERE v.value_key >= $1 AND v.value_key < $2 \
        AND v.customer_id > $3 AND NOT EXISTS (SELECT 1 FROM customer c WHERE c.id = v.customer_id \
        AND c.merged_into IS NOT NULL) ORDER BY v.customer_id LIMIT $4";
    WITHOUT_NAME = "SELECT c.id FROM customer c LEFT JOIN customer_words w ON w.customer_id = c.id \
        WHERE (c.erased_at IS NULL) = (w.customer_id IS NULL) ORDER BY c.id LIMIT 100";
    COUNTRY = "SELECT value FROM meta WHERE key = 'country'";
    SET_COUNTRY = "INSERT INTO meta (key, value) VALUES ('country', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
}

/// A customer as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// The id.
    pub id: CustomerId,
    /// The name; `None` after erasure.
    pub name: Option<String>,
    /// The language, as a tag ("nl", "en-GB").
    pub language: String,
    /// Where the customer's clock hangs; `None`: as the company's.
    pub zone: Option<Zone>,
    /// The group for learning about parts of the day; empty when there is none.
    pub group: String,
    /// What the customer asked for.
    pub wishes: Wishes,
    /// When the customer was added.
    pub made_at: Instant,
    /// When the customer's words were erased.
    pub erased_at: Option<Instant>,
    /// Counts changes of the customer's own fields, from 1.
    pub version: i64,
    /// The card that this one was merged into.
    pub merged_into: Option<CustomerId>,
}

pub(crate) async fn add(tx: &mut Tx<'_>, customer: &Customer) -> Result<(), DbError> {
    let wishes = &customer.wishes;
    let values = params![
        customer.id,
        &customer.language,
        customer.zone.as_ref().map(Zone::name),
        group(customer),
        wishes.hours.as_ref().map(WeekHours::to_string),
        wishes.channel.as_deref(),
        wishes.daily_rings,
        customer.made_at
    ];
    tx.put(&ADD, values).await?;
    tx.put(&ADD_WORDS, params![customer.id, customer.name.as_deref().unwrap_or_default()]).await
}

/// Stores a changed customer over the version it was read with; a meanwhile changed one is a retry.
pub(crate) async fn set(tx: &mut Tx<'_>, customer: &Customer) -> Result<(), DbError> {
    let wishes = &customer.wishes;
    let values = params![
        &customer.language,
        customer.zone.as_ref().map(Zone::name),
        group(customer),
        wishes.hours.as_ref().map(WeekHours::to_string),
        wishes.channel.as_deref(),
        wishes.daily_rings,
        customer.id,
        customer.version
    ];
    one(tx.exec(&SET, values).await?)?;
    tx.put(&SET_WORDS, params![customer.name.as_deref().unwrap_or_default(), customer.id]).await
}

fn group(customer: &Customer) -> Option<&str> {
    Some(customer.group.as_str()).filter(|group| !group.is_empty())
}

/// Stores by which words the customer is found.
pub(crate) async fn set_keys(tx: &mut Tx<'_>, id: CustomerId, keys: &[String]) -> Result<(), DbError> {
    tx.put(&FORGET_KEYS, params![id]).await?;
    for key in keys {
        tx.put(&ADD_KEY, params![key, id]).await?;
    }
    Ok(())
}

/// Takes the name and wishes away; false when that was done before.
pub(crate) async fn erase(tx: &mut Tx<'_>, id: CustomerId, at: Instant) -> Result<bool, DbError> {
    tx.put(&FORGET_KEYS, params![id]).await?;
    tx.put(&FORGET_WORDS, params![id]).await?;
    Ok(tx.exec(&ERASED, params![at, id]).await? == 1)
}

pub(crate) async fn customer(tx: &mut Tx<'_>, id: CustomerId) -> Result<Option<Customer>, DbError> {
    tx.row(&FACTS, params![id], read).await
}

pub(crate) async fn page(tx: &mut Tx<'_>, after: &str, limit: usize) -> Result<Vec<Customer>, DbError> {
    tx.rows(&PAGE, params![after, limit], read).await
}

fn read(row: &dyn Row) -> Result<Customer, DbError> {
    let rings = row.opt_int(7)?.and_then(|rings| u8::try_from(rings).ok());
    Ok(Customer {
        id: row.parse(0)?,
        name: row.opt_text(1)?,
        language: row.text(2)?,
        zone: row.opt_parse(3)?,
        group: row.opt_text(4)?.unwrap_or_default(),
        wishes: Wishes { hours: row.opt_parse(5)?, channel: row.opt_text(6)?, daily_rings: rings },
        made_at: row.instant(8)?,
        erased_at: row.opt_instant(9)?,
        version: row.int(10)?,
        merged_into: row.opt_parse(11)?,
    })
}

/// Ids of customers with words of the name that begin with `first` and `second` (empty: any), in order.
pub(crate) async fn by_name(
    tx: &mut Tx<'_>,
    first: &str,
    second: &str,
    after: &str,
    limit: usize,
) -> Result<Vec<CustomerId>, DbError> {
    let values = params![first, end(first), after, second, end(second), limit];
    tx.rows(&BY_NAME, values, |row| row.parse(0)).await
}

/// Ids of customers with a contact point whose value begins with `start`, in order.
pub(crate) async fn by_value(
    tx: &mut Tx<'_>,
    start: &str,
    after: &str,
    limit: usize,
) -> Result<Vec<CustomerId>, DbError> {
    tx.rows(&BY_VALUE, params![start, end(start), after, limit], |row| row.parse(0)).await
}

/// What comes after every text that begins with `start`, in the order of code points.
fn end(start: &str) -> String {
    format!("{start}\u{10ffff}")
}

/// Customers who lack their name without having been erased, or have one after it.
pub(crate) async fn without_name(tx: &mut Tx<'_>) -> Result<Vec<CustomerId>, DbError> {
    tx.rows(&WITHOUT_NAME, params![], |row| row.parse(0)).await
}

/// The company's country ("NL"): that of telephone numbers written without one.
pub async fn country(tx: &mut Tx<'_>) -> Result<String, DbError> {
    Ok(tx.row(&COUNTRY, params![], |row| row.text(0)).await?.unwrap_or_else(|| "NL".to_owned()))
}

/// Sets the company's country, two capital letters.
pub async fn set_country(tx: &mut Tx<'_>, country: &str) -> Result<(), DbError> {
    tx.put(&SET_COUNTRY, params![country]).await
}

/// A guarded update touched its one row, or somebody else was first.
pub(crate) fn one(touched: u64) -> Result<(), DbError> {
    if touched == 1 { Ok(()) } else { Err(DbError::Retry) }
}
