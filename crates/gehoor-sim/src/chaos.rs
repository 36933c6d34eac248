//! What goes wrong, drawn from the seed: the process dies between any two steps, providers lie, hours go by in the dark.

use gehoor_kernel::time::{Instant, hours, minutes};

use crate::dice::Dice;

/// What happens to the process while it does one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nothing.
    Lives,
    /// It dies before it began.
    DiesBefore,
    /// It dies with the transaction open.
    DiesDuring,
    /// It dies after the commit, before the answer.
    DiesAfter,
}

/// What a provider does with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Post {
    /// Takes it and says so.
    Accepts,
    /// Does not take it for now.
    FailsForNow,
    /// Does not take it, for good.
    Bounces,
    /// Takes it and says nothing: the call fails without a verdict.
    KeepsSilent,
    /// Does not take it and says nothing.
    LosesIt,
    /// The process dies before the message was given to it.
    WeDieBefore,
    /// The process dies after the message was given to it, before that was written down.
    WeDieAfter,
}

/// The seeded source of trouble.
#[derive(Clone, Debug)]
pub struct Chaos {
    dice: Dice,
    /// In how many of a thousand commands the process dies.
    deadly: u64,
}

impl Chaos {
    /// The trouble of one seed. One seed in four is calm, so that a fault of the rules shows without noise.
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed, "chaos");
        let deadly = if seed.is_multiple_of(4) { 0 } else { dice.between(5, 60) };
        Self { dice, deadly }
    }

    /// What happens to the process during the next command.
    pub fn fate(&mut self) -> Fate {
        if self.dice.between(0, 999) >= self.deadly {
            return Fate::Lives;
        }
        match self.dice.between(0, 2) {
            0 => Fate::DiesBefore,
            1 => Fate::DiesDuring,
            _ => Fate::DiesAfter,
        }
    }

    /// What the provider does with the next message.
    pub fn post(&mut self) -> Post {
        match self.dice.between(0, 99) {
            0..=69 => Post::Accepts,
            70..=79 => Post::FailsForNow,
            80..=84 => Post::Bounces,
            85..=89 => Post::KeepsSilent,
            90..=93 => Post::LosesIt,
            _ if self.deadly == 0 => Post::Accepts,
            94..=96 => Post::WeDieBefore,
            _ => Post::WeDieAfter,
        }
    }

    /// Stretches of the week from `start` in which no server runs.
    pub fn downtimes(&mut self, start: Instant) -> Vec<(Instant, Instant)> {
        let times = if self.deadly == 0 { 0 } else { self.dice.between(0, 3) };
        let mut from = start;
        (0..times)
            .map(|_| {
                from = self.dice.later(from, 3 * 60, 50 * 60);
                let until = from.plus(self.length());
                let stretch = (from, until);
                from = until;
                stretch
            })
            .collect()
    }

    fn length(&mut self) -> std::time::Duration {
        if self.dice.percent(30) {
            hours(self.dice.between(5, 30))
        } else {
            minutes(self.dice.between(2, 200))
        }
    }

    /// Whether a second server takes over the next round of tasks.
    pub fn other_server(&mut self) -> bool {
        self.deadly > 0 && self.dice.percent(30)
    }
}
