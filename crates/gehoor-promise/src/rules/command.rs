//! What can be asked of a promise, what comes of it, and why it may be refused.

use gehoor_contact::rules::{Channel, Class, Judgement, Point, Policy, Rates, Try, Window};
use gehoor_kernel::id::{
    AttemptId, ContactPointId, CustomerId, EventId, HandoverId, MessageId, PromiseId, UserId,
};
use gehoor_kernel::time::hours::Hours;
use gehoor_kernel::time::{Instant, days, hours, minutes};
use gehoor_people::Owner;
use std::time::Duration;

use super::sending::Leaving;
use super::state::{How, Kind, Promise, Trigger};
use super::taking::Change;

/// The company's own numbers for promises; those for tries stand in the contact policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How long a due step may lie before the lead is told.
    pub patience: Duration,
    /// How long until the lead is told again.
    pub tell_again: Duration,
    /// Days between signs of life when the promise names none.
    pub sign_of_life_days: u32,
    /// By the end of which day, of those on which the customer can be reached, a sign of life must be given: 0 is the day on
    /// which it is due.
    pub sign_of_life_within_days: u16,
    /// The same for the step after the event that the customer waited for.
    pub event_within_days: u16,
    /// How long a promised moment lasts when no end was named.
    pub moment: Duration,
    /// Kinds of promises that a delivered message or a voicemail keeps; none unless the company says so.
    pub notice_enough: Vec<Kind>,
}

impl Default for Settings {
    fn default() -> Self {
        let (patience, tell_again, moment) = (hours(2), days(1), minutes(15));
        Self {
            patience,
            tell_again,
            sign_of_life_days: 7,
            sign_of_life_within_days: 1,
            event_within_days: 1,
            moment,
            notice_enough: Vec::new(),
        }
    }
}

/// What the rules may know of the world. It holds no amount and no value of a customer (law 4).
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// The company's numbers for promises.
    pub settings: &'a Settings,
    /// The company's numbers for tries.
    pub policy: &'a Policy,
    /// When the company works.
    pub company: &'a Hours,
    /// When a customer may be disturbed.
    pub courtesy: &'a Hours,
    /// When this customer wants to hear from us; replaces courtesy in both directions.
    pub wishes: Option<&'a Hours>,
    /// Rings a day when this customer wished more or fewer than the policy.
    pub daily_rings: Option<u8>,
    /// Tries so far, oldest first, the one being recorded included.
    pub history: &'a [Try],
    /// The customer's numbers and addresses.
    pub points: &'a [Point],
    /// What was learnt about when customers answer.
    pub rates: &'a Rates,
    /// The channels over which a message may leave by itself; none when the company does not want that, or has no such channel.
    pub outbound: &'a [Channel],
    /// The channel that this customer wished.
    pub preferred: Option<Channel>,
    /// Who is asked when the owner can't get further.
    pub lead: Owner,
}

/// A promise to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    /// The id it will have.
    pub id: PromiseId,
    /// To whom.
    pub customer: CustomerId,
    /// What.
    pub kind: Kind,
    /// Who will hold the ball.
    pub owner: Owner,
    /// Who makes it.
    pub made_by: Option<UserId>,
    /// What sets it going; a `When` whose event has come already carries that moment.
    pub trigger: Trigger,
}

/// The customer's own words; never empty. Without them nothing is released (law 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said(String);

impl Said {
    /// The words, if there are any.
    pub fn new(text: &str) -> Option<Self> {
        (!text.trim().is_empty()).then(|| Self(text.to_owned()))
    }

    /// The words as given.
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// What can be asked of a promise.
#[derive(Clone, Debug)]
pub enum Command {
    /// Another moment or event was settled. A move that the customer doesn't know of leaves the deadline where it was.
    Amend {
        /// The new trigger.
        trigger: Trigger,
        /// Whether the customer knows.
        customer_told: bool,
    },
    /// The outside event came.
    Wake {
        /// Which.
        event: EventId,
        /// When it happened.
        at: Instant,
    },
    /// The machine's look at the moment that the promise itself named.
    TimeCame,
    /// Somebody tried to reach the customer.
    RecordAttempt(Attempt),
    /// The thing was delivered.
    Deliver {
        /// When.
        at: Instant,
        /// By whom.
        by: Option<UserId>,
    },
    /// The customer said that it need not be.
    Release {
        /// Their words.
        said: Said,
        /// When.
        at: Instant,
        /// Who wrote the words down.
        by: Option<UserId>,
    },
    /// The owner offers the ball to somebody else.
    HandOver {
        /// The offer.
        id: HandoverId,
        /// To whom.
        taker: Owner,
    },
    /// The taker takes it.
    Accept(HandoverId),
    /// The taker does not.
    Decline(HandoverId),
    /// The customer had to ask for it.
    AskedFirst {
        /// When.
        at: Instant,
    },
    /// The lead gives it to somebody else.
    Reassign(Owner),
    /// The lead, asked how to go on, says: go on.
    GoOn,
    /// Somebody wrote something down.
    Note,
    /// A number or address was put right.
    PutRight(ContactPointId),
    /// A message that gives a sign of life went out.
    MessageSent(MessageId),
    /// A message that was to give a sign of life will never go out.
    MessageFailed {
        /// Which.
        message: MessageId,
        /// The attempt that it was, when the provider's code says what it met.
        attempt: Option<(AttemptId, Class)>,
    },
    /// A provider did not say whether the message went out.
    MessageInDoubt(MessageId),
    /// A person found out whether it did.
    DoubtAnswered {
        /// It went out.
        went_out: bool,
    },
}

/// An attempt, judged.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// Which.
    pub id: AttemptId,
    /// When it was made.
    pub at: Instant,
    /// By whom; `None` for a machine.
    pub by: Option<UserId>,
    /// Over which channel.
    pub channel: Channel,
    /// To which number or address.
    pub point: Option<ContactPointId>,
    /// What it met.
    pub judgement: Judgement,
    /// The caller says that this kept the promise.
    pub kept: bool,
    /// A new moment settled with the customer in this talk.
    pub agreed: Option<Window>,
}

