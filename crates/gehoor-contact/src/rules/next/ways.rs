//! Over which way and on which number or address.

use super::super::class::{Channel, Class};
use super::super::plan::{Plan, Point, PointKind, StepKind, Try, Why};
use super::super::point::PointState;
use super::Desk;
use gehoor_kernel::id::ContactPointId;
use gehoor_kernel::time::Instant;

impl Desk<'_, '_> {
    /// The same way again at this moment; outside the promised window only when hours allow.
    pub(super) fn again(&mut self, last: &Try, at: Instant, why: Why) -> Plan {
        let at = at.max(self.input.now);
        if self.in_window(at) { self.on(last.channel, at, why) } else { self.on_open(last.channel, at, why) }
    }

    /// This way as soon as hours allow; a person is asked when no moment suits.
    pub(super) fn on_open(&mut self, channel: Channel, from: Instant, why: Why) -> Plan {
        match self.open_moment(channel, from) {
            Some(at) => self.on(channel, at, why),
            None => {
                let at = self.input.company.next_open(self.input.now).unwrap_or(self.input.now);
                self.step(StepKind::AskPerson, at, Why::NoCommonHours)
            }
        }
    }

    /// This way at this moment, on the best number or address for it; another way when none is left; else find one.
    pub(super) fn on(&mut self, channel: Channel, at: Instant, why: Why) -> Plan {
        let found = match channel {
            Channel::InPerson => Some(self.with(self.visit_kind(), channel, None, at, why)),
            Channel::Letter => Some(self.letter(at, why)),
            Channel::Phone => self.call(at, why, None).or_else(|| self.write(at, Why::OtherChannel, None)),
            Channel::Email | Channel::Sms => {
                self.write(at, why, None).or_else(|| self.call(at, Why::OtherChannel, None))
            }
        };
        found.unwrap_or_else(|| self.now(StepKind::FindNumber, Why::NoAddress))
    }

    /// One written message in the series: when none went out yet and there is a way that did not just fail.
    pub(super) fn notice(&mut self, why: Why) -> Option<Plan> {
        self.notice_since(Instant::MIN, why)
    }

    /// The same, when none went out since this moment.
    pub(super) fn notice_since(&mut self, from: Instant, why: Why) -> Option<Plan> {
        let history = self.input.history;
        let went =
            |past: &Try| past.channel.written() && matches!(past.class, Class::Delivered | Class::InProgress);
        if history.iter().any(|past| past.at >= from && went(past)) {
            return None;
        }
        let failed = history.last().filter(|last| last.channel.written()).and_then(|last| last.point);
        let at = self.open_moment(Channel::Email, self.input.now)?;
        self.write(at, why, failed)
    }

    /// The number or address is of no use: another of its kind, for a written one the telephone, else put it right at once.
    pub(super) fn replace(&mut self, last: &Try, kind: StepKind, why: Why) -> Plan {
        let now = self.input.now;
        let spent = last.point.filter(|&id| !self.put_right(id, last.at));
        let by_phone = matches!(last.channel, Channel::Phone | Channel::Sms);
        let other = match self.open_moment(last.channel, now) {
            Some(at) if by_phone => self.call(at, Why::OtherNumber, spent),
            Some(at) => {
                self.write(at, Why::OtherNumber, spent).or_else(|| self.call(at, Why::OtherChannel, None))
            }
            None => None,
        };
        if let Some(plan) = other {
            return plan;
        }
        let hint = self.written_point(spent);
        Plan {
            channel: hint.map(|(channel, _)| channel),
            point: hint.map(|(_, id)| id),
            ..self.now(kind, why)
        }
    }

    /// Nothing goes over this way: a written message once, else other parts of the day.
    pub(super) fn other_channel(&mut self, last: &Try) -> Plan {
        if last.channel.written() {
            let now = self.input.now;
            return self.on_open(Channel::Phone, now, Why::OtherChannel);
        }
        match self.notice(Why::OtherChannel) {
            Some(plan) => plan,
            None if last.class == Class::Rejected => self.ask(Why::Refused),
            None => self.elsewhere(last, Why::OtherChannel),
        }
    }

