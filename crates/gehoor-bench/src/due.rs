//! Due steps fired, beside groups of a hundred written straight to the disk.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::time::{Duration, Instant as Clock};

use gehoor_kernel::time::Instant;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use crate::fill::{Filled, id};
use crate::load::now;
use crate::raw_lite::open;
use crate::table::{Figure, median};
use crate::{Run, processor};

/// How many fall due at the same moment.
const DUE: usize = 10_000;
/// How long after the start they fall due.
const LEAD: Duration = Duration::from_secs(3);

/// One measurement.
struct Fired {
    rate: f64,
    processor: f64,
    limit: Option<f64>,
}

/// Fired steps beside the limit.
pub fn fired(run: &Run) -> Vec<Figure> {
    let runs: Vec<Fired> = (0..run.repeats).map(|_| measure(&Filled::new(run, "due", 0), true)).collect();
    let limit: Vec<f64> = runs.iter().filter_map(|fired| fired.limit).collect();
    vec![Figure {
        name: "due steps fired, with rules, journal and next step".to_owned(),
        limit: "raw groups of 100",
        goal: "≥ 0.5",
        value: runs.iter().zip(&limit).map(|(fired, limit)| fired.rate / limit).collect(),
        unit: "of the limit",
        beside: limit,
        ours: runs.iter().map(|fired| fired.rate).collect(),
        of: "/s",
        processor: runs.iter().map(|fired| fired.processor).collect(),
        notes: Vec::new(),
        reached: |ratio, _| ratio >= 0.5,
    }]
}

/// Firing the same number with few and with a million open.
pub fn growth(run: &Run) -> Vec<Figure> {
    let few: Vec<Fired> = (0..run.repeats).map(|_| measure(&Filled::new(run, "due", 0), false)).collect();
    let many: Vec<Fired> = (0..run.repeats).map(|_| measure(run.filled(), false)).collect();
    let (few_rates, many_rates): (Vec<f64>, Vec<f64>) =
        (few.iter().map(|fired| fired.rate).collect(), many.iter().map(|fired| fired.rate).collect());
    vec![Figure {
        name: "firing 10,000 due with 10,000 and with 1,000,000 open".to_owned(),
        limit: "the same with 10,000 open",
        goal: "≤ 1.3",
        value: many_rates.iter().map(|rate| median(&few_rates) / rate).collect(),
        unit: "× as long",
        beside: few_rates,
        ours: many_rates,
        of: "/s",
        processor: many.iter().map(|fired| fired.processor).collect(),
        notes: Vec::new(),
        reached: |ratio, _| ratio <= 1.3,
    }]
}

fn measure(store: &Filled, with_limit: bool) -> Fired {
    let moment = now().plus(LEAD);
    let from = store.add(DUE, moment, 0);
    let before = with_limit.then(|| store.copy("before.db"));
    let path = store.path();
    let server = store.ground.site.start().expect("the server starts");
    assert!(now() < moment, "the store was not ready in time");
    let watch = Connection::open(&path).expect("the store opens");
    let used = wait_until(moment, || processor::used(&[server.id()]));
    let began = Clock::now();
    while left(&watch, moment) > 0 {
        assert!(began.elapsed() < Duration::from_secs(120), "{} are not fired", left(&watch, moment));
        std::thread::sleep(Duration::from_millis(2));
    }
    let took = began.elapsed();
    let micros = processor::used(&[server.id()]) - used;
    server.kill();
    let (rate, processor) = (DUE as f64 / took.as_secs_f64(), micros as f64 / 1000.0 / DUE as f64);
    let limit = before.map(|before| limit(&before, &path, moment, from..from + DUE));
    println!(
        "  {rate:.0} fired/s with {from} others open; processor {processor:.3} ms each; limit {limit:.0?}/s"
    );
    Fired { rate, processor, limit }
}

fn wait_until<T>(moment: Instant, then: impl Fn() -> T) -> T {
    std::thread::sleep(moment.since(now()));
    then()
}

