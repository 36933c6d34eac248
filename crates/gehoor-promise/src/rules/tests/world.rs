//! A small world for the rules: a garage, its hours, a customer with two numbers.

use gehoor_contact::rules::{
    Channel, Class, Daypart, Evidence, Judgement, Point, PointKind, PointState, Policy, Rates, Try, Window,
    judge,
};
use gehoor_kernel::id::{
    AttemptId, ContactPointId, CustomerId, EventId, HandoverId, MessageId, PromiseId, TeamId, UserId,
};
use gehoor_kernel::rng::Random;
use gehoor_kernel::time::hours::Hours;
use gehoor_kernel::time::{Instant, Zone, days, hours, minutes};
use gehoor_people::Owner;

use crate::rules::{
    Attempt, Command, Decision, Kind, New, Promise, Refusal, Said, Settings, State, Surroundings, Trigger,
    Wait, decide, make,
};

pub(super) const ANNA: Owner = Owner::User(UserId::from_bits(1));
pub(super) const BEN: Owner = Owner::User(UserId::from_bits(2));
pub(super) const LEAD: Owner = Owner::User(UserId::from_bits(9));
pub(super) const DESK: Owner = Owner::Team(TeamId::from_bits(1));

/// Monday 2026-11-23 10:00 in Amsterdam.
pub(super) fn monday() -> Instant {
    "2026-11-23T10:00:00+01:00".parse().expect("a moment")
}

pub(super) struct World {
    pub(super) settings: Settings,
    pub(super) policy: Policy,
    pub(super) hours: Hours,
    pub(super) rates: Rates,
    pub(super) points: Vec<Point>,
    pub(super) history: Vec<Try>,
    pub(super) outbound: Vec<Channel>,
    pub(super) preferred: Option<Channel>,
    pub(super) random: Random,
}

impl World {
    pub(super) fn new(seed: u64) -> Self {
        let zone = Zone::new("Europe/Amsterdam").expect("a zone");
        Self {
            settings: Settings::default(),
            policy: Policy::default(),
            hours: Hours::courtesy_nl(zone),
            rates: Rates::default(),
            points: vec![point(1), point(2)],
            history: Vec::new(),
            outbound: Vec::new(),
            preferred: None,
            random: Random::from_seed(seed),
        }
    }

    pub(super) fn make(&mut self, kind: Kind, trigger: Trigger, now: Instant) -> Promise {
        let id = PromiseId::new(now, &mut self.random);
        let customer = CustomerId::from_bits(1);
        make(New { id, customer, kind, owner: ANNA, made_by: None, trigger }, now, &self.surroundings())
            .promise
    }

