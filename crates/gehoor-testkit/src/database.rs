//! A test body on a fresh, migrated database of each engine.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use gehoor_db::{Db, Engine, Migration, Options, Place};
use gehoor_kernel::time::Instant;
use tempfile::TempDir;

use crate::postgres;

/// All migrations of the product.
pub const MIGRATIONS: &[Migration] = include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// The moment at which tests begin: Monday 2026-11-23, 09:00 in Amsterdam.
pub const NOW: Instant = Instant::from_micros(1_795_420_800_000_000);

/// Set to 1, a missing PostgreSQL fails the tests instead of skipping them.
const REQUIRE: &str = "GEHOOR_REQUIRE_POSTGRES";

/// A fresh database; goes away with this value.
pub struct Fresh {
    /// The open database, migrated.
    pub db: Db,
    /// How to open it a second time, or to give it to a server process.
    pub options: Options,
    _folder: Option<TempDir>,
    _dropped: Option<postgres::Database>,
}

impl Drop for Fresh {
    // A type with `Drop` is captured whole by the closures of tests: its folder lives as long as any part of it.
    fn drop(&mut self) {}
}

/// Runs a test body on each engine, each time on a fresh database with all migrations.
///
/// Without PostgreSQL on the machine that half prints "skipped", or fails with `GEHOOR_REQUIRE_POSTGRES=1`.
pub fn both<F: Future<Output = ()>>(body: impl Fn(Db) -> F) {
    both_fresh(|fresh| {
        let run = body(fresh.db.clone());
        async move {
            run.await;
            drop(fresh);
        }
    });
}

/// Like [`both`], for a test that also needs to know where the database is. The body keeps `Fresh` while it uses it.
pub fn both_fresh<F: Future<Output = ()>>(body: impl Fn(Fresh) -> F) {
    on(Engine::Sqlite, &body);
    on(Engine::Postgres, &body);
}

/// Runs a test body on one engine.
pub fn on<F: Future<Output = ()>>(engine: Engine, body: impl Fn(Fresh) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(async {
        if let Some(fresh) = fresh(engine).await {
            body(fresh).await;
        }
    });
}

/// A fresh database of this engine; nothing when there is no PostgreSQL on the machine.
pub async fn fresh(engine: Engine) -> Option<Fresh> {
    match engine {
        Engine::Sqlite => Some(lite().await),
        Engine::Postgres => pg().await,
    }
}

async fn lite() -> Fresh {
    static TEMPLATE: OnceLock<TempDir> = OnceLock::new();
    let template = match TEMPLATE.get() {
        Some(folder) => folder,
        None => {
            let made = lite_template().await;
            TEMPLATE.get_or_init(|| made)
        }
    };
    let folder = folder();
    let path = folder.path().join("gehoor.db");
    std::fs::copy(template.path().join("gehoor.db"), &path).expect("a copy of the template");
    let options = Options::new(Place::File(path));
    let db = Db::open(&options).await.expect("a fresh SQLite file opens");
    Fresh { db, options, _folder: Some(folder), _dropped: None }
}

async fn lite_template() -> TempDir {
    let folder = folder();
    let working = folder.path().join("working.db");
    let db = Db::open(&Options::file(&working)).await.expect("a new SQLite file opens");
    db.migrate(MIGRATIONS, NOW).await.expect("the migrations run on SQLite");
    db.backup_to(&folder.path().join("gehoor.db")).await.expect("a copy");
    folder
}

fn folder() -> TempDir {
    tempfile::Builder::new().prefix("gehoor-test-").tempdir_in(base()).expect("a temporary folder")
}

/// Tests flush often: a file system in memory spares the disk. What must be on a disk opens its own folder.
fn base() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() }
}

async fn pg() -> Option<Fresh> {
    let found = tokio::task::spawn_blocking(postgres::server).await.expect("looking for PostgreSQL");
    let Some(server) = found else {
        let required = std::env::var(REQUIRE).is_ok_and(|value| value == "1");
        assert!(!required, "{REQUIRE}=1, but there is no PostgreSQL (initdb) on this machine");
        eprintln!("skipped on PostgreSQL: it is not installed");
        return None;
    };
    let database = server.database(MIGRATIONS).await;
    let options = Options::url(database.address());
    let db = Db::open(&options).await.expect("a fresh PostgreSQL database opens");
    Some(Fresh { db, options, _folder: None, _dropped: Some(database) })
}
