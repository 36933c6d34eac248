//! What reached customers in writing: every message, and what asked for it. Counted where it arrives, not where it was sent.

use std::collections::{BTreeMap, BTreeSet};

use gehoor_kernel::id::PromiseId;
use gehoor_kernel::time::Instant;

use super::{Auditor, Book, Breach, Seen, civil_hours};

/// A message as a provider and the customer's box know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The id under which it was handed over.
    pub key: String,
    /// The number or address.
    pub to: String,
    /// Whose that is, by place in the world's list.
    pub customer: Option<usize>,
    /// Somebody wrote it; otherwise it left by itself.
    pub by_hand: bool,
    /// When it was handed over.
    pub at: Instant,
}

/// All messages.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    /// How often each message reached somebody.
    given: BTreeMap<String, u32>,
    /// Steps for which somebody wrote.
    steps: BTreeSet<String>,
    /// How many letters by hand are still to arrive at each address.
    expected: BTreeMap<String, u32>,
    /// How many messages to each customer were refused for good.
    refused: BTreeMap<usize, usize>,
}

impl Letters {
    /// Somebody writes to this address for this step; once, however often it is said.
    pub fn by_hand(&mut self, to: &str, step: &str) {
        if self.steps.insert(step.to_owned()) {
            *self.expected.entry(to.to_owned()).or_default() += 1;
        }
    }

    /// A provider refused a message to this customer for good.
    pub fn refused(&mut self, customer: usize) {
        *self.refused.entry(customer).or_default() += 1;
    }

    /// How many messages to this customer were refused for good: each may be on record as an attempt.
    pub fn refusals(&self, customer: usize) -> usize {
        self.refused.get(&customer).copied().unwrap_or(0)
    }
}

impl Auditor {
    /// A message reached a customer. It breaks law 7 when it did before, when nothing asked for it, and at night.
    pub fn message(&mut self, written: &Written) {
        let times = self.letters.given.entry(written.key.clone()).or_default();
        *times += 1;
        if *times > 1 {
            let what = format!("message {} reached {} {times} times", written.key, written.to);
            self.uncalled(PromiseId::from_bits(0), what);
        } else if written.by_hand {
            self.letter(written);
        } else {
            self.sign(written);
        }
    }

    fn letter(&mut self, written: &Written) {
        match self.letters.expected.get_mut(&written.to).filter(|expected| **expected > 0) {
            Some(expected) => *expected -= 1,
            None => {
                let what =
                    format!("a letter reached {} that nobody wrote, or that was there already", written.to);
                self.uncalled(PromiseId::from_bits(0), what);
            }
        }
    }

    /// A sign of life belongs to the one step of a waiting promise of that customer whose moment has come.
    fn sign(&mut self, written: &Written) {
        let asks = |book: &&mut Book| {
            Some(book.terms.customer) == written.customer
                && book.sign_planned.is_some_and(|planned| planned <= written.at)
        };
        let asking = self.books.iter_mut().map(|(id, book)| (*id, book)).filter(|(_, book)| asks(book));
        let Some((id, book)) = asking.min_by_key(|(_, book)| book.sign_planned) else {
            let what = format!("a sign of life reached {} for which no step stands", written.to);
            return self.uncalled(PromiseId::from_bits(0), what);
        };
        book.sign_given = book.sign_planned.take();
        let late = book.terms.event().is_some_and(|key| self.events.contains_key(key));
        if late {
            self.uncalled(id, "\"not in yet\" was sent though it is in".to_owned());
        }
        if let Some(why) = civil_hours::unfit(self.zone.local(written.at)) {
            self.uncalled(id, format!("a message left at {}, {why}", written.at));
        }
    }

    fn uncalled(&mut self, promise: PromiseId, what: String) {
        self.breaches.push(Breach { law: 7, promise, what });
    }
}

/// A message doesn't say which of two promises to one customer it is about. One that goes on to its next sign of life, or is in
/// doubt, had the message, though it was put down for the other, which still waits to hear of its own: that one may have another.
pub(super) fn settle(books: &mut BTreeMap<PromiseId, Book>, shown: &BTreeMap<PromiseId, Seen>, now: Instant) {
    let went_on = |book: &Book, seen: &Seen| {
        let next = seen.step.as_ref().filter(|step| seen.state == "waiting" && step.kind == "signOfLife");
        let later = |planned: Instant| next.is_some_and(|step| planned < step.at);
        let went = |planned: Instant| seen.state == "inDoubt" || later(planned);
        book.sign_planned.is_some_and(|planned| planned <= now && went(planned))
    };
    let had: Vec<_> =
        books.iter().filter(|(id, book)| shown.get(id).is_some_and(|seen| went_on(book, seen))).collect();
    let customers: Vec<_> = had.into_iter().map(|(_, book)| book.terms.customer).collect();
    for customer in customers {
        let waits = |id: &PromiseId| {
            shown.get(id).and_then(|seen| seen.step.as_ref()).is_some_and(|step| step.kind == "waitReport")
        };
        let other = books.iter_mut().find(|(id, book)| {
            book.terms.customer == customer
                && book.sign_planned.is_none()
                && book.sign_given.is_some()
                && waits(id)
        });
        if let Some((_, book)) = other {
            book.sign_planned = book.sign_given.take();
        }
    }
}