fn left(conn: &Connection, moment: Instant) -> i64 {
    let text = "SELECT count(*) FROM promise WHERE wake_at <= ?1";
    conn.prepare_cached(text)
        .and_then(|mut ask| ask.query_row([moment.as_micros()], |row| row.get(0)))
        .expect("a count")
}

/// What our server changed and appended, done again without rules: find a hundred, change them, append, commit.
fn limit(before: &Path, after: &Path, moment: Instant, fired: Range<usize>) -> f64 {
    let after = Connection::open(after).expect("the store opens");
    let (columns, changes) = changes(&after, &fired);
    let appended = appended(&after, &fired);
    let conn = open(before);
    let sets: Vec<String> =
        columns.iter().enumerate().map(|(i, name)| format!("{name} = ?{}", i + 2)).collect();
    let update = format!("UPDATE promise SET {} WHERE id = ?1", sets.join(", "));
    let append = "INSERT INTO journal (at, kind, subject, actor, facts) VALUES (?1, ?2, ?3, ?4, ?5)";
    let find = "SELECT id, version, state, next_kind FROM promise WHERE wake_at <= ?1 ORDER BY wake_at, id LIMIT 100";
    let began = Clock::now();
    loop {
        conn.execute_batch("BEGIN IMMEDIATE").expect("BEGIN");
        let mut statement = conn.prepare_cached(find).expect("a statement");
        let rows = statement.query_map([moment.as_micros()], |row| row.get::<_, String>(0)).expect("rows");
        let due: Vec<String> = rows.collect::<Result<_, _>>().expect("rows");
        for id in &due {
            let mut statement = conn.prepare_cached(&update).expect("a statement");
            let values = std::iter::once(Value::Text(id.clone())).chain(changes[id].iter().cloned());
            statement.execute(params_from_iter(values)).expect("a change");
            for entry in appended.get(id).into_iter().flatten() {
                conn.prepare_cached(append)
                    .and_then(|mut add| add.execute(params_from_iter(entry)))
                    .expect("an entry");
            }
        }
        conn.execute_batch("COMMIT").expect("COMMIT");
        if due.is_empty() {
            return DUE as f64 / began.elapsed().as_secs_f64();
        }
    }
}

/// The columns that firing changes, and their values afterwards for each promise.
fn changes(after: &Connection, fired: &Range<usize>) -> (Vec<&'static str>, HashMap<String, Vec<Value>>) {
    let columns = vec![
        "version",
        "state",
        "since",
        "next_kind",
        "next_at",
        "next_owner",
        "next_why",
        "wake_at",
        "tell_at",
        "remind_at",
        "broken_at",
        "told",
    ];
    let text = format!("SELECT id, {} FROM promise WHERE id >= ?1 AND id < ?2", columns.join(", "));
    let mut statement = after.prepare(&text).expect("a statement");
    let count = columns.len();
    let rows = statement.query_map([id(fired.start), id(fired.end)], |row| {
        let values = (1..=count).map(|i| row.get(i)).collect::<Result<Vec<Value>, _>>()?;
        Ok((row.get::<_, String>(0)?, values))
    });
    (columns, rows.expect("rows").collect::<Result<_, _>>().expect("rows"))
}

/// The entries that firing appended, for each promise.
fn appended(after: &Connection, fired: &Range<usize>) -> HashMap<String, Vec<Vec<Value>>> {
    let mut statement = after
        .prepare("SELECT subject, at, kind, subject, actor, facts FROM journal WHERE subject >= ?1 AND subject < ?2")
        .expect("a statement");
    let mut entries: HashMap<String, Vec<Vec<Value>>> = HashMap::new();
    let mut rows = statement.query([id(fired.start), id(fired.end)]).expect("rows");
    while let Some(row) = rows.next().expect("a row") {
        let values = (1..=5).map(|i| row.get(i)).collect::<Result<Vec<Value>, _>>().expect("values");
        entries.entry(row.get(0).expect("a subject")).or_default().push(values);
    }
    let one: Option<i64> =
        after.query_row("SELECT 1 FROM journal LIMIT 1", [], |row| row.get(0)).optional().expect("a row");
    assert!(one.is_none() || !entries.is_empty(), "firing appended nothing");
    entries
}
