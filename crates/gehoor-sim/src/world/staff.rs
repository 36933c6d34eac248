//! The people at the desk: when they are in, what they forget, when they are away, whether they leave.

use gehoor_kernel::id::UserId;
use gehoor_kernel::time::civil::Weekday;
use gehoor_kernel::time::{Instant, Zone, hours};

use super::names;
use crate::dice::Dice;

/// An employee.
#[derive(Clone, Debug)]
pub struct Employee {
    /// First name.
    pub name: &'static str,
    /// The product's id.
    pub id: UserId,
    /// Place of the team in the company's list.
    pub team: usize,
    /// Leads the team.
    pub leads: bool,
    /// First hour of the working day.
    pub starts: i8,
    /// Hour of going home.
    pub ends: i8,
    /// Overlooks a step in so many of a hundred cases.
    pub forgets: u64,
    /// Really away from the first to the second moment, whether the product knows or not.
    pub away: Vec<(Instant, Instant)>,
    /// Left the company then.
    pub left: Option<Instant>,
}

impl Employee {
    /// An employee with habits of their own. Leads come early and forget little.
    pub fn drawn(index: usize, id: UserId, team: usize, leads: bool, dice: &mut Dice) -> Self {
        Self {
            name: names::employee(index),
            id,
            team,
            leads,
            starts: 7 + i8::try_from(dice.between(0, 2)).unwrap_or(0),
            ends: 16 + i8::try_from(dice.between(0, 4)).unwrap_or(0),
            forgets: if leads { 5 } else { dice.between(5, 40) },
            away: Vec::new(),
            left: None,
        }
    }

    /// Whether the employee is at the desk.
    pub fn is_in(&self, at: Instant, zone: &Zone) -> bool {
        let local = zone.local(at);
        let ends = if local.weekday() == Weekday::Saturday { 16 } else { self.ends };
        let at_work = local.weekday() != Weekday::Sunday && (self.starts..ends).contains(&local.hour());
        at_work && self.works_here(at) && !self.is_away(at)
    }

    /// Whether the employee has not left.
    pub fn works_here(&self, at: Instant) -> bool {
        self.left.is_none_or(|left| at < left)
    }

    /// Whether the employee is ill or on leave.
    pub fn is_away(&self, at: Instant) -> bool {
        self.away.iter().any(|(from, until)| (*from..*until).contains(&at))
    }
}

/// Something that befalls an employee in a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Falls ill at the first moment until the second; with a stand-in or not.
    Ill(Instant, Instant, bool),
    /// Leaves the company at this moment.
    Leaves(Instant),
}

/// What befalls an employee in the week from `start`. Leads stay, so that a company never falls empty.
pub fn turn(leads: bool, start: Instant, dice: &mut Dice) -> Option<Turn> {
    match dice.between(0, 99) {
        0..=24 => {
            let from = dice.later(start, 60, 5 * 24 * 60);
            Some(Turn::Ill(from, from.plus(hours(dice.between(3, 60))), dice.percent(60)))
        }
        25..=32 if !leads => Some(Turn::Leaves(dice.later(start, 12 * 60, 6 * 24 * 60))),
        _ => None,
    }
}
