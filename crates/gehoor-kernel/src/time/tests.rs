use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use proptest::prelude::*;

use super::hours::{Hours, TimeRange, WeekHours, next_open_in_all};
use super::{Instant, Zone, holidays, hours as in_hours, minutes, terms};
use crate::shared_data;

const ZONES: [&str; 20] = [
    "Europe/Amsterdam",
    "Europe/London",
    "Europe/Lisbon",
    "Europe/Athens",
    "Europe/Istanbul",
    "America/New_York",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "America/St_Johns",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Asia/Tehran",
    "Asia/Kolkata",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Gaza",
    "UTC",
];

fn amsterdam() -> Zone {
    Zone::new("Europe/Amsterdam").expect("known zone")
}

fn wall(text: &str) -> DateTime {
    text.parse().expect("a civil time")
}

#[test]
fn the_time_vectors_hold() {
    let Some(table) = shared_data::read("reference/time_vectors.csv") else { return };
    let (zone, mut seen) = (amsterdam(), 0);
    for row in shared_data::rows(&table) {
        let (id, kind, input, local, utc) = (&row[0], row[1].as_str(), &row[2], &row[3], &row[4]);
        match kind {
            "courtesy_window_next" => same_moment(id, &zone, courtesy(&zone, input), local, utc),
            "dst_gap" | "dst_overlap" => same_moment(id, &zone, changed_clock(&zone, input), local, utc),
            _ => assert_eq!(term(kind, input).to_string(), *local, "vector {id}"),
        }
        seen += 1;
    }
    assert_eq!(seen, 23);
}

fn same_moment(id: &str, zone: &Zone, moment: Instant, local: &str, utc: &str) {
    assert_eq!(zone.local(moment), wall(local), "vector {id}");
    assert_eq!(Zone::utc().local(moment), wall(utc.trim_end_matches('Z')), "vector {id}");
}

fn courtesy(zone: &Zone, input: &str) -> Instant {
    Hours::courtesy_nl(zone.clone()).next_open(zone.instant_of(wall(input))).expect("an opening")
}

fn changed_clock(zone: &Zone, input: &str) -> Instant {
    let time = wall(input.split(' ').next().expect("a time"));
    if input.ends_with("second") { zone.later_instant_of(time) } else { zone.instant_of(time) }
}

fn term(kind: &str, input: &str) -> Date {
    let words: Vec<&str> = input.split(' ').collect();
    let (start, count) = (words[0].parse().expect("a date"), words[2].parse().expect("a number"));
    match kind {
        "statutory_month_term" => terms::statutory_months(start, count),
        "business_days_target" => terms::working_days_target(start, count),
        _ => terms::working_days_nl(start, count),
    }
}

#[test]
fn the_computed_holidays_equal_the_reference() {
    let Some(table) = shared_data::read("reference/nl_holidays.csv") else { return };
    let names = BTreeMap::from([
        ("newYear", "Nieuwjaarsdag"),
        ("goodFriday", "Goede Vrijdag"),
        ("easterSunday", "Eerste Paasdag"),
        ("easterMonday", "Tweede Paasdag"),
        ("kingsDay", "Koningsdag"),
        ("liberationDay", "Bevrijdingsdag"),
        ("ascensionDay", "Hemelvaartsdag"),
        ("whitSunday", "Eerste Pinksterdag"),
        ("whitMonday", "Tweede Pinksterdag"),
        ("christmasDay", "Eerste Kerstdag"),
        ("secondChristmasDay", "Tweede Kerstdag"),
    ]);
    let mut known: Vec<_> = shared_data::rows(&table).map(|row| (row[0].clone(), row[1].clone())).collect();
    known.sort();
    let computed =
        (2024..=2035).flat_map(holidays::nl).map(|(day, key)| (day.to_string(), names[key].to_owned()));
    let mut computed: Vec<_> = computed.collect();
    computed.sort();
    assert_eq!(computed, known);
}

#[test]
fn ranges_and_weeks_read_back_and_refuse_nonsense() {
    let week: WeekHours = "09:00-12:00,13:00-24:00;;;;;;10:00-16:00".parse().expect("a week");
    assert_eq!(week.to_string(), "09:00-12:00,13:00-24:00;;;;;;10:00-16:00");
    for bad in ["9-17", "+9:00-10:00", "17:00-09:00", "09:00-24:01", "09:00-09:00", "09:60-11:00", ""] {
        assert!(bad.parse::<TimeRange>().is_err(), "{bad}");
    }
    assert!(";;;;;".parse::<WeekHours>().is_err() && ";;;;;;;".parse::<WeekHours>().is_err());
}

#[test]
fn closed_for_good_and_open_for_good_are_answered() {
    let zone = amsterdam();
    let never = Hours::weekly(zone.clone(), WeekHours::default());
    let always = Hours::always(zone.clone());
    let now = zone.instant_of(wall("2026-10-24T12:00"));
    assert_eq!((never.next_open(now), never.open_until(now)), (None, None));
    assert_eq!((always.next_open(now), always.open_until(now)), (Some(now), Some(now.plus(super::days(7)))));
    assert_eq!(next_open_in_all(&[&always, &never], now), None);
}

