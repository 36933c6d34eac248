//! A sign of life that leaves by itself: over which way, until when, and what follows from what became of it.

use gehoor_contact::rules::{Channel, Class, Point, PointKind, StepKind, Why};
use gehoor_kernel::id::{AttemptId, ContactPointId, MessageId};
use gehoor_kernel::time::{Instant, minutes};
use std::time::Duration;

use super::attempt::give_sign;
use super::command::{Decision, Event, Surroundings};
use super::state::{NextStep, Open, Phase, Promise};
use super::step::{due, sign_of_life, way};

/// So long after its last moment a person looks what became of a message: its dispatcher has said so long before.
const SILENCE: Duration = minutes(15);

/// A message that leaves by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// As a mail or a text message.
    pub channel: Channel,
    /// To which number or address.
    pub point: ContactPointId,
    /// It may not leave at or after this moment: the customer is not to be disturbed any more, or it comes too late.
    pub until: Instant,
}

/// Whether a message about it is on its way, of which nobody knows yet what became.
pub fn awaits_message(promise: &Promise) -> bool {
    let told = |open: &Open| {
        open.next().kind == StepKind::WaitReport
            && open.next().why == Why::ReportPending
            && !matches!(open.phase(), Phase::InDoubt { .. })
    };
    promise.trigger.waits().is_some() && promise.state.open().is_some_and(told)
}

/// The step of a waiting promise whose sign of life leaves by itself at `now`, or is put off until the customer may be disturbed.
/// `None` when a person must give it: somebody tried already, or there is no way for a machine.
pub(crate) fn by_itself(
    promise: &Promise,
    phase: Phase,
    next: NextStep,
    now: Instant,
    world: &Surroundings<'_>,
) -> Option<(NextStep, Event)> {
    let fresh = next.kind == StepKind::SignOfLife && matches!(phase, Phase::Waiting { .. });
    let (channel, point) = way_out(world).filter(|_| fresh)?;
    let polite = world.polite(now);
    if polite > now {
        return Some((NextStep { at: polite, ..next }, Event::SignOfLifePutOff));
    }
    let until = world.polite_until(now)?.min(now.plus(world.policy.report_wait));
    let report = promise.own_step(StepKind::WaitReport, until.plus(SILENCE), Why::ReportPending);
    let report = NextStep { channel: Some(channel), point: Some(point), ..report };
    Some((report, Event::SignOfLifeLeaves(Leaving { channel, point, until })))
}

/// The way on which a machine may write to this customer: the channel that the customer wished, then that of the number or address
/// that the customer prefers, then any. A customer who wished to be called, or who refused us before, hears from a person.
fn way_out(world: &Surroundings<'_>) -> Option<(Channel, ContactPointId)> {
    let writes = |channel: Channel| matches!(channel, Channel::Sms | Channel::Email);
    let refused = world.history.iter().any(|tried| tried.class == Class::Rejected);
    if refused || world.preferred.is_some_and(|channel| !writes(channel)) {
        return None;
    }
    let own = world.points.iter().filter(|point| point.preferred);
    let own =
        own.filter_map(|point| [Channel::Sms, Channel::Email].into_iter().find(|way| takes(point, *way)));
    let ways = world.preferred.into_iter().chain(own).chain([Channel::Sms, Channel::Email]);
    let configured = ways.filter(|way| world.outbound.contains(way));
    configured.into_iter().find_map(|way| best(world.points, way).map(|point| (way, point)))
}

fn best(points: &[Point], channel: Channel) -> Option<ContactPointId> {
    let fitting = points.iter().filter(|point| takes(point, channel));
    // Of equals the first: max_by_key would take the last.
    fitting.rev().max_by_key(|point| (point.preferred, point.last_life)).map(|point| point.id)
}

fn takes(point: &Point, channel: Channel) -> bool {
    let fits = match channel {
        Channel::Sms => point.kind == PointKind::Phone && point.texts,
        Channel::Email => point.kind == PointKind::Email,
        _ => false,
    };
    fits && point.state.usable()
}

/// The message went out: a sign of life was given. One that nobody waits for any more changes nothing.
pub(crate) fn sent(
    mut promise: Promise,
    message: MessageId,
    now: Instant,
    world: &Surroundings<'_>,
) -> Decision {
    if !awaits_message(&promise) {
        return Decision { promise, events: Vec::new() };
    }
    let mut events = vec![Event::MessageSent(message)];
    give_sign(&mut promise, now, now, world, &mut events);
    Decision { promise, events }
}

/// The message will never go out: a person gives the sign of life.
pub(crate) fn failed(
    mut promise: Promise,
    message: MessageId,
    attempt: Option<(AttemptId, Class)>,
    now: Instant,
    world: &Surroundings<'_>,
) -> Decision {
    if !awaits_message(&promise) {
        return Decision { promise, events: Vec::new() };
    }
    let next = sign_of_life(&promise, world.polite(now), Why::MessageFailed);
    let (channel, point) = way(next.kind, world.points).unzip();
    promise.open(due(next.at, now, world), NextStep { channel, point, ..next }, now);
    let tried = attempt.map(|(id, class)| Event::Attempted(id, class));
    Decision { promise, events: tried.into_iter().chain([Event::MessageFailed(message)]).collect() }
}

/// A provider did not say whether a message went out: a person is asked, and nothing is sent again by itself (law 7).
pub(crate) fn in_doubt(
    mut promise: Promise,
    message: MessageId,
    now: Instant,
    world: &Surroundings<'_>,
) -> Decision {
    if !awaits_message(&promise) {
        return Decision { promise, events: Vec::new() };
    }
    let next = promise.own_step(StepKind::AskPerson, now, Why::InDoubt);
    let tell_at = world.at_work(now.plus(world.settings.patience));
    promise.open(Phase::InDoubt { since: now, tell_at, message }, next, now);
    Decision { promise, events: vec![Event::DoubtRaised(message)] }
}
