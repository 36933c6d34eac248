//! Figures on both engines: what is counted, what is told, and what is not.
#![expect(clippy::expect_used, reason = "test code: a fault fails the test")]

mod desk;
mod files;
mod page;
mod undone;

use desk::Desk;
use gehoor_db::{params, statements};
use gehoor_kernel::id::PromiseId;
use gehoor_kernel::time::{hours, minutes};
use gehoor_promise::Which;
use gehoor_promise::rules::Said;
use gehoor_shell::{Error, Scope};
use gehoor_testkit::both;
use serde_json::{Value, json};

statements! {
    SPOIL = "UPDATE figures_cell SET n = n + 1 WHERE measure = 'tries'";
}

fn counts(share: &Value) -> (Option<i64>, Option<i64>) {
    (share["count"].as_i64(), share["n"].as_i64())
}

#[test]
fn a_day_of_promises_is_counted_once_each() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        for n in 0..16 {
            desk.kept(desk.workshop(), 1 + n % 2, None).await;
        }
        let asked = desk.promise(desk.workshop(), None).await;
        desk.change(&asked, "asked-first", json!({})).await;
        let released = desk.promise(desk.workshop(), None).await;
        desk.change(&released, "releases", json!({"words": "Laat maar"})).await;
        desk.promise(json!({"userId": desk.anna.to_string()}), None).await;
        desk.run_to(desk.now().plus(hours(2))).await;
        let figures = desk.figures("").await;
        let total = &figures["total"];
        assert_eq!((total["made"].as_i64(), total["open"].as_i64()), (Some(19), Some(2)));
        assert_eq!(counts(&total["kept"]), (Some(16), Some(18)));
        assert_eq!(counts(&total["keptInTime"]), (Some(16), Some(18)));
        assert_eq!(counts(&total["broken"]), (Some(2), Some(19)));
        assert_eq!(counts(&total["askedFirst"]), (Some(1), Some(19)));
        assert_eq!(counts(&total["released"]), (Some(1), Some(17)));
        assert_eq!(total["attemptsPerReach"]["mean"].as_f64(), Some(1.5));
        let reach = &total["timeToReach"];
        assert_eq!((reach["n"].as_i64(), reach["reached"].as_i64()), (Some(19), Some(16)));
        assert_eq!(reach["medianMinutes"].as_f64(), Some(0.0));
        assert_eq!(figures["sample"]["rule"], "allPromisesMade");
        assert_eq!((&figures["sample"]["made"], &figures["complete"]), (&json!(19), &json!(true)));
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}

#[test]
fn every_group_has_its_figures_and_small_ones_have_none() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        for _ in 0..5 {
            desk.kept(desk.workshop(), 1, None).await;
        }
        desk.run_to(desk.now().plus(hours(24 * 10))).await;
        for _ in 0..4 {
            desk.kept(desk.workshop(), 1, None).await;
        }
        desk.run_to(desk.now().plus(minutes(5))).await;
        let figures = desk.figures("?from=2026-11&until=2026-12").await;
        let months = figures["byMonth"].as_array().expect("months");
        assert_eq!(counts(&months[0]["measures"]["kept"]), (Some(5), Some(5)));
        let december = &months[1]["measures"]["kept"];
        assert_eq!((counts(december), &december["tooFew"]), ((None, Some(4)), &json!(true)));
        assert_eq!(december["share"], Value::Null);
        let kinds = figures["byKind"].as_array().expect("kinds");
        assert_eq!((kinds.len(), counts(&kinds[0]["measures"]["kept"])), (6, (Some(9), Some(9))));
        assert_eq!(kinds[1]["measures"]["made"], 0);
        let only = desk.figures("?from=2026-12&kind=callBack").await;
        assert_eq!(only["total"]["made"], 4);
        for wrong in ["from=2026-13", "from=2027-01", "from=2015-01", "kind=dance", "team=te_0", "x=1"] {
            let told = desk.api.get(&format!("/figures?{wrong}")).await;
            assert_eq!(told.status, 400, "{wrong}: {:?}", told.body);
            assert!(!told.text("/errors/0/detail").starts_with("fault-"), "{wrong}: {:?}", told.body);
        }
    });
}

