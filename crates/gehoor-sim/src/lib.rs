//! The simulator: the product's own use cases and timers under a seeded clock, with simulated customers, lines, suppliers and staff,
//! with crashes between any two steps, and with an auditor that keeps its own books.
//!
//! `world` knows the truth, `desk` is the product, `week` lets one act on the other, `auditor` checks the laws after every step,
//! `scenario` plays the files in `scenarios/`. One seed is one run, to the byte.

pub mod auditor;
pub mod chaos;
pub mod desk;
pub mod dice;
#[cfg(any(test, feature = "planted-faults"))]
pub mod faults;
pub mod scenario;
pub mod trace;
pub mod week;
pub mod world;

#[cfg(test)]
mod tests;
