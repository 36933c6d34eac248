//! How long a link lasts, and which times a customer can choose from. Pure.

use std::time::Duration;

use gehoor_kernel::time::hours::{Hours, next_open_in_all};
use gehoor_kernel::time::{Instant, days, hours, minutes};

/// A link lasts so long after it was made.
pub const LASTS: Duration = days(90);
/// The longest window that is offered.
const LONGEST: Duration = hours(4);
/// The shortest window that is worth offering.
const SHORTEST: Duration = hours(1);
/// How many windows are offered.
const OFFERED: usize = 8;
/// A choice can be kept only when somebody has time to see it.
const AHEAD: Duration = hours(1);

/// A window that a customer can choose to be called in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its begin.
    pub from: Instant,
    /// Its end; the call is before it.
    pub until: Instant,
}

/// The windows after `now` in which the company is there and customers may be called, at most eight, in order. A day that
/// is open without a break is cut in halves of at most four hours.
pub fn slots(company: &Hours, courtesy: &Hours, now: Instant) -> Vec<Slot> {
    let all = [company, courtesy];
    let mut found = Vec::new();
    let mut from = now.plus(AHEAD);
    while found.len() < OFFERED {
        let Some(start) = next_open_in_all(&all, from) else { break };
        let start = rounded(start);
        let ends = all.iter().filter_map(|hours| hours.open_until(start));
        let Some(end) = ends.min() else {
            from = start.plus(minutes(15));
            continue;
        };
        let until = end.min(start.plus(LONGEST));
        if until.since(start) >= SHORTEST {
            found.push(Slot { from: start, until });
        }
        from = until.max(start.plus(minutes(15)));
    }
    found
}

/// The next quarter of an hour.
fn rounded(at: Instant) -> Instant {
    const QUARTER: i64 = 15 * 60 * 1_000_000;
    let micros = at.as_micros();
    Instant::from_micros(
        micros.div_euclid(QUARTER) * QUARTER + if micros % QUARTER == 0 { 0 } else { QUARTER },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use gehoor_kernel::time::Zone;
    use gehoor_kernel::time::hours::{TimeRange, WeekHours};

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    #[test]
    fn only_times_that_can_be_kept_are_offered() {
        let zone = Zone::new("Europe/Amsterdam").unwrap();
        let company = Hours::weekly(zone.clone(), WeekHours::working_days(TimeRange::whole_hours(8, 17)));
        let courtesy = Hours::courtesy_nl(zone);
        // Thursday before Christmas: closed until Monday, when courtesy opens at nine.
        let found = slots(&company, &courtesy, at("2026-12-24T15:20:00Z"));
        assert_eq!(found[0], Slot { from: at("2026-12-28T08:00:00Z"), until: at("2026-12-28T12:00:00Z") });
        assert_eq!(found[1], Slot { from: at("2026-12-28T12:00:00Z"), until: at("2026-12-28T16:00:00Z") });
        assert_eq!(found.len(), OFFERED);
        let both = |slot: &Slot| company.is_open(slot.from) && courtesy.is_open(slot.from);
        assert!(found.iter().all(both) && found.windows(2).all(|pair| pair[0].until <= pair[1].from));
    }

    #[test]
    fn a_company_that_is_never_open_offers_nothing() {
        let zone = Zone::new("Europe/Amsterdam").unwrap();
        let never = Hours::weekly(zone.clone(), WeekHours::default());
        assert_eq!(slots(&never, &Hours::always(zone), at("2026-11-25T09:00:00Z")), []);
    }
}
