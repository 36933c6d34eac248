//! The rules of a promise: made, tried, and kept. Pure: no clock, no storage, no amounts.
//!
//! [`make`] builds a promise; [`decide`] answers every command on one with the promise afterwards and what happened, or with a
//! typed refusal. Both are total.

mod attempt;
mod command;
mod custody;
mod fit;
mod look;
mod make;
mod sending;
mod spoken;
mod state;
mod step;
mod taking;
mod words;

pub use command::{Attempt, Command, Decision, Event, Handing, New, Refusal, Said, Settings, Surroundings};
pub use fit::{Fit, Limits, Shut};
pub use make::make;
pub use sending::{Leaving, awaits_message};
pub use spoken::Spoken;
pub use state::{Handover, How, Kind, NextStep, Open, Phase, Promise, State, StateWord, Trigger, Wait};
pub(crate) use step::mends;
pub use taking::{Change, Remembered, TAKE_BACK_WITHIN, take_back};
pub use words::BadWord;

pub use gehoor_contact::rules::Window;

use std::time::Duration;

use gehoor_kernel::rng::Random;
use gehoor_kernel::time::{Instant, minutes};

/// A command may have waited so long for its turn, or come from a node whose clock is so far behind.
const BEHIND: Duration = minutes(2);

/// Decides on a command at `now`. The promise of the answer has a version one higher when anything happened. Time does not run
/// back for a promise: a command that waited while another was decided is decided after that one.
///
/// # Errors
/// A typed refusal when the command is impossible: always on a promise that has ended.
pub fn decide(
    promise: Promise,
    command: Command,
    now: Instant,
    world: &Surroundings<'_>,
    random: &mut Random,
) -> Result<Decision, Refusal> {
    let State::Open(open) = &promise.state else { return Err(Refusal::Ended) };
    let open = open.clone();
    let version = promise.version;
    let now = not_before(open.phase().since(), now);
    let mut decision = on_open(promise, &open, command, now, world, random)?;
    decision.promise.version = version + i64::from(!decision.events.is_empty());
    Ok(decision)
}

/// The later of both, unless they lie so far apart that the clock was put right meanwhile.
fn not_before(since: Instant, now: Instant) -> Instant {
    if since.since(now) <= BEHIND { now.max(since) } else { now }
}

fn on_open(
    promise: Promise,
    open: &Open,
    command: Command,
    now: Instant,
    world: &Surroundings<'_>,
    random: &mut Random,
) -> Result<Decision, Refusal> {
    match command {
        Command::Amend { trigger, customer_told: told } => {
            Ok(make::amend(promise, trigger, told, now, world))
        }
        Command::Wake { event, at } => make::wake(promise, event, at, now, world),
        Command::TimeCame => look::time_came(promise, open, now, world),
        Command::RecordAttempt(attempt) => attempt::record(promise, &attempt, now, world, random),
        Command::Deliver { at, by } => Ok(attempt::deliver(promise, at, by)),
        Command::Release { at, by, .. } => Ok(attempt::release(promise, at, by)),
        Command::HandOver { id, taker } => custody::hand_over(promise, id, taker),
        Command::Accept(id) => custody::accept(promise, open, id),
        Command::Decline(id) => custody::decline(promise, id),
        Command::AskedFirst { at } => Ok(custody::asked_first(promise, at)),
        Command::Reassign(to) => custody::reassign(promise, open, to),
        Command::GoOn => custody::go_on(promise, open, now, world, random),
        Command::Note => Ok(Decision { promise, events: vec![Event::Noted] }),
        Command::PutRight(point) => attempt::put_right(promise, open, point, now, world, random),
        Command::MessageSent(message) => Ok(sending::sent(promise, message, now, world)),
        Command::MessageFailed { message: id, attempt } => {
            Ok(sending::failed(promise, id, attempt, now, world))
        }
        Command::MessageInDoubt(message) => Ok(sending::in_doubt(promise, message, now, world)),
        Command::DoubtAnswered { went_out } => attempt::doubt_answered(promise, open, went_out, now, world),
    }
}

#[cfg(test)]
mod tests;
