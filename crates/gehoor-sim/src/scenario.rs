//! Scenarios: small plays in plain English with their expected timelines. See `scenarios/*.txt`.

pub mod act;
pub mod expect;
pub mod fit;
pub mod moment;
pub mod parse;
pub mod play;
mod stage;

pub use play::{Played, play};

/// A whole scenario.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its title.
    pub title: String,
    /// The wall-clock moment at which it starts.
    pub start: gehoor_kernel::time::civil::DateTime,
    /// The teams with their people; the first of a team is its lead.
    pub teams: Vec<Team>,
    /// The customers.
    pub customers: Vec<Person>,
    /// What happens, in order.
    pub lines: Vec<Line>,
}

/// A team of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// Its name.
    pub name: String,
    /// Its people; the first is the lead.
    pub people: Vec<String>,
}

/// A customer of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name as the scenario says it: "Mr De Wit".
    pub name: String,
    /// Telephone numbers and e-mail addresses as typed.
    pub points: Vec<String>,
}

/// One line of a scenario.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its place in the file, from 1.
    pub number: usize,
    /// As written.
    pub text: String,
    /// The wall-clock moment.
    pub at: gehoor_kernel::time::civil::DateTime,
    /// What happens or must hold.
    pub what: What,
}

/// What a line says.
#[derive(Clone, Debug)]
pub enum What {
    /// Time passes.
    Nothing,
    /// Somebody does something.
    Act(act::Act),
    /// Something must hold.
    Expect(expect::Expect),
}
