//! The one writer: takes whoever waits, runs each, commits once, answers after the commit.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use super::conn::{LiteConn, Role};
use crate::planted;
use crate::statistics::Counters;
use crate::{DbError, Options, Work, WorkError};

/// How often a piece of work that asks for it is run again.
const TRIES: u32 = 4;

/// A waiting piece of work, whatever its types.
pub(crate) trait Job: Send {
    /// Runs it inside the open transaction; says whether its changes are to be kept.
    fn run(&mut self, conn: &mut LiteConn) -> bool;
    /// The database error that made the last run fail, if there was one.
    fn fault(&self) -> Option<DbError>;
    /// Gives the caller the result: after the commit, or the failure of the commit.
    fn answer(self: Box<Self>, commit: &Result<(), DbError>);
}

/// Where a caller gets its answer.
pub(crate) type Answer<W> = oneshot::Receiver<Result<<W as Work>::Out, <W as Work>::Error>>;

/// A piece of work with the caller that waits for it.
pub(crate) struct Waiting<W: Work> {
    work: W,
    result: Option<Result<W::Out, W::Error>>,
    caller: oneshot::Sender<Result<W::Out, W::Error>>,
}

impl<W: Work> Waiting<W> {
    /// The job and where its answer comes.
    pub(crate) fn job(work: W) -> (Box<dyn Job>, Answer<W>) {
        let (caller, answer) = oneshot::channel();
        (Box::new(Self { work, result: None, caller }), answer)
    }
}

impl<W: Work> Job for Waiting<W> {
    fn run(&mut self, conn: &mut LiteConn) -> bool {
        let result = conn.run(&self.work);
        let keep = result.is_ok();
        self.result = Some(result);
        keep
    }

    fn fault(&self) -> Option<DbError> {
        self.result.as_ref()?.as_ref().err()?.db().cloned()
    }

    fn answer(self: Box<Self>, commit: &Result<(), DbError>) {
        let result = match (commit, self.result) {
            (Ok(()), Some(result)) | (Err(_), Some(result @ Err(_))) => result,
            (Err(error), _) => Err(error.clone().into()),
            (Ok(()), None) => Err(DbError::program("a piece of work was not run").into()),
        };
        // A caller that went away does not hear it; the change stands all the same.
        let _ = self.caller.send(result);
    }
}

/// The writer's connection with what it needs to open it again.
pub(crate) struct Writer {
    conn: Option<LiteConn>,
    path: PathBuf,
    options: Options,
    counters: Arc<Counters>,
}

impl Writer {
    /// Opens the connection that writes.
    pub(crate) fn open(path: PathBuf, options: &Options, counters: Arc<Counters>) -> Result<Self, DbError> {
        let conn = LiteConn::open(&path, Role::Writer, options)?;
        Ok(Self { conn: Some(conn), path, options: options.clone(), counters })
    }

    /// Serves until nobody can ask any more. Never waits for more callers than are there.
    pub(crate) fn serve(mut self, mut jobs: mpsc::Receiver<Box<dyn Job>>) {
        while let Some(first) = jobs.blocking_recv() {
            let mut group = vec![first];
            let commit = self.write(&mut group, &mut jobs);
            for job in group {
                job.answer(&commit);
            }
        }
    }

    /// Runs and commits one group. After a failing disk the connection is opened again before the next group:
    /// what a failed flush left in memory is not to be trusted.
    fn write(
        &mut self,
        group: &mut Vec<Box<dyn Job>>,
        jobs: &mut mpsc::Receiver<Box<dyn Job>>,
    ) -> Result<(), DbError> {
        let mut conn = match self.conn.take() {
            Some(conn) => conn,
            None => LiteConn::open(&self.path, Role::Writer, &self.options)?,
        };
        let done = write_group(&mut conn, group, || jobs.try_recv().ok(), self.options.group, &self.counters);
        if done.is_err() && !conn.is_idle() {
            // The first error is the one that counts; a failing rollback shows in the next BEGIN.
            let _ = conn.control("ROLLBACK");
        }
        if !matches!(done, Err(DbError::Disk(_) | DbError::Damaged(_))) {
            self.conn = Some(conn);
        }
        done
    }
}