#[test]
fn a_team_of_one_and_a_person_have_no_figures() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        let office = json!({"teamId": desk.office.to_string()});
        for _ in 0..6 {
            desk.kept(office.clone(), 1, None).await;
            desk.kept(json!({"userId": desk.anna.to_string()}), 1, None).await;
        }
        desk.run_to(desk.now().plus(minutes(5))).await;
        let all = desk.figures("").await;
        assert_eq!(all["total"]["made"], 12);
        let teams = all["byTeam"].as_array().expect("teams");
        assert_eq!((teams.len(), &teams[0]["teamId"]), (1, &json!(desk.workshop.to_string())));
        assert_eq!(teams[0]["measures"]["made"], 6, "what a member holds is the team's");
        let alone = desk.figures(&format!("?team={}", desk.office)).await;
        assert_eq!((&alone["onePerson"], &alone["total"]["made"]), (&json!(true), &json!(0)));
        let text = all.to_string();
        assert!(!text.contains("us_") && !text.contains("Anna") && !text.contains("Carla"), "{text}");
        assert_eq!(desk.api.get(&format!("/figures?team=te_{}", "0".repeat(26))).await.status, 404);
        assert_eq!(desk.api.get(&format!("/figures?user={}", desk.anna)).await.status, 400);
    });
}

#[test]
fn a_restricted_token_gets_the_figures_of_its_team() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        desk.kept(desk.workshop(), 1, None).await;
        desk.kept(json!({"teamId": desk.office.to_string()}), 1, None).await;
        desk.run_to(desk.now().plus(minutes(5))).await;
        desk.api.token = desk.token(desk.anna, Scope::Read, Some(desk.workshop)).await;
        let own = desk.figures("").await;
        assert_eq!((&own["total"]["made"], &own["teamId"]), (&json!(1), &json!(desk.workshop.to_string())));
        let other = desk.api.get(&format!("/figures?team={}", desk.office)).await;
        assert_eq!(other.status, 404);
        assert_eq!(desk.file(&format!("/figures/kept.svg?team={}", desk.office), &[]).await.status, 404);
    });
}

#[test]
fn the_ball_takes_its_figures_along_until_the_promise_ends() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        let promise = desk.promise(json!({"teamId": desk.office.to_string()}), None).await;
        let workshop = format!("?team={}", desk.workshop);
        desk.run_to(desk.now().plus(minutes(1))).await;
        assert_eq!(desk.figures(&workshop).await["total"]["made"], 0);
        desk.change(&promise, "reassignments", json!({"owner": {"userId": desk.anna.to_string()}})).await;
        desk.attempt(&promise, "reached", true).await;
        desk.run_to(desk.now().plus(minutes(1))).await;
        assert_eq!(desk.figures(&workshop).await["total"]["made"], 1);
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}

#[test]
fn an_erasure_leaves_the_figures_as_they_were() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        for n in 0..8 {
            desk.kept(desk.workshop(), 1 + n % 3, Some(20_000)).await;
        }
        desk.run_to(desk.now().plus(minutes(5))).await;
        let before = desk.figures("?until=2026-11").await;
        let customer = desk.customer.parse().expect("an id");
        desk.act(customer, |tx, cx, customer| Box::pin(gehoor_promise::erase_customer(tx, cx, *customer)))
            .await;
        desk.run_to(desk.now().plus(minutes(5))).await;
        let mut after = desk.figures("?until=2026-11").await;
        after["sample"]["until"] = before["sample"]["until"].clone();
        assert_eq!(after, before);
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}