/// What happened, as the journal tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// It was made.
    Made,
    /// Its moment or event was changed.
    Amended {
        /// The customer knows.
        customer_told: bool,
    },
    /// Its event came.
    Woken(EventId),
    /// Its step is for now.
    CameDue,
    /// A sign of life is for now.
    SignOfLifeDue,
    /// A sign of life is put off until the customer may be disturbed.
    SignOfLifePutOff,
    /// A sign of life leaves by itself.
    SignOfLifeLeaves(Leaving),
    /// The customer had a sign of life.
    SignOfLifeGiven,
    /// A running clock's owner was reminded.
    Reminded,
    /// This deadline was missed.
    Broken(Instant),
    /// The lead was told that it slips.
    LeadTold,
    /// Its tries fail since this moment because of a network, a provider or our own set-up; the lead was told.
    TroubleTold(Instant),
    /// An attempt was made.
    Attempted(AttemptId, Class),
    /// It was kept.
    Kept(How),
    /// The customer released it.
    Released,
    /// The ball was offered.
    HandoverOffered(Handing),
    /// The ball was taken.
    HandoverAccepted(Handing),
    /// The ball was not taken.
    HandoverDeclined(Handing),
    /// The offer lapsed because the promise ended or was given to somebody else.
    HandoverLapsed(HandoverId),
    /// The customer had to ask.
    AskedFirst(Instant),
    /// It was given to somebody else.
    Reassigned {
        /// Who had it.
        from: Owner,
        /// Who has it.
        to: Owner,
    },
    /// The lead said to go on.
    WentOn,
    /// Something was written down.
    Noted,
    /// A number or address was put right.
    PutRight(ContactPointId),
    /// A message went out.
    MessageSent(MessageId),
    /// A message will never go out.
    MessageFailed(MessageId),
    /// Whether a message went out is in doubt.
    DoubtRaised(MessageId),
    /// A person found out.
    DoubtAnswered {
        /// It went out.
        went_out: bool,
    },
    /// The last change was taken back.
    TakenBack {
        /// What it was.
        change: Change,
        /// The attempt, if it was one.
        attempt: Option<AttemptId>,
        /// Whether it had ended the promise.
        reopened: bool,
        /// The offer of the ball that stands again, if the change had ended one.
        offered: Option<HandoverId>,
    },
}

/// A hand-over in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handing {
    /// Which.
    pub id: HandoverId,
    /// Who holds or held the ball.
    pub giver: Owner,
    /// Who may take or took it.
    pub taker: Owner,
}

/// What comes of a command: the promise as it is now, and what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The promise afterwards.
    pub promise: Promise,
    /// What happened, in order. Empty: nothing did, nothing need be stored.
    pub events: Vec<Event>,
}

/// Why a command is refused. Nothing has changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is kept or released; nothing can happen to it any more.
    #[error("the promise has ended")]
    Ended,
    /// The moment has not come (never early).
    #[error("the moment has not come")]
    NotYet,
    /// It does not wait for an event, or the event has come already.
    #[error("the promise does not wait for an event")]
    NotWaiting,
    /// Kept was claimed of an outcome in which nobody was reached.
    #[error("the customer was not reached")]
    NotReached,
    /// Another hand-over waits for its answer.
    #[error("another hand-over waits for its answer")]
    HandoverPending,
    /// There is no such hand-over on offer.
    #[error("no such hand-over is on offer")]
    NoSuchHandover,
    /// The taker has the ball already.
    #[error("the taker is the owner already")]
    SameOwner,
    /// The lead was not asked anything.
    #[error("the lead was not asked")]
    LeadNotAsked,
    /// No message of it is in doubt.
    #[error("no message is in doubt")]
    NoDoubt,
    /// No number or address of it waits to be put right.
    #[error("nothing waits to be put right")]
    NothingToPutRight,
    /// There is no change to take back, or something happened since.
    #[error("nothing can be taken back")]
    NothingToTakeBack,
    /// The change is too old to be taken back.
    #[error("too late to take it back")]
    TooLateToTakeBack,
}

impl Refusal {
    /// The fixed word, which is the code of the answer.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ended => "promiseEnded",
            Self::NotYet => "promiseNotYet",
            Self::NotWaiting => "promiseNotWaiting",
            Self::NotReached => "promiseNotReached",
            Self::HandoverPending => "handoverPending",
            Self::NoSuchHandover => "handoverUnknown",
            Self::SameOwner => "handoverSameOwner",
            Self::LeadNotAsked => "promiseLeadNotAsked",
            Self::NoDoubt => "promiseNoDoubt",
            Self::NothingToPutRight => "promiseNothingToPutRight",
            Self::NothingToTakeBack => "promiseNothingToTakeBack",
            Self::TooLateToTakeBack => "promiseTooLateToTakeBack",
        }
    }
}
