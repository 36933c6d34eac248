//! The written course of a run: one line per thing that happened, on the wall clock of the company. Its SHA-256 is the run's fingerprint.

use std::fmt::Write as _;

use gehoor_kernel::time::civil::{DateTime, Weekday};
use gehoor_kernel::time::{Instant, Zone};
use sha2::{Digest, Sha256};

/// A growing text, line by line.
#[derive(Clone, Debug)]
pub struct Trace {
    zone: Zone,
    lines: Vec<String>,
}

impl Trace {
    /// An empty trace whose lines show the wall clock of `zone`.
    pub fn new(zone: Zone) -> Self {
        Self { zone, lines: Vec::new() }
    }

    /// Writes down what happened at `at`.
    pub fn note(&mut self, at: Instant, what: impl AsRef<str>) {
        self.lines.push(format!("{}  {}", wall(&self.zone, at), what.as_ref()));
    }

    /// The last `n` lines, oldest first.
    pub fn tail(&self, n: usize) -> &[String] {
        &self.lines[self.lines.len().saturating_sub(n)..]
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether nothing happened yet.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// SHA-256 over all lines with their line ends, in hexadecimal.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for line in &self.lines {
            hash.update(line.as_bytes());
            hash.update(b"\n");
        }
        hash.finalize().iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

/// "Wed 2026-03-04 10:12:00.250" of the wall clock; the fraction only when there is one.
pub fn wall(zone: &Zone, at: Instant) -> String {
    let local = zone.local(at);
    let millis = local.subsec_nanosecond() / 1_000_000;
    let fraction = if millis == 0 { String::new() } else { format!(".{millis:03}") };
    let (date, time) = (local.date(), clock(local));
    format!("{} {date} {time}:{:02}{fraction}", &day_name(local.weekday())[..3], local.second())
}

/// "10:12" of a wall clock reading.
pub fn clock(local: DateTime) -> String {
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// The English name of a day of the week.
pub fn day_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
