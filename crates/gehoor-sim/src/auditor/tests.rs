//! The auditor, shown things that break each law.

use std::collections::BTreeMap;

use gehoor_kernel::id::PromiseId;
use gehoor_kernel::time::civil::date;
use gehoor_kernel::time::{Instant, Zone, days, hours, minutes};

use super::books::Agreed;
use super::{Auditor, Ending, Seen, SeenStep, Terms, Tried, Written};
use crate::world::Claim;

const NONE: [u8; 0] = [];
const ID: PromiseId = PromiseId::from_bits(1);

fn zone() -> Zone {
    Zone::new("Europe/Amsterdam").unwrap()
}

/// Tuesday 3 March 2026, ten o'clock.
fn ten() -> Instant {
    zone().instant_of(date(2026, 3, 3).at(10, 0, 0, 0))
}

fn auditor() -> Auditor {
    let mut auditor = Auditor::new(zone());
    auditor.staff.hired("us_fatima", vec!["te_reception".to_owned()]);
    auditor.staff.hired("us_kees", vec!["te_reception".to_owned()]);
    let agreed = Agreed::At(ten(), ten().plus(hours(2)));
    let (owner, made_at) = ("us_fatima".to_owned(), ten().minus(days(1)));
    auditor.made(ID, Terms { customer: 0, kind: "callBack", agreed, owner, made_at });
    auditor
}

fn waiting() -> Seen {
    let step = SeenStep {
        kind: "call".to_owned(),
        at: ten(),
        owner: "us_fatima".to_owned(),
        why: "promised".to_owned(),
        point: Some("cp_1".to_owned()),
    };
    Seen {
        state: "waiting".to_owned(),
        owner: "us_fatima".to_owned(),
        step: Some(step),
        broken: false,
        asked_first: false,
        attempts: 0,
        offered_to: None,
        version: 1,
    }
}

fn due() -> Seen {
    Seen { state: "due".to_owned(), ..waiting() }
}

fn found(auditor: &mut Auditor, seen: &Seen, now: Instant) -> Vec<u8> {
    auditor.look(&BTreeMap::from([(ID, seen.clone())]), now, true);
    auditor.take_breaches().into_iter().map(|breach| breach.law).collect()
}

fn tried(auditor: &mut Auditor, claim: Claim) {
    let point = Some("cp_1".to_owned());
    auditor
        .attempted(ID, Tried { at: ten(), channel: "phone", point, claim, rang: claim != Claim::NotThere });
}

fn trying(at: Instant) -> Seen {
    let step = waiting().step.map(|step| SeenStep { at, ..step });
    Seen { state: "trying".to_owned(), step, attempts: 1, ..waiting() }
}

#[test]
fn a_sound_promise_passes() {
    let mut auditor = auditor();
    assert_eq!(found(&mut auditor, &waiting(), ten().minus(hours(1))), NONE);
    assert_eq!(found(&mut auditor, &due(), ten()), NONE);
}

#[test]
fn an_open_promise_without_step_or_living_owner_is_seen() {
    let mut auditor = auditor();
    assert_eq!(found(&mut auditor, &Seen { step: None, ..due() }, ten()), [1]);
    auditor.staff.away("us_fatima", ten(), ten().plus(hours(4)));
    assert_eq!(found(&mut auditor, &due(), ten()), [1]);
    let stands_in = due().step.map(|step| SeenStep { owner: "us_kees".to_owned(), ..step });
    assert_eq!(found(&mut auditor, &Seen { step: stands_in, ..due() }, ten()), NONE);
}

#[test]
fn an_end_that_nobody_gave_is_seen_and_one_that_was_forgotten_too() {
    let mut auditor = auditor();
    tried(&mut auditor, Claim::NotThere);
    let kept = Seen { state: "kept".to_owned(), step: None, attempts: 1, ..waiting() };
    assert_eq!(found(&mut auditor, &kept, ten()), [2]);
    auditor.book(ID).unwrap().ended = Some(Ending::Kept);
    assert_eq!(found(&mut auditor, &kept, ten()), NONE);
    assert_eq!(found(&mut auditor, &trying(ten().plus(days(1))), ten()), [6, 3]);
}

