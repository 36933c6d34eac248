//! The books of the clients against the store, read directly, and the program's own check.
#![expect(clippy::disallowed_methods, reason = "the timers of a running server catch up in real time")]

use std::collections::HashSet;
use std::time::Duration;

use gehoor_db::{Db, DbError, Sql, work};
use gehoor_testkit::{Client, Site};

use crate::worker::Worker;

/// Ids or counts as text, one in each row.
type Column = Result<Vec<String>, String>;

static PROMISES: Sql = Sql::same("SELECT id FROM promise");
static ATTEMPTS: Sql = Sql::same("SELECT promise_id || ' ' || id FROM attempt");
static EVENTS: Sql = Sql::same("SELECT key FROM event");
static NOTES_TWICE: Sql =
    Sql::same("SELECT note FROM attempt_words WHERE note IS NOT NULL GROUP BY note HAVING count(*) > 1");
/// Entries that one cause may make only once.
static STEPS_TWICE: Sql = Sql::same(
    "SELECT subject || ' ' || kind || ' ' || facts FROM journal
     WHERE kind IN ('promise.made', 'promise.woken', 'promise.due', 'promise.attempted', 'promise.kept', 'promise.broken', 'event.received')
     GROUP BY subject, kind, facts HAVING count(*) > 1",
);
/// Everything that happened to the promises of such entries.
static LIVES_OF_TWICE: Sql = Sql::same(
    "SELECT j.subject || ' ' || CAST(j.id AS TEXT) || ' at ' || CAST(j.at AS TEXT) || ' ' || j.kind || ' ' || j.facts FROM journal j
     WHERE j.subject IN (SELECT subject FROM journal WHERE kind LIKE 'promise.%' GROUP BY subject, kind, facts HAVING count(*) > 1)
     ORDER BY j.subject, j.id",
);
static MADE: Sql = Sql::same("SELECT subject FROM journal WHERE kind = 'promise.made'");
static ATTEMPTED: Sql = Sql::same("SELECT subject FROM journal WHERE kind = 'promise.attempted'");

/// Waits until nothing that is due is left lying; ten seconds at most.
pub fn caught_up(site: &Site) -> Result<(), String> {
    let mut client = Client::connect(&site.address, &site.token).map_err(|error| error.to_string())?;
    let mut left = 0;
    for _ in 0..100 {
        let page = client
            .get("/api/v1/promises?state=waiting&due=true&limit=200")
            .map_err(|error| error.to_string())?;
        let items = page.json()["items"].as_array().map(Vec::len);
        left = items.ok_or_else(|| format!("no list of promises: {page:?}"))?;
        if left == 0 {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Err(format!("{left} promises are due and nothing happens to them"))
}

/// Compares the store with the books: nothing missing, nothing that nobody asked for, nothing twice.
pub fn books(site: &Site, workers: &[Worker]) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let db = runtime.block_on(Db::open(&site.options().read_only())).map_err(|error| error.to_string())?;
    let column = |sql: &'static Sql| -> Column {
        let read = work(sql, |tx, sql| Box::pin(async move { tx.rows(sql, &[], |row| row.text(0)).await }));
        runtime.block_on(db.read(read)).map_err(|error: DbError| error.to_string())
    };
    let known = || workers.iter().flat_map(|worker| &worker.ledger.promises);
    let promises: Vec<String> = known().map(|promise| promise.id.clone()).collect();
    let attempts: Vec<String> = known()
        .flat_map(|promise| promise.attempts.iter().map(move |attempt| format!("{} {attempt}", promise.id)))
        .collect();
    let events: Vec<String> = workers.iter().flat_map(|worker| worker.ledger.events.clone()).collect();
    same("promises", &promises, &column(&PROMISES)?)?;
    same("attempts", &attempts, &column(&ATTEMPTS)?)?;
    same("events", &events, &column(&EVENTS)?)?;
    same("journal entries of promises made", &promises, &column(&MADE)?)?;
    let attempted: Vec<String> =
        known().flat_map(|p| std::iter::repeat_n(p.id.clone(), p.attempts.len())).collect();
    same("journal entries of attempts", &attempted, &column(&ATTEMPTED)?)?;
    for twice in [&NOTES_TWICE, &STEPS_TWICE] {
        let found = column(twice)?;
        if !found.is_empty() {
            let lives = column(&LIVES_OF_TWICE)?;
            return Err(format!("done twice: {}\n{}", found.join("; "), lives.join("\n")));
        }
    }
    Ok(())
}

fn same(what: &str, booked: &[String], stored: &[String]) -> Result<(), String> {
    let (ours, theirs): (HashSet<_>, HashSet<_>) = (booked.iter().collect(), stored.iter().collect());
    let lost: Vec<_> = ours.difference(&theirs).collect();
    let extra: Vec<_> = theirs.difference(&ours).collect();
    if !lost.is_empty() || !extra.is_empty() || booked.len() != stored.len() {
        return Err(format!(
            "{what}: {} booked, {} stored; lost {lost:?}; asked for by nobody {extra:?}",
            booked.len(),
            stored.len()
        ));
    }
    Ok(())
}

/// The program's own check of every law over the whole store.
pub fn check(site: &Site) -> Result<(), String> {
    let done = site.run(&["check", "--json"])?;
    if done.status.success() {
        return Ok(());
    }
    let (told, error) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    Err(format!("`gehoor check` ended with {}: {told} {error}", done.status))
}
