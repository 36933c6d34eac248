//! Which database to open, and how.

use std::path::PathBuf;
use std::time::Duration;

/// Which engine a database runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Embedded, one file.
    Sqlite,
    /// A server.
    Postgres,
}

impl Engine {
    /// The name as it stands in folders and settings: `sqlite` or `postgres`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// Where the data is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A SQLite file; made when absent.
    File(PathBuf),
    /// A SQLite database in memory, for the simulator and tests: one connection, no threads, every call done at once.
    Memory,
    /// A PostgreSQL server: `postgres://user@host/database?sslmode=require`, or `host=/socket user=… dbname=…`.
    Url(String),
}

/// How to open a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Where the data is.
    pub place: Place,
    /// Only reading, beside a running server: takes no lock, refuses every write.
    pub read_only: bool,
    /// SQLite: connections that read at the same time.
    pub readers: usize,
    /// SQLite: the most pieces of work in one commit.
    pub group: usize,
    /// SQLite: page cache of the writer in KiB; each reader has a quarter of it.
    pub cache_kib: u32,
    /// PostgreSQL: the most connections.
    pub connections: usize,
    /// PostgreSQL: the longest a statement may take; SQLite: the longest wait for a lock.
    pub timeout: Duration,
}

impl Options {
    /// A database at this place with the usual settings.
    pub fn new(place: Place) -> Self {
        Self {
            place,
            read_only: false,
            readers: 4,
            group: 128,
            cache_kib: 8 * 1024,
            connections: 24,
            timeout: Duration::from_secs(20),
        }
    }

    /// A SQLite file.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self::new(Place::File(path.into()))
    }

    /// A SQLite database in memory.
    pub fn memory() -> Self {
        Self::new(Place::Memory)
    }

    /// A PostgreSQL server.
    pub fn url(url: impl Into<String>) -> Self {
        Self::new(Place::Url(url.into()))
    }

    /// A PostgreSQL server when the text starts with `postgres://` or `postgresql://`, else a SQLite file.
    pub fn parse(text: &str) -> Self {
        let server = text.starts_with("postgres://") || text.starts_with("postgresql://");
        if server { Self::url(text) } else { Self::file(text) }
    }

    /// The same, only for reading beside a running server.
    #[must_use]
    pub fn read_only(mut self) -> Self {
        self.read_only = true;
        self
    }
}
