//! When somebody may go: only when what they answer for finds a living owner.

use gehoor_kernel::id::{TeamId, UserId};
use gehoor_kernel::time::Instant;

use super::{Directory, Owner, Role};

/// Why somebody can't go yet. Each has a text that says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StayReason {
    /// The last administrator: make another one first.
    LastAdministrator,
    /// Neither a stand-in who stays nor a team with somebody else in it: name a stand-in first.
    NoStandIn,
    /// The last member of a team: add another member first.
    LastMember {
        /// The team.
        team: TeamId,
    },
}

impl StayReason {
    /// The fixed word of this reason: `conflict-<word>` in the catalogues.
    pub const fn word(self) -> &'static str {
        match self {
            Self::LastAdministrator => "lastAdministrator",
            Self::NoStandIn => "userNeedsStandIn",
            Self::LastMember { .. } => "teamNeedsMember",
        }
    }
}

/// Whether the employee may leave the company now, with this stand-in for what is still open.
pub fn may_leave(
    directory: &Directory,
    user: UserId,
    stand_in: Option<UserId>,
    now: Instant,
) -> Result<(), StayReason> {
    if is_last_administrator(directory, user, now) {
        return Err(StayReason::LastAdministrator);
    }
    let alone = |team: &&TeamId| !has_other_member(directory, **team, user, now);
    if let Some(team) = directory.teams_of(Owner::User(user)).iter().find(alone) {
        return Err(StayReason::LastMember { team: *team });
    }
    let successor = stand_in.is_some_and(|id| id != user && directory.is_living(Owner::User(id), now));
    if successor || !directory.teams_of(Owner::User(user)).is_empty() {
        Ok(())
    } else {
        Err(StayReason::NoStandIn)
    }
}

/// Whether the member may be taken out of the team: somebody who has not left must remain.
pub fn may_leave_team(
    directory: &Directory,
    user: UserId,
    team: TeamId,
    now: Instant,
) -> Result<(), StayReason> {
    if has_other_member(directory, team, user, now) { Ok(()) } else { Err(StayReason::LastMember { team }) }
}

/// Whether the employee may have this role: the last administrator keeps it.
pub fn may_take_role(
    directory: &Directory,
    user: UserId,
    role: Role,
    now: Instant,
) -> Result<(), StayReason> {
    let stays = role == Role::Administrator || !is_last_administrator(directory, user, now);
    if stays { Ok(()) } else { Err(StayReason::LastAdministrator) }
}

fn is_last_administrator(directory: &Directory, user: UserId, now: Instant) -> bool {
    let mut staying =
        directory.people().filter(|person| person.role == Role::Administrator && person.stays(now));
    directory.person(user).is_some_and(|person| person.role == Role::Administrator)
        && staying.all(|person| person.id == user)
}

fn has_other_member(directory: &Directory, team: TeamId, user: UserId, now: Instant) -> bool {
    let members = directory.team(team).map_or(&[][..], |team| &team.members);
    members.iter().any(|member| member.user != user && directory.is_living(Owner::User(member.user), now))
}
