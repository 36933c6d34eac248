//! Tries in a promised window, and what comes of a promise whose window is over.

use gehoor_contact::rules::{Channel, Class, PointKind, StepKind, Why};
use gehoor_kernel::time::{Instant, hours, minutes};

use super::world::{World, monday, point, window};
use crate::rules::{Attempt, Command, Event, Kind, Promise, Trigger};

fn step(promise: &Promise) -> (StepKind, Why, Instant) {
    let next = promise.state.open().expect("open").next();
    (next.kind, next.why, next.at)
}

/// A customer with a mail address, a promised afternoon, and every call unanswered up to its end.
fn all_in_vain(world: &mut World) -> (Promise, Vec<Instant>) {
    world.points[1] = gehoor_contact::rules::Point { kind: PointKind::Email, texts: false, ..point(2) };
    let from = monday().plus(hours(4));
    let mut promise = world.make(Kind::CallBack, Trigger::At(window(from, 120)), monday());
    let mut tries = Vec::new();
    while step(&promise).0 == StepKind::Call {
        let now = step(&promise).2;
        promise = world.after(&promise, Command::TimeCame, now);
        tries.push(now);
        let none = world.attempt(Class::NoAnswer, now);
        promise = world.after(&promise, Command::RecordAttempt(none), now);
    }
    (promise, tries)
}

#[test]
fn tries_come_at_the_start_ten_thirty_and_ten_before_the_end_then_a_message_asks_for_a_new_window() {
    let mut world = World::new(1);
    let (promise, tries) = all_in_vain(&mut world);
    let from = monday().plus(hours(4));
    assert_eq!(tries, [0, 10, 30, 110].map(|after| from.plus(minutes(after))));
    let (kind, why, _) = step(&promise);
    assert_eq!((kind, why, promise.broken_at), (StepKind::Write, Why::WindowMissed, None));
}

#[test]
fn a_window_that_was_missed_is_marked_broken_and_goes_on_with_the_new_one() {
    let mut world = World::new(2);
    let (promise, _) = all_in_vain(&mut world);
    let end = monday().plus(hours(6));
    let decision = world.decide(&promise, Command::TimeCame, end).expect("possible");
    assert!(decision.events.contains(&Event::Broken(end)) && decision.events.contains(&Event::LeadTold));
    let broken = decision.promise;
    assert_eq!((broken.broken_at, broken.state.open().is_some()), (Some(end), true));

    let now = end.plus(minutes(5));
    let sent = Attempt { channel: Channel::Email, ..world.attempt(Class::Delivered, now) };
    let written = world.after(&broken, Command::RecordAttempt(sent), now);
    assert_eq!((step(&written).0, step(&written).1), (StepKind::Call, Why::NoticeSent));

    let chosen = window(end.plus(hours(42)), 60);
    let trigger = Trigger::At(chosen);
    let agreed = world.after(&written, Command::Amend { trigger, customer_told: true }, now);
    assert_eq!(step(&agreed), (StepKind::Call, Why::Promised, chosen.from));
    assert_eq!((agreed.deadline, agreed.broken_at), (Some(chosen.until), Some(end)), "broken stays marked");
}

#[test]
fn a_try_after_the_window_knows_that_it_was_missed() {
    let mut world = World::new(3);
    world.points[1] = gehoor_contact::rules::Point { kind: PointKind::Email, texts: false, ..point(2) };
    let promise = world.make(Kind::CallBack, Trigger::At(window(monday(), 60)), monday());
    let late = monday().plus(hours(2));
    let promise = world.after(&promise, Command::TimeCame, late);
    let off = world.attempt(Class::TemporarilyUnreachable, late);
    let promise = world.after(&promise, Command::RecordAttempt(off), late);
    assert_eq!((step(&promise).0, step(&promise).1), (StepKind::Write, Why::WindowMissed));
}

#[test]
fn a_try_that_waited_while_the_moment_came_does_not_bring_the_moment_back() {
    let mut world = World::new(5);
    let from = monday().plus(hours(1));
    let promise = world.make(Kind::CallBack, Trigger::At(window(from, 60)), monday());
    // The telephone was busy just before; its request had to wait for the look that made the promise due.
    let asked = Instant::from_micros(from.as_micros() - 3_000);
    let due = world.after(&promise, Command::TimeCame, from);
    let busy = world.attempt(Class::Busy, asked);
    let tried = world.after(&due, Command::RecordAttempt(busy), asked);
    assert!(step(&tried).2 > from, "not at once again: {:?}", step(&tried));

    // Before the moment has come, a try leaves it as it was promised.
    let busy = world.attempt(Class::Busy, asked);
    let early = world.after(&promise, Command::RecordAttempt(busy), asked);
    assert_eq!(step(&early), (StepKind::Call, Why::Promised, from));
}

#[test]
fn a_clock_that_was_put_right_is_believed() {
    let mut world = World::new(6);
    let promise = world.make(Kind::CallBack, Trigger::At(window(monday(), 600)), monday());
    let wrong = monday().plus(hours(5));
    let due = world.after(&promise, Command::TimeCame, wrong);
    let now = monday().plus(minutes(1));
    let busy = world.attempt(Class::Busy, now);
    let tried = world.after(&due, Command::RecordAttempt(busy), now);
    assert!(step(&tried).2 < monday().plus(hours(1)), "the next try is soon: {:?}", step(&tried));
}
