//! What callers ask for, and what they get to see.

use gehoor_contact::rules::Window;
use gehoor_kernel::id::{CustomerId, HandoverId, NoteId, PromiseId, TeamId};
use gehoor_kernel::time::Instant;
use gehoor_people::{Directory, Owner};
use gehoor_shell::Sees;

use crate::rules::{Kind, Promise};
use crate::store::Words;

/// A promise to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPromise {
    /// To whom.
    pub customer: CustomerId,
    /// What, in the customer's words.
    pub text: String,
    /// What sort.
    pub kind: Kind,
    /// Who will hold the ball.
    pub owner: Owner,
    /// What sets it going.
    pub trigger: Wanted,
    /// Order, part, room or table.
    pub reference: Option<String>,
    /// What is at stake, in cents. No rule sees it.
    pub amount_cents: Option<i64>,
    /// The promise's own changes of the company's policy for tries, as a JSON object.
    pub policy: Option<String>,
}

/// What a caller wants to set a promise going.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A moment, or a window when `until` is given.
    At {
        /// The moment, or the window's begin.
        from: Instant,
        /// The window's end.
        until: Option<Instant>,
    },
    /// An outside event.
    When {
        /// Its key.
        key: String,
        /// When it is expected.
        expected_by: Instant,
        /// Days between signs of life; the company's own number when not given.
        sign_of_life_days: Option<u32>,
    },
    /// Minutes, in place.
    Soon {
        /// How many.
        minutes: u32,
    },
}

/// Which promise, for a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Which {
    /// Its id.
    pub id: PromiseId,
    /// The version that the caller saw; a change in between is then refused.
    pub seen: Option<i64>,
    /// What the caller may see: anything else is not found.
    pub sees: Sees,
}

impl Which {
    /// The promise, whatever its version, for a caller who may see all.
    pub const fn any(id: PromiseId) -> Self {
        Self { id, seen: None, sees: Sees::All }
    }
}

/// A change of what was promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// The new moment or event.
    pub trigger: Wanted,
    /// Why.
    pub reason: String,
    /// Whether the customer knows.
    pub customer_told: bool,
}

/// An event that was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// Its key ("order 4711").
    pub key: String,
    /// When it happened; now, when not given.
    pub occurred_at: Option<Instant>,
}

/// A promise as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The promise.
    pub promise: Promise,
    /// Its words and amount.
    pub words: Words,
    /// Who answers for the next step now: whoever stands in for an owner who is away. `None` when it has ended.
    pub answers: Option<Owner>,
}

impl View {
    /// The promise as people read it now.
    pub(crate) fn new(promise: Promise, words: Words, directory: &Directory, now: Instant) -> Self {
        let answers = promise.state.open().map(|open| directory.resolve(open.next().owner, now));
        Self { promise, words, answers }
    }
}

/// A promise whose tries fail for a reason that is not the customer's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// When the failures began.
    pub since: Instant,
    /// Who was told and must see to it.
    pub lead: Owner,
    /// The promise.
    pub view: View,
}

/// Everything of a promise that people read on its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The promise and its words.
    pub view: View,
    /// Notes and reasons, oldest first.
    pub notes: Vec<NoteView>,
    /// Hand-overs, oldest first.
    pub handovers: Vec<HandoverView>,
}

/// A note or reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteView {
    /// Which.
    pub id: NoteId,
    /// What it belongs to: `note`, `amendment`, `release`, …
    pub kind: String,
    /// When.
    pub at: Instant,
    /// Who: an employee's id, `system` or `customer`.
    pub actor: String,
    /// The words; `None` after an erasure.
    pub text: Option<String>,
}

/// A hand-over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverView {
    /// Which.
    pub id: HandoverId,
    /// Who offered.
    pub giver: Owner,
    /// To whom.
    pub taker: Owner,
    /// When.
    pub offered_at: Instant,
    /// `accepted`, `declined`, `lapsed`, or none yet.
    pub answer: Option<String>,
    /// When it was answered.
    pub answered_at: Option<Instant>,
}

/// Which promises to list. All that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Held by this person or team.
    pub owner: Option<Owner>,
    /// Held by this team or one of its members.
    pub team: Option<TeamId>,
    /// Made to this customer.
    pub customer: Option<CustomerId>,
    /// What the reader may see.
    pub sees: Sees,
    /// In this state; also `open` and `ended`.
    pub state: Option<String>,
    /// Only those whose next step is for now.
    pub due: bool,
}

impl Wanted {
    /// The promised window, when `moment` is how long a moment lasts.
    pub(crate) fn window(&self, now: Instant, moment: std::time::Duration) -> Option<Window> {
        match *self {
            Self::At { from, until } => Some(Window { from, until: until.unwrap_or(from.plus(moment)) }),
            Self::Soon { minutes } => {
                Some(Window { from: now, until: now.plus(gehoor_kernel::time::minutes(u64::from(minutes))) })
            }
            Self::When { .. } => None,
        }
    }
}
