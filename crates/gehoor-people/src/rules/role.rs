//! What an employee is in the company.

/// The role of an employee, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Front line.
    Employee,
    /// Leads teams; is asked when tries run out.
    Lead,
    /// Sets the company up. There is always one who has not left.
    Administrator,
}

/// The text is no role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a role")]
pub struct BadRole;

impl Role {
    /// Every word of a role.
    pub const WORDS: [&'static str; 3] = ["employee", "lead", "administrator"];

    /// The fixed word of this role.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Employee => "employee",
            Self::Lead => "lead",
            Self::Administrator => "administrator",
        }
    }
}

impl std::str::FromStr for Role {
    type Err = BadRole;

    fn from_str(word: &str) -> Result<Self, BadRole> {
        [Self::Employee, Self::Lead, Self::Administrator]
            .into_iter()
            .find(|r| r.word() == word)
            .ok_or(BadRole)
    }
}
