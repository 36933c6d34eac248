//! Making a promise to somebody who may be new here, and taking it back at once.

use std::sync::Arc;
use std::time::Duration;

use gehoor_contact::Standing;
use gehoor_customer::{Found, NewCustomer};
use gehoor_db::Tx;
use gehoor_kernel::id::{CustomerId, PromiseId};
use gehoor_kernel::time::hours::Hours;
use gehoor_kernel::time::{Instant, minutes};
use gehoor_people::Directory;
use gehoor_shell::slice::FindRun;
use gehoor_shell::{Cx, Error, Sees};

use crate::ask::{Filter, NewPromise, View};
use crate::found::Search;

/// So long a promise can be taken back by who made it.
const TAKEN_BACK: Duration = minutes(10);
/// Customers offered when a name or number is known already.
const OFFERED: usize = 6;
/// Promises with a typed plate or order that are looked at for their customers.
const LOOKED: usize = 20;

/// To whom something is promised.
#[derive(Clone, Debug)]
pub enum Whom {
    /// A customer whom we know.
    Known(CustomerId),
    /// Somebody new.
    New(Box<NewCustomer>),
}

/// Makes a promise; its customer is added first when somebody new. All or nothing.
///
/// # Errors
/// As [`crate::make`] and [`gehoor_customer::add_customer`].
pub async fn promise_to(
    tx: &mut Tx<'_>,
    cx: &Cx,
    whom: &Whom,
    new: &NewPromise,
    sees: Sees,
) -> Result<View, Error> {
    let customer = match whom {
        Whom::Known(id) => *id,
        Whom::New(new) => gehoor_customer::add_customer(tx, cx, new).await?.0.id,
    };
    crate::make(tx, cx, &NewPromise { customer, ..new.clone() }, sees).await
}

/// Takes a promise back that was just made, as if it had never been; gives its customer. Only for who made it, within ten
/// minutes, and only while nothing has happened to it.
///
/// # Errors
/// `NotFound` for anybody else; a conflict when it is too late.
pub async fn unpromise(tx: &mut Tx<'_>, cx: &Cx, id: PromiseId, sees: Sees) -> Result<CustomerId, Error> {
    let promise = crate::show(tx, cx, id, sees).await?.view.promise;
    if promise.made_by.is_none() || promise.made_by != cx.actor.user() {
        return Err(Error::NotFound);
    }
    let in_time = cx.now.since(promise.made_at) <= TAKEN_BACK;
    if !in_time || !crate::unmake(tx, cx, id).await? {
        return Err(Error::conflict("promiseWentOn"));
    }
    take_back_customer(tx, cx, promise.customer, promise.made_at).await?;
    Ok(promise.customer)
}

/// Somebody new who was added with the promise goes with it, unless something was promised to them or changed since.
async fn take_back_customer(tx: &mut Tx<'_>, cx: &Cx, id: CustomerId, made_at: Instant) -> Result<(), Error> {
    let came_with_it = gehoor_customer::customer(tx, id).await?.made_at == made_at;
    if came_with_it && !crate::has_promises(tx, id).await? {
        gehoor_customer::unadd(tx, cx, id).await?;
    }
    Ok(())
}

/// What the form for a new promise must know.
#[derive(Clone, Debug)]
pub(crate) struct Desk {
    pub(crate) standing: Arc<Standing>,
    pub(crate) directory: Arc<Directory>,
    /// The customer who was chosen.
    pub(crate) known: Option<Found>,
    /// When that customer wants to be called.
    pub(crate) wishes: Option<Hours>,
    /// Customers who fit what was typed.
    pub(crate) found: Vec<Found>,
}

/// What was typed to find somebody.
pub(crate) struct Typed {
    /// A number, a mail address, or words: of a name, or a plate or order of an earlier promise.
    pub(crate) words: String,
    /// How promises are found, and which the reader may see; none when it is a number or address.
    pub(crate) codes: Option<(FindRun, Sees)>,
}

/// Reads it: the chosen customer, and those who fit what was typed.
pub(crate) async fn desk(
    tx: &mut Tx<'_>,
    cx: &Cx,
    customer: Option<CustomerId>,
    search: Option<&Typed>,
) -> Result<Desk, Error> {
    let standing = gehoor_contact::policy(tx).await?;
    let directory = gehoor_people::directory(tx, cx).await?;
    let (mut known, mut wishes) = (None, None);
    if let Some(id) = customer {
        let id = gehoor_customer::standing(tx, id).await?;
        let customer = match gehoor_customer::customer(tx, id).await {
            Err(Error::NotFound) => None,
            other => Some(other?).filter(|customer| customer.erased_at.is_none()),
        };
        if let Some(customer) = customer {
            wishes = crate::reach::load(tx, id, &standing.company.zone).await?.wishes;
            known = Some(Found { customer, points: gehoor_customer::contact_points(tx, id).await? });
        }
    }
    let found = match search {
        Some(typed) => fitting(tx, cx, typed).await?,
        None => Vec::new(),
    };
    Ok(Desk { standing, directory, known, wishes, found })
}

/// Customers by name, number or address; by what has a digit in it also those of promises with that plate or order.
async fn fitting(tx: &mut Tx<'_>, cx: &Cx, typed: &Typed) -> Result<Vec<Found>, Error> {
    let words = typed.words.as_str();
    let mut found = gehoor_customer::customers(tx, Some(words), "", OFFERED).await?;
    let is_code = words.chars().any(|letter| letter.is_ascii_digit());
    let Some((finder, sees)) = typed.codes.filter(|_| is_code) else { return Ok(found) };
    let (search, filter) = (Search { words: words.to_owned(), finder }, Filter { sees, ..Filter::default() });
    for view in crate::list_found(tx, cx, (&search, &filter), None, LOOKED).await? {
        let id = view.promise.customer;
        if found.len() >= OFFERED || found.iter().any(|one| one.customer.id == id) {
            continue;
        }
        let customer = gehoor_customer::customer(tx, id).await?;
        if customer.erased_at.is_none() {
            found.push(Found { customer, points: gehoor_customer::contact_points(tx, id).await? });
        }
    }
    Ok(found)
}
