//! Who works here, who is away and who stands in: the auditor's own list.

use std::collections::BTreeMap;

use gehoor_kernel::time::Instant;

/// What is known about one employee.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The teams, as "te_…".
    pub teams: Vec<String>,
    /// When the employee left.
    pub left: Option<Instant>,
    /// Stretches of absence.
    pub away: Vec<(Instant, Instant)>,
}

/// All employees by their id's text.
#[derive(Clone, Debug, Default)]
pub struct StaffBook(BTreeMap<String, Record>);

impl StaffBook {
    /// An employee of these teams was acknowledged.
    pub fn hired(&mut self, user: &str, teams: Vec<String>) {
        self.0.insert(user.to_owned(), Record { teams, ..Record::default() });
    }

    /// An absence was acknowledged.
    pub fn away(&mut self, user: &str, from: Instant, until: Instant) {
        if let Some(record) = self.0.get_mut(user) {
            record.away.push((from, until));
        }
    }

    /// An absence ended early.
    pub fn back(&mut self, user: &str, at: Instant) {
        if let Some(record) = self.0.get_mut(user) {
            record.away.iter_mut().for_each(|(_, until)| *until = at.min(*until));
        }
    }

    /// A leave was acknowledged.
    pub fn left(&mut self, user: &str, at: Instant) {
        if let Some(record) = self.0.get_mut(user) {
            record.left = Some(at);
        }
    }

    /// Whether somebody is behind this owner now: an employee who works and is not away, or a team with anybody left.
    pub fn is_living(&self, owner: &str, now: Instant) -> bool {
        if owner.starts_with("te_") {
            return self
                .0
                .values()
                .any(|record| record.left.is_none() && record.teams.iter().any(|team| team == owner));
        }
        self.0.get(owner).is_some_and(|record| record.left.is_none() && !record.is_away(now))
    }
}

impl Record {
    fn is_away(&self, now: Instant) -> bool {
        self.away.iter().any(|(from, until)| (*from..*until).contains(&now))
    }
}
