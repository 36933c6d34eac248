//! What was taken back counts for nothing.

use gehoor_kernel::time::{hours, minutes};
use gehoor_testkit::both;
use serde_json::{Value, json};

use crate::desk::Desk;

fn measures(figures: &Value) -> [Option<i64>; 5] {
    let total = &figures["total"];
    [
        total["made"].as_i64(),
        total["open"].as_i64(),
        total["released"]["count"].as_i64(),
        total["attemptsPerReach"]["n"].as_i64(),
        total["timeToReach"]["reached"].as_i64(),
    ]
}

#[test]
fn an_end_that_was_taken_back_leaves_the_figures_as_if_it_had_never_been() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        for _ in 0..6 {
            desk.kept(desk.workshop(), 1, None).await;
        }
        let [spoken, dropped] =
            [desk.promise(desk.workshop(), None).await, desk.promise(desk.workshop(), None).await];
        desk.run_to(desk.now().plus(minutes(2))).await;
        let before = desk.figures("").await;
        desk.attempt(&spoken, "reached", true).await;
        desk.change(&dropped, "releases", json!({"words": "Laat maar"})).await;
        desk.run_to(desk.now().plus(minutes(2))).await;
        let between = desk.figures("").await;
        assert_eq!(measures(&between), [Some(8), Some(0), Some(1), Some(7), Some(7)], "{between}");
        for promise in [&spoken, &dropped] {
            desk.change(promise, "taken-back", json!({})).await;
        }
        desk.run_to(desk.now().plus(minutes(2))).await;
        let after = desk.figures("").await;
        assert_eq!(measures(&after), measures(&before), "{after}");
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}

#[test]
fn who_waits_is_counted_from_their_turn_and_not_from_a_mistake_before_it() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        let body = json!({"customerId": desk.customer, "text": "Wij bellen", "kind": "callBack",
            "owner": desk.workshop(), "trigger": {"at": {"from": desk.now().plus(hours(4)).to_string()}}});
        let mut promises = Vec::new();
        for _ in 0..6 {
            let promise = desk.api.post("/promises", body.clone()).await.text("/id").to_owned();
            desk.attempt(&promise, "reached", true).await;
            promises.push(promise);
        }
        desk.run_to(desk.now().plus(minutes(2))).await;
        assert_eq!(desk.figures("").await["total"]["timeToReach"]["reached"], 6);
        for promise in &promises {
            desk.change(promise, "taken-back", json!({})).await;
        }
        desk.run_to(desk.now().plus(minutes(2))).await;
        let reach = desk.figures("").await["total"]["timeToReach"].clone();
        assert_eq!(reach["n"], 0, "not our turn yet: {reach}");
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}
