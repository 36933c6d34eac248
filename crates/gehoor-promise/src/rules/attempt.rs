//! What an attempt, a delivery or the customer's own word does to a promise.

use gehoor_contact::rules::{Class, StepKind, Why};
use gehoor_kernel::id::{ContactPointId, UserId};
use gehoor_kernel::rng::Random;
use gehoor_kernel::time::Instant;

use super::command::{Attempt, Decision, Event, Refusal, Surroundings};
use super::make::{amend, start};
use super::state::{How, Kind, Open, Phase, Promise, State, Trigger};
use super::step::{alerting, due, mends, next_sign, planned, sign_of_life};

/// Records an attempt. Reached and kept ends the promise; everything else leaves it open with the step that the contact policy
/// asks for. No code ends it: "does not exist" asks for the right number instead (laws 2 and 3).
pub(crate) fn record(
    mut promise: Promise,
    attempt: &Attempt,
    now: Instant,
    world: &Surroundings<'_>,
    random: &mut Random,
) -> Result<Decision, Refusal> {
    let class = attempt.judgement.class;
    promise.tries = promise.tries.saturating_add(u32::from(attempt.judgement.counts));
    let tried = Event::Attempted(attempt.id, class);
    if let Some(how) = keeps(promise.kind, attempt, world)? {
        return Ok(end_kept(promise, attempt.at, attempt.by, how, vec![tried]));
    }
    if let Some(window) = attempt.agreed.filter(|_| class == Class::Reached) {
        let mut decision = amend(promise, Trigger::At(window), true, now, world);
        decision.events.insert(0, tried);
        return Ok(decision);
    }
    let mut events = vec![tried];
    let told = matches!(class, Class::Reached | Class::Voicemail | Class::Delivered);
    if promise.trigger.waits().is_some() {
        after_sign(&mut promise, told.then_some(attempt.at), now, world, random, &mut events);
    } else {
        after_try(&mut promise, now, world, random, &mut events);
    }
    Ok(Decision { promise, events })
}

/// The lead hears of failures that are not the customer's, with the moment of their beginning. The tries go on.
fn tell_trouble(promise: &mut Promise, now: Instant, world: &Surroundings<'_>, events: &mut Vec<Event>) {
    let run = world.history.iter().rev().take_while(|past| past.class.technical());
    let since = run.last().map_or(now, |first| first.at);
    promise.told = promise.told.saturating_add(1);
    events.extend([Event::TroubleTold(since), Event::LeadTold]);
}

/// How the attempt keeps the promise, if it does: a person was spoken to and says so, or a notice that the company says is enough.
fn keeps(kind: Kind, attempt: &Attempt, world: &Surroundings<'_>) -> Result<Option<How>, Refusal> {
    let judgement = &attempt.judgement;
    let spoken = judgement.class == Class::Reached && !judgement.provisional;
    let notice = matches!(judgement.class, Class::Voicemail | Class::Delivered);
    match (attempt.kept, spoken) {
        (true, true) => Ok(Some(How::Reached(attempt.id))),
        _ if notice && world.settings.notice_enough.contains(&kind) => Ok(Some(How::Notice(attempt.id))),
        (true, false) => Err(Refusal::NotReached),
        (false, _) => Ok(None),
    }
}

/// A promise that still waits for its event: the customer who heard from us had a sign of life; otherwise it is tried again.
fn after_sign(
    promise: &mut Promise,
    told_at: Option<Instant>,
    now: Instant,
    world: &Surroundings<'_>,
    random: &mut Random,
    events: &mut Vec<Event>,
) {
    if let Some(at) = told_at {
        give_sign(promise, at, now, world, events);
        return;
    }
    let (mut next, alert) = alerting(promise, now, world, random);
    if alert {
        tell_trouble(promise, now, world, events);
    }
    let early = promise.trigger.waits().is_some_and(|wait| now < wait.expected_by);
    if reaches(next.kind) {
        if early {
            return;
        }
        next.kind = StepKind::SignOfLife;
    }
    promise.stand(next, true, now, world);
}

/// The customer heard at `given` that we have not forgotten: the next sign is one interval away, and is counted on then.
pub(crate) fn give_sign(
    promise: &mut Promise,
    given: Instant,
    now: Instant,
    world: &Surroundings<'_>,
    events: &mut Vec<Event>,
) {
    if promise.trigger.waits().is_some() {
        miss(promise, given, events);
    }
    let Some(wait) = promise.trigger.waits() else { return };
    let at = next_sign(wait, now);
    let why = if at == wait.expected_by { Why::ExpectedPassed } else { Why::SignOfLifeDue };
    promise.deadline = Some(world.sign_by(at));
    let next = sign_of_life(promise, at, why);
    promise.open(Phase::Waiting { since: now }, next, now);
    events.push(Event::SignOfLifeGiven);
}

