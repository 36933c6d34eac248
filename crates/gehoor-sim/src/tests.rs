//! What must hold of the simulator itself: it repeats itself, the scenarios hold, and no planted fault stays unseen.

use std::path::PathBuf;

use crate::faults::Fault;
use crate::scenario::{Played, parse, play};
use crate::week::{Orders, run};

/// Seeds within which every planted fault must be caught, and which hold every law without it.
const SEEDS: u64 = 6;

fn scenarios() -> Vec<(PathBuf, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

fn played(text: &str, seed: u64) -> Played {
    play(&parse::parse(text).unwrap(), seed).unwrap()
}

#[test]
fn every_scenario_goes_as_written() {
    let mut faults = Vec::new();
    for (path, text) in scenarios() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let scenario = parse::parse(&text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        for seed in 1..=3 {
            match play(&scenario, seed) {
                Ok(played) if played.failed == 0 => {
                    assert!(played.held >= 4, "{name} expects next to nothing")
                }
                Ok(played) => faults.push(format!("{name}, seed {seed}\n{}", played.timeline.join("\n"))),
                Err(trouble) => faults.push(format!("{name}, seed {seed}: {trouble}")),
            }
        }
    }
    assert!(faults.is_empty(), "scenarios that went otherwise:\n\n{}", faults.join("\n\n"));
}

#[test]
fn there_are_enough_scenarios_and_each_has_a_title() {
    let all = scenarios();
    assert!(all.len() >= 8);
    assert!(all.iter().all(|(_, text)| !parse::parse(text).unwrap().title.is_empty()));
}

#[test]
fn a_timeline_that_differs_is_shown_beside_what_was_expected() {
    let (_, text) =
        scenarios().into_iter().find(|(path, _)| path.ends_with("customer_asked_first.txt")).unwrap();
    let wrong = text.replace("at once, broken, asked first", "at once, not broken, asked first");
    let timeline = played(&wrong, 1);
    assert_eq!(timeline.failed, 1);
    let place = timeline.timeline.iter().position(|line| line.starts_with('-')).unwrap();
    assert!(
        timeline.timeline[place].contains("expect Mrs Jansen: due, call, at once, not broken, asked first")
    );
    assert!(timeline.timeline[place + 1].contains("in truth Mrs Jansen: due, call, Kees"));
}

#[test]
fn a_seed_repeats_itself_to_the_byte() {
    for seed in [1, 2] {
        let (first, second) = (run(Orders::week(seed)), run(Orders::week(seed)));
        assert!(first.trace.len() > 100);
        assert_eq!(first.trace.fingerprint(), second.trace.fingerprint());
    }
    assert_ne!(run(Orders::week(1)).trace.fingerprint(), run(Orders::week(2)).trace.fingerprint());
}

#[test]
fn other_amounts_give_the_same_month_to_the_microsecond() {
    let month = |amounts| run(Orders { days: 31, amounts, ..Orders::week(4) });
    let (poor, rich) = (month(1), month(2));
    assert!(poor.is_clean(), "{:?} {:?}", poor.breaches, poor.trouble);
    assert!(poor.tally.promises > 10);
    assert_eq!(poor.trace.fingerprint(), rich.trace.fingerprint());
}

#[test]
fn some_seeds_hold_every_law() {
    for seed in 1..=SEEDS {
        let outcome = run(Orders::week(seed));
        assert!(
            outcome.is_clean(),
            "seed {seed}: {:?} {:?}\n{}",
            outcome.breaches,
            outcome.trouble,
            outcome.trace.tail(40).join("\n")
        );
    }
}

/// Plants a fault, and gives the law as whose breach the auditor saw it first.
fn law_that_catches(fault: Fault) -> u8 {
    let outcomes = (1..=SEEDS).map(|seed| run(Orders { fault: Some(fault), ..Orders::week(seed) }));
    let caught = outcomes.into_iter().find(|outcome| !outcome.breaches.is_empty());
    caught.unwrap_or_else(|| panic!("{fault:?} went unseen in {SEEDS} seeds")).breaches[0].law
}

#[test]
fn a_dropped_retry_is_caught() {
    // Nobody looks any more: neither at the try, nor at the deadline.
    assert!([0, 2].contains(&law_that_catches(Fault::RetryDropped)));
}

#[test]
fn a_step_asked_for_twice_is_caught() {
    assert_eq!(law_that_catches(Fault::AskedTwice), 7);
}

#[test]
fn a_message_sent_twice_is_caught_under_its_own_name_and_another() {
    assert_eq!(law_that_catches(Fault::SentTwice), 7);
    assert_eq!(law_that_catches(Fault::SentAnew), 7);
}

#[test]
fn an_early_fire_is_caught() {
    assert_eq!(law_that_catches(Fault::FiresEarly), 0);
}

#[test]
fn a_lost_owner_is_caught() {
    assert_eq!(law_that_catches(Fault::OwnerLost), 1);
}

#[test]
fn a_promise_closed_by_does_not_exist_is_caught() {
    assert_eq!(law_that_catches(Fault::ClosedByDoesNotExist), 2);
}

#[test]
fn what_a_crash_forgets_is_caught() {
    assert_eq!(law_that_catches(Fault::ForgottenInCrash), 6);
}
