use gehoor_kernel::id::{TeamId, UserId};
use gehoor_kernel::time::Instant;
use proptest::prelude::*;

use super::*;

const NOW: Instant = Instant::from_micros(1_000);

fn user(n: u128) -> UserId {
    UserId::from_bits(n)
}

fn team(n: u128) -> TeamId {
    TeamId::from_bits(n)
}

fn person(n: u128, teams: &[u128]) -> Person {
    Person {
        id: user(n),
        name: format!("person {n}"),
        role: Role::Employee,
        left_at: None,
        stand_in: None,
        teams: teams.iter().map(|&n| team(n)).collect(),
        absences: Vec::new(),
    }
}

fn away(stand_in: Option<u128>) -> Absent {
    Absent {
        from: Instant::from_micros(0),
        until: Some(Instant::from_micros(2_000)),
        stand_in: stand_in.map(user),
    }
}

fn directory(people: Vec<Person>) -> Directory {
    let mut teams: Vec<TeamId> = people.iter().flat_map(|person| person.teams.clone()).collect();
    teams.sort();
    teams.dedup();
    let squads: Vec<Squad> = teams.into_iter().map(|id| squad(id, &people)).collect();
    Directory::new(people, squads)
}

fn squad(id: TeamId, people: &[Person]) -> Squad {
    let within = people.iter().filter(|person| person.teams.contains(&id));
    let members = within.map(|person| Member { user: person.id, leads: person.role == Role::Lead }).collect();
    Squad { id, name: String::new(), members, successor: None }
}

#[test]
fn who_is_there_answers_and_who_is_away_is_stood_in_for() {
    let mut absent = person(1, &[1]);
    absent.absences.push(away(Some(2)));
    let people = directory(vec![absent, person(2, &[]), person(3, &[1])]);
    let owner = Owner::User(user(1));
    assert_eq!(people.resolve(owner, NOW), Owner::User(user(2)));
    assert_eq!(people.resolve(owner, Instant::from_micros(2_000)), owner);
}

#[test]
fn without_a_stand_in_the_first_living_team_answers() {
    let mut absent = person(1, &[1, 2]);
    absent.absences.push(away(None));
    let people = directory(vec![absent, person(3, &[2])]);
    assert_eq!(people.resolve(Owner::User(user(1)), NOW), Owner::Team(team(1)));
    let mut left = person(1, &[1, 2]);
    left.left_at = Some(NOW);
    let people = directory(vec![left, person(3, &[2])]);
    assert_eq!(people.resolve(Owner::User(user(1)), NOW), Owner::Team(team(2)));
}

#[test]
fn stand_ins_in_a_circle_end_at_an_administrator() {
    let (mut one, mut two, mut admin) = (person(1, &[]), person(2, &[]), person(3, &[]));
    one.absences.push(away(Some(2)));
    two.absences.push(away(Some(1)));
    admin.role = Role::Administrator;
    let people = directory(vec![one, two, admin]);
    assert_eq!(people.resolve(Owner::User(user(1)), NOW), Owner::User(user(3)));
    assert_eq!(people.resolve(Owner::Team(team(9)), NOW), Owner::User(user(3)));
}

#[test]
fn the_lead_of_the_team_is_asked_and_else_an_administrator() {
    let (mut lead, mut admin) = (person(2, &[1]), person(3, &[]));
    lead.role = Role::Lead;
    admin.role = Role::Administrator;
    let all = vec![person(1, &[1]), lead.clone(), admin.clone()];
    assert_eq!(directory(all).lead_of(Owner::User(user(1)), NOW), Owner::User(user(2)));
    lead.absences.push(away(None));
    let all = vec![person(1, &[1]), lead, admin];
    assert_eq!(directory(all).lead_of(Owner::Team(team(1)), NOW), Owner::User(user(3)));
}

#[test]
fn nobody_leaves_who_would_leave_work_alone() {
    let mut admin = person(1, &[]);
    admin.role = Role::Administrator;
    let people = directory(vec![admin, person(2, &[]), person(3, &[1]), person(4, &[2]), person(5, &[2])]);
    let leave = |n, stand_in: Option<u128>| may_leave(&people, user(n), stand_in.map(user), NOW);
    assert_eq!(leave(1, Some(2)), Err(StayReason::LastAdministrator));
    assert_eq!(leave(2, None), Err(StayReason::NoStandIn));
    assert_eq!(leave(2, Some(2)), Err(StayReason::NoStandIn));
    assert_eq!(leave(2, Some(3)), Ok(()));
    assert_eq!(leave(3, Some(2)), Err(StayReason::LastMember { team: team(1) }));
    assert_eq!(leave(4, None), Ok(()));
    assert_eq!(may_leave_team(&people, user(3), team(1), NOW), Err(StayReason::LastMember { team: team(1) }));
    assert_eq!(may_take_role(&people, user(1), Role::Lead, NOW), Err(StayReason::LastAdministrator));
}

