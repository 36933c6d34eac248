//! Making a promise, moving it, and waking it.

use gehoor_contact::rules::{Channel, StepKind, Why};
use gehoor_kernel::id::EventId;
use gehoor_kernel::time::Instant;

use super::command::{Decision, Event, New, Refusal, Surroundings};
use super::state::{NextStep, Open, Phase, Promise, State, Trigger};
use super::step::{due, first_step, mends};

/// Makes a promise at `now`. A moment that has passed already is taken as it is: the promise is due, and the machine's first look
/// marks it broken. Total: every new promise can be made.
pub fn make(new: New, now: Instant, world: &Surroundings<'_>) -> Decision {
    let (kind, owner, why) = (new.kind.step(), new.owner, Why::Promised);
    let next = NextStep { kind, at: now, owner, why, channel: None, point: None };
    let mut promise = Promise {
        id: new.id,
        customer: new.customer,
        kind: new.kind,
        owner: new.owner,
        made_by: new.made_by,
        made_at: now,
        deadline: Some(world.counted_on(&new.trigger, now)),
        trigger: new.trigger,
        broken_at: None,
        asked_first_at: None,
        handover: None,
        tries: 0,
        told: 0,
        lead_decisions: 0,
        counted_from: None,
        state: State::Open(Open::new(Phase::Waiting { since: now }, next, None, None)),
        version: 1,
    };
    start(&mut promise, now, world);
    Decision { promise, events: vec![Event::Made] }
}

/// Puts the promise at the start of its trigger, as if nothing had been tried since.
pub(crate) fn start(promise: &mut Promise, now: Instant, world: &Surroundings<'_>) {
    let next = first_step(promise, now, world);
    let come = promise.trigger.waits().is_none() && matches!(promise.trigger, Trigger::When(_));
    let phase = if come || next.at <= now { due(next.at, now, world) } else { Phase::Waiting { since: now } };
    promise.state = State::Open(Open::new(phase, next, reminder(&promise.trigger, now), promise.unmissed()));
}

/// A running clock reminds its owner at two thirds of its time.
fn reminder(trigger: &Trigger, now: Instant) -> Option<Instant> {
    let Trigger::Soon(window) = trigger else { return None };
    let at = window.from.plus(window.until.since(window.from) * 2 / 3);
    (at > now).then_some(at)
}

/// Moves the promise. The customer who doesn't know of the move still counts on the old moment: then the deadline stays, unless
/// the new one is earlier. What is broken stays marked.
pub(crate) fn amend(
    mut promise: Promise,
    trigger: Trigger,
    customer_told: bool,
    now: Instant,
    world: &Surroundings<'_>,
) -> Decision {
    let new = world.counted_on(&trigger, now);
    let kept_to = promise.deadline.filter(|_| !customer_told);
    promise.deadline = Some(kept_to.map_or(new, |old| old.min(new)));
    promise.trigger = trigger;
    if promise.state.open().is_some_and(|open| open.next().kind == StepKind::AskLead) {
        decided(&mut promise, now);
    }
    start(&mut promise, now, world);
    Decision { promise, events: vec![Event::Amended { customer_told }] }
}

/// The lead was asked and decided: the tries count anew from here.
pub(crate) fn decided(promise: &mut Promise, now: Instant) {
    promise.lead_decisions = promise.lead_decisions.saturating_add(1);
    promise.counted_from = Some(now);
}

/// The event came: the promise is due at once. Its step starts as soon as the customer may be disturbed; a step that puts a
/// number right stays, for calling has no use before it. A sign of life that was owed earlier is still owed by then.
pub(crate) fn wake(
    mut promise: Promise,
    event: EventId,
    at: Instant,
    now: Instant,
    world: &Surroundings<'_>,
) -> Result<Decision, Refusal> {
    match &mut promise.trigger {
        Trigger::When(wait) if wait.arrived_at.is_none() => wait.arrived_at = Some(at),
        _ => return Err(Refusal::NotWaiting),
    }
    let call_by = world.counted_on(&promise.trigger, now);
    promise.deadline = Some(promise.unmissed().map_or(call_by, |owed| owed.min(call_by)));
    let current = promise.state.open().map(|open| *open.next());
    let next = match current {
        Some(current) if mends(current.kind) => current,
        Some(current) => on_the_way_of(first_step(&promise, now, world), &current),
        None => first_step(&promise, now, world),
    };
    promise.open(due(next.at, now, world), next, now);
    Ok(Decision { promise, events: vec![Event::Woken(event), Event::CameDue] })
}

/// A call that knows no number yet takes the one of the sign of life before it.
fn on_the_way_of(next: NextStep, before: &NextStep) -> NextStep {
    let fits = next.kind == StepKind::Call && before.channel == Some(Channel::Phone);
    if next.point.is_some() || !fits {
        return next;
    }
    NextStep { channel: before.channel, point: before.point, ..next }
}
