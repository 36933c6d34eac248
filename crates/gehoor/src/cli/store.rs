//! Commands on the store itself: check, backup, restore.

use std::path::{Path, PathBuf};

use super::args::{Backup, Restore};
use super::out::{Exit, Trouble, inert, table};
use super::session::Session;
use crate::store::{self, Refused};
use crate::{MIGRATIONS, slices};
use gehoor_db::{Db, DbError, Options, work};
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
    let checked = examine_file(session, file).await?;
    report(session, &checked)
}

// A copy is examined, never the backup itself: opening a file may write beside it.
async fn examine_file(session: &Session, file: &Path) -> Result<Vec<Checked>, Trouble> {
    if !file.is_file() {
        return Err(session.out.fail(Exit::NotFound, "no-file", &[("file", file.display().to_string())]));
    }
    let scratch = std::env::temp_dir().join(format!("gehoor-verify-{}", std::process::id()));
    std::fs::create_dir_all(&scratch)?;
    let copy = scratch.join("copy.db");
    std::fs::copy(file, &copy)?;
    let db = open_copy(&copy).await.map_err(|e| session.refused(Refused::Db(e)));
    let checked = match db {
        Ok(db) => examine(session, &db, Clock::system().now()).await,
        Err(trouble) => Err(trouble),
    };
    let _ = std::fs::remove_dir_all(&scratch);
    checked
}

async fn open_copy(copy: &Path) -> Result<Db, DbError> {
    let db = Db::open(&Options::file(copy)).await?;
    db.migrate(MIGRATIONS, Clock::system().now()).await?;
    Ok(db)
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

/// `gehoor restore FILE`: into an empty data folder only, after the backup was examined.
pub async fn restore(session: &Session, args: &Restore) -> Result<(), Trouble> {
    let config = session.config(&[])?;
    let target = config.folder().join(store::FILE);
    if !config.text("store.database_url").is_empty() {
        return Err(session.out.fail(Exit::Usage, "restore-server", &[]));
    }
    if target.exists() {
        return Err(session.out.fail(Exit::Conflict, "not-empty", &[("file", target.display().to_string())]));
    }
    let checked = examine_file(session, &args.file).await?;
    if let Some(found) = checked.iter().find(|check| !check.findings.is_empty()) {
        return Err(session.out.fail(Exit::Findings, "bad-backup", &[("check", found.name.to_owned())]));
    }
    if args.dry_run {
        session.out.note("restore-would", &[("file", target.display().to_string())]);
        return Ok(());
    }
    std::fs::create_dir_all(config.folder())?;
    let part = config.folder().join("restore.part");
    std::fs::copy(&args.file, &part)?;
    std::fs::File::open(&part)?.sync_all()?;
    std::fs::rename(&part, &target)?;
    session.out.data(&json!({"restored": target.display().to_string()}), "");
    session.out.note("restored", &[("file", target.display().to_string())]);
    Ok(())
}