    pub(super) fn surroundings(&self) -> Surroundings<'_> {
        Surroundings {
            settings: &self.settings,
            policy: &self.policy,
            company: &self.hours,
            courtesy: &self.hours,
            wishes: None,
            daily_rings: None,
            history: &self.history,
            points: &self.points,
            rates: &self.rates,
            outbound: &self.outbound,
            preferred: self.preferred,
            lead: LEAD,
        }
    }

    pub(super) fn decide(
        &mut self,
        promise: &Promise,
        command: Command,
        now: Instant,
    ) -> Result<Decision, Refusal> {
        if let Command::RecordAttempt(attempt) = &command {
            self.history.push(tried(attempt));
        }
        let mut random = self.random.clone();
        self.random.next_u64();
        decide(promise.clone(), command, now, &self.surroundings(), &mut random)
    }

    /// Decides, or panics: for commands that must be possible.
    pub(super) fn after(&mut self, promise: &Promise, command: Command, now: Instant) -> Promise {
        self.decide(promise, command, now).expect("possible").promise
    }

    pub(super) fn attempt(&mut self, class: Class, at: Instant) -> Attempt {
        self.judged(judge(&Evidence::tapped(class)), at)
    }

    pub(super) fn judged(&mut self, judgement: Judgement, at: Instant) -> Attempt {
        let id = AttemptId::new(at, &mut self.random);
        let point = Some(self.points[0].id);
        Attempt { id, at, by: None, channel: Channel::Phone, point, judgement, kept: false, agreed: None }
    }

    /// A random new trigger.
    pub(super) fn trigger(&mut self, now: Instant) -> Trigger {
        let (n, m) = (self.random.below(400), 1 + self.random.below(300));
        match self.random.below(3) {
            0 => Trigger::At(window(now.plus(hours(n)), m)),
            1 => Trigger::When(wait(now.plus(hours(n)), None)),
            _ => Trigger::Soon(window(now, m)),
        }
    }

    /// A random command.
    pub(super) fn command(&mut self, now: Instant) -> Command {
        let bits = self.random.next_u64();
        match self.random.below(24) {
            0 => Command::Amend { trigger: self.trigger(now), customer_told: bits.is_multiple_of(2) },
            1 => Command::Wake { event: EventId::from_bits(1), at: now },
            2..=8 => Command::TimeCame,
            9..=14 => self.any_attempt(now),
            15 => {
                Command::HandOver { id: HandoverId::from_bits(u128::from(bits % 3)), taker: any_owner(bits) }
            }
            16 => Command::Accept(HandoverId::from_bits(u128::from(bits % 3))),
            17 => Command::Decline(HandoverId::from_bits(u128::from(bits % 3))),
            18 => Command::AskedFirst { at: now },
            19 => Command::Reassign(any_owner(bits)),
            20 => Command::GoOn,
            21 => Command::PutRight(ContactPointId::from_bits(2)),
            22 => any_message(bits),
            _ => any_end(bits, now),
        }
    }

    fn any_attempt(&mut self, now: Instant) -> Command {
        let class = Class::ALL[self.random.below(Class::ALL.len() as u64) as usize];
        let mut attempt = self.attempt(class, now);
        attempt.kept = self.random.chance(0.1);
        attempt.agreed = self.random.chance(0.1).then(|| window(now.plus(days(2)), 60));
        Command::RecordAttempt(attempt)
    }
}

fn any_owner(bits: u64) -> Owner {
    [ANNA, BEN, DESK][(bits % 3) as usize]
}

fn any_message(bits: u64) -> Command {
    let message = MessageId::from_bits(1);
    match bits % 5 {
        0 => Command::MessageSent(message),
        1 => Command::MessageFailed { message, attempt: None },
        2 => Command::MessageInDoubt(message),
        n => Command::DoubtAnswered { went_out: n == 3 },
    }
}

fn any_end(bits: u64, at: Instant) -> Command {
    match bits % 8 {
        0 => Command::Deliver { at, by: None },
        1 => Command::Release { said: Said::new("laat maar").expect("words"), at, by: None },
        _ => Command::Note,
    }
}

pub(super) fn window(from: Instant, length: u64) -> Window {
    Window { from, until: from.plus(minutes(length)) }
}

pub(super) fn wait(expected_by: Instant, arrived_at: Option<Instant>) -> Wait {
    Wait { key: "order 4711".to_owned(), expected_by, sign_of_life_days: 3, arrived_at }
}

pub(super) fn point(n: u128) -> Point {
    Point {
        id: ContactPointId::from_bits(n),
        kind: PointKind::Phone,
        texts: true,
        state: PointState::Unverified,
        preferred: n == 1,
        last_life: None,
        since: Instant::MIN,
    }
}

fn tried(attempt: &Attempt) -> Try {
    Try {
        at: attempt.at,
        channel: attempt.channel,
        point: attempt.point,
        class: attempt.judgement.class,
        advice: attempt.judgement.advice,
        counts: attempt.judgement.counts,
        daypart: Daypart::ALL[0],
        retry_after: None,
    }
}

/// What must hold of every promise after every command.
pub(super) fn check(promise: &Promise) {
    match &promise.state {
        State::Open(open) => {
            assert!(open.next().at >= Instant::MIN, "law 1: a step with a moment");
            let later = matches!(open.phase().word(), "waiting" | "trying");
            assert!(
                !later || open.wake_at() <= open.next().at,
                "the machine looks when the step comes: {promise:?}"
            );
            assert!(promise.broken_at.is_some() || promise.deadline.is_none_or(|at| open.wake_at() <= at));
        }
        State::Kept { .. } | State::Released { .. } => {
            assert_eq!(promise.handover, None, "no offer outlives it")
        }
    }
}
