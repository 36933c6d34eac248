//! What is written: a promise and its parts as JSON.

use gehoor_people::Owner;
use serde::Serialize;
use utoipa::ToSchema;

use crate::ask::{HandoverView, NoteView, Page, View};
use crate::rules::{NextStep, Promise, State, Trigger};

/// A promise.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Promise)]
pub(super) struct PromiseView {
    /// The id: pr_ and 26 characters.
    id: String,
    /// To whom it was made.
    customer_id: String,
    /// What was promised, in the customer's words; empty after an erasure.
    text: String,
    /// callBack, write, deliver, comeBy, findOut or handOver.
    kind: &'static str,
    /// Who holds the ball.
    owner: OwnerView,
    /// Who made it.
    made_by: Option<String>,
    /// When it was made.
    made_at: String,
    /// What sets it going.
    trigger: TriggerView,
    /// Order, part, room or table.
    reference: Option<String>,
    /// What is at stake, in cents. Nothing orders by it.
    amount_cents: Option<i64>,
    /// waiting, due (the next step is for now), trying (tried, the next try is later), inDoubt, kept or released.
    state: &'static str,
    /// Since when the state holds.
    since: String,
    /// By when the customer counts on it.
    deadline: Option<String>,
    /// The deadline that was missed, if one was.
    broken_at: Option<String>,
    /// When the customer first had to ask.
    asked_first_at: Option<String>,
    /// What must happen next; null once it has ended.
    next_step: Option<StepView>,
    /// How many tries counted.
    tries: u32,
    /// How many times the lead was told that it slips.
    lead_told: u32,
    /// The hand-over that waits for its taker's answer.
    handover: Option<OfferView>,
    /// How it ended; null while it is open.
    end: Option<EndView>,
    /// Counts changes; also the ETag.
    version: i64,
}

/// An owner: one of the two is given.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Owner)]
pub(super) struct OwnerView {
    /// The employee.
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<String>,
    /// The team.
    #[serde(skip_serializing_if = "Option::is_none")]
    team_id: Option<String>,
}

/// What sets a promise going: one of the three.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Trigger)]
pub(super) enum TriggerView {
    /// A moment or window.
    #[serde(rename_all = "camelCase")]
    At {
        /// When it opens.
        from: String,
        /// When the promise is broken.
        until: String,
    },
    /// An outside event.
    #[serde(rename_all = "camelCase")]
    When {
        /// Its key.
        key: String,
        /// When it is expected.
        expected_by: String,
        /// Days between signs of life after that.
        sign_of_life_days: u32,
        /// When it happened.
        arrived_at: Option<String>,
    },
    /// Minutes, in place.
    #[serde(rename_all = "camelCase")]
    Soon {
        /// How many.
        minutes: u64,
        /// When the clock began to run.
        from: String,
        /// When its time is over.
        until: String,
    },
}

/// What must happen next.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NextStep)]
pub(super) struct StepView {
    /// call, write, deliver, visit, findOut, handOver, signOfLife, askLead, findNumber, verifyNumber, fixAddress, confirmHuman,
    /// askPerson, waitReport or letter.
    kind: &'static str,
    /// From which moment on.
    at: String,
    /// Who answers for it now: whoever stands in for an owner who is away.
    owner: OwnerView,
    /// Why then.
    why: &'static str,
    /// Over which channel, when that is settled.
    channel: Option<&'static str>,
    /// To which number or address, when that is settled.
    contact_point_id: Option<String>,
}

/// A hand-over on offer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = HandoverOffer)]
pub(super) struct OfferView {
    id: String,
    /// Who may take the ball.
    to: OwnerView,
}

/// How a promise ended.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PromiseEnd)]
pub(super) struct EndView {
    /// When.
    at: String,
    /// By whom; null: the customer, or a notice that the company says is enough.
    by: Option<String>,
    /// reached, notice, delivered or released.
    how: &'static str,
    /// The attempt that kept it.
    attempt_id: Option<String>,
}

/// A promise with everything that was written down about it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PromisePage)]
pub(super) struct PageView {
    #[serde(flatten)]
    promise: PromiseView,
    /// Notes and reasons, oldest first.
    notes: Vec<NoteShape>,
    /// Hand-overs, oldest first.
    handovers: Vec<HandoverShape>,
}

/// A note or reason.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PromiseNote)]
pub(super) struct NoteShape {
    id: String,
    /// note, amendment, release, delivery, handover, decline, askedFirst or reassignment.
    kind: String,
    at: String,
    /// Who: an employee's id, system or customer.
    actor: String,
    /// The words; null after an erasure.
    text: Option<String>,
}

