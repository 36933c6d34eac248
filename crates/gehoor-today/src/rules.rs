//! The parts of a day, and whose steps a reader sees. Pure.

use gehoor_kernel::id::{TeamId, UserId};
use gehoor_kernel::time::civil::Time;
use gehoor_kernel::time::{Instant, Zone, hours};
use gehoor_people::{Directory, Owner};

/// The parts that a day is shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The moment has come or is past.
    Late,
    /// Within the hour.
    NextHour,
    /// Before the day ends.
    LaterToday,
    /// Tried; the next try is later today.
    WaitsForCustomer,
    /// Its owner is away or gone; somebody else answers for it.
    WithoutOwner,
}

impl Section {
    /// The word in the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::NextHour => "nextHour",
            Self::LaterToday => "laterToday",
            Self::WaitsForCustomer => "waitsForCustomer",
            Self::WithoutOwner => "withoutOwner",
        }
    }
}

/// A day as seen at one moment of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The moment.
    pub now: Instant,
    /// An hour later, but not after the end.
    pub hour: Instant,
    /// The last microsecond before midnight, by the company's clocks.
    pub end: Instant,
}

impl Day {
    /// The day around `now` in this zone.
    pub fn new(now: Instant, zone: &Zone) -> Self {
        let tomorrow = zone.local(now).date().tomorrow().unwrap_or(zone.local(now).date());
        let midnight = zone.instant_of(tomorrow.to_datetime(Time::midnight()));
        let end = Instant::from_micros(midnight.as_micros() - 1).max(now);
        Self { now, hour: now.plus(hours(1)).min(end), end }
    }

    /// After and until which moments the three parts in time run: late, next hour, later today.
    pub fn parts(&self) -> [(Instant, Instant); 3] {
        [(Instant::from_micros(i64::MIN), self.now), (self.now, self.hour), (self.hour, self.end)]
    }

    /// Where a step belongs. `trying`: it was tried and the customer not reached. `away`: its owner is away or gone.
    pub fn section(&self, at: Instant, trying: bool, away: bool) -> Section {
        match at {
            _ if away => Section::WithoutOwner,
            at if at <= self.now => Section::Late,
            at if at <= self.hour => Section::NextHour,
            _ if trying => Section::WaitsForCustomer,
            _ => Section::LaterToday,
        }
    }
}

/// How many steps a day's parts have, counted up to a cap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Steps whose moment has come.
    pub late: i64,
    /// Steps within the hour.
    pub next_hour: i64,
    /// Steps before the day ends.
    pub later_today: i64,
}

impl Counts {
    /// Sums over owners, cut off at `cap`.
    pub fn capped([late, next_hour, later_today]: [i64; 3], cap: usize) -> Self {
        let cap = i64::try_from(cap).unwrap_or(i64::MAX);
        Self { late: late.min(cap), next_hour: next_hour.min(cap), later_today: later_today.min(cap) }
    }
}

/// Whose steps are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// This employee's and those of the employee's teams as such.
    Mine(UserId),
    /// A team's and those of its members.
    Team(TeamId),
    /// Everybody's.
    All,
}

/// The owners in the store whose steps a reader sees now: all who resolve to one of the readers. With a stand-in's own
/// steps come those of whom they stand in for.
pub fn owners(directory: &Directory, view: View, now: Instant) -> Vec<Owner> {
    let people = directory.people().map(|person| Owner::User(person.id));
    let teams = directory.teams().map(|team| Owner::Team(team.id));
    people.chain(teams).filter(|owner| sees(directory, view, directory.resolve(*owner, now))).collect()
}

fn sees(directory: &Directory, view: View, answers: Owner) -> bool {
    match (view, answers) {
        (View::All, _) => true,
        (View::Mine(user), Owner::User(id)) => user == id,
        (View::Mine(user), Owner::Team(team)) => directory.is_member(user, team),
        (View::Team(wanted), Owner::Team(team)) => wanted == team,
        (View::Team(wanted), Owner::User(user)) => directory.is_member(user, wanted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_midnight_by_the_companys_clocks() {
        let zone = Zone::new("Europe/Amsterdam").unwrap();
        let now: Instant = "2026-11-22T21:30:00Z".parse().unwrap();
        let day = Day::new(now, &zone);
        assert_eq!(day.end, "2026-11-22T22:59:59.999999Z".parse().unwrap());
        let at = |text: &str| text.parse::<Instant>().unwrap();
        assert_eq!(day.section(now, false, false), Section::Late);
        assert_eq!(day.section(at("2026-11-22T22:30:00Z"), true, false), Section::NextHour);
        assert_eq!(day.section(at("2026-11-22T22:31:00Z"), true, false), Section::WaitsForCustomer);
        assert_eq!(day.section(at("2026-11-22T22:31:00Z"), false, false), Section::LaterToday);
        assert_eq!(day.section(now, false, true), Section::WithoutOwner);
    }
}
