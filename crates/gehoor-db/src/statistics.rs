//! Counters of a database, for the metrics page.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// What happened since the database was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Pieces of work that were written (committed).
    pub written: u64,
    /// Commits on the engine: fewer than `written` when several waited for the same commit.
    pub commits: u64,
    /// Pieces of work that were refused or failed.
    pub refused: u64,
    /// Pieces of work that were run again.
    pub retries: u64,
    /// Commits that failed.
    pub failed_commits: u64,
    /// Pieces of work that only read.
    pub reads: u64,
}

/// The counters themselves, shared by all threads.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    written: AtomicU64,
    commits: AtomicU64,
    refused: AtomicU64,
    retries: AtomicU64,
    failed_commits: AtomicU64,
    reads: AtomicU64,
}

impl Counters {
    /// A commit that stored this many pieces of work.
    pub(crate) fn committed(&self, written: u64) {
        self.commits.fetch_add(1, Relaxed);
        self.written.fetch_add(written, Relaxed);
    }

    /// A piece of work that was refused.
    pub(crate) fn refused(&self) {
        self.refused.fetch_add(1, Relaxed);
    }

    /// A piece of work that is run again.
    pub(crate) fn retried(&self) {
        self.retries.fetch_add(1, Relaxed);
    }

    /// A commit that failed.
    pub(crate) fn commit_failed(&self) {
        self.failed_commits.fetch_add(1, Relaxed);
    }

    /// A piece of work that only read.
    pub(crate) fn read(&self) {
        self.reads.fetch_add(1, Relaxed);
    }

    /// The counters as they are now.
    pub(crate) fn now(&self) -> Statistics {
        Statistics {
            written: self.written.load(Relaxed),
            commits: self.commits.load(Relaxed),
            refused: self.refused.load(Relaxed),
            retries: self.retries.load(Relaxed),
            failed_commits: self.failed_commits.load(Relaxed),
            reads: self.reads.load(Relaxed),
        }
    }
}
