//! Who holds the ball: offered, taken, not taken, given (law 5).

use gehoor_contact::rules::StepKind;
use gehoor_kernel::id::HandoverId;
use gehoor_kernel::rng::Random;
use gehoor_kernel::time::Instant;
use gehoor_people::Owner;

use super::attempt::lapse;
use super::command::{Decision, Event, Handing, Refusal, Surroundings};
use super::make::decided;
use super::state::{Handover, NextStep, Open, Promise, State};
use super::step::planned;

/// Offers the ball. It stays with the giver until the taker accepts.
pub(crate) fn hand_over(mut promise: Promise, id: HandoverId, taker: Owner) -> Result<Decision, Refusal> {
    if promise.handover.is_some() {
        return Err(Refusal::HandoverPending);
    }
    if promise.owner == taker {
        return Err(Refusal::SameOwner);
    }
    promise.handover = Some(Handover { id, taker });
    let event = Event::HandoverOffered(Handing { id, giver: promise.owner, taker });
    Ok(Decision { promise, events: vec![event] })
}

/// The taker takes the ball, and the next step with it.
pub(crate) fn accept(mut promise: Promise, open: &Open, id: HandoverId) -> Result<Decision, Refusal> {
    let handing = take_offer(&mut promise, id)?;
    give(&mut promise, open, handing.taker);
    Ok(Decision { promise, events: vec![Event::HandoverAccepted(handing)] })
}

/// The taker does not take it: nothing moved.
pub(crate) fn decline(mut promise: Promise, id: HandoverId) -> Result<Decision, Refusal> {
    let handing = take_offer(&mut promise, id)?;
    Ok(Decision { promise, events: vec![Event::HandoverDeclined(handing)] })
}

fn take_offer(promise: &mut Promise, id: HandoverId) -> Result<Handing, Refusal> {
    let handover = promise.handover.filter(|handover| handover.id == id).ok_or(Refusal::NoSuchHandover)?;
    promise.handover = None;
    Ok(Handing { id, giver: promise.owner, taker: handover.taker })
}

/// The lead gives it to somebody else; an offer that was open lapses.
pub(crate) fn reassign(mut promise: Promise, open: &Open, to: Owner) -> Result<Decision, Refusal> {
    if promise.owner == to {
        return Err(Refusal::SameOwner);
    }
    let mut events = vec![Event::Reassigned { from: promise.owner, to }];
    lapse(&mut promise, &mut events);
    give(&mut promise, open, to);
    Ok(Decision { promise, events })
}

/// Moves the ball. A step that was the old owner's is the new one's; a step of the lead stays with the lead.
fn give(promise: &mut Promise, open: &Open, to: Owner) {
    let old = std::mem::replace(&mut promise.owner, to);
    let next = *open.next();
    let owner = if next.owner == old { to } else { next.owner };
    let next = NextStep { owner, ..next };
    promise.state = State::Open(Open::new(open.phase(), next, open.remind_at(), promise.unmissed()));
}

/// The customer had to ask: marked once, with the first moment.
pub(crate) fn asked_first(mut promise: Promise, at: Instant) -> Decision {
    if promise.asked_first_at.is_some_and(|first| first <= at) {
        return Decision { promise, events: Vec::new() };
    }
    promise.asked_first_at = Some(at);
    Decision { promise, events: vec![Event::AskedFirst(at)] }
}

/// The lead, asked how to go on, says: go on. The tries count anew from here.
pub(crate) fn go_on(
    mut promise: Promise,
    open: &Open,
    now: Instant,
    world: &Surroundings<'_>,
    random: &mut Random,
) -> Result<Decision, Refusal> {
    if open.next().kind != StepKind::AskLead {
        return Err(Refusal::LeadNotAsked);
    }
    decided(&mut promise, now);
    let next = planned(&promise, now, world, random);
    promise.stand(next, true, now, world);
    Ok(Decision { promise, events: vec![Event::WentOn] })
}
