//! Commands on the store itself: check, backup, restore.

use std::path::{Path, PathBuf};

use super::args::{Backup, Restore};
use super::out::{Exit, Trouble, inert, table};
use super::session::Session;
use crate::config::Config;
use crate::store::{self, Refused};
use crate::{MIGRATIONS, slices};
use gehoor_db::{Db, DbError, Options, work};
use gehoor_kernel::id::PromiseId;
use gehoor_kernel::time::Instant;
use gehoor_shell::slice::{CheckRun, Finding};
use gehoor_shell::{Clock, Error, journal};
use serde_json::{Value, json};

/// A law with what was found against it.
struct Checked {
    name: &'static str,
    law: String,
    findings: Vec<Finding>,
}

/// `gehoor check`: every law over the whole store, the hash chain, the database's own check.
pub async fn check(session: &Session) -> Result<(), Trouble> {
    let db = store::open_to_read(&session.config(&[])?).await.map_err(|e| session.refused(e))?;
    let checked = examine(session, &db, Clock::system().now()).await?;
    report(session, &checked)
}

async fn examine(session: &Session, db: &Db, now: Instant) -> Result<Vec<Checked>, Trouble> {
    let failed = |e: DbError| session.refused(Refused::Db(e));
    let found = db.schema().await.map_err(failed)?;
    if found as usize != MIGRATIONS.len() {
        let args = [("found", found.to_string()), ("known", MIGRATIONS.len().to_string())];
        return Err(session.out.fail(Exit::Conflict, "schema", &args));
    }
    let integrity = db.integrity().await.map_err(failed)?;
    let found = |detail: String| Finding { object: "database".to_owned(), detail };
    let law = |name: &str| session.out.say(&format!("check-{name}"), &[]);
    let findings = integrity.into_iter().map(found).collect();
    let mut checked = vec![Checked { name: "integrity", law: law("integrity"), findings }];
    let chain: CheckRun = |tx, _| Box::pin(journal::verify(tx));
    checked.push(Checked { name: "chain", law: law("chain"), findings: run(session, db, chain, now).await? });
    for check in slices::all().into_iter().flat_map(|slice| slice.checks) {
        let findings = run(session, db, check.run, now).await?;
        checked.push(Checked { name: check.name, law: check.law.to_owned(), findings });
    }
    Ok(checked)
}

async fn run(session: &Session, db: &Db, check: CheckRun, now: Instant) -> Result<Vec<Finding>, Trouble> {
    let done: Result<Vec<Finding>, Error> =
        db.read(work(now, move |tx, now: &Instant| check(tx, *now))).await;
    done.map_err(|e| session.failed(&e))
}

fn report(session: &Session, checked: &[Checked]) -> Result<(), Trouble> {
    let count: usize = checked.iter().map(|check| check.findings.len()).sum();
    let finding = |f: &Finding| json!({"object": f.object, "detail": f.detail});
    let one = |c: &Checked| json!({"name": c.name, "law": c.law, "findings": c.findings.iter().map(finding).collect::<Vec<_>>()});
    let document = json!({"checks": checked.iter().map(one).collect::<Vec<Value>>(), "findings": count});
    let mut lines = Vec::new();
    for check in checked {
        let mark = if check.findings.is_empty() { "ok  " } else { "FAIL" };
        lines.push(format!("{mark} {}: {}", check.name, check.law));
        lines.extend(
            check.findings.iter().map(|f| format!("       {}: {}", inert(&f.object), inert(&f.detail))),
        );
    }
    if session.out.json || count > 0 || !session.out.quiet {
        session.out.data(&document, &lines.join("\n"));
    }
    if count == 0 {
        return Ok(());
    }
    Err(session.out.fail(Exit::Findings, "findings", &[("count", count.to_string())]))
}

/// `gehoor backup …`
pub async fn backup(session: &Session, command: Backup) -> Result<(), Trouble> {
    match command {
        Backup::Create { file } => create(session, file).await,
        Backup::Verify { file } => verify(session, &file).await,
        Backup::List => list(session),
    }
}

async fn create(session: &Session, file: Option<PathBuf>) -> Result<(), Trouble> {
    let config = session.config(&[])?;
    let db = store::open_to_read(&config).await.map_err(|e| session.refused(e))?;
    let stamp: String =
        Clock::system().now().to_string().chars().take(19).filter(|c| c.is_ascii_alphanumeric()).collect();
    let file = file.unwrap_or_else(|| config.backups().join(format!("gehoor-{stamp}.backup")));
    if file.exists() {
        return Err(session.out.fail(Exit::Conflict, "file-exists", &[("file", file.display().to_string())]));
    }
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    db.backup_to(&file).await.map_err(|e| session.refused(Refused::Db(e)))?;
    let bytes = std::fs::metadata(&file)?.len();
    let path = file.display().to_string();
    session.out.data(&json!({"file": path, "bytes": bytes}), &path);
    session.out.note("backup-made", &[("file", path)]);
    Ok(())
}

async fn verify(session: &Session, file: &Path) -> Result<(), Trouble> {
    let copy = Copy::of(session, file).await?;
    let checked = examine(session, &copy.db, Clock::system().now()).await?;
    report(session, &checked)
}

