//! The next step after an attempt, by the contact policy. Total: there is always one.
//!
//! Nothing in the input is an amount. A fault of a network or provider is repeated with growing waits and never uses up
//! a try; a temporary outcome is tried again; an outcome against a number ends the attempts on that number only.

mod moments;
mod refusals;
mod spread;
mod technical;
mod ways;
mod window;

use super::class::{Advice, Channel, Class};
use super::plan::{Plan, StepKind, Try, TryInput, Who, Why};
use gehoor_kernel::rng::Random;
use gehoor_kernel::time::Instant;
use std::time::Duration;

/// The next step of a promise that is not kept yet.
///
/// Without history it is the first one: the promised moment wins over all hours. `random` shifts moments a little, never
/// out of a promised window.
pub fn next_try(input: &TryInput<'_>, random: &mut Random) -> Plan {
    let mut desk = Desk { input, random };
    let plan = match input.history.last() {
        None => desk.first(),
        Some(last) => desk.after(last),
    };
    Plan { at: plan.at.max(input.now), ..plan }
}

/// The planner at work on one promise.
struct Desk<'a, 'r> {
    input: &'a TryInput<'a>,
    random: &'r mut Random,
}

impl<'a> Desk<'a, '_> {
    fn first(&mut self) -> Plan {
        let channel = match self.input.wanted {
            StepKind::Call => Some(Channel::Phone),
            StepKind::Write => Some(Channel::Email),
            StepKind::Deliver | StepKind::Visit | StepKind::HandOver => Some(Channel::InPerson),
            _ => None,
        };
        let at = self.promised_moment(channel);
        match channel {
            // Nothing is known about the customer's addresses: the step itself stands, its owner knows where.
            Some(Channel::Phone | Channel::Email) if self.input.points.is_empty() => self.wanted(at, None),
            Some(channel @ (Channel::Phone | Channel::Email)) => self.on(channel, at, Why::Promised),
            channel => self.wanted(at, channel),
        }
    }

    fn wanted(&self, at: Instant, channel: Option<Channel>) -> Plan {
        Plan { channel, ..self.step(self.input.wanted, at, Why::Promised) }
    }

    fn after(&mut self, last: &Try) -> Plan {
        if let Some(agreed) = self.input.agreed.filter(|&agreed| agreed > last.at) {
            return self.on(self.channel_wanted(), agreed, Why::TimeAgreed);
        }
        match last.advice {
            Advice::Done | Advice::ScheduleAgreedTime => self.ask(Why::ReachedNotKept),
            Advice::ConfirmHuman => self.now(StepKind::ConfirmHuman, Why::AnswerUnconfirmed),
            Advice::WaitReport if last.class == Class::CancelledByUs => self.held_back(last),
            Advice::WaitReport => self.await_report(last),
            Advice::WaitReply => self.after_notice(last),
            Advice::ReadStatus | Advice::HumanReview => self.not_understood(last),
            Advice::RetrySoon => self.busy(last),
            Advice::RetryLater | Advice::RetryOtherRoute | Advice::FixConfig | Advice::ShrinkMessage
                if last.class.technical() =>
            {
                self.technical(last)
            }
            Advice::RetryLater => self.unreachable(last),
            Advice::RetrySpread if last.class == Class::Delivered => self.after_notice(last),
            Advice::RetrySpread | Advice::LeaveMessage | Advice::AskBestTime => self.unanswered(last),
            Advice::RetryOtherRoute | Advice::FixConfig | Advice::ShrinkMessage => self.technical(last),
            Advice::OtherChannel => self.other_channel(last),
            Advice::ShowCallerId => self.show_caller_id(last),
            Advice::RespectRefusal => self.refused(last),
            Advice::FixAddress => self.replace(last, StepKind::FixAddress, Why::BadFormat),
            Advice::FollowNewNumber => self.now(StepKind::VerifyNumber, Why::NewNumberGiven),
            Advice::FindNewNumber => self.replace(last, StepKind::FindNumber, Why::NumberChanged),
            Advice::StopAndFindNewNumber => self.replace(last, StepKind::FindNumber, Why::WrongPerson),
            Advice::VerifyThenRetire if last.class == Class::DoesNotExist => {
                self.replace(last, StepKind::FindNumber, Why::NumberDoesNotExist)
            }
            Advice::VerifyThenRetire => self.replace(last, StepKind::VerifyNumber, Why::NotUnderstood),
        }
    }

    /// We held back ourselves: as soon as hours allow.
    fn held_back(&mut self, last: &Try) -> Plan {
        let now = self.input.now;
        self.on_open(last.channel, now, Why::HeldBack)
    }

    /// No verdict yet: wait for the report; when its time is over a person must look.
    fn await_report(&mut self, last: &Try) -> Plan {
        let until = last.at.plus(self.input.policy.report_wait);
        if until <= self.input.now {
            return self.ask(Why::ReportMissing);
        }
        Plan {
            channel: Some(last.channel),
            point: last.point,
            ..self.step(StepKind::WaitReport, until, Why::ReportPending)
        }
    }

    /// A delivered message is a notice, not a promise kept: give time to answer, then try again.
    fn after_notice(&mut self, last: &Try) -> Plan {
        if last.channel == Channel::Letter {
            let at = last.at.plus(self.input.policy.letter_wait);
            return self.ask_lead(at, Why::LetterUnanswered);
        }
        let at = last.at.plus(self.input.policy.reply_wait).max(self.input.now);
        if self.refused_before() {
            return self.step(StepKind::AskPerson, at, Why::RefusedAndWritten);
        }
        match self.limit(at) {
            Some(plan) => plan,
            None => self.on_open(Channel::Phone, at, Why::NoticeSent),
        }
    }

    fn not_understood(&mut self, last: &Try) -> Plan {
        let why = if last.class == Class::Rejected { Why::Refused } else { Why::NotUnderstood };
        Plan { alert: last.class.technical(), point: last.point, ..self.ask(why) }
    }

    /// Busy: within minutes, a little longer each time; then as after no answer.
    fn busy(&mut self, last: &Try) -> Plan {
        let run = self.run(|class| class == Class::Busy);
        let Some(&wait) = self.input.policy.busy_waits.get(run - 1) else {
            return self.unanswered(last);
        };
        let at = self.shifted(last.at.plus(self.obeying(last, wait)), Duration::from_secs(60));
        let at = self.kept_inside(at);
        let missed = if self.in_window(at) { None } else { self.missed_window() };
        missed.unwrap_or_else(|| self.again(last, at, Why::Busy))
    }

    /// Off or out of range: half an hour, two hours, then other parts of the day and other ways.
    fn unreachable(&mut self, last: &Try) -> Plan {
        if let Some(slot) = self.window_slot(last) {
            return self.again(last, slot, Why::InsideWindow);
        }
        if let Some(plan) = self.missed_window() {
            return plan;
        }
        let run = self.run(|class| matches!(class, Class::TemporarilyUnreachable | Class::Unknown));
        let waits = &self.input.policy.unreachable_waits;
        let why = if last.retry_after.is_some() { Why::RetryAfter } else { Why::NotReachable };
        match waits.get(run - 1) {
            Some(&wait) => {
                let at = self.shifted(last.at.plus(self.obeying(last, wait)), self.input.policy.jitter);
                self.again(last, at, why)
            }
            None if run == waits.len() + 1 => self.notice(why).unwrap_or_else(|| self.elsewhere(last, why)),
            None => self.elsewhere(last, why),
        }
    }

    /// Nobody answered, or a machine: inside the promised window soon, after it a message, then other parts of the day.
    fn unanswered(&mut self, last: &Try) -> Plan {
        if let Some(slot) = self.window_slot(last) {
            return self.again(last, slot, Why::InsideWindow);
        }
        if let Some(plan) = self.missed_window() {
            return plan;
        }
        let why = match (last.class, last.advice) {
            (_, Advice::AskBestTime) => Why::SomebodyElse,
            (Class::Voicemail, Advice::LeaveMessage) if !self.message_left() => Why::LeaveMessageOnce,
            (Class::Voicemail, _) => Why::MessageLeft,
            (Class::Busy, _) => Why::Busy,
            (Class::CancelledByUs, _) => Why::HeldBack,
            (Class::Unknown, _) => Why::NotUnderstood,
            _ => Why::NoAnswer,
        };
        self.elsewhere(last, why)
    }

    /// How many tries at the end of the history have such a class; at least 1.
    fn run(&self, of: impl Fn(Class) -> bool) -> usize {
        self.input.history.iter().rev().take_while(|past| of(past.class)).count().max(1)
    }

    /// The wait, or longer when the other side asked for it.
    fn obeying(&self, last: &Try, wait: Duration) -> Duration {
        last.retry_after.map_or(wait, |asked| asked.max(wait))
    }

    /// The moment plus a random part of `most`.
    fn shifted(&mut self, at: Instant, most: Duration) -> Instant {
        let most = u64::try_from(most.as_micros()).unwrap_or(u64::MAX);
        at.plus(Duration::from_micros(self.random.below(most)))
    }

    fn message_left(&self) -> bool {
        self.input
            .history
            .iter()
            .any(|past| past.class == Class::Voicemail && past.advice != Advice::LeaveMessage)
    }

    fn channel_wanted(&self) -> Channel {
        match self.input.wanted {
            StepKind::Write => Channel::Email,
            StepKind::Deliver | StepKind::Visit | StepKind::HandOver => Channel::InPerson,
            StepKind::Letter => Channel::Letter,
            _ => Channel::Phone,
        }
    }

    fn ask(&self, why: Why) -> Plan {
        self.now(StepKind::AskPerson, why)
    }

    fn now(&self, kind: StepKind, why: Why) -> Plan {
        self.step(kind, self.input.now, why)
    }

    fn ask_lead(&self, at: Instant, why: Why) -> Plan {
        Plan { who: Who::Lead, ..self.step(StepKind::AskLead, at, why) }
    }

    fn step(&self, kind: StepKind, at: Instant, why: Why) -> Plan {
        Plan { kind, at, channel: None, point: None, why, who: Who::Owner, alert: false }
    }
}
