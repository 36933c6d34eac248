//! The value of a contact point: read by its kind, refused with what to do.

use gehoor_kernel::text::email::{self, EmailFault};
use gehoor_kernel::text::phone::{self, PhoneFault};
use gehoor_kernel::text::{BadText, clean};

/// The most characters of a postal address.
const POST_LIMIT: usize = 400;

/// What is believed about a contact point, as fixed words. Their rules stand with the attempts.
pub const STATES: [&str; 6] = ["unverified", "working", "suspect", "confirmedDead", "changed", "wrongPerson"];

/// By what a customer is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PointKind {
    /// A telephone number.
    Phone,
    /// A mail address.
    Email,
    /// A postal address.
    Post,
}

/// The text is no kind of contact point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a kind of contact point")]
pub struct BadKind;

impl PointKind {
    /// Every word of a kind.
    pub const WORDS: [&'static str; 3] = ["phone", "email", "post"];

    /// The fixed word of this kind.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Post => "post",
        }
    }
}

impl std::str::FromStr for PointKind {
    type Err = BadKind;

    fn from_str(word: &str) -> Result<Self, BadKind> {
        [Self::Phone, Self::Email, Self::Post].into_iter().find(|kind| kind.word() == word).ok_or(BadKind)
    }
}

/// A value that was read and may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointValue {
    /// What it is.
    pub kind: PointKind,
    /// The form in which it is stored and used: E.164, a mail address, a postal address as typed.
    pub value: String,
    /// What somebody wrote down.
    pub typed: String,
    /// For numbers: what sort of line it is by its plan ("mobile").
    pub line: Option<&'static str>,
}

/// Why a value can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueFault {
    /// The telephone number is not right.
    Phone(PhoneFault),
    /// The mail address is not right.
    Email(EmailFault),
    /// The postal address is not right.
    Post(BadText),
}

impl ValueFault {
    /// The fixed word: `fault-<word>` in the catalogues.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Phone(fault) => fault.code(),
            Self::Email(fault) => fault.code(),
            Self::Post(BadText::Empty) => "blank",
            Self::Post(BadText::TooLong { .. }) => "postTooLong",
            Self::Post(BadText::Nul) => "nul",
        }
    }

    /// The value that was probably meant.
    pub fn suggestion(&self) -> Option<&str> {
        match self {
            Self::Phone(fault) => fault.suggestion(),
            Self::Email(fault) => fault.suggestion(),
            Self::Post(_) => None,
        }
    }
}

/// Reads what somebody wrote down. `country` ("NL") is that of a telephone number without one.
pub fn read_value(kind: PointKind, typed: &str, country: &str) -> Result<PointValue, ValueFault> {
    let (value, line) = match kind {
        PointKind::Phone => {
            let number = phone::parse(typed, country).map_err(ValueFault::Phone)?;
            (number.e164, Some(number.kind.word()))
        }
        PointKind::Email => (email::check(typed).map_err(ValueFault::Email)?, None),
        PointKind::Post => (postal(typed).map_err(ValueFault::Post)?, None),
    };
    Ok(PointValue { kind, value, typed: typed.to_owned(), line })
}

fn postal(typed: &str) -> Result<String, BadText> {
    let text = clean(typed, POST_LIMIT)?;
    if text.trim().is_empty() { Err(BadText::Empty) } else { Ok(text.to_owned()) }
}

/// The form under which a stored value is found: small letters.
pub fn search_key(value: &str) -> String {
    value.to_lowercase()
}
