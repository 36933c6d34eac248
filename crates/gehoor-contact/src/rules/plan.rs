//! The shapes of planning: what was tried, what can be tried, and the step that follows.

use super::class::{Advice, Channel, Class};
use super::point::PointState;
use super::policy::Policy;
use super::rates::{Daypart, Rates};
use super::words::words;
use gehoor_kernel::id::ContactPointId;
use gehoor_kernel::time::Instant;
use gehoor_kernel::time::hours::Hours;
use std::time::Duration;

words! {
    /// What a next step asks of its owner.
    StepKind {
        /// Call the customer.
        Call = "call",
        /// Write to the customer (mail or text).
        Write = "write",
        /// Deliver what was promised.
        Deliver = "deliver",
        /// Go and see the customer.
        Visit = "visit",
        /// Find out what was asked.
        FindOut = "findOut",
        /// Hand over what was promised.
        HandOver = "handOver",
        /// Tell the customer that it is not there yet and not forgotten.
        SignOfLife = "signOfLife",
        /// The lead decides how to go on.
        AskLead = "askLead",
        /// Find the customer's right number.
        FindNumber = "findNumber",
        /// Check whose number it is before using it.
        VerifyNumber = "verifyNumber",
        /// Correct the malformed number or address.
        FixAddress = "fixAddress",
        /// Say whether the customer was really reached.
        ConfirmHuman = "confirmHuman",
        /// A person must look at what happened.
        AskPerson = "askPerson",
        /// Look whether the report came.
        WaitReport = "waitReport",
        /// Send a letter.
        Letter = "letter",
    }
}

words! {
    /// Why a step stands where it stands. Each has a sentence in the catalogues: `why-<word>`.
    Why {
        /// It was promised for this moment.
        Promised = "promised",
        /// What the customer waited for has happened.
        EventHappened = "eventHappened",
        /// The expected date passed without the event.
        ExpectedPassed = "expectedPassed",
        /// It is time again to say that it is not there yet.
        SignOfLifeDue = "signOfLifeDue",
        /// The customer had to ask first.
        AskedFirst = "askedFirst",
        /// The promised window is still open: once more inside it.
        InsideWindow = "insideWindow",
        /// The promised window passed: write and offer a new one.
        WindowMissed = "windowMissed",
        /// The line was busy.
        Busy = "busy",
        /// The phone was off or out of range.
        NotReachable = "notReachable",
        /// The other side named the moment before which we need not try.
        RetryAfter = "retryAfter",
        /// Nobody answered: another part of the day.
        NoAnswer = "noAnswer",
        /// Voicemail answered: leave one short message next time.
        LeaveMessageOnce = "leaveMessageOnce",
        /// Voicemail has our message: another part of the day, no second message.
        MessageLeft = "messageLeft",
        /// Somebody else answered.
        SomebodyElse = "somebodyElse",
        /// The customer named this moment.
        TimeAgreed = "timeAgreed",
        /// The customer has another number that may work.
        OtherNumber = "otherNumber",
        /// This way did not work: another way.
        OtherChannel = "otherChannel",
        /// A message was delivered, but a notice is not a promise kept.
        NoticeSent = "noticeSent",
        /// The report of a message is awaited.
        ReportPending = "reportPending",
        /// The report did not come in time.
        ReportMissing = "reportMissing",
        /// A machine says answered.
        AnswerUnconfirmed = "answerUnconfirmed",
        /// The customer was spoken to, the promise is not kept yet.
        ReachedNotKept = "reachedNotKept",
        /// The customer refused the call: one written message.
        Refused = "refused",
        /// Refused, and the written message went: a person decides.
        RefusedAndWritten = "refusedAndWritten",
        /// Calls without a number shown are refused.
        CallerIdHidden = "callerIdHidden",
        /// A new number was given.
        NewNumberGiven = "newNumberGiven",
        /// The number is no longer the customer's.
        NumberChanged = "numberChanged",
        /// The number is said not to exist.
        NumberDoesNotExist = "numberDoesNotExist",
        /// The number now belongs to somebody else.
        WrongPerson = "wrongPerson",
        /// The number or address is malformed.
        BadFormat = "badFormat",
        /// No number or address is known that may work.
        NoAddress = "noAddress",
        /// A network or provider failed; it does not count as a try.
        Technical = "technical",
        /// The third technical failure: another line or provider.
        OtherRoute = "otherRoute",
        /// Our own set-up failed: the lead is told.
        SetUpFault = "setUpFault",
        /// Technical failures for half an hour: the lead is told.
        TechnicalAlert = "technicalAlert",
        /// We held back ourselves.
        HeldBack = "heldBack",
        /// The outcome carries no meaning that a machine can use.
        NotUnderstood = "notUnderstood",
        /// A message that was to leave by itself did not get through.
        MessageFailed = "messageFailed",
        /// A provider did not say whether it went out.
        InDoubt = "inDoubt",
        /// All tries of the policy were used.
        LimitReached = "limitReached",
        /// The lead was asked before: a letter is left.
        LetterLeft = "letterLeft",
        /// The letter had its time.
        LetterUnanswered = "letterUnanswered",
        /// No moment suits both the company and the customer.
        NoCommonHours = "noCommonHours",
    }
}

