//! A piece of work: what is run in one transaction, and may be run again from the start.

use std::future::Future;

use futures_util::future::BoxFuture;

use crate::{DbError, Tx};

/// The error type of a use case: it can hold a database error and show it again.
pub trait WorkError: From<DbError> + Send + 'static {
    /// The database error inside, if this is one.
    fn db(&self) -> Option<&DbError>;
}

impl WorkError for DbError {
    fn db(&self) -> Option<&DbError> {
        Some(self)
    }
}

/// What [`crate::Db::write`] and [`crate::Db::read`] run. Owns its input, does nothing but SQL, waits for nothing else.
pub trait Work: Send + Sync + 'static {
    /// What it gives.
    type Out: Send + 'static;
    /// What it may refuse with; a refusal rolls everything back.
    type Error: WorkError;

    /// Does the work in a transaction. May be called again after a failure, then in a new transaction.
    fn run(&self, tx: &mut Tx<'_>) -> impl Future<Output = Result<Self::Out, Self::Error>> + Send;

    /// Asked in a new transaction when the connection was lost during COMMIT and the server can't tell either:
    /// the result, if what the work would have stored is there.
    fn committed(
        &self,
        tx: &mut Tx<'_>,
    ) -> impl Future<Output = Result<Option<Self::Out>, Self::Error>> + Send {
        let _ = tx;
        std::future::ready(Ok(None))
    }
}

/// A closure with its input as a piece of work.
pub struct Closure<I, F> {
    input: I,
    run: F,
}

/// Makes a piece of work of an input and a closure: `work(input, |tx, i| Box::pin(use_case(tx, i)))`.
pub fn work<I, T, E, F>(input: I, run: F) -> Closure<I, F>
where
    F: for<'a, 't> Fn(&'a mut Tx<'t>, &'a I) -> BoxFuture<'a, Result<T, E>>,
{
    Closure { input, run }
}

impl<I, T, E, F> Work for Closure<I, F>
where
    I: Send + Sync + 'static,
    T: Send + 'static,
    E: WorkError,
    F: for<'a, 't> Fn(&'a mut Tx<'t>, &'a I) -> BoxFuture<'a, Result<T, E>> + Send + Sync + 'static,
{
    type Out = T;
    type Error = E;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<T, E> {
        (self.run)(tx, &self.input).await
    }
}