/// A hand-over.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Handover)]
pub(super) struct HandoverShape {
    id: String,
    from: OwnerView,
    to: OwnerView,
    offered_at: String,
    /// accepted, declined, lapsed, or null.
    answer: Option<String>,
    answered_at: Option<String>,
}

impl OwnerView {
    pub(super) fn of(owner: Owner) -> Self {
        Self {
            user_id: owner.user().map(|id| id.to_string()),
            team_id: owner.team().map(|id| id.to_string()),
        }
    }
}

impl PromiseView {
    /// The id.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn of(view: &View) -> Self {
        let (promise, words) = (&view.promise, &view.words);
        let open = promise.state.open();
        Self {
            id: promise.id.to_string(),
            customer_id: promise.customer.to_string(),
            text: words.text.clone(),
            kind: promise.kind.word(),
            owner: OwnerView::of(promise.owner),
            made_by: promise.made_by.map(|id| id.to_string()),
            made_at: promise.made_at.to_string(),
            trigger: TriggerView::of(&promise.trigger),
            reference: words.reference.clone(),
            amount_cents: words.amount_cents,
            state: promise.state.word(),
            since: since(promise).to_string(),
            deadline: promise.deadline.map(|at| at.to_string()),
            broken_at: promise.broken_at.map(|at| at.to_string()),
            asked_first_at: promise.asked_first_at.map(|at| at.to_string()),
            next_step: open.map(|open| StepView::of(open.next(), view.answers)),
            tries: promise.tries,
            lead_told: promise.told,
            handover: promise
                .handover
                .map(|offer| OfferView { id: offer.id.to_string(), to: OwnerView::of(offer.taker) }),
            end: EndView::of(&promise.state),
            version: promise.version,
        }
    }
}

fn since(promise: &Promise) -> gehoor_kernel::time::Instant {
    match &promise.state {
        State::Open(open) => open.phase().since(),
        State::Kept { at, .. } | State::Released { at, .. } => *at,
    }
}

impl TriggerView {
    fn of(trigger: &Trigger) -> Self {
        match trigger {
            Trigger::At(window) => {
                Self::At { from: window.from.to_string(), until: window.until.to_string() }
            }
            Trigger::Soon(window) => Self::Soon {
                minutes: window.until.since(window.from).as_secs() / 60,
                from: window.from.to_string(),
                until: window.until.to_string(),
            },
            Trigger::When(wait) => Self::When {
                key: wait.key.clone(),
                expected_by: wait.expected_by.to_string(),
                sign_of_life_days: wait.sign_of_life_days,
                arrived_at: wait.arrived_at.map(|at| at.to_string()),
            },
        }
    }
}

impl StepView {
    fn of(step: &NextStep, answers: Option<Owner>) -> Self {
        Self {
            kind: step.kind.word(),
            at: step.at.to_string(),
            owner: OwnerView::of(answers.unwrap_or(step.owner)),
            why: step.why.word(),
            channel: step.channel.map(|channel| channel.word()),
            contact_point_id: step.point.map(|id| id.to_string()),
        }
    }
}

impl EndView {
    fn of(state: &State) -> Option<Self> {
        let (at, by, how, attempt) = match state {
            State::Open(_) => return None,
            State::Kept { at, by, how } => (at, by, how.word(), how.attempt()),
            State::Released { at, by } => (at, by, "released", None),
        };
        let (by, attempt_id) = (by.map(|id| id.to_string()), attempt.map(|id| id.to_string()));
        Some(Self { at: at.to_string(), by, how, attempt_id })
    }
}

impl PageView {
    pub(super) fn of(page: &Page) -> Self {
        Self {
            promise: PromiseView::of(&page.view),
            notes: page.notes.iter().map(NoteShape::of).collect(),
            handovers: page.handovers.iter().map(HandoverShape::of).collect(),
        }
    }
}

impl NoteShape {
    fn of(note: &NoteView) -> Self {
        Self {
            id: note.id.to_string(),
            kind: note.kind.clone(),
            at: note.at.to_string(),
            actor: note.actor.clone(),
            text: note.text.clone(),
        }
    }
}

impl HandoverShape {
    fn of(handover: &HandoverView) -> Self {
        Self {
            id: handover.id.to_string(),
            from: OwnerView::of(handover.giver),
            to: OwnerView::of(handover.taker),
            offered_at: handover.offered_at.to_string(),
            answer: handover.answer.clone(),
            answered_at: handover.answered_at.map(|at| at.to_string()),
        }
    }
}
