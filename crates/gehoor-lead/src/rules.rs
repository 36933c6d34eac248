//! Who is away, who has their steps, and how much the coming days hold for each. Pure.

use std::collections::BTreeMap;

use gehoor_kernel::time::{Instant, Zone, hours};
use gehoor_people::{Directory, Owner};
use gehoor_today::rules::Day;

/// The days that the load is shown for.
pub const DAYS: usize = 5;

/// An employee who is away now, or who left and still has steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    /// Who.
    pub who: Owner,
    /// The name.
    pub name: String,
    /// Whether the employee left the company.
    pub left: bool,
    /// When the absence ends, when somebody knows.
    pub until: Option<Instant>,
    /// Who answers for the steps now.
    pub answers: Owner,
    /// How many steps of the coming days have moved.
    pub steps: i64,
}

/// How many steps one owner has in each of the coming days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// The name.
    pub name: String,
    /// The counts, today with what is late first.
    pub days: Vec<i64>,
}

/// The last microseconds of today and the days after it, by the company's clocks.
pub fn ends(now: Instant, zone: &Zone) -> Vec<Instant> {
    let mut from = now;
    let mut ends = Vec::with_capacity(DAYS);
    while ends.len() < DAYS {
        let end = Day::new(from, zone).end;
        ends.push(end);
        from = Instant::from_micros(end.as_micros() + 1);
    }
    ends
}

/// Who of these owners is away, in order of name. Who left is named as long as steps stand under that name.
pub fn away(
    directory: &Directory,
    scope: &[Owner],
    load: &BTreeMap<Owner, Vec<i64>>,
    now: Instant,
) -> Vec<Away> {
    let people = directory.people().filter(|person| scope.contains(&Owner::User(person.id)));
    let gone = people.filter(|person| !person.is_here(now)).map(|person| {
        let who = Owner::User(person.id);
        let absence = person.absences.iter().find(|absent| absent.holds(now));
        let steps = load.get(&who).map_or(0, |days| days.iter().sum());
        let (left, answers) = (!person.stays(now), directory.resolve(who, now));
        let until = absence.and_then(|absent| absent.until);
        Away { who, name: person.name.clone(), left, until, answers, steps }
    });
    let mut gone: Vec<_> = gone.filter(|away| !away.left || away.steps > 0).collect();
    gone.sort_by_key(|away| away.name.to_lowercase());
    gone
}

/// The load of each who answers, in order of name, never of number: each day's steps stand with who is there on that
/// day. Employees who are here stand in it without steps as well.
pub fn load(
    directory: &Directory,
    counts: &BTreeMap<Owner, Vec<i64>>,
    ends: &[Instant],
    now: Instant,
) -> Vec<Load> {
    let mut loads: BTreeMap<Owner, Vec<i64>> = BTreeMap::new();
    for (owner, days) in counts {
        for (day, count) in days.iter().enumerate() {
            let moment = ends.get(day).map_or(now, |end| end.minus(hours(12)).max(now));
            let answers = directory.resolve(*owner, moment);
            let here = answers == *owner && answers.user().is_some();
            if *count > 0 || here {
                let row = loads.entry(answers).or_insert_with(|| vec![0; ends.len()]);
                row[day] += count;
            }
        }
    }
    let named = |(owner, days)| Load { name: directory.name(owner).to_owned(), days };
    let mut loads: Vec<_> = loads.into_iter().map(named).collect();
    loads.sort_by_key(|load| load.name.to_lowercase());
    loads
}

#[cfg(test)]
mod tests {
    use gehoor_kernel::id::UserId;
    use gehoor_people::Role;
    use gehoor_people::rules::{Absent, Person};

    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn person(bits: u128, name: &str, absences: Vec<Absent>, stand_in: Option<UserId>) -> Person {
        let (id, role, name) = (UserId::from_bits(bits), Role::Administrator, name.to_owned());
        Person { id, name, role, left_at: None, stand_in, teams: Vec::new(), absences }
    }

    #[test]
    fn days_end_at_midnight_over_a_change_of_clocks() {
        let zone = Zone::new("Europe/Amsterdam").unwrap();
        let ends = ends(at("2026-10-24T10:00:00Z"), &zone);
        assert_eq!(ends[0], at("2026-10-24T21:59:59.999999Z"));
        assert_eq!(ends[1], at("2026-10-25T22:59:59.999999Z"), "the day of 25 hours");
        assert_eq!(ends.len(), DAYS);
    }

    #[test]
    fn steps_of_an_absent_one_stand_with_the_stand_in_until_the_return() {
        let now = at("2026-11-23T09:00:00Z");
        let ends = ends(now, &Zone::new("Europe/Amsterdam").unwrap());
        let ill = Absent { from: now, until: Some(ends[0]), stand_in: None };
        let (anna, bram) = (UserId::from_bits(1), UserId::from_bits(2));
        let people = [person(1, "Bram", vec![ill], Some(bram)), person(2, "anna", Vec::new(), None)];
        let directory = Directory::new(people, []);
        let counts = BTreeMap::from([
            (Owner::User(anna), vec![3, 4, 0, 0, 0]),
            (Owner::User(bram), vec![1, 0, 0, 0, 9]),
        ]);
        let loads = load(&directory, &counts, &ends, now);
        let shown: Vec<_> = loads.iter().map(|load| (load.name.as_str(), load.days.as_slice())).collect();
        assert_eq!(shown, [("anna", &[4, 0, 0, 0, 9][..]), ("Bram", &[0, 4, 0, 0, 0][..])]);
        let scope = [Owner::User(anna), Owner::User(bram)];
        let gone = away(&directory, &scope, &counts, now);
        assert_eq!((gone.len(), gone[0].answers, gone[0].steps), (1, Owner::User(bram), 7));
    }
}
