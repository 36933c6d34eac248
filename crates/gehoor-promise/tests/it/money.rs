//! Effort is blind to money: amounts in another order give the same schedule, to the microsecond.

use gehoor_db::Engine;
use gehoor_kernel::rng::Random;
use gehoor_kernel::time::{days, hours};
use gehoor_testkit::on;
use serde_json::{Value, json};

use crate::Desk;

const PROMISES: u64 = 12;

#[test]
fn permuted_amounts_give_the_same_month_to_the_microsecond() {
    let amounts: Vec<u64> = (0..PROMISES).map(|n| n * n * 100_000).collect();
    let mut reversed = amounts.clone();
    reversed.reverse();
    let all = [Some(amounts), Some(reversed), None].map(|amounts| {
        let (send, receive) = std::sync::mpsc::channel();
        on(Engine::Sqlite, |fresh| {
            let (send, amounts) = (send.clone(), amounts.clone());
            async move {
                send.send(month(Desk::open(fresh.db.clone()).await, amounts).await).expect("a listener");
            }
        });
        receive.recv().expect("a schedule")
    });
    assert!(all[0].len() > 100, "a month holds many steps: {}", all[0].len());
    assert!(all[0] == all[1] && all[1] == all[2]);
}

/// A month in the life of a few promises; gives every step that anybody saw, in order.
async fn month(mut desk: Desk, amounts: Option<Vec<u64>>) -> Vec<String> {
    let mut random = Random::from_seed(7);
    for n in 0..PROMISES {
        let from = desk.now().plus(hours(random.below(72)));
        let mut body = desk.body(json!({"at": {"from": from.to_string()}}));
        if let Some(amounts) = &amounts {
            body["amountCents"] = json!(amounts[n as usize]);
        }
        crate::made(desk.api.post("/promises", body).await);
    }
    let (mut seen, end) = (Vec::new(), desk.now().plus(days(28)));
    while desk.now() < end {
        desk.run_to(desk.now().plus(hours(4))).await;
        let all = desk.api.get("/promises?limit=50").await;
        for promise in all.body["items"].as_array().expect("promises") {
            let (id, state) = (promise["id"].as_str().expect("an id"), &promise["state"]);
            seen.push(format!("{id} {state} {} {}", promise["nextStep"], promise["brokenAt"]));
            if *state == json!("due") && promise["nextStep"]["at"].as_str() <= Some(&desk.now().to_string()) {
                act(&desk, id, &mut random).await;
            }
        }
    }
    seen
}

async fn act(desk: &Desk, id: &str, random: &mut Random) {
    let classes = ["noAnswer", "busy", "temporarilyUnreachable", "voicemail", "networkFailure", "reached"];
    let class = classes[random.below(6) as usize];
    let kept = class == "reached" && random.chance(0.3);
    let more = if kept { json!({"kept": true}) } else { Value::Object(serde_json::Map::new()) };
    let told = desk.attempt(id, class, more).await;
    assert!(told.status == 201, "{:?}", told.body);
}
