//! The pool: runs a piece of work, again where PostgreSQL asks for it, and looks up a commit whose answer was lost.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use futures_util::FutureExt;
use gehoor_kernel::rng::Random;
use rustls::ClientConfig;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::types::Type;
use tokio_postgres::{Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::error::{error, pool_error};
use super::tls;
use super::tx::{Kind, PgTx};
use crate::planted;
use crate::statistics::Counters;
use crate::{DbError, Options, Sql, Tx, Work, WorkError};

/// How often a piece of work is run when others change the same rows, or the connection is lost before COMMIT.
const TRIES: u32 = 10;
/// How often a lost commit is looked up, with up to half a second between.
const LOOKUPS: u32 = 20;

/// A PostgreSQL server with one database of ours.
#[derive(Clone)]
pub(crate) struct PgServer {
    pool: Pool,
    read_only: bool,
    pub(crate) counters: Arc<Counters>,
    jitter: Arc<AtomicU64>,
}

/// How one run of a piece of work ended.
enum Ended<W: Work> {
    Stored(W::Out),
    Failed(W::Error),
    Unknown(W::Out, Option<String>),
}

impl PgServer {
    /// Connects and looks whether the database is one that we can use.
    pub(crate) async fn open(url: &str, options: &Options) -> Result<Self, DbError> {
        let (config, tls) = config(url, options)?;
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = match tls {
            Some(tls) => Manager::from_config(config, MakeRustlsConnect::new(tls), recycling),
            None => Manager::from_config(config, NoTls, recycling),
        };
        let pool = Pool::builder(manager)
            .max_size(options.connections.max(1))
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(options.timeout))
            .create_timeout(Some(Duration::from_secs(10)))
            .build()
            .map_err(|error| DbError::Program(error.to_string()))?;
        let jitter = Arc::new(AtomicU64::new(u64::from(std::process::id()) << 32));
        let server = Self { pool, read_only: options.read_only, counters: Arc::default(), jitter };
        server.refuse_unfit().await?;
        Ok(server)
    }

    /// A connection of the pool.
    pub(crate) async fn client(&self) -> Result<Object, DbError> {
        self.pool.get().await.map_err(pool_error)
    }

    /// Runs a piece of work in a transaction, in a task of its own: a caller that goes away does not stop it half-way.
    pub(crate) async fn write<W: Work>(&self, work: W) -> Result<W::Out, W::Error> {
        if self.read_only {
            return Err(DbError::ReadOnly("it was opened for reading".to_owned()).into());
        }
        let server = self.clone();
        let done = tokio::spawn(async move { server.write_now(&work).await }).await;
        done.unwrap_or_else(|error| {
            Err(DbError::program(format!("a piece of work ended early: {error}")).into())
        })
    }

    /// Runs a piece of work on one snapshot.
    pub(crate) async fn read<W: Work>(&self, work: W) -> Result<W::Out, W::Error> {
        self.counters.read();
        for attempt in 0.. {
            let mut tx = PgTx::new(self.client().await?, Kind::Read);
            match run(&work, &mut tx).await {
                Err(failure) if attempt + 1 < TRIES && is_worth_another(failure.db(), attempt) => {
                    drop(tx);
                    self.pause(attempt).await;
                }
                done => return done,
            }
        }
        Err(DbError::Busy.into())
    }

    /// Prepares a statement: an error says what is wrong with it. A parameter that the server takes for a small
    /// integer would refuse an instant: it must be cast.
    pub(crate) async fn check(&self, sql: &'static Sql) -> Result<(), DbError> {
        let statement = self.client().await?.prepare(sql.pg).await.map_err(error)?;
        let small = |kind: &Type| *kind == Type::INT4 || *kind == Type::INT2;
        match statement.params().iter().position(small) {
            None => Ok(()),
            Some(place) => {
                Err(DbError::program(format!("parameter {0}: write CAST(${0} AS BIGINT)", place + 1)))
            }
        }
    }

    async fn write_now<W: Work>(&self, work: &W) -> Result<W::Out, W::Error> {
        for attempt in 0..TRIES {
            let failure = match self.write_once(work).await {
                Ended::Stored(out) => {
                    self.counters.committed(1);
                    return Ok(out);
                }
                Ended::Unknown(out, number) => match self.look_up(work, out, number).await {
                    Some(known) => return known,
                    None => DbError::Retry.into(),
                },
                Ended::Failed(failure) => failure,
            };
            if attempt + 1 == TRIES || !is_worth_another(failure.db(), attempt) {
                self.counters.refused();
                return Err(failure);
            }
            self.counters.retried();
            self.pause(attempt).await;
        }
        Err(DbError::Busy.into())
    }

    async fn write_once<W: Work>(&self, work: &W) -> Ended<W> {
        let client = match self.client().await {
            Ok(client) => client,
            Err(error) => return Ended::Failed(error.into()),
        };
        let mut tx = PgTx::new(client, Kind::Write);
        let out = match run(work, &mut tx).await {
            Ok(out) => out,
            Err(failure) => return Ended::Failed(failure),
        };
        if planted::answers_early() {
            tokio::spawn(async move {
                planted::pause_async().await;
                tx.commit().await
            });
            return Ended::Stored(out);
        }
        match tx.commit().await {
            Ok(()) => Ended::Stored(out),
            Err(DbError::CommitUnknown) => Ended::Unknown(out, tx.number()),
            Err(error) => Ended::Failed(error.into()),
        }
    }

    /// Asks, in a new connection, whether a commit happened whose answer was lost: first the work itself, then the
    /// server by the number of the transaction. `None`: it did not happen, run it again.
    async fn look_up<W: Work>(
        &self,
        work: &W,
        out: W::Out,
        number: Option<String>,
    ) -> Option<Result<W::Out, W::Error>> {
        self.counters.commit_failed();
        for attempt in 0..LOOKUPS {
            self.pause(attempt.max(4)).await;
            let Ok(client) = self.client().await else { continue };
            let mut tx = PgTx::new(client, Kind::Read);
            match work.committed(&mut Tx::pg(&mut tx)).await {
                Ok(Some(known)) => return Some(Ok(known)),
                Ok(None) => {}
                Err(_) => continue,
            }
            drop(tx);
            let Some(number) = &number else { break };
            match self.fate(number).await.as_deref() {
                Some("committed") => return Some(Ok(out)),
                Some("aborted") => return None,
                _ => {}
            }
        }
        Some(Err(DbError::CommitUnknown.into()))
    }

    async fn fate(&self, number: &str) -> Option<String> {
        let client = self.client().await.ok()?;
        let text = "SELECT pg_xact_status(CAST(CAST($1 AS TEXT) AS xid8))";
        client.query_one(text, &[&number]).await.ok()?.try_get(0).ok()?
    }

    /// Waits a random while that doubles with each attempt, at most half a second.
    async fn pause(&self, attempt: u32) {
        let mut random = Random::from_seed(self.jitter.fetch_add(1, Relaxed));
        let micros = 1_000 + random.below(2_000 << attempt.min(8));
        tokio::time::sleep(Duration::from_micros(micros.min(500_000))).await;
    }

    async fn refuse_unfit(&self) -> Result<(), DbError> {
        let client = self.client().await?;
        let text = "SELECT CAST(current_setting('server_version_num') AS BIGINT), pg_encoding_to_char(encoding),
             CAST(datcollate AS TEXT), current_setting('synchronous_commit') FROM pg_database WHERE datname = current_database()";
        let row = client.query_one(text, &[]).await.map_err(error)?;
        let get = |i: usize| row.try_get::<_, String>(i).map_err(error);
        unfit(row.try_get(0).map_err(error)?, &get(1)?, &get(2)?, &get(3)?)
    }
}

