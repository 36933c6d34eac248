//! Building the open part: which phase a step puts a promise in, and within which hours.

use gehoor_contact::rules::{Channel, Plan, Point, PointKind, StepKind, TryInput, Who, Why, next_try};
use gehoor_kernel::id::ContactPointId;
use gehoor_kernel::rng::Random;
use gehoor_kernel::time::hours::next_open_in_all;
use gehoor_kernel::time::{Instant, days};

use super::command::Surroundings;
use super::state::{NextStep, Open, Phase, Promise, State, Trigger, Wait};

impl Surroundings<'_> {
    /// The first moment from `from` on at which the company works and the customer may be disturbed; `from` itself when the
    /// calendars never open.
    pub(crate) fn polite(&self, from: Instant) -> Instant {
        next_open_in_all(&[self.company, self.wishes.unwrap_or(self.courtesy)], from).unwrap_or(from)
    }

    /// The last moment of a day on which the customer can be reached: the `later`-th such day after that of `from`, or of
    /// the first one after it. By this moment the customer counts on hearing what is due at `from`.
    fn end_of_day(&self, from: Instant, later: u16) -> Instant {
        let midnight = |at: Instant| {
            let zone = &self.company.zone;
            let next = zone.local(at).date().tomorrow();
            next.map_or(at.plus(days(1)), |day| zone.instant_of(day.at(0, 0, 0, 0)))
        };
        let start = (0..later).fold(self.polite(from), |at, _| self.polite(midnight(at)));
        let (both, night) = ([self.company, self.wishes.unwrap_or(self.courtesy)], midnight(start));
        let mut end = start;
        while let Some(open) = next_open_in_all(&both, end).filter(|&open| open < night) {
            let closing = both.iter().filter_map(|hours| hours.open_until(open)).min();
            end = closing.unwrap_or(night).min(night);
        }
        if end == start { night } else { end }
    }

    /// By when the customer counts on what this trigger promises, seen at `now`.
    pub(crate) fn counted_on(&self, trigger: &Trigger, now: Instant) -> Instant {
        match trigger {
            Trigger::At(window) | Trigger::Soon(window) => window.until,
            Trigger::When(wait) if wait.arrived_at.is_none() => self.sign_by(wait.expected_by.max(now)),
            Trigger::When(_) => self.end_of_day(now, self.settings.event_within_days),
        }
    }

    /// By when a sign of life that is due at this moment must be given.
    pub(crate) fn sign_by(&self, due: Instant) -> Instant {
        self.end_of_day(due, self.settings.sign_of_life_within_days)
    }

    /// Until when the company works and the customer may be disturbed, if both hold at `at`.
    pub(crate) fn polite_until(&self, at: Instant) -> Option<Instant> {
        let customer = self.wishes.unwrap_or(self.courtesy).open_until(at)?;
        Some(self.company.open_until(at)?.min(customer))
    }

    /// The first moment from `from` on at which somebody of the company is there.
    pub(crate) fn at_work(&self, from: Instant) -> Instant {
        self.company.next_open(from).unwrap_or(from)
    }
}

impl Promise {
    /// The deadline that can still be missed.
    pub(crate) fn unmissed(&self) -> Option<Instant> {
        self.deadline.filter(|_| self.broken_at.is_none())
    }

    /// Opens the promise on a step: for now, it is due; for later, it waits or is being tried.
    pub(crate) fn stand(&mut self, next: NextStep, tried: bool, now: Instant, world: &Surroundings<'_>) {
        let phase = match (next.at <= now, tried) {
            (true, _) => due(next.at, now, world),
            (false, true) => Phase::Trying { since: now },
            (false, false) => Phase::Waiting { since: now },
        };
        self.open(phase, next, now);
    }

    /// Opens the promise in a phase, keeping a reminder that is still to come.
    pub(crate) fn open(&mut self, phase: Phase, next: NextStep, now: Instant) {
        let remind_at = self.state.open().and_then(Open::remind_at).filter(|&at| at > now);
        self.state = State::Open(Open::new(phase, next, remind_at, self.unmissed()));
    }

    /// A step of the promise's owner.
    pub(crate) fn own_step(&self, kind: StepKind, at: Instant, why: Why) -> NextStep {
        NextStep { kind, at, owner: self.owner, why, channel: None, point: None }
    }
}

