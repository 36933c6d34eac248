use gehoor_kernel::time::{Instant, Zone, days, hours, minutes};
use gehoor_promise::rules::Kind;

use super::*;

const NOON: Instant = Instant::from_micros(1_795_431_600_000_000);

fn month() -> Month {
    "2026-11".parse().unwrap()
}

fn seen() -> Seen {
    Seen {
        kind: Kind::CallBack,
        standing: Standing::Open,
        ended_at: None,
        timed: true,
        broken: false,
        asked_first: false,
        band: Band::None,
        tries: Vec::new(),
        turn_at: Some(NOON),
    }
}

fn kept(after: std::time::Duration) -> Seen {
    let at = NOON.plus(after);
    let tries = vec![Try { at, counts: true, reached: true }];
    Seen { standing: Standing::Kept, ended_at: Some(at), tries, ..seen() }
}

fn cells(seen: &Seen) -> Vec<(Measure, i64)> {
    let fact = Fact::new(month(), String::new(), seen);
    fact.cells().into_iter().map(|cell| (cell.measure, cell.value)).collect()
}

fn tally(all: &[Seen], now: Instant) -> Tally {
    let mut tally = Tally::default();
    for seen in all {
        for cell in Fact::new(month(), String::new(), seen).cells() {
            tally.add(cell.measure, cell.value, 1, now);
        }
    }
    tally
}

#[test]
fn a_month_is_read_written_and_counted_on() {
    let zone = Zone::new("Europe/Amsterdam").unwrap();
    let at: Instant = "2026-11-30T23:30:00Z".parse().unwrap();
    assert_eq!(Month::of(at, &zone).to_string(), "2026-12");
    assert_eq!(month().plus(-11).to_string(), "2025-12");
    assert_eq!(month().start(&zone).to_string(), "2026-10-31T23:00:00Z");
    assert_eq!(month().end(&zone).to_string(), "2026-11-30T22:59:59.999999Z");
    assert_eq!(month().plus(-2).until(month(), 99).len(), 3);
    assert_eq!(Month::from_key(month().key()), Some(month()));
    for text in ["2026-13", "2026-00", "2026", "26-11", "2026-1", "2026-+1", "1969-12", "x"] {
        assert_eq!(text.parse::<Month>(), Err(BadMonth), "{text}");
    }
}

#[test]
fn times_that_were_are_rounded_up_and_times_so_far_down() {
    assert_eq!([0, 1, 5, 6, 1441].map(up), [0, 5, 5, 10, 1800]);
    assert_eq!([-3, 4, 5, 59, 1799].map(down), [0, 0, 5, 45, 1440]);
    assert_eq!((up(i64::MAX), down(i64::MAX)), (LONGEST, LONGEST));
    assert!(WITHIN.iter().all(|minutes| up(*minutes) == *minutes));
}

#[test]
fn a_promise_that_waits_stands_in_the_cell_of_its_hour() {
    let open = cells(&seen());
    assert_eq!(open.len(), 2);
    assert_eq!(open[1].0, Measure::Open);
    let one = tally(&[seen()], NOON.plus(hours(5)));
    let leavings = one.leavings();
    assert_eq!((leavings.len(), leavings[0].events, leavings[0].censored), (1, 0, 1));
    // Noon is the beginning of an hour, counted as if it were our turn at its end: never longer than it was.
    assert!((leavings[0].time - 240.0).abs() < 1e-9);
    assert!(cells(&Seen { turn_at: None, ..seen() }).len() == 1, "not our turn: it waits for nothing yet");
}

#[test]
fn the_clock_runs_from_our_turn_to_the_first_talk() {
    assert_eq!(cells(&kept(minutes(52)))[1..], [(Measure::Tries, 1), (Measure::Reached, 60)]);
    let talk = Try { at: NOON.plus(minutes(3)), counts: true, reached: true };
    let miss = Try { at: NOON.plus(minutes(1)), counts: true, reached: false };
    let fault = Try { counts: false, ..miss };
    let late = kept(days(2)).tries[0];
    let all = Seen { tries: vec![fault, miss, talk, late], ..kept(days(2)) };
    assert_eq!(cells(&all)[1..], [(Measure::Tries, 2), (Measure::Reached, 5)]);
    let early = Seen { turn_at: Some(NOON.plus(days(1))), ..kept(minutes(1)) };
    assert_eq!(cells(&early)[1..], [(Measure::Tries, 1), (Measure::Reached, 0)]);
    let delivered = Seen { tries: Vec::new(), ..kept(hours(2)) };
    assert_eq!(cells(&delivered)[1..], [(Measure::Reached, 120)]);
    let gone = Seen { standing: Standing::Released, ended_at: Some(NOON.plus(minutes(50))), ..seen() };
    assert_eq!(cells(&gone)[1..], [(Measure::Left, 45)]);
}

