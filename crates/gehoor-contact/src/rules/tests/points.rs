//! What changes the belief about a number.

use super::super::*;
use gehoor_kernel::time::{Instant, Zone, days, hours};
use proptest::prelude::*;
use std::time::Duration;

const RECENT: Duration = days(90);

fn zone() -> Zone {
    Zone::new("Europe/Amsterdam").expect("a zone")
}

fn start() -> Instant {
    "2026-06-10T10:00:00Z".parse().expect("a moment")
}

fn after(
    state: PointState,
    last_life: Option<Instant>,
    claims: &[Claim],
    news: &News,
    at: Instant,
) -> PointState {
    follow(&PointFacts { state, last_life, claims }, news, at, &zone(), RECENT)
}

fn claim(at: Instant, method: Method, route: Option<&str>) -> Claim {
    Claim { at, method, route: route.map(str::to_owned) }
}

fn after_code(family: Family, code: &str) -> PointState {
    let judged = judge(&Evidence::code(family, code));
    let news = news(&judged, start(), Method::Call, None);
    after(PointState::Working, Some(start()), &[], &news, start())
}

#[test]
fn busy_absent_full_and_late_leave_a_working_number_working() {
    for (family, code) in [
        (Family::Sip, "486"),
        (Family::Sip, "480"),
        (Family::Q850, "20"),
        (Family::SmtpEnhanced, "5.2.2"),
        (Family::SmtpEnhanced, "5.2.1"),
        (Family::SmppStatText, "EXPIRED"),
        (Family::Sip, "503"),
        (Family::SmtpEnhanced, "5.7.1"),
        (Family::Sip, "407"),
    ] {
        assert_eq!(after_code(family, code), PointState::Working, "{family} {code}");
    }
}

#[test]
fn signs_of_life_bring_a_suspect_back() {
    for (family, code) in [
        (Family::Sip, "180"),
        (Family::Sip, "200"),
        (Family::Q850, "17"),
        (Family::Q850, "18"),
        (Family::Q850, "19"),
        (Family::Q850, "20"),
        (Family::SmppStatText, "DELIVRD"),
        (Family::SmtpEnhanced, "2.1.5"),
    ] {
        let judged = judge(&Evidence::code(family, code));
        let news = news(&judged, start(), Method::Call, None);
        let state = after(PointState::Suspect { since: start() }, None, &[], &news, start());
        assert_eq!(state, PointState::Working, "{family} {code}");
    }
}

#[test]
fn one_claim_makes_a_suspect_and_only_an_independent_second_kills() {
    let first = claim(start(), Method::Call, Some("line A"));
    let suspect = after(PointState::Working, None, &[], &News::Claim(first.clone()), start());
    assert_eq!(suspect, PointState::Suspect { since: start() });
    let tomorrow = start().plus(hours(24));
    for (at, method, route, dead) in [
        (start().plus(hours(1)), Method::LookUp, None, false),
        (tomorrow, Method::Call, Some("line A"), false),
        (tomorrow, Method::Call, Some(" Line a"), false),
        (tomorrow, Method::Call, None, false),
        (tomorrow, Method::Call, Some("line B"), true),
        (tomorrow, Method::LookUp, None, true),
    ] {
        let second = News::Claim(claim(at, method, route));
        let state = after(suspect, None, std::slice::from_ref(&first), &second, at);
        let expected = if dead { PointState::ConfirmedDead { at } } else { suspect };
        assert_eq!(state, expected, "{method} {route:?}");
    }
}

#[test]
fn a_number_that_worked_lately_is_given_up_by_a_person_only() {
    let first = claim(start(), Method::Call, None);
    let at = start().plus(days(2));
    let second = News::Claim(claim(at, Method::LookUp, None));
    let suspect = PointState::Suspect { since: start() };
    let lately = Some(start().minus(days(80)));
    let long_ago = Some(start().minus(days(89)));
    let claims = [first];
    assert_eq!(after(suspect, lately, &claims, &second, at), suspect);
    assert_eq!(after(suspect, long_ago, &claims, &second, at), PointState::ConfirmedDead { at });
    assert_eq!(after(suspect, lately, &claims, &News::ConfirmedDead, at), PointState::ConfirmedDead { at });
}

#[test]
fn a_wrong_person_stops_at_once_and_stays() {
    let judged = judge(&Evidence::code(Family::Agent, "wrong_person"));
    let wrong =
        after(PointState::Working, Some(start()), &[], &news(&judged, start(), Method::Call, None), start());
    assert_eq!(wrong, PointState::WrongPerson { at: start() });
    let later = start().plus(days(1));
    assert_eq!(after(wrong, None, &[], &News::Life, later), wrong, "it rings, at somebody else's");
    assert_eq!(after(wrong, None, &[], &News::ConfirmedWorking, later), PointState::Working);
}

fn any_news() -> impl Strategy<Value = News> {
    let claims = (0..72u64, 0..6usize, 0..3u8).prop_map(|(hour, method, route)| {
        News::Claim(claim(
            start().plus(hours(hour)),
            Method::ALL[method],
            Some(if route == 0 { "a" } else { "b" }),
        ))
    });
    prop_oneof![
        Just(News::Nothing),
        Just(News::Life),
        claims,
        Just(News::Changed),
        Just(News::WrongPerson),
        Just(News::ConfirmedWorking),
    ]
}

proptest! {
    /// Only two independent claims (or a person, not among these news) make a number dead.
    #[test]
    fn no_single_witness_kills(all in proptest::collection::vec(any_news(), 0..12)) {
        let (mut state, mut claims, mut life) = (PointState::Unverified, Vec::<Claim>::new(), None);
        for (hour, news) in all.iter().enumerate() {
            let at = start().plus(hours(72 + hour as u64));
            let before = state;
            state = after(state, life, &claims, news, at);
            if matches!(state, PointState::ConfirmedDead { .. }) && !matches!(before, PointState::ConfirmedDead { .. }) {
                let News::Claim(second) = news else { panic!("{news:?} killed") };
                prop_assert!(claims.iter().any(|first| first.independent(second, &zone())));
                prop_assert!(life.is_none());
            }
            match news {
                News::Claim(claim) => claims.push(claim.clone()),
                News::Life | News::ConfirmedWorking => { life = Some(at); claims.clear(); }
                _ => {}
            }
            prop_assert_eq!(PointState::from_word(state.word(), state.since().unwrap_or(at)), Some(state));
        }
    }
}
