//! The owner of a step or a promise: a person or a team.

use gehoor_kernel::id::{TeamId, UserId};

/// Who is responsible. Stored as the owner key: the id, whose prefix says which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Owner {
    /// One employee.
    User(UserId),
    /// A team: whoever of it is there.
    Team(TeamId),
}

/// The text is neither the id of a user nor that of a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the id of a user or a team")]
pub struct BadOwner;

impl Owner {
    /// The employee, when it is one.
    pub const fn user(self) -> Option<UserId> {
        if let Self::User(id) = self { Some(id) } else { None }
    }

    /// The team, when it is one.
    pub const fn team(self) -> Option<TeamId> {
        if let Self::Team(id) = self { Some(id) } else { None }
    }
}

impl std::fmt::Display for Owner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::User(id) => id.fmt(f),
            Self::Team(id) => id.fmt(f),
        }
    }
}

impl std::str::FromStr for Owner {
    type Err = BadOwner;

    fn from_str(text: &str) -> Result<Self, BadOwner> {
        let user = text.parse().map(Self::User);
        user.or_else(|_| text.parse().map(Self::Team)).map_err(|_| BadOwner)
    }
}
