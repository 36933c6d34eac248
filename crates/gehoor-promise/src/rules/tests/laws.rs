//! Laws over random lives.

use gehoor_contact::rules::{Channel, Class};
use gehoor_kernel::time::{Instant, minutes};
use proptest::prelude::*;

use super::world::{World, check, monday};
use crate::rules::{Command, Decision, Event, Kind, Promise, Refusal, State};

/// One random life; `see` is told of every command, the promise before it and what came of it.
pub(super) fn live(
    seed: u64,
    length: usize,
    mut see: impl FnMut(&Promise, &Command, Instant, &Result<Decision, Refusal>),
) {
    let mut world = World::new(seed);
    if seed.is_multiple_of(2) {
        world.outbound = vec![Channel::Sms];
    }
    let mut now = monday();
    let trigger = world.trigger(now);
    let kind = Kind::ALL[(seed % 6) as usize];
    let mut promise = world.make(kind, trigger, now);
    check(&promise);
    for _ in 0..length {
        now = later(&mut world, &promise, now);
        let command = world.command(now);
        let outcome = world.decide(&promise, command.clone(), now);
        see(&promise, &command, now, &outcome);
        if let Ok(decision) = outcome {
            promise = decision.promise;
            check(&promise);
        }
    }
}

/// Half the time the machine's own next look, otherwise some time on.
fn later(world: &mut World, promise: &Promise, now: Instant) -> Instant {
    let look = promise.state.open().map(|open| open.wake_at().max(now));
    match look {
        Some(at) if world.random.chance(0.5) => at,
        _ => now.plus(minutes(world.random.below(600))),
    }
}

fn ended(promise: &Promise) -> bool {
    promise.state.open().is_none()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_promise_ends_only_as_kept_or_released(seed: u64) {
        live(seed, 60, |before, command, _, outcome| {
            let Ok(decision) = outcome else { return };
            assert!(!ended(before), "nothing happens to an ended promise");
            match (&decision.promise.state, command) {
                (State::Open(_), _) => {}
                (State::Kept { .. }, Command::RecordAttempt(attempt)) => {
                    assert!(attempt.kept && attempt.judgement.class == Class::Reached && !attempt.judgement.provisional);
                }
                (State::Kept { .. }, Command::Deliver { .. }) | (State::Released { .. }, Command::Release { .. }) => {}
                (state, command) => panic!("{command:?} ended it as {state:?}"),
            }
        });
    }

    #[test]
    fn an_ended_promise_refuses_everything(seed: u64) {
        live(seed, 80, |before, _, _, outcome| {
            assert_eq!(ended(before), matches!(outcome, Err(Refusal::Ended)));
        });
    }

    #[test]
    fn broken_is_a_mark_that_stays_and_ends_nothing(seed: u64) {
        live(seed, 60, |before, command, now, outcome| {
            let Ok(decision) = outcome else { return };
            let after = &decision.promise;
            assert!(before.broken_at.is_none() || after.broken_at == before.broken_at);
            if let (Some(deadline), None) = (after.broken_at, before.broken_at) {
                assert!(deadline <= now && before.deadline == Some(deadline));
                assert!(!ended(after) || !matches!(command, Command::TimeCame));
            }
        });
    }

    #[test]
    fn nothing_fires_early_and_the_next_look_lies_ahead(seed: u64) {
        live(seed, 60, |before, command, now, outcome| {
            if !matches!(command, Command::TimeCame) {
                return;
            }
            let Some(open) = before.state.open() else { return };
            match outcome {
                Err(refusal) => assert!(now < open.wake_at() && *refusal == Refusal::NotYet),
                Ok(decision) => {
                    assert!(now >= open.wake_at() && !decision.events.is_empty());
                    assert!(decision.promise.state.open().is_some_and(|open| open.wake_at() > now));
                }
            }
        });
    }

    #[test]
    fn the_ball_stays_with_the_giver_until_it_is_taken(seed: u64) {
        live(seed, 60, |before, command, _, outcome| {
            let Ok(decision) = outcome else { return };
            if before.owner != decision.promise.owner {
                assert!(matches!(command, Command::Accept(_) | Command::Reassign(_)));
            }
        });
    }

    #[test]
    fn a_number_that_does_not_exist_never_ends_the_tries(seed: u64) {
        live(seed, 60, |_, command, _, outcome| {
            if let (Command::RecordAttempt(attempt), Ok(decision)) = (command, outcome)
                && attempt.judgement.class == Class::DoesNotExist
            {
                assert!(decision.promise.state.open().is_some());
            }
        });
    }

    #[test]
    fn versions_count_what_happened(seed: u64) {
        live(seed, 60, |before, _, _, outcome| {
            if let Ok(decision) = outcome {
                let happened = i64::from(!decision.events.is_empty());
                assert_eq!(decision.promise.version, before.version + happened);
            }
        });
    }

    #[test]
    fn a_move_the_customer_does_not_know_of_never_lifts_the_deadline(seed: u64) {
        live(seed, 60, |before, _, _, outcome| {
            let Ok(decision) = outcome else { return };
            let told = decision.events.iter().all(|event| *event != Event::Amended { customer_told: false });
            if let (false, Some(old)) = (told, before.deadline) {
                assert!(decision.promise.deadline.is_some_and(|new| new <= old));
            }
        });
    }
}
