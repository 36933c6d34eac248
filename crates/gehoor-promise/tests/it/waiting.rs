//! A promise that waits for an event, as a whole: heard in time, or broken; after the event due at once and within a day.

use gehoor_kernel::time::{Instant, days, hours, minutes};
use gehoor_testkit::both;
use serde_json::{Value, json};

use crate::{Desk, made, moment};

/// Waits for order 9, expected tomorrow (Tuesday 24 November 2026, 09:00 in Amsterdam).
async fn waits(desk: &Desk) -> String {
    let expected = desk.now().plus(days(1)).to_string();
    desk.make(json!({"when": {"key": "order 9", "expectedBy": expected}})).await.text("/id").to_owned()
}

fn wednesday_evening() -> Instant {
    "2026-11-25T20:00:00+01:00".parse().expect("a moment")
}

#[test]
fn a_sign_of_life_that_is_not_given_breaks_the_promise_and_the_lead_hears_of_it() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let id = waits(&desk).await;
        assert_eq!(moment(&desk.show(&id).await, "/deadline"), wednesday_evening());
        desk.run_to(wednesday_evening().minus(minutes(1))).await;
        let before = desk.show(&id).await;
        assert_eq!((before.text("/state"), &before.body["brokenAt"]), ("due", &Value::Null));
        let told = before.body["leadTold"].as_u64().expect("a count");
        desk.run_to(wednesday_evening()).await;
        let broken = desk.show(&id).await;
        assert_eq!((broken.text("/state"), moment(&broken, "/brokenAt")), ("due", wednesday_evening()));
        assert_eq!(broken.body["leadTold"], json!(told + 1));
        assert_eq!(broken.text("/nextStep/kind"), "signOfLife", "it stays open");
        let event = desk.api.post("/events", json!({"key": "order 9"})).await;
        assert_eq!(event.body["woken"], json!([id]));
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}

#[test]
fn the_company_says_within_how_many_days_a_waiting_customer_hears() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let mut policy = desk.api.get("/policy").await;
        assert_eq!(policy.body["signOfLifeWithinDays"], json!(1));
        policy.body["signOfLifeWithinDays"] = json!(0);
        policy.body["eventWithinDays"] = json!(2);
        let tag = policy.etag();
        let mut api = desk.api;
        api.headers.push(("if-match", tag));
        assert_eq!(api.send("PUT", "/policy", &policy.body).await.status, 200);
        api.headers.clear();
        let desk = Desk { api, ..desk };
        let id = waits(&desk).await;
        let same_day: Instant = "2026-11-24T20:00:00+01:00".parse().expect("a moment");
        assert_eq!(moment(&desk.show(&id).await, "/deadline"), same_day);
        desk.api.post("/events", json!({"key": "order 9"})).await;
        assert_eq!(moment(&desk.show(&id).await, "/deadline"), same_day, "owed already, and earlier");
        let later =
            desk.make(json!({"when": {"key": "order 9", "expectedBy": desk.now().to_string()}})).await;
        assert_eq!(moment(&later, "/deadline"), wednesday_evening());
    });
}

#[test]
fn the_call_after_the_event_waits_for_the_hours_that_the_customer_wished() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let wish = json!({"name": "Meneer Kaya", "language": "nl", "contactPoints": [{"kind": "phone", "value": "0612349876"}],
            "wishes": {"preferredHours": {"monday": ["18:00-19:00"], "tuesday": ["18:00-19:00"]}}});
        let kaya = made(desk.api.post("/customers", wish).await);
        desk.customer = kaya.text("/id").to_owned();
        let id = waits(&desk).await;
        desk.api.post("/events", json!({"key": "order 9"})).await;
        let told = desk.show(&id).await;
        let six: Instant = "2026-11-23T18:00:00+01:00".parse().expect("a moment");
        assert_eq!((told.text("/state"), moment(&told, "/nextStep/at")), ("due", six), "{:?}", told.body);
        assert_eq!(told.text("/nextStep/contactPointId"), kaya.text("/contactPoints/0/id"));
        assert_eq!(moment(&told, "/deadline"), six.plus(hours(25)), "Tuesday, when the wished hour ends");
    });
}

#[test]
fn a_window_that_is_over_is_broken_and_asks_by_mail_for_a_new_one() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let points = format!("/customers/{}/contact-points", desk.customer);
        made(desk.api.post(&points, json!({"kind": "email", "value": "de.wit@example.nl"})).await);
        let (from, until) = (desk.now().plus(hours(1)), desk.now().plus(hours(2)));
        let at = json!({"at": {"from": from.to_string(), "until": until.to_string()}});
        let id = desk.make(at).await.text("/id").to_owned();
        let mut seen = Vec::new();
        loop {
            let step = moment(&desk.show(&id).await, "/nextStep/at");
            if step > until || desk.show(&id).await.text("/nextStep/kind") != "call" {
                break;
            }
            desk.run_to(step).await;
            seen.push(step.since(from).as_secs() / 60);
            made(desk.attempt(&id, "noAnswer", json!({})).await);
        }
        assert_eq!(seen, [0, 10, 30, 50]);
        let told = desk.show(&id).await;
        assert_eq!((told.text("/nextStep/kind"), told.text("/nextStep/why")), ("write", "windowMissed"));
        desk.run_to(until.plus(minutes(20))).await;
        let late = made(desk.attempt(&id, "busy", json!({})).await);
        assert_eq!(moment(&late, "/promise/brokenAt"), until);
        assert_eq!(late.text("/promise/nextStep/why"), "windowMissed", "a busy line does not hide it");
    });
}