words! {
    /// Whose step it is.
    Who {
        /// The promise's owner.
        Owner = "owner",
        /// The lead of the owner's team.
        Lead = "lead",
    }
}

words! {
    /// What sort of thing a contact point is.
    PointKind {
        /// A telephone number.
        Phone = "phone",
        /// An e-mail address.
        Email = "email",
        /// A postal address.
        Post = "post",
    }
}

/// A promised stretch of time; a promised moment has `from == until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its first moment.
    pub from: Instant,
    /// The moment by which the customer expects to be reached.
    pub until: Instant,
}

/// One attempt as planning sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Try {
    /// When it was made.
    pub at: Instant,
    /// Over which way.
    pub channel: Channel,
    /// On which number or address.
    pub point: Option<ContactPointId>,
    /// What it met.
    pub class: Class,
    /// What the table advised.
    pub advice: Advice,
    /// Whether it used up one of the customer's tries.
    pub counts: bool,
    /// The part of the day in which it was made.
    pub daypart: Daypart,
    /// How long the other side asked us to wait.
    pub retry_after: Option<Duration>,
}

/// One number or address as planning sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Which one.
    pub id: ContactPointId,
    /// What sort.
    pub kind: PointKind,
    /// Whether text messages arrive on it (a mobile number).
    pub texts: bool,
    /// What is believed about it.
    pub state: PointState,
    /// Whether the customer prefers it.
    pub preferred: bool,
    /// When it last proved to work.
    pub last_life: Option<Instant>,
    /// When its present value was written down; older tries concerned another value.
    pub since: Instant,
}

/// All that planning may see. No amount, no value of a customer: effort is blind to money.
#[derive(Clone, Copy, Debug)]
pub struct TryInput<'a> {
    /// The present moment.
    pub now: Instant,
    /// The step that keeps the promise: call, write, deliver, …
    pub wanted: StepKind,
    /// The promised window, if one was promised.
    pub promised: Option<Window>,
    /// The moment the customer named in the last conversation ("call me at four").
    pub agreed: Option<Instant>,
    /// The attempts of this promise, oldest first.
    pub history: &'a [Try],
    /// Tries before this moment no longer count against the caps: the lead said "go on" then.
    pub counted_from: Option<Instant>,
    /// How often the lead was asked about this promise and decided.
    pub lead_decisions: u8,
    /// The customer's numbers and addresses.
    pub points: &'a [Point],
    /// The company's or the promise's contact policy.
    pub policy: &'a Policy,
    /// The company's hours.
    pub company: &'a Hours,
    /// The hours in which courtesy allows a call.
    pub courtesy: &'a Hours,
    /// The customer's own wish; it replaces courtesy in both directions.
    pub wishes: Option<&'a Hours>,
    /// Contact rates of the customer's group by part of the day.
    pub rates: &'a Rates,
    /// Rings a day when the customer explicitly wished more (or fewer) than the policy.
    pub daily_rings: Option<u8>,
}

/// The next step. Planning always gives one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What is asked.
    pub kind: StepKind,
    /// When.
    pub at: Instant,
    /// Over which way, where one is meant.
    pub channel: Option<Channel>,
    /// On which number or address, where one is meant.
    pub point: Option<ContactPointId>,
    /// Why it stands there.
    pub why: Why,
    /// Whose step it is.
    pub who: Who,
    /// Whether the lead or administrator is to be told now, beside the step: true once in a run of failures.
    pub alert: bool,
}
