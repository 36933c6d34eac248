//! Who holds the ball.

use gehoor_kernel::time::hours;
use gehoor_people::Role;
use gehoor_shell::Scope;
use gehoor_testkit::both;
use serde_json::json;

use crate::{Desk, hire, made, token};

#[test]
fn the_ball_stays_with_the_giver_until_the_taker_takes_it() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let ben = hire(&desk.api.app, "Ben Smit", Role::Employee).await;
        let at = json!({"at": {"from": desk.now().plus(hours(1)).to_string()}});
        let id = desk.make(at).await.text("/id").to_owned();
        let offer = json!({"to": {"userId": ben.to_string()}, "note": "Jij kent de auto"});
        let told = made(desk.api.post(&format!("/promises/{id}/handovers"), offer.clone()).await);
        let handover = told.text("/handover/id").to_owned();
        assert_eq!(told.text("/promise/owner/userId"), desk.anna.to_string());
        let twice = desk.api.post(&format!("/promises/{id}/handovers"), offer).await;
        assert_eq!((twice.status, twice.code()), (409, "handoverPending"));

        desk.api.token = token(&desk.api.app, desk.anna, Scope::Write).await;
        let own = desk.api.post(&format!("/promises/{id}/handovers/{handover}/acceptances"), json!({})).await;
        assert_eq!(own.status, 403, "the giver can't take it for the taker");
        desk.api.token = token(&desk.api.app, ben, Scope::Write).await;
        let taken =
            made(desk.api.post(&format!("/promises/{id}/handovers/{handover}/acceptances"), json!({})).await);
        assert_eq!(taken.text("/owner/userId"), ben.to_string());
        assert_eq!(taken.text("/nextStep/owner/userId"), ben.to_string());
        let page = desk.show(&id).await;
        assert_eq!(
            (page.text("/handovers/0/answer"), page.text("/notes/0/text")),
            ("accepted", "Jij kent de auto")
        );
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}

#[test]
fn an_absent_owners_step_is_answered_by_the_stand_in_at_once() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let ben = hire(&desk.api.app, "Ben Smit", Role::Employee).await;
        let id = desk.make(json!({"soon": {"minutes": 30}})).await.text("/id").to_owned();
        let away = json!({"from": desk.now().to_string(), "standIn": ben.to_string()});
        made(desk.api.post(&format!("/users/{}/absences", desk.anna), away).await);
        let told = desk.show(&id).await;
        assert_eq!(told.text("/nextStep/owner/userId"), ben.to_string());
        assert_eq!(told.text("/owner/userId"), desk.anna.to_string());
    });
}

#[test]
fn only_the_customers_own_words_release_it() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let id = desk.make(json!({"soon": {"minutes": 30}})).await.text("/id").to_owned();
        let path = format!("/promises/{id}/releases");
        for body in [json!({}), json!({"words": "  "})] {
            assert_eq!(desk.api.post(&path, body).await.status, 400);
        }
        let told = made(desk.api.post(&path, json!({"words": "Laat maar, ik kom zelf."})).await);
        assert_eq!((told.text("/state"), told.text("/end/how")), ("released", "released"));
    });
}
