//! What tests stand on: a fresh database on each engine, and helpers that look at it from outside.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that can't be set up must fail at once and say why"
)]

mod api;
mod database;
mod http;
mod pages;
mod plan;
mod postgres;
mod schema;
mod site;

pub use api::{Api, Told};
pub use database::{Fresh, MIGRATIONS, NOW, both, both_fresh, fresh, on};
pub use http::{Client, Response};
pub use pages::{Badges, Seen, badge, fill, front, look};
pub use plan::plan;
pub use postgres::{Cluster, Database, Keeping, empty_database};
pub use schema::schema;
pub use site::{Running, Site};