/// The next try. Trying before the promised moment doesn't move it, unless the number must be put right first.
fn after_try(
    promise: &mut Promise,
    now: Instant,
    world: &Surroundings<'_>,
    random: &mut Random,
    events: &mut Vec<Event>,
) {
    let (next, alert) = alerting(promise, now, world, random);
    if alert {
        tell_trouble(promise, now, world, events);
    }
    let before = promise.trigger.window().is_some_and(|window| now < window.from);
    if before && reaches(next.kind) {
        return start(promise, now, world);
    }
    promise.stand(next, true, now, world);
}

/// True for a step that reaches out to the customer.
const fn reaches(kind: StepKind) -> bool {
    matches!(kind, StepKind::Call | StepKind::Write | StepKind::SignOfLife)
}

/// The thing was delivered.
pub(crate) fn deliver(promise: Promise, at: Instant, by: Option<UserId>) -> Decision {
    end_kept(promise, at, by, How::Delivered, Vec::new())
}

fn end_kept(
    mut promise: Promise,
    at: Instant,
    by: Option<UserId>,
    how: How,
    mut events: Vec<Event>,
) -> Decision {
    miss(&mut promise, at, &mut events);
    events.push(Event::Kept(how));
    lapse(&mut promise, &mut events);
    promise.state = State::Kept { at, by, how };
    Decision { promise, events }
}

/// The customer said that it need not be.
pub(crate) fn release(mut promise: Promise, at: Instant, by: Option<UserId>) -> Decision {
    let mut events = Vec::with_capacity(2);
    miss(&mut promise, at, &mut events);
    events.push(Event::Released);
    lapse(&mut promise, &mut events);
    promise.state = State::Released { at, by };
    Decision { promise, events }
}

/// An end after the deadline that the machine had not looked at yet is still a broken promise.
fn miss(promise: &mut Promise, at: Instant, events: &mut Vec<Event>) {
    if let Some(deadline) = promise.unmissed().filter(|&deadline| deadline <= at) {
        promise.broken_at = Some(deadline);
        events.push(Event::Broken(deadline));
    }
}

/// An offered hand-over has no more use.
pub(crate) fn lapse(promise: &mut Promise, events: &mut Vec<Event>) {
    if let Some(handover) = promise.handover.take() {
        events.push(Event::HandoverLapsed(handover.id));
    }
}

/// A number or address was put right: the promise goes on where it stood, with a try as soon as it may be. Nothing happens when
/// the policy still sees no way that may work.
pub(crate) fn put_right(
    mut promise: Promise,
    open: &Open,
    point: ContactPointId,
    now: Instant,
    world: &Surroundings<'_>,
    random: &mut Random,
) -> Result<Decision, Refusal> {
    if !mends(open.next().kind) {
        return Err(Refusal::NothingToPutRight);
    }
    let mut next = planned(&promise, now, world, random);
    if mends(next.kind) {
        return Ok(Decision { promise, events: Vec::new() });
    }
    let early =
        promise.trigger.waits().map(|wait| wait.expected_by).or(promise.trigger.window().map(|w| w.from));
    if early.is_some_and(|at| now < at) && reaches(next.kind) {
        start(&mut promise, now, world);
    } else {
        if promise.trigger.waits().is_some() && reaches(next.kind) {
            next.kind = StepKind::SignOfLife;
        }
        promise.stand(next, true, now, world);
    }
    Ok(Decision { promise, events: vec![Event::PutRight(point)] })
}

/// A person found out. Went it out, then it counts as given; if not, the step is for now again, and a person sees to it.
pub(crate) fn doubt_answered(
    mut promise: Promise,
    open: &Open,
    went_out: bool,
    now: Instant,
    world: &Surroundings<'_>,
) -> Result<Decision, Refusal> {
    if !matches!(open.phase(), Phase::InDoubt { .. }) {
        return Err(Refusal::NoDoubt);
    }
    let mut events = vec![Event::DoubtAnswered { went_out }];
    if went_out && promise.trigger.waits().is_some() {
        give_sign(&mut promise, now, now, world, &mut events);
    } else if promise.trigger.waits().is_some() {
        let next = sign_of_life(&promise, world.polite(now), Why::SignOfLifeDue);
        promise.open(due(next.at, now, world), next, now);
    } else {
        start(&mut promise, now, world);
    }
    Ok(Decision { promise, events })
}
