//! What is told, to whom, and when. Pure.

mod choice;
mod news;
#[cfg(test)]
mod tests;
mod tries;

pub use choice::{Choice, Kind, Times};
pub use news::{News, is_for_now, listeners, read};
pub use tries::{gives_up, lasts, next_telling, pause};

/// A word that is not one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a word of this kind")]
pub struct BadWord;
