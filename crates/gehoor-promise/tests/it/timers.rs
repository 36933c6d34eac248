//! What time alone does: never early, once, also after downtime.

use gehoor_kernel::time::{days, hours, minutes};
use gehoor_testkit::both;
use serde_json::json;

use crate::{Desk, made, moment};

#[test]
fn a_window_opens_closes_and_breaks_the_promise() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let (from, until) = (desk.now().plus(hours(1)), desk.now().plus(hours(2)));
        let at = json!({"at": {"from": from.to_string(), "until": until.to_string()}});
        let id = desk.make(at).await.text("/id").to_owned();
        desk.run_to(from.minus(minutes(1))).await;
        assert_eq!(desk.show(&id).await.text("/state"), "waiting", "never early");
        desk.run_to(from).await;
        assert_eq!(desk.show(&id).await.text("/state"), "due");
        desk.run_to(until).await;
        let broken = desk.show(&id).await;
        assert_eq!((broken.text("/state"), moment(&broken, "/brokenAt")), ("due", until));
        assert_eq!(broken.body["leadTold"], json!(1));
        let kept = made(desk.attempt(&id, "reached", json!({"kept": true})).await);
        assert_eq!((kept.text("/promise/state"), moment(&kept, "/promise/brokenAt")), ("kept", until));
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}

#[test]
fn what_was_missed_in_downtime_happens_once() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let (from, until) = (desk.now().plus(hours(1)), desk.now().plus(hours(2)));
        let at = json!({"at": {"from": from.to_string(), "until": until.to_string()}});
        let id = desk.make(at).await.text("/id").to_owned();
        desk.api.app.clock.set(desk.now().plus(days(2)));
        desk.hand.run_due().await.expect("tasks run");
        let told = desk.show(&id).await;
        assert_eq!((told.text("/state"), moment(&told, "/brokenAt")), ("due", until));
        let version = told.body["version"].clone();
        desk.hand.run_due().await.expect("tasks run");
        assert_eq!(desk.show(&id).await.body["version"], version);
        desk.run_to(desk.now().plus(minutes(1))).await;
        let journal = kinds(&desk, &id).await;
        assert_eq!(
            journal,
            ["promise.made", "promise.due", "promise.broken", "promise.leadTold", "promise.lookedLate"]
        );
    });
}

async fn kinds(desk: &Desk, id: &str) -> Vec<String> {
    let cx = desk.api.app.cx(gehoor_shell::Actor::System);
    let place = gehoor_shell::journal::Place::default();
    let all = desk
        .api
        .app
        .look(&cx, place, |tx, _, place| Box::pin(gehoor_shell::journal::after(tx, *place, 1000)));
    let all = all.await.expect("the journal");
    all.into_iter().filter(|entry| entry.subject == id).map(|entry| entry.kind).collect()
}

#[test]
fn an_event_that_stays_away_brings_signs_of_life() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let expected = desk.now().plus(days(1));
        let when = json!({"when": {"key": "k", "expectedBy": expected.to_string(), "signOfLifeDays": 2}});
        let id = desk.make(when).await.text("/id").to_owned();
        desk.run_to(expected).await;
        let due = desk.show(&id).await;
        assert_eq!((due.text("/state"), due.text("/nextStep/kind")), ("due", "signOfLife"));
        let told = made(desk.attempt(&id, "voicemail", json!({})).await);
        assert_eq!(told.text("/promise/state"), "waiting", "{:?}", told.body);
        assert_eq!(moment(&told, "/promise/nextStep/at"), desk.now().plus(days(2)));
    });
}

#[test]
fn a_running_clock_is_due_at_once_and_breaks_in_minutes() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let told = desk.make(json!({"soon": {"minutes": 3}})).await;
        assert_eq!(told.text("/state"), "due");
        let until = desk.now().plus(minutes(3));
        assert_eq!(moment(&told, "/deadline"), until);
        desk.run_to(until).await;
        assert_eq!(moment(&desk.show(told.text("/id")).await, "/brokenAt"), until);
    });
}
