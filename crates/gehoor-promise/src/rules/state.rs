//! What a promise is. An open one can't be built without its next step and the machine's next look (law 1).

use gehoor_contact::rules::{Channel, StepKind, Why, Window};
use gehoor_kernel::id::{AttemptId, ContactPointId, CustomerId, HandoverId, MessageId, PromiseId, UserId};
use gehoor_kernel::time::Instant;
use gehoor_people::Owner;

use super::words::words;

words! {
    /// What was promised.
    pub enum Kind {
        /// We call the customer.
        CallBack = "callBack",
        /// We write to the customer.
        Write = "write",
        /// We bring or send something.
        Deliver = "deliver",
        /// We come to the customer.
        ComeBy = "comeBy",
        /// We find something out and tell the customer.
        FindOut = "findOut",
        /// We hand something over at our place.
        HandOver = "handOver",
    }
}

impl Kind {
    /// The step that keeps a promise of this kind.
    pub const fn step(self) -> StepKind {
        match self {
            Self::CallBack => StepKind::Call,
            Self::Write => StepKind::Write,
            Self::Deliver => StepKind::Deliver,
            Self::ComeBy => StepKind::Visit,
            Self::FindOut => StepKind::FindOut,
            Self::HandOver => StepKind::HandOver,
        }
    }
}

/// A promise made to a customer. It has no amount: nothing here can order by money (law 4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// Which promise.
    pub id: PromiseId,
    /// To whom it was made.
    pub customer: CustomerId,
    /// What was promised.
    pub kind: Kind,
    /// Who holds the ball (law 5).
    pub owner: Owner,
    /// Who made it; `None` when the system did.
    pub made_by: Option<UserId>,
    /// When it was made.
    pub made_at: Instant,
    /// What sets it going.
    pub trigger: Trigger,
    /// The moment by which the customer counts on it, or on hearing why it is not there yet.
    pub deadline: Option<Instant>,
    /// The deadline that was missed first, if one was. A broken promise stays open (law 2).
    pub broken_at: Option<Instant>,
    /// When the customer first had to ask for it.
    pub asked_first_at: Option<Instant>,
    /// A hand-over that waits for its taker's answer.
    pub handover: Option<Handover>,
    /// How many tries on the customer counted.
    pub tries: u32,
    /// How many times the lead was told that it slips.
    pub told: u32,
    /// How often the lead was asked how to go on, and said so.
    pub lead_decisions: u8,
    /// Tries before this moment no longer count against the policy's limits: the lead said "go on" then.
    pub counted_from: Option<Instant>,
    /// Open with a next step, or ended.
    pub state: State,
    /// Counts the changes; 1 when just made.
    pub version: i64,
}

/// What sets a promise going.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// A moment or a window.
    At(Window),
    /// An outside event.
    When(Wait),
    /// Minutes, in place, with a running clock.
    Soon(Window),
}

impl Trigger {
    /// The fixed word of its sort.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::At(_) => "at",
            Self::When(_) => "when",
            Self::Soon(_) => "soon",
        }
    }

    /// The event it still waits for, if any.
    pub fn waits(&self) -> Option<&Wait> {
        match self {
            Self::When(wait) if wait.arrived_at.is_none() => Some(wait),
            _ => None,
        }
    }

    /// The promised window, if a time was promised.
    pub const fn window(&self) -> Option<Window> {
        match self {
            Self::At(window) | Self::Soon(window) => Some(*window),
            Self::When(_) => None,
        }
    }
}

/// An outside event that a promise waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// The event's key ("order 4711").
    pub key: String,
    /// When the event is expected.
    pub expected_by: Instant,
    /// Days between two signs of life after that.
    pub sign_of_life_days: u32,
    /// When the event came, once it has.
    pub arrived_at: Option<Instant>,
}

/// A hand-over on offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handover {
    /// Which.
    pub id: HandoverId,
    /// Who may take the ball.
    pub taker: Owner,
}

/// Open or ended; there is no third way, and ended is only kept or released (law 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Has a next step.
    Open(Open),
    /// The customer was reached, or the thing delivered.
    Kept {
        /// When.
        at: Instant,
        /// By whom; `None` when the customer did it, or a machine that the policy trusts.
        by: Option<UserId>,
        /// How.
        how: How,
    },
    /// The customer said that it need not be.
    Released {
        /// When.
        at: Instant,
        /// Who wrote the customer's words down; `None` when the customer did.
        by: Option<UserId>,
    },
}

