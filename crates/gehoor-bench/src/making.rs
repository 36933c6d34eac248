//! Promises made through the API.

use std::path::Path;
use std::time::Duration;

use gehoor_db::{Cell, Db, Options};
use gehoor_testkit::{Cluster, Keeping};
use tokio::runtime::Runtime;

use crate::load::{Ground, Load, prepare};
use crate::raw_lite::{self, Limit};
use crate::rows::{Written, rows, written};
use crate::table::Figure;
use crate::{Run, processor, raw_pg};

/// How long the clients load the server before it is measured: sealing and search are under way then.
const WARM: Duration = Duration::from_secs(2);

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
        let ours = ours(run, &ground, clients, &|| Vec::new());
        let written = runtime.block_on(read(&ground.site.options()));
        note(&mut figure, &ours, &raw_lite::write(&raw, &written, clients, run.during));
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
        let ours = ours(run, &ground, 16, &|| cluster.processes());
        let written = runtime.block_on(read(&ground.site.options()));
        let limit = runtime
            .block_on(raw_pg::write(&url(&raw_name), &written, 16, run.during, &|| cluster.processes()));
        note(&mut figure, &ours, &limit);
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
        notes: Vec::new(),
        reached,
    }
}

/// What our server did.
struct Ours {
    load: Load,
    /// The processor time of the server and of the database's own processes for each promise, in milliseconds.
    each: [f64; 2],
    /// The same clients without the work.
    ceiling: Load,
}

fn note(figure: &mut Figure, ours: &Ours, limit: &Limit) {
    let ([server, store], load) = (ours.each, &ours.load);
    figure.value.push(load.rate() / limit.rate);
    figure.ours.push(load.rate());
    figure.beside.push(limit.rate);
    figure.processor.push(server + store);
    println!(
        "  {:.0}/s beside {:.0}/s; processor {server:.3} + {store:.3} ms each beside {:.3} ms",
        load.rate(),
        limit.rate,
        limit.processor
    );
    let ceiling = &ours.ceiling;
    figure.notes = vec![format!(
        "{}: the server {server:.3} ms each, the database's own processes {store:.3} ms, the clients {:.3} ms; the limit \
         {:.3} ms. The same clients with the same bodies got {:.0} answers a second from an address that does not exist: \
         they are not what limits.",
        figure.name,
        load.own,
        limit.processor,
        ceiling.rate()
    )];
}

/// Starts the server, lets clients warm it up, measures, and waits until what follows the journal is done.
fn ours(run: &Run, ground: &Ground, clients: usize, store: &dyn Fn() -> Vec<u32>) -> Ours {
    let server = ground.site.start().expect("the server starts");
    let ceiling = ground.ceiling(clients, Duration::from_millis(500));
    ground.load(clients, WARM);
    let processes = [vec![server.id()], store()];
    let before = processes.each_ref().map(|ids| processor::used(ids));
    let load = ground.load(clients, run.during);
    let after = processes.each_ref().map(|ids| processor::used(ids));
    let each = [0, 1].map(|i| (after[i] - before[i]) as f64 / 1000.0 / load.made as f64);
    let runtime = Runtime::new().expect("a runtime");
    runtime.block_on(followed(&ground.site.options()));
    server.kill();
    Ours { load, each, ceiling }
}

/// Waits until search has followed the last promise.
pub async fn followed(options: &Options) {
    let db = Db::open(&options.clone().read_only()).await.expect("the store opens");
    let left = "SELECT count(*) FROM promise p LEFT JOIN search_doc d ON d.promise_id = p.id WHERE d.promise_id IS NULL";
    for _ in 0..600 {
        if rows(&db, left).await[0].0[0] == Cell::Int(0) {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("search does not follow");
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
