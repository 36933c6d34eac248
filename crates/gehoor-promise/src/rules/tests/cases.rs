//! Cases that have a name.

use gehoor_contact::rules::{Channel, Class, Evidence, Family, StepKind, Why, judge};
use gehoor_kernel::id::{EventId, HandoverId};
use gehoor_kernel::time::{Instant, days, hours, minutes};

use super::world::{ANNA, BEN, LEAD, World, monday, point, wait, window};
use crate::rules::{Attempt, Command, Event, Kind, NextStep, Promise, Refusal, Said, State, Trigger};

fn next(promise: &Promise) -> NextStep {
    *promise.state.open().expect("open").next()
}

fn look(promise: &Promise) -> Instant {
    promise.state.open().expect("open").wake_at()
}

#[test]
fn the_part_arrives_the_call_fails_the_number_is_put_right_the_promise_is_kept() {
    let (mut world, now) = (World::new(1), monday());
    let promise = world.make(Kind::CallBack, Trigger::When(wait(now.plus(days(3)), None)), now);
    assert_eq!((promise.state.word(), next(&promise).kind), ("waiting", StepKind::SignOfLife));

    let promise = world.after(&promise, Command::Wake { event: EventId::from_bits(1), at: now }, now);
    assert_eq!((promise.state.word(), next(&promise).kind, next(&promise).at), ("due", StepKind::Call, now));

    let off = world.attempt(Class::TemporarilyUnreachable, now);
    let promise = world.after(&promise, Command::RecordAttempt(off), now);
    let wait = next(&promise).at.since(now);
    assert_eq!((promise.state.word(), next(&promise).kind), ("trying", StepKind::Call));
    assert!(wait > minutes(0) && wait <= hours(1), "minutes later, not {wait:?}");

    let later = next(&promise).at;
    let promise = world.after(&promise, Command::TimeCame, later);
    assert_eq!(promise.state.word(), "due");
    world.points.truncate(1);
    let dead = world.attempt(Class::DoesNotExist, later);
    world.points[0].state = gehoor_contact::rules::PointState::Suspect { since: later };
    let promise = world.after(&promise, Command::RecordAttempt(dead), later);
    assert!(
        matches!(next(&promise).kind, StepKind::FindNumber | StepKind::VerifyNumber),
        "{:?}",
        next(&promise)
    );

    world.points.push(point(3));
    let promise = world.after(&promise, Command::PutRight(world.points[1].id), later);
    assert_eq!(
        (next(&promise).kind, next(&promise).point),
        (StepKind::Call, Some(world.points[1].id)),
        "to the new number"
    );
    let mut reached = world.attempt(Class::Reached, later);
    reached.kept = true;
    let promise = world.after(&promise, Command::RecordAttempt(reached), later);
    assert_eq!((promise.state.word(), promise.broken_at), ("kept", None));
}

#[test]
fn a_missed_window_breaks_the_promise_and_leaves_it_open() {
    let (mut world, now) = (World::new(2), monday());
    let promise = world.make(Kind::CallBack, Trigger::At(window(now.plus(hours(1)), 30)), now);
    assert_eq!((promise.state.word(), look(&promise)), ("waiting", now.plus(hours(1))));
    let early = now.plus(minutes(59));
    assert_eq!(world.decide(&promise, Command::TimeCame, early), Err(Refusal::NotYet));
    let promise = world.after(&promise, Command::TimeCame, now.plus(hours(1)));
    assert_eq!((promise.state.word(), look(&promise)), ("due", now.plus(minutes(90))));
    let decision = world.decide(&promise, Command::TimeCame, now.plus(minutes(90))).expect("possible");
    assert_eq!(decision.events, [Event::Broken(now.plus(minutes(90))), Event::LeadTold]);
    assert_eq!((decision.promise.state.word(), decision.promise.told), ("due", 1));
    assert_eq!(look(&decision.promise), now.plus(minutes(90)).plus(days(1)));
}

#[test]
fn after_downtime_everything_missed_happens_at_once_and_once() {
    let (mut world, now) = (World::new(3), monday());
    let promise = world.make(Kind::CallBack, Trigger::At(window(now.plus(hours(1)), 30)), now);
    let late = now.plus(days(2));
    let decision = world.decide(&promise, Command::TimeCame, late).expect("possible");
    let deadline = now.plus(minutes(90));
    assert_eq!(decision.events, [Event::CameDue, Event::Broken(deadline), Event::LeadTold]);
    assert_eq!(world.decide(&decision.promise, Command::TimeCame, late), Err(Refusal::NotYet));
}

#[test]
fn an_event_that_stays_away_brings_signs_of_life() {
    let (mut world, now) = (World::new(4), monday());
    let promise = world.make(Kind::CallBack, Trigger::When(wait(now.plus(days(1)), None)), now);
    let day = look(&promise);
    let promise = world.after(&promise, Command::TimeCame, day);
    assert_eq!((promise.state.word(), next(&promise).kind), ("due", StepKind::SignOfLife));
    let told = world.attempt(Class::Reached, day);
    let promise = world.after(&promise, Command::RecordAttempt(told), day);
    assert_eq!((promise.state.word(), next(&promise).kind), ("waiting", StepKind::SignOfLife));
    assert_eq!(next(&promise).at, day.plus(days(3)));
    let promise = world.after(&promise, Command::Wake { event: EventId::from_bits(1), at: day }, day);
    assert_eq!((next(&promise).kind, next(&promise).why), (StepKind::Call, Why::EventHappened));
}

