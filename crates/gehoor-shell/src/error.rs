//! Errors sorted by who must act. One file (`api/problem.rs`) maps them to answers.

use std::borrow::Cow;

use gehoor_db::{DbError, WorkError};

/// One thing that is wrong with what a caller sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// JSON pointer (RFC 6901) into the body ("/trigger/at/from"), or "?name" for a query key, or the name of a header.
    pub pointer: String,
    /// Stable word in camelCase; the text is `fault-<code>` in the catalogues.
    pub code: &'static str,
    /// Named values for the text.
    pub args: Vec<(&'static str, String)>,
}

impl Fault {
    /// A fault at `pointer` with no values for its text.
    pub fn new(pointer: impl Into<String>, code: &'static str) -> Self {
        Self { pointer: pointer.into(), code, args: Vec::new() }
    }

    /// The same fault with one more value for its text.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// Why a use case, a task or a request did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What was sent is wrong; all faults at once (400).
    #[error("the input has {} fault(s), the first: {}", .0.len(), first(.0))]
    Invalid(Vec<Fault>),
    /// No such thing, or not the caller's to see (404).
    #[error("not found")]
    NotFound,
    /// The state of the thing does not allow this (409). The text is `conflict-<code>` in the catalogues.
    #[error("conflict: {code}")]
    Conflict {
        /// Stable word in camelCase.
        code: &'static str,
        /// Named values for the text.
        args: Vec<(&'static str, String)>,
    },
    /// Somebody changed it since the caller looked (412).
    #[error("changed meanwhile, now at version {current}")]
    Stale {
        /// The version that stands now.
        current: i64,
    },
    /// A change without If-Match (428).
    #[error("If-Match is missing")]
    PreconditionRequired,
    /// The Idempotency-Key was used for another request (422).
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// No token, or not one that we know (401).
    #[error("not signed in")]
    Unauthorized,
    /// The caller may not do this (403). The text is `forbidden-<code>`.
    #[error("forbidden: {code}")]
    Forbidden {
        /// Stable word in camelCase.
        code: &'static str,
    },
    /// The body is not JSON (400).
    #[error("not JSON: {reason} at line {line}, column {column}")]
    BrokenJson {
        /// 1-based line of the trouble.
        line: usize,
        /// 1-based column of the trouble.
        column: usize,
        /// Stable word: syntax, depth, duplicateKey, encoding.
        reason: &'static str,
    },
    /// The body is larger than allowed (413).
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// More requests than the caller may send (429 with Retry-After).
    #[error("too many requests, the next in {seconds} s")]
    TooMany {
        /// When to come back.
        seconds: u64,
    },
    /// The body is not application/json (415).
    #[error("the content type is not application/json")]
    UnsupportedMediaType,
    /// The address does not know this method (405); the header Allow is set by the router.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// Took too long (503 with Retry-After).
    #[error("timed out")]
    TimedOut,
    /// Too much at once (503 with Retry-After).
    #[error("busy")]
    Busy,
    /// The database refused or failed.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A fault of ours: what should hold does not (500). The text is for the log, never for the caller.
    #[error("fault of ours: {0}")]
    Program(Cow<'static, str>),
}

fn first(faults: &[Fault]) -> String {
    faults.first().map(|fault| format!("{} {}", fault.pointer, fault.code)).unwrap_or_default()
}

impl Error {
    /// One fault alone.
    pub fn fault(pointer: impl Into<String>, code: &'static str) -> Self {
        Self::Invalid(vec![Fault::new(pointer, code)])
    }

    /// A conflict with no values for its text.
    pub fn conflict(code: &'static str) -> Self {
        Self::Conflict { code, args: Vec::new() }
    }

    /// A fault of ours, with a text for the log (no names, no words of customers).
    pub fn program(text: impl Into<Cow<'static, str>>) -> Self {
        Self::Program(text.into())
    }

    /// The work must be run again from its start: somebody was first.
    pub fn retry() -> Self {
        Self::Db(DbError::Retry)
    }
}

impl WorkError for Error {
    fn db(&self) -> Option<&DbError> {
        match self {
            Self::Db(error) => Some(error),
            _ => None,
        }
    }
}
