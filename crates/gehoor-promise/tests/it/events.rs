//! Events and promises, in whichever order they come.

use gehoor_kernel::time::days;
use gehoor_testkit::both;
use serde_json::json;

use crate::Desk;

#[test]
fn an_event_that_nobody_waits_for_matches_a_promise_made_later() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let early = desk.api.post("/events", json!({"key": "order 1"})).await;
        assert_eq!(early.body["woken"], json!([]));
        let when = json!({"when": {"key": "order 1", "expectedBy": desk.now().plus(days(1)).to_string()}});
        let told = desk.make(when).await;
        assert_eq!((told.text("/state"), told.text("/nextStep/kind")), ("due", "call"));
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}

#[test]
fn the_same_event_twice_wakes_nobody_twice() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let when = json!({"when": {"key": "order 2", "expectedBy": desk.now().plus(days(1)).to_string()}});
        let id = desk.make(when).await.text("/id").to_owned();
        let first = desk.api.post("/events", json!({"key": "order 2"})).await;
        let version = desk.show(&id).await.body["version"].clone();
        let second = desk.api.post("/events", json!({"key": "order 2"})).await;
        assert_eq!((first.body["woken"].clone(), second.body["woken"].clone()), (json!([id]), json!([])));
        assert_eq!(desk.show(&id).await.body["version"], version);
    });
}

#[test]
fn a_moved_promise_waits_for_its_new_event_only() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let expected = desk.now().plus(days(1)).to_string();
        let id =
            desk.make(json!({"when": {"key": "a", "expectedBy": expected}})).await.text("/id").to_owned();
        let change = json!({"trigger": {"when": {"key": "b", "expectedBy": expected}}, "reason": "Ander onderdeel",
            "customerTold": true});
        let told = desk.api.post(&format!("/promises/{id}/amendments"), change).await;
        assert_eq!((told.status, told.text("/trigger/when/key")), (201, "b"));
        assert_eq!(desk.api.post("/events", json!({"key": "a"})).await.body["woken"], json!([]));
        assert_eq!(desk.api.post("/events", json!({"key": "b"})).await.body["woken"], json!([id]));
    });
}
