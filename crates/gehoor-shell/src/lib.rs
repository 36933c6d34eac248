//! How to be a slice: the application, errors, journal, outbox, scheduler, API and server. No business of its own.

pub mod api;
pub mod app;
pub mod cx;
mod erase;
pub mod error;
pub mod journal;
pub mod lease;
pub mod metrics;
pub mod outbox;
pub mod scheduler;
pub mod server;
pub mod slice;
pub mod texts;
pub mod web;

pub use api::{Answer, Ask, Caller, Command, Fields, Reply, Scope, Sees};
pub use app::{App, Clock};
pub use cx::{Actor, Cx};
pub use erase::{HeldMessage, erase_words, hand_on_words, held_messages};
pub use error::{Error, Fault};
pub use journal::Facts;
pub use scheduler::{Ran, Task};
pub use slice::{Check, Finding, Slice};
pub use texts::Language;

/// A future on the heap that can move between threads.
pub type BoxFuture<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The statements of the shell's own tables, for the test that prepares every statement on both engines.
pub fn statements() -> Vec<&'static gehoor_db::Sql> {
    [journal::STATEMENTS, lease::STATEMENTS, outbox::STATEMENTS, api::STATEMENTS, erase::ALL].concat()
}

/// The texts of the shell itself, merged with those of the slices by [`texts::Texts::new`].
pub const TEXTS: &[(Language, &str)] =
    &[(Language::Nl, include_str!("../text/nl.ftl")), (Language::En, include_str!("../text/en.ftl"))];

/// The laws that the shell itself guards, beside those of the slices.
pub fn checks() -> Vec<Check> {
    let law = "8: the journal is only added to: every sealed block follows from its entries and the block before it";
    vec![Check { name: "journal-chain", law, run: |tx, _| Box::pin(journal::verify(tx)) }]
}