impl State {
    /// The fixed word: `waiting`, `due`, `trying`, `inDoubt`, `kept` or `released`.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Open(open) => open.phase.word(),
            Self::Kept { .. } => "kept",
            Self::Released { .. } => "released",
        }
    }

    /// The open part, if it is open.
    pub const fn open(&self) -> Option<&Open> {
        match self {
            Self::Open(open) => Some(open),
            _ => None,
        }
    }
}

words! {
    /// The word of a state by itself, as lists show it.
    pub enum StateWord {
        /// For its moment or its event.
        Waiting = "waiting",
        /// The next step is for now.
        Due = "due",
        /// Tried without success; the next try is later.
        Trying = "trying",
        /// A provider did not say whether a message went out.
        InDoubt = "inDoubt",
        /// It was done.
        Kept = "kept",
        /// The customer said that it need not be.
        Released = "released",
    }
}

/// How a promise was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The customer was spoken to.
    Reached(AttemptId),
    /// A notice that the policy says is enough.
    Notice(AttemptId),
    /// The thing was delivered.
    Delivered,
}

impl How {
    /// The fixed word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reached(_) => "reached",
            Self::Notice(_) => "notice",
            Self::Delivered => "delivered",
        }
    }

    /// The attempt that kept it, if one did.
    pub const fn attempt(self) -> Option<AttemptId> {
        match self {
            Self::Reached(id) | Self::Notice(id) => Some(id),
            Self::Delivered => None,
        }
    }
}

/// The open part of a promise. Built only by [`Open::new`], so that the step and the look are always there and agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    phase: Phase,
    next: NextStep,
    remind_at: Option<Instant>,
    wake_at: Instant,
}

impl Open {
    /// An open state. `remind_at` is a running clock's reminder still to come; `unmissed` the deadline that has not been missed
    /// yet. The machine looks again at the earliest moment at which something can change by time alone.
    pub fn new(phase: Phase, next: NextStep, remind_at: Option<Instant>, unmissed: Option<Instant>) -> Self {
        let own = match phase {
            Phase::Waiting { .. } | Phase::Trying { .. } => next.at,
            Phase::Due { tell_at, .. } | Phase::InDoubt { tell_at, .. } => tell_at,
        };
        let wake_at = [remind_at, unmissed].into_iter().flatten().fold(own, Instant::min);
        Self { phase, next, remind_at, wake_at }
    }

    /// Where it stands.
    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// What must happen next, when and by whom.
    pub const fn next(&self) -> &NextStep {
        &self.next
    }

    /// When a running clock's owner is reminded, while that is still to come.
    pub const fn remind_at(&self) -> Option<Instant> {
        self.remind_at
    }

    /// When the machine must look again.
    pub const fn wake_at(&self) -> Instant {
        self.wake_at
    }
}

/// Where an open promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// For its moment or its event; nothing to do now.
    Waiting {
        /// Since when.
        since: Instant,
    },
    /// The next step is for now.
    Due {
        /// Since when.
        since: Instant,
        /// When the lead is told if nobody acts.
        tell_at: Instant,
    },
    /// Tried without success; the next try is later.
    Trying {
        /// Since when.
        since: Instant,
    },
    /// A provider did not say whether a message went out: a person is asked, nothing is sent again (law 7).
    InDoubt {
        /// Since when.
        since: Instant,
        /// When the lead is told if nobody answers.
        tell_at: Instant,
        /// The message in doubt.
        message: MessageId,
    },
}

impl Phase {
    /// The fixed word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting { .. } => "waiting",
            Self::Due { .. } => "due",
            Self::Trying { .. } => "trying",
            Self::InDoubt { .. } => "inDoubt",
        }
    }

    /// Since when it stands so.
    pub const fn since(self) -> Instant {
        match self {
            Self::Waiting { since }
            | Self::Due { since, .. }
            | Self::Trying { since }
            | Self::InDoubt { since, .. } => since,
        }
    }
}

/// What must happen next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// What.
    pub kind: StepKind,
    /// From which moment on.
    pub at: Instant,
    /// Who is responsible. Whoever shows it resolves absence first.
    pub owner: Owner,
    /// Why then.
    pub why: Why,
    /// Over which channel, when that is settled.
    pub channel: Option<Channel>,
    /// To which number or address, when that is settled.
    pub point: Option<ContactPointId>,
}
