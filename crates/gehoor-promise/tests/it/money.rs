//! Effort is blind to money: amounts in another order give the same month, to the microsecond, in the schedule and in the
//! journal.

use std::collections::BTreeSet;

use gehoor_db::Engine;
use gehoor_kernel::rng::Random;
use gehoor_kernel::time::{Instant, days, hours};
use gehoor_shell::Actor;
use gehoor_shell::journal::{self, Place};
use gehoor_testkit::on;
use serde_json::{Value, json};

use crate::Desk;

const PROMISES: usize = 24;
const DAYS: u64 = 31;

#[test]
fn permuted_amounts_give_the_same_month_to_the_microsecond() {
    let spread: Vec<u64> = (0..PROMISES as u64).map(|n| n * n * n * 10_000).collect();
    let mut shuffled = spread.clone();
    let mut random = Random::from_seed(3);
    for place in (1..shuffled.len()).rev() {
        shuffled.swap(place, random.below(place as u64 + 1) as usize);
    }
    let months = [Some(spread), Some(shuffled), None].map(|amounts| lived(Engine::Sqlite, PROMISES, amounts));
    months[0].is_a_whole_month();
    for (n, month) in months.iter().enumerate().skip(1) {
        months[0].equals(month, &format!("variant {n}"));
    }
}

#[test]
fn the_other_engine_is_as_blind() {
    let rich = lived(Engine::Postgres, 8, Some(vec![1_000_000_000_000; 8]));
    rich.equals(&lived(Engine::Postgres, 8, None), "nothing is at stake");
}

/// What anybody could see of a month.
struct Month {
    /// Every step that stood at any look, in order.
    steps: Vec<String>,
    /// Every entry of the journal: moment, kind, subject, facts.
    journal: Vec<String>,
    /// When each entry was written.
    moments: Vec<Instant>,
}

impl Month {
    fn equals(&self, other: &Self, which: &str) {
        for (mine, theirs) in self.journal.iter().zip(&other.journal) {
            assert_eq!(mine, theirs, "{which}");
        }
        assert!(self.steps == other.steps && self.journal == other.journal, "{which}");
    }

    /// The test would be worth little if nothing happened.
    fn is_a_whole_month(&self) {
        let (first, last) = (self.moments.iter().min(), self.moments.iter().max());
        let long = first.zip(last).map(|(first, last)| last.since(*first));
        assert!(long >= Some(days(DAYS - 2)), "{long:?}");
        assert!(self.steps.len() > 800 && self.journal.len() > 500, "{} steps", self.steps.len());
        let kinds: BTreeSet<&str> = self.journal.iter().filter_map(|line| line.split(' ').nth(1)).collect();
        for kind in
            ["broken", "leadTold", "signOfLifeGiven", "woken", "wentOn", "kept", "reminded", "amended"]
        {
            assert!(kinds.contains(format!("promise.{kind}").as_str()), "{kind} is missing from {kinds:?}");
        }
    }
}

fn lived(engine: Engine, promises: usize, amounts: Option<Vec<u64>>) -> Month {
    let (send, receive) = std::sync::mpsc::channel();
    on(engine, |fresh| {
        let (send, amounts) = (send.clone(), amounts.clone());
        async move {
            send.send(month(Desk::open(fresh.db.clone()).await, promises, amounts).await)
                .expect("a listener");
        }
    });
    receive.recv().expect("a month")
}

/// A month in the life of a few dozen promises of all sorts to several customers.
async fn month(mut desk: Desk, promises: usize, amounts: Option<Vec<u64>>) -> Month {
    let mut random = Random::from_seed(7);
    let customers = customers(&desk).await;
    let (mut steps, mut made, end) = (Vec::new(), 0, desk.now().plus(days(DAYS)));
    while desk.now() < end {
        let day = desk.now().since(end.minus(days(DAYS))).as_secs() / 86_400;
        while made < promises && made as u64 <= day {
            let amount = amounts.as_ref().map(|amounts| amounts[made]);
            promise(&desk, &customers[made % customers.len()], made, amount, &mut random).await;
            made += 1;
        }
        desk.run_to(desk.now().plus(hours(8))).await;
        if random.chance(0.2) {
            let key = format!("order {}", random.below(12));
            desk.api.post("/events", json!({"key": key})).await;
        }
        look(&desk, &mut steps, &mut random).await;
    }
    let (journal, moments) = entries(&desk).await;
    Month { steps, journal, moments }
}

