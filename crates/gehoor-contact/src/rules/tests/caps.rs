//! How often a customer's phone may ring, and what is learned from where it rang.

use super::super::*;
use super::world::{PHONE, World, at, garage, zone};
use gehoor_kernel::rng::Random;
use gehoor_kernel::time::{days, minutes};

/// Rings that the plan itself asks for on the first day, when nobody answers.
fn rings_on_the_first_day(mut world: World) -> usize {
    let day = |moment| zone().local(moment).date();
    let (first, mut now) = (at("2026-06-10T09:00"), at("2026-06-10T09:00"));
    let mut rings = 0;
    while day(now) == day(first) {
        rings += 1;
        world = world.tried(now, Class::NoAnswer);
        now = world.plan(now).at;
    }
    rings
}

#[test]
fn two_rings_a_day_and_more_or_fewer_when_the_customer_wished_so() {
    let mut world = garage();
    world.policy.spread_gap = minutes(30);
    assert_eq!(rings_on_the_first_day(world.clone()), 2);
    world.daily_rings = Some(3);
    assert_eq!(rings_on_the_first_day(world.clone()), 3);
    world.daily_rings = Some(1);
    assert_eq!(rings_on_the_first_day(world), 1);
}

#[test]
fn seven_rings_are_counted_over_ten_working_days_however_many_holidays_lie_between() {
    // From Monday 22 December 2025 to Wednesday 7 January 2026 three working days are missing.
    let mut world = garage();
    for day in ["22", "22", "23", "23", "24", "24"] {
        world = world.tried(at(&format!("2025-12-{day}T10:00")), Class::NoAnswer);
    }
    let last = world.clone().tried(at("2026-01-07T10:00"), Class::NoAnswer);
    assert_eq!(last.plan(at("2026-01-07T10:00")).kind, StepKind::AskLead, "the 22nd is the tenth day back");
    let later = world.tried(at("2026-01-08T10:00"), Class::NoAnswer);
    assert_eq!(later.plan(at("2026-01-08T10:00")).kind, StepKind::Call, "two of the rings are long ago");
}

#[test]
fn the_lead_says_go_on_and_the_customer_still_has_peace_for_today() {
    let (first, second) = (at("2026-06-10T09:00"), at("2026-06-10T14:00"));
    let mut world = garage().tried(first, Class::NoAnswer).tried(second, Class::NoAnswer);
    world.counted_from = Some(second.plus(minutes(1)));
    let plan = world.plan(second.plus(minutes(2)));
    assert!(plan.kind == StepKind::Call && plan.at >= at("2026-06-11T00:00"), "{plan:?}");
}

#[test]
fn a_fault_of_ours_does_not_use_a_part_of_the_day_up() {
    let mut world = garage();
    world.rates = Rates { all_tries: 1000, all_reached: 400, ..Rates::default() };
    world.rates.tries[Daypart::Afternoon as usize] = 300;
    world.rates.reached[Daypart::Afternoon as usize] = 200;
    let now = at("2026-06-09T15:00");
    let world = world
        .tried(now, Class::NetworkFailure)
        .tried(now.plus(minutes(1)), Class::ProviderFault)
        .tried(at("2026-06-10T09:00"), Class::NoAnswer);
    let plan = world.plan(at("2026-06-10T09:00"));
    assert_eq!(Daypart::of(plan.at, &zone()), Daypart::Afternoon, "{plan:?}");
}

#[test]
fn the_wait_after_a_fault_is_on_average_half_its_bound() {
    let now = at("2026-06-10T10:00");
    for (faults, bound) in [(1, 15.0), (2, 30.0), (5, 240.0), (10, 900.0), (40, 900.0)] {
        let world = (0..faults).fold(garage(), |world, _| world.tried(now, Class::ProviderFault));
        let waits =
            (0..600).map(|seed| next_try(&world.input(now), &mut Random::from_seed(seed)).at.since(now));
        let mean = waits.map(|wait| wait.as_secs_f64()).sum::<f64>() / 600.0;
        assert!((mean / bound - 0.5).abs() < 0.05, "{faults} faults: {mean} s of {bound} s");
    }
}

#[test]
fn every_row_of_the_table_has_a_next_step() {
    let now = at("2026-06-10T10:00");
    for row in table() {
        let judged = judge(&Evidence::code(row.family, row.code));
        let plan = garage().met(now, Channel::Phone, PHONE, judged.class, judged.advice).plan(now);
        assert!(plan.at >= now && plan.at.since(now) < days(21), "{row:?}: {plan:?}");
        assert!(!judged.class.technical() || !judged.counts, "{row:?}");
    }
}
