//! Migrations: numbered steps, each in one transaction, remembered with a hash of their text.

use gehoor_kernel::time::Instant;
use sha2::{Digest, Sha256};

use crate::lite::{LiteConn, error as lite_error};
use crate::pg::{PgServer, error as pg_error};
use crate::pool::On;
use crate::{Db, DbError, Engine};

/// One step of the schema, in both dialects, with the same tables and columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Migration {
    /// 1, 2, 3, … without gaps.
    pub number: u32,
    /// The name of the files after their number.
    pub name: &'static str,
    /// The text for SQLite.
    pub lite: &'static str,
    /// The text for PostgreSQL.
    pub pg: &'static str,
}

impl Migration {
    fn text(&self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.lite,
            Engine::Postgres => self.pg,
        }
    }

    fn hash(&self, engine: Engine) -> String {
        Sha256::digest(self.text(engine).as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// What the database remembers of a step: number and hash.
type Done = (u32, String);

const MAKE: &str = "CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, at BIGINT NOT NULL)";
const MAKE_LITE: &str = "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, at INTEGER NOT NULL) STRICT";
const SEEN: &str = "SELECT number, sha256 FROM migration ORDER BY number";
/// Any fixed number of our own: servers that start together migrate one after the other.
const PG_LOCK: &str = "SELECT pg_advisory_lock(5146337201)";
const PG_UNLOCK: &str = "SELECT pg_advisory_unlock(5146337201)";

/// Does the steps that are missing.
pub(crate) async fn run(db: &Db, all: &'static [Migration], now: Instant) -> Result<Vec<u32>, DbError> {
    match &*db.on {
        On::File(file) => lite_run(&mut file.separate()?, all, now),
        On::Memory(memory) => memory.with(|conn| lite_run(conn, all, now)),
        On::Server(server) => pg_run(server, all, now).await,
    }
}

/// The highest number in the database.
pub(crate) async fn schema(db: &Db) -> Result<u32, DbError> {
    let seen = match &*db.on {
        On::File(file) => file.readers.with(lite_seen).await??,
        On::Memory(memory) => memory.with(lite_seen)?,
        On::Server(server) => pg_seen(server).await?,
    };
    Ok(seen.last().map_or(0, |(number, _)| *number))
}

/// The steps that are missing, unless the database knows more or other steps than the program.
fn missing(
    all: &'static [Migration],
    seen: &[Done],
    engine: Engine,
) -> Result<&'static [Migration], DbError> {
    if let Some(odd) = (1..).zip(all).find(|(number, step)| *number != step.number) {
        return Err(DbError::program(format!("migration {} stands at place {}", odd.1.number, odd.0)));
    }
    if seen.len() > all.len() {
        let newest = seen.last().map_or(0, |(number, _)| *number);
        return Err(DbError::NewerSchema {
            found: newest,
            known: u32::try_from(all.len()).unwrap_or(u32::MAX),
        });
    }
    for (step, (number, hash)) in all.iter().zip(seen) {
        if step.number != *number || step.hash(engine) != *hash {
            return Err(DbError::refused(
                "otherSchema",
                format!(
                    "step {number} of the schema in this database is another one than this program knows: start the version that made it, or restore a backup"
                ),
            ));
        }
    }
    Ok(&all[seen.len()..])
}

fn lite_run(conn: &mut LiteConn, all: &'static [Migration], now: Instant) -> Result<Vec<u32>, DbError> {
    let missing = missing(all, &lite_seen(conn)?, Engine::Sqlite)?;
    // A step may rebuild a table that others point to; what it leaves behind is checked before its commit.
    conn.batch("PRAGMA foreign_keys=OFF")?;
    let done = missing.iter().map(|step| lite_step(conn, step, now)).collect();
    conn.batch("PRAGMA foreign_keys=ON")?;
    done
}

fn lite_step(conn: &mut LiteConn, step: &Migration, now: Instant) -> Result<u32, DbError> {
    conn.batch("BEGIN IMMEDIATE")?;
    let done = lite_step_inside(conn, step, now).and_then(|()| conn.batch("COMMIT"));
    if let Err(error) = done {
        let _ = conn.batch("ROLLBACK");
        return Err(named(step, error));
    }
    Ok(step.number)
}

fn lite_step_inside(conn: &LiteConn, step: &Migration, now: Instant) -> Result<(), DbError> {
    conn.batch(MAKE_LITE)?;
    conn.batch(step.lite)?;
    let broken: i64 = conn
        .raw
        .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))
        .map_err(lite_error)?;
    if broken > 0 {
        return Err(DbError::ForeignKey { detail: format!("{broken} rows") });
    }
    let row = (step.number, step.name, step.hash(Engine::Sqlite), now.as_micros());
    let insert = "INSERT INTO migration (number, name, sha256, at) VALUES (?1, ?2, ?3, ?4)";
    conn.raw.execute(insert, row).map(|_| ()).map_err(lite_error)
}

