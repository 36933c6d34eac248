//! Who works at the garage, and in which team.

use std::sync::Arc;

use gehoor_db::Tx;
use gehoor_kernel::id::{TeamId, UserId};
use gehoor_people::rules::Member;
use gehoor_people::{Directory, NewTeam, NewUser, Owner, Role};
use gehoor_shell::{Actor, App, Cx, Error};

/// The teams, in the order in which they are made.
pub(crate) const TEAMS: [&str; 3] = ["Receptie", "Werkplaats", "Onderdelen"];

const OWNER: (&str, &str) = ("Marleen van der Veer", "marleen@example.nl");

/// Name, mail address, team, whether she or he leads it.
const PEOPLE: [(&str, &str, usize, bool); 10] = [
    ("Fatima Aydın", "fatima@example.nl", 0, true),
    ("Joris de Wit", "joris@example.nl", 0, false),
    ("Sanne Bakker", "sanne@example.nl", 0, false),
    ("Henk Brouwer", "henk@example.nl", 1, true),
    ("Youssef El Amrani", "youssef@example.nl", 1, false),
    ("Milan Kowalski", "milan@example.nl", 1, false),
    ("Daan Jansen", "daan@example.nl", 1, false),
    ("Ingrid Postma", "ingrid@example.nl", 2, true),
    ("Tom Peeters", "tom@example.nl", 2, false),
    ("Oksana Melnyk", "oksana@example.nl", 2, false),
];

/// An employee.
#[derive(Clone, Debug)]
pub(crate) struct Worker {
    /// Which.
    pub(crate) id: UserId,
    /// Her or his name.
    pub(crate) name: String,
    /// The place of the team in [`Crew::teams`].
    pub(crate) team: usize,
}

/// The people of the garage.
#[derive(Clone, Debug)]
pub(crate) struct Crew {
    /// The owner of the garage, who is its administrator.
    pub(crate) administrator: UserId,
    /// The teams, in the order of [`TEAMS`].
    pub(crate) teams: [TeamId; 3],
    /// Everybody in a team.
    pub(crate) workers: Vec<Worker>,
}

impl Crew {
    /// Hires everybody; the store must be empty.
    pub(crate) async fn hire(app: &App) -> Result<Self, Error> {
        let cx = app.cx(Actor::System);
        app.act(&cx, (), |tx, cx, ()| Box::pin(hire(tx, cx))).await?;
        Self::load(app).await?.ok_or_else(|| Error::program("the garage has no people"))
    }

    /// The people as the store has them; `None` when it has none.
    pub(crate) async fn load(app: &App) -> Result<Option<Self>, Error> {
        let cx = app.cx(Actor::System);
        let directory = app.look(&cx, (), |tx, cx, ()| Box::pin(gehoor_people::directory(tx, cx))).await?;
        Ok(Self::of(&directory, &cx))
    }

    fn of(directory: &Arc<Directory>, cx: &Cx) -> Option<Self> {
        let named = |name: &str| directory.teams().find(|team| team.name == name);
        let mut teams = Vec::new();
        let mut workers = Vec::new();
        for (place, name) in TEAMS.iter().enumerate() {
            let team = named(name)?;
            teams.push(team.id);
            workers.extend(team.members.iter().map(|member| Worker {
                id: member.user,
                name: directory.name(Owner::User(member.user)).to_owned(),
                team: place,
            }));
        }
        let administrator = directory.administrator(cx.now)?;
        workers.sort_by(|a, b| (a.team, &a.name).cmp(&(b.team, &b.name)));
        Some(Self { administrator, teams: teams.try_into().ok()?, workers })
    }

    /// The people of one team.
    pub(crate) fn of_team(&self, place: usize) -> impl Iterator<Item = &Worker> {
        self.workers.iter().filter(move |worker| worker.team == place)
    }
}

async fn hire(tx: &mut Tx<'_>, cx: &Cx) -> Result<(), Error> {
    user(tx, cx, OWNER, Role::Administrator).await?;
    for (place, name) in TEAMS.iter().enumerate() {
        let mut members = Vec::new();
        for (person, email, _, leads) in PEOPLE.iter().filter(|person| person.2 == place) {
            let role = if *leads { Role::Lead } else { Role::Employee };
            members.push(Member { user: user(tx, cx, (person, email), role).await?, leads: *leads });
        }
        gehoor_people::add_team(tx, cx, &NewTeam { name: (*name).to_owned(), members }).await?;
    }
    Ok(())
}

async fn user(tx: &mut Tx<'_>, cx: &Cx, (name, email): (&str, &str), role: Role) -> Result<UserId, Error> {
    let new = NewUser { name: name.to_owned(), email: Some(email.to_owned()), role, stand_in: None };
    Ok(gehoor_people::add_user(tx, cx, &new).await?.id)
}
