//! The database as the rest of the product sees it.

use std::path::Path;
use std::sync::Arc;

use gehoor_kernel::time::Instant;

use crate::erased::{AnyError, AnyWork, Thing, typed};
use crate::lite::{LiteFile, LiteMemory};
use crate::pg::PgServer;
use crate::{
    Contents, DbError, Engine, Migration, Options, Place, Sql, Statistics, Work, backup, dialect, migrate,
};

/// An open database. Cheap to clone: all clones are the same database.
#[derive(Clone)]
pub struct Db {
    pub(crate) on: Arc<On>,
}

/// The three ways to hold data.
pub(crate) enum On {
    File(LiteFile),
    Memory(LiteMemory),
    Server(PgServer),
}

impl Db {
    /// Opens the database, or says in a sentence why not ([`DbError::Refused`]). Makes no tables: see [`Db::migrate`].
    pub async fn open(options: &Options) -> Result<Self, DbError> {
        let on = match &options.place {
            Place::File(path) => On::File(LiteFile::open(path, options)?),
            Place::Memory => On::Memory(LiteMemory::open()?),
            Place::Url(url) => On::Server(PgServer::open(url, options).await?),
        };
        Ok(Self { on: Arc::new(on) })
    }

    /// A new empty database in memory, for the simulator: every later call is done at once, so a caller without a
    /// runtime may use `now_or_never`.
    pub fn memory() -> Result<Self, DbError> {
        Ok(Self { on: Arc::new(On::Memory(LiteMemory::open()?)) })
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match &*self.on {
            On::File(_) | On::Memory(_) => Engine::Sqlite,
            On::Server(_) => Engine::Postgres,
        }
    }

    /// Whether other processes may write to the same data: then news must be looked for.
    pub fn is_shared(&self) -> bool {
        matches!(&*self.on, On::Server(_))
    }

    /// Runs a piece of work in a transaction and answers after the commit. A refusal of the work rolls back.
    /// Runs it again when the database asks for that; a caller that goes away leaves nothing open.
    pub async fn write<W: Work>(&self, work: W) -> Result<W::Out, W::Error> {
        typed::<W>(self.write_any(AnyWork::of(work)).await)
    }

    /// Runs a piece of work that only reads, on one snapshot of the data. A change in it is refused.
    pub async fn read<W: Work>(&self, work: W) -> Result<W::Out, W::Error> {
        typed::<W>(self.read_any(AnyWork::of(work)).await)
    }

    /// As [`Db::read`], for a few rows by key or by a covering index: an embedded engine is asked on the caller's own
    /// thread when a connection is idle, since waking another thread costs more than such a read.
    pub async fn glance<W: Work>(&self, work: W) -> Result<W::Out, W::Error> {
        typed::<W>(self.glance_any(AnyWork::of(work)).await)
    }

    async fn glance_any(&self, work: AnyWork) -> Result<Thing, AnyError> {
        match &*self.on {
            On::File(file) => {
                file.counters.read();
                file.readers.glance(work).await
            }
            On::Memory(_) | On::Server(_) => self.read_any(work).await,
        }
    }

    async fn write_any(&self, work: AnyWork) -> Result<Thing, AnyError> {
        match &*self.on {
            On::File(file) => file.write(work).await,
            On::Memory(memory) => memory.write(work),
            On::Server(server) => server.write(work).await,
        }
    }

    async fn read_any(&self, work: AnyWork) -> Result<Thing, AnyError> {
        match &*self.on {
            On::File(file) => {
                file.counters.read();
                file.readers.read(work).await
            }
            On::Memory(memory) => {
                memory.counters.read();
                memory.read(&work)
            }
            On::Server(server) => server.read(work).await,
        }
    }

    /// Brings the schema up to the last of `all` (sorted by number, from 1 without gaps), each step in a transaction
    /// of its own, and answers the numbers of those that were done now. Refuses a newer schema and a changed step.
    pub async fn migrate(&self, all: &'static [Migration], now: Instant) -> Result<Vec<u32>, DbError> {
        migrate::run(self, all, now).await
    }

    /// The highest migration in the database; 0 when there is none.
    pub async fn schema(&self) -> Result<u32, DbError> {
        migrate::schema(self).await
    }

    /// The engine's own check of the whole store; what it found, nothing when all is well.
    pub async fn integrity(&self) -> Result<Vec<String>, DbError> {
        dialect::integrity(self).await
    }

    /// Writes a consistent copy to a new file while others go on reading and writing: a SQLite file from SQLite, the
    /// portable form ([`Db::dump`]) from PostgreSQL. The file appears whole or not at all.
    pub async fn backup_to(&self, path: &Path) -> Result<(), DbError> {
        backup::to_file(self, path).await
    }

    /// Writes all rows of all our tables in the portable form, which either engine can load.
    pub async fn dump(&self, path: &Path) -> Result<Contents, DbError> {
        backup::dump(self, path).await
    }

    /// Loads a file in the portable form into a migrated database that nobody has used. All or nothing.
    pub async fn load(&self, path: &Path) -> Result<Contents, DbError> {
        backup::load(self, path).await
    }

    /// What happened since the database was opened.
    pub fn statistics(&self) -> Statistics {
        match &*self.on {
            On::File(file) => file.counters.now(),
            On::Memory(memory) => memory.counters.now(),
            On::Server(server) => server.counters.now(),
        }
    }

    /// Says whether the database answers: one small read.
    pub async fn ping(&self) -> Result<(), DbError> {
        self.read(crate::work((), |tx, ()| {
            Box::pin(async move { tx.row(&dialect::ONE, &[], |row| row.int(0)).await.map(|_| ()) })
        }))
        .await
    }

    /// Prepares a statement without running it.
    pub(crate) async fn prepare(&self, sql: &'static Sql) -> Result<(), DbError> {
        match &*self.on {
            On::File(file) => file.readers.with(|conn| conn.check(sql)).await?,
            On::Memory(memory) => memory.with(|conn| conn.check(sql)),
            On::Server(server) => server.check(sql).await,
        }
    }

    /// The statement's text for this engine.
    pub(crate) fn text_of(&self, sql: &'static Sql) -> &'static str {
        match self.engine() {
            Engine::Sqlite => sql.lite,
            Engine::Postgres => sql.pg,
        }
    }
}
