//! A small customer with numbers and a history, for tests of planning.

use super::super::*;
use gehoor_kernel::id::ContactPointId;
use gehoor_kernel::rng::Random;
use gehoor_kernel::time::hours::{Hours, TimeRange, WeekHours};
use gehoor_kernel::time::{Instant, Zone};

/// Everything that planning sees, owned.
#[derive(Clone)]
pub(super) struct World {
    pub wanted: StepKind,
    pub promised: Option<Window>,
    pub agreed: Option<Instant>,
    pub history: Vec<Try>,
    pub counted_from: Option<Instant>,
    pub lead_decisions: u8,
    pub points: Vec<Point>,
    pub policy: Policy,
    pub company: Hours,
    pub courtesy: Hours,
    pub wishes: Option<Hours>,
    pub rates: Rates,
    pub daily_rings: Option<u8>,
}

pub(super) const PHONE: u128 = 1;
pub(super) const MAIL: u128 = 2;
pub(super) const PHONE_2: u128 = 3;
pub(super) const POST: u128 = 4;

/// A wall-clock moment in Amsterdam, `2026-06-10T10:00`.
pub(super) fn at(local: &str) -> Instant {
    zone().instant_of(local.parse().expect("a local time"))
}

pub(super) fn zone() -> Zone {
    Zone::new("Europe/Amsterdam").expect("a zone")
}

pub(super) fn point(id: u128, kind: PointKind) -> Point {
    Point {
        id: ContactPointId::from_bits(id),
        kind,
        texts: kind == PointKind::Phone,
        state: PointState::Unverified,
        preferred: false,
        last_life: None,
        since: Instant::MIN,
    }
}

/// A garage that is open on working days from 08:00 to 18:00 and a customer with one telephone.
pub(super) fn garage() -> World {
    World {
        wanted: StepKind::Call,
        promised: None,
        agreed: None,
        history: Vec::new(),
        counted_from: None,
        lead_decisions: 0,
        points: vec![Point { texts: false, ..point(PHONE, PointKind::Phone) }],
        policy: Policy::default(),
        company: Hours::weekly(zone(), WeekHours::working_days(TimeRange::whole_hours(8, 18))),
        courtesy: Hours::courtesy_nl(zone()),
        wishes: None,
        rates: Rates::default(),
        daily_rings: None,
    }
}

impl World {
    pub fn input(&self, now: Instant) -> TryInput<'_> {
        TryInput {
            now,
            wanted: self.wanted,
            promised: self.promised,
            agreed: self.agreed,
            history: &self.history,
            counted_from: self.counted_from,
            lead_decisions: self.lead_decisions,
            points: &self.points,
            policy: &self.policy,
            company: &self.company,
            courtesy: &self.courtesy,
            wishes: self.wishes.as_ref(),
            rates: &self.rates,
            daily_rings: self.daily_rings,
        }
    }

    pub fn plan(&self, now: Instant) -> Plan {
        next_try(&self.input(now), &mut Random::from_seed(7))
    }

    /// Adds a try on the first telephone.
    pub fn tried(self, at: Instant, class: Class) -> Self {
        self.met(at, Channel::Phone, PHONE, class, class.default_advice())
    }

    pub fn met(mut self, at: Instant, channel: Channel, point: u128, class: Class, advice: Advice) -> Self {
        let daypart = Daypart::of(at, &zone());
        let point = Some(ContactPointId::from_bits(point));
        self.history.push(Try {
            at,
            channel,
            point,
            class,
            advice,
            counts: class.counts(),
            daypart,
            retry_after: None,
        });
        self
    }

    pub fn with(mut self, point: Point) -> Self {
        self.points.push(point);
        self
    }

    pub fn promised(mut self, from: &str, until: &str) -> Self {
        self.promised = Some(Window { from: at(from), until: at(until) });
        self
    }
}