/// Due from `from` (or now, when that has passed); the lead hears of it after the company's patience, at work.
pub(crate) fn due(from: Instant, now: Instant, world: &Surroundings<'_>) -> Phase {
    Phase::Due { since: now, tell_at: world.at_work(from.max(now).plus(world.settings.patience)) }
}

/// The step that the trigger itself asks for, seen at `now`, when nothing was tried yet.
pub(crate) fn first_step(promise: &Promise, now: Instant, world: &Surroundings<'_>) -> NextStep {
    let (kind, at, why) = match &promise.trigger {
        Trigger::At(window) | Trigger::Soon(window) => (promise.kind.step(), window.from, Why::Promised),
        Trigger::When(wait) if wait.arrived_at.is_none() => {
            (StepKind::SignOfLife, wait.expected_by, Why::ExpectedPassed)
        }
        Trigger::When(_) => (promise.kind.step(), world.polite(now), Why::EventHappened),
    };
    let step = promise.own_step(kind, at, why);
    match way(kind, world.points) {
        Some((channel, point)) => NextStep { channel: Some(channel), point: Some(point), ..step },
        None => step,
    }
}

/// The number or address that a first step goes to: the preferred one, then the proven, then the first, of those that may work.
pub(crate) fn way(kind: StepKind, points: &[Point]) -> Option<(Channel, ContactPointId)> {
    let best = |wanted: PointKind| {
        let fitting = points.iter().filter(|point| point.kind == wanted && point.state.usable());
        // Of equals the first: max_by_key would take the last.
        fitting.rev().max_by_key(|point| (point.preferred, point.last_life)).map(|point| point.id)
    };
    let phone = || best(PointKind::Phone).map(|id| (Channel::Phone, id));
    let mail = || best(PointKind::Email).map(|id| (Channel::Email, id));
    match kind {
        StepKind::Call | StepKind::FindOut => phone(),
        StepKind::Write => mail(),
        StepKind::SignOfLife => phone().or_else(mail),
        _ => None,
    }
}

/// The sign of life that a waiting customer gets at `at`.
pub(crate) fn sign_of_life(promise: &Promise, at: Instant, why: Why) -> NextStep {
    promise.own_step(StepKind::SignOfLife, at, why)
}

/// When the next sign of life is due after one was given at `now`.
pub(crate) fn next_sign(wait: &Wait, now: Instant) -> Instant {
    if now < wait.expected_by { wait.expected_by } else { now.plus(days(u64::from(wait.sign_of_life_days))) }
}

/// What the contact policy asks for after the tries so far.
pub(crate) fn planned(
    promise: &Promise,
    now: Instant,
    world: &Surroundings<'_>,
    random: &mut Random,
) -> NextStep {
    alerting(promise, now, world, random).0
}

/// The same, and whether the lead must hear of a trouble of ours or of a network.
pub(crate) fn alerting(
    promise: &Promise,
    now: Instant,
    world: &Surroundings<'_>,
    random: &mut Random,
) -> (NextStep, bool) {
    let plan = next_try(&try_input(promise, now, world), random);
    (step_of(promise, world, plan), plan.alert)
}

fn step_of(promise: &Promise, world: &Surroundings<'_>, plan: Plan) -> NextStep {
    let owner = match plan.who {
        Who::Owner => promise.owner,
        Who::Lead => world.lead,
    };
    NextStep { kind: plan.kind, at: plan.at, owner, why: plan.why, channel: plan.channel, point: plan.point }
}

fn try_input<'a>(promise: &Promise, now: Instant, world: &Surroundings<'a>) -> TryInput<'a> {
    TryInput {
        now,
        wanted: promise.kind.step(),
        promised: promise.trigger.window(),
        agreed: None,
        history: world.history,
        counted_from: promise.counted_from,
        lead_decisions: promise.lead_decisions,
        points: world.points,
        policy: world.policy,
        company: world.company,
        courtesy: world.courtesy,
        wishes: world.wishes,
        rates: world.rates,
        daily_rings: world.daily_rings,
    }
}

/// True for a step that mends a number or an address: calling there has no use before it is done.
pub(crate) const fn mends(kind: StepKind) -> bool {
    matches!(kind, StepKind::FindNumber | StepKind::VerifyNumber | StepKind::FixAddress)
}
