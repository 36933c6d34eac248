//! Promises with everything that is written down about them, events, attempts, and imported rows.

use gehoor_db::{Db, Sql, params, work};
use serde_json::{Value, json};

use super::desk::{Desk, Form, Told, allowed};
use super::with_texts;

static ATTEMPT: Sql = Sql::same("SELECT note, raw, reason FROM attempt_words WHERE attempt_id = $1");
static NAME: Sql = Sql::same("SELECT name FROM customer_words ORDER BY customer_id DESC LIMIT 1");
static PROMISE: Sql = Sql::same("SELECT text, reference FROM promise_words ORDER BY promise_id DESC LIMIT 1");

const MADE: &[(&str, usize)] = &[("/text", 4000), ("/reference", 200), ("/trigger/when/key", 200)];
const LATER: &str = "2026-12-23T12:00:00+01:00";

async fn make(desk: &Desk, customer: &str, text: &str) -> String {
    let body = json!({"customerId": customer, "text": null, "kind": "callBack", "owner": {"userId": desk.me},
        "trigger": {"when": {"key": null, "expectedBy": LATER}}, "reference": null});
    let made = desk.fill(Form { method: "POST", path: "/promises", body, fields: MADE }, text).await;
    Desk::shows(&made, text, MADE);
    made.text("/id").to_owned()
}

#[test]
fn promises_and_what_is_noted_about_them_keep_any_text() {
    with_texts(|desk, _, texts| async move {
        let customer = desk.customer().await;
        let team = json!({"name": "Balie", "members": [{"userId": desk.me}]});
        let team = desk.post("/teams", &team).await.text("/id").to_owned();
        let other_user = desk.post("/users", &json!({"name": "Noor"})).await.text("/id").to_owned();
        for text in &texts {
            let id = make(&desk, &customer, text).await;
            let shown = desk.get(&format!("/promises/{id}")).await;
            Desk::shows(&shown, text, MADE);
            say(&desk, &id, (&team, &other_user), text).await;
            let shown = desk.get(&format!("/promises/{id}")).await;
            for kind in ["note", "askedFirst", "amendment", "reassignment", "handover", "decline", "delivery"]
            {
                assert_eq!(noted(&shown, kind), expected(text, 4000), "{kind}");
            }
            let other = make(&desk, &customer, text).await;
            say_one(&desk, &other, ("releases", json!({"words": null}), &[("/words", 4000)]), text).await;
            let shown = desk.get(&format!("/promises/{other}")).await;
            assert_eq!(noted(&shown, "release"), expected(text, 4000));
        }
    });
}

/// Everything that may be said about an open promise, and its delivery.
async fn say(desk: &Desk, id: &str, (team, user): (&str, &str), text: &str) {
    let trigger = json!({"when": {"key": null, "expectedBy": LATER}});
    let amended = json!({"trigger": trigger, "reason": null, "customerTold": true});
    let (noor, offered) = (json!({"userId": user}), json!({"to": {"teamId": team}, "note": null}));
    say_one(desk, id, ("notes", json!({"text": null}), &[("/text", 4000)]), text).await;
    say_one(desk, id, ("asked-first", json!({"note": null}), &[("/note", 4000)]), text).await;
    let fields = &[("/trigger/when/key", 200), ("/reason", 4000)];
    say_one(desk, id, ("amendments", amended, fields), text).await;
    let given = json!({"owner": noor, "reason": null});
    say_one(desk, id, ("reassignments", given, &[("/reason", 4000)]), text).await;
    let offer = say_one(desk, id, ("handovers", offered, &[("/note", 4000)]), text).await;
    let declines = format!("handovers/{}/declines", offer.text("/promise/handover/id"));
    say_one(desk, id, (&declines, json!({"reason": null}), &[("/reason", 4000)]), text).await;
    say_one(desk, id, ("deliveries", json!({"note": null}), &[("/note", 4000)]), text).await;
}

