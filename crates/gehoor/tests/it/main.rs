//! The whole product: on both engines in process, and as the built program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up must fail at once"
)]

mod addresses;
mod attack;
mod cli;
mod company;
mod demo;
mod import;
mod program;
mod reference;
mod rights;
mod signals;