#[test]
fn every_share_has_its_own_n() {
    let released = Seen { standing: Standing::Released, ended_at: Some(NOON), ..seen() };
    let mut all = vec![kept(minutes(5)); 6];
    all.extend(vec![Seen { broken: true, ..kept(hours(9)) }; 2]);
    all.extend(vec![Seen { broken: true, asked_first: true, ..seen() }; 2]);
    all.extend(vec![seen(); 10]);
    all.extend(vec![released.clone(); 3]);
    all.push(Seen { broken: true, ..released });
    all.extend(vec![Seen { timed: false, ..kept(minutes(5)) }; 2]);
    let of = Measures::of(&tally(&all, NOON.plus(days(1))));
    let counts = |few: &Few<gehoor_stats::Ratio>| few.enough().map(|ratio| (ratio.count, ratio.n)).unwrap();
    assert_eq!((of.made, of.open), (26, 12));
    assert_eq!(counts(&of.kept), (10, 13), "kept, of kept and missed");
    assert_eq!(counts(&of.in_time), (6, 11), "of those with a moment");
    assert_eq!(counts(&of.broken), (5, 14));
    assert_eq!(counts(&of.asked_first), (2, 26));
    assert_eq!(counts(&of.released), (4, 14));
}

#[test]
fn under_five_there_is_no_figure_and_under_fifteen_no_mean() {
    let of = |n: usize| Measures::of(&tally(&vec![kept(minutes(5)); n], NOON.plus(days(1))));
    assert_eq!(of(4).kept, Few::TooFew(4));
    assert_eq!((of(4).tries, of(4).reach), (Few::TooFew(4), Few::TooFew(4)));
    assert_eq!(of(0).reach, Few::TooFew(0));
    assert!(of(5).kept.enough().is_some() && of(5).reach.enough().is_some());
    assert!(of(14).tries.enough().unwrap().mean.is_none());
    assert!(of(15).tries.enough().unwrap().mean.is_some());
}

#[test]
fn promises_that_wait_still_are_not_left_out() {
    let mut all = vec![kept(minutes(5)); 10];
    let all_reached = Measures::of(&tally(&all, NOON.plus(days(9)))).reach;
    all.extend(vec![seen(); 10]);
    let half_wait = Measures::of(&tally(&all, NOON.plus(days(9)))).reach;
    let within = |reach: &Few<Reach>| reach.enough().unwrap().within(60).unwrap().0;
    assert!((within(&all_reached) - 1.0).abs() < 1e-9);
    assert!((within(&half_wait) - 0.5).abs() < 1e-9);
}

fn with_band(band: Band, tries: u32, n: usize) -> Vec<Seen> {
    let last = Try { at: NOON.plus(minutes(10 * u64::from(tries))), counts: true, reached: true };
    let mut all: Vec<Try> = (1..tries).map(|_| Try { at: NOON, counts: true, reached: false }).collect();
    all.push(last);
    vec![Seen { band, tries: all, ended_at: Some(last.at), standing: Standing::Kept, ..seen() }; n]
}

#[test]
fn effort_that_goes_with_the_amount_is_seen_and_flat_effort_is_not() {
    let effort = |of: &dyn Fn(Band) -> Vec<Seen>| Effort::of(|band| tally(&of(band), NOON.plus(days(9))));
    let even = |band| [with_band(band, 1, 40), with_band(band, 3, 40)].concat();
    let flat = effort(&even);
    assert_eq!(flat.verdict, Verdict::Flat);
    assert!(flat.attempts.unwrap().p > 0.99 && flat.time.unwrap().p > 0.99);
    assert!(flat.difference.unwrap().interval.half_width() > 0.1, "what so few can show is told");
    let dear = |band: Band| {
        let more = usize::try_from(band.number()).unwrap() * 10;
        [with_band(band, 1, 60 - more), with_band(band, 3, 20 + more)].concat()
    };
    assert_eq!(effort(&dear).verdict, Verdict::Differs);
    let few = effort(&|band| with_band(band, 2, 4));
    assert_eq!((few.verdict, few.attempts, few.time), (Verdict::TooFew, None, None));
}

#[test]
fn amounts_fall_into_their_class() {
    let all = [None, Some(0), Some(9_999), Some(10_000), Some(249_999), Some(250_000)].map(Band::of);
    use Band::{From2500, None as Unnamed, Under100, Under500, Under2500};
    assert_eq!(all, [Unnamed, Under100, Under100, Under500, Under2500, From2500]);
}
