//! Taking back: the promise stands as before, the laws hold, and nothing else can have happened since.

use gehoor_contact::rules::{Class, PointState};
use gehoor_kernel::time::{Instant, minutes};
use proptest::prelude::*;

use super::laws::live;
use super::world::{World, check, monday, window};
use crate::rules::{
    Attempt, Change, Command, Event, Kind, Promise, Refusal, Remembered, TAKE_BACK_WITHIN, Trigger, take_back,
};

/// What a command is called when it can be taken back.
fn change(command: &Command) -> Option<Change> {
    Some(match command {
        Command::RecordAttempt(_) => Change::Attempt,
        Command::Amend { .. } => Change::Amendment,
        Command::Reassign(_) => Change::Reassignment,
        Command::HandOver { .. } => Change::Handover,
        Command::Release { .. } => Change::Release,
        Command::Deliver { .. } => Change::Delivery,
        _ => return None,
    })
}

fn remembered(before: &Promise, command: &Command, version: i64, at: Instant) -> Option<Remembered> {
    let attempt = if let Command::RecordAttempt(Attempt { id, .. }) = command { Some(*id) } else { None };
    Some(Remembered { before: before.clone(), change: change(command)?, attempt, version, at })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_taken_back_was_never_there(seed: u64, wait in 0_u64..=15) {
        let world = World::new(seed);
        live(seed, 50, |before, command, now, outcome| {
            let Ok(decision) = outcome else { return };
            let after = &decision.promise;
            let Some(last) = remembered(before, command, after.version, now) else { return };
            let back = take_back(after, last, now.plus(minutes(wait)), &world.surroundings());
            let back = back.expect("nothing happened since");
            check(&back.promise);
            let as_before = Promise { version: after.version + 1, ..before.clone() };
            assert_eq!(back.promise, as_before);
            let ended = before.state.open().is_some() && after.state.open().is_none();
            let told = back.events.iter().any(|event| matches!(event, Event::TakenBack { reopened, .. } if *reopened == ended));
            assert!(told, "the journal can say whether an end was taken back");
        });
    }

    #[test]
    fn an_old_change_and_one_that_something_followed_stay(seed: u64, version in 1_i64..9, late in 1_u64..9_000) {
        let world = World::new(seed);
        live(seed, 30, |before, command, now, outcome| {
            let Ok(decision) = outcome else { return };
            let after = &decision.promise;
            let Some(last) = remembered(before, command, after.version, now) else { return };
            let too_late = now.plus(TAKE_BACK_WITHIN).plus(minutes(late));
            let refused = take_back(after, last.clone(), too_late, &world.surroundings());
            assert_eq!(refused, Err(Refusal::TooLateToTakeBack));
            let followed = Promise { version: after.version + version, ..after.clone() };
            let refused = take_back(&followed, last, now, &world.surroundings());
            assert_eq!(refused, Err(Refusal::NothingToTakeBack));
        });
    }
}

#[test]
fn a_number_that_was_given_up_meanwhile_is_not_called_again() {
    let (mut world, now) = (World::new(1), monday());
    let before = world.make(Kind::CallBack, Trigger::At(window(now, 60)), now);
    let command = Command::RecordAttempt(world.attempt(Class::NoAnswer, now));
    let after = world.after(&before, command.clone(), now);
    let point = before.state.open().and_then(|open| open.next().point).expect("a number");
    let at = world.points.iter().position(|known| known.id == point).expect("known");
    world.points[at].state = PointState::from_word("confirmedDead", now).expect("a state");
    let last = remembered(&before, &command, after.version, now).expect("can be taken back");
    let back = take_back(&after, last, now, &world.surroundings()).expect("possible").promise;
    let next = *back.state.open().expect("open").next();
    assert_eq!((next.point, next.channel, next.kind.word()), (None, None, "call"));
    check(&back);
}
