//! Named zones: from a moment to the wall clock and back, with the two traps of the clock change decided once.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

use super::Instant;

/// A time zone of the IANA database, compiled in. Cheap to clone.
#[derive(Clone, PartialEq, Eq)]
pub struct Zone(pub(super) TimeZone);

/// Why a text is not a zone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name} is not a time zone such as Europe/Amsterdam")]
pub struct BadZone {
    /// What was given.
    pub name: String,
}

impl Zone {
    /// The zone with this IANA name ("Europe/Amsterdam"); upper and lower case are the same.
    pub fn new(name: &str) -> Result<Self, BadZone> {
        let zone = TimeZone::get(name).map_err(|_| BadZone { name: name.to_owned() })?;
        Ok(Self(zone))
    }

    /// Coordinated universal time.
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// The zone's IANA name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// What the clock on the wall says at this moment.
    pub fn local(&self, instant: Instant) -> DateTime {
        self.0.to_datetime(stamp(instant))
    }

    /// The moment at which the wall clock says this. A time that does not exist (spring) is shifted forward by the
    /// length of the gap; of a time that occurs twice (autumn) the first is taken.
    pub fn instant_of(&self, wall: DateTime) -> Instant {
        self.0.to_ambiguous_timestamp(wall).compatible().map_or_else(|_| edge(wall), micros)
    }

    /// The second moment of a time that occurs twice (autumn); otherwise as [`Zone::instant_of`].
    pub fn later_instant_of(&self, wall: DateTime) -> Instant {
        self.0.to_ambiguous_timestamp(wall).later().map_or_else(|_| edge(wall), micros)
    }

    /// The first moment, not before `from`, at which the wall clock has reached `wall`: the end of the gap for a time
    /// that does not exist; for one that occurs twice the second when the first is past.
    pub(super) fn reached(&self, wall: DateTime, from: Instant) -> Instant {
        let ambiguous = self.0.to_ambiguous_timestamp(wall);
        let offset = ambiguous.offset();
        let Ok(first) = ambiguous.compatible().map(micros) else { return edge(wall) };
        match offset {
            AmbiguousOffset::Unambiguous { .. } => first,
            AmbiguousOffset::Gap { .. } => self.change_before(first).unwrap_or(first),
            AmbiguousOffset::Fold { .. } if first >= from => first,
            AmbiguousOffset::Fold { .. } => self.later_instant_of(wall),
        }
    }

    /// When the clock is put back in `(from, until]`: that moment.
    pub(super) fn put_back_between(&self, from: Instant, until: Instant) -> Option<Instant> {
        let (before, after) = (self.0.to_offset(stamp(from)), self.0.to_offset(stamp(until)));
        if after >= before {
            return None;
        }
        let changes = self.0.following(stamp(from)).map(|change| micros(change.timestamp()));
        changes
            .take_while(|&change| change <= until)
            .find(|&change| self.0.to_offset(stamp(change)) < self.0.to_offset(stamp(Instant(change.0 - 1))))
    }

    fn change_before(&self, instant: Instant) -> Option<Instant> {
        let after = stamp(Instant(instant.0.saturating_add(1)));
        self.0.preceding(after).next().map(|change| micros(change.timestamp()))
    }
}

impl std::fmt::Display for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl std::fmt::Debug for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl std::str::FromStr for Zone {
    type Err = BadZone;

    fn from_str(name: &str) -> Result<Self, BadZone> {
        Self::new(name)
    }
}

pub(super) fn stamp(instant: Instant) -> Timestamp {
    let edge = if instant.0 < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_microsecond(instant.0).unwrap_or(edge)
}

pub(super) fn micros(stamp: Timestamp) -> Instant {
    Instant(stamp.as_microsecond())
}

fn edge(wall: DateTime) -> Instant {
    micros(if wall.year() < 0 { Timestamp::MIN } else { Timestamp::MAX })
}
