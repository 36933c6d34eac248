//! Two cards of one customer become one with what was promised to both, and two again.

use gehoor_people::Role;
use gehoor_shell::{Actor, Scope};
use gehoor_testkit::both;
use serde_json::{Value, json};

use crate::{Desk, hire, token};

/// A card with the same number as the desk's customer, and an address of its own.
async fn double(desk: &Desk) -> (String, String) {
    let points =
        json!([{"kind": "phone", "value": "06-12345678"}, {"kind": "email", "value": "wit@example.org"}]);
    let body = json!({"name": "S. de Wit", "language": "en", "contactPoints": points});
    let told = desk.api.post("/customers", body).await;
    (told.text("/id").to_owned(), told.text("/contactPoints/0/id").to_owned())
}

/// A promise to a customer: how it stands, apart from whose it is and which number it names.
async fn step(desk: &Desk, promise: &str) -> Value {
    let body = desk.api.get(&format!("/promises/{promise}")).await.body;
    json!([
        body["state"],
        body["version"],
        body["nextStep"]["kind"],
        body["nextStep"]["at"],
        body["deadline"]
    ])
}

async fn card(desk: &Desk, id: &str) -> Value {
    let mut body = desk.api.get(&format!("/customers/{id}")).await.body;
    body["version"] = Value::Null;
    for point in body["contactPoints"].as_array_mut().expect("points") {
        point["version"] = Value::Null;
    }
    body
}

/// A card without what is believed of its numbers.
fn unlearned(mut card: Value) -> Value {
    for point in card["contactPoints"].as_array_mut().expect("points") {
        for believed in ["state", "stateAt", "lastLifeAt"] {
            point[believed] = Value::Null;
        }
    }
    card
}

async fn promised_to(desk: &Desk, id: &str) -> Vec<String> {
    let page = desk.api.get(&format!("/promises?customerId={id}")).await.body;
    let ids =
        page["items"].as_array().expect("items").iter().map(|item| item["id"].as_str().unwrap_or_default());
    let mut ids: Vec<String> = ids.map(str::to_owned).collect();
    ids.sort();
    ids
}

async fn laws(desk: &Desk) {
    let cx = desk.api.app.cx(Actor::System);
    let checks = [gehoor_customer::slice().checks, gehoor_promise::slice().checks].concat();
    for check in checks {
        let found = desk.api.app.look(&cx, check, |tx, cx, check| (check.run)(tx, cx.now)).await;
        assert_eq!(found.expect("a look"), Vec::new(), "{}", check.law);
    }
}

