//! Work without its types, so that an engine's machinery is compiled once and not again for every use case
//! (which took most of the build of each slice).

use std::any::Any;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use crate::{DbError, Tx, Work, WorkError};

/// What some work gave.
pub(crate) type Thing = Box<dyn Any + Send>;

/// What some work refused with.
pub(crate) enum AnyError {
    /// A fault of the database.
    Db(DbError),
    /// The work's own error, with the database error inside it.
    Own { db: Option<DbError>, error: Thing },
}

impl From<DbError> for AnyError {
    fn from(error: DbError) -> Self {
        Self::Db(error)
    }
}

impl WorkError for AnyError {
    fn db(&self) -> Option<&DbError> {
        match self {
            Self::Db(error) => Some(error),
            Self::Own { db, .. } => db.as_ref(),
        }
    }
}

impl AnyError {
    fn of<E: WorkError>(error: E) -> Self {
        Self::Own { db: error.db().cloned(), error: Box::new(error) }
    }

    fn typed<E: WorkError>(self) -> E {
        match self {
            Self::Db(error) => error.into(),
            Self::Own { error, .. } => error.downcast().map_or_else(|_| stranger().into(), |own| *own),
        }
    }
}

trait Erased: Send + Sync {
    fn run<'a>(&'a self, tx: &'a mut Tx<'_>) -> BoxFuture<'a, Result<Thing, AnyError>>;
    fn committed<'a>(&'a self, tx: &'a mut Tx<'_>) -> BoxFuture<'a, Result<Option<Thing>, AnyError>>;
}

impl<W: Work> Erased for W {
    fn run<'a>(&'a self, tx: &'a mut Tx<'_>) -> BoxFuture<'a, Result<Thing, AnyError>> {
        Work::run(self, tx).map(|ran| ran.map(|out| Box::new(out) as Thing).map_err(AnyError::of)).boxed()
    }

    fn committed<'a>(&'a self, tx: &'a mut Tx<'_>) -> BoxFuture<'a, Result<Option<Thing>, AnyError>> {
        let asked = Work::committed(self, tx);
        asked.map(|ran| ran.map(|out| out.map(|out| Box::new(out) as Thing)).map_err(AnyError::of)).boxed()
    }
}

/// Work of any type.
pub(crate) struct AnyWork(Box<dyn Erased>);

impl AnyWork {
    /// The work without its types.
    pub(crate) fn of<W: Work>(work: W) -> Self {
        Self(Box::new(work))
    }
}

impl Work for AnyWork {
    type Out = Thing;
    type Error = AnyError;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Thing, AnyError> {
        self.0.run(tx).await
    }

    async fn committed(&self, tx: &mut Tx<'_>) -> Result<Option<Thing>, AnyError> {
        self.0.committed(tx).await
    }
}

/// The result with its types again.
pub(crate) fn typed<W: Work>(done: Result<Thing, AnyError>) -> Result<W::Out, W::Error> {
    match done {
        Ok(out) => out.downcast().map_or_else(|_| Err(stranger().into()), |out| Ok(*out)),
        Err(error) => Err(error.typed()),
    }
}

fn stranger() -> DbError {
    DbError::program("a piece of work came back as another one's")
}
