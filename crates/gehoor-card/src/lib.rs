//! The customer card, and finding: everything about one customer on one page, and customers and promises by any word.
//! Uses the others, is called by nobody; owns no table.

mod merging;
mod privacy;
mod web;

use gehoor_db::Tx;
use gehoor_kernel::id::CustomerId;
use gehoor_promise::{Filter, Search, View};
use gehoor_shell::slice::FindRun;
use gehoor_shell::{Cx, Error, Language, Sees, Slice};

/// Promises on a card, open and ended each.
const PROMISES: usize = 50;
/// Customers and promises that finding shows.
pub const FOUND: usize = 20;

/// The slice: its pages and texts.
pub fn slice() -> Slice {
    Slice::new("card").pages(web::pages).ways(web::WAYS).texts(TEXTS)
}

const TEXTS: &[(Language, &str)] =
    &[(Language::Nl, include_str!("../text/nl.ftl")), (Language::En, include_str!("../text/en.ftl"))];

/// Everything on one customer's card.
#[derive(Clone, Debug)]
pub struct Card {
    /// The customer.
    pub customer: gehoor_customer::Customer,
    /// The last card that was merged into this one, while that stands.
    pub merge: Option<gehoor_customer::Merge>,
    /// The ways to reach them, in the order in which they are tried.
    pub points: Vec<gehoor_customer::ContactPoint>,
    /// Open promises, by the moment of their next step.
    pub open: Vec<View>,
    /// Ended promises, the latest first.
    pub ended: Vec<View>,
}

/// Reads a card; of a card that was merged, the one that it leads to. Only those promises that the reader may see.
///
/// # Errors
/// `NotFound` when there is no such customer.
pub async fn card(tx: &mut Tx<'_>, cx: &Cx, id: CustomerId, sees: Sees) -> Result<Card, Error> {
    let id = gehoor_customer::standing(tx, id).await?;
    let customer = gehoor_customer::customer(tx, id).await?;
    let merge = gehoor_customer::last_merge(tx, id).await?;
    let points = gehoor_customer::contact_points(tx, id).await?;
    let mut open = promises(tx, cx, (id, sees), "open").await?;
    open.sort_by_key(|view| view.promise.state.open().map(|open| open.next().at));
    let mut ended = promises(tx, cx, (id, sees), "ended").await?;
    ended.reverse();
    Ok(Card { customer, merge, points, open, ended })
}

async fn promises(
    tx: &mut Tx<'_>,
    cx: &Cx,
    (customer, sees): (CustomerId, Sees),
    state: &str,
) -> Result<Vec<View>, Error> {
    let state = Some(state.to_owned());
    let filter = Filter { customer: Some(customer), state, sees, ..Filter::default() };
    gehoor_promise::list(tx, cx, &filter, None, PROMISES).await
}

/// What was found for some words.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Customers by name, number in any spelling, or mail address.
    pub customers: Vec<gehoor_customer::Found>,
    /// Promises by their text, reference (order, plate, room), notes, or customer's name.
    pub promises: Vec<View>,
}

/// Finds customers and promises by words, at most [`FOUND`] of each.
///
/// # Errors
/// Only those of the database.
pub async fn find(
    tx: &mut Tx<'_>,
    cx: &Cx,
    words: &str,
    (finder, sees): (Option<FindRun>, Sees),
) -> Result<Found, Error> {
    if words.trim().is_empty() {
        return Ok(Found::default());
    }
    let customers = gehoor_customer::customers(tx, Some(words), "", FOUND).await?;
    let filter = Filter { sees, ..Filter::default() };
    let promises = match finder {
        Some(finder) => {
            let search = Search { words: words.to_owned(), finder };
            gehoor_promise::list_found(tx, cx, (&search, &filter), None, FOUND).await?
        }
        None => Vec::new(),
    };
    Ok(Found { customers, promises })
}
