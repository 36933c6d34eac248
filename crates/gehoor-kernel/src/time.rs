//! Instants, zones, office hours and holidays. Instants are UTC microseconds; wall-clock rules carry a zone.

pub mod holidays;
pub mod hours;
pub mod terms;
mod zone;

#[cfg(test)]
mod tests;

pub use jiff::civil;
pub use zone::{BadZone, Zone};

use std::time::Duration;

/// A moment: microseconds since 1970-01-01T00:00:00Z. The one form in which moments are stored and compared.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Instant(i64);

/// Why a text is not a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a moment of the form 2026-11-22T14:05:00+01:00")]
pub struct BadInstant;

impl Instant {
    /// The earliest moment accepted from outside: 1970-01-01T00:00:00Z.
    pub const MIN: Self = Self(0);
    /// The latest moment accepted from outside: 2200-01-01T00:00:00Z.
    pub const MAX: Self = Self(7_258_118_400_000_000);

    /// The moment this many microseconds after 1970-01-01T00:00:00Z.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// The moment this much later; stays at the end of the range.
    pub fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)))
    }

    /// The moment this much earlier; stays at the end of the range.
    pub fn minus(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)))
    }

    /// How long after `earlier` this moment is; zero when it is not after it.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(self.0.saturating_sub(earlier.0).max(0) as u64)
    }
}

/// Whole minutes as a duration.
pub const fn minutes(n: u64) -> Duration {
    Duration::from_secs(n * 60)
}

/// Whole hours as a duration.
pub const fn hours(n: u64) -> Duration {
    minutes(n * 60)
}

/// Periods of 24 hours as a duration; not a wall-clock day.
pub const fn days(n: u64) -> Duration {
    hours(n * 24)
}

impl std::fmt::Display for Instant {
    /// RFC 3339 in UTC, as many decimals as needed: `2026-11-22T13:05:00Z`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match jiff::Timestamp::from_microsecond(self.0) {
            Ok(stamp) => std::fmt::Display::fmt(&stamp, f),
            Err(_) => write!(f, "{}us", self.0),
        }
    }
}

impl std::fmt::Debug for Instant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for Instant {
    type Err = BadInstant;

    /// Reads RFC 3339 with any offset; only moments from [`Instant::MIN`] to [`Instant::MAX`].
    fn from_str(text: &str) -> Result<Self, BadInstant> {
        let stamp: jiff::Timestamp = text.parse().map_err(|_| BadInstant)?;
        let instant = Self(stamp.as_microsecond());
        (Self::MIN..=Self::MAX).contains(&instant).then_some(instant).ok_or(BadInstant)
    }
}
