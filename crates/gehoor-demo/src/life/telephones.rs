//! Simulated telephones: who has this number, and would they answer now?

use gehoor_kernel::rng::Random;
use gehoor_kernel::time::{Instant, Zone};

use crate::company::numbers;

/// What a call meets, as the code that a telephone exchange gives; `None` is a conversation.
pub(crate) type Met = Option<&'static str>;

/// Calls a number. The same number has the same habits for ever; `random` decides this one call.
/// Codes are Q.850 causes: 1 does not exist, 17 busy, 19 no answer, 20 not reachable, 21 refused.
pub(crate) fn ring(e164: &str, at: Instant, zone: &Zone, random: &mut Random) -> Met {
    if !numbers::exists(e164) {
        return Some("1");
    }
    let habits = Habits::of(e164);
    let answers = habits.answers(zone.local(at).hour());
    let fate = random.unit();
    let steps = [(answers, None), (habits.off, Some("20")), (0.08, Some("17")), (0.03, Some("21"))];
    let mut sum = 0.0;
    for (share, met) in steps {
        sum += share;
        if fate < sum {
            return met;
        }
    }
    Some("19")
}

/// How somebody treats the telephone.
struct Habits {
    /// The part of the day in which it is answered best: 0 morning, 1 afternoon, 2 evening.
    best: u64,
    /// How often it is answered then.
    keen: f64,
    /// How often it is off.
    off: f64,
}

impl Habits {
    fn of(e164: &str) -> Self {
        let seed =
            e164.bytes().fold(17u64, |seed, byte| seed.wrapping_mul(131).wrapping_add(u64::from(byte)));
        let mut random = Random::from_seed(seed);
        Self {
            best: random.below(3),
            keen: 0.55 + 0.4 * random.unit(),
            off: if random.chance(0.15) { 0.3 } else { 0.04 },
        }
    }

    fn answers(&self, hour: i8) -> f64 {
        let part = match hour {
            ..12 => 0,
            12..17 => 1,
            _ => 2,
        };
        let share = if part == self.best { self.keen } else { self.keen * 0.6 };
        share.min(1.0 - self.off)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_nobody_has_never_rings() {
        let mut random = Random::from_seed(1);
        let zone = Zone::utc();
        assert!((0..50).all(|_| ring("+31612345100", Instant::MIN, &zone, &mut random) == Some("1")));
    }

    #[test]
    fn customers_answer_more_often_than_not_in_their_part_of_the_day() {
        let mut random = Random::from_seed(2);
        let zone = Zone::utc();
        let met: Vec<Met> =
            (0..400).map(|n| ring(&format!("+3161234{n:04}"), Instant::MIN, &zone, &mut random)).collect();
        let reached = met.iter().filter(|met| met.is_none()).count();
        assert!((120..320).contains(&reached), "{reached} of 400");
        for code in ["17", "19", "20"] {
            assert!(met.contains(&Some(code)), "{code}");
        }
    }
}
