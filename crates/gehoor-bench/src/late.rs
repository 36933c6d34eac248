//! How late a step is when 500 fall due each second, beside a bare loop that claims and does nothing else.
//! Late is counted from the promised moment until another connection sees the change, for both alike.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use gehoor_kernel::time::Instant;
use rusqlite::Connection;

use crate::Run;
use crate::fill::{Filled, id};
use crate::load::now;
use crate::raw_lite::open;
use crate::table::{Figure, median};

/// How many fall due, 2 ms apart.
const COUNT: usize = 3_000;
const STEP: i64 = 2_000;
const LEAD: Duration = Duration::from_secs(3);

/// The median and the 99th of a hundred, in milliseconds.
struct Late {
    half: f64,
    most: f64,
}

/// Both figures, with few and with a million open.
pub fn lateness(run: &Run) -> Vec<Figure> {
    let (mut few, mut many, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..run.repeats {
        let store = Filled::new(run, "late", 0);
        bare.push(limit(&store));
        few.push(ours(&store));
        many.push(ours(run.filled()));
    }
    let of = |all: &[Late], pick: fn(&Late) -> f64| all.iter().map(pick).collect::<Vec<_>>();
    let mut figures = Vec::new();
    for (name, pick) in [("p50", (|late| late.half) as fn(&Late) -> f64), ("p99", |late| late.most)] {
        let (ours, million, limit) = (of(&few, pick), of(&many, pick), of(&bare, pick));
        figures.push(figure(
            format!("lateness at 500 due a second, {name}"),
            "bare claim loop",
            "≤ 3",
            &ours,
            &limit,
            |ratio, _| ratio <= 3.0,
        ));
        figures.push(figure(
            format!("the same with 1,000,000 open, {name}"),
            "the same with few open",
            "≤ 1.5",
            &million,
            &ours,
            |ratio, _| ratio <= 1.5,
        ));
    }
    figures
}

fn figure(
    name: String,
    limit: &'static str,
    goal: &'static str,
    ours: &[f64],
    beside: &[f64],
    reached: fn(f64, f64) -> bool,
) -> Figure {
    Figure {
        name,
        limit,
        goal,
        value: ours.iter().map(|ours| ours / median(beside)).collect(),
        unit: "×",
        beside: beside.to_vec(),
        ours: ours.to_vec(),
        of: "ms",
        processor: Vec::new(),
        notes: Vec::new(),
        reached,
    }
}

/// How late our server is.
fn ours(store: &Filled) -> Late {
    let first = now().plus(LEAD);
    let from = store.add(COUNT, first, STEP);
    let server = store.ground.site.start().expect("the server starts");
    assert!(now() < first, "the store was not ready in time");
    let late = watch(&store.path(), from, first, &AtomicBool::new(false));
    server.kill();
    println!("  with {from} others open: p50 {:.2} ms, p99 {:.2} ms", late.half, late.most);
    late
}

/// How late the bare loop is.
fn limit(store: &Filled) -> Late {
    let bare = store.copy("bare.db");
    let first = now().plus(LEAD);
    store.add_to(&bare, 0, COUNT, first, STEP);
    let stop = AtomicBool::new(false);
    let late = std::thread::scope(|scope| {
        scope.spawn(|| claim(&bare, &stop));
        watch(&bare, 0, first, &stop)
    });
    println!("  bare loop: p50 {:.2} ms, p99 {:.2} ms", late.half, late.most);
    late
}

/// Looks every half millisecond whether something was stored, and notes when each promise was first seen looked at.
fn watch(path: &Path, from: usize, first: Instant, stop: &AtomicBool) -> Late {
    let conn = Connection::open(path).expect("the store opens");
    let mut last: i64 =
        conn.query_row("SELECT coalesce(max(id), 0) FROM journal", [], |row| row.get(0)).expect("a row");
    let moment = |place: usize| first.as_micros() + place as i64 * STEP;
    let places: HashMap<String, usize> = (0..COUNT).map(|place| (id(from + place), place)).collect();
    let mut late: HashMap<usize, f64> = HashMap::new();
    let mut version = 0_i64;
    let mut entries =
        conn.prepare("SELECT id, subject FROM journal WHERE id > ?1 ORDER BY id").expect("a statement");
    let mut changed = conn.prepare("PRAGMA data_version").expect("a statement");
    while late.len() < COUNT {
        let end = moment(COUNT) + 20_000_000;
        assert!(now().as_micros() < end, "{} of {COUNT} were looked at", late.len());
        let seen = changed.query_row([], |row| row.get(0)).expect("a row");
        if seen != version {
            version = seen;
            let rows = entries.query_map([last], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)));
            let rows = rows.expect("rows").collect::<Result<Vec<_>, _>>().expect("rows");
            // Not before: what was stored while the rows were read is among them.
            let at = now().as_micros();
            for (number, subject) in rows {
                last = number;
                if let Some(place) = places.get(&subject) {
                    late.entry(*place).or_insert((at - moment(*place)) as f64 / 1000.0);
                }
            }
        }
        std::thread::sleep(Duration::from_micros(500));
    }
    stop.store(true, Relaxed);
    let mut sorted: Vec<f64> = late.into_values().collect();
    sorted.sort_by(f64::total_cmp);
    assert!(sorted[0] >= 0.0, "fired {} ms early", -sorted[0]);
    Late { half: sorted[COUNT / 2], most: sorted[COUNT * 99 / 100] }
}

/// The limit: sleeps until the next is due, takes up to a hundred, moves them, appends an entry each, commits.
fn claim(path: &Path, stop: &AtomicBool) {
    let conn = open(path);
    let next = "SELECT min(wake_at) FROM promise WHERE wake_at IS NOT NULL";
    let find = "SELECT id FROM promise WHERE wake_at <= ?1 ORDER BY wake_at, id LIMIT 100";
    let update = "UPDATE promise SET wake_at = wake_at + 86400000000, version = version + 1 WHERE id = ?1";
    let append = "INSERT INTO journal (at, kind, subject, actor, facts) VALUES (?1, 'promise.due', ?2, 'system', '{}')";
    while !stop.load(Relaxed) {
        let wake: i64 =
            conn.prepare_cached(next).and_then(|mut ask| ask.query_row([], |row| row.get(0))).expect("a row");
        let wait = Instant::from_micros(wake).since(now());
        if !wait.is_zero() {
            std::thread::sleep(wait.min(Duration::from_millis(50)));
            continue;
        }
        conn.execute_batch("BEGIN IMMEDIATE").expect("BEGIN");
        let mut statement = conn.prepare_cached(find).expect("a statement");
        let rows = statement.query_map([now().as_micros()], |row| row.get::<_, String>(0)).expect("rows");
        for id in rows.collect::<Result<Vec<_>, _>>().expect("rows") {
            conn.prepare_cached(update).and_then(|mut change| change.execute([&id])).expect("a change");
            conn.prepare_cached(append)
                .and_then(|mut add| add.execute((now().as_micros(), &id)))
                .expect("an entry");
        }
        conn.execute_batch("COMMIT").expect("COMMIT");
    }
}
