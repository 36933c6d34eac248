//! The groups that figures are told for: all, each team, each kind, each month, each class of amount.

use std::collections::BTreeMap;

use gehoor_kernel::time::Instant;
use gehoor_promise::rules::Kind;

use super::cell::{Cell, Measure};
use super::effort::{Band, Effort};
use super::measures::Measures;
use super::month::Month;
use super::tally::Tally;

/// What the groups of a question look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The first month.
    pub from: Month,
    /// The last month.
    pub until: Month,
    /// Only this team's: its id.
    pub team: Option<String>,
    /// Only this kind.
    pub kind: Option<Kind>,
}

impl Shape {
    /// Whether a cell belongs to the question.
    pub fn holds(&self, cell: &Cell) -> bool {
        (self.from..=self.until).contains(&cell.month)
            && self.team.as_ref().is_none_or(|team| *team == cell.team)
            && self.kind.is_none_or(|kind| kind == cell.kind)
    }
}

/// All promises of a question, in groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    all: Tally,
    teams: BTreeMap<String, Tally>,
    kinds: BTreeMap<Kind, Tally>,
    months: BTreeMap<Month, Tally>,
    bands: BTreeMap<Band, Tally>,
}

impl Groups {
    /// Adds a cell with `n` promises.
    pub fn add(&mut self, cell: &Cell, n: u64, now: Instant) {
        let Cell { month, team, kind, measure, band, value } = cell;
        self.all.add(*measure, *value, n, now);
        if !self.teams.contains_key(team) {
            self.teams.insert(team.clone(), Tally::default());
        }
        if let Some(tally) = self.teams.get_mut(team) {
            tally.add(*measure, *value, n, now);
        }
        self.kinds.entry(*kind).or_default().add(*measure, *value, n, now);
        self.months.entry(*month).or_default().add(*measure, *value, n, now);
        if *measure != Measure::Stand {
            self.bands.entry(*band).or_default().add(*measure, *value, n, now);
        }
    }

    /// The figures of all.
    pub fn all(&self) -> Measures {
        Measures::of(&self.all)
    }

    /// The figures of a team.
    pub fn team(&self, id: &str) -> Measures {
        Measures::of(self.teams.get(id).unwrap_or(&Tally::default()))
    }

    /// The figures of a kind.
    pub fn kind(&self, kind: Kind) -> Measures {
        Measures::of(self.kinds.get(&kind).unwrap_or(&Tally::default()))
    }

    /// The figures of a month.
    pub fn month(&self, month: Month) -> Measures {
        Measures::of(self.months.get(&month).unwrap_or(&Tally::default()))
    }

    /// Effort by amount.
    pub fn effort(&self) -> Effort {
        Effort::of(|band| self.bands.get(&band).cloned().unwrap_or_default())
    }
}
