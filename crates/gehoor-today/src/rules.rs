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
    /// The first moment of the day, by the company's clocks.
    pub start: Instant,
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
        let date = zone.local(now).date();
        let start = zone.instant_of(date.to_datetime(Time::midnight()));
        let tomorrow = date.tomorrow().unwrap_or(date);
        let midnight = zone.instant_of(tomorrow.to_datetime(Time::midnight()));
        let end = Instant::from_micros(midnight.as_micros() - 1).max(now);
        Self { start, now, hour: now.plus(hours(1)).min(end), end }
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

/// The parts of the page: what has come is late only when the customer counted on it before now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The customer counted on it before now.
    Late,
    /// For now.
    Now,
    /// Within the hour.
    NextHour,
    /// Before the day ends.
    LaterToday,
    /// Tried; the next try is later today.
    WaitsForCustomer,
    /// Its owner is away or gone.
    WithoutOwner,
}

impl Part {
    /// All of them in their order on the page.
    pub const ALL: [Self; 6] =
        [Self::Late, Self::Now, Self::NextHour, Self::LaterToday, Self::WaitsForCustomer, Self::WithoutOwner];

    /// Where a step of this section stands. `overdue`: the customer counted on it before now.
    pub const fn of(section: Section, overdue: bool) -> Self {
        match (section, overdue) {
            (Section::Late, true) => Self::Late,
            (Section::Late, false) => Self::Now,
            (Section::NextHour, _) => Self::NextHour,
            (Section::LaterToday, _) => Self::LaterToday,
            (Section::WaitsForCustomer, _) => Self::WaitsForCustomer,
            (Section::WithoutOwner, _) => Self::WithoutOwner,
        }
    }

    /// The word in the catalogues.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Now => "now",
            Self::NextHour => "nextHour",
            Self::LaterToday => "laterToday",
            Self::WaitsForCustomer => "waitsForCustomer",
            Self::WithoutOwner => "withoutOwner",
        }
    }

    /// Whether all of this part is among the rows when more rows follow one at `last`. Rows come in order of time.
    pub fn is_whole(self, last: Instant, day: &Day) -> bool {
        match self {
            Self::Late | Self::Now => last > day.now,
            Self::NextHour => last > day.hour,
            Self::LaterToday | Self::WaitsForCustomer | Self::WithoutOwner => false,
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

/// The people whose endings a reader sees as done today.
pub fn people(directory: &Directory, view: View) -> Vec<UserId> {
    match view {
        View::Mine(user) => vec![user],
        View::Team(team) => {
            let members = directory.team(team).map(|team| team.members.as_slice()).unwrap_or_default();
            members.iter().map(|member| member.user).collect()
        }
        View::All => directory.people().map(|person| person.id).collect(),
    }
}

/// Spellings under which somebody may have promised "when this is in": as typed, in small and capital letters, without
/// spaces, the last word, and with our word for an order before it. Without the text itself.
pub fn spellings(key: &str) -> Vec<String> {
    let last = key.split_whitespace().last().unwrap_or(key);
    let tight: String = key.split_whitespace().collect();
    let numbered = [format!("order {last}"), format!("Order {last}"), format!("bestelling {last}")];
    let plain = [key.to_lowercase(), key.to_uppercase(), tight.to_uppercase(), tight, last.to_owned()];
    let mut all: Vec<String> = Vec::new();
    for one in plain.into_iter().chain(numbered) {
        if one != key && !all.contains(&one) {
            all.push(one);
        }
    }
    all
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
        assert_eq!(day.start, "2026-11-21T23:00:00Z".parse().unwrap());
        assert_eq!(day.section(now, false, false), Section::Late);
        assert_eq!(day.section(at("2026-11-22T22:30:00Z"), true, false), Section::NextHour);
        assert_eq!(day.section(at("2026-11-22T22:31:00Z"), true, false), Section::WaitsForCustomer);
        assert_eq!(day.section(at("2026-11-22T22:31:00Z"), false, false), Section::LaterToday);
        assert_eq!(day.section(now, false, true), Section::WithoutOwner);
    }
    #[test]
    fn what_has_come_is_late_only_for_who_counted_on_it() {
        assert_eq!(Part::of(Section::Late, true), Part::Late);
        assert_eq!(Part::of(Section::Late, false), Part::Now);
        assert_eq!(Part::of(Section::NextHour, true), Part::NextHour);
    }

    #[test]
    fn an_order_is_found_under_the_spellings_of_people() {
        let all = spellings("4711");
        assert!(all.contains(&"order 4711".to_owned()) && !all.contains(&"4711".to_owned()));
        assert!(spellings("Order 4711").contains(&"order 4711".to_owned()));
        assert!(spellings("ORDER 4711").contains(&"4711".to_owned()));
    }
}
