use gehoor_testkit::{Told, both};
use serde_json::{Value, json};

use crate::desk;

fn names(page: &Told) -> Vec<String> {
    let items = page.body["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|item| item["name"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_customer_is_added_with_the_ways_to_reach_them() {
    both(|db| async move {
        let api = desk(db).await;
        let body = json!({"name": "Jan de Boer", "language": "nl",
            "contactPoints": [{"kind": "phone", "value": "06-12345678"}, {"kind": "email", "value": "jan@ziggo.nl"}]});
        let made = api.post("/customers", body).await;
        assert_eq!(made.status, 201);
        assert!(made.text("/id").starts_with("cu_") && made.text("/contactPoints/0/id").starts_with("cp_"));
        assert_eq!(made.text("/contactPoints/0/kind"), "phone");
        assert_eq!(made.text("/contactPoints/0/value"), "+31612345678");
        assert_eq!(made.text("/contactPoints/0/shown"), "06 12 34 56 78");
        assert_eq!(made.text("/contactPoints/0/state"), "unverified");
        assert_eq!(made.headers["location"], format!("/api/v1/customers/{}", made.text("/id")));
        let shown = api.get(&format!("/customers/{}", made.text("/id"))).await;
        assert_eq!((shown.status, &shown.body), (200, &made.body));
        assert_eq!(api.get("/customers/cu_00000000000000000000000007").await.status, 404);
    });
}

#[test]
fn a_wrong_number_is_refused_with_what_was_meant() {
    both(|db| async move {
        let mut api = desk(db).await;
        let body = json!({"name": "Jan", "language": "Nederlands", "timeZone": "Europe/Ede",
            "contactPoints": [{"kind": "phone", "value": "0601234567"}, {"kind": "phone", "value": "061234567"},
                {"kind": "fax", "value": "1"}, {"kind": "phone", "value": "112"}]});
        let refused = api.post("/customers", body.clone()).await;
        let faults: Vec<(&str, &str)> = refused.body["errors"]
            .as_array()
            .expect("faults")
            .iter()
            .map(|fault| {
                (fault["pointer"].as_str().unwrap_or_default(), fault["code"].as_str().unwrap_or_default())
            })
            .collect();
        assert_eq!(
            (refused.status, faults),
            (
                400,
                vec![
                    ("/language", "notLanguage"),
                    ("/timeZone", "notTimeZone"),
                    ("/contactPoints/0/value", "phoneNotGivenOut"),
                    ("/contactPoints/1/value", "phoneDigitsMissing"),
                    ("/contactPoints/2/kind", "notWord"),
                    ("/contactPoints/3/value", "phoneNotReachable"),
                ]
            )
        );
        assert_eq!(
            refused.text("/errors/2/detail"),
            "Dit nummer is niet in gebruik. Bedoelt u 06 10 23 45 67?"
        );
        assert_eq!(refused.text("/errors/3/detail"), "Er ontbreekt één cijfer.");
        api.headers.push(("accept-language", "en".to_owned()));
        let refused = api.post("/customers", body).await;
        assert_eq!(refused.text("/errors/3/detail"), "One digit is missing.");
        assert_eq!(
            refused.text("/errors/5/detail"),
            "This is the emergency number. Ask for a number of the customer's own."
        );
    });
}

#[test]
fn a_customer_is_found_by_number_in_any_spelling_and_by_name() {
    both(|db| async move {
        let api = desk(db).await;
        for (name, number) in
            [("Jan de Boer", "0612345678"), ("Sanne de Wit", "020 123 4567"), ("Jan Bakker", "0612345679")]
        {
            let body = json!({"name": name, "contactPoints": [{"kind": "phone", "value": number}]});
            assert_eq!(api.post("/customers", body).await.status, 201);
            api.app.clock.advance(gehoor_kernel::time::minutes(1));
        }
        for search in ["%2B31612345678", "06%2012%2034%2056%2078", "0031%206%2012345678", "boer", "jan%20bo"]
        {
            let found = api.get(&format!("/customers?search={search}")).await;
            assert_eq!(names(&found), ["Jan de Boer"], "{search}");
        }
        assert_eq!(names(&api.get("/customers?search=06%20123").await), ["Jan de Boer", "Jan Bakker"]);
        assert_eq!(names(&api.get("/customers?search=--").await), Vec::<String>::new());
        let first = api.get("/customers?limit=2").await;
        let next = first.text("/next").strip_prefix("/api/v1").expect("a next page").to_owned();
        assert_eq!((names(&first).len(), names(&api.get(&next).await)), (2, vec!["Jan Bakker".to_owned()]));
    });
}

#[test]
fn a_number_is_put_right_and_the_old_one_stays_in_the_history() {
    both(|db| async move {
        let api = desk(db).await;
        let body = json!({"name": "Jan", "contactPoints": [{"kind": "phone", "value": "0612345678"}]});
        let made = api.post("/customers", body).await;
        let path = format!("/contact-points/{}", made.text("/contactPoints/0/id"));
        let dead = api.patch(&path, "\"1\"", json!({"state": "confirmedDead"})).await;
        assert_eq!((dead.status, dead.text("/state")), (200, "confirmedDead"));
        let wrong = api.patch(&path, &dead.etag(), json!({"value": "06 1234"})).await;
        assert_eq!((wrong.status, wrong.code()), (400, "phoneDigitsMissing"));
        let right =
            api.patch(&path, &dead.etag(), json!({"value": "06 12 34 56 79", "label": "mobiel"})).await;
        assert_eq!(
            (right.status, right.text("/value"), right.text("/state")),
            (200, "+31612345679", "unverified")
        );
        assert_eq!((right.text("/label"), right.text("/earlier/0/value")), ("mobiel", "+31612345678"));
        assert_eq!(right.text("/earlier/0/state"), "changed");
        assert_eq!(api.patch(&path, &dead.etag(), json!({"label": "x"})).await.status, 412);
        assert_eq!(names(&api.get("/customers?search=0612345679").await), ["Jan"]);
        assert_eq!(names(&api.get("/customers?search=0612345678").await), Vec::<String>::new());
    });
}

#[test]
fn a_second_number_may_become_the_preferred_one() {
    both(|db| async move {
        let api = desk(db).await;
        let body = json!({"name": "Jan", "contactPoints": [{"kind": "phone", "value": "0612345678", "preferred": true}]});
        let made = api.post("/customers", body).await;
        let path = format!("/customers/{}/contact-points", made.text("/id"));
        assert_eq!(
            api.post(&path, json!({"kind": "phone", "value": "+31612345678"})).await.code(),
            "pointTwice"
        );
        let second =
            api.post(&path, json!({"kind": "phone", "value": "0201234567", "preferred": true})).await;
        assert_eq!((second.status, &second.body["preferred"]), (201, &json!(true)));
        let listed = api.get(&path).await;
        let preferred: Vec<&Value> =
            listed.body["items"].as_array().expect("items").iter().map(|p| &p["preferred"]).collect();
        assert_eq!(preferred, [&json!(false), &json!(true)]);
    });
}

#[test]
fn wishes_are_kept_and_changed_over_the_version_seen() {
    both(|db| async move {
        let api = desk(db).await;
        let wishes = json!({"preferredHours": {"saturday": ["13:00-15:00", "10:00-12:00"]}, "preferredChannel": "email", "dailyRings": 3});
        let made =
            api.post("/customers", json!({"name": "Jan", "group": "zakelijk", "wishes": wishes})).await;
        assert_eq!(made.body["wishes"]["preferredHours"]["saturday"], json!(["10:00-12:00", "13:00-15:00"]));
        let path = format!("/customers/{}", made.text("/id"));
        let bad =
            api.patch(&path, &made.etag(), json!({"wishes": {"preferredHours": {"monday": ["9-5"]}}})).await;
        assert_eq!(
            (bad.status, bad.code(), bad.text("/errors/0/pointer")),
            (400, "notTimeRange", "/wishes/preferredHours/monday")
        );
        let changed = api
            .patch(
                &path,
                &made.etag(),
                json!({"name": "Jan Smit", "group": null, "timeZone": "Europe/London", "wishes": {}}),
            )
            .await;
        assert_eq!(
            (changed.status, changed.text("/name"), changed.text("/timeZone")),
            (200, "Jan Smit", "Europe/London")
        );
        assert_eq!(
            (&changed.body["group"], &changed.body["wishes"]["dailyRings"]),
            (&Value::Null, &Value::Null)
        );
        assert_eq!(api.patch(&path, &made.etag(), json!({"name": "X"})).await.status, 412);
        assert_eq!(names(&api.get("/customers?search=smit").await), ["Jan Smit"]);
    });
}
