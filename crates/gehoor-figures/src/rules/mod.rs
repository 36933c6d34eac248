//! The arithmetic of figures: what counts of a promise, in which cells it stands, and what many cells say. Pure.

mod cell;
mod effort;
mod fact;
mod grid;
mod group;
mod measures;
mod month;
mod tally;

pub use cell::{Cell, Measure};
pub use effort::{Band, Effort, OfBand, Verdict};
pub use fact::{Fact, Seen, Standing, Try};
pub use grid::{LONGEST, WITHIN, down, up};
pub use group::{Groups, Shape};
pub use measures::{Few, Measures, Reach, Tries};
pub use month::{BadMonth, Month};
pub use tally::Tally;

/// Fewer cases than this give no figure at all.
pub const LEAST: u64 = 5;
/// Fewer cases than this give no mean.
pub const LEAST_MEAN: u64 = 15;
/// A team of fewer people than this has no figures of its own: they would be figures of a person (law 10).
pub const LEAST_PEOPLE: usize = 2;

#[cfg(test)]
mod tests;
