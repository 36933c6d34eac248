//! Customers with their contact points, employees, teams, tokens, and what is looked for.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::desk::{Desk, Form, allowed};
use super::with_texts;

const CUSTOMER: &[(&str, usize)] =
    &[("/name", 200), ("/group", 60), ("/contactPoints/0/label", 60), ("/contactPoints/1/value", 400)];

#[test]
fn customers_and_their_contact_points_keep_any_text() {
    with_texts(|desk, _, texts| async move {
        for text in &texts {
            let body = json!({"name": null, "group": null, "contactPoints":
                [{"kind": "phone", "value": "06 12345678", "label": null}, {"kind": "post", "value": null}]});
            let form = Form { method: "POST", path: "/customers", body, fields: CUSTOMER };
            let made = desk.fill(form, text).await;
            Desk::shows(&made, text, CUSTOMER);
            let path = format!("/customers/{}", made.text("/id"));
            Desk::shows(&desk.get(&path).await, text, CUSTOMER);
            let point = format!("/contact-points/{}", made.text("/contactPoints/1/id"));
            let (body, fields) = (json!({"label": null, "value": null}), &[("/label", 60), ("/value", 400)]);
            let form = Form { method: "PATCH", path: &point, body, fields };
            Desk::shows(&desk.fill(form, text).await, text, fields);
            Desk::shows(&desk.get(&point).await, text, fields);
            let (body, fields) = (json!({"name": null, "group": null}), &[("/name", 200), ("/group", 60)]);
            let form = Form { method: "PATCH", path: &path, body, fields };
            Desk::shows(&desk.fill(form, text).await, text, fields);
        }
    });
}

#[test]
fn employees_teams_and_tokens_keep_any_text() {
    with_texts(|desk, _, texts| async move {
        let user = desk.post("/users", &json!({"name": "Noor"})).await.text("/id").to_owned();
        let team = desk.post("/teams", &json!({"name": "Balie", "members": []})).await.text("/id").to_owned();
        let mut labels = BTreeSet::new();
        for text in &texts {
            for (path, most) in [(format!("/users/{user}"), 200), (format!("/teams/{team}"), 100)] {
                let fields = &[("/name", most)];
                let form = Form { method: "PATCH", path: &path, body: json!({"name": null}), fields };
                Desk::shows(&desk.fill(form, text).await, text, fields);
                Desk::shows(&desk.get(&path).await, text, fields);
            }
            let (body, fields) = (json!({"label": null, "scope": "read"}), &[("/label", 100)]);
            let made = desk.fill(Form { method: "POST", path: "/tokens", body, fields }, text).await;
            Desk::shows(&made, text, fields);
            labels.extend(allowed(text, 100).then(|| text.clone()));
        }
        let shown = labels_of(&desk).await;
        assert!(labels.is_subset(&shown), "{:?}", labels.difference(&shown));
    });
}

async fn labels_of(desk: &Desk) -> BTreeSet<String> {
    let (mut shown, mut next) = (BTreeSet::new(), Some("/api/v1/tokens?limit=200".to_owned()));
    while let Some(path) = next {
        let page = desk.get(path.strip_prefix("/api/v1").unwrap()).await;
        let items = page.body["items"].as_array().unwrap().iter();
        shown.extend(items.filter_map(|token| token["label"].as_str()).map(str::to_owned));
        next = page.body["next"].as_str().map(str::to_owned);
    }
    shown
}

#[test]
fn any_text_can_be_looked_for() {
    with_texts(|desk, _, texts| async move {
        for text in &texts {
            let sought: String = text.bytes().map(|byte| format!("%{byte:02x}")).collect();
            for path in ["/customers", "/promises", "/today", "/journal", "/outcomes"] {
                let key = match path {
                    "/journal" => "subject",
                    "/outcomes" => "family",
                    _ => "search",
                };
                let told = desk.get(&format!("{path}?{key}={sought}")).await;
                let named = told.pointers() == [format!("?{key}")];
                assert!(told.status == 200 || told.status == 400 && named, "{path} {text:?}: {}", told.body);
            }
        }
    });
}

#[test]
fn words_out_of_a_list_and_ids_are_refused_by_name() {
    with_texts(|desk, _, texts| async move {
        let policy = desk.get("/policy").await.body;
        for text in texts.iter().filter(|text| allowed(text, 20)) {
            let told = desk
                .post("/users", &json!({"name": "x", "role": text, "standIn": text, "email": text}))
                .await;
            assert_eq!((told.status, told.pointers().len()), (400, 3), "{text:?}: {}", told.body);
            for pointer in
                ["/zone", "/defaultCountry", "/companyHours/week/monday/0", "/companyHours/holidays"]
            {
                let mut changed = policy.clone();
                if let Some(place) = changed.pointer_mut(pointer) {
                    *place = json!(text);
                }
                let sent = axum::body::Body::from(changed.to_string());
                let told = desk.send("PUT", "/policy", sent).await;
                let near = told.pointers().iter().any(|named| pointer.starts_with(named));
                assert!(told.status == 400 && near, "{pointer} {text:?}: {} {}", told.status, told.body);
            }
        }
        assert_eq!(desk.get("/policy").await.body, policy);
        assert_ne!(policy, Value::Null);
    });
}
