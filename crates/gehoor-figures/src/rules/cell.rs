//! Cells: how many promises have the same value of a measure.

use gehoor_promise::rules::Kind;

use super::effort::Band;
use super::month::Month;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// How it stands: bits 0 and 1 open, kept or released; then broken, asked first, a moment was promised.
    Stand,
    /// How many tries it took.
    Tries,
    /// Minutes from our turn until reached, on the grid.
    Reached,
    /// Minutes from our turn until released without being reached, on the grid.
    Left,
    /// Waits still: the number of the hour (since 1970) by whose beginning it was our turn.
    Open,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Stand, Self::Tries, Self::Reached, Self::Left, Self::Open];

    /// The word in the store.
    pub fn word(self) -> &'static str {
        match self {
            Self::Stand => "stand",
            Self::Tries => "tries",
            Self::Reached => "reached",
            Self::Left => "left",
            Self::Open => "open",
        }
    }

    /// The measure of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.word() == word)
    }
}

/// The place where a promise is counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// The month in which it was made.
    pub month: Month,
    /// The team that has or had the ball: its id, or empty.
    pub team: String,
    /// What was promised.
    pub kind: Kind,
    /// What is counted.
    pub measure: Measure,
    /// What is at stake, where that is told apart; else none.
    pub band: Band,
    /// The value.
    pub value: i64,
}
