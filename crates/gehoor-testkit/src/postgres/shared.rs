//! One cluster for all test processes of a run, and a database of its own for each test.

use std::fs::{File, OpenOptions};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use gehoor_db::{Db, Migration, Options, Place, Sql, work};

use super::cluster::{Keeping, address, owner, programs, start};
use crate::database::NOW;

/// The cluster that `cargo xtask test` has started, as libpq's key words.
const GIVEN: &str = "GEHOOR_TEST_POSTGRES";

/// Ends the cluster when no test process has used it for half a minute.
const WATCH: &str = r#"
idle=0
while :; do
    sleep 1
    if flock -n -x "$1/users" true; then idle=$((idle + 1)); else idle=0; fi
    [ "$idle" -lt 30 ] && continue
    exec 9>"$1/start"
    flock 9
    if flock -n -x "$1/users" true; then
        kill -QUIT "$(head -n 1 "$1/run/data/postmaster.pid")"
        rm -rf "$1/run"
        exit 0
    fi
    exec 9>&-
    idle=0
done
"#;

static COUNT: AtomicU32 = AtomicU32::new(0);

/// A running cluster that this process uses.
pub(crate) struct Server {
    address: String,
    _user: Option<File>,
}

/// A database of one test; dropped with this value.
pub struct Database {
    server: &'static Server,
    name: String,
}

/// A new empty database on the cluster of this run; `None` when there is no PostgreSQL on the machine.
pub fn empty_database() -> Option<Database> {
    let server = server()?;
    let name = format!("site_{}_{}", std::process::id(), COUNT.fetch_add(1, Relaxed));
    for text in [
        format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
        format!("CREATE DATABASE {name} TEMPLATE template0"),
    ] {
        let done = psql(&server.address, &text);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    Some(Database { server, name })
}

/// The cluster of this run; `None` when there is no PostgreSQL on the machine.
pub(crate) fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER.get_or_init(find).as_ref()
}

fn find() -> Option<Server> {
    if let Ok(address) = std::env::var(GIVEN) {
        return Some(Server { address, _user: None });
    }
    let bin = programs()?;
    let folder = folder();
    std::fs::create_dir_all(&folder).expect("a folder for the shared cluster");
    let starting = open(&folder.join("start"));
    starting.lock().expect("the lock of whoever starts the cluster");
    let user = open(&folder.join("users"));
    user.lock_shared().expect("the lock of those who use the cluster");
    if !is_running(&folder.join("run")) {
        let _ = std::fs::remove_dir_all(folder.join("run"));
        start(&bin, &folder.join("run"), Keeping::InMemory);
        watch(&folder);
    }
    Some(Server { address: address(&folder.join("run")), _user: Some(user) })
}

/// One cluster for each clone of the project and user.
fn folder() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let place = root.canonicalize().unwrap_or(root).display().to_string();
    let hash = place.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let whose = if owner().is_some() { "root" } else { "own" };
    std::env::temp_dir().join(format!("gehoor-testpg-{whose}-{hash:016x}"))
}

fn open(path: &Path) -> File {
    OpenOptions::new().create(true).truncate(false).write(true).open(path).expect("a lock file")
}

fn is_running(run: &Path) -> bool {
    let pid = std::fs::read_to_string(run.join("data/postmaster.pid")).unwrap_or_default();
    let pid = pid.lines().next().unwrap_or("none").trim().to_owned();
    let command = std::fs::read_to_string(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    command.contains("postgres")
}

#[expect(clippy::zombie_processes, reason = "the watching shell outlives this process on purpose")]
fn watch(folder: &Path) {
    let mut command = Command::new("sh");
    command.args(["-c", WATCH, "sh"]).arg(folder).current_dir("/").process_group(0);
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.spawn().expect("a shell that ends the cluster after use");
}

impl Server {
    /// A new database, made from a template with all migrations.
    pub(crate) async fn database(&'static self, migrations: &'static [Migration]) -> Database {
        let template = self.template(migrations).await;
        let name = format!("test_{}_{}", std::process::id(), COUNT.fetch_add(1, Relaxed));
        self.run(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
        self.run(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        Database { server: self, name }
    }

    /// The template for these migrations; made by the first process that asks.
    async fn template(&self, migrations: &'static [Migration]) -> String {
        static TEMPLATE: tokio::sync::OnceCell<String> = tokio::sync::OnceCell::const_new();
        let made = TEMPLATE.get_or_init(|| async {
            let name = format!("template_{:016x}", fingerprint(migrations));
            let locked = open(&std::env::temp_dir().join(format!("gehoor-{name}.lock")));
            locked.lock().expect("the lock of the template");
            if !self.exists(&name).await {
                let working = format!("{name}_making");
                self.run(&format!("DROP DATABASE IF EXISTS {working} WITH (FORCE)")).await;
                self.run(&format!("CREATE DATABASE {working} TEMPLATE template0")).await;
                let db = Db::open(&Options::url(self.named(&working))).await.expect("the template opens");
                db.migrate(migrations, NOW).await.expect("the migrations run on PostgreSQL");
                drop(db);
                self.run(&format!("ALTER DATABASE {working} RENAME TO {name}")).await;
            }
            name
        });
        made.await.clone()
    }

    fn named(&self, database: &str) -> String {
        let words = self.address.split_whitespace().filter(|word| !word.starts_with("dbname="));
        words.chain([format!("dbname={database}").as_str()]).collect::<Vec<_>>().join(" ")
    }

    async fn exists(&self, name: &str) -> bool {
        let db = Db::open(&Options::new(Place::Url(self.address.clone())))
            .await
            .expect("the shared cluster answers");
        static FIND: Sql = Sql::same("SELECT 1 FROM pg_database WHERE datname = $1");
        let found = work(name.to_owned(), |tx, name| {
            Box::pin(async move { tx.row(&FIND, gehoor_db::params![name], |row| row.int(0)).await })
        });
        db.read(found).await.expect("the list of databases").is_some()
    }

    /// Runs a statement that may not stand in a transaction, with the machine's own client.
    async fn run(&self, text: &str) {
        let (text, address) = (text.to_owned(), self.address.clone());
        let done = tokio::task::spawn_blocking(move || psql(&address, &text)).await.expect("psql");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}

fn psql(address: &str, text: &str) -> std::process::Output {
    let program = programs().map_or(PathBuf::from("psql"), |bin| bin.join("psql"));
    let mut command = Command::new(program);
    command
        .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", address, "-c", text])
        .env("PGOPTIONS", "--client-min-messages=warning");
    command.output().expect("psql runs")
}

fn fingerprint(migrations: &[Migration]) -> u64 {
    let texts = migrations.iter().flat_map(|step| step.pg.bytes());
    texts.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

impl Database {
    /// How a client connects to this database, as libpq's key words.
    pub fn address(&self) -> String {
        self.server.named(&self.name)
    }
}

impl Database {
    /// How a client connects to this database, as a URL.
    pub fn url(&self) -> String {
        let host = self
            .server
            .address
            .split_whitespace()
            .find_map(|word| word.strip_prefix("host="))
            .unwrap_or("/tmp");
        let user = self
            .server
            .address
            .split_whitespace()
            .find_map(|word| word.strip_prefix("user="))
            .unwrap_or("postgres");
        format!("postgres://{user}@{}/{}", host.replace('/', "%2F"), self.name)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let _ = psql(&self.server.address, &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
    }
}
