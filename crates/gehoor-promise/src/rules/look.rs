//! The machine's look: what time alone does to a promise. Never early; everything that was missed happens at once.

use gehoor_contact::rules::StepKind;
use gehoor_kernel::time::Instant;

use super::command::{Decision, Event, Refusal, Surroundings};
use super::sending::by_itself;
use super::state::{NextStep, Open, Phase, Promise};
use super::step::due;

/// What has come by `now`: a step falls due, a clock's owner is reminded, a missed deadline marks the promise broken, a lead is
/// told of a step on which nobody acts. Afterwards the next look lies after `now`.
pub(crate) fn time_came(
    mut promise: Promise,
    open: &Open,
    now: Instant,
    world: &Surroundings<'_>,
) -> Result<Decision, Refusal> {
    if now < open.wake_at() {
        return Err(Refusal::NotYet);
    }
    let (mut phase, mut next, mut events) = (open.phase(), *open.next(), Vec::with_capacity(2));
    if next.at <= now && matches!(phase, Phase::Waiting { .. } | Phase::Trying { .. }) {
        (phase, next) = come(&promise, (phase, next), now, world, &mut events);
    }
    if open.remind_at().is_some_and(|at| at <= now) {
        events.push(Event::Reminded);
    }
    let missed = promise.unmissed().filter(|&deadline| deadline <= now);
    if let Some(deadline) = missed {
        promise.broken_at = Some(deadline);
        events.push(Event::Broken(deadline));
    }
    if missed.is_some() || tell_at(phase).is_some_and(|at| at <= now) {
        promise.told = promise.told.saturating_add(1);
        phase = told(phase, now, world);
        events.push(Event::LeadTold);
    }
    promise.open(phase, next, now);
    Ok(Decision { promise, events })
}

/// The step's moment has come: a sign of life may leave by itself, everything else is for a person.
fn come(
    promise: &Promise,
    (phase, next): (Phase, NextStep),
    now: Instant,
    world: &Surroundings<'_>,
    events: &mut Vec<Event>,
) -> (Phase, NextStep) {
    match by_itself(promise, phase, next, now, world) {
        Some((report, event)) => {
            events.push(event);
            (Phase::Waiting { since: now }, report)
        }
        None => fall_due(next, now, world, events),
    }
}

/// The step is for now. A sign of life that falls outside the hours in which the customer may be disturbed waits for them; a
/// promised moment is never moved.
fn fall_due(
    mut next: NextStep,
    now: Instant,
    world: &Surroundings<'_>,
    events: &mut Vec<Event>,
) -> (Phase, NextStep) {
    if next.kind == StepKind::SignOfLife {
        next.at = world.polite(next.at);
        events.push(Event::SignOfLifeDue);
    } else {
        events.push(Event::CameDue);
    }
    (due(next.at, now, world), next)
}

const fn tell_at(phase: Phase) -> Option<Instant> {
    match phase {
        Phase::Due { tell_at, .. } | Phase::InDoubt { tell_at, .. } => Some(tell_at),
        Phase::Waiting { .. } | Phase::Trying { .. } => None,
    }
}

/// The lead was told at `now`; next time after the company's interval, at work.
fn told(phase: Phase, now: Instant, world: &Surroundings<'_>) -> Phase {
    let again = world.at_work(now.plus(world.settings.tell_again));
    match phase {
        Phase::Due { since, .. } => Phase::Due { since, tell_at: again },
        Phase::InDoubt { since, message, .. } => Phase::InDoubt { since, tell_at: again, message },
        other => other,
    }
}
