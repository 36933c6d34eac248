//! The stage of a scenario: a company with exactly the people and customers of the file, and nothing drawn by lot.

mod doing;
mod looking;

use std::collections::BTreeMap;

use gehoor_kernel::id::{ContactPointId, CustomerId, PromiseId, TeamId, UserId};
use gehoor_kernel::time::civil::DateTime;
use gehoor_kernel::time::{Instant, Zone};
use gehoor_people::Role;

use super::act::Act;
use super::{Scenario, Team};
use crate::auditor::{Auditor, Breach, Written};
use crate::chaos::Post;
use crate::desk::{Desk, Ended, Note, Trouble};

/// A company on stage.
pub struct Stage {
    zone: Zone,
    now: Instant,
    desk: Desk,
    auditor: Auditor,
    staff: BTreeMap<String, UserId>,
    teams: BTreeMap<String, TeamId>,
    customers: BTreeMap<String, Guest>,
    latest: BTreeMap<String, PromiseId>,
    is_down: bool,
}

struct Guest {
    id: CustomerId,
    points: Vec<(ContactPointId, String)>,
    /// How often a message of ours arrived.
    written: usize,
}

impl Stage {
    /// Sets the stage.
    pub fn set(scenario: &Scenario, seed: u64) -> Result<Self, Trouble> {
        let zone = Zone::new("Europe/Amsterdam").map_err(|fault| Trouble::new(fault.to_string()))?;
        let now = zone.instant_of(scenario.start);
        let mail =
            scenario.customers.iter().any(|person| person.points.iter().any(|point| point.contains('@')));
        let mut stage = Self {
            now,
            desk: Desk::open(seed, now, mail)?,
            auditor: Auditor::new(zone.clone()),
            zone,
            staff: BTreeMap::new(),
            teams: BTreeMap::new(),
            customers: BTreeMap::new(),
            latest: BTreeMap::new(),
            is_down: false,
        };
        for (place, team) in scenario.teams.iter().enumerate() {
            stage.found(team, place == 0)?;
        }
        for person in &scenario.customers {
            let (id, points) = done(stage.desk.customer(&person.name, "nl", &person.points))?;
            stage.customers.insert(person.name.clone(), Guest { id, points, written: 0 });
        }
        Ok(stage)
    }

    fn found(&mut self, team: &Team, first: bool) -> Result<(), Trouble> {
        let mut members = Vec::new();
        for (place, name) in team.people.iter().enumerate() {
            let role = match place {
                0 if first => Role::Administrator,
                0 => Role::Lead,
                _ => Role::Employee,
            };
            let id = done(self.desk.hire(name, role))?;
            self.staff.insert(name.clone(), id);
            members.push(id);
        }
        let id = done(self.desk.team(&team.name, &members))?;
        for member in &members {
            self.auditor.staff.hired(&member.to_string(), vec![id.to_string()]);
        }
        self.teams.insert(team.name.clone(), id);
        Ok(())
    }

    /// Lets time pass until the wall clock says so; the product does what falls due on the way.
    pub fn go_to(&mut self, at: DateTime) -> Result<(), Trouble> {
        let target = self.zone.instant_of(at).max(self.now);
        while let Some(next) = self.desk.next().filter(|next| *next <= target && !self.is_down) {
            self.now = next.max(self.now);
            self.serve()?;
        }
        self.now = target;
        self.serve()
    }

    fn serve(&mut self) -> Result<(), Trouble> {
        self.desk.set_clock(self.now);
        if self.is_down {
            return Ok(());
        }
        while self.desk.tick()?.died {}
        self.desk.take_notes().into_iter().for_each(|note| self.noted(note));
        Ok(())
    }

    /// What the provider noted down about a message.
    fn noted(&mut self, note: Note) {
        let of = |guest: &Guest| guest.points.iter().any(|(_, value)| *value == note.to);
        let customer = self.customers.values().position(of);
        if let (Some(place), Post::Bounces) = (customer, note.did) {
            self.auditor.letters.refused(place);
        }
        if note.went_out {
            let guest = customer.and_then(|place| self.customers.values_mut().nth(place));
            guest.into_iter().for_each(|guest| guest.written += 1);
            let Note { key, to, by_hand, .. } = note;
            self.auditor.message(&Written { key, to, customer, by_hand, at: self.now });
        }
    }

    /// Lets the auditor look; gives what it found.
    pub fn audit(&mut self) -> Result<Vec<Breach>, Trouble> {
        let shown = self.desk.shown()?;
        self.auditor.look(&shown, self.now, !self.is_down);
        Ok(self.auditor.take_breaches())
    }

    /// Lets somebody do something.
    pub fn act(&mut self, act: &Act) -> Result<(), Trouble> {
        match act {
            Act::Crash => self.desk.restart()?,
            Act::CrashWhileSending => self.desk.provider().kill_next(),
            Act::Stop => self.is_down = true,
            Act::Start => {
                self.is_down = false;
                self.desk.restart()?;
            }
            Act::MailIsSilent(silent) => self.desk.provider().keep_silent(*silent),
            _ => self.command(act)?,
        }
        self.serve()
    }

    fn command(&mut self, act: &Act) -> Result<(), Trouble> {
        match act {
            Act::Promise { by, customer, owner, kind, trigger } => {
                self.promise(by, customer, owner.as_deref(), kind, trigger)
            }
            Act::Arrives(key) => {
                done(self.desk.event(key, self.now))?;
                self.auditor.event(key, self.now);
                Ok(())
            }
            Act::Calls { by, customer, outcome } => self.calls(by, customer, outcome),
            Act::Writes { by, customer, channel } => self.writes(by, customer, channel),
            Act::GivesNumber { customer, number } => self.gives_number(customer, number),
            Act::Wishes { customer, from, until } => {
                let id = self.guest(customer)?.id;
                done(self.desk.wishes(id, from, until))
            }
            Act::Ill { who, until, stand_in } => self.ill(who, *until, stand_in.as_deref()),
            Act::Leaves(who) => {
                let user = self.user(who)?;
                done(self.desk.leave(self.anybody()?, user))?;
                self.auditor.staff.left(&user.to_string(), self.now);
                Ok(())
            }
            other => self.about_a_promise(other),
        }
    }
}

fn done<T>(ended: Ended<T>) -> Result<T, Trouble> {
    match ended {
        Ended::Done(done) => Ok(done),
        Ended::Refused(why) => Err(Trouble::new(format!("refused: {why}"))),
        Ended::Died(_) => Err(Trouble::new("the process died unasked")),
        Ended::Broken(trouble) => Err(trouble),
    }
}
