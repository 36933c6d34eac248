//! The promised window, during and after: the plan knows it when it is over, too. 10 June 2026 is a Wednesday.

use super::super::*;
use super::world::{MAIL, PHONE, POST, World, at, garage, point};
use gehoor_kernel::time::minutes;

fn afternoon() -> World {
    garage().with(point(MAIL, PointKind::Email)).promised("2026-06-10T14:00", "2026-06-10T16:00")
}

#[test]
fn a_window_that_is_over_is_followed_by_one_message_that_asks_for_a_new_one() {
    for class in [Class::NoAnswer, Class::Busy, Class::TemporarilyUnreachable, Class::Voicemail] {
        let late = at("2026-06-10T16:20");
        let world = afternoon().tried(late, class);
        let plan = world.plan(late);
        assert_eq!((plan.kind, plan.why), (StepKind::Write, Why::WindowMissed), "{class}");
        let written = world.met(late, Channel::Email, MAIL, Class::Delivered, Advice::WaitReply);
        let again = written.tried(at("2026-06-11T17:00"), class).plan(at("2026-06-11T17:00"));
        assert_eq!(again.kind, StepKind::Call, "{class}: one message is enough");
    }
}

#[test]
fn a_message_of_an_earlier_window_does_not_stand_in_the_way_of_this_one() {
    let before = at("2026-06-09T12:00");
    let world = afternoon().met(before, Channel::Email, MAIL, Class::Delivered, Advice::WaitReply);
    let late = at("2026-06-10T15:55");
    let plan = world.tried(late, Class::NoAnswer).plan(late);
    assert_eq!((plan.kind, plan.why), (StepKind::Write, Why::WindowMissed));
}

#[test]
fn without_a_quick_way_to_write_the_calls_go_on() {
    let late = at("2026-06-10T15:55");
    let world = garage().with(point(POST, PointKind::Post)).promised("2026-06-10T14:00", "2026-06-10T16:00");
    let plan = world.tried(late, Class::NoAnswer).plan(late);
    assert_eq!((plan.kind, plan.why), (StepKind::Call, Why::NoAnswer));
}

#[test]
fn a_fault_of_ours_is_repeated_beyond_the_window_and_never_given_up_for_a_message() {
    let late = at("2026-06-10T16:05");
    let world =
        afternoon().tried(at("2026-06-10T15:59"), Class::ProviderFault).tried(late, Class::ProviderFault);
    let plan = world.plan(late);
    assert_eq!((plan.kind, plan.channel), (StepKind::Call, Some(Channel::Phone)));
    assert!(plan.at <= late.plus(minutes(15)), "{plan:?}");
}

#[test]
fn a_busy_line_in_the_last_minutes_is_called_once_more_inside_the_window() {
    let now = at("2026-06-10T15:56");
    let world = afternoon().tried(now, Class::Busy);
    let plan = world.plan(now);
    assert_eq!((plan.kind, plan.point), (StepKind::Call, world.points.first().map(|phone| phone.id)));
    assert!(plan.at < at("2026-06-10T16:00"), "{plan:?}");
    assert_eq!(plan.point, Some(gehoor_kernel::id::ContactPointId::from_bits(PHONE)));
}
