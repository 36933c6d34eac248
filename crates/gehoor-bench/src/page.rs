//! Today as a page of a browser that is signed in, beside a static file of the same server.

use std::sync::Mutex;
use std::time::{Duration, Instant as Clock};

use gehoor_kernel::time::days;
use gehoor_testkit::{Client, Site};
use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::fill::Filled;
use crate::load::now;
use crate::still::{SHOWN, plain};
use crate::table::{Figure, median};
use crate::{Run, processor};

/// How many promises are open where the page is compared with a static file.
const OPEN: usize = 50_000;
const PAGES: usize = 2_000;
const CLIENTS: usize = 16;
const PAGE: &str = "/today";

/// What the store of a page costs at least: the rows that it shows with their words and names, asked for in one statement.
const BARE: &str = "SELECT * FROM today_step WHERE next_owner = ?1 ORDER BY next_at, promise_id LIMIT 50";

/// The session of the browser.
const SESSION: &str = "a-session-of-the-bench";

/// What asking for something so often cost.
struct Cost {
    /// The server's processor time each, in milliseconds.
    each: f64,
    /// Answers each second.
    rate: f64,
    /// The slowest of each hundred, in milliseconds.
    p99: f64,
}

/// The page of 50 rows of 50,000 open promises: beside a static file, and beside 1,000 and a million open.
pub fn today(run: &Run) -> Vec<Figure> {
    let (few, some) = (Filled::new(run, "few-page", 1_000), Filled::new(run, "page", OPEN));
    for store in [&few, &some, run.filled()] {
        store.add(SHOWN * 2, now(), 0);
        sign_in(store);
    }
    let mut figures = beside(run, &some);
    figures.push(growth(run, &few));
    figures
}

/// The page and its counterpart, measured beside each other.
#[derive(Default)]
struct Beside {
    page: Vec<Cost>,
    file: Vec<Cost>,
    bare: Vec<f64>,
    crowd: Vec<Cost>,
    file_crowd: Vec<Cost>,
}

fn beside(run: &Run, store: &Filled) -> Vec<Figure> {
    let site = &store.ground.site;
    let server = site.start().expect("the server starts");
    let (file, size, bytes) = counterpart(site);
    let mut found = Beside::default();
    for _ in 0..run.repeats {
        found.page.push(one_client(site, server.id(), PAGE));
        found.file.push(one_client(site, server.id(), &file));
        found.bare.push(bare_query(store));
        found.crowd.push(many_clients(site, server.id(), PAGE, run.during));
        found.file_crowd.push(many_clients(site, server.id(), &file, run.during));
    }
    server.kill();
    let note =
        format!("Today as a page has {bytes} bytes, not compressed; the static file {file} has {size}.");
    let kilobytes = vec![bytes as f64 / 1000.0];
    let size =
        plain("the same, size, not compressed", "–", "≤ 40 kB", kilobytes, "kB", |kb, _| kb <= 40.0);
    vec![alone(&found, note), crowd(&found), slowest(&found), size]
}

fn list(costs: &[Cost], one: fn(&Cost) -> f64) -> Vec<f64> {
    costs.iter().map(one).collect()
}

fn alone(found: &Beside, note: String) -> Figure {
    let (each, file) = (list(&found.page, |cost| cost.each), list(&found.file, |cost| cost.each));
    let bound: Vec<f64> = file.iter().zip(&found.bare).map(|(file, bare)| 5.0 * file + bare).collect();
    let parts = (median(&file), median(&found.bare));
    let parts = format!("A static file takes {:.3} ms, the bare query {:.3} ms.", parts.0, parts.1);
    Figure {
        name: "Today as a page, signed in, 50 rows of 50,000 open: processor time".to_owned(),
        limit: "5 × a static file of its size + the bare query",
        goal: "≤ 1; ≤ 0.8 ms",
        value: each.iter().zip(&bound).map(|(each, bound)| each / bound).collect(),
        unit: "of the limit",
        beside: bound,
        ours: each.clone(),
        of: "ms",
        processor: each,
        notes: vec![format!("{note} {parts}")],
        reached: |ratio, each| ratio <= 1.0 && each <= 0.8,
    }
}

fn crowd(found: &Beside) -> Figure {
    let (ours, limit) = (list(&found.crowd, |cost| cost.rate), list(&found.file_crowd, |cost| cost.rate));
    let ratio = ours.iter().zip(&limit).map(|(ours, limit)| ours / limit).collect();
    let reached = |ratio, _| ratio >= 0.1;
    Figure {
        limit: "the static file, 16 clients",
        beside: limit,
        ours,
        of: "/s",
        processor: list(&found.crowd, |cost| cost.each),
        ..plain("the same, 16 clients", "–", "≥ 0.1", ratio, "of the limit", reached)
    }
}

fn slowest(found: &Beside) -> Figure {
    let ours = list(&found.crowd, |cost| cost.p99);
    Figure {
        limit: "the static file, 16 clients",
        beside: list(&found.file_crowd, |cost| cost.p99),
        ours: ours.clone(),
        of: "ms",
        ..plain("the same, 16 clients, p99", "–", "no goal", ours, "ms", |_, _| true)
    }
}

