//! The directory: who is there, who is in which team, and who answers when somebody is away or has left.

use std::collections::BTreeMap;

use gehoor_kernel::id::{TeamId, UserId};
use gehoor_kernel::time::Instant;

use super::{Owner, Role};

/// A time in which an employee is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absent {
    /// From this moment.
    pub from: Instant,
    /// Until before this moment; open when nobody knows yet.
    pub until: Option<Instant>,
    /// Who stands in for this absence, beside or instead of the usual one.
    pub stand_in: Option<UserId>,
}

impl Absent {
    /// Whether it covers this moment.
    pub fn holds(&self, now: Instant) -> bool {
        self.from <= now && self.until.is_none_or(|until| now < until)
    }
}

/// An employee, as the directory knows one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The id.
    pub id: UserId,
    /// The name, as shown to colleagues; empty after erasure.
    pub name: String,
    /// The role.
    pub role: Role,
    /// When the person left the company.
    pub left_at: Option<Instant>,
    /// Who stands in when no absence says otherwise, and after leaving.
    pub stand_in: Option<UserId>,
    /// The teams in the order in which the person joined them.
    pub teams: Vec<TeamId>,
    /// Absences that have not ended long ago.
    pub absences: Vec<Absent>,
}

impl Person {
    /// Whether the person has not left by this moment.
    pub fn stays(&self, now: Instant) -> bool {
        self.left_at.is_none_or(|left| now < left)
    }

    /// Whether the person is here at this moment: neither left nor absent.
    pub fn is_here(&self, now: Instant) -> bool {
        self.stays(now) && self.absence(now).is_none()
    }

    fn absence(&self, now: Instant) -> Option<&Absent> {
        self.absences.iter().find(|absent| absent.holds(now))
    }

    /// Who stands in at this moment.
    fn substitute(&self, now: Instant) -> Option<UserId> {
        let named = self.absence(now).filter(|_| self.stays(now)).and_then(|absent| absent.stand_in);
        named.or(self.stand_in)
    }
}

/// A member of a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub user: UserId,
    /// Whether this member leads the team.
    pub leads: bool,
}

/// A team, as the directory knows one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Squad {
    /// The id.
    pub id: TeamId,
    /// The name.
    pub name: String,
    /// The members in the order in which they joined; none once it is closed.
    pub members: Vec<Member>,
    /// Who took its place, when it was closed.
    pub successor: Option<Owner>,
}

/// Everybody, in memory. Pure: the same question at the same moment has the same answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    people: BTreeMap<UserId, Person>,
    teams: BTreeMap<TeamId, Squad>,
}

impl Directory {
    /// The directory of these people and teams.
    pub fn new(people: impl IntoIterator<Item = Person>, teams: impl IntoIterator<Item = Squad>) -> Self {
        Self {
            people: people.into_iter().map(|person| (person.id, person)).collect(),
            teams: teams.into_iter().map(|team| (team.id, team)).collect(),
        }
    }

    /// The employee with this id, left or not.
    pub fn person(&self, id: UserId) -> Option<&Person> {
        self.people.get(&id)
    }

    /// The team with this id.
    pub fn team(&self, id: TeamId) -> Option<&Squad> {
        self.teams.get(&id)
    }

