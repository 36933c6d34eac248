//! What an entry of the journal means for whoever takes push messages.

use gehoor_kernel::id::{PromiseId, SessionId, UserId};
use gehoor_kernel::time::Instant;
use gehoor_people::{Directory, Owner};

/// After these events a step may be for now that was not, or for somebody else.
const STEPS: [&str; 9] = [
    "promise.made",
    "promise.due",
    "promise.signOfLifeDue",
    "promise.woken",
    "promise.reminded",
    "promise.reassigned",
    "promise.wentOn",
    "promise.putRight",
    "promise.doubtRaised",
];
/// States in which the next step is for now.
const NOW: [&str; 2] = ["due", "inDoubt"];

/// What an entry means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// A step of this promise is for now.
    Step(PromiseId),
    /// This promise was offered to somebody.
    Offer(PromiseId),
    /// An employee left or was erased: nothing goes to their browsers any more.
    Gone(UserId),
    /// A session was ended: nothing goes to its browser any more.
    SessionOver(SessionId),
    /// All sessions of somebody but this one were ended.
    SessionsOver(UserId, Option<SessionId>),
}

/// Reads the kind and subject of an entry with its fact `state` and its fact `but`; nothing when it is no news here.
pub fn read(kind: &str, subject: &str, state: &str, but: &str) -> Option<News> {
    match kind {
        "handover.offered" => subject.parse().ok().map(News::Offer),
        "user.left" | "user.erased" => subject.parse().ok().map(News::Gone),
        "session.ended" => subject.parse().ok().map(News::SessionOver),
        "sessions.ended" => Some(News::SessionsOver(subject.parse().ok()?, but.parse().ok())),
        kind if STEPS.contains(&kind) && is_for_now(state) => subject.parse().ok().map(News::Step),
        _ => None,
    }
}

/// Whether the next step of a promise in this state is for now.
pub fn is_for_now(state: &str) -> bool {
    NOW.contains(&state)
}

/// Who is told about what this owner answers for: the person, or everybody of the team who is there. The same people who
/// find it on their own page Today.
pub fn listeners(directory: &Directory, answers: Owner, now: Instant) -> Vec<UserId> {
    let all = match answers {
        Owner::User(user) => vec![user],
        Owner::Team(team) => {
            let members = directory.team(team).map(|team| team.members.as_slice()).unwrap_or_default();
            members.iter().map(|member| member.user).collect()
        }
    };
    let is_here = |user: &UserId| directory.person(*user).is_some_and(|person| person.is_here(now));
    all.into_iter().filter(is_here).collect()
}
