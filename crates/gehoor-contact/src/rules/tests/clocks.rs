//! Planning where the clock is put forward or back, 2000 to 2050, in twenty zones.

use super::super::*;
use super::world::{World, garage};
use gehoor_kernel::rng::Random;
use gehoor_kernel::time::hours::{Hours, TimeRange, WeekHours};
use gehoor_kernel::time::{Instant, Zone, days, hours};
use proptest::prelude::*;

const ZONES: [&str; 20] = [
    "Europe/Amsterdam",
    "Europe/London",
    "Europe/Lisbon",
    "Europe/Athens",
    "Europe/Istanbul",
    "Europe/Moscow",
    "America/New_York",
    "America/Los_Angeles",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Santiago",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Tehran",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Asia/Jerusalem",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
];

/// Whether the wall clock jumps within the hour after this moment.
fn jumps(zone: &Zone, at: Instant) -> bool {
    let wall = |at: Instant| Zone::utc().instant_of(zone.local(at));
    wall(at.plus(hours(1))) != wall(at).plus(hours(1))
}

/// The next change of the clock, or a moment without one where the zone has none within 200 days.
fn near_a_change(zone: &Zone, from: Instant) -> Instant {
    let hourly = (0..200 * 24).map(|n| from.plus(hours(n)));
    hourly.into_iter().find(|at| jumps(zone, *at)).unwrap_or(from)
}

fn company_in(zone: &Zone) -> World {
    let mut world = garage();
    world.company = Hours::weekly(zone.clone(), WeekHours::working_days(TimeRange::whole_hours(1, 22)));
    world.courtesy = Hours::courtesy_nl(zone.clone());
    world
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// A try that is planned across a change of the clock starts at a decent hour by the wall clock, soon enough, and leaves
    /// time to talk.
    #[test]
    fn the_next_try_is_at_a_decent_hour_on_either_side(
        zone in 0..ZONES.len(), second in 946_684_800i64..2_540_000_000, before in 0..72u64, class in 0..3usize, seed: u64,
    ) {
        let zone = Zone::new(ZONES[zone]).expect("a zone");
        let change = near_a_change(&zone, Instant::from_micros(second * 1_000_000));
        let world = company_in(&zone);
        let tried = world.courtesy.next_open(change.minus(hours(before))).expect("open some day");
        let class = [Class::NoAnswer, Class::TemporarilyUnreachable, Class::Busy][class];
        let world = world.tried(tried, class);
        let plan = next_try(&world.input(tried), &mut Random::from_seed(seed));
        let wall = zone.local(plan.at);
        prop_assert!(plan.kind == StepKind::Call && plan.at > tried && plan.at.since(tried) < days(6), "{plan:?}");
        prop_assert!(world.courtesy.is_open(plan.at) && (9..20).contains(&wall.hour()), "{wall}");
        let closing = world.courtesy.open_until(plan.at).expect("open");
        prop_assert!(closing.since(plan.at) >= world.policy.talk, "{wall}");
    }

    /// The ten working days over which rings are counted, and a day's two rings, are days of the wall clock.
    #[test]
    fn two_rings_on_a_short_or_long_day_are_still_two(zone in 0..ZONES.len(), second in 946_684_800i64..2_540_000_000) {
        let zone = Zone::new(ZONES[zone]).expect("a zone");
        let change = near_a_change(&zone, Instant::from_micros(second * 1_000_000));
        let mut world = company_in(&zone);
        world.courtesy = Hours::always(zone.clone());
        world.company = Hours::always(zone.clone());
        world.policy.spread_gap = hours(1);
        let (mut now, mut rings) = (change.minus(hours(30)), Vec::new());
        for _ in 0..6 {
            rings.push(zone.local(now).date());
            world = world.tried(now, Class::NoAnswer);
            now = next_try(&world.input(now), &mut Random::from_seed(1)).at;
        }
        for day in &rings {
            prop_assert!(rings.iter().filter(|other| *other == day).count() <= 2, "{rings:?}");
        }
    }
}