/// A backup, opened as a copy in a folder of its own: opening a file may write beside it.
struct Copy {
    db: Db,
    scratch: Scratch,
}

/// A folder that goes away with this value.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Copy {
    async fn of(session: &Session, file: &Path) -> Result<Self, Trouble> {
        if !file.is_file() {
            return Err(session.out.fail(Exit::NotFound, "no-file", &[("file", file.display().to_string())]));
        }
        let scratch = Scratch(std::env::temp_dir().join(format!("gehoor-backup-{}", std::process::id())));
        std::fs::create_dir_all(&scratch.0)?;
        let db = Self::open(file, &scratch.0).await;
        Ok(Self { db: db.map_err(|e| session.refused(e))?, scratch })
    }

    // A backup is a database file, or the portable form in which any engine's rows can be written down.
    async fn open(file: &Path, scratch: &Path) -> Result<Db, Refused> {
        let copy = scratch.join("copy.db");
        let unreadable = |why| Refused::Folder { folder: file.to_owned(), why };
        let whole = is_database(file).map_err(unreadable)?;
        if whole {
            std::fs::copy(file, &copy).map_err(unreadable)?;
        }
        let db = Db::open(&Options::file(copy)).await?;
        db.migrate(MIGRATIONS, Clock::system().now()).await?;
        if !whole {
            db.load(file).await?;
        }
        Ok(db)
    }
}

fn is_database(file: &Path) -> std::io::Result<bool> {
    let mut head = [0; 16];
    let read = std::io::Read::read(&mut std::fs::File::open(file)?, &mut head)?;
    Ok(&head[..read] == b"SQLite format 3\0")
}

fn list(session: &Session) -> Result<(), Trouble> {
    let folder = session.config(&[])?.backups();
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
        if entry.path().extension().is_some_and(|end| end == "backup") {
            files.push((entry.path().display().to_string(), entry.metadata()?.len()));
        }
    }
    files.sort();
    let document: Vec<Value> =
        files.iter().map(|(file, bytes)| json!({"file": file, "bytes": bytes})).collect();
    let rows: Vec<Vec<String>> =
        files.iter().map(|(file, bytes)| vec![file.clone(), bytes.to_string()]).collect();
    let heads = [session.out.say("column-file", &[]), session.out.say("column-bytes", &[])];
    session.out.data(
        &json!({ "backups": document }),
        &if rows.is_empty() { String::new() } else { table(&heads, &rows) },
    );
    Ok(())
}

/// `gehoor restore FILE`: into an empty store only, after the backup was examined.
pub async fn restore(session: &Session, args: &Restore) -> Result<(), Trouble> {
    let config = session.config(&[])?;
    let on_server = !config.text("store.database_url").is_empty();
    let file = config.folder().join(store::FILE);
    let target = if on_server { "store.database_url".to_owned() } else { file.display().to_string() };
    if !on_server && file.exists() {
        return Err(session.out.fail(Exit::Conflict, "not-empty", &[("file", target)]));
    }
    let copy = Copy::of(session, &args.file).await?;
    let checked = examine(session, &copy.db, Clock::system().now()).await?;
    if let Some(found) = checked.iter().find(|check| !check.findings.is_empty()) {
        return Err(session.out.fail(Exit::Findings, "bad-backup", &[("check", found.name.to_owned())]));
    }
    if args.dry_run {
        session.out.note("restore-would", &[("file", target)]);
        return Ok(());
    }
    put_back(&copy, &config, on_server, &file).await.map_err(|e| session.refused(e))?;
    tell_restored(session, &copy.db, target).await
}

async fn put_back(copy: &Copy, config: &Config, on_server: bool, file: &Path) -> Result<(), Refused> {
    if !on_server {
        let folder = config.folder();
        std::fs::create_dir_all(&folder).map_err(|why| Refused::Folder { folder, why })?;
        return Ok(copy.db.backup_to(file).await?);
    }
    let dump = copy.scratch.0.join("portable");
    copy.db.dump(&dump).await?;
    store::open(config, &Clock::system()).await?.load(&dump).await?;
    Ok(())
}

async fn tell_restored(session: &Session, db: &Db, target: String) -> Result<(), Trouble> {
    let missed = missed(session, db).await?;
    let one = |(id, at): &(PromiseId, Instant)| json!({"promise": id.to_string(), "at": at.to_string()});
    let document = json!({"restored": target, "missed": missed.iter().map(one).collect::<Vec<_>>()});
    let lines: Vec<String> = missed.iter().map(|(id, at)| format!("{at}  {id}")).collect();
    session.out.data(&document, &lines.join("\n"));
    session.out.note("restore-missed", &[("count", missed.len().to_string())]);
    session.out.note("restored", &[("file", target)]);
    Ok(())
}

/// What fell due between the backup and now, the first thousand of it: a server that starts will look at it at once.
async fn missed(session: &Session, db: &Db) -> Result<Vec<(PromiseId, Instant)>, Trouble> {
    let work =
        work(Clock::system().now(), |tx, now: &Instant| Box::pin(gehoor_promise::overdue(tx, *now, 1000)));
    let found: Result<Vec<(PromiseId, Instant)>, Error> = db.read(work).await;
    found.map_err(|e| session.failed(&e))
}
