//! Taking back: the last change by a person was a mistake, and the promise stands as it stood before it.

use gehoor_kernel::id::AttemptId;
use gehoor_kernel::time::{Instant, minutes};
use std::time::Duration;

use super::command::{Decision, Event, Refusal, Surroundings};
use super::state::{NextStep, Open, Promise, State};
use super::words::words;

/// So long after a change it can be taken back.
pub const TAKE_BACK_WITHIN: Duration = minutes(15);

words! {
    /// What can be taken back.
    pub enum Change {
        /// An attempt and what it led to.
        Attempt = "attempt",
        /// A move.
        Amendment = "amendment",
        /// The lead gave it to somebody else.
        Reassignment = "reassignment",
        /// An offer of the ball that was not answered.
        Handover = "handover",
        /// The customer's word that it need not be.
        Release = "release",
        /// A delivery.
        Delivery = "delivery",
    }
}

/// The last change that can be taken back, and how the promise stood before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// The promise before.
    pub before: Promise,
    /// What was done.
    pub change: Change,
    /// The attempt that was recorded, if one was.
    pub attempt: Option<AttemptId>,
    /// The version that it made of the promise.
    pub version: i64,
    /// When.
    pub at: Instant,
}

/// Takes the last change back. Only while nothing else happened to the promise since, and not for ever.
///
/// # Errors
/// A typed refusal when something happened since, or too much time has passed.
pub fn take_back(
    promise: &Promise,
    last: Remembered,
    now: Instant,
    world: &Surroundings<'_>,
) -> Result<Decision, Refusal> {
    if last.version != promise.version {
        return Err(Refusal::NothingToTakeBack);
    }
    if now > last.at.plus(TAKE_BACK_WITHIN) {
        return Err(Refusal::TooLateToTakeBack);
    }
    let offered = last.before.handover.filter(|_| promise.handover.is_none()).map(|offer| offer.id);
    let (change, attempt, reopened) = (last.change, last.attempt, promise.state.open().is_none());
    let mut events = vec![Event::TakenBack { change, attempt, reopened, offered }];
    if let Some(offer) = promise.handover.filter(|_| last.before.handover.is_none()) {
        events.push(Event::HandoverLapsed(offer.id));
    }
    // Whose it is may have been put right meanwhile (two cards made one): that is no change of the promise.
    let mut back = Promise { customer: promise.customer, version: promise.version + 1, ..last.before };
    forget_useless(&mut back, world);
    Ok(Decision { promise: back, events })
}

/// A number that was given up meanwhile is not put back on the step (law 3).
fn forget_useless(promise: &mut Promise, world: &Surroundings<'_>) {
    let State::Open(open) = &promise.state else { return };
    let useful = |id| world.points.iter().any(|point| point.id == id && point.state.usable());
    if open.next().point.is_none_or(useful) {
        return;
    }
    let next = NextStep { channel: None, point: None, ..*open.next() };
    promise.state = State::Open(Open::new(open.phase(), next, open.remind_at(), promise.unmissed()));
}