#[test]
fn an_owner_reads_back() {
    for owner in [Owner::User(user(7)), Owner::Team(team(8))] {
        assert_eq!(owner.to_string().parse(), Ok(owner));
    }
    assert_eq!("cu_00000000000000000000000007".parse::<Owner>(), Err(BadOwner));
}

fn any_absence() -> impl Strategy<Value = Absent> {
    (0i64..2_000, prop::option::of(0i64..2_000), prop::option::of(0u128..9)).prop_map(
        |(from, until, stand_in)| Absent {
            from: Instant::from_micros(from),
            until: until.map(Instant::from_micros),
            stand_in: stand_in.map(user),
        },
    )
}

fn any_person(n: u128) -> impl Strategy<Value = Person> {
    let role = prop_oneof![Just(Role::Employee), Just(Role::Lead), Just(Role::Administrator)];
    let teams = prop::collection::btree_set(0u128..4, 0..3);
    let absences = prop::collection::vec(any_absence(), 0..3);
    (role, prop::option::of(0i64..2_000), prop::option::of(0u128..9), teams, absences).prop_map(
        move |(role, left, stand_in, teams, absences)| {
            let teams: Vec<u128> = teams.into_iter().collect();
            let left_at = left.map(Instant::from_micros);
            Person { role, left_at, stand_in: stand_in.map(user), absences, ..person(n, &teams) }
        },
    )
}

fn any_company() -> impl Strategy<Value = Directory> {
    let staff: Vec<_> = (0..8).map(any_person).collect();
    staff.prop_map(|mut staff| {
        // The company has an administrator who has not left: leaving.rs sees to it.
        staff.push(Person { role: Role::Administrator, ..person(8, &[]) });
        directory(staff)
    })
}

#[test]
fn a_closed_team_is_answered_for_by_whoever_took_its_place() {
    let people =
        vec![person(1, &[2]), person(2, &[3]), Person { role: Role::Administrator, ..person(8, &[]) }];
    let closed =
        |id, successor| Squad { successor: Some(successor), members: Vec::new(), ..squad(team(id), &[]) };
    let to_team = closed(1, Owner::Team(team(2)));
    let teams = [to_team, squad(team(2), &people), squad(team(3), &people)];
    let company = Directory::new(people.clone(), teams);
    let old = Owner::Team(team(1));
    assert!(!company.is_living(old, NOW));
    assert_eq!(company.resolve(old, NOW), Owner::Team(team(2)));
    assert!(company.is_near(user(1), old) && !company.is_near(user(2), old));
    let later = [company.teams().next().cloned(), Some(closed(2, Owner::User(user(2))))];
    let later = Directory::new(people.clone(), later.into_iter().flatten().chain([squad(team(3), &people)]));
    assert_eq!(later.resolve(old, NOW), Owner::User(user(2)), "the successor was closed as well");
    let circle = [closed(1, Owner::Team(team(2))), closed(2, Owner::Team(team(1)))];
    let circle = Directory::new(people, circle);
    assert!(circle.is_living(circle.resolve(old, NOW), NOW), "never without anybody");
}

proptest! {
    #[test]
    fn there_is_always_a_living_owner(company in any_company(), n in 0u128..12, of_team: bool, at in 0i64..3_000) {
        let now = Instant::from_micros(at);
        let owner = if of_team { Owner::Team(team(n)) } else { Owner::User(user(n)) };
        let found = company.resolve(owner, now);
        prop_assert!(company.is_living(found, now));
        prop_assert!(company.is_living(company.lead_of(owner, now), now));
    }

    #[test]
    fn who_is_here_keeps_the_work(company in any_company(), n in 0u128..9, at in 0i64..3_000) {
        let now = Instant::from_micros(at);
        if company.person(user(n)).is_some_and(|person| person.is_here(now)) {
            prop_assert_eq!(company.resolve(Owner::User(user(n)), now), Owner::User(user(n)));
        }
    }

    #[test]
    fn after_a_permitted_leave_the_work_has_an_owner_at_once(company in any_company(), n in 0u128..9, s in 0u128..9) {
        if may_leave(&company, user(n), Some(user(s)), NOW).is_ok() {
            let gone = company.people().cloned().map(|mut person| {
                if person.id == user(n) {
                    (person.left_at, person.stand_in) = (Some(NOW), Some(user(s)));
                }
                person
            });
            let after = Directory::new(gone, company.teams().cloned());
            prop_assert!(after.is_living(after.resolve(Owner::User(user(n)), NOW), NOW));
            prop_assert!(after.administrator(NOW).is_some());
        }
    }
}
