//! What is wrong with a typed number, and the number that was probably meant.

/// What is wrong with a typed telephone number. Suggestions are written as people dial them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneFault {
    /// Nothing was typed.
    #[error("empty")]
    Empty,
    /// There is no number in it, or words stand around it.
    #[error("not a telephone number")]
    NotANumber {
        /// The number among the words.
        suggestion: Option<String>,
    },
    /// There is no country with this code.
    #[error("no country has this code")]
    Country {
        /// The number without the wrong sign in front.
        suggestion: Option<String>,
    },
    /// The area code is missing.
    #[error("the area code is missing")]
    AreaCodeMissing,
    /// There are digits missing.
    #[error("{missing} digits missing")]
    DigitsMissing {
        /// How many.
        missing: u8,
    },
    /// There are digits too many.
    #[error("{extra} digits too many")]
    DigitsTooMany {
        /// How many.
        extra: u8,
        /// The number without a digit that stands there twice.
        suggestion: Option<String>,
    },
    /// The length is right, but no such number is given out; two digits of the area code may have been swapped.
    #[error("no such number is given out")]
    NotGivenOut {
        /// The number with the two digits swapped back.
        suggestion: Option<String>,
    },
    /// The number is real, but nobody can be rung back on it.
    #[error("nobody can be rung on this number: {kind}")]
    NotReachable {
        /// What it is: pager, paid, free, machine, municipality, emergency, social, directory, internet, private.
        kind: &'static str,
    },
}

impl PhoneFault {
    /// The fixed word of this fault, as catalogues and the API name it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "phoneEmpty",
            Self::NotANumber { .. } => "phoneNotANumber",
            Self::Country { .. } => "phoneCountry",
            Self::AreaCodeMissing => "phoneAreaCodeMissing",
            Self::DigitsMissing { .. } => "phoneDigitsMissing",
            Self::DigitsTooMany { .. } => "phoneDigitsTooMany",
            Self::NotGivenOut { .. } => "phoneNotGivenOut",
            Self::NotReachable { .. } => "phoneNotReachable",
        }
    }

    /// The number that was probably meant, as people dial it.
    pub fn suggestion(&self) -> Option<&str> {
        match self {
            Self::NotANumber { suggestion }
            | Self::Country { suggestion }
            | Self::DigitsTooMany { suggestion, .. }
            | Self::NotGivenOut { suggestion } => suggestion.as_deref(),
            _ => None,
        }
    }

    /// How many digits are missing or too many; 0 where that is not the matter.
    pub fn digits(&self) -> u8 {
        match self {
            Self::DigitsMissing { missing } => *missing,
            Self::DigitsTooMany { extra, .. } => *extra,
            _ => 0,
        }
    }

    /// What sort of unreachable number it is; empty where that is not the matter.
    pub fn kind(&self) -> &'static str {
        if let Self::NotReachable { kind } = self { kind } else { "" }
    }
}