#[test]
fn a_running_clock_reminds_at_two_thirds() {
    let (mut world, now) = (World::new(5), monday());
    let promise = world.make(Kind::ComeBy, Trigger::Soon(window(now, 15)), now);
    assert_eq!((promise.state.word(), look(&promise)), ("due", now.plus(minutes(10))));
    let decision = world.decide(&promise, Command::TimeCame, now.plus(minutes(10))).expect("possible");
    assert_eq!(decision.events, [Event::Reminded]);
    assert_eq!(look(&decision.promise), now.plus(minutes(15)));
}

#[test]
fn nobody_acts_and_the_lead_hears_of_it_every_day() {
    let (mut world, now) = (World::new(6), monday());
    let arrived = Trigger::When(wait(now, Some(now)));
    let promise = world.make(Kind::CallBack, arrived, now);
    assert_eq!((promise.state.word(), look(&promise)), ("due", now.plus(hours(2))));
    let first = world.decide(&promise, Command::TimeCame, now.plus(hours(2))).expect("possible");
    assert_eq!(first.events, [Event::LeadTold]);
    assert_eq!(look(&first.promise), now.plus(hours(26)));
    assert_eq!(next(&first.promise).owner, ANNA, "the step stays the owner's");
}

#[test]
fn only_a_person_who_was_spoken_to_keeps_it() {
    let (mut world, now) = (World::new(7), monday());
    let promise = world.make(Kind::CallBack, Trigger::At(window(now, 60)), now);
    for class in [Class::Voicemail, Class::Delivered, Class::NoAnswer, Class::DoesNotExist] {
        let mut attempt = world.attempt(class, now);
        attempt.kept = true;
        assert_eq!(world.decide(&promise, Command::RecordAttempt(attempt), now), Err(Refusal::NotReached));
    }
    let mut machine = world.judged(judge(&Evidence::code(Family::Sip, "200")), now);
    machine.kept = true;
    assert_eq!(world.decide(&promise, Command::RecordAttempt(machine), now), Err(Refusal::NotReached));
    world.settings.notice_enough = vec![Kind::CallBack];
    let enough = world.attempt(Class::Voicemail, now);
    assert_eq!(world.after(&promise, Command::RecordAttempt(enough), now).state.word(), "kept");
}

#[test]
fn every_outcome_that_ends_nothing_leaves_a_next_step() {
    for (n, &class) in Class::ALL.iter().enumerate() {
        let (mut world, now) = (World::new(n as u64), monday());
        let promise = world.make(Kind::CallBack, Trigger::At(window(now, 60)), now);
        let attempt = world.attempt(class, now);
        let promise = world.after(&promise, Command::RecordAttempt(attempt), now);
        assert!(promise.state.open().is_some(), "{class:?}");
    }
}

#[test]
fn a_hand_over_moves_the_ball_and_its_step_when_it_is_taken() {
    let (mut world, now) = (World::new(8), monday());
    let promise = world.make(Kind::CallBack, Trigger::At(window(now, 60)), now);
    let id = HandoverId::from_bits(1);
    let offered = world.after(&promise, Command::HandOver { id, taker: BEN }, now);
    assert_eq!((offered.owner, next(&offered).owner), (ANNA, ANNA));
    let again = Command::HandOver { id, taker: BEN };
    assert_eq!(world.decide(&offered, again, now), Err(Refusal::HandoverPending));
    let taken = world.after(&offered, Command::Accept(id), now);
    assert_eq!((taken.owner, next(&taken).owner, taken.handover), (BEN, BEN, None));
    let declined = world.after(&offered, Command::Decline(id), now);
    assert_eq!((declined.owner, declined.handover), (ANNA, None));
    assert_eq!(world.decide(&declined, Command::Accept(id), now), Err(Refusal::NoSuchHandover));
}

#[test]
fn the_limit_asks_the_lead_and_the_lead_says_go_on() {
    let (mut world, mut now) = (World::new(10), monday());
    let mut promise = world.make(Kind::CallBack, Trigger::At(window(now, 60)), now);
    for _ in 0..40 {
        if next(&promise).kind == StepKind::AskLead {
            break;
        }
        now = next(&promise).at.max(now);
        let channel = next(&promise).channel.unwrap_or(Channel::Phone);
        let class = if channel.written() { Class::Delivered } else { Class::NoAnswer };
        let none = Attempt { channel, ..world.attempt(class, now) };
        promise = world.after(&promise, Command::RecordAttempt(none), now);
    }
    assert_eq!((next(&promise).kind, next(&promise).owner), (StepKind::AskLead, LEAD));
    let on = world.after(&promise, Command::GoOn, now);
    assert_ne!(next(&on).kind, StepKind::AskLead);
}

#[test]
fn the_customer_releases_and_nothing_else_can_happen() {
    let (mut world, now) = (World::new(11), monday());
    let promise = world.make(Kind::Deliver, Trigger::At(window(now, 60)), now);
    assert_eq!(Said::new("  "), None, "without words nothing is released");
    let said = Said::new("Het hoeft niet meer").expect("words");
    let late = now.plus(hours(2));
    let released = world.after(&promise, Command::Release { said, at: late, by: None }, late);
    assert!(matches!(released.state, State::Released { .. }));
    assert_eq!(released.broken_at, promise.deadline, "an end after the deadline is still too late");
    assert_eq!(world.decide(&released, Command::Note, late), Err(Refusal::Ended));
}