async fn say_one(
    desk: &Desk,
    id: &str,
    (what, body, fields): (&str, Value, &[(&'static str, usize)]),
    text: &str,
) -> Told {
    let path = format!("/promises/{id}/{what}");
    desk.fill(Form { method: "POST", path: &path, body, fields }, text).await
}

/// The text of the only note of this kind.
fn noted(page: &Told, kind: &str) -> String {
    let notes = page.body["notes"].as_array().unwrap().iter().filter(|note| note["kind"] == kind);
    let texts: Vec<&str> = notes.filter_map(|note| note["text"].as_str()).collect();
    assert_eq!(texts.len(), 1, "{kind}: {}", page.body);
    texts[0].to_owned()
}

fn expected(text: &str, most: usize) -> String {
    if allowed(text, most) { text.to_owned() } else { "x".to_owned() }
}

#[test]
fn attempts_keep_any_text() {
    with_texts(|desk, db, texts| async move {
        let customer = desk.customer().await;
        let fields = &[("/note", 4000), ("/outcome/raw", 4000), ("/outcome/reason", 4000)];
        let id = make(&desk, &customer, "bellen").await;
        for text in &texts {
            let outcome = json!({"class": "networkFailure", "raw": null, "reason": null});
            let body = json!({"channel": "phone", "outcome": outcome, "note": null});
            let told = say_one(&desk, &id, ("attempts", body, fields), text).await;
            let stored = row(&db, &ATTEMPT, Some(told.text("/attempt/id")), 3).await;
            assert_eq!(stored, [expected(text, 4000), expected(text, 4000), expected(text, 4000)]);
        }
    });
}

async fn row(db: &Db, sql: &'static Sql, id: Option<&str>, columns: usize) -> Vec<String> {
    let read = work((id.map(str::to_owned), columns), move |tx, (id, columns)| {
        let columns = *columns;
        Box::pin(async move {
            let values = match id {
                Some(id) => params![id.as_str()].to_vec(),
                None => Vec::new(),
            };
            tx.row(sql, &values, |row| (0..columns).map(|at| row.text(at)).collect()).await
        })
    });
    let found: Result<Option<Vec<String>>, gehoor_db::DbError> = db.read(read).await;
    found.unwrap().unwrap_or_default()
}

#[test]
fn an_event_wakes_what_waits_for_exactly_its_key() {
    with_texts(|desk, _, texts| async move {
        let customer = desk.customer().await;
        for text in texts.iter().filter(|text| allowed(text, 200)) {
            let id = make(&desk, &customer, text).await;
            let form = Form {
                method: "POST",
                path: "/events",
                body: json!({"key": null}),
                fields: &[("/key", 200)],
            };
            let told = desk.fill(form, text).await;
            assert!(told.body["woken"].is_array(), "{}", told.body);
            // A key that looks the same may have come before: then the promise did not have to wait.
            let shown = desk.get(&format!("/promises/{id}")).await;
            assert!(!shown.text("/trigger/when/arrivedAt").is_empty(), "{text:?}: {}", shown.body);
        }
    });
}

#[test]
fn imported_cells_keep_any_text() {
    with_texts(|desk, db, texts| async move {
        let customer = desk.customer().await;
        // Spaces around a cell do not belong to it, and a cell with nothing in it is not there.
        for text in texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
            let cells = json!({"name": null, "language": "nl"});
            desk.app.clock.advance(std::time::Duration::from_secs(1));
            import(&desk, ("customers", cells, &[("/rows/0/fields/name", 200)]), text).await;
            assert_eq!(row(&db, &NAME, None, 1).await, [expected(text, 200)]);
            let cells = json!({"customerId": customer, "text": null, "reference": null, "from": LATER});
            let fields = &[("/rows/0/fields/text", 4000), ("/rows/0/fields/reference", 200)];
            import(&desk, ("promises", cells, fields), text).await;
            assert_eq!(row(&db, &PROMISE, None, 2).await, [expected(text, 4000), expected(text, 200)]);
        }
    });
}

async fn import(desk: &Desk, (kind, cells, fields): (&str, Value, &[(&'static str, usize)]), text: &str) {
    let batch = desk.post("/imports", &json!({"kind": kind})).await;
    let path = format!("/imports/{}/rows", batch.text("/id"));
    let body = json!({"rows": [{"row": 1, "fields": cells}]});
    let told = desk.fill(Form { method: "POST", path: &path, body, fields }, text).await;
    assert_eq!(told.body["taken"], 1, "{}", told.body);
}
