//! A promise that waits for an event is broken too, when the customer hears nothing in time. Monday is 23 November 2026.

use gehoor_contact::rules::{Channel, Class, StepKind};
use gehoor_kernel::id::{EventId, MessageId};
use gehoor_kernel::time::hours::{Hours, TimeRange, WeekHours};
use gehoor_kernel::time::{Instant, Zone, days, hours, minutes};

use super::world::{World, monday, wait, window};
use crate::rules::{Attempt, Command, Event, Kind, Promise, Trigger};

fn at(local: &str) -> Instant {
    Zone::new("Europe/Amsterdam").expect("a zone").instant_of(local.parse().expect("a local time"))
}

/// A promise about an order that is expected on Tuesday at ten.
fn expected_tuesday(world: &mut World) -> Promise {
    world.make(Kind::CallBack, Trigger::When(wait(monday().plus(days(1)), None)), monday())
}

fn look(promise: &Promise) -> Instant {
    promise.state.open().expect("open").wake_at()
}

/// Lets the machine look until this moment, and gives what happened.
fn until(world: &mut World, promise: Promise, end: Instant) -> (Promise, Vec<Event>) {
    let (mut promise, mut all) = (promise, Vec::new());
    while look(&promise) <= end {
        let now = look(&promise);
        let decision = world.decide(&promise, Command::TimeCame, now).expect("possible");
        all.extend(decision.events.iter().copied());
        promise = decision.promise;
    }
    (promise, all)
}

#[test]
fn a_sign_of_life_that_is_not_given_by_the_end_of_the_next_day_breaks_the_promise() {
    let mut world = World::new(1);
    let promise = expected_tuesday(&mut world);
    let counted_on = at("2026-11-25T20:00");
    assert_eq!(promise.deadline, Some(counted_on), "Wednesday, when courtesy ends");
    let (before, _) = until(&mut world, promise, counted_on.minus(minutes(1)));
    assert_eq!(before.broken_at, None);
    let (after, events) = until(&mut world, before, counted_on);
    assert_eq!(events, [Event::Broken(counted_on), Event::LeadTold]);
    assert_eq!((after.state.word(), after.broken_at), ("due", Some(counted_on)));
    assert_eq!(after.state.open().expect("open").next().kind, StepKind::SignOfLife, "still to be given");
}

#[test]
fn a_sign_of_life_in_time_moves_what_the_customer_counts_on() {
    let mut world = World::new(2);
    let promise = expected_tuesday(&mut world);
    let told = at("2026-11-25T19:00");
    let (promise, _) = until(&mut world, promise, told);
    let letter = Attempt { channel: Channel::Email, ..world.attempt(Class::Delivered, told) };
    let promise = world.after(&promise, Command::RecordAttempt(letter), told);
    // Saturday evening lies outside courtesy: Monday is the first day, Tuesday the one after it.
    assert_eq!((promise.state.word(), promise.deadline), ("waiting", Some(at("2026-12-01T20:00"))));
    let (promise, events) = until(&mut world, promise, at("2026-12-01T20:00"));
    assert!(events.contains(&Event::SignOfLifeDue) && promise.broken_at == Some(at("2026-12-01T20:00")));
}

#[test]
fn trying_in_vain_or_in_doubt_is_no_sign_of_life() {
    let mut world = World::new(3);
    let due = monday().plus(days(1));
    let promise = expected_tuesday(&mut world);
    let (promise, _) = until(&mut world, promise, due);
    let none = world.attempt(Class::NoAnswer, due.plus(minutes(5)));
    let tried = world.after(&promise, Command::RecordAttempt(none), due.plus(minutes(5)));
    assert_eq!(tried.deadline, promise.deadline);
    world.outbound = vec![Channel::Sms];
    let promise = expected_tuesday(&mut world);
    let (promise, _) = until(&mut world, promise, due);
    let doubt = world.after(&promise, Command::MessageInDoubt(MessageId::from_bits(1)), due);
    let (doubt, _) = until(&mut world, doubt, at("2026-11-25T20:00"));
    assert_eq!((doubt.state.word(), doubt.broken_at), ("inDoubt", promise.deadline));
    let sent = world.after(&promise, Command::MessageSent(MessageId::from_bits(1)), due);
    assert_eq!((sent.broken_at, sent.deadline > promise.deadline), (None, true));
}