/// What we need of a server: its age, and a database that sorts texts by their bytes as SQLite does.
fn unfit(version: i64, encoding: &str, collation: &str, synchronous: &str) -> Result<(), DbError> {
    let sorts_by_bytes = ["C", "POSIX", "C.UTF-8", "C.utf8"].contains(&collation);
    if version < 140_000 {
        return Err(DbError::refused("oldPostgres", "PostgreSQL 14 or later is needed: update the server"));
    }
    if encoding != "UTF8" || !sorts_by_bytes {
        return Err(DbError::refused(
            "wrongCollation",
            format!(
                "the database has encoding {encoding} and collation {collation}; create it with: CREATE DATABASE gehoor TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
            ),
        ));
    }
    if synchronous == "off" {
        return Err(DbError::refused(
            "asynchronous",
            "the server acknowledges changes before they are on disk (synchronous_commit = off): set it to on for this database",
        ));
    }
    Ok(())
}

/// What the client library is told, and how TLS is spoken if it may be.
fn config(url: &str, options: &Options) -> Result<(Config, Option<ClientConfig>), DbError> {
    let (url, wish) = tls::wish(url)?;
    let mut config: Config = url.parse().map_err(|error: tokio_postgres::Error| {
        DbError::refused("badUrl", format!("the address of the PostgreSQL server can't be read ({error}): write it as postgres://user:password@host:5432/database"))
    })?;
    // Nobody listens to a socket in the file system.
    let by_network = config.get_hosts().iter().any(|host| matches!(host, Host::Tcp(_)));
    let mode = if wish.mode == SslMode::Prefer && !by_network { SslMode::Disable } else { wish.mode };
    let tls = if mode == SslMode::Disable { None } else { Some(wish.config()?) };
    config.ssl_mode(mode);
    let limit = options.timeout.as_millis();
    let given = config.get_options().unwrap_or_default().to_owned();
    config.options(format!(
        "{given} -c statement_timeout={limit} -c lock_timeout={limit} -c idle_in_transaction_session_timeout=60000 -c jit=off -c TimeZone=UTC"
    ));
    if config.get_application_name().is_none() {
        config.application_name("gehoor");
    }
    config.connect_timeout(Duration::from_secs(5));
    Ok((config, tls))
}

/// Runs a piece of work in a transaction that is not yet ended. A panic inside it is its own failure.
async fn run<W: Work>(work: &W, tx: &mut PgTx) -> Result<W::Out, W::Error> {
    let mut seam = Tx::pg(tx);
    let ran = AssertUnwindSafe(work.run(&mut seam)).catch_unwind().await;
    let fault = seam.into_fault();
    match ran {
        Ok(Ok(out)) => fault.map_or(Ok(out), |fault| Err(fault.into())),
        Ok(Err(refusal)) => Err(refusal),
        Err(_) => Err(DbError::program("a piece of work panicked").into()),
    }
}

/// A conflict is tried to the end; a lost connection (nothing was stored: COMMIT was not sent) a few times.
fn is_worth_another(error: Option<&DbError>, attempt: u32) -> bool {
    match error {
        Some(DbError::Retry) => true,
        Some(DbError::Unavailable(_)) => attempt < 4,
        _ => false,
    }
}
