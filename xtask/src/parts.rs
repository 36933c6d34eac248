//! How long each part of a run took, told at its end.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The parts of a run in the order in which they ended.
#[derive(Default)]
pub struct Parts(Mutex<Vec<(String, Duration)>>);

impl Parts {
    /// Runs a part and notes how long it took.
    #[expect(clippy::disallowed_methods, reason = "a development tool tells how long it takes")]
    pub fn time<T>(&self, name: &str, run: impl FnOnce() -> T) -> T {
        let began = Instant::now();
        let done = run();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((name.to_owned(), began.elapsed()));
        done
    }

    /// Prints a line for each part.
    pub fn print(&self) {
        for (name, took) in &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            println!("{:>6} s  {name}", took.as_secs());
        }
    }
}
