//! The auditor: books of its own about everything that was acknowledged, and the laws, checked against what the product shows.
//!
//! It never asks the product how many, how often or whether: it counts what people, lines and suppliers did, and compares.

pub mod books;
mod civil_hours;
mod effort;
mod laws;
pub mod letters;
mod staff_book;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use gehoor_kernel::id::PromiseId;
use gehoor_kernel::time::{Instant, Zone};

pub use books::{Book, Ending, Terms, Tried};
pub use letters::Written;
pub use staff_book::StaffBook;

/// A promise as the product shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// waiting, due, trying, inDoubt, kept or released.
    pub state: String,
    /// Who holds the ball, as "us_…" or "te_…".
    pub owner: String,
    /// What must happen next.
    pub step: Option<SeenStep>,
    /// Marked broken.
    pub broken: bool,
    /// Marked as asked for.
    pub asked_first: bool,
    /// How many attempts are on record.
    pub attempts: usize,
    /// To whom it is offered.
    pub offered_to: Option<String>,
    /// Counts its changes.
    pub version: i64,
}

/// A next step as the product shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenStep {
    /// What, in camelCase.
    pub kind: String,
    /// When.
    pub at: Instant,
    /// Who, absence resolved, as "us_…" or "te_…".
    pub owner: String,
    /// Why, in camelCase.
    pub why: String,
    /// On which number or address.
    pub point: Option<String>,
}

impl Seen {
    /// Whether the product says that it is open.
    pub fn is_open(&self) -> bool {
        !matches!(self.state.as_str(), "kept" | "released")
    }
}

/// A law that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The number of the law in product.md; 0 for "a timer never fires early, and fires once".
    pub law: u8,
    /// Which promise.
    pub promise: PromiseId,
    /// What is wrong.
    pub what: String,
}

impl std::fmt::Display for Breach {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "law {}: {} {}", self.law, self.promise, self.what)
    }
}

/// All books.
#[derive(Clone, Debug)]
pub struct Auditor {
    /// The wall clock of the company.
    pub zone: Zone,
    /// One book for each promise that was acknowledged.
    pub books: BTreeMap<PromiseId, Book>,
    /// Who works here.
    pub staff: StaffBook,
    /// When each event was first acknowledged.
    pub events: BTreeMap<String, Instant>,
    /// What reached customers in writing.
    pub letters: letters::Letters,
    /// Breaches found and not yet taken.
    breaches: Vec<Breach>,
}

impl Auditor {
    /// Empty books.
    pub fn new(zone: Zone) -> Self {
        Self {
            zone,
            books: BTreeMap::new(),
            staff: StaffBook::default(),
            events: BTreeMap::new(),
            letters: letters::Letters::default(),
            breaches: Vec::new(),
        }
    }

    /// A promise was acknowledged.
    pub fn made(&mut self, id: PromiseId, terms: Terms) {
        self.books.insert(id, Book::new(terms));
    }

    /// An event was acknowledged; only the first time counts.
    pub fn event(&mut self, key: &str, at: Instant) {
        self.events.entry(key.to_owned()).or_insert(at);
    }

    /// The book of a promise.
    pub fn book(&mut self, id: PromiseId) -> Option<&mut Book> {
        self.books.get_mut(&id)
    }

    /// An attempt was acknowledged. Life on a number clears the doubt about it everywhere.
    pub fn attempted(&mut self, id: PromiseId, tried: Tried) {
        if tried.claim.proves_life() {
            for book in self.books.values_mut() {
                book.doubted.retain(|point| Some(point) != tried.point.as_ref());
            }
        }
        if let Some(book) = self.books.get_mut(&id) {
            book.attempted(tried);
        }
    }

    /// Somebody starts to act on a step that the product asks for. The same step twice is a breach.
    pub fn acting(&mut self, id: PromiseId, step: &SeenStep) {
        let Some(book) = self.books.get_mut(&id) else { return };
        let key = (step.kind.clone(), step.at);
        book.doing = Some(key.clone());
        if !book.acted.insert(key) {
            let what = format!("the step {} of {} is asked for a second time", step.kind, step.at);
            self.breaches.push(Breach { law: 7, promise: id, what });
        }
    }

    /// Looks at all that the product shows. `served`: the tasks have run at `now`, so nothing due may still lie.
    pub fn look(&mut self, shown: &BTreeMap<PromiseId, Seen>, now: Instant, served: bool) {
        for (id, book) in &self.books {
            let Some(seen) = shown.get(id) else {
                let what = "was acknowledged and is not there".to_owned();
                self.breaches.push(Breach { law: 6, promise: *id, what });
                continue;
            };
            let found = laws::look(self, book, seen, now, served);
            self.breaches.extend(found.into_iter().map(|(law, what)| Breach { law, promise: *id, what }));
        }
        for id in shown.keys().filter(|id| !self.books.contains_key(id)) {
            let what = "is there and was never acknowledged nor asked for".to_owned();
            self.breaches.push(Breach { law: 6, promise: *id, what });
        }
        self.remember(shown, now);
    }

    /// Writes a breach down that was found elsewhere.
    pub fn breach(&mut self, law: u8, promise: PromiseId, what: String) {
        self.breaches.push(Breach { law, promise, what });
    }

    /// Whether something was found.
    pub fn has_breaches(&self) -> bool {
        !self.breaches.is_empty()
    }

    /// The breaches since the last call.
    pub fn take_breaches(&mut self) -> Vec<Breach> {
        std::mem::take(&mut self.breaches)
    }

    fn remember(&mut self, shown: &BTreeMap<PromiseId, Seen>, now: Instant) {
        letters::settle(&mut self.books, shown, now);
        for (id, book) in &mut self.books {
            if let Some(seen) = shown.get(id) {
                book.plan_sign(seen);
            }
            book.last = shown.get(id).cloned();
            book.last_look = now;
        }
    }
}
