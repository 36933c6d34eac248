//! SQLite: a connection with its statements; the writer, the readers and what is refused at start stand beside.

mod conn;
mod file;
mod place;
mod readers;
mod writer;

pub(crate) use conn::{LiteConn, error};
pub(crate) use file::{LiteFile, LiteMemory};
