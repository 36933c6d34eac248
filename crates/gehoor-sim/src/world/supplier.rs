//! Suppliers: each order arrives when expected, late, twice or never.

use gehoor_kernel::time::{Instant, hours};

use crate::dice::Dice;

/// An order that promises wait for.
#[derive(Clone, Debug)]
pub struct Order {
    /// The key of its event: "order 4711".
    pub key: String,
    /// When it should be in.
    pub expected: Instant,
    /// When it really comes; more than once when the supplier repeats itself, empty when it never comes.
    pub arrivals: Vec<Instant>,
}

impl Order {
    /// An order of a week that begins at `start`.
    pub fn drawn(number: u64, start: Instant, dice: &mut Dice) -> Self {
        let expected = dice.later(start, 8 * 60, 5 * 24 * 60);
        let arrivals = match dice.between(0, 99) {
            0..=49 => vec![dice.later(expected.minus(hours(6)), 0, 8 * 60)],
            50..=69 => vec![dice.later(expected, 60, 3 * 24 * 60)],
            70..=84 => twice(expected, dice),
            _ => Vec::new(),
        };
        Self { key: format!("order {number}"), expected, arrivals }
    }
}

fn twice(expected: Instant, dice: &mut Dice) -> Vec<Instant> {
    let first = dice.later(expected.minus(hours(3)), 0, 6 * 60);
    vec![first, dice.later(first, 0, 26 * 60)]
}
