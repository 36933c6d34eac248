//! What a large store costs when little happens: a page of today, idling, starting.

use std::time::{Duration, Instant as Clock};

use gehoor_testkit::{Client, Site};

use crate::fill::Filled;
use crate::load::now;
use crate::table::{Figure, median};
use crate::{Run, processor};

const PAGES: usize = 2_000;
/// The rows of a page.
pub(crate) const SHOWN: usize = 50;
const IDLE: Duration = Duration::from_secs(10);

/// A page of 50 rows with few and with a million open.
pub fn today(run: &Run) -> Vec<Figure> {
    let few = Filled::new(run, "few", 1_000);
    for store in [&few, run.filled()] {
        store.add(SHOWN * 2, now(), 0);
    }
    let (few_site, many_site) = (&few.ground.site, &run.filled().ground.site);
    let (mut few_rates, mut rates, mut each) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..run.repeats {
        let (rate, cost) = pages(few_site);
        few_rates.push(rate);
        println!("  few open: {rate:.0} pages/s, {cost:.3} ms each");
        let (rate, cost) = pages(many_site);
        println!("  {} open: {rate:.0} pages/s, {cost:.3} ms each", run.million);
        rates.push(rate);
        each.push(cost);
    }
    vec![Figure {
        name: "`GET today`, 50 rows, 1,000 and 1,000,000 open".to_owned(),
        limit: "the same with 1,000 open",
        goal: "≤ 1.2; ≤ 0.6 ms",
        value: rates.iter().map(|rate| median(&few_rates) / rate).collect(),
        unit: "× as long",
        beside: few_rates,
        ours: rates,
        of: "/s",
        processor: each,
        notes: Vec::new(),
        reached: |ratio, each| ratio <= 1.2 && each <= 0.6,
    }]
}

/// Pages each second by one client, and the processor time of each in milliseconds.
fn pages(site: &Site) -> (f64, f64) {
    let server = site.start().expect("the server starts");
    let mut client = Client::connect(&site.address, &site.token).expect("a connection");
    let mut page = || {
        let answer = client.get(&format!("/api/v1/today?limit={SHOWN}")).expect("an answer");
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer
    };
    let items = page().json()["items"].as_array().map(Vec::len);
    assert_eq!(items, Some(SHOWN), "both pages must show as much");
    (0..200).for_each(|_| drop(page()));
    let (began, used) = (Clock::now(), processor::exact(server.id()));
    (0..PAGES).for_each(|_| drop(page()));
    let took = began.elapsed();
    let used = processor::exact(server.id()).saturating_sub(used);
    let each = used.as_secs_f64() * 1000.0 / PAGES as f64;
    server.kill();
    (PAGES as f64 / took.as_secs_f64(), each)
}

/// Idling and starting with a million open.
pub fn idle_and_start(run: &Run) -> Vec<Figure> {
    let few = Filled::new(run, "few", 1_000);
    let (few_site, many_site) = (&few.ground.site, &run.filled().ground.site);
    let (mut share, mut memory) = (Vec::new(), Vec::new());
    for _ in 0..run.repeats {
        let server = many_site.start().expect("the server starts");
        std::thread::sleep(Duration::from_secs(3));
        let before = processor::exact(server.id());
        std::thread::sleep(IDLE);
        let used = processor::exact(server.id()).saturating_sub(before);
        share.push(used.as_secs_f64() / IDLE.as_secs_f64() * 100.0);
        memory.push(processor::memory(server.id()));
        server.kill();
    }
    let starts = |site: &Site| -> Vec<f64> {
        let one = |_| site.start().expect("the server starts").ready_after.as_secs_f64();
        (0..run.repeats * 2).map(one).collect()
    };
    let (bare, few, many) = (process_starts(run), starts(few_site), starts(many_site));
    vec![
        plain("idle with 1,000,000 open: share of a core", "0.07 %", "≤ 0.2 %", share, "%", |share, _| {
            share <= 0.2
        }),
        plain("idle with 1,000,000 open: memory (PSS)", "–", "≤ 40 MB", memory, "MiB", |mib, _| {
            mib <= 38.1
        }),
        start("start to ready with 1,000,000 open", "≤ 0.15 s", &many, &bare, "process start", |s, _| {
            s <= 0.15
        }),
        start("start to ready with 1,000 open", "the same", &few, &bare, "process start", |s, _| s <= 0.15),
    ]
}

fn process_starts(run: &Run) -> Vec<f64> {
    let one = |_| {
        let began = Clock::now();
        let done = std::process::Command::new(&run.binary).arg("version").output().expect("the program runs");
        assert!(done.status.success(), "{done:?}");
        began.elapsed().as_secs_f64()
    };
    (0..run.repeats * 2).map(one).collect()
}

pub(crate) fn plain(
    name: &str,
    limit: &'static str,
    goal: &'static str,
    value: Vec<f64>,
    unit: &'static str,
    reached: fn(f64, f64) -> bool,
) -> Figure {
    Figure {
        name: name.to_owned(),
        limit,
        goal,
        value,
        unit,
        beside: Vec::new(),
        ours: Vec::new(),
        of: "",
        processor: Vec::new(),
        notes: Vec::new(),
        reached,
    }
}

fn start(
    name: &str,
    goal: &'static str,
    ours: &[f64],
    bare: &[f64],
    limit: &'static str,
    reached: fn(f64, f64) -> bool,
) -> Figure {
    let mut figure = plain(name, limit, goal, ours.to_vec(), "s", reached);
    (figure.ours, figure.beside, figure.of) = (ours.to_vec(), bare.to_vec(), "s");
    figure
}