#[test]
fn a_sign_that_came_too_late_for_a_machine_that_was_down_still_breaks_it() {
    let mut world = World::new(4);
    let (promise, late) = (expected_tuesday(&mut world), at("2026-11-26T09:30"));
    let told = world.attempt(Class::Reached, late);
    let decision = world.decide(&promise, Command::RecordAttempt(told), late).expect("possible");
    assert_eq!(decision.promise.broken_at, promise.deadline);
    assert!(decision.events.contains(&Event::SignOfLifeGiven));
}

#[test]
fn after_the_event_the_call_is_due_at_once_and_within_a_day() {
    let mut world = World::new(5);
    let promise = expected_tuesday(&mut world);
    let (event, came) =
        (Command::Wake { event: EventId::from_bits(1), at: monday() }, monday().plus(hours(1)));
    let woken = world.after(&promise, event, came);
    assert_eq!((woken.state.word(), woken.deadline), ("due", Some(at("2026-11-24T20:00"))));
    let (woken, events) = until(&mut world, woken, at("2026-11-24T20:00"));
    assert_eq!(woken.broken_at, Some(at("2026-11-24T20:00")), "{events:?}");
    assert_eq!(woken.state.word(), "due");
}

#[test]
fn an_event_does_not_lift_what_was_owed_already() {
    let mut world = World::new(6);
    let promise = expected_tuesday(&mut world);
    let came = at("2026-11-25T15:00");
    let (promise, _) = until(&mut world, promise, came);
    let woken = world.after(&promise, Command::Wake { event: EventId::from_bits(1), at: came }, came);
    assert_eq!(
        woken.deadline,
        Some(at("2026-11-25T20:00")),
        "the sign of life of Tuesday is owed by Wednesday"
    );
}

#[test]
fn an_expected_date_that_has_passed_when_it_is_written_down_is_counted_from_then() {
    let mut world = World::new(7);
    let promise = world.make(Kind::CallBack, Trigger::When(wait(monday().minus(days(9)), None)), monday());
    assert_eq!(promise.deadline, Some(at("2026-11-24T20:00")));
    let came = Trigger::When(wait(monday().minus(days(9)), Some(monday().minus(days(1)))));
    assert_eq!(world.make(Kind::CallBack, came, monday()).deadline, Some(at("2026-11-24T20:00")));
}

#[test]
fn the_company_says_how_soon_and_its_closed_days_do_not_count() {
    let mut world = World::new(8);
    world.settings.sign_of_life_within_days = 0;
    assert_eq!(expected_tuesday(&mut world).deadline, Some(at("2026-11-24T20:00")));
    world.settings.sign_of_life_within_days = 3;
    let zone = Zone::new("Europe/Amsterdam").expect("a zone");
    world.hours = Hours::weekly(zone.clone(), WeekHours::working_days(TimeRange::whole_hours(8, 17)));
    assert_eq!(expected_tuesday(&mut world).deadline, Some(at("2026-11-27T17:00")));
    world.settings.sign_of_life_within_days = 4;
    assert_eq!(expected_tuesday(&mut world).deadline, Some(at("2026-11-30T17:00")));
    world.hours = Hours::weekly(zone, WeekHours::default());
    assert!(
        expected_tuesday(&mut world).deadline.is_some(),
        "a company that never opens has a deadline as well"
    );
}

#[test]
fn an_agreed_moment_takes_the_place_of_the_wait() {
    let mut world = World::new(9);
    let promise = expected_tuesday(&mut world);
    let mut talk = world.attempt(Class::Reached, monday());
    talk.agreed = Some(window(monday().plus(days(2)), 60));
    let promise = world.after(&promise, Command::RecordAttempt(talk), monday());
    assert_eq!(promise.deadline, Some(monday().plus(days(2)).plus(hours(1))));
}
