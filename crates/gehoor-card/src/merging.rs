//! What is seen before two cards become one.

use std::collections::BTreeSet;

use gehoor_customer::rules::Likeness;
use gehoor_customer::{ContactPoint, Customer, Double, Found};
use gehoor_db::Tx;
use gehoor_kernel::id::CustomerId;
use gehoor_promise::{Filter, Search};
use gehoor_shell::slice::FindRun;
use gehoor_shell::{Cx, Error, Sees};

/// How many cards are offered.
const OFFERED: usize = 10;
/// How many references of a customer are looked for on other cards.
const REFERENCES: usize = 5;

/// Cards that may go into this one.
#[derive(Clone, Debug)]
pub struct Candidates {
    /// The card that stays.
    pub customer: Customer,
    /// The others, with the reasons when nothing was searched for.
    pub doubles: Vec<Double>,
}

/// Those that fit the words; without words those that are likely of the same customer.
///
/// # Errors
/// `NotFound` when there is no such customer.
pub async fn candidates(
    tx: &mut Tx<'_>,
    cx: &Cx,
    id: CustomerId,
    words: &str,
    (finder, sees): (Option<FindRun>, Sees),
) -> Result<Candidates, Error> {
    let customer = gehoor_customer::customer(tx, id).await?;
    let doubles = if words.trim().is_empty() {
        let mut doubles = gehoor_customer::doubles(tx, id, OFFERED).await?;
        if let Some(finder) = finder {
            with_same_reference(tx, cx, &customer, &mut doubles, (finder, sees)).await?;
        }
        doubles
    } else {
        let found = crate::find(tx, cx, words, (finder, sees)).await?;
        let mut cards = found.customers;
        for view in &found.promises {
            add_card(tx, &mut cards, view.promise.customer).await?;
        }
        cards.into_iter().map(|found| Double { found, why: Vec::new() }).collect()
    };
    let stands =
        |double: &Double| double.found.customer.id != id && double.found.customer.erased_at.is_none();
    Ok(Candidates { customer, doubles: doubles.into_iter().filter(stands).collect() })
}

async fn add_card(tx: &mut Tx<'_>, cards: &mut Vec<Found>, id: CustomerId) -> Result<(), Error> {
    if cards.iter().all(|card| card.customer.id != id) {
        let customer = gehoor_customer::customer(tx, id).await?;
        cards.push(Found { customer, points: gehoor_customer::contact_points(tx, id).await? });
    }
    Ok(())
}

/// Adds cards with a promise about the same order, plate or room, and says so at those that are there.
async fn with_same_reference(
    tx: &mut Tx<'_>,
    cx: &Cx,
    customer: &Customer,
    doubles: &mut Vec<Double>,
    (finder, sees): (FindRun, Sees),
) -> Result<(), Error> {
    let own = Filter { customer: Some(customer.id), sees, ..Filter::default() };
    let promises = gehoor_promise::list(tx, cx, &own, None, crate::PROMISES).await?;
    let references: BTreeSet<String> = promises.into_iter().filter_map(|view| view.words.reference).collect();
    let filter = Filter { sees, ..Filter::default() };
    for reference in references.into_iter().take(REFERENCES) {
        let search = Search { words: reference.clone(), finder };
        for view in gehoor_promise::list_found(tx, cx, (&search, &filter), None, OFFERED).await? {
            if view.words.reference.as_ref() == Some(&reference) && view.promise.customer != customer.id {
                say_reference(tx, doubles, view.promise.customer).await?;
            }
        }
    }
    Ok(())
}

async fn say_reference(tx: &mut Tx<'_>, doubles: &mut Vec<Double>, id: CustomerId) -> Result<(), Error> {
    if let Some(double) = doubles.iter_mut().find(|double| double.found.customer.id == id) {
        if !double.why.contains(&Likeness::Reference) {
            double.why.push(Likeness::Reference);
        }
        return Ok(());
    }
    let customer = gehoor_customer::customer(tx, id).await?;
    let found = Found { customer, points: gehoor_customer::contact_points(tx, id).await? };
    doubles.push(Double { found, why: vec![Likeness::Reference] });
    Ok(())
}

/// One of two cards, with how many promises to it are open.
#[derive(Clone, Debug)]
pub struct Half {
    /// The customer.
    pub customer: Customer,
    /// The ways to reach them.
    pub points: Vec<ContactPoint>,
    /// How many promises are open.
    pub open: i64,
}

/// Both cards, the one that stays first.
///
/// # Errors
/// `NotFound` when one is not there.
pub async fn halves(tx: &mut Tx<'_>, kept: CustomerId, other: CustomerId) -> Result<(Half, Half), Error> {
    Ok((half(tx, kept).await?, half(tx, other).await?))
}

async fn half(tx: &mut Tx<'_>, id: CustomerId) -> Result<Half, Error> {
    let customer = gehoor_customer::customer(tx, id).await?;
    let points = gehoor_customer::contact_points(tx, id).await?;
    Ok(Half { customer, points, open: gehoor_promise::open_of_customer(tx, id).await? })
}