fn growth(run: &Run, few: &Filled) -> Figure {
    let (mut small, mut large) = (Vec::new(), Vec::new());
    for _ in 0..run.repeats {
        for (store, costs) in [(few, &mut small), (run.filled(), &mut large)] {
            let site = &store.ground.site;
            let server = site.start().expect("the server starts");
            costs.push(one_client(site, server.id(), PAGE).each);
            server.kill();
        }
    }
    Figure {
        beside: small.clone(),
        ours: large.clone(),
        of: "ms",
        limit: "the same with 1,000 open",
        ..plain(
            "Today as a page, 1,000 and 1,000,000 open: processor time",
            "–",
            "≤ 1.2",
            large.iter().map(|large| large / median(&small)).collect(),
            "× as much",
            |ratio, _| ratio <= 1.2,
        )
    }
}

/// Writes a session of the administrator. The server must not run.
fn sign_in(store: &Filled) {
    let hash = Sha256::digest(SESSION).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    let (at, until) = (now(), now().plus(days(1)));
    let conn = Connection::open(store.path()).expect("the store opens");
    let written = conn.execute(
        "INSERT INTO session (id, user_id, hash, role, way, label, source, made_at, seen_at, idle_until, until_at, proved_at)
         SELECT 'se_00000000000000000000000000', id, ?1, role, 'password', 'bench', '127.0.0.1', ?2, ?2, ?3, ?3, ?2 FROM users",
        (hash, at.as_micros(), until.as_micros()),
    );
    assert_eq!(written.expect("a session"), 1, "the store has one user");
}

fn browser(site: &Site) -> Client {
    Client::browser(&site.address, SESSION).expect("a connection")
}

/// The file of the server whose size is nearest to the page's, its size, and the page's, in bytes.
fn counterpart(site: &Site) -> (String, usize, usize) {
    let mut client = browser(site);
    let page = client.get(PAGE).expect("the page");
    assert_eq!(page.status, 200, "{}", page.body);
    let rows = page.body.matches("data-row").count();
    assert_eq!(rows, SHOWN, "the page must show as many rows as it is measured with");
    let style = links(&page.body).into_iter().find(|link| link.ends_with(".css")).expect("a style");
    let more = client.get(&style).expect("the style").body;
    let sized = |link: String| {
        let (status, size) = client.size(&link).expect("a file");
        assert_eq!(status, 200, "{link}");
        (link, size)
    };
    let all = links(&page.body).into_iter().chain(links(&more)).map(sized).collect::<Vec<_>>();
    let nearest = all.into_iter().min_by_key(|(_, size)| size.abs_diff(page.body.len()));
    let (file, size) = nearest.expect("the server has files");
    (file, size, page.body.len())
}

/// The addresses of files in a text.
fn links(text: &str) -> Vec<String> {
    let ends = |letter: char| !(letter.is_ascii_alphanumeric() || "-._/".contains(letter));
    let from = text.match_indices("/assets/").map(|(at, _)| text.get(at..).unwrap_or_default());
    from.map(|rest| rest.split(ends).next().unwrap_or_default().to_owned()).collect()
}

fn one_client(site: &Site, server: u32, path: &str) -> Cost {
    let mut client = browser(site);
    (0..200).for_each(|_| fetch(&mut client, path));
    let (began, used) = (Clock::now(), processor::exact(server));
    let mut took = Vec::with_capacity(PAGES);
    for _ in 0..PAGES {
        let began = Clock::now();
        fetch(&mut client, path);
        took.push(began.elapsed());
    }
    cost(began.elapsed(), processor::exact(server).saturating_sub(used), took)
}

fn many_clients(site: &Site, server: u32, path: &str, during: Duration) -> Cost {
    let all = Mutex::new(Vec::new());
    let (began, used) = (Clock::now(), processor::exact(server));
    std::thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| {
                let (mut client, mut took) = (browser(site), Vec::new());
                while began.elapsed() < during {
                    let began = Clock::now();
                    fetch(&mut client, path);
                    took.push(began.elapsed());
                }
                all.lock().expect("no client stopped").append(&mut took);
            });
        }
    });
    let took = all.into_inner().expect("no client stopped");
    cost(began.elapsed(), processor::exact(server).saturating_sub(used), took)
}

fn fetch(client: &mut Client, path: &str) {
    let (status, _) = client.size(path).expect("an answer");
    assert_eq!(status, 200, "{path}");
}

fn cost(during: Duration, used: Duration, mut took: Vec<Duration>) -> Cost {
    took.sort_unstable();
    let slow = took.get(took.len() * 99 / 100).copied().unwrap_or_default();
    Cost {
        each: used.as_secs_f64() * 1000.0 / took.len() as f64,
        rate: took.len() as f64 / during.as_secs_f64(),
        p99: slow.as_secs_f64() * 1000.0,
    }
}

/// The processor time of the bare statement in milliseconds.
fn bare_query(store: &Filled) -> f64 {
    let conn = Connection::open(store.path()).expect("the store opens");
    let mut owner =
        conn.prepare("SELECT next_owner FROM promise ORDER BY next_at LIMIT 1").expect("a statement");
    let owner: String = owner.query_row([], |row| row.get(0)).expect("an owner");
    let mut statement = conn.prepare(BARE).expect("the bare statement");
    let mut read = || {
        let texts = statement.query_map([&owner], |row| row.get::<_, Option<String>>("text")).expect("rows");
        assert_eq!(texts.count(), SHOWN);
    };
    (0..200).for_each(|_| read());
    let used = processor::exact(std::process::id());
    (0..PAGES).for_each(|_| read());
    (processor::exact(std::process::id()).saturating_sub(used)).as_secs_f64() * 1000.0 / PAGES as f64
}
