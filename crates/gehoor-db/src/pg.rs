//! PostgreSQL: a pool, one transaction for each piece of work, statements pipelined.

mod error;
mod server;
mod tls;
mod tx;
mod value;

pub(crate) use error::error;
pub(crate) use server::PgServer;
pub(crate) use tx::PgTx;
