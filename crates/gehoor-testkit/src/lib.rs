//! What tests stand on: a fresh database on each engine, and helpers that look at it from outside.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that can't be set up must fail at once and say why"
)]

mod api;
mod database;
mod postgres;
mod schema;

pub use api::{Api, Told};
pub use database::{Fresh, MIGRATIONS, NOW, both, both_fresh, fresh, on};
pub use postgres::{Cluster, Keeping};
pub use schema::schema;