#[test]
fn ringing_a_number_that_is_said_not_to_exist_is_seen() {
    let mut auditor = auditor();
    tried(&mut auditor, Claim::NotThere);
    assert_eq!(found(&mut auditor, &trying(ten().plus(hours(1))), ten()), [3]);
}

#[test]
fn doubting_a_number_that_was_only_off_is_seen() {
    let mut auditor = auditor();
    tried(&mut auditor, Claim::Temporary);
    let step = due().step.map(|step| SeenStep { kind: "findNumber".to_owned(), ..step });
    assert_eq!(found(&mut auditor, &Seen { step, attempts: 1, ..due() }, ten()), [3]);
}

#[test]
fn a_ball_that_moved_without_being_taken_is_seen() {
    let mut auditor = auditor();
    auditor.book(ID).unwrap().offered_to = Some("us_kees".to_owned());
    let moved = Seen { owner: "us_kees".to_owned(), ..due() };
    assert_eq!(found(&mut auditor, &moved, ten()), [5, 5]);
}

#[test]
fn what_was_acknowledged_and_is_gone_is_seen() {
    let mut auditor = auditor();
    auditor.look(&BTreeMap::new(), ten(), true);
    assert_eq!(auditor.take_breaches()[0].law, 6);
    tried(&mut auditor, Claim::NotThere);
    assert_eq!(found(&mut auditor, &due(), ten()), [6]);
}

#[test]
fn firing_early_late_and_not_at_all_is_seen() {
    let mut auditor = auditor();
    assert_eq!(found(&mut auditor, &due(), ten().minus(minutes(1))), [0]);
    assert_eq!(found(&mut auditor, &waiting(), ten().plus(minutes(1))), [0, 0]);
    assert_eq!(found(&mut auditor, &due(), ten().plus(hours(3))), [2]);
}

#[test]
fn too_soon_too_often_and_at_night_is_seen() {
    let mut auditor = auditor();
    tried(&mut auditor, Claim::Temporary);
    assert_eq!(found(&mut auditor, &trying(ten().plus(minutes(1))), ten()), [7]);
    assert_eq!(found(&mut auditor, &trying(ten().plus(hours(13))), ten()), [7]);
    tried(&mut auditor, Claim::Temporary);
    let third = Seen { attempts: 2, ..trying(ten().plus(hours(4))) };
    assert_eq!(found(&mut auditor, &third, ten()), [7]);
}

#[test]
fn inside_the_promised_window_a_talk_lets_the_rhythm_begin_anew() {
    let mut auditor = auditor();
    for _ in 0..4 {
        tried(&mut auditor, Claim::Machine);
    }
    let again = Seen { attempts: 4, ..trying(ten().plus(minutes(110))) };
    assert_eq!(found(&mut auditor, &again, ten()), [7]);
    auditor.book(ID).unwrap().tried[1].claim = Claim::Spoke;
    assert_eq!(found(&mut auditor, &again, ten()), NONE);
}

#[test]
fn one_step_twice_is_seen() {
    let mut auditor = auditor();
    let step = due().step.unwrap();
    auditor.acting(ID, &step);
    assert!(!auditor.has_breaches());
    auditor.acting(ID, &step);
    assert_eq!(auditor.take_breaches()[0].law, 7);
}

#[test]
fn a_step_that_was_done_and_is_asked_for_again_is_seen_before_anybody_does_it() {
    let mut auditor = auditor();
    let agreed = Agreed::When("order 1".to_owned(), ten().minus(days(1)));
    auditor.book(ID).unwrap().terms.agreed = agreed;
    auditor.acting(ID, &due().step.unwrap());
    tried(&mut auditor, Claim::Temporary);
    let again = Seen { attempts: 1, ..due() };
    assert_eq!(found(&mut auditor, &again, ten()), [7, 7], "the same step, and without a pause");
    let moved = due().step.map(|step| SeenStep { at: ten().plus(minutes(1)), ..step });
    assert_eq!(found(&mut auditor, &Seen { step: moved, ..again }, ten().plus(minutes(1))), [7]);
}

