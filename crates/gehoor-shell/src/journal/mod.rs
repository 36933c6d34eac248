//! The journal: every change appends its event in the same transaction; ids and facts only (law 8).
//!
//! Entries are sealed just behind the writers in hash-chained blocks, so that writers never wait for one another.

mod follow;
mod seal;
mod sql;
mod verify;

use std::fmt::{Display, Write as _};
use std::time::Duration;

use gehoor_db::{Tx, params};
use gehoor_kernel::id;
use gehoor_kernel::time::Instant;

pub use follow::{Entry, Place, about, after, newest, unsealed};
pub use seal::{SEAL, seal, seal_task};
pub(crate) use sql::ALL as STATEMENTS;
pub use verify::verify;

use crate::{Cx, Error};

/// How long the sealer gathers after the first new entry. Well within the second that it may lag.
const GATHER: Duration = Duration::from_millis(250);

mod sealed {
    pub trait Sealed {}
}

/// What may stand in the journal: the ids of the kernel and words fixed in the program. Nothing that a person typed.
pub trait Known: Display + sealed::Sealed {}

macro_rules! known {
    ($($name:ty),*) => {$(
        impl sealed::Sealed for $name {}
        impl Known for $name {}
    )*};
}

known!(
    id::UserId,
    id::TeamId,
    id::AbsenceId,
    id::TokenId,
    id::SessionId,
    id::DeviceId,
    id::PasskeyId,
    id::PasswordLinkId,
    id::CustomerId,
    id::ContactPointId,
    id::PromiseId,
    id::HandoverId,
    id::NoteId,
    id::AttemptId,
    id::EventId,
    id::MessageId,
    id::BatchId,
    id::LinkId,
    id::PushId,
    id::MergeId,
    id::NodeId,
    &'static str
);

/// The facts of one journal entry, as a JSON object. It can't hold free text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(String);

impl Facts {
    /// No facts yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// With the id of an object.
    #[must_use]
    pub fn id(self, name: &'static str, id: impl Known) -> Self {
        self.put(name, format_args!("\"{id}\""))
    }

    /// With an id, if there is one.
    #[must_use]
    pub fn opt_id(self, name: &'static str, id: Option<impl Known>) -> Self {
        match id {
            Some(id) => self.id(name, id),
            None => self,
        }
    }

    /// With a moment (RFC 3339, UTC).
    #[must_use]
    pub fn instant(self, name: &'static str, at: Instant) -> Self {
        self.put(name, format_args!("\"{at}\""))
    }

    /// With a whole number.
    #[must_use]
    pub fn int(self, name: &'static str, value: i64) -> Self {
        self.put(name, format_args!("{value}"))
    }

    /// With yes or no.
    #[must_use]
    pub fn flag(self, name: &'static str, value: bool) -> Self {
        self.put(name, format_args!("{value}"))
    }

    /// With a word that is fixed in the program ("busy").
    #[must_use]
    pub fn word(self, name: &'static str, word: &'static str) -> Self {
        self.put(name, format_args!("\"{word}\""))
    }

    /// The JSON object.
    pub fn json(mut self) -> String {
        if self.0.is_empty() {
            self.0.push('{');
        }
        self.0.push('}');
        self.0
    }

    fn put(mut self, name: &'static str, value: std::fmt::Arguments<'_>) -> Self {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        let _ = write!(self.0, "\"{name}\":{value}");
        self
    }
}

/// Appends the event `kind` ("promise.made") about `subject` in the transaction of the change itself.
pub async fn append(
    tx: &mut Tx<'_>,
    cx: &Cx,
    kind: &'static str,
    subject: impl Known,
    facts: Facts,
) -> Result<(), Error> {
    let values = params![cx.now, kind, subject.to_string(), cx.actor.word(), facts.json()];
    tx.put(&sql::APPEND, values).await?;
    cx.poke(SEAL, Some(cx.now.plus(GATHER)));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use gehoor_kernel::id::PromiseId;

    #[test]
    fn facts_are_a_json_object() {
        let promise = PromiseId::from_bits(7);
        let facts =
            Facts::new().id("promise", promise).int("tries", 3).flag("late", true).word("class", "busy");
        let expected = format!(r#"{{"promise":"{promise}","tries":3,"late":true,"class":"busy"}}"#);
        assert_eq!(facts.json(), expected);
        assert_eq!(Facts::new().json(), "{}");
    }
}