/// Runs the jobs of a group and those that come meanwhile, each alone revocable, and commits once.
///
/// Savepoints cost a copy of every page that a job touches, and hardly any job fails after it has written: so jobs run
/// without them. When one does, the whole transaction is taken back and the group runs again, then with savepoints.
pub(crate) fn write_group(
    conn: &mut LiteConn,
    group: &mut Vec<Box<dyn Job>>,
    mut next: impl FnMut() -> Option<Box<dyn Job>>,
    limit: usize,
    counters: &Counters,
) -> Result<(), DbError> {
    conn.control("BEGIN IMMEDIATE")?;
    let (mut place, mut kept, mut careful) = (0, 0, false);
    while let Some(job) = group.get_mut(place) {
        match run_again(job.as_mut(), counters, &mut |job| run_one(conn, job, careful))? {
            Ran::Kept => kept += 1,
            Ran::Nothing => {}
            Ran::Spoilt => {
                let again = kept > 0 || job.fault() == Some(DbError::Retry);
                conn.control("ROLLBACK")?;
                conn.control("BEGIN IMMEDIATE")?;
                if again {
                    counters.retried();
                    (place, kept, careful) = (0, 0, true);
                    continue;
                }
            }
        }
        place += 1;
        if place < limit && place == group.len() {
            group.extend(next());
        }
    }
    (kept..place as u64).for_each(|_| counters.refused());
    if planted::answers_early() {
        group.drain(..).for_each(|job| job.answer(&Ok(())));
        planted::pause();
    }
    end_group(conn, kept, counters)
}

fn end_group(conn: &LiteConn, kept: u64, counters: &Counters) -> Result<(), DbError> {
    if kept == 0 {
        return conn.control("ROLLBACK");
    }
    let done = conn.control("COMMIT");
    match done {
        Ok(()) => counters.committed(kept),
        Err(_) => counters.commit_failed(),
    }
    done
}

/// What a run of a job left in the open transaction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ran {
    /// Its changes, to be kept.
    Kept,
    /// Nothing: it failed.
    Nothing,
    /// Changes that must go, but can't go alone: it failed.
    Spoilt,
}

fn run_again(
    job: &mut dyn Job,
    counters: &Counters,
    run: &mut dyn FnMut(&mut dyn Job) -> Result<Ran, DbError>,
) -> Result<Ran, DbError> {
    for _ in 1..TRIES {
        let ran = run(job)?;
        if ran != Ran::Nothing || job.fault() != Some(DbError::Retry) {
            return Ok(ran);
        }
        counters.retried();
    }
    run(job)
}

/// Runs one job; when `careful`, in a savepoint, so that its failure takes back its own changes only.
fn run_one(conn: &mut LiteConn, job: &mut dyn Job, careful: bool) -> Result<Ran, DbError> {
    if careful {
        conn.control("SAVEPOINT job")?;
    }
    let (keep, wrote) = conn.watched(|conn| job.run(conn));
    if conn.is_idle() {
        // A full disk or a failing one makes SQLite roll back everything by itself.
        return Err(job.fault().unwrap_or(DbError::Full));
    }
    match (keep, careful) {
        (true, true) => conn.control("RELEASE job")?,
        (false, true) => {
            conn.control("ROLLBACK TO job")?;
            conn.control("RELEASE job")?;
        }
        _ => {}
    }
    Ok(match keep {
        true => Ran::Kept,
        false if wrote && !careful => Ran::Spoilt,
        false => Ran::Nothing,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{params, work};

    crate::statements! {
        INSERT = "INSERT INTO t (x) VALUES ($1)";
    }

    fn insert(conn: &mut LiteConn, size: usize, counters: &Counters) -> Result<u64, DbError> {
        assert_eq!(ALL.len(), 1);
        let (job, mut answer) = Waiting::job(work("x".repeat(size), |tx, text: &String| {
            Box::pin(async move { tx.exec(&INSERT, params![text]).await })
        }));
        let mut group = vec![job];
        let commit = write_group(conn, &mut group, || None, 1, counters);
        if !conn.is_idle() {
            conn.control("ROLLBACK").unwrap();
        }
        group.into_iter().for_each(|job| job.answer(&commit));
        answer.try_recv().unwrap()
    }

    #[test]
    fn a_full_disk_refuses_writes_until_there_is_room() {
        let (mut conn, counters) = (LiteConn::memory().unwrap(), Counters::default());
        conn.batch("CREATE TABLE t (x TEXT) STRICT; PRAGMA max_page_count=10").unwrap();
        assert_eq!(insert(&mut conn, 100, &counters), Ok(1));
        assert_eq!(insert(&mut conn, 100_000, &counters), Err(DbError::Full));
        assert_eq!(insert(&mut conn, 100, &counters), Ok(1));
        conn.batch("PRAGMA max_page_count=1000").unwrap();
        assert_eq!(insert(&mut conn, 100_000, &counters), Ok(1));
        let stored: i64 = conn.raw.query_row("SELECT count(*) FROM t", [], |row| row.get(0)).unwrap();
        assert_eq!(stored, 3);
    }
}
