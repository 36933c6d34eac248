//! What was acknowledged about one promise.

use std::collections::BTreeSet;

use gehoor_kernel::time::Instant;

use super::Seen;
use crate::world::Claim;

/// What sets a promise going, as it was agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agreed {
    /// A window.
    At(Instant, Instant),
    /// An event and when it is expected.
    When(String, Instant),
    /// In place, until this moment.
    Soon(Instant),
}

/// What was agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Which customer, by place in the world's list.
    pub customer: usize,
    /// callBack, write, deliver, …
    pub kind: &'static str,
    /// What sets it going.
    pub agreed: Agreed,
    /// Who holds the ball.
    pub owner: String,
    /// When it was made.
    pub made_at: Instant,
}

impl Terms {
    /// The key of the event that it waits for.
    pub fn event(&self) -> Option<&str> {
        match &self.agreed {
            Agreed::When(key, _) => Some(key),
            Agreed::At(..) | Agreed::Soon(_) => None,
        }
    }
}

/// An acknowledged attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// When.
    pub at: Instant,
    /// Over which channel.
    pub channel: &'static str,
    /// On which number.
    pub point: Option<String>,
    /// What the world knows about it.
    pub claim: Claim,
    /// Whether the phone rang.
    pub rang: bool,
}

/// How a promise was ended by a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The customer was reached and it is settled, or the thing was delivered.
    Kept,
    /// The customer said so.
    Released,
}

impl Ending {
    /// The state that the product must show.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Released => "released",
        }
    }
}

/// The book of one promise.
#[derive(Clone, Debug)]
pub struct Book {
    /// What was agreed; an amendment replaces `agreed`.
    pub terms: Terms,
    /// Acknowledged attempts, oldest first.
    pub tried: Vec<Tried>,
    /// How it ended, if a person ended it.
    pub ended: Option<Ending>,
    /// The customer had to ask.
    pub asked_first: bool,
    /// To whom it is offered.
    pub offered_to: Option<String>,
    /// Numbers said not to exist, or changed, since they last proved to live or a person checked them.
    pub doubted: BTreeSet<String>,
    /// Some number of this customer was ever doubted.
    pub ever_doubted: bool,
    /// Steps that somebody acted on: kind and moment.
    pub acted: BTreeSet<(String, Instant)>,
    /// The step that somebody is acting on.
    pub doing: Option<(String, Instant)>,
    /// Steps that were done: an attempt on them was acknowledged.
    pub done: BTreeSet<(String, Instant)>,
    /// When a sign of life stands that may leave by itself, until one did.
    pub sign_planned: Option<Instant>,
    /// For when the sign of life stood that the customer had last.
    pub sign_given: Option<Instant>,
    /// A person steered it: no judging by the usual rhythm before this moment's day is over.
    pub steered_at: Option<Instant>,
    /// Until when a signed-off deadline holds; `None` when no moment is promised.
    pub deadline: Option<Instant>,
    /// As the product showed it at the last look.
    pub last: Option<Seen>,
    /// When that was.
    pub last_look: Instant,
}

impl Book {
    /// A new book.
    pub fn new(terms: Terms) -> Self {
        let (deadline, last_look) = (deadline(&terms.agreed), terms.made_at);
        Self {
            terms,
            tried: Vec::new(),
            ended: None,
            asked_first: false,
            offered_to: None,
            doubted: BTreeSet::new(),
            ever_doubted: false,
            acted: BTreeSet::new(),
            doing: None,
            done: BTreeSet::new(),
            sign_planned: None,
            sign_given: None,
            steered_at: None,
            deadline,
            last: None,
            last_look,
        }
    }

    /// An attempt was acknowledged.
    pub(super) fn attempted(&mut self, tried: Tried) {
        if let Some(point) =
            tried.point.as_ref().filter(|_| matches!(tried.claim, Claim::NotThere | Claim::Moved))
        {
            self.doubted.insert(point.clone());
            self.ever_doubted = true;
        }
        self.tried.push(tried);
        self.done.extend(self.doing.take());
    }

    /// The product shows a sign of life that stands for later, or one that is on its way, or something else.
    pub(super) fn plan_sign(&mut self, seen: &Seen) {
        let waits = seen.step.as_ref().filter(|_| seen.state == "waiting");
        match waits.map(|step| (step.kind.as_str(), step.at)) {
            Some(("signOfLife", at)) => self.sign_planned = Some(at),
            Some(("waitReport", _)) => {}
            _ => self.sign_planned = None,
        }
    }

    /// Another moment was agreed with the customer.
    pub fn amended(&mut self, agreed: Agreed, at: Instant) {
        self.deadline = deadline(&agreed);
        self.terms.agreed = agreed;
        self.steered_at = Some(at);
    }

    /// A person put the number right, or checked it.
    pub fn put_right(&mut self, at: Instant) {
        self.doubted.clear();
        self.steered_at = Some(at);
    }

    /// Before this moment it may not be due by itself; `event` is when its event was acknowledged.
    pub fn not_before(&self, event: Option<Instant>) -> Instant {
        match &self.terms.agreed {
            Agreed::At(from, _) => *from,
            Agreed::When(_, expected) => event.map_or(*expected, |event| event.min(*expected)),
            Agreed::Soon(_) => self.terms.made_at,
        }
    }
}

fn deadline(agreed: &Agreed) -> Option<Instant> {
    match agreed {
        Agreed::At(_, until) | Agreed::Soon(until) => Some(*until),
        Agreed::When(..) => None,
    }
}
