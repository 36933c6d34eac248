//! Whether a promised moment falls in hours in which it can be kept; if not, why not, and the first moment that does.

use gehoor_kernel::time::holidays::nl_holiday;
use gehoor_kernel::time::hours::{Hours, next_open_in_all};
use gehoor_kernel::time::{Instant, civil::Time};

/// Why a moment can't be promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shut {
    /// It is a holiday, by its key in the catalogues.
    Holiday(&'static str),
    /// The company is closed that whole day.
    Day,
    /// The company is closed at that time.
    Time,
    /// Customers are not called at that time, or on that day.
    Courtesy,
    /// This customer does not want to be called then.
    Wish,
}

/// The hours that a promise must respect.
#[derive(Clone, Copy, Debug)]
pub struct Limits<'a> {
    /// When somebody is there.
    pub company: &'a Hours,
    /// When customers may be called; none when the promise needs no call.
    pub courtesy: Option<&'a Hours>,
    /// When this customer wants to be called; stands in the place of courtesy.
    pub wishes: Option<&'a Hours>,
}

/// A moment that fits, and why it is not the one that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The moment.
    pub at: Instant,
    /// Why it was moved; none when it was not.
    pub moved: Option<Shut>,
}

impl Limits<'_> {
    fn manners(&self) -> Option<&Hours> {
        self.courtesy.map(|courtesy| self.wishes.unwrap_or(courtesy))
    }

    /// The first moment at or after `asked` that fits. Where there is none for a year, the one that was asked for.
    pub fn fit(&self, asked: Instant) -> Fit {
        let all: Vec<&Hours> = [Some(self.company), self.manners()].into_iter().flatten().collect();
        match next_open_in_all(&all, asked) {
            Some(at) if at > asked => Fit { at, moved: self.shut(asked) },
            _ => Fit { at: asked, moved: None },
        }
    }

    /// Why a moment does not fit; none when it does.
    pub fn shut(&self, asked: Instant) -> Option<Shut> {
        if !self.company.is_open(asked) {
            return Some(holiday(self.company, asked).unwrap_or_else(|| whole_day(self.company, asked)));
        }
        let manners = self.manners().filter(|hours| !hours.is_open(asked))?;
        let by_wish = self.wishes.map(|_| Shut::Wish);
        Some(by_wish.or_else(|| holiday(manners, asked)).unwrap_or(Shut::Courtesy))
    }
}

fn holiday(hours: &Hours, asked: Instant) -> Option<Shut> {
    let day = hours.zone.local(asked).date();
    nl_holiday(day).filter(|_| hours.holidays.is_holiday(day)).map(Shut::Holiday)
}

fn whole_day(hours: &Hours, asked: Instant) -> Shut {
    let day = hours.zone.local(asked).date();
    let morning = hours.zone.instant_of(day.to_datetime(Time::midnight()));
    let next = hours.next_open(morning).map(|at| hours.zone.local(at).date());
    if next == Some(day) { Shut::Time } else { Shut::Day }
}

#[cfg(test)]
mod tests {
    use gehoor_kernel::time::Zone;
    use gehoor_kernel::time::hours::{TimeRange, WeekHours};

    use super::*;

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn fitted(asked: &str, wishes: Option<&Hours>) -> (Instant, Option<Shut>) {
        let zone = Zone::new("Europe/Amsterdam").unwrap();
        let company = Hours::weekly(zone.clone(), WeekHours::working_days(TimeRange::whole_hours(8, 18)));
        let courtesy = Hours::courtesy_nl(zone);
        let limits = Limits { company: &company, courtesy: Some(&courtesy), wishes };
        let fit = limits.fit(at(asked));
        (fit.at, fit.moved)
    }

    #[test]
    fn a_moment_moves_to_hours_that_fit_and_says_why() {
        let cases = [
            ("2026-11-25T10:00:00+01:00", "2026-11-25T10:00:00+01:00", None),
            ("2026-11-25T08:15:00+01:00", "2026-11-25T09:00:00+01:00", Some(Shut::Courtesy)),
            ("2026-11-25T07:00:00+01:00", "2026-11-25T09:00:00+01:00", Some(Shut::Time)),
            ("2026-11-28T11:00:00+01:00", "2026-11-30T09:00:00+01:00", Some(Shut::Day)),
            ("2027-05-17T10:00:00+02:00", "2027-05-18T09:00:00+02:00", Some(Shut::Holiday("whitMonday"))),
        ];
        for (asked, fits, why) in cases {
            assert_eq!(fitted(asked, None), (at(fits), why), "{asked}");
        }
    }

    #[test]
    fn a_customers_wish_stands_in_the_place_of_courtesy() {
        let zone = Zone::new("Europe/Amsterdam").unwrap();
        let early = Hours::weekly(zone, WeekHours::every_day(&[TimeRange::whole_hours(8, 10)]));
        let fit = fitted("2026-11-25T08:15:00+01:00", Some(&early));
        assert_eq!(fit, (at("2026-11-25T08:15:00+01:00"), None));
        let fit = fitted("2026-11-25T11:00:00+01:00", Some(&early));
        assert_eq!(fit, (at("2026-11-26T08:00:00+01:00"), Some(Shut::Wish)));
    }
}
