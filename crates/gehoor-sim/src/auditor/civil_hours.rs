//! When a customer may be rung by a machine's plan: the auditor's own reading of the courtesy rule, deliberately coarse.

use gehoor_kernel::time::civil::{DateTime, Weekday};

/// Dutch holidays (month, day) of 2026 and 2027 that the simulated weeks can meet, by year.
const HOLIDAYS: [(i16, i8, i8); 18] = [
    (2026, 4, 3),
    (2026, 4, 5),
    (2026, 4, 6),
    (2026, 4, 27),
    (2026, 5, 5),
    (2026, 5, 14),
    (2026, 5, 24),
    (2026, 5, 25),
    (2026, 12, 25),
    (2026, 12, 26),
    (2027, 1, 1),
    (2027, 3, 26),
    (2027, 3, 28),
    (2027, 3, 29),
    (2027, 4, 27),
    (2027, 5, 5),
    (2027, 5, 6),
    (2027, 5, 17),
];

/// Why this moment is not fit for a call that was not agreed; `None` when it is fit.
pub fn unfit(local: DateTime) -> Option<&'static str> {
    let day = (local.year(), local.month(), local.day());
    if HOLIDAYS.contains(&day) {
        return Some("on a holiday");
    }
    let (opens, closes) = match local.weekday() {
        Weekday::Sunday => return Some("on a Sunday"),
        Weekday::Saturday => (10, 16),
        _ => (9, 20),
    };
    if local.hour() < opens || local.hour() >= closes {
        return Some("outside the hours of courtesy");
    }
    let early = matches!((local.month(), local.day()), (5, 4) | (12, 5) | (12, 24));
    (early && (local.hour(), local.minute()) >= (18, 30)).then_some("on an evening that closes early")
}