fn written(key: &str, at: Instant) -> Written {
    let to = "+31612345678".to_owned();
    Written { key: key.to_owned(), to, customer: Some(0), by_hand: false, at }
}

/// The auditor, who saw that a sign of life stands for ten o'clock.
fn expecting_a_sign() -> Auditor {
    let mut auditor = auditor();
    let agreed = Agreed::When("order 1".to_owned(), ten());
    let book = auditor.book(ID).unwrap();
    (book.terms.agreed, book.deadline) = (agreed, None);
    let step = waiting().step.map(|step| SeenStep { kind: "signOfLife".to_owned(), ..step });
    assert_eq!(found(&mut auditor, &Seen { step, ..waiting() }, ten().minus(hours(1))), NONE);
    auditor
}

fn laws(auditor: &mut Auditor) -> Vec<u8> {
    auditor.take_breaches().into_iter().map(|breach| breach.law).collect()
}

#[test]
fn a_sign_of_life_reaches_the_customer_once_for_a_step() {
    let mut auditor = expecting_a_sign();
    auditor.message(&written("ms_1", ten()));
    assert_eq!(laws(&mut auditor), NONE);
    auditor.message(&written("ms_1", ten()));
    assert_eq!(laws(&mut auditor), [7], "the same message again");
    auditor.message(&written("ms_2", ten()));
    assert_eq!(laws(&mut auditor), [7], "another message for the same step");
}

#[test]
fn two_promises_to_one_customer_give_two_signs_of_life_and_no_third() {
    let mut auditor = expecting_a_sign();
    let other = PromiseId::from_bits(2);
    let agreed = Agreed::When("order 2".to_owned(), ten());
    let (owner, made_at) = ("us_fatima".to_owned(), ten().minus(days(1)));
    auditor.made(other, Terms { customer: 0, kind: "callBack", agreed, owner, made_at });
    let step = |kind: &str, at| {
        let step = waiting().step.map(|step| SeenStep { kind: kind.to_owned(), at, ..step });
        Seen { step, ..waiting() }
    };
    let look = |auditor: &mut Auditor, first: Seen, second: Seen, now| {
        auditor.look(&BTreeMap::from([(ID, first), (other, second)]), now, true);
        auditor.take_breaches()
    };
    let sign = || step("signOfLife", ten());
    look(&mut auditor, sign(), sign(), ten().minus(hours(1)));
    // The message of the second leaves first; by the address alone it may be of either.
    auditor.message(&written("ms_1", ten()));
    assert_eq!(laws(&mut auditor), NONE);
    let (report, next) = (step("waitReport", ten().plus(hours(4))), step("signOfLife", ten().plus(days(7))));
    look(&mut auditor, report, next, ten());
    auditor.message(&written("ms_2", ten().plus(minutes(6))));
    assert_eq!(laws(&mut auditor), NONE, "the first has its own");
    auditor.message(&written("ms_3", ten().plus(minutes(7))));
    assert_eq!(laws(&mut auditor), [7]);
}

#[test]
fn a_sign_of_life_before_its_moment_at_night_or_after_the_event_is_seen() {
    let mut early = expecting_a_sign();
    early.message(&written("ms_1", ten().minus(minutes(1))));
    assert_eq!(laws(&mut early), [7]);
    let mut night = expecting_a_sign();
    night.message(&written("ms_1", ten().plus(hours(12))));
    assert_eq!(laws(&mut night), [7]);
    let mut wrong = expecting_a_sign();
    wrong.event("order 1", ten());
    wrong.message(&written("ms_1", ten()));
    assert_eq!(laws(&mut wrong), [7]);
}

#[test]
fn a_letter_by_hand_arrives_as_often_as_somebody_wrote_one() {
    let mut auditor = auditor();
    let letter = |key: &str| Written { by_hand: true, ..written(key, ten()) };
    auditor.letters.by_hand("+31612345678", "step 1");
    auditor.letters.by_hand("+31612345678", "step 1");
    auditor.message(&letter("ms_1"));
    assert_eq!(laws(&mut auditor), NONE);
    auditor.message(&letter("ms_2"));
    assert_eq!(laws(&mut auditor), [7]);
}
