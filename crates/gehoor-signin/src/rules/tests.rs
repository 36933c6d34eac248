use gehoor_kernel::time::{Instant, hours, minutes};
use proptest::prelude::*;

use super::*;

/// RFC 6238, appendix B: the secret and the codes with eight digits.
const SECRET: &[u8] = b"12345678901234567890";

fn at(seconds: i64) -> Instant {
    Instant::from_micros(seconds * 1_000_000)
}

#[test]
fn codes_are_those_of_the_standard() {
    let known = [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ];
    for (seconds, code) in known {
        assert_eq!(code_at(SECRET, step_at(at(seconds)), 8), code);
    }
}

#[test]
fn counted_codes_are_those_of_the_standard() {
    let known =
        ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"];
    for (step, code) in (0..).zip(known) {
        assert_eq!(code_at(SECRET, step, 6), code);
    }
}

#[test]
fn a_code_is_taken_once_and_near_its_time() {
    let now = at(1_111_111_111);
    let (step, code) = (step_at(now), code_at(SECRET, step_at(now), 6));
    assert_eq!(matching_step(SECRET, &code, now, 0), Some(step));
    assert_eq!(matching_step(SECRET, &format!("{} {}", &code[..3], &code[3..]), now, 0), Some(step));
    assert_eq!(matching_step(SECRET, &code, now, step), None);
    assert_eq!(matching_step(SECRET, &code, at(1_111_111_111 + 30), 0), Some(step));
    assert_eq!(matching_step(SECRET, &code, at(1_111_111_111 + 60), 0), None);
    assert_eq!(matching_step(SECRET, "", now, 0), None);
    assert_eq!(matching_step(SECRET, "000000", now, 0), None);
}

#[test]
fn a_wrong_password_makes_wait_and_never_for_good() {
    let mut now = at(1_000);
    let mut delay = None;
    let mut waits = Vec::new();
    for _ in 0..16 {
        let counted = Delay::count(delay, Kind::Place, now).unwrap();
        waits.push(counted.free_at.since(now).as_secs());
        now = counted.free_at;
        delay = Some(counted);
    }
    assert_eq!(waits, [0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]);
    let early = Instant::from_micros(now.as_micros() - 1);
    assert_eq!(Delay::count(delay, Kind::Place, early), Err(now));
    assert_eq!(Delay::count(delay, Kind::Place, now.plus(hours(24))).unwrap().tries, 1);
}

#[test]
fn tries_from_everywhere_slow_an_account_by_seconds_only() {
    let delay = Delay { tries: 1_000_000, last_at: at(0), free_at: at(0) };
    let counted = Delay::count(Some(delay), Kind::Account, at(1)).unwrap();
    assert_eq!(counted.free_at, at(11));
}

#[test]
fn passwords_that_are_tried_first_are_refused() {
    let names = ["Sanne de Wit", "sanne@garage.example", "Garage Jansen"];
    let check = |password| check_password(password, &names);
    for short in ["", "1234567", "welkom1"] {
        assert_eq!(check(short), Err(WeakPassword::TooShort), "{short}");
    }
    let common = [
        "password",
        "Password1",
        "P@ssw0rd!",
        "Welkom01",
        "welkom2026",
        "Wachtwoord123",
        "12345678",
        "87654321",
        "aaaaaaaa",
        "abcabcabc",
        "qwertyuiop",
        "1q2w3e4r",
        "Zomer2026!",
        "welkomwelkom",
        "gehoor123",
        "!!Winter26",
    ];
    for password in common {
        assert_eq!(check(password), Err(WeakPassword::Common), "{password}");
    }
    for name in ["sanne2026", "Jansen123", "sannedewit", "sanne@garage.example"] {
        assert!(check(name).is_err(), "{name}");
    }
    for fine in [
        "vier blauwe fietsen",
        "Tr0ub4dor&3x",
        "welkom bij de familie",
        "ééééàààà",
        "zomer met de kinderen in 2026",
    ] {
        assert_eq!(check(fine), Ok(()), "{fine}");
    }
    assert_eq!(check(&"ab1".repeat(200)), Err(WeakPassword::TooLong));
}

#[test]
fn pins_that_are_tried_first_are_refused() {
    for shape in ["", "123", "123456789", "12a4", "１２３５"] {
        assert_eq!(check_pin(shape), Err(WeakPin::Shape), "{shape}");
    }
    for common in ["1234", "4321", "0000", "1212", "1987", "2026", "12345678"] {
        assert_eq!(check_pin(common), Err(WeakPin::Common), "{common}");
    }
    for fine in ["4711", "0815", "73920164"] {
        assert_eq!(check_pin(fine), Ok(()), "{fine}");
    }
}

#[test]
fn a_shared_device_is_left_sooner() {
    let (own, shared) = (Lasting::of(false), Lasting::of(true));
    assert!(shared.idle < own.idle && shared.whole < own.whole && shared.strong < own.strong);
    assert_eq!(shared.strong_until(Some(at(0)), at(599)), Some(at(600)));
    assert_eq!(shared.strong_until(Some(at(0)), at(600)), None);
    assert_eq!(shared.strong_until(None, at(0)), None);
    assert!(!Way::Pin.proves() && Way::Passkey.proves());
    assert_eq!(shared.idle, minutes(10));
}

proptest! {
    #[test]
    fn any_password_is_judged(password in ".{0,300}", name in ".{0,30}") {
        let judged = check_password(&password, &[&name]);
        prop_assert_eq!(judged == Err(WeakPassword::TooShort), password.chars().count() < SHORTEST);
    }

    #[test]
    fn a_delay_only_grows_until_it_is_forgotten(tries in 0u32..2_000_000, seconds in 0i64..80_000) {
        let before = Delay { tries, last_at: at(0), free_at: at(0) };
        let counted = Delay::count(Some(before), Kind::Place, at(seconds)).unwrap();
        prop_assert_eq!(counted.tries, tries + 1);
        prop_assert!(counted.free_at.since(at(seconds)) <= minutes(15));
    }
}
