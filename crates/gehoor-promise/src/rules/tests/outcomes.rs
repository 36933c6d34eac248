//! Every known code, recorded on a promise: it stays open with a next step, and a fault of ours never uses up a try.

use gehoor_contact::rules::{Class, Evidence, Family, judge, table};
use gehoor_kernel::time::hours;

use super::world::{World, check, monday, wait, window};
use crate::rules::{Command, Kind, Trigger};

#[test]
fn every_row_of_the_table_leaves_the_promise_open_with_a_next_step() {
    for (n, row) in table().iter().enumerate() {
        for trigger in [Trigger::At(window(monday(), 60)), Trigger::When(wait(monday(), None))] {
            let mut world = World::new(n as u64);
            let promise = world.make(Kind::CallBack, trigger, monday());
            let judged = judge(&Evidence::code(row.family, row.code));
            let attempt = world.judged(judged, monday());
            let after = world.after(&promise, Command::RecordAttempt(attempt), monday());
            check(&after);
            assert!(after.state.open().is_some(), "{row:?}");
            assert_eq!(after.tries, u32::from(judged.counts), "{row:?}");
        }
    }
}

#[test]
fn our_own_missing_log_in_never_raises_the_tries() {
    let mut world = World::new(1);
    let mut promise = world.make(Kind::CallBack, Trigger::At(window(monday(), 60)), monday());
    for hour in 0..30 {
        let now = monday().plus(hours(hour));
        let refused = world.judged(judge(&Evidence::code(Family::Sip, "407")), now);
        promise = world.after(&promise, Command::RecordAttempt(refused), now);
        assert_eq!(promise.tries, 0);
    }
}

#[test]
fn a_code_that_nobody_knows_is_unknown_alerts_and_asks_a_person() {
    let mut world = World::new(2);
    let promise = world.make(Kind::CallBack, Trigger::At(window(monday(), 60)), monday());
    let judged = judge(&Evidence::code(Family::Sip, "799"));
    assert_eq!((judged.class, judged.alert), (Class::Unknown, true));
    let attempt = world.judged(judged, monday());
    let after = world.after(&promise, Command::RecordAttempt(attempt), monday());
    assert_eq!(after.state.open().expect("open").next().kind.word(), "askPerson");
    assert_eq!(after.tries, 0);
}
