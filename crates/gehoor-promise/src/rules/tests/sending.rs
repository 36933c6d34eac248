//! Signs of life that leave by themselves.

use gehoor_contact::rules::{Channel, Class, Point, PointKind, PointState, StepKind, Why};
use gehoor_kernel::id::{EventId, MessageId};
use gehoor_kernel::time::{Instant, days, hours, minutes};

use super::world::{World, monday, point, wait};
use crate::rules::{Command, Event, Kind, Leaving, NextStep, Promise, Trigger, awaits_message};

const MESSAGE: MessageId = MessageId::from_bits(1);

fn next(promise: &Promise) -> NextStep {
    *promise.state.open().expect("open").next()
}

/// A customer with a mobile number and a mail address, a company that can write both, and a promise whose event is expected at `at`.
fn world(at: Instant) -> (World, Promise) {
    let mut world = World::new(1);
    world.points =
        vec![point(1), Point { kind: PointKind::Email, texts: false, preferred: false, ..point(2) }];
    world.outbound = vec![Channel::Email, Channel::Sms];
    let promise = world.make(Kind::CallBack, Trigger::When(wait(at, None)), monday());
    (world, promise)
}

/// The promise after its sign of life left, at `at`.
fn left(world: &mut World, promise: &Promise, at: Instant) -> Promise {
    let gone = world.after(promise, Command::TimeCame, at);
    assert!(awaits_message(&gone), "{gone:?}");
    gone
}

fn way(world: &mut World, promise: &Promise) -> Option<(Channel, u128)> {
    let decision = world.decide(promise, Command::TimeCame, next(promise).at).expect("possible");
    decision.events.iter().find_map(|event| match event {
        Event::SignOfLifeLeaves(Leaving { channel, point, .. }) => Some((*channel, point.bits())),
        _ => None,
    })
}

#[test]
fn it_leaves_when_the_expected_date_passes_and_counts_when_it_went_out() {
    let at = monday().plus(hours(4));
    let (mut world, promise) = world(at);
    let gone = left(&mut world, &promise, at);
    let step = next(&gone);
    assert_eq!(
        (gone.state.word(), step.kind, step.why),
        ("waiting", StepKind::WaitReport, Why::ReportPending)
    );
    assert_eq!((step.owner, step.channel), (promise.owner, Some(Channel::Sms)));
    assert_eq!(step.at, at.plus(hours(4)).plus(minutes(15)), "law 1: a person looks if nothing is heard");
    let later = at.plus(minutes(1));
    let told = world.decide(&gone, Command::MessageSent(MESSAGE), later).expect("possible");
    assert_eq!(told.events, [Event::MessageSent(MESSAGE), Event::SignOfLifeGiven]);
    assert_eq!(next(&told.promise).kind, StepKind::SignOfLife);
    assert_eq!((told.promise.state.word(), next(&told.promise).at), ("waiting", later.plus(days(3))));
}

#[test]
fn it_waits_for_the_hours_in_which_the_customer_may_be_disturbed_and_never_leaves_after_them() {
    let night = monday().plus(hours(13));
    let (mut world, promise) = world(night);
    let put_off = world.decide(&promise, Command::TimeCame, night).expect("possible");
    assert_eq!(put_off.events, [Event::SignOfLifePutOff]);
    let morning = monday().plus(hours(23));
    let step = next(&put_off.promise);
    assert_eq!(
        (put_off.promise.state.word(), step.kind, step.at),
        ("waiting", StepKind::SignOfLife, morning)
    );
    let evening = monday().plus(hours(9));
    let (mut world, promise) = self::world(evening);
    let decision = world.decide(&promise, Command::TimeCame, evening).expect("possible");
    let Some(Event::SignOfLifeLeaves(leaving)) = decision.events.first() else { panic!("{decision:?}") };
    assert_eq!(leaving.until, monday().plus(hours(10)), "until eight in the evening");
}

