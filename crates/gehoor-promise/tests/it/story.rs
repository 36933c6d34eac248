//! The story: a part arrives, a call fails, a number is put right, the customer is reached, the promise is kept.

use gehoor_kernel::time::{days, hours, minutes};
use gehoor_testkit::both;
use serde_json::json;

use crate::{Desk, made, moment};

#[test]
fn a_part_arrives_and_everybody_who_was_promised_a_call_is_reached() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let when = json!({"when": {"key": "order 4711", "expectedBy": desk.now().plus(days(3)).to_string()}});
        let mut ids = Vec::new();
        for _ in 0..3 {
            let told = desk.make(when.clone()).await;
            assert_eq!((told.text("/state"), told.text("/nextStep/kind")), ("waiting", "signOfLife"));
            ids.push(told.text("/id").to_owned());
        }
        // The hand-moved clock stands still, so their order is chance.
        ids.sort();
        let event = desk.api.post("/events", json!({"key": "order 4711"})).await;
        assert_eq!(event.body["woken"], json!(ids));
        for id in &ids {
            let told = desk.show(id).await;
            assert_eq!((told.text("/state"), told.text("/nextStep/kind")), ("due", "call"));
            assert_eq!(moment(&told, "/nextStep/at"), desk.now());
        }
        one_call(&mut desk, &ids[0]).await;
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}

async fn one_call(desk: &mut Desk, id: &str) {
    let off = made(desk.attempt(id, "temporarilyUnreachable", json!({})).await);
    let wait = moment(&off, "/promise/nextStep/at").since(desk.now());
    assert_eq!(off.text("/promise/state"), "trying");
    assert!(wait > minutes(0) && wait <= hours(1), "{wait:?}");

    desk.run_to(moment(&off, "/promise/nextStep/at")).await;
    assert_eq!(desk.show(id).await.text("/state"), "due");
    let dead = made(desk.attempt(id, "doesNotExist", json!({})).await);
    assert_eq!(dead.text("/promise/nextStep/kind"), "findNumber", "{:?}", dead.body);

    let points = format!("/customers/{}/contact-points", desk.customer);
    let point = made(desk.api.post(&points, json!({"kind": "phone", "value": "0687654321"})).await);
    desk.run_to(desk.now().plus(minutes(1))).await;
    let told = desk.show(id).await;
    assert_eq!(told.text("/nextStep/kind"), "call", "{:?}", told.body);
    assert_eq!(told.text("/nextStep/contactPointId"), point.text("/id"));

    desk.point = point.text("/id").to_owned();
    let talk = made(desk.attempt(id, "reached", json!({"note": "Zij komt om vier uur."})).await);
    assert_ne!(talk.text("/promise/state"), "kept", "spoken to is not yet kept");
    let kept = made(desk.attempt(id, "reached", json!({"kept": true})).await);
    assert_eq!((kept.text("/promise/state"), kept.text("/attempt/class")), ("kept", "reached"));
    assert!(kept.body["promise"]["nextStep"].is_null());
    let again = desk.attempt(id, "reached", json!({"kept": true})).await;
    assert_eq!((again.status, again.code()), (409, "promiseEnded"));
}
