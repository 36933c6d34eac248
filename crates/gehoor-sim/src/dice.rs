//! Seeded choices, spelled as one reads them.

use gehoor_kernel::rng::Random;
use gehoor_kernel::time::{Instant, minutes};

/// A source of choices. Every part of the world has its own, so that one more choice here does not change all choices there.
#[derive(Clone, Debug)]
pub struct Dice(Random);

impl Dice {
    /// The dice of one part of the world under one seed.
    pub fn new(seed: u64, part: &str) -> Self {
        let mixed = part.bytes().fold(seed ^ 0x51_7c_c1_b7_27_22_0a_95, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self(Random::from_seed(Random::from_seed(mixed).next_u64()))
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, of_hundred: u64) -> bool {
        self.0.below(100) < of_hundred
    }

    /// A whole number from `low` to `high`, both included.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.0.below(high.saturating_sub(low) + 1)
    }

    /// One of the items.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.0.below(items.len() as u64) as usize)
    }

    /// One of at least one words.
    pub fn word(&mut self, words: &[&'static str]) -> &'static str {
        self.pick(words).copied().unwrap_or_default()
    }

    /// A moment `low` to `high` minutes after `from`, on a whole second.
    pub fn later(&mut self, from: Instant, low: u64, high: u64) -> Instant {
        from.plus(minutes(self.between(low, high))).plus(std::time::Duration::from_secs(self.between(0, 59)))
    }

    /// Fresh bits, for a part that keeps its own source.
    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }
}
