//! Commands about employees.

use gehoor_kernel::id::{TeamId, UserId};
use gehoor_kernel::time::Instant;
use gehoor_people::rules::Member;
use gehoor_people::{NewAbsence, NewTeam, NewUser, Role, add_team, add_user, leave, note_absence};
use gehoor_shell::Actor;

use super::{Desk, Ended};

impl Desk {
    /// A new employee.
    pub fn hire(&mut self, name: &str, role: Role) -> Ended<UserId> {
        let new = NewUser { name: name.to_owned(), email: None, role, stand_in: None };
        self.act(Actor::System, new, |tx, cx, new| {
            Box::pin(async move { Ok(add_user(tx, cx, new).await?.id) })
        })
    }

    /// A new team; the first member leads it.
    pub fn team(&mut self, name: &str, members: &[UserId]) -> Ended<TeamId> {
        let members = members
            .iter()
            .enumerate()
            .map(|(place, user)| Member { user: *user, leads: place == 0 })
            .collect();
        let new = NewTeam { name: name.to_owned(), members };
        self.act(Actor::System, new, |tx, cx, new| {
            Box::pin(async move { Ok(add_team(tx, cx, new).await?.id) })
        })
    }

    /// An employee is away from now on.
    pub fn absent(
        &mut self,
        by: UserId,
        user: UserId,
        until: Instant,
        stand_in: Option<UserId>,
    ) -> Ended<()> {
        #[cfg(any(test, feature = "planted-faults"))]
        if self.swallows_absence() {
            return Ended::Done(());
        }
        let new = NewAbsence { from: None, until: Some(until), stand_in };
        self.act(Actor::User(by, None), (user, new), |tx, cx, (user, new)| {
            Box::pin(async move { note_absence(tx, cx, *user, new).await.map(|_| ()) })
        })
    }

    /// An employee leaves the company now.
    pub fn leave(&mut self, by: UserId, user: UserId) -> Ended<()> {
        self.act(Actor::User(by, None), user, |tx, cx, user| {
            Box::pin(async move { leave(tx, cx, *user, None, None).await.map(|_| ()) })
        })
    }
}
