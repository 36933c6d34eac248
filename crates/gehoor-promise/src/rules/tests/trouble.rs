//! Failures of networks, providers and our own set-up: the tries go on, and the lead hears of it.

use gehoor_contact::rules::{Class, Evidence, Family, StepKind, Why, judge};
use gehoor_kernel::time::{Instant, days, hours, minutes};

use super::world::{World, monday, wait, window};
use crate::rules::{Command, Event, Kind, Promise, Trigger};

/// A try of this class; gives the promise after it and what happened.
fn tried(world: &mut World, promise: &Promise, class: Class, now: Instant) -> (Promise, Vec<Event>) {
    let attempt = world.attempt(class, now);
    let decision = world.decide(promise, Command::RecordAttempt(attempt), now).expect("possible");
    (decision.promise, decision.events)
}

#[test]
fn after_half_an_hour_of_failures_the_lead_is_told_once_and_the_tries_go_on() {
    let (mut world, start) = (World::new(1), monday());
    let mut promise = world.make(Kind::CallBack, Trigger::At(window(start, 60)), start);
    for (minute, told) in [(0, false), (15, false), (29, false), (31, true), (45, false), (59, false)] {
        let now = start.plus(minutes(minute));
        let (after, events) = tried(&mut world, &promise, Class::NetworkFailure, now);
        assert_eq!(events.contains(&Event::TroubleTold(start)), told, "{minute}: {events:?}");
        assert_eq!(events.contains(&Event::LeadTold), told, "{minute}");
        let next = after.state.open().expect("open").next();
        assert!(next.kind == StepKind::Call && next.at <= now.plus(minutes(15)), "{minute}: {next:?}");
        assert_eq!(after.tries, 0);
        promise = after;
    }
    assert_eq!(promise.told, 1);
    assert_eq!(promise.state.open().expect("open").next().why, Why::TechnicalAlert);
}

#[test]
fn a_try_that_comes_through_ends_the_trouble_and_a_new_one_is_told_again() {
    let (mut world, start) = (World::new(2), monday());
    let promise = world.make(Kind::CallBack, Trigger::At(window(start, 600)), start);
    let (promise, _) = tried(&mut world, &promise, Class::NetworkFailure, start);
    let (promise, events) = tried(&mut world, &promise, Class::NetworkFailure, start.plus(minutes(40)));
    assert!(events.contains(&Event::TroubleTold(start)), "{events:?}");
    let (over, _) = tried(&mut world, &promise, Class::Busy, start.plus(minutes(42)));
    assert_ne!(over.state.open().expect("open").next().why, Why::TechnicalAlert);
    let (again, _) = tried(&mut world, &over, Class::NetworkFailure, start.plus(hours(2)));
    let (_, events) = tried(&mut world, &again, Class::NetworkFailure, start.plus(minutes(151)));
    assert!(events.contains(&Event::TroubleTold(start.plus(hours(2)))), "{events:?}");
}

#[test]
fn a_fault_in_our_own_set_up_is_told_at_once() {
    let (mut world, now) = (World::new(3), monday());
    let promise = world.make(Kind::CallBack, Trigger::At(window(now, 60)), now);
    let refused = world.judged(judge(&Evidence::code(Family::Sip, "407")), now);
    let decision = world.decide(&promise, Command::RecordAttempt(refused), now).expect("possible");
    assert!(decision.events.contains(&Event::TroubleTold(now)), "{:?}", decision.events);
    let next = decision.promise.state.open().expect("open").next();
    assert_eq!((decision.promise.tries, decision.promise.told, next.why), (0, 1, Why::SetUpFault));
}

#[test]
fn a_sign_of_life_that_fails_for_us_is_told_too() {
    let (mut world, now) = (World::new(4), monday());
    let promise = world.make(Kind::CallBack, Trigger::When(wait(now, None)), now);
    let (promise, _) = tried(&mut world, &promise, Class::NetworkFailure, now);
    let (promise, events) = tried(&mut world, &promise, Class::NetworkFailure, now.plus(minutes(31)));
    assert!(events.contains(&Event::TroubleTold(now)), "{events:?}");
    assert_eq!(promise.state.open().expect("open").next().kind, StepKind::SignOfLife);
    assert!(promise.deadline <= Some(now.plus(days(2))), "a fault of ours moves no deadline");
}
