//! The contact policy: every number of it can be set by the company.

use gehoor_kernel::time::{days, hours, minutes};
use std::time::Duration;

/// How a customer is tried. `Policy::default()` holds the numbers that the product starts with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Moments inside the promised window, counted from its start.
    pub window_tries: Vec<Duration>,
    /// The last try inside the window is this long before its end.
    pub window_last: Duration,
    /// Waits after a busy line, one after the other; after the last one as after no answer.
    pub busy_waits: Vec<Duration>,
    /// Waits after "not reachable"; after the last one the next part of the day.
    pub unreachable_waits: Vec<Duration>,
    /// Shortest time between a ring and the next one in another part of the day.
    pub spread_gap: Duration,
    /// Over how many open days a next part of the day is looked for.
    pub spread_days: u8,
    /// Real rings a day.
    pub rings_per_day: u8,
    /// Real rings in all before the lead is asked.
    pub rings_in_all: u8,
    /// Working days over which `rings_in_all` is counted.
    pub ring_days: u8,
    /// Parts of the day over which the rings are spread at least, where hours allow.
    pub dayparts: u8,
    /// A call must start this long before closing, so that the talk fits.
    pub talk: Duration,
    /// Largest random shift of a planned moment, so that not all are due at once.
    pub jitter: Duration,
    /// First bound of the wait after a technical failure; doubles each time.
    pub technical_base: Duration,
    /// Largest bound of that wait.
    pub technical_cap: Duration,
    /// The technical failure in a row from which another route is taken.
    pub technical_other_route: u8,
    /// Technical failures over this long are told to the lead.
    pub technical_alert: Duration,
    /// How long a report of a message is awaited.
    pub report_wait: Duration,
    /// How long an answer to a delivered message is awaited before the next try.
    pub reply_wait: Duration,
    /// How long a letter is given.
    pub letter_wait: Duration,
    /// How long a claim against an address that worked lately needs a person's confirmation.
    pub recent_life: Duration,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            window_tries: vec![Duration::ZERO, minutes(10), minutes(30)],
            window_last: minutes(10),
            busy_waits: [5, 10, 20, 40].map(minutes).to_vec(),
            unreachable_waits: vec![minutes(30), hours(2)],
            spread_gap: hours(2),
            spread_days: 3,
            rings_per_day: 2,
            rings_in_all: 7,
            ring_days: 10,
            dayparts: 4,
            talk: minutes(5),
            jitter: minutes(5),
            technical_base: Duration::from_secs(15),
            technical_cap: minutes(15),
            technical_other_route: 3,
            technical_alert: minutes(30),
            report_wait: hours(4),
            reply_wait: hours(24),
            letter_wait: days(7),
            recent_life: days(90),
        }
    }
}
