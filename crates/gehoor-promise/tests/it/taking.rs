//! A change that was a mistake is taken back: the promise is as before, and the mistake counts for nothing.

use gehoor_kernel::time::{hours, minutes};
use gehoor_testkit::{Told, both};
use serde_json::{Value, json};

use crate::{Desk, made};

impl Desk {
    async fn take_back(&self, promise: &str) -> Told {
        self.api.post(&format!("/promises/{promise}/taken-back"), json!({})).await
    }

    async fn belief(&self) -> (String, String) {
        let point = self.api.get(&format!("/contact-points/{}", self.point)).await;
        (point.text("/state").to_owned(), point.text("/lastLifeAt").to_owned())
    }
}

/// Everything but what counts changes.
fn apart_from_version(told: &Told) -> Value {
    let mut body = told.body.clone();
    for name in ["version", "notes", "handovers"] {
        body.as_object_mut().expect("an object").remove(name);
    }
    body
}

#[test]
fn an_outcome_taken_back_leaves_nothing_but_its_trace() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let before = desk.make(json!({"soon": {"minutes": 60}})).await;
        let (id, belief) = (before.text("/id").to_owned(), desk.belief().await);
        made(desk.attempt(&id, "busy", json!({"note": "per ongeluk"})).await);
        assert_ne!(desk.belief().await, belief);
        let back = made(desk.take_back(&id).await);
        assert_eq!(apart_from_version(&back), apart_from_version(&before));
        assert_eq!(desk.belief().await, belief, "the number is believed what it was believed before");
        let again = desk.take_back(&id).await;
        assert_eq!((again.status, again.code()), (409, "promiseNothingToTakeBack"));
        let tried = made(desk.attempt(&id, "noAnswer", json!({})).await);
        assert_eq!(tried.body.pointer("/promise/tries"), Some(&json!(1)), "the mistake is no try");
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}

#[test]
fn an_end_taken_back_can_come_once_more() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let id = desk.make(json!({"soon": {"minutes": 60}})).await.text("/id").to_owned();
        made(desk.attempt(&id, "reached", json!({"kept": true})).await);
        let back = made(desk.take_back(&id).await);
        assert_eq!(back.text("/nextStep/kind"), "call", "it is open, with its step");
        assert_eq!(desk.findings().await, Vec::<String>::new());
        made(desk.api.post(&format!("/promises/{id}/deliveries"), json!({})).await);
        assert_eq!(desk.findings().await, Vec::<String>::new());
        made(desk.take_back(&id).await);
        made(desk.attempt(&id, "reached", json!({"kept": true})).await);
        assert_eq!(desk.show(&id).await.text("/state"), "kept");
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}

#[test]
fn only_the_last_change_and_only_for_a_quarter_of_an_hour() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let id = desk.make(json!({"soon": {"minutes": 600}})).await.text("/id").to_owned();
        let nothing = desk.take_back(&id).await;
        assert_eq!((nothing.status, nothing.code()), (409, "promiseNothingToTakeBack"));
        made(desk.attempt(&id, "noAnswer", json!({})).await);
        made(desk.api.post(&format!("/promises/{id}/notes"), json!({"text": "belt zelf terug"})).await);
        assert_eq!(desk.take_back(&id).await.code(), "promiseNothingToTakeBack", "something happened since");
        made(desk.attempt(&id, "noAnswer", json!({})).await);
        desk.api.app.clock.set(desk.now().plus(minutes(16)));
        let late = desk.take_back(&id).await;
        assert_eq!((late.status, late.code()), (409, "promiseTooLateToTakeBack"));
    });
}

#[test]
fn an_offer_that_an_end_let_lapse_stands_again() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let id = desk.make(json!({"soon": {"minutes": 60}})).await.text("/id").to_owned();
        let boss = desk.api.get("/users").await;
        let others = boss.body["items"].as_array().expect("users");
        let other = others.iter().find(|user| user["id"] != json!(desk.anna.to_string())).expect("a boss");
        let offer = json!({"to": {"userId": other["id"]}});
        made(desk.api.post(&format!("/promises/{id}/handovers"), offer.clone()).await);
        made(desk.api.post(&format!("/promises/{id}/releases"), json!({"words": "Laat maar"})).await);
        let back = made(desk.take_back(&id).await);
        assert!(back.text("/handover/id").starts_with("ho_"), "{:?}", back.body);
        assert_eq!(desk.findings().await, Vec::<String>::new());
        let answered = format!("/promises/{id}/handovers/{}/declines", back.text("/handover/id"));
        made(desk.api.post(&answered, json!({})).await);
        made(desk.api.post(&format!("/promises/{id}/handovers"), offer).await);
        let withdrawn = made(desk.take_back(&id).await);
        assert_eq!(withdrawn.text("/handover/id"), "");
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}

#[test]
fn an_event_that_came_meanwhile_wakes_the_promise_when_it_waits_again() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let day = desk.now().plus(hours(48)).to_string();
        let waits = json!({"when": {"key": "order 4711", "expectedBy": day}});
        let id = desk.make(waits).await.text("/id").to_owned();
        let moved = json!({"trigger": {"at": {"from": day}}, "reason": "vergissing", "customerTold": false});
        made(desk.api.post(&format!("/promises/{id}/amendments"), moved.clone()).await);
        let told = desk.api.post("/events", json!({"key": "order 4711"})).await;
        assert_eq!((told.status, &told.body["woken"]), (200, &json!([])), "it does not wait now");
        let back = made(desk.take_back(&id).await);
        assert_eq!((back.text("/state"), back.text("/nextStep/why")), ("due", "eventHappened"));
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}
