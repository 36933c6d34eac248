//! The shell from outside, on both engines, with a small slice of its own.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "test code: a fault fails the test"
)]

mod admin;
mod api;
mod journal;
mod lease;
mod outbox;
mod pages;
mod schedule;
mod server;
mod thing;
