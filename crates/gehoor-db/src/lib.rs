//! Both database engines behind one transaction type; knows no business table.
//!
//! A use case is an `async fn f(tx: &mut Tx<'_>, …)` that does nothing but SQL and may be run again from the start.
//! [`Db::write`] runs it in a transaction and answers after the commit; [`Db::read`] runs it on a snapshot.
//! SQLite: one writer thread groups whoever waits into one commit. PostgreSQL: one transaction each, statements pipelined.

mod backup;
mod dialect;
mod erased;
mod error;
mod lite;
mod migrate;
mod options;
mod pg;
mod planted;
mod pool;
mod row;
mod sql;
mod statistics;
mod tx;
mod value;
mod work;

pub use backup::Contents;
pub use error::DbError;
pub use migrate::Migration;
pub use options::{Engine, Options, Place};
pub use pool::Db;
pub use row::{Cell, OwnedRow, Row};
pub use sql::{Sql, prepare_all};
pub use statistics::Statistics;
pub use tx::Tx;
pub use value::Value;
pub use work::{Closure, Work, WorkError, work};

/// A future on the heap, as the closures of [`work`] return it.
pub use futures_util::future::BoxFuture;

/// The statements of this crate, for [`prepare_all`].
pub fn statements() -> &'static [&'static Sql] {
    dialect::ALL
}
