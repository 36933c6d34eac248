//! What a customer sees and does behind a link.

use gehoor_contact::Attempt;
use gehoor_contact::rules::Channel;
use gehoor_customer::rules::PointValue;
use gehoor_customer::{ContactPoint, Customer, NewPoint, PointChange};
use gehoor_db::Tx;
use gehoor_kernel::id::{ContactPointId, PromiseId};
use gehoor_promise::rules::Said;
use gehoor_promise::{Amendment, NoteView, View, Wanted, Which};
use gehoor_shell::{Cx, Error};

use crate::making::Link;
use crate::rules::{Slot, slots};
use crate::secret::Secret;
use crate::sql;

/// Everything on the customer's page.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The promise.
    pub view: View,
    /// The customer.
    pub customer: Customer,
    /// The numbers that may be corrected.
    pub numbers: Vec<ContactPoint>,
    /// What was tried, oldest first.
    pub attempts: Vec<Attempt>,
    /// What the customer said here, oldest first.
    pub said: Vec<NoteView>,
    /// Times that we can keep.
    pub slots: Vec<Slot>,
}

/// What a customer asks for.
#[derive(Clone, Debug)]
pub enum Wish {
    /// To be called in this window; one of [`Shown::slots`]. The reason stands in the story of the promise.
    Time {
        /// The window.
        slot: Slot,
        /// The reason in the customer's language.
        reason: String,
    },
    /// Another number: corrects the first one, or adds it.
    Number(PointValue),
    /// It need not be any more, in these words.
    Release(Said),
    /// Something to say to us.
    Say(String),
}

/// Opens the page behind a secret.
///
/// # Errors
/// `NotFound` for a secret that we do not know, that has ended, was withdrawn, or whose customer was erased.
pub async fn open(tx: &mut Tx<'_>, cx: &Cx, secret: &Secret) -> Result<Shown, Error> {
    let link = standing(tx, cx, secret).await?;
    let page = gehoor_promise::show(tx, cx, link.promise, gehoor_shell::Sees::All).await?;
    let customer = gehoor_customer::customer(tx, page.view.promise.customer).await?;
    if customer.erased_at.is_some() {
        return Err(Error::NotFound);
    }
    let points = gehoor_customer::contact_points(tx, customer.id).await?;
    let numbers = points.into_iter().filter(|point| point.kind.word() == "phone").collect();
    let attempts = gehoor_contact::attempts(tx, link.promise).await?;
    let said = page.notes.into_iter().filter(|note| note.actor == "customer").collect();
    let policy = gehoor_contact::policy(tx).await?;
    let slots = slots(&policy.company.company, &policy.company.courtesy, cx.now);
    Ok(Shown { view: page.view, customer, numbers, attempts, said, slots })
}

async fn standing(tx: &mut Tx<'_>, cx: &Cx, secret: &Secret) -> Result<Link, Error> {
    let link = sql::by_hash(tx, &secret.hash()).await?;
    link.filter(|link| link.opens(cx.now)).ok_or(Error::NotFound)
}

/// Whether a secret opens a page now.
pub(crate) async fn opens(tx: &mut Tx<'_>, cx: &Cx, secret: &Secret) -> Result<bool, Error> {
    let link = sql::by_hash(tx, &secret.hash()).await?;
    Ok(link.is_some_and(|link| link.opens(cx.now)))
}

/// Does what the customer asks. The same words twice are kept once.
///
/// # Errors
/// `NotFound` as [`open`]; a conflict when the promise has ended; `Invalid` for a time that is not offered (any more).
pub async fn act(tx: &mut Tx<'_>, cx: &Cx, secret: &Secret, wish: &Wish) -> Result<(), Error> {
    let shown = open(tx, cx, secret).await?;
    let which = Which::any(shown.view.promise.id);
    match wish {
        Wish::Time { slot, reason } => move_to(tx, cx, &shown, *slot, reason).await,
        Wish::Number(value) => put_number(tx, cx, &shown, value).await,
        Wish::Release(said) => gehoor_promise::release(tx, cx, which, said, None).await.map(drop),
        Wish::Say(text) if already(&shown, text) => Ok(()),
        Wish::Say(text) => gehoor_promise::note(tx, cx, which, text).await.map(drop),
    }
}

fn already(shown: &Shown, text: &str) -> bool {
    shown.said.last().is_some_and(|note| note.text.as_deref() == Some(text))
}

async fn move_to(tx: &mut Tx<'_>, cx: &Cx, shown: &Shown, slot: Slot, reason: &str) -> Result<(), Error> {
    if !shown.slots.contains(&slot) {
        return Err(Error::fault("/time", "slotGone"));
    }
    let trigger = Wanted::At { from: slot.from, until: Some(slot.until) };
    let change = Amendment { trigger, reason: reason.to_owned(), customer_told: true };
    gehoor_promise::amend(tx, cx, Which::any(shown.view.promise.id), &change).await.map(drop)
}

async fn put_number(tx: &mut Tx<'_>, cx: &Cx, shown: &Shown, value: &PointValue) -> Result<(), Error> {
    let known = shown.numbers.iter().find(|point| point.value.as_deref() == Some(&value.value));
    let point = match (known, shown.numbers.first()) {
        (Some(known), _) => known.id,
        (None, Some(first)) => {
            let change = PointChange { value: Some(value.clone()), ..PointChange::default() };
            gehoor_customer::change_point(tx, cx, first.id, None, &change).await?.id
        }
        (None, None) => {
            let new = NewPoint { value: value.clone(), label: None, preferred: true };
            gehoor_customer::add_point(tx, cx, shown.customer.id, &new).await?.id
        }
    };
    go_on(tx, cx, shown.view.promise.id, point).await
}

/// A promise that waited for the right number goes on; for any other it is enough that the number is right now.
async fn go_on(tx: &mut Tx<'_>, cx: &Cx, promise: PromiseId, point: ContactPointId) -> Result<(), Error> {
    match gehoor_promise::put_right(tx, cx, Which::any(promise), point).await {
        Ok(_) | Err(Error::Conflict { code: "promiseNothingToPutRight", .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Whether an attempt was a call.
pub(crate) fn is_call(attempt: &Attempt) -> bool {
    attempt.channel == Channel::Phone
}
