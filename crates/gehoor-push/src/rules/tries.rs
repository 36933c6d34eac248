//! When something is told, how often it is tried, and when a browser is given up.

use std::time::Duration;

use gehoor_kernel::time::hours::Hours;
use gehoor_kernel::time::{Instant, days, hours, minutes};

/// What falls due together is gathered so long.
const GATHER: Duration = Duration::from_secs(15);
/// Nobody is told more often than this.
const APART: Duration = minutes(1);
/// A message that did not arrive within this time is no longer worth it.
const LONGEST: Duration = hours(12);
/// A browser is given up after so many failures in a row that last so long.
const FAILURES: i64 = 5;
const FAILING: Duration = days(1);

/// When something that is known now is told to somebody who was told last at `told`: after what falls due together was
/// gathered, at most once a minute, and not while it is quiet. `None`: never, as far as hours are known.
pub fn next_telling(now: Instant, told: Option<Instant>, hours: &Hours) -> Option<Instant> {
    let gathered = now.plus(GATHER);
    hours.next_open(told.map_or(gathered, |told| gathered.max(told.plus(APART))))
}

/// Until when a message of now is worth sending: until it gets quiet, and not for longer than half a day.
pub fn lasts(now: Instant, hours: &Hours) -> Instant {
    let longest = now.plus(LONGEST);
    hours.open_until(now).map_or(longest, |until| until.min(longest))
}

/// How long to wait after so many tries: half a minute, doubled each time up to an hour. What the push service asked for
/// counts when it is longer, up to a day.
pub fn pause(tries: i64, asked: Option<Duration>) -> Duration {
    let doubled = 30 << u32::try_from(tries.clamp(1, 8) - 1).unwrap_or(0);
    let own = Duration::from_secs(doubled).min(hours(1));
    asked.map_or(own, |asked| asked.min(days(1)).max(own))
}

/// Whether a browser is given up that failed so many times in a row, since then.
pub fn gives_up(failures: i64, since: Instant, now: Instant) -> bool {
    failures >= FAILURES && now.since(since) >= FAILING
}