#[test]
fn no_step_is_lost_or_doubled_by_a_merge_and_its_undoing() {
    both(|db| async {
        let desk = Desk::open(db).await;
        let (other, point) = double(&desk).await;
        let ours = desk.make(json!({"soon": {"minutes": 5}})).await.text("/id").to_owned();
        let mut body = desk.body(json!({"soon": {"minutes": 30}}));
        body["customerId"] = json!(other);
        let theirs = desk.api.post("/promises", body).await.text("/id").to_owned();
        let tried = json!({"channel": "phone", "contactPointId": point, "outcome": {"class": "noAnswer"}});
        assert_eq!(desk.api.post(&format!("/promises/{theirs}/attempts"), tried).await.status, 201);
        let before = (card(&desk, &desk.customer).await, card(&desk, &other).await);
        let steps = (step(&desk, &ours).await, step(&desk, &theirs).await);

        let merges = format!("/customers/{}/merges", desk.customer);
        let first = desk.api.post(&merges, json!({"otherId": other, "name": "other"})).await;
        assert_eq!(
            card(&desk, &desk.customer).await["contactPoints"][0]["state"],
            "working",
            "learned on either card"
        );
        let undo = format!("{merges}/{}/undoing", first.text("/id"));
        assert_eq!(desk.api.post(&undo, json!({})).await.status, 200);
        assert_eq!((card(&desk, &desk.customer).await, card(&desk, &other).await), before, "to the letter");
        let merge = desk.api.post(&merges, json!({"otherId": other, "name": "other"})).await;
        assert_eq!(merge.status, 201, "{:?}", merge.body);
        let mut both_promises = vec![ours.clone(), theirs.clone()];
        both_promises.sort();
        assert_eq!(promised_to(&desk, &desk.customer).await, both_promises);
        assert_eq!(
            promised_to(&desk, &other).await,
            both_promises,
            "the old id leads to the card that stays"
        );
        assert_eq!((step(&desk, &ours).await, step(&desk, &theirs).await), steps);
        let stays = card(&desk, &desk.customer).await;
        assert_eq!(stays["name"], "S. de Wit");
        assert_eq!(
            stays["contactPoints"].as_array().map(Vec::len),
            Some(2),
            "the number once, and the address"
        );
        assert_eq!(card(&desk, &other).await["mergedInto"], desk.customer.as_str());
        laws(&desk).await;

        let mut late = desk.body(json!({"soon": {"minutes": 60}}));
        late["customerId"] = json!(other);
        let late = desk.api.post("/promises", late).await;
        assert_eq!(
            late.text("/customerId"),
            desk.customer,
            "a promise to the old id is made to the card that stays"
        );
        let late = late.text("/id").to_owned();
        // What is done for a promise since goes back with it.
        assert_eq!(desk.attempt(&theirs, "noAnswer", json!({})).await.status, 201);

        let undo = format!("{merges}/{}/undoing", merge.text("/id"));
        for _ in 0..2 {
            assert_eq!(desk.api.post(&undo, json!({})).await.status, 200);
        }
        let after = (card(&desk, &desk.customer).await, card(&desk, &other).await);
        // What was learned of the number since is true of it on both cards.
        assert_eq!((unlearned(after.0), unlearned(after.1)), (unlearned(before.0), unlearned(before.1)));
        let mut stay = vec![ours, late];
        stay.sort();
        assert_eq!(promised_to(&desk, &desk.customer).await, stay);
        assert_eq!(promised_to(&desk, &other).await, [theirs]);
        laws(&desk).await;
    });
}

#[test]
fn erasing_a_merged_person_erases_both_cards_for_good() {
    both(|db| async {
        let desk = Desk::open(db).await;
        let (other, _) = double(&desk).await;
        let merges = format!("/customers/{}/merges", desk.customer);
        let merge = desk.api.post(&merges, json!({"otherId": other})).await;
        let erased = desk.api.post(&format!("/customers/{other}/erasures"), json!({})).await;
        assert_eq!(erased.status, 204, "{:?}", erased.body);
        for id in [&desk.customer, &other] {
            let left = card(&desk, id).await;
            assert!(left["name"].is_null() && !left["erasedAt"].is_null(), "{left}");
            assert!(!left.to_string().contains("wit@example.org"), "{left}");
        }
        let undo = desk.api.post(&format!("{merges}/{}/undoing", merge.text("/id")), json!({})).await;
        assert_eq!((undo.status, undo.text("/code")), (409, "customerErased"));
        laws(&desk).await;
    });
}

#[test]
fn only_leads_and_administrators_merge_and_a_card_is_merged_once() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        let (other, _) = double(&desk).await;
        let merges = format!("/customers/{}/merges", desk.customer);
        let boss = desk.api.token.clone();
        desk.api.token = token(&desk.api.app, desk.anna, Scope::Write).await;
        assert_eq!(desk.api.post(&merges, json!({"otherId": other})).await.status, 403);
        let lead = hire(&desk.api.app, "Lars", Role::Lead).await;
        desk.api.token = token(&desk.api.app, lead, Scope::Write).await;
        let itself = desk.api.post(&merges, json!({"otherId": desk.customer})).await;
        assert_eq!(itself.status, 400, "{:?}", itself.body);
        assert_eq!(desk.api.post(&merges, json!({"otherId": other})).await.status, 201);
        desk.api.token = boss;
        assert_eq!(desk.api.post(&merges, json!({"otherId": other})).await.text("/code"), "customerMerged");
        let points = format!("/customers/{other}/contact-points");
        let added = desk.api.post(&points, json!({"kind": "phone", "value": "0612345670"})).await;
        assert_eq!(added.text("/code"), "customerMerged");
    });
}
