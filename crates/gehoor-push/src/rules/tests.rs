//! Quiet hours by their own arithmetic, over the changes of the clock; and what is news.

use std::time::Duration;

use gehoor_kernel::id::{PromiseId, SessionId, UserId};
use gehoor_kernel::time::hours::{Hours, TimeRange, WeekHours};
use gehoor_kernel::time::{Instant, Zone, days, hours, minutes};
use proptest::prelude::*;

use super::*;

fn zone() -> Zone {
    Zone::new("Europe/Amsterdam").unwrap()
}

fn company() -> Hours {
    Hours::weekly(zone(), WeekHours::working_days(TimeRange::whole_hours(8, 18)))
}

fn own(from: u16, until: u16) -> Choice {
    Choice { times: Times::Own { from, until }, ..Choice::default() }
}

/// What somebody would say who looks at the clock on the wall.
fn is_told(at: Instant, from: u16, until: u16) -> bool {
    let wall = zone().local(at);
    let minute = wall.hour() as u16 * 60 + wall.minute() as u16;
    match from.cmp(&until) {
        std::cmp::Ordering::Equal => true,
        std::cmp::Ordering::Less => (from..until).contains(&minute),
        std::cmp::Ordering::Greater => minute >= from || minute < until,
    }
}

/// Moments around the two changes of the clock in 2026, to the second.
fn around_a_change() -> impl Strategy<Value = Instant> {
    let changes: Vec<Instant> =
        ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"].map(|text| text.parse().unwrap()).to_vec();
    (prop::sample::select(changes), 0..4 * 86_400u64)
        .prop_map(|(change, seconds)| change.minus(days(2)).plus(Duration::from_secs(seconds)))
}

proptest! {
    #[test]
    fn nobody_is_told_while_it_is_quiet(at in around_a_change(), from in 0..1440u16, until in 0..1440u16) {
        let told = own(from, until).hours(&company());
        prop_assert_eq!(told.is_open(at), is_told(at, from, until));
        let next = next_telling(at, None, &told).unwrap();
        prop_assert!(next >= at && is_told(next, from, until), "told at {next}");
        // Nothing was put off for longer than needed.
        let mut before = at.plus(Duration::from_secs(15));
        while before < next {
            prop_assert!(!is_told(before, from, until), "could be told at {before}, is at {next}");
            before = before.plus(minutes(1));
        }
        let ends = lasts(next, &told);
        prop_assert!(ends > next && ends <= next.plus(hours(12)));
        prop_assert!(is_told(ends.minus(Duration::from_micros(1)), from, until), "ends at {ends}");
    }

    #[test]
    fn what_comes_outside_the_companys_hours_waits_for_the_next_opening(at in around_a_change()) {
        let next = next_telling(at, None, &Choice::default().hours(&company())).unwrap();
        let wall = zone().local(next);
        prop_assert!((8..18).contains(&wall.hour()), "{wall}");
        prop_assert!(wall.weekday().to_monday_zero_offset() < 5, "{wall}");
    }

    #[test]
    fn nobody_is_told_twice_in_a_minute(at in around_a_change(), ago in 0..200u64) {
        let told = at.minus(Duration::from_secs(ago));
        let next = next_telling(at, Some(told), &Hours::always(zone())).unwrap();
        prop_assert!(next.since(told) >= minutes(1) && next.since(at) <= Duration::from_secs(75));
    }

    #[test]
    fn every_pause_is_longer_and_none_is_longer_than_a_day(tries in 1..100i64, asked in proptest::option::of(0..1_000_000u64)) {
        let asked = asked.map(Duration::from_secs);
        prop_assert!(pause(tries + 1, asked) >= pause(tries, asked));
        prop_assert!(pause(tries, asked) >= Duration::from_secs(30) && pause(tries, asked) <= days(1));
        let heard = asked.is_none_or(|asked| pause(tries, Some(asked)) >= asked.min(days(1)));
        prop_assert!(heard, "what the service asked for is heard");
    }
}

#[test]
fn a_browser_is_given_up_after_a_day_of_failures_and_not_before() {
    let since = Instant::from_micros(0);
    let cases =
        [(1, 48, false), (4, 48, false), (5, 23, false), (100, 1, false), (5, 24, true), (9, 48, true)];
    for (failures, after, given_up) in cases {
        assert_eq!(gives_up(failures, since, since.plus(hours(after))), given_up, "{failures} in {after} h");
    }
}

#[test]
fn news_are_steps_for_now_offers_and_goodbyes() {
    let (promise, user) = (PromiseId::from_bits(7), UserId::from_bits(8));
    let (this, other) = (SessionId::from_bits(1), SessionId::from_bits(2));
    let (p, u, s) = (promise.to_string(), user.to_string(), this.to_string());
    let other_text = other.to_string();
    let cases = [
        (("promise.due", p.as_str(), "due", ""), Some(News::Step(promise))),
        (("promise.made", &p, "due", ""), Some(News::Step(promise))),
        (("promise.made", &p, "waiting", ""), None),
        (("promise.doubtRaised", &p, "inDoubt", ""), Some(News::Step(promise))),
        (("promise.attempted", &p, "due", ""), None),
        (("promise.kept", &p, "kept", ""), None),
        (("promise.due", "nonsense", "due", ""), None),
        (("handover.offered", &p, "waiting", ""), Some(News::Offer(promise))),
        (("user.left", &u, "", ""), Some(News::Gone(user))),
        (("user.erased", &u, "", ""), Some(News::Gone(user))),
        (("session.ended", &s, "", ""), Some(News::SessionOver(this))),
        (("sessions.ended", &u, "", &other_text), Some(News::SessionsOver(user, Some(other)))),
        (("sessions.ended", &u, "", ""), Some(News::SessionsOver(user, None))),
    ];
    for ((kind, subject, state, but), news) in cases {
        assert_eq!(read(kind, subject, state, but), news, "{kind} {state}");
    }
}