    /// Everybody, left or not, in order of id.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.people.values()
    }

    /// Every team in order of id.
    pub fn teams(&self) -> impl Iterator<Item = &Squad> {
        self.teams.values()
    }

    /// The name of an owner as shown to colleagues; empty when unknown or erased.
    pub fn name(&self, owner: Owner) -> &str {
        match owner {
            Owner::User(id) => self.person(id).map_or("", |person| &person.name),
            Owner::Team(id) => self.team(id).map_or("", |team| &team.name),
        }
    }

    /// Whether work may be given to this owner now: a person who has not left, or an open team with such a member.
    pub fn is_living(&self, owner: Owner, now: Instant) -> bool {
        match owner {
            Owner::User(id) => self.person(id).is_some_and(|person| person.stays(now)),
            Owner::Team(id) => {
                let open = self.team(id).filter(|team| team.successor.is_none());
                open.is_some_and(|team| self.has_members(team, now))
            }
        }
    }

    /// The teams that are not closed, in order of id.
    pub fn open_teams(&self) -> impl Iterator<Item = &Squad> {
        self.teams().filter(|team| team.successor.is_none())
    }

    /// Who took the place of a closed team, and theirs; any other owner itself.
    pub fn in_place_of(&self, owner: Owner) -> Owner {
        let mut asked = vec![owner];
        while let Some(Owner::Team(team)) = asked.last() {
            match self.team(*team).and_then(|team| team.successor) {
                Some(next) if !asked.contains(&next) => asked.push(next),
                _ => break,
            }
        }
        asked.pop().unwrap_or(owner)
    }

    /// Who answers now for what this owner is responsible for: the owner when there; else the stand-in, and theirs; else
    /// the first team of these; else a team with an administrator, or an administrator. For a closed team whoever took its
    /// place. Always a living owner, as long as the company has an administrator who has not left.
    pub fn resolve(&self, owner: Owner, now: Instant) -> Owner {
        match self.in_place_of(owner) {
            Owner::User(id) => self.resolve_user(id, now),
            team if self.is_living(team, now) => team,
            _ => self.last_resort(now).unwrap_or(owner),
        }
    }

    /// Who is asked when the owner's tries run out: a leader of the owner's team who is here, else a person with the
    /// role lead in it, else an administrator who is here; never the owner's own self unless nobody else is left.
    pub fn lead_of(&self, owner: Owner, now: Instant) -> Owner {
        let teams = self.teams_of(owner);
        let mates = || teams.iter().filter_map(|id| self.team(*id)).flat_map(|team| &team.members);
        let here = |id: UserId| owner != Owner::User(id) && self.person(id).is_some_and(|p| p.is_here(now));
        let leader = mates().find(|member| member.leads && here(member.user)).map(|member| member.user);
        let by_role = |role: Role| move |id: &UserId| self.person(*id).is_some_and(|p| p.role >= role);
        let lead =
            leader.or_else(|| mates().map(|m| m.user).filter(|id| here(*id)).find(by_role(Role::Lead)));
        let administrator =
            || self.people.keys().copied().filter(|id| here(*id)).find(by_role(Role::Administrator));
        lead.or_else(administrator).map_or_else(|| self.resolve(owner, now), Owner::User)
    }

    /// The teams of an owner: the team itself, or those that the person is in; for a closed team those of whoever took its
    /// place.
    pub fn teams_of(&self, owner: Owner) -> &[TeamId] {
        match self.in_place_of(owner) {
            Owner::User(id) => self.person(id).map_or(&[], |person| &person.teams),
            Owner::Team(id) => self.team(id).map_or(&[], |team| std::slice::from_ref(&team.id)),
        }
    }

    /// Whether this person is in this team.
    pub fn is_member(&self, user: UserId, team: TeamId) -> bool {
        self.teams_of(Owner::User(user)).contains(&team)
    }

    /// Whether this owner is the person, one of the person's teams, or a member of one of them.
    pub fn is_near(&self, user: UserId, owner: Owner) -> bool {
        owner == Owner::User(user) || self.teams_of(owner).iter().any(|team| self.is_member(user, *team))
    }

    /// The first administrator who has not left.
    pub fn administrator(&self, now: Instant) -> Option<UserId> {
        let stays = |person: &&Person| person.role == Role::Administrator && person.stays(now);
        self.people.values().find(stays).map(|person| person.id)
    }

    fn resolve_user(&self, id: UserId, now: Instant) -> Owner {
        let mut asked: Vec<UserId> = Vec::new();
        let mut next = Some(id);
        while let Some(id) = next.filter(|id| !asked.contains(id)) {
            let person = self.person(id);
            if person.is_some_and(|person| person.is_here(now)) {
                return Owner::User(id);
            }
            asked.push(id);
            next = person.and_then(|person| person.substitute(now));
        }
        let team = asked
            .iter()
            .flat_map(|id| self.teams_of(Owner::User(*id)))
            .find(|team| self.is_living(Owner::Team(**team), now));
        team.map(|team| Owner::Team(*team)).or_else(|| self.last_resort(now)).unwrap_or(Owner::User(id))
    }

    fn has_members(&self, team: &Squad, now: Instant) -> bool {
        team.members.iter().any(|member| self.is_living(Owner::User(member.user), now))
    }

    fn last_resort(&self, now: Instant) -> Option<Owner> {
        let administrators =
            || self.people.values().filter(|p| p.role == Role::Administrator && p.stays(now));
        let team = administrators().find_map(|person| person.teams.first()).map(|team| Owner::Team(*team));
        team.or_else(|| administrators().next().map(|person| Owner::User(person.id)))
    }
}