#[test]
fn single_days_beat_the_week() {
    let zone = amsterdam();
    let mut hours = Hours::courtesy_nl(zone.clone());
    hours.closed.push(wall("2026-06-10T00:00").date());
    hours.opened.push((wall("2026-06-14T00:00").date(), vec![TimeRange::whole_hours(12, 14)]));
    let next = |from: &str| zone.local(hours.next_open(zone.instant_of(wall(from))).expect("open"));
    assert_eq!(next("2026-06-10T10:00"), wall("2026-06-11T09:00"));
    assert_eq!(next("2026-06-13T16:00"), wall("2026-06-14T12:00"));
    assert_eq!(next("2026-06-14T14:00"), wall("2026-06-15T09:00"));
}

#[test]
fn all_hours_at_once_means_their_overlap() {
    let zone = amsterdam();
    let evening = WeekHours::every_day(&[TimeRange::whole_hours(18, 22)]);
    let wish = Hours::weekly(Zone::new("Europe/London").expect("zone"), evening);
    let courtesy = Hours::courtesy_nl(zone.clone());
    let found =
        next_open_in_all(&[&courtesy, &wish], zone.instant_of(wall("2026-06-13T12:00"))).expect("open");
    assert_eq!(zone.local(found), wall("2026-06-15T19:00"));
}

fn any_week() -> impl Strategy<Value = WeekHours> {
    let range = (0u16..1440, 1u16..=1440)
        .prop_map(|(a, b)| TimeRange::new(a.min(b), a.max(b).max(a.min(b) + 1)).expect("range"));
    prop::collection::vec(prop::collection::vec(range, 0..3), 7)
        .prop_map(|days| WeekHours { days: days.try_into().expect("seven") })
}

fn any_moment() -> impl Strategy<Value = Instant> {
    (946_684_800i64..2_556_144_000).prop_map(|second| Instant::from_micros(second * 1_000_000))
}

/// Moments within a day and a half of a clock change of 2000-2050, in one of twenty zones.
fn near_a_change() -> impl Strategy<Value = (Zone, Instant)> {
    (0usize..20, any_moment(), -2160i64..2160).prop_map(|(zone, moment, minute)| {
        let zone = Zone::new(ZONES[zone]).expect("known zone");
        let change =
            zone.0.following(super::zone::stamp(moment)).next().map(|c| super::zone::micros(c.timestamp()));
        let at = change.unwrap_or(moment).as_micros() + minute * 60_000_000;
        (zone, Instant::from_micros(at))
    })
}

#[test]
fn an_opening_within_the_hour_that_comes_twice_closes_when_the_clock_goes_back() {
    let mut week = WeekHours { days: Default::default() };
    week.days[6] = vec!["02:15-03:00".parse().expect("range")];
    let hours = Hours::weekly(Zone::new("Europe/Amsterdam").expect("zone"), week);
    let at = |text: &str| text.parse::<Instant>().expect("moment");
    assert_eq!(hours.open_until(at("2017-10-29T00:59:00Z")), Some(at("2017-10-29T01:00:00Z")));
    assert!(!hours.is_open(at("2017-10-29T01:05:00Z")) && hours.is_open(at("2017-10-29T01:20:00Z")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_moment_on_the_wall_is_that_moment_again((zone, at) in near_a_change()) {
        let wall = zone.local(at);
        let (first, second) = (zone.instant_of(wall), zone.later_instant_of(wall));
        prop_assert!(at == first || at == second);
        prop_assert!(first <= second && second.since(first) <= in_hours(3));
    }

    #[test]
    fn a_wall_time_that_does_not_exist_moves_forward((zone, at) in near_a_change()) {
        let wanted = zone.local(at).checked_add(jiff::Span::new().minutes(90)).expect("in range");
        prop_assert!(zone.local(zone.instant_of(wanted)) >= wanted);
    }

    #[test]
    fn the_next_opening_is_open_and_nothing_before_it_is((zone, from) in near_a_change(), week in any_week()) {
        let hours = Hours::weekly(zone, week);
        let Some(next) = hours.next_open(from) else {
            prop_assert!(hours.week.is_empty());
            return Ok(());
        };
        prop_assert!(next >= from && hours.is_open(next));
        let mut between = from;
        while between < next {
            prop_assert!(!hours.is_open(between), "{between} is open, said {next}");
            between = between.plus(minutes(15));
        }
    }

    #[test]
    fn it_stays_open_until_the_end_that_is_named((zone, at) in near_a_change(), week in any_week()) {
        let hours = Hours::weekly(zone, week);
        let Some(end) = hours.open_until(at) else {
            prop_assert!(!hours.is_open(at));
            return Ok(());
        };
        prop_assert!(end > at);
        prop_assert!(!hours.is_open(end) || end.since(at) >= super::days(7));
        let mut between = at;
        while between < end {
            prop_assert!(hours.is_open(between));
            between = between.plus(minutes(15));
        }
    }

    #[test]
    fn easter_is_a_sunday_in_its_weeks(year in 1583i16..4000) {
        let easter = holidays::easter(year);
        prop_assert_eq!(easter.weekday(), jiff::civil::Weekday::Sunday);
        let day = easter.month() as i32 * 100 + easter.day() as i32;
        prop_assert!((322..=425).contains(&day));
    }
}