#[test]
fn a_promise_that_was_unmade_was_never_counted() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        let body = json!({"customerId": desk.customer, "text": "Wij bellen", "kind": "callBack",
            "owner": desk.workshop(), "trigger": {"at": {"from": desk.now().plus(hours(48)).to_string()}}});
        let promise: PromiseId = desk.api.post("/promises", body).await.text("/id").parse().expect("an id");
        desk.run_to(desk.now().plus(minutes(5))).await;
        assert_eq!(desk.figures("").await["total"]["made"], 1);
        assert_eq!(desk.figures("").await["total"]["timeToReach"]["n"], 0, "it was not our turn yet");
        assert!(desk.act(promise, |tx, cx, id| Box::pin(gehoor_promise::unmake(tx, cx, *id))).await);
        desk.run_to(desk.now().plus(minutes(5))).await;
        assert_eq!(desk.figures("").await["total"]["made"], 0);
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}

#[test]
fn the_law_finds_a_cell_that_was_spoiled() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        let promise: PromiseId = desk.kept(desk.workshop(), 2, None).await.parse().expect("an id");
        desk.run_to(desk.now().plus(minutes(5))).await;
        assert_eq!(desk.findings().await, Vec::<String>::new());
        desk.act((), |tx, _, ()| Box::pin(async move { Ok(tx.exec(&SPOIL, params![]).await?) })).await;
        assert_eq!(desk.findings().await, ["2026-11: callBack tries 2 is off by 1"]);
        let said = Said::new("laat maar").expect("words");
        let late = desk.api.app.act(
            &desk.api.app.cx(gehoor_shell::Actor::System),
            (promise, said),
            |tx, cx, (promise, said)| {
                Box::pin(async move {
                    gehoor_promise::release(tx, cx, Which::any(*promise), said, None).await.map(|_| ())
                })
            },
        );
        assert!(matches!(late.await, Err(Error::Conflict { .. })), "kept stays kept");
    });
}

#[test]
fn effort_is_told_by_amount_with_what_it_can_show() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        for (cents, promises) in [(Some(5_000), 16), (Some(600_000), 16), (None, 3)] {
            for n in 0..promises {
                desk.kept(desk.workshop(), 1 + n % 2, cents).await;
            }
        }
        desk.run_to(desk.now().plus(minutes(5))).await;
        let effort = desk.figures("").await["effort"].clone();
        assert_eq!(effort["verdict"], "flat");
        assert_eq!((&effort["attempts"]["n"], &effort["attempts"]["freedom"]), (&json!(32), &json!(1)));
        assert_eq!(effort["difference"].as_f64(), Some(0.0));
        assert!(effort["differenceHigh"].as_f64().is_some_and(|high| high > 0.2 && high < 1.0), "{effort}");
        let bands = effort["bands"].as_array().expect("bands");
        assert_eq!((bands.len(), &bands[0]["attemptsPerReach"]["tooFew"]), (5, &json!(true)));
        assert_eq!(bands[4]["attemptsPerReach"]["n"], 16);
    });
}

/// Law 4: whoever orders, retries or escalates can't see an amount.
#[test]
fn nobody_else_reads_amounts_or_figures() {
    let crates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let tables = ["figures_promise", "figures_cell", "figures_source"];
    let mut read = 0;
    for folder in std::fs::read_dir(crates).expect("the crates").map(|entry| entry.expect("a crate").path()) {
        let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if name == "gehoor-figures" {
            continue;
        }
        for file in rust_files(&folder.join("src")) {
            let text = std::fs::read_to_string(&file).expect("a source file");
            let seen = tables.iter().find(|table| text.contains(**table));
            assert_eq!(seen, None, "{} names it", file.display());
            assert!(name == "gehoor-promise" || !text.contains("FROM promise_amount"), "{}", file.display());
            read += 1;
        }
    }
    assert!(read > 100, "{read} files");
}

fn rust_files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .collect()
}
