//! The contact policy, case by case. 10 June 2026 is a Wednesday.

use super::super::*;
use super::world::{MAIL, PHONE, PHONE_2, POST, World, at, garage, point, zone};
use gehoor_kernel::id::ContactPointId;
use gehoor_kernel::time::hours::{Hours, TimeRange, WeekHours};
use gehoor_kernel::time::{Instant, hours, minutes};
use std::time::Duration;

const TEN: &str = "2026-06-10T10:00";

fn id(bits: u128) -> Option<ContactPointId> {
    Some(ContactPointId::from_bits(bits))
}

fn between(moment: Instant, from: Instant, upto: Duration) -> bool {
    from <= moment && moment <= from.plus(upto)
}

#[test]
fn the_promised_moment_wins_over_all_hours() {
    let world = garage().promised("2026-06-13T19:00", "2026-06-13T21:00");
    let plan = world.plan(at(TEN));
    assert_eq!((plan.kind, plan.at, plan.why), (StepKind::Call, at("2026-06-13T19:00"), Why::Promised));
    assert_eq!((plan.channel, plan.point), (Some(Channel::Phone), id(PHONE)));
    let inside = world.plan(at("2026-06-13T19:30"));
    assert_eq!(inside.at, at("2026-06-13T19:30"));
}

#[test]
fn without_a_moment_the_first_try_is_at_once_or_at_the_next_opening() {
    assert_eq!(garage().plan(at(TEN)).at, at(TEN));
    assert_eq!(
        garage().plan(at("2026-06-12T19:00")).at,
        at("2026-06-15T09:00"),
        "courtesy begins at nine on Monday"
    );
}

#[test]
fn inside_the_window_tries_come_at_the_start_ten_thirty_and_ten_before_the_end() {
    let mut world = garage().promised("2026-06-10T14:00", "2026-06-10T16:00");
    for (tried, next) in [("14:00", "14:10"), ("14:11", "14:30"), ("14:31", "15:50")] {
        let moment = at(&format!("2026-06-10T{tried}"));
        world = world.tried(moment, Class::NoAnswer);
        let plan = world.plan(moment);
        assert_eq!((plan.at, plan.why), (at(&format!("2026-06-10T{next}")), Why::InsideWindow));
    }
    let over =
        world.clone().with(point(MAIL, PointKind::Email)).tried(at("2026-06-10T15:51"), Class::NoAnswer);
    let plan = over.plan(at("2026-06-10T15:51"));
    assert_eq!((plan.kind, plan.why, plan.point), (StepKind::Write, Why::WindowMissed, id(MAIL)));
    let written = over.met(at("2026-06-10T15:55"), Channel::Email, MAIL, Class::Delivered, Advice::WaitReply);
    let plan = written.plan(at("2026-06-10T15:55"));
    assert_eq!((plan.kind, plan.why), (StepKind::Call, Why::NoticeSent));
}

#[test]
fn busy_is_tried_again_after_5_10_20_and_40_minutes_then_in_another_part_of_the_day() {
    let (mut world, mut now) = (garage(), at(TEN));
    for wait in [5, 10, 20, 40] {
        world = world.tried(now, Class::Busy);
        let plan = world.plan(now);
        assert!(between(plan.at, now.plus(minutes(wait)), minutes(1)), "{wait}: {plan:?}");
        now = plan.at;
    }
    let plan = world.tried(now, Class::Busy).plan(now);
    assert_ne!(Daypart::of(plan.at, &zone()), Daypart::Morning);
    assert_eq!(plan.kind, StepKind::Call);
}

#[test]
fn not_reachable_is_tried_after_half_an_hour_two_hours_and_then_in_other_parts_of_the_day() {
    let now = at(TEN);
    let world = garage().tried(now, Class::TemporarilyUnreachable);
    let plan = world.plan(now);
    assert!(between(plan.at, now.plus(minutes(30)), minutes(5)));
    assert_eq!(plan.why, Why::NotReachable);
    let world = world.tried(plan.at, Class::TemporarilyUnreachable);
    let second = world.plan(plan.at);
    assert!(between(second.at, plan.at.plus(hours(2)), minutes(5)));
    let third = world.tried(second.at, Class::TemporarilyUnreachable).plan(second.at);
    assert_ne!(Daypart::of(third.at, &zone()), Daypart::of(second.at, &zone()));
    assert_eq!(third.kind, StepKind::Call);
}

#[test]
fn retry_after_is_obeyed() {
    let now = at(TEN);
    let mut world = garage().tried(now, Class::TemporarilyUnreachable);
    world.history[0].retry_after = Some(hours(3));
    let plan = world.plan(now);
    assert!(plan.at >= now.plus(hours(3)), "{plan:?}");
    assert_eq!(plan.why, Why::RetryAfter);
}

