//! Promises made through the API.

use std::path::Path;
use std::time::Duration;

use gehoor_db::{Db, Options};
use gehoor_testkit::{Cluster, Keeping};
use tokio::runtime::Runtime;

use crate::load::{Ground, Load, prepare};
use crate::raw_lite::{self, Limit};
use crate::rows::{Written, written};
use crate::table::Figure;
use crate::{Run, processor, raw_pg};

/// How long each side writes in each repeat.
const DURING: Duration = Duration::from_secs(4);

/// 16 clients on SQLite beside groups of 16.
pub fn lite_many(run: &Run) -> Vec<Figure> {
    let reached = |ratio: f64, each: f64| ratio >= 0.6 && each <= 0.25;
    vec![lite(
        run,
        "promises made through the API, 16 clients, SQLite",
        16,
        "raw groups of 16 per commit",
        "≥ 0.6; ≤ 0.25 ms",
        reached,
    )]
}

/// One client on SQLite beside one per commit.
pub fn lite_one(run: &Run) -> Vec<Figure> {
    vec![lite(run, "the same, 1 client", 1, "raw, one per commit", "≥ 0.85", |ratio, _| ratio >= 0.85)]
}

fn lite(
    run: &Run,
    name: &str,
    clients: usize,
    limit: &'static str,
    goal: &'static str,
    reached: fn(f64, f64) -> bool,
) -> Figure {
    let runtime = Runtime::new().expect("a runtime");
    let mut figure = figure(name, limit, goal, reached);
    for _ in 0..run.repeats {
        let folder = run.folder("made");
        let ground = prepare(&run.binary, folder.path(), None);
        let raw = folder.path().join("raw.db");
        runtime.block_on(copy(&ground.site.options(), &raw));
        let (load, each) = ours(&ground, clients, &|| Vec::new());
        let written = runtime.block_on(read(&ground.site.options()));
        note(&mut figure, &load, each, &raw_lite::write(&raw, &written, clients, DURING));
    }
    figure
}

/// 16 clients on PostgreSQL beside 16 connections.
pub fn pg_many(run: &Run) -> Vec<Figure> {
    let reached = |ratio: f64, each: f64| ratio >= 0.6 && each <= 0.6;
    let name = "the same, 16 clients, PostgreSQL";
    let mut figure =
        figure(name, "raw prepared inserts, 16 connections", "≥ 0.6; ≤ 0.6 ms, server included", reached);
    let runtime = Runtime::new().expect("a runtime");
    for repeat in 0..run.repeats {
        let (folder, place) = (run.folder("made"), run.folder("postgres"));
        let Some(cluster) = Cluster::start(&place.path().join("run"), Keeping::OnDisk) else {
            return Vec::new();
        };
        let (ours_name, raw_name) = (format!("ours_{repeat}"), format!("raw_{repeat}"));
        let socket = place.path().join("run").display().to_string();
        let url = |name: &str| format!("postgres://postgres@{}/{name}", socket.replace('/', "%2F"));
        runtime.block_on(statement(&cluster, &format!("CREATE DATABASE {ours_name} TEMPLATE template0")));
        let ground = prepare(&run.binary, folder.path(), Some(&url(&ours_name)));
        runtime.block_on(statement(&cluster, &format!("CREATE DATABASE {raw_name} TEMPLATE {ours_name}")));
        let (load, each) = ours(&ground, 16, &|| cluster.processes());
        let written = runtime.block_on(read(&ground.site.options()));
        let limit =
            runtime.block_on(raw_pg::write(&url(&raw_name), &written, 16, DURING, &|| cluster.processes()));
        note(&mut figure, &load, each, &limit);
    }
    vec![figure]
}

fn figure(name: &str, limit: &'static str, goal: &'static str, reached: fn(f64, f64) -> bool) -> Figure {
    Figure {
        name: name.to_owned(),
        limit,
        goal,
        value: Vec::new(),
        unit: "of the limit",
        beside: Vec::new(),
        ours: Vec::new(),
        of: "/s",
        processor: Vec::new(),
        reached,
    }
}

fn note(figure: &mut Figure, load: &Load, each: f64, limit: &Limit) {
    figure.value.push(load.rate() / limit.rate);
    figure.ours.push(load.rate());
    figure.beside.push(limit.rate);
    figure.processor.push(each);
    println!(
        "  {:.0}/s beside {:.0}/s; processor {each:.3} ms each beside {:.3} ms",
        load.rate(),
        limit.rate,
        limit.processor
    );
}

/// Starts the server, lets clients warm it up, then measures; gives the processor time of each promise in milliseconds.
fn ours(ground: &Ground, clients: usize, others: &dyn Fn() -> Vec<u32>) -> (Load, f64) {
    let server = ground.site.start().expect("the server starts");
    ground.load(clients, Duration::from_millis(500));
    let mut processes = others();
    processes.push(server.id());
    let before = processor::used(&processes);
    let load = ground.load(clients, DURING);
    let each = (processor::used(&processes) - before) as f64 / 1000.0 / load.made as f64;
    server.kill();
    (load, each)
}

async fn copy(options: &Options, path: &Path) {
    let db = Db::open(&options.clone().read_only()).await.expect("the store opens");
    db.backup_to(path).await.expect("a copy");
}

async fn read(options: &Options) -> Written {
    let db = Db::open(&options.clone().read_only()).await.expect("the store opens");
    written(&db, 0).await
}

/// Runs a statement that may not stand in a transaction.
async fn statement(cluster: &Cluster, text: &str) {
    let (client, connection) =
        tokio_postgres::connect(&cluster.address(), tokio_postgres::NoTls).await.expect("a connection");
    let connection = tokio::spawn(connection);
    client.batch_execute(text).await.unwrap_or_else(|error| panic!("{text}: {error}"));
    drop(client);
    let _ = connection.await;
}
