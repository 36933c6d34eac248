//! How long a session lasts, and for how long a password that was given counts.

use std::time::Duration;

use gehoor_kernel::time::{Instant, days, hours, minutes};

/// How somebody signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// With a password alone.
    Password,
    /// With a password and a code of an app.
    Code,
    /// With a password and a recovery code.
    RecoveryCode,
    /// With a passkey.
    Passkey,
    /// With a PIN, on a shared device.
    Pin,
    /// By setting the company up.
    Setup,
}

/// The text is no way to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a way to sign in")]
pub struct BadWay;

impl Way {
    const ALL: [Self; 6] =
        [Self::Password, Self::Code, Self::RecoveryCode, Self::Passkey, Self::Pin, Self::Setup];

    /// The fixed word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Code => "code",
            Self::RecoveryCode => "recoveryCode",
            Self::Passkey => "passkey",
            Self::Pin => "pin",
            Self::Setup => "setup",
        }
    }

    /// Whether it shows more than that somebody stands at a shared device and knows a few digits.
    pub fn proves(self) -> bool {
        self != Self::Pin
    }
}

impl std::str::FromStr for Way {
    type Err = BadWay;

    fn from_str(word: &str) -> Result<Self, BadWay> {
        Self::ALL.into_iter().find(|way| way.word() == word).ok_or(BadWay)
    }
}

/// How long sessions last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lasting {
    /// Ends after so long without a request.
    pub idle: Duration,
    /// Ends after so long whatever happens.
    pub whole: Duration,
    /// Its use is written down at most so often.
    pub noted: Duration,
    /// So long after the password was given, it need not be given again for what matters.
    pub strong: Duration,
}

impl Lasting {
    /// Of somebody's own browser, or of one that colleagues share.
    pub const fn of(is_shared: bool) -> Self {
        if is_shared {
            Self { idle: minutes(10), whole: hours(12), noted: minutes(1), strong: minutes(10) }
        } else {
            Self { idle: days(7), whole: days(30), noted: minutes(15), strong: hours(4) }
        }
    }

    /// Until when a password given at `proved` counts.
    pub fn strong_until(self, proved: Option<Instant>, now: Instant) -> Option<Instant> {
        proved.map(|at| at.plus(self.strong)).filter(|until| now < *until)
    }
}