#[test]
fn no_answer_moves_to_another_part_of_the_day_and_at_most_two_rings_a_day() {
    let now = at(TEN);
    let world = garage().tried(now, Class::NoAnswer);
    let second = world.plan(now);
    assert!(second.at >= now.plus(hours(2)) && second.kind == StepKind::Call);
    assert_ne!(Daypart::of(second.at, &zone()), Daypart::Morning);
    let third = world.tried(second.at, Class::NoAnswer).plan(second.at);
    assert!(third.at >= at("2026-06-11T00:00"), "{third:?}");
    assert_eq!(third.why, Why::NoAnswer);
}

#[test]
fn the_best_learned_part_of_the_day_is_chosen_unless_just_used() {
    let now = at("2026-06-10T09:00");
    let mut world = garage();
    world.rates = Rates { all_tries: 1000, all_reached: 400, ..Rates::default() };
    world.rates.tries[Daypart::Afternoon as usize] = 300;
    world.rates.reached[Daypart::Afternoon as usize] = 200;
    let world = world.tried(now, Class::NoAnswer);
    let plan = world.plan(now);
    assert_eq!(Daypart::of(plan.at, &zone()), Daypart::Afternoon);
    let plan = world.tried(plan.at, Class::NoAnswer).plan(plan.at);
    assert!(!matches!(Daypart::of(plan.at, &zone()), Daypart::Afternoon | Daypart::Morning));
}

#[test]
fn seven_rings_in_four_parts_of_the_day_then_the_lead_then_a_letter() {
    let (mut world, mut now, mut parts) = (garage(), at("2026-06-08T09:00"), Vec::new());
    for ring in 0..7 {
        parts.push(Daypart::of(now, &zone()));
        world = world.tried(now, Class::NoAnswer);
        let plan = world.plan(now);
        if ring < 6 {
            assert_eq!(plan.kind, StepKind::Call, "ring {ring}");
            now = plan.at;
        } else {
            assert_eq!((plan.kind, plan.who, plan.why), (StepKind::AskLead, Who::Lead, Why::LimitReached));
        }
    }
    parts.sort_unstable();
    parts.dedup();
    assert!(parts.len() >= 4, "{parts:?}");
    world.lead_decisions = 1;
    let letter = world.clone().with(point(POST, PointKind::Post)).plan(now);
    assert_eq!((letter.kind, letter.why, letter.point), (StepKind::Letter, Why::LetterLeft, id(POST)));
    let sent = world.clone().met(now, Channel::Letter, POST, Class::Delivered, Advice::WaitReply).plan(now);
    assert_eq!((sent.kind, sent.why), (StepKind::AskLead, Why::LetterUnanswered));
    world.counted_from = Some(now.plus(minutes(1)));
    assert_eq!(world.plan(now).kind, StepKind::Call, "the lead said go on");
}

#[test]
fn a_voicemail_gets_one_message_in_the_series() {
    let now = at(TEN);
    let first = garage().tried(now, Class::Voicemail);
    assert_eq!(first.plan(now).why, Why::LeaveMessageOnce);
    let left = first.met(now.plus(minutes(1)), Channel::Phone, PHONE, Class::Voicemail, Advice::RetrySpread);
    assert_eq!(left.plan(now.plus(minutes(1))).why, Why::MessageLeft);
    let again = left.tried(at("2026-06-11T15:00"), Class::Voicemail);
    assert_eq!(again.plan(at("2026-06-11T15:00")).why, Why::MessageLeft);
}

#[test]
fn a_refusal_gets_one_written_message_then_a_person() {
    let now = at(TEN);
    let world = garage().with(point(MAIL, PointKind::Email)).tried(now, Class::Rejected);
    let plan = world.plan(now);
    assert_eq!((plan.kind, plan.why), (StepKind::Write, Why::Refused));
    let written = world.met(now, Channel::Email, MAIL, Class::Delivered, Advice::WaitReply);
    let plan = written.plan(now);
    assert_eq!((plan.kind, plan.why), (StepKind::AskPerson, Why::RefusedAndWritten));
    let nothing_to_write_to = garage().tried(now, Class::Rejected).plan(now);
    assert_eq!(nothing_to_write_to.kind, StepKind::AskPerson);
}

#[test]
fn a_number_that_does_not_exist_is_replaced_at_once_or_another_one_is_called_the_same_day() {
    let now = at(TEN);
    let world = garage().with(point(MAIL, PointKind::Email)).tried(now, Class::DoesNotExist);
    let plan = world.plan(now);
    assert_eq!((plan.kind, plan.at, plan.why), (StepKind::FindNumber, now, Why::NumberDoesNotExist));
    assert_eq!((plan.channel, plan.point), (Some(Channel::Email), id(MAIL)), "mail is the way to ask for it");
    let other = world.clone().with(point(PHONE_2, PointKind::Phone)).plan(now);
    assert_eq!((other.kind, other.point, other.at), (StepKind::Call, id(PHONE_2), now));
    let mut corrected = world;
    corrected.points[0].since = now.plus(minutes(1));
    assert_eq!(corrected.plan(now.plus(minutes(1))).point, id(PHONE), "the number was put right");
}

