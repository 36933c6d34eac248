//! A SQLite file with its writer and readers, and a SQLite database in memory.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::mpsc;

use super::conn::{LiteConn, Role, check_library};
use super::place;
use super::readers::{Readers, snapshot};
use super::writer::{Job, Waiting, Writer, write_group};
use crate::statistics::Counters;
use crate::{DbError, Options, Work};

/// How many callers may stand in line before the next ones wait to get in line.
const LINE: usize = 4096;

/// A file: one thread that writes, several connections that read.
pub(crate) struct LiteFile {
    path: PathBuf,
    options: Options,
    jobs: Option<mpsc::Sender<Box<dyn Job>>>,
    pub(crate) readers: Arc<Readers>,
    pub(crate) counters: Arc<Counters>,
    /// Held for life: no second server on this file.
    _lock: Option<File>,
}

impl LiteFile {
    /// Opens the file, made when absent unless only read.
    pub(crate) fn open(path: &Path, options: &Options) -> Result<Self, DbError> {
        check_library()?;
        place::refuse_network(path)?;
        let counters = Arc::new(Counters::default());
        let (mut lock, mut jobs) = (None, None);
        if !options.read_only {
            lock = Some(place::lock(path)?);
            jobs = Some(start_writer(path, options, &counters)?);
        }
        let readers = Arc::new(Readers::open(path, options)?);
        Ok(Self { path: path.to_owned(), options: options.clone(), jobs, readers, counters, _lock: lock })
    }

    /// A connection of its own that may write, for what can't run inside the writer's transactions.
    pub(crate) fn separate(&self) -> Result<LiteConn, DbError> {
        if self.jobs.is_none() {
            return Err(DbError::ReadOnly("it was opened for reading".to_owned()));
        }
        LiteConn::open(&self.path, Role::Writer, &self.options)
    }

    /// Stands in line and answers after the commit.
    pub(crate) async fn write<W: Work>(&self, work: W) -> Result<W::Out, W::Error> {
        let Some(jobs) = &self.jobs else {
            return Err(DbError::ReadOnly("it was opened for reading".to_owned()).into());
        };
        let (job, answer) = Waiting::job(work);
        jobs.send(job).await.map_err(|_| ended())?;
        answer.await.map_err(|_| ended())?
    }
}

fn ended() -> DbError {
    DbError::program("the writer has ended")
}

fn start_writer(
    path: &Path,
    options: &Options,
    counters: &Arc<Counters>,
) -> Result<mpsc::Sender<Box<dyn Job>>, DbError> {
    let writer = Writer::open(path.to_owned(), options, Arc::clone(counters))?;
    let (jobs, line) = mpsc::channel(LINE);
    let thread = std::thread::Builder::new().name("sqlite-writer".to_owned());
    thread.spawn(move || writer.serve(line)).map_err(|error| DbError::Disk(error.to_string()))?;
    Ok(jobs)
}

/// A database in memory: one connection, every call is done at once on the caller's thread.
pub(crate) struct LiteMemory {
    conn: Mutex<LiteConn>,
    pub(crate) counters: Counters,
}

impl LiteMemory {
    /// An empty database.
    pub(crate) fn open() -> Result<Self, DbError> {
        check_library()?;
        Ok(Self { conn: Mutex::new(LiteConn::memory()?), counters: Counters::default() })
    }

    /// Runs and commits a piece of work.
    pub(crate) fn write<W: Work>(&self, work: W) -> Result<W::Out, W::Error> {
        let (job, mut answer) = Waiting::job(work);
        let mut group = vec![job];
        let commit = self.with(|conn| {
            let done = write_group(conn, &mut group, || None, 1, &self.counters);
            if done.is_err() && !conn.is_idle() {
                conn.control("ROLLBACK")?;
            }
            done
        });
        for job in group {
            job.answer(&commit);
        }
        answer.try_recv().map_err(|_| ended())?
    }

    /// Runs a piece of work that only reads.
    pub(crate) fn read<W: Work>(&self, work: &W) -> Result<W::Out, W::Error> {
        self.with(|conn| snapshot(conn, work))
    }

    /// Lends the connection.
    pub(crate) fn with<T>(&self, use_it: impl FnOnce(&mut LiteConn) -> T) -> T {
        use_it(&mut self.conn.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
