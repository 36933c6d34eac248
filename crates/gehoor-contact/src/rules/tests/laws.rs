//! The laws that touch contact, over random histories.

use super::super::*;
use super::world::{MAIL, PHONE, PHONE_2, World, at, garage, point, zone};
use gehoor_kernel::rng::Random;
use gehoor_kernel::time::{Instant, days, minutes};
use proptest::prelude::*;
use std::time::Duration;

const TEMPORARY: [Class; 7] = [
    Class::Busy,
    Class::NoAnswer,
    Class::TemporarilyUnreachable,
    Class::Voicemail,
    Class::NetworkFailure,
    Class::ProviderFault,
    Class::CancelledByUs,
];

fn customer(phones: u8, mail: bool) -> World {
    let mut world = garage();
    if phones > 1 {
        world = world.with(point(PHONE_2, PointKind::Phone));
    }
    if mail { world.with(point(MAIL, PointKind::Email)) } else { world }
}

/// Carries a plan out with this outcome, as the owner, the lead or the provider would.
fn carry_out(world: &mut World, plan: Plan, class: Class) {
    if plan.kind == StepKind::AskLead {
        world.lead_decisions += 1;
        world.counted_from = Some(plan.at);
        return;
    }
    let channel = plan.channel.unwrap_or(Channel::Phone);
    let class = if channel.written() { Class::Delivered } else { class };
    let daypart = Daypart::of(plan.at, &zone());
    let advice = class.default_advice();
    world.history.push(Try {
        at: plan.at,
        channel,
        point: plan.point,
        class,
        advice,
        counts: class.counts(),
        daypart,
        retry_after: None,
    });
}

fn trying(kind: StepKind) -> bool {
    matches!(kind, StepKind::Call | StepKind::Write | StepKind::Letter | StepKind::AskLead)
}

fn rings_on_one_day(world: &World) -> usize {
    let day = |past: &Try| zone().local(past.at).date();
    let rings: Vec<_> = world.history.iter().filter(|past| past.class.rang()).map(day).collect();
    rings.iter().map(|one| rings.iter().filter(|other| *other == one).count()).max().unwrap_or(0)
}

fn any_class() -> impl Strategy<Value = Class> {
    (0..Class::ALL.len()).prop_map(|place| Class::ALL[place])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Law 3: however long temporary outcomes go on, the customer is tried again, inside hours, and within the caps.
    #[test]
    fn temporary_outcomes_never_end_the_attempts(
        outcomes in proptest::collection::vec(0..TEMPORARY.len(), 1..60), phones in 1..3u8, mail: bool, seed: u64,
    ) {
        let (mut world, mut random, mut now) = (customer(phones, mail), Random::from_seed(seed), at("2026-06-10T10:00"));
        for outcome in outcomes {
            let plan = next_try(&world.input(now), &mut random);
            prop_assert!(trying(plan.kind), "{plan:?}");
            prop_assert!(plan.at >= now && plan.at.since(now) <= days(21), "{plan:?}");
            let call = plan.channel == Some(Channel::Phone);
            prop_assert!(!call || (world.company.is_open(plan.at) && world.courtesy.is_open(plan.at)), "{plan:?}");
            prop_assert_eq!(plan.who == Who::Lead, plan.kind == StepKind::AskLead);
            carry_out(&mut world, plan, TEMPORARY[outcome]);
            now = plan.at.plus(minutes(1));
        }
        prop_assert!(rings_on_one_day(&world) <= 2, "the lead's \"go on\" lifts no customer's peace for today");
    }

    /// A provider's or network's fault never raises the counter of tries: with any number of them added, the lead is not
    /// asked sooner and the caps leave the same room.
    #[test]
    fn faults_of_ours_never_use_up_a_try(rings in 0..7usize, faults in 1..80u64, ours: bool) {
        let (start, class) = (at("2026-06-08T10:00"), if ours { Class::ProviderFault } else { Class::NetworkFailure });
        let mut world = garage();
        for ring in 0..rings {
            world = world.tried(start.plus(minutes(ring as u64)), Class::NoAnswer);
        }
        for fault in 0..faults {
            world = world.tried(start.plus(minutes(60 + fault)), class);
        }
        let now = start.plus(minutes(60 + faults));
        prop_assert_eq!(world.plan(now).kind, StepKind::Call);
        prop_assert_eq!(world.history.iter().filter(|past| past.counts).count(), rings);
        let after = world.tried(now, Class::NoAnswer).plan(now);
        prop_assert_eq!(after.kind == StepKind::AskLead, rings + 1 >= 7);
    }

    /// Law 1: every history has a next step, at a moment that is neither past nor years away.
    #[test]
    fn there_is_always_a_next_step(
        past in proptest::collection::vec((any_class(), 0..Advice::ALL.len(), 0..Channel::ALL.len(), 0..4u64, 0..2000u64), 0..30),
        wanted in 0..StepKind::ALL.len(), window in proptest::option::of((0..3000u64, 0..600u64)), lead in 0..3u8,
        points in 0..3u8, mail: bool, retry in proptest::option::of(0..200_000u64), seed: u64,
    ) {
        let start = at("2026-12-20T10:00");
        let mut world = customer(points, mail);
        world.points.truncate(usize::from(points) + usize::from(mail));
        (world.wanted, world.lead_decisions) = (StepKind::ALL[wanted], lead);
        let minute = |n: u64| start.plus(minutes(n));
        world.promised = window.map(|(from, long)| Window { from: minute(from), until: minute(from + long) });
        let mut moment: Instant = start;
        for (class, advice, channel, id, wait) in past {
            moment = moment.plus(minutes(wait));
            world = world.met(moment, Channel::ALL[channel], u128::from(id), class, Advice::ALL[advice]);
            if let Some(last) = world.history.last_mut() {
                last.retry_after = retry.map(Duration::from_secs);
            }
        }
        let plan = next_try(&world.input(moment), &mut Random::from_seed(seed));
        prop_assert!(plan.at >= moment && plan.at.since(moment) < days(40), "{plan:?}");
        prop_assert_eq!(plan, next_try(&world.input(moment), &mut Random::from_seed(seed)), "same seed, same plan");
    }

    /// Jitter and waits never push a try out of a promised window that still has a moment left.
    #[test]
    fn a_try_stays_inside_the_promised_window(seed: u64, elapsed in 0..100u64, class in 0..6usize) {
        let world = garage().promised("2026-06-10T14:00", "2026-06-10T16:00");
        let now = at("2026-06-10T14:00").plus(minutes(elapsed));
        let world = world.tried(now, TEMPORARY[class]);
        let plan = next_try(&world.input(now), &mut Random::from_seed(seed));
        prop_assert!(plan.at >= now && plan.at < at("2026-06-10T16:00"), "{plan:?}");
    }

    /// "Does not exist" ends the attempts on that number only.
    #[test]
    fn a_dead_number_is_never_tried_again_and_never_the_end(seed: u64, class in 7..10usize, phones in 1..3u8, mail: bool) {
        let class = [Class::NumberChanged, Class::DoesNotExist, Class::BadFormat][class - 7];
        let now = at("2026-06-10T10:00");
        let world = customer(phones, mail).tried(now, class);
        let plan = next_try(&world.input(now), &mut Random::from_seed(seed));
        prop_assert_eq!(plan.at, now);
        prop_assert!(plan.point != Some(gehoor_kernel::id::ContactPointId::from_bits(PHONE)));
        let put_right = matches!(plan.kind, StepKind::FindNumber | StepKind::FixAddress);
        prop_assert_eq!(put_right, phones == 1);
    }
}
