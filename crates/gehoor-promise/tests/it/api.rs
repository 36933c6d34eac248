//! The addresses: shapes, faults, lists, keys.

use gehoor_kernel::time::hours;
use gehoor_testkit::both;
use serde_json::json;

use crate::{Desk, made};

#[test]
fn a_promise_is_shown_as_it_was_made() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (from, until) = (desk.now().plus(hours(1)), desk.now().plus(hours(2)));
        let mut body = desk.body(json!({"at": {"from": from.to_string(), "until": until.to_string()}}));
        body["reference"] = json!("4711");
        body["amountCents"] = json!(125_000);
        let told = made(desk.api.post("/promises", body).await);
        assert_eq!(told.etag(), "\"1\"");
        let shown = desk.show(told.text("/id")).await;
        for field in
            ["id", "text", "kind", "owner", "trigger", "reference", "amountCents", "state", "nextStep"]
        {
            assert_eq!(shown.body[field], told.body[field], "{field}");
        }
        assert_eq!(shown.text("/nextStep/owner/userId"), desk.anna.to_string());
        assert_eq!((shown.text("/nextStep/kind"), shown.text("/nextStep/why")), ("call", "promised"));
        assert!(shown.body["brokenAt"].is_null() && shown.body["askedFirstAt"].is_null());
    });
}

#[test]
fn all_faults_come_at_once() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let body = json!({"text": " ", "kind": "belt", "owner": {}, "trigger": {"at": {}, "soon": {"minutes": 0}}, "x": 1});
        let told = desk.api.post("/promises", body).await;
        assert_eq!(told.status, 400);
        let pointers: Vec<&str> = told.body["errors"]
            .as_array()
            .expect("faults")
            .iter()
            .filter_map(|fault| fault["pointer"].as_str())
            .collect();
        for pointer in [
            "/customerId",
            "/text",
            "/kind",
            "/owner/userId",
            "/trigger/at/from",
            "/trigger/soon/minutes",
            "/x",
        ] {
            assert!(pointers.contains(&pointer), "{pointer} is not among {pointers:?}");
        }
        let nobody = json!({"customerId": "cu_00000000000000000000000000", "text": "t", "kind": "callBack",
            "owner": {"userId": "us_00000000000000000000000000"}, "trigger": {"soon": {"minutes": 5}}});
        let told = desk.api.post("/promises", nobody).await;
        let codes: Vec<_> =
            told.body["errors"].as_array().expect("faults").iter().map(|f| f["code"].clone()).collect();
        assert_eq!(codes, [json!("unknownCustomer"), json!("notThere")]);
    });
}

#[test]
fn lists_are_filtered_and_paged() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let mut ids = Vec::new();
        for minutes in 1..=5 {
            ids.push(desk.make(json!({"soon": {"minutes": minutes}})).await.text("/id").to_owned());
        }
        let later = json!({"at": {"from": desk.now().plus(hours(1)).to_string()}});
        let waiting = desk.make(later).await.text("/id").to_owned();
        let mut seen = Vec::new();
        let mut path = format!("/promises?owner={}&limit=2", desk.anna);
        loop {
            let page = desk.api.get(&path).await;
            assert_eq!(page.status, 200, "{:?}", page.body);
            seen.extend(page.body["items"].as_array().expect("items").iter().map(|item| item["id"].clone()));
            let next = page.text("/next").to_owned();
            if next.is_empty() {
                break;
            }
            path = next.trim_start_matches("/api/v1").to_owned();
        }
        assert_eq!(seen.len(), 6);
        let due = desk.api.get("/promises?due=true").await;
        assert_eq!(due.body["items"].as_array().map(Vec::len), Some(5));
        let state = desk.api.get(&format!("/promises?state=waiting&customerId={}", desk.customer)).await;
        assert_eq!(state.body["items"][0]["id"], json!(waiting));
        assert_eq!(desk.api.get("/promises?state=asleep").await.status, 400);
    });
}

#[test]
fn nobody_overwrites_a_colleague_unseen() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let told = desk.make(json!({"soon": {"minutes": 5}})).await;
        let path = format!("/promises/{}/notes", told.text("/id"));
        desk.api.headers = vec![("if-match", told.etag())];
        assert_eq!(desk.api.post(&path, json!({"text": "Sleutel ligt klaar"})).await.status, 201);
        assert_eq!(desk.api.post(&path, json!({"text": "Nog iets"})).await.status, 412);
    });
}

#[test]
fn a_code_is_classified_and_a_machine_never_keeps_a_promise() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let id = desk.make(json!({"soon": {"minutes": 30}})).await.text("/id").to_owned();
        let path = format!("/promises/{id}/attempts");
        let absent = json!({"channel": "phone", "contactPointId": desk.point,
            "outcome": {"code": {"family": "q850", "code": "20"}, "raw": "Cause 20"}});
        let told = made(desk.api.post(&path, absent).await);
        assert_eq!(told.text("/attempt/class"), "temporarilyUnreachable");
        let answered = json!({"channel": "phone", "contactPointId": desk.point, "kept": true,
            "outcome": {"code": {"family": "sip", "code": "200"}}});
        let told = desk.api.post(&path, answered).await;
        assert_eq!((told.status, told.code()), (409, "promiseNotReached"));
        let future = json!({"channel": "phone", "outcome": {"class": "busy"}, "at": desk.now().plus(hours(1)).to_string()});
        assert_eq!(desk.api.post(&path, future).await.status, 400);
    });
}