#[test]
fn the_way_is_the_one_that_the_customer_wished() {
    let (mut world, promise) = world(monday());
    let later = |world: &mut World| {
        let promise =
            world.make(Kind::CallBack, Trigger::When(wait(monday().plus(hours(1)), None)), monday());
        way(world, &promise)
    };
    assert_eq!(promise.state.word(), "due", "a date that passed already is a person's");
    assert_eq!(later(&mut world), Some((Channel::Sms, 1)));
    world.preferred = Some(Channel::Email);
    assert_eq!(later(&mut world), Some((Channel::Email, 2)));
    world.outbound = vec![Channel::Sms];
    assert_eq!(later(&mut world), Some((Channel::Sms, 1)), "the wished channel is not configured");
    world.preferred = None;
    world.outbound = vec![Channel::Email, Channel::Sms];
    (world.points[0].preferred, world.points[1].preferred) = (false, true);
    assert_eq!(later(&mut world), Some((Channel::Email, 2)), "the address that the customer prefers");
    world.points[1].state = PointState::Suspect { since: monday() };
    assert_eq!(later(&mut world), Some((Channel::Sms, 1)));
    world.points[0].texts = false;
    assert_eq!(later(&mut world), None, "no way is left");
}

#[test]
fn a_person_gives_it_where_a_machine_may_not() {
    let at = monday().plus(hours(1));
    for place in 0..3 {
        let (mut world, promise) = world(at);
        match place {
            0 => world.outbound = Vec::new(),
            1 => world.preferred = Some(Channel::Phone),
            _ => {
                let refused = world.attempt(Class::Rejected, monday());
                let _ = world.after(&promise, Command::RecordAttempt(refused), monday());
            }
        }
        let due = world.after(&promise, Command::TimeCame, at);
        assert_eq!((due.state.word(), next(&due).kind), ("due", StepKind::SignOfLife), "case {place}");
    }
}

#[test]
fn a_failure_is_a_step_for_a_person_over_the_way_that_is_left() {
    let at = monday().plus(hours(1));
    let (mut world, promise) = world(at);
    let gone = left(&mut world, &promise, at);
    let failed = Command::MessageFailed { message: MESSAGE, attempt: None };
    let failed = world.decide(&gone, failed, at).expect("possible");
    assert_eq!(failed.events, [Event::MessageFailed(MESSAGE)]);
    let step = next(&failed.promise);
    assert_eq!(
        (failed.promise.state.word(), step.kind, step.why),
        ("due", StepKind::SignOfLife, Why::MessageFailed)
    );
    assert_eq!((step.channel, step.point.map(|id| id.bits())), (Some(Channel::Phone), Some(1)));
}

#[test]
fn a_doubt_asks_a_person_and_sends_nothing_again() {
    let at = monday().plus(hours(1));
    let (mut world, promise) = world(at);
    let gone = left(&mut world, &promise, at);
    let doubt = world.after(&gone, Command::MessageInDoubt(MESSAGE), at);
    assert_eq!((doubt.state.word(), next(&doubt).kind), ("inDoubt", StepKind::AskPerson));
    let sent = world.after(&doubt, Command::DoubtAnswered { went_out: true }, at);
    assert_eq!((sent.state.word(), next(&sent).at), ("waiting", at.plus(days(3))));
    let again = world.after(&doubt, Command::DoubtAnswered { went_out: false }, at);
    assert_eq!((again.state.word(), next(&again).kind), ("due", StepKind::SignOfLife));
    let looked = world.after(&again, Command::TimeCame, at.plus(days(1)));
    assert!(!awaits_message(&looked), "a person has it now");
}

#[test]
fn an_outcome_that_nobody_waits_for_any_more_changes_nothing() {
    let at = monday().plus(hours(1));
    let (mut world, promise) = world(at);
    let gone = left(&mut world, &promise, at);
    let woken = world.after(&gone, Command::Wake { event: EventId::from_bits(1), at }, at);
    assert_eq!((woken.state.word(), next(&woken).kind), ("due", StepKind::Call));
    let late = [
        Command::MessageSent(MESSAGE),
        Command::MessageInDoubt(MESSAGE),
        Command::MessageFailed { message: MESSAGE, attempt: None },
    ];
    for command in late {
        assert_eq!(world.decide(&woken, command, at).expect("possible").events, []);
    }
}