#[test]
fn changed_malformed_and_wrong_numbers_are_put_right_at_once() {
    let now = at(TEN);
    for (class, advice, kind) in [
        (Class::NumberChanged, Advice::FindNewNumber, StepKind::FindNumber),
        (Class::NumberChanged, Advice::FollowNewNumber, StepKind::VerifyNumber),
        (Class::NumberChanged, Advice::StopAndFindNewNumber, StepKind::FindNumber),
        (Class::BadFormat, Advice::FixAddress, StepKind::FixAddress),
        (Class::Unknown, Advice::VerifyThenRetire, StepKind::VerifyNumber),
        (Class::Unknown, Advice::HumanReview, StepKind::AskPerson),
        (Class::Reached, Advice::ConfirmHuman, StepKind::ConfirmHuman),
    ] {
        let plan = garage().met(now, Channel::Phone, PHONE, class, advice).plan(now);
        assert_eq!((plan.kind, plan.at), (kind, now), "{class} {advice}");
    }
}

#[test]
fn technical_faults_back_off_take_another_route_and_tell_the_lead() {
    let (mut world, mut now) = (garage(), at(TEN));
    let (mut whys, mut alerts) = (Vec::new(), 0);
    for n in 0..12u32 {
        world = world.tried(now, Class::NetworkFailure);
        let plan = world.plan(now);
        let bound = Duration::from_secs(15 << n.min(6)).min(minutes(15));
        assert!(between(plan.at, now, bound), "{n}: {plan:?}");
        assert_eq!(plan.kind, StepKind::Call);
        whys.push(plan.why);
        alerts += u32::from(plan.alert);
        now = now.plus(minutes(4));
    }
    assert_eq!(&whys[..3], &[Why::Technical, Why::Technical, Why::OtherRoute]);
    assert!(whys[9..].iter().all(|&why| why == Why::TechnicalAlert));
    assert_eq!(alerts, 1, "the lead is told once");
    let set_up = garage().tried(now, Class::ProviderFault).plan(now);
    assert_eq!((set_up.why, set_up.alert), (Why::SetUpFault, true), "our own set-up, at once");
}

#[test]
fn the_customer_s_wish_replaces_courtesy_in_both_directions() {
    let mut world = garage();
    world.company = Hours::always(zone());
    world.wishes = Some(Hours::weekly(zone(), WeekHours::every_day(&[TimeRange::whole_hours(20, 22)])));
    let plan = world.plan(at(TEN));
    assert_eq!(plan.at, at("2026-06-10T20:00"));
    world.company = Hours::weekly(zone(), WeekHours::working_days(TimeRange::whole_hours(8, 18)));
    let world = world.tried(at(TEN), Class::NoAnswer);
    let plan = world.plan(at(TEN));
    assert_eq!((plan.kind, plan.why), (StepKind::AskPerson, Why::NoCommonHours));
}

#[test]
fn a_call_leaves_time_to_talk_before_closing() {
    let world = garage().tried(at("2026-06-10T17:26"), Class::TemporarilyUnreachable);
    let plan = world.plan(at("2026-06-10T17:26"));
    assert!(plan.at <= at("2026-06-10T17:55") || plan.at >= at("2026-06-11T09:00"), "{plan:?}");
}

#[test]
fn the_moment_that_the_customer_named_is_kept() {
    let now = at(TEN);
    let mut world = garage().met(now, Channel::Phone, PHONE, Class::Reached, Advice::ScheduleAgreedTime);
    assert_eq!(world.plan(now).kind, StepKind::AskPerson);
    world.agreed = Some(at("2026-06-10T19:30"));
    let plan = world.plan(now);
    assert_eq!((plan.kind, plan.at, plan.why), (StepKind::Call, at("2026-06-10T19:30"), Why::TimeAgreed));
}

#[test]
fn a_report_is_awaited_and_then_a_person_looks() {
    let now = at(TEN);
    let world = garage().with(point(MAIL, PointKind::Email));
    let world = world.met(now, Channel::Email, MAIL, Class::InProgress, Advice::WaitReport);
    assert_eq!(world.plan(now).kind, StepKind::WaitReport);
    assert_eq!(world.plan(now.plus(hours(4))).why, Why::ReportMissing);
}

#[test]
fn without_any_usable_number_one_is_looked_for() {
    let mut world: World = garage();
    world.points[0].state = PointState::ConfirmedDead { at: at(TEN) };
    assert_eq!(world.plan(at(TEN)).kind, StepKind::FindNumber);
    world.points.clear();
    assert_eq!(world.plan(at(TEN)).kind, StepKind::Call, "the owner knows where the customer is");
}
