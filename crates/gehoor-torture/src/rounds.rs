//! Load, kill, start again, look; as often as asked.
#![expect(clippy::disallowed_methods, reason = "the moment of the kill is a real one")]

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use gehoor_kernel::rng::Random;
use gehoor_testkit::{Client, Site};
use serde_json::json;

use crate::audit;
use crate::worker::{Ground, Worker};

/// How many clients send at the same time.
const CLIENTS: usize = 8;
/// How long a start may take until the server is ready.
const READY: Duration = Duration::from_secs(2);

/// Kills the server so many times; says what was seen, or what was wrong.
pub fn run(site: &Site, kills: u32, seed: u64) -> Result<String, String> {
    let mut random = Random::from_seed(seed);
    let mut server = site.start()?;
    let ground = prepare(site)?;
    let mut workers: Vec<Worker> = (0..CLIENTS).map(|number| Worker::new(number, seed)).collect();
    let mut slowest = Duration::ZERO;
    for kill in 1..=kills {
        let moment = Duration::from_micros(20_000 + random.below(580_000));
        let stop = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for worker in &mut workers {
                scope.spawn(|| worker.load(&ground, &stop));
            }
            std::thread::sleep(moment);
            server.kill();
            stop.store(true, Relaxed);
        });
        server = site.start()?;
        slowest = slowest.max(server.ready_after);
        each(&mut workers, |worker| worker.settle(&ground));
        faults(&workers, kill).map_err(|found| with_log(site, &found))?;
        if server.ready_after > READY {
            return Err(format!("kill {kill}: ready after {:?} only", server.ready_after));
        }
    }
    audit::caught_up(site).map_err(|found| with_log(site, &found))?;
    drop(server);
    audit::books(site, &workers)?;
    audit::check(site)?;
    Ok(summary(&workers, kills, slowest))
}

fn each(workers: &mut [Worker], act: impl Fn(&mut Worker) + Sync) {
    std::thread::scope(|scope| {
        for worker in workers {
            scope.spawn(|| act(worker));
        }
    });
}

fn faults(workers: &[Worker], kill: u32) -> Result<(), String> {
    let found: Vec<_> = workers.iter().flat_map(|worker| &worker.ledger.faults).map(String::as_str).collect();
    if found.is_empty() { Ok(()) } else { Err(format!("kill {kill}: {}", found.join("\n"))) }
}

/// What was found, with the last lines that the server logged.
fn with_log(site: &Site, found: &str) -> String {
    let log = site.log();
    let lines: Vec<&str> = log.lines().collect();
    let last = &lines[lines.len().saturating_sub(20)..];
    format!("{found}\nthe server's log ends with:\n{}", last.join("\n"))
}

fn summary(workers: &[Worker], kills: u32, slowest: Duration) -> String {
    let sum = |count: fn(&Worker) -> u64| workers.iter().map(count).sum::<u64>();
    format!(
        "{kills} kills, {} changes acknowledged, {} sent again, {} refused: none lost, none done twice, check clean; slowest start to ready {} ms",
        sum(|worker| worker.ledger.acknowledged),
        sum(|worker| worker.ledger.repeated),
        sum(|worker| worker.ledger.refused),
        slowest.as_millis()
    )
}

/// The customers that promises are made to.
fn prepare(site: &Site) -> Result<Ground, String> {
    let broken = |error: std::io::Error| error.to_string();
    let mut client = Client::connect(&site.address, &site.token).map_err(broken)?;
    let users = client.get("/api/v1/users").map_err(broken)?;
    let owner = users.json()["items"][0]["id"].as_str().map(str::to_owned);
    let owner = owner.ok_or_else(|| format!("no user in {users:?}"))?;
    let mut customers = Vec::new();
    for number in 0..CLIENTS {
        let body = json!({ "name": format!("Klant {number}"), "language": "nl",
            "contactPoints": [{ "kind": "phone", "value": format!("06 1234 56{number:02}") }] });
        let made = client.post("/api/v1/customers", None, &body.to_string()).map_err(broken)?;
        let json = made.json();
        let ids = (json["id"].as_str(), json["contactPoints"][0]["id"].as_str());
        let (Some(id), Some(point)) = ids else { return Err(format!("no customer: {made:?}")) };
        customers.push((id.to_owned(), point.to_owned()));
    }
    Ok(Ground { site: site.clone(), owner, customers })
}