async fn customers(desk: &Desk) -> Vec<String> {
    let mut all = Vec::new();
    for (number, mail) in [("0612345601", true), ("0302345602", false), ("0612345603", false)] {
        let mut points = vec![json!({"kind": "phone", "value": number})];
        if mail {
            points.push(json!({"kind": "email", "value": "iemand@example.nl"}));
        }
        let body = json!({"name": "Iemand", "language": "nl", "group": "fleet", "contactPoints": points});
        all.push(crate::made(desk.api.post("/customers", body).await).text("/id").to_owned());
    }
    all
}

async fn promise(desk: &Desk, customer: &str, n: usize, amount: Option<u64>, random: &mut Random) {
    let from = desk.now().plus(hours(random.below(72)));
    let trigger = match n % 4 {
        0 => json!({"at": {"from": from.to_string()}}),
        1 => json!({"at": {"from": from.to_string(), "until": from.plus(hours(2)).to_string()}}),
        2 => {
            json!({"when": {"key": format!("order {}", random.below(12)), "expectedBy": from.to_string(), "signOfLifeDays": 2}})
        }
        _ => json!({"soon": {"minutes": 90}}),
    };
    let kinds = ["callBack", "write", "findOut", "callBack", "comeBy"];
    let mut body = desk.body(trigger);
    body["customerId"] = json!(customer);
    body["kind"] = json!(kinds[n % kinds.len()]);
    if let Some(amount) = amount {
        body["amountCents"] = json!(amount);
    }
    crate::made(desk.api.post("/promises", body).await);
}

/// Notes every step down, and does what a desk does about those that are due.
async fn look(desk: &Desk, steps: &mut Vec<String>, random: &mut Random) {
    let all = desk.api.get("/promises?limit=100").await;
    for promise in all.body["items"].as_array().expect("promises") {
        let (id, state, next) =
            (promise["id"].as_str().expect("an id"), &promise["state"], &promise["nextStep"]);
        steps.push(format!("{id} {state} {next} {} {}", promise["brokenAt"], promise["deadline"]));
        if *state == json!("due")
            && next["at"].as_str() <= Some(&desk.now().to_string())
            && random.chance(0.7)
        {
            act(desk, id, next, random).await;
        }
    }
}

async fn act(desk: &Desk, id: &str, next: &Value, random: &mut Random) {
    let path = format!("/promises/{id}");
    match next["kind"].as_str() {
        Some("askLead") if random.chance(0.7) => {
            crate::made(desk.api.post(&format!("{path}/continuations"), json!({})).await);
        }
        _ if random.chance(0.05) => {
            let later = desk.now().plus(hours(50)).to_string();
            let body = json!({"trigger": {"at": {"from": later}}, "reason": "Anders afgesproken", "customerTold": true});
            crate::made(desk.api.post(&format!("{path}/amendments"), body).await);
        }
        _ => attempt(desk, &path, next, random).await,
    }
}

async fn attempt(desk: &Desk, path: &str, next: &Value, random: &mut Random) {
    let classes =
        ["noAnswer", "busy", "temporarilyUnreachable", "voicemail", "networkFailure", "reached", "noAnswer"];
    let channel = next["channel"].as_str().unwrap_or("phone");
    let written = matches!(channel, "email" | "sms" | "letter");
    let class = if written { "delivered" } else { classes[random.below(7) as usize] };
    let mut body = json!({"channel": channel, "contactPointId": next["contactPointId"], "outcome": {"class": class},
        "kept": class == "reached" && random.chance(0.2)});
    if channel == "letter" {
        body["contactPointId"] = Value::Null;
    }
    crate::made(desk.api.post(&format!("{path}/attempts"), body).await);
}

async fn entries(desk: &Desk) -> (Vec<String>, Vec<Instant>) {
    let (mut lines, mut moments, mut place) = (Vec::new(), Vec::new(), Place::default());
    loop {
        let cx = desk.api.app.cx(Actor::System);
        let page = desk.api.app.look(&cx, place, |tx, _, place| Box::pin(journal::after(tx, *place, 500)));
        let page = page.await.expect("the journal");
        let Some(last) = page.last().and_then(journal::Entry::place) else { return (lines, moments) };
        for entry in &page {
            lines.push(format!("{} {} {} {}", entry.at, entry.kind, entry.subject, entry.facts));
            moments.push(entry.at);
        }
        place = last;
    }
}
