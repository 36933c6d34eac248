//! Push messages on both engines, with a push service on this machine and browsers whose keys are known.
#![expect(clippy::expect_used, reason = "a test that cannot be set up must fail at once")]

mod desk;
mod nodes;
mod pages;
mod sealing;
mod service;
mod telling;
mod trouble;