    pub(super) fn letter(&self, at: Instant, why: Why) -> Plan {
        let address =
            self.input.points.iter().find(|point| point.kind == PointKind::Post && self.good(point));
        self.with(StepKind::Letter, Channel::Letter, address.map(|point| point.id), at, why)
    }

    fn call(&self, at: Instant, why: Why, except: Option<ContactPointId>) -> Option<Plan> {
        let point = self.phone(except)?;
        Some(self.with(StepKind::Call, Channel::Phone, Some(point), at, why))
    }

    fn write(&self, at: Instant, why: Why, except: Option<ContactPointId>) -> Option<Plan> {
        let (channel, point) = self.written_point(except)?;
        let kind = if channel == Channel::Letter { StepKind::Letter } else { StepKind::Write };
        Some(self.with(kind, channel, Some(point), at, why))
    }

    fn with(
        &self,
        kind: StepKind,
        channel: Channel,
        point: Option<ContactPointId>,
        at: Instant,
        why: Why,
    ) -> Plan {
        Plan { channel: Some(channel), point, ..self.step(kind, at, why) }
    }

    /// The best telephone number: another one after two tries on the same, then the preferred, the proven, the latest.
    fn phone(&self, except: Option<ContactPointId>) -> Option<ContactPointId> {
        let tired = self.tired();
        let phones =
            self.input.points.iter().filter(|point| point.kind == PointKind::Phone && self.good(point));
        let phones = phones.filter(|point| Some(point.id) != except);
        phones.max_by_key(|point| (Some(point.id) != tired, rank(point))).map(|point| point.id)
    }

    /// The number on which the last two calls were made.
    fn tired(&self) -> Option<ContactPointId> {
        let mut calls = self.input.history.iter().rev().filter(|past| past.channel == Channel::Phone);
        let (last, before) = (calls.next()?.point, calls.next()?.point);
        last.filter(|_| last == before)
    }

    /// The best way to write: mail, then a text, then a letter.
    fn written_point(&self, except: Option<ContactPointId>) -> Option<(Channel, ContactPointId)> {
        let best = |wanted: fn(&Point) -> bool| {
            let fitting = self.input.points.iter().filter(|point| wanted(point) && self.good(point));
            fitting
                .filter(|point| Some(point.id) != except)
                .max_by_key(|point| rank(point))
                .map(|point| point.id)
        };
        let mail = best(|point| point.kind == PointKind::Email).map(|id| (Channel::Email, id));
        let text =
            || best(|point| point.kind == PointKind::Phone && point.texts).map(|id| (Channel::Sms, id));
        let post = || best(|point| point.kind == PointKind::Post).map(|id| (Channel::Letter, id));
        mail.or_else(text).or_else(post)
    }

    /// Whether a number or address may be used: believed in, and not struck by its own last outcome.
    fn good(&self, point: &Point) -> bool {
        let mut own = self.input.history.iter().rev().filter(|past| past.point == Some(point.id));
        let last = own.find(|past| past.at >= point.since && !past.class.technical());
        point.state.usable() && !last.is_some_and(|past| past.class.against_address())
    }

    /// Whether the number or address got another value after this moment.
    fn put_right(&self, id: ContactPointId, after: Instant) -> bool {
        self.input.points.iter().any(|point| point.id == id && point.since > after)
    }

    fn visit_kind(&self) -> StepKind {
        match self.input.wanted {
            StepKind::Call | StepKind::Write => StepKind::Visit,
            other => other,
        }
    }
}

fn rank(point: &Point) -> (bool, bool, Option<Instant>, Instant) {
    (point.preferred, point.state == PointState::Working, point.last_life, point.since)
}
