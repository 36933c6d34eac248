//! What an error of PostgreSQL means for us.

use deadpool_postgres::PoolError;
use tokio_postgres::Error;
use tokio_postgres::error::{DbError as Said, SqlState};

use crate::DbError;

/// The meaning of an error outside a commit.
pub(crate) fn error(error: Error) -> DbError {
    match error.as_db_error() {
        Some(said) => meaning(said),
        None if distrust(&error).is_some() => DbError::refused("tls", distrust(&error).unwrap_or_default()),
        None if is_connection(&error) => DbError::Unavailable(error.to_string()),
        None => DbError::Program(chain(&error)),
    }
}

/// The meaning of an error while COMMIT was under way: a lost connection leaves the outcome unknown.
pub(super) fn commit_error(error_: Error) -> DbError {
    match error(error_) {
        DbError::Unavailable(_) => DbError::CommitUnknown,
        other => other,
    }
}

/// The meaning of an error of the pool.
pub(super) fn pool_error(pool: PoolError) -> DbError {
    match pool {
        PoolError::Backend(inner) => error(inner),
        PoolError::Timeout(_) => DbError::Busy,
        other => DbError::Unavailable(other.to_string()),
    }
}

fn meaning(said: &Said) -> DbError {
    let name = || said.constraint().unwrap_or(said.message()).to_owned();
    let code = said.code();
    if *code == SqlState::UNIQUE_VIOLATION {
        return DbError::Unique { table: said.table().unwrap_or_default().to_owned(), detail: name() };
    }
    if *code == SqlState::FOREIGN_KEY_VIOLATION || *code == SqlState::RESTRICT_VIOLATION {
        return DbError::ForeignKey { detail: name() };
    }
    let checks = [SqlState::CHECK_VIOLATION, SqlState::NOT_NULL_VIOLATION, SqlState::RAISE_EXCEPTION];
    if checks.contains(code) {
        return DbError::Check { detail: name() };
    }
    match code.code() {
        // Serialization failure, deadlock, a cached plan that a migration made stale.
        "40001" | "40P01" => DbError::Retry,
        "0A000" if said.message().contains("cached plan") => DbError::Retry,
        "55P03" | "57014" => DbError::Busy,
        "53100" => DbError::Full,
        "25006" => DbError::ReadOnly(said.message().to_owned()),
        "58030" => DbError::Disk(said.message().to_owned()),
        "XX001" | "XX002" => DbError::Damaged(said.message().to_owned()),
        "57P01" | "57P02" | "57P03" | "40003" | "53300" => DbError::Unavailable(said.message().to_owned()),
        "3D000" => DbError::refused(
            "noDatabase",
            format!("{}: create it with CREATE DATABASE, or correct the address", said.message()),
        ),
        "28P01" | "28000" => DbError::refused(
            "noAccess",
            format!(
                "the PostgreSQL server refuses this user ({}): correct user and password",
                said.message()
            ),
        ),
        other if other.starts_with("08") => DbError::Unavailable(said.message().to_owned()),
        other => DbError::Program(format!("{} ({other})", said.message())),
    }
}

/// Why no TLS connection came about, in a sentence; nothing when that was not the trouble.
fn distrust(error: &Error) -> Option<String> {
    use std::error::Error as _;
    let source = error.source()?;
    if source.to_string().contains("does not support TLS") {
        return Some(
            "the PostgreSQL server does not speak TLS: set ssl = on there, or ask for less in sslmode"
                .to_owned(),
        );
    }
    let why = source.downcast_ref::<std::io::Error>()?.get_ref()?.downcast_ref::<rustls::Error>()?;
    Some(format!(
        "the PostgreSQL server is not trusted ({why}): name the certificate of its authority in sslrootcert, and the name in its certificate as the host"
    ))
}

fn is_connection(error: &Error) -> bool {
    use std::error::Error as _;
    error.is_closed() || error.source().is_some_and(|source| source.is::<std::io::Error>())
}

fn chain(error: &Error) -> String {
    use std::error::Error as _;
    error.source().map_or(error.to_string(), |source| format!("{error}: {source}"))
}
