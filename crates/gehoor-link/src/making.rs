//! Making, listing and withdrawing links.

use gehoor_db::Tx;
use gehoor_kernel::id::{CustomerId, LinkId, PromiseId};
use gehoor_kernel::time::Instant;
use gehoor_promise::Filter;
use gehoor_shell::{Cx, Error, Facts, Sees, journal};

use crate::rules::LASTS;
use crate::secret::Secret;
use crate::sql;

/// More promises to one made-up customer than this nobody makes.
const MOST: usize = 1000;

/// A link to the customer's page of one promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its id; the secret is not known.
    pub id: LinkId,
    /// Whose page.
    pub promise: PromiseId,
    /// Who made it: an employee's id or "system".
    pub made_by: String,
    /// When.
    pub made_at: Instant,
    /// It ends before this moment.
    pub until: Instant,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Instant>,
}

impl Link {
    /// Whether it opens the page at this moment.
    pub fn opens(&self, now: Instant) -> bool {
        self.withdrawn_at.is_none() && now < self.until
    }
}

/// Makes a link with this secret.
///
/// # Errors
/// `NotFound` when there is no such promise or it is not the caller's to see.
pub async fn make(
    tx: &mut Tx<'_>,
    cx: &Cx,
    (promise, sees): (PromiseId, Sees),
    secret: &Secret,
) -> Result<Link, Error> {
    gehoor_promise::show(tx, cx, promise, sees).await?;
    let link = Link {
        id: LinkId::new(cx.now, &mut cx.random()),
        promise,
        made_by: cx.actor.word(),
        made_at: cx.now,
        until: cx.now.plus(LASTS),
        withdrawn_at: None,
    };
    sql::put(tx, &link, &secret.hash()).await?;
    journal::append(tx, cx, "link.made", link.id, Facts::new().id("promise", promise)).await?;
    Ok(link)
}

/// The links of a promise, oldest first.
///
/// # Errors
/// `NotFound` when there is no such promise or it is not the caller's to see.
pub async fn links(tx: &mut Tx<'_>, cx: &Cx, promise: PromiseId, sees: Sees) -> Result<Vec<Link>, Error> {
    gehoor_promise::show(tx, cx, promise, sees).await?;
    Ok(sql::of_promise(tx, promise).await?)
}

/// Withdraws a link; again changes nothing.
///
/// # Errors
/// `NotFound` when there is no such promise or it is not the caller's to see.
pub async fn withdraw(
    tx: &mut Tx<'_>,
    cx: &Cx,
    (promise, sees): (PromiseId, Sees),
    id: LinkId,
) -> Result<(), Error> {
    gehoor_promise::show(tx, cx, promise, sees).await?;
    if sql::withdraw(tx, id, promise, cx.now).await? > 0 {
        journal::append(tx, cx, "link.withdrawn", id, Facts::new().id("promise", promise)).await?;
    }
    Ok(())
}

/// Takes every link to a made-up customer's promises away.
///
/// # Errors
/// Only those of the database.
pub async fn drop_links_of(tx: &mut Tx<'_>, cx: &Cx, customer: CustomerId) -> Result<(), Error> {
    let filter = Filter { customer: Some(customer), ..Filter::default() };
    for view in gehoor_promise::list(tx, cx, &filter, None, MOST).await? {
        sql::drop_of(tx, view.promise.id).await?;
    }
    Ok(())
}
