//! What a statement is given: integers, texts and nothing else.

use std::borrow::Cow;

use gehoor_kernel::id;
use gehoor_kernel::time::Instant;

/// A parameter of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// An integer: numbers, cents, flags (0 or 1) and instants (microseconds).
    Int(i64),
    /// A text that is borrowed for the call.
    Text(&'a str),
    /// A text of its own.
    OwnedText(String),
    /// NULL.
    Null,
}

impl Value<'_> {
    /// The same value without a borrow.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Int(n) => Value::Int(n),
            Value::Text(text) => Value::OwnedText(text.to_owned()),
            Value::OwnedText(text) => Value::OwnedText(text),
            Value::Null => Value::Null,
        }
    }
}

/// The parameters of a statement: `params![id, now, name, None::<i64>]`. Anything that turns into a [`Value`].
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::Value::from($value)),*] };
}

macro_rules! integers {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Value<'_> {
            fn from(n: $kind) -> Self {
                Self::Int(i64::from(n))
            }
        }
    )*};
}
integers!(i64, i32, u32, u16, u8, bool);

impl From<usize> for Value<'_> {
    /// Counts and limits; more than an `i64` holds becomes its largest number.
    fn from(n: usize) -> Self {
        Self::Int(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

impl From<Instant> for Value<'_> {
    fn from(at: Instant) -> Self {
        Self::Int(at.as_micros())
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::OwnedText(text)
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        match text {
            Cow::Borrowed(text) => Self::Text(text),
            Cow::Owned(text) => Self::OwnedText(text),
        }
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

macro_rules! ids {
    ($($kind:ident),*) => {$(
        impl From<id::$kind> for Value<'_> {
            fn from(id: id::$kind) -> Self {
                Self::OwnedText(id.text())
            }
        }
        impl From<&id::$kind> for Value<'_> {
            fn from(id: &id::$kind) -> Self {
                Self::OwnedText(id.text())
            }
        }
    )*};
}
ids!(
    UserId,
    TeamId,
    AbsenceId,
    TokenId,
    SessionId,
    DeviceId,
    PasskeyId,
    PasswordLinkId,
    CustomerId,
    ContactPointId,
    PromiseId,
    HandoverId,
    NoteId,
    AttemptId,
    EventId,
    MessageId,
    BatchId,
    LinkId,
    PushId,
    MergeId,
    NodeId
);
