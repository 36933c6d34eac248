//! What customers ask for at a garage, in their words.

use gehoor_kernel::rng::Random;
use gehoor_promise::rules::Kind;

use crate::company::TEAMS;

const PROMISES: &str = include_str!("../../data/promises.txt");

/// What sort of moment a promise waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// A moment or window.
    At,
    /// The arrival of an order.
    Arrival,
    /// Minutes, in place.
    Soon,
}

/// A promise that a customer of a garage could be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wish {
    /// What sort.
    pub(crate) kind: Kind,
    /// When.
    pub(crate) when: When,
    /// The place of the team among [`TEAMS`].
    pub(crate) team: usize,
    /// The words.
    pub(crate) words: &'static str,
}

/// Any wish.
pub(crate) fn any(random: &mut Random) -> Option<Wish> {
    let all: Vec<Wish> = all().collect();
    all.get(random.below(all.len() as u64) as usize).copied()
}

/// Any wish with this sort of moment.
pub(crate) fn with(when: When, random: &mut Random) -> Option<Wish> {
    let all: Vec<Wish> = all().filter(|wish| wish.when == when).collect();
    all.get(random.below(all.len() as u64) as usize).copied()
}

fn all() -> impl Iterator<Item = Wish> {
    PROMISES.lines().filter(|line| !line.starts_with('#')).filter_map(wish)
}

fn wish(line: &'static str) -> Option<Wish> {
    let mut parts = line.split(';');
    let kind = parts.next()?.parse().ok()?;
    let when = match parts.next()? {
        "when" => When::Arrival,
        "soon" => When::Soon,
        _ => When::At,
    };
    let team = parts.next()?;
    let team = TEAMS.iter().position(|name| name.eq_ignore_ascii_case(team))?;
    Some(Wish { kind, when, team, words: parts.next()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_wish() {
        let lines = PROMISES.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(all().count(), lines);
        for when in [When::At, When::Arrival, When::Soon] {
            assert!(with(when, &mut Random::from_seed(1)).is_some_and(|wish| wish.when == when));
        }
    }
}
