//! Finding people on stage by their names, and telling in plain words what the product shows.

use gehoor_kernel::id::{ContactPointId, PromiseId, UserId};

use super::{Guest, Stage};
use crate::auditor::Seen;
use crate::desk::Trouble;
use crate::scenario::expect::{Shown, plain};

impl Stage {
    /// What the product shows of the customer's latest promise, in plain words.
    pub fn shown(&self, customer: &str) -> Result<Shown, Trouble> {
        let id = self.promise_of(customer)?;
        let seen = self.desk.shown()?.remove(&id).ok_or_else(|| Trouble::new("the promise is not there"))?;
        let mut shown = self.in_words(&seen);
        let times = match self.guest(customer)?.written {
            0 => return Ok(shown),
            1 => "once".to_owned(),
            2 => "twice".to_owned(),
            more => format!("{more} times"),
        };
        shown.words.extend(["written to".to_owned(), format!("written to {times}")]);
        Ok(shown)
    }

    pub(super) fn in_words(&self, seen: &Seen) -> Shown {
        let mut words = vec![plain(&seen.state)];
        if let Some(step) = &seen.step {
            words.extend([plain(&step.kind), self.name(&step.owner), plain(&step.why)]);
        }
        let marks = [(seen.broken, "broken"), (seen.asked_first, "asked first")];
        words.extend(marks.into_iter().filter(|(holds, _)| *holds).map(|(_, mark)| mark.to_owned()));
        words.extend(seen.offered_to.iter().map(|taker| format!("offered to {}", self.name(taker))));
        let at = seen.step.as_ref().map(|step| self.zone.local(step.at));
        Shown { words, at, now: Some(self.zone.local(self.now)) }
    }

    pub(super) fn name(&self, owner: &str) -> String {
        let user = self.staff.iter().find(|(_, id)| id.to_string() == owner).map(|(name, _)| name);
        let team = || self.teams.iter().find(|(_, id)| id.to_string() == owner).map(|(name, _)| name);
        user.or_else(team).map_or_else(|| owner.to_owned(), Clone::clone)
    }

    pub(super) fn phone(&self, customer: &str, id: PromiseId) -> Result<ContactPointId, Trouble> {
        let guest = self.guest(customer)?;
        let seen = self.desk.shown()?;
        let named = seen.get(&id).and_then(|seen| seen.step.as_ref()?.point.clone());
        let named = named.and_then(|named| {
            guest.points.iter().find(|(point, value)| point.to_string() == named && !value.contains('@'))
        });
        let any = || guest.points.iter().rev().find(|(_, value)| !value.contains('@'));
        named
            .or_else(any)
            .map(|(point, _)| *point)
            .ok_or_else(|| Trouble::new(format!("{customer} has no number")))
    }

    pub(super) fn user(&self, name: &str) -> Result<UserId, Trouble> {
        self.staff.get(name).copied().ok_or_else(|| Trouble::new(format!("nobody is called {name}")))
    }

    pub(super) fn anybody(&self) -> Result<UserId, Trouble> {
        self.staff.values().next().copied().ok_or_else(|| Trouble::new("nobody works here"))
    }

    pub(super) fn owner(&self, name: &str) -> Result<String, Trouble> {
        match self.teams.get(name) {
            Some(team) => Ok(team.to_string()),
            None => self.user(name).map(|user| user.to_string()),
        }
    }

    pub(super) fn guest(&self, name: &str) -> Result<&Guest, Trouble> {
        self.customers.get(name).ok_or_else(|| Trouble::new(format!("there is no customer {name}")))
    }

    pub(super) fn promise_of(&self, customer: &str) -> Result<PromiseId, Trouble> {
        let found = self.latest.get(customer).copied();
        found.ok_or_else(|| Trouble::new(format!("nothing was promised to {customer}")))
    }
}
