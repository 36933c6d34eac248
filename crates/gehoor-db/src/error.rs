//! What the database may answer instead of a result, sorted by who must act.

/// Why the database did not do what was asked. Cheap to clone: a failed commit answers every command of its group.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DbError {
    /// Somebody else changed the same rows first: run the work again from the start. [`crate::Db::write`] does so by itself.
    #[error("the rows were changed by somebody else meanwhile")]
    Retry,
    /// A unique index refused the row.
    #[error("there is such a row already in {table} ({detail})")]
    Unique {
        /// The table, empty when the engine does not say.
        table: String,
        /// The columns (SQLite) or the name of the index (PostgreSQL): for logs, not for decisions.
        detail: String,
    },
    /// A row points to one that does not exist, or is still pointed to.
    #[error("a foreign key refused the change ({detail})")]
    ForeignKey {
        /// What the engine says.
        detail: String,
    },
    /// A CHECK, a NOT NULL or a trigger of the schema refused the change.
    #[error("the schema refused the change ({detail})")]
    Check {
        /// The name of the constraint, or what the trigger says.
        detail: String,
    },
    /// A lock or a statement took too long.
    #[error("the database is busy")]
    Busy,
    /// The disk is full: reading goes on, writing resumes by itself when there is room.
    #[error("the disk of the database is full")]
    Full,
    /// The database can only be read at the moment (opened so, or a disk or server that says so).
    #[error("the database can only be read: {0}")]
    ReadOnly(String),
    /// The disk gave an error.
    #[error("the disk of the database failed: {0}")]
    Disk(String),
    /// The file is not a database or is damaged.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// The database server can't be reached.
    #[error("the database server can't be reached: {0}")]
    Unavailable(String),
    /// The connection was lost during COMMIT and nobody knows whether it happened.
    #[error("the connection was lost during the commit; it is not known whether the change was stored")]
    CommitUnknown,
    /// The schema was written by a newer version of the program.
    #[error(
        "the database has schema {found}, this program knows up to {known}: start the newer version, or restore a backup of this one"
    )]
    NewerSchema {
        /// The highest migration in the database.
        found: u32,
        /// The highest migration this program knows.
        known: u32,
    },
    /// Refused for a reason that the administrator can change.
    #[error("{reason}")]
    Refused {
        /// A fixed word for the reason.
        code: &'static str,
        /// A sentence that says what is wrong and what to do.
        reason: String,
    },
    /// A mistake in the program: a wrong statement, a panic, a value of another type.
    #[error("a mistake in the program: {0}")]
    Program(String),
}

impl DbError {
    /// A refusal that the administrator can do something about.
    pub(crate) fn refused(code: &'static str, reason: impl Into<String>) -> Self {
        Self::Refused { code, reason: reason.into() }
    }

    /// A mistake in the program.
    pub fn program(what: impl Into<String>) -> Self {
        Self::Program(what.into())
    }

    /// True when a unique index of this table refused the row.
    pub fn is_unique_in(&self, name: &str) -> bool {
        matches!(self, Self::Unique { table, .. } if table == name)
    }

    /// True when the same call may well succeed later without anybody changing anything.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Retry | Self::Busy | Self::Full | Self::Unavailable(_) | Self::CommitUnknown)
    }
}