fn lite_seen(conn: &mut LiteConn) -> Result<Vec<Done>, DbError> {
    let there = "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND name = 'migration'";
    let count: i64 = conn.raw.query_row(there, [], |row| row.get(0)).map_err(lite_error)?;
    if count == 0 {
        return Ok(Vec::new());
    }
    let mut statement = conn.raw.prepare(SEEN).map_err(lite_error)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).map_err(lite_error)?;
    rows.collect::<Result<_, _>>().map_err(lite_error)
}

async fn pg_run(server: &PgServer, all: &'static [Migration], now: Instant) -> Result<Vec<u32>, DbError> {
    let client = server.client().await?;
    client.batch_execute(PG_LOCK).await.map_err(pg_error)?;
    let mut done = Vec::new();
    let outcome = async {
        for step in missing(all, &pg_seen(server).await?, Engine::Postgres)? {
            pg_step(&client, step, now).await.map_err(|error| named(step, error))?;
            done.push(step.number);
        }
        Ok(())
    }
    .await;
    client.batch_execute(PG_UNLOCK).await.map_err(pg_error)?;
    outcome.map(|()| done)
}

async fn pg_step(client: &tokio_postgres::Client, step: &Migration, now: Instant) -> Result<(), DbError> {
    let insert = "INSERT INTO migration (number, name, sha256, at) VALUES ($1, $2, $3, $4)";
    // A step over a large table may take long; the limit is for the work of the day.
    let text = format!("BEGIN; SET LOCAL statement_timeout = 0; {MAKE}; {}", step.pg);
    let done = async {
        client.batch_execute(&text).await?;
        let (number, hash) = (i64::from(step.number), step.hash(Engine::Postgres));
        client.execute(insert, &[&number, &step.name, &hash, &now.as_micros()]).await?;
        client.batch_execute("COMMIT").await
    }
    .await;
    if let Err(error) = done {
        let _ = client.batch_execute("ROLLBACK").await;
        return Err(pg_error(error));
    }
    Ok(())
}

async fn pg_seen(server: &PgServer) -> Result<Vec<Done>, DbError> {
    let client = server.client().await?;
    let there =
        client.query_one("SELECT to_regclass('migration') IS NOT NULL", &[]).await.map_err(pg_error)?;
    if !there.try_get::<_, bool>(0).map_err(pg_error)? {
        return Ok(Vec::new());
    }
    let rows = client.query(SEEN, &[]).await.map_err(pg_error)?;
    let read = |row: &tokio_postgres::Row| {
        let number: i64 = row.try_get(0)?;
        Ok((u32::try_from(number).unwrap_or(u32::MAX), row.try_get(1)?))
    };
    rows.iter().map(read).collect::<Result<_, _>>().map_err(pg_error)
}

fn named(step: &Migration, error: DbError) -> DbError {
    match error {
        DbError::Program(text) => {
            DbError::Program(format!("migration {} ({}): {text}", step.number, step.name))
        }
        DbError::Check { detail } => {
            DbError::Program(format!("migration {} ({}): {detail}", step.number, step.name))
        }
        other => other,
    }
}
