//! A private PostgreSQL cluster on a socket in a temporary folder.

mod cluster;
mod shared;

pub use cluster::{Cluster, Keeping};
pub(crate) use shared::server;
pub use shared::{Database, empty_database};
