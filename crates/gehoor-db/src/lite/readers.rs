//! Connections that read, each on a snapshot of its own.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Semaphore;

use super::conn::{LiteConn, Role};
use crate::{DbError, Options, Work};

/// A fixed number of connections, taken in turn.
pub(crate) struct Readers {
    turns: Semaphore,
    idle: Mutex<Vec<LiteConn>>,
}

impl Readers {
    /// Opens them all.
    pub(crate) fn open(path: &Path, options: &Options) -> Result<Self, DbError> {
        let count = options.readers.max(1);
        let idle =
            (0..count).map(|_| LiteConn::open(path, Role::Reader, options)).collect::<Result<_, _>>()?;
        Ok(Self { turns: Semaphore::new(count), idle: Mutex::new(idle) })
    }

    /// Runs a piece of work that only reads, on a thread that may block.
    pub(crate) async fn read<W: Work>(self: &Arc<Self>, work: W) -> Result<W::Out, W::Error> {
        self.with(move |conn| snapshot(conn, &work)).await?
    }

    /// Runs a short piece of work that only reads on this thread; as [`Readers::read`] when no connection is idle.
    pub(crate) async fn glance<W: Work>(self: &Arc<Self>, work: W) -> Result<W::Out, W::Error> {
        match self.lent() {
            Some(mut lent) => match lent.conn.as_mut() {
                Some(conn) => snapshot(conn, &work),
                None => Err(none().into()),
            },
            None => self.read(work).await,
        }
    }

    /// A connection that is idle now.
    fn lent(&self) -> Option<Lent<'_>> {
        self.turns.try_acquire().ok()?.forget();
        Some(Lent { conn: self.take(), readers: self })
    }

    /// Lends a connection to `use_it` on a thread that may block.
    pub(crate) async fn with<T: Send + 'static>(
        self: &Arc<Self>,
        use_it: impl FnOnce(&mut LiteConn) -> T + Send + 'static,
    ) -> Result<T, DbError> {
        let Ok(turn) = self.turns.acquire().await else {
            return Err(DbError::program("the readers are closed"));
        };
        turn.forget();
        let readers = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || {
            let mut lent = Lent { conn: readers.take(), readers: &readers };
            lent.conn.as_mut().map(use_it)
        });
        match done.await {
            Ok(Some(out)) => Ok(out),
            Ok(None) => Err(none()),
            Err(error) => Err(DbError::program(format!("a read ended early: {error}"))),
        }
    }

    fn take(&self) -> Option<LiteConn> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }
}

fn none() -> DbError {
    DbError::program("no connection for a turn")
}

/// A lent connection: comes back with its turn, also after a panic or when the caller has gone away.
struct Lent<'a> {
    conn: Option<LiteConn>,
    readers: &'a Readers,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        if let Some(conn) = self.conn.take() {
            self.readers.idle.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
        }
        self.readers.turns.add_permits(1);
    }
}

/// Runs a piece of work on one snapshot of the data.
pub(crate) fn snapshot<W: Work>(conn: &mut LiteConn, work: &W) -> Result<W::Out, W::Error> {
    conn.control("BEGIN")?;
    let ran = conn.run(work);
    conn.control("ROLLBACK")?;
    ran
}
