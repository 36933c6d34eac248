//! The outcomes that can be tapped, by what the step asks for, and what each says.

use gehoor_contact::rules::{Channel, Class, StepKind};

use crate::rules::Promise;

/// One outcome that can be tapped. Its text is `outcome-<word>`, the sentence afterwards `noted-<word>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tap {
    pub(super) word: &'static str,
    pub(super) icon: &'static str,
    pub(super) says: Says,
}

/// What a tap says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// An attempt that met this; `kept`: it kept the promise. Over this channel, or the step's own.
    Met { class: Class, kept: bool, over: Option<Channel> },
    /// A new moment was settled in the talk.
    Agreed,
    /// It was done: the promise is kept.
    Done,
}

const fn met(word: &'static str, icon: &'static str, class: Class) -> Tap {
    Tap { word, icon, says: Says::Met { class, kept: false, over: None } }
}

const fn over(word: &'static str, icon: &'static str, class: Class, channel: Channel) -> Tap {
    Tap { word, icon, says: Says::Met { class, kept: false, over: Some(channel) } }
}

const SPOKEN: Tap =
    Tap { word: "spoken", icon: "check", says: Says::Met { class: Class::Reached, kept: true, over: None } };
const AGREED: Tap = Tap { word: "agreed", icon: "calendar", says: Says::Agreed };
const DONE: Tap = Tap { word: "done", icon: "check", says: Says::Done };
const HEARD: Tap = met("heard", "message", Class::Reached);
const SPOKEN_ON: Tap = met("spokenOn", "message", Class::Reached);
const NO_ANSWER: Tap = met("noAnswer", "no-answer", Class::NoAnswer);
const NOT_HOME: Tap = over("notHome", "no-answer", Class::NoAnswer, Channel::InPerson);
const VOICEMAIL: Tap = met("voicemail", "voicemail", Class::Voicemail);
const WRONG: Tap = met("wrongNumber", "wrong", Class::DoesNotExist);
const BUSY: Tap = met("busy", "call", Class::Busy);
const AWAY: Tap = met("unreachable", "call", Class::TemporarilyUnreachable);
const REFUSED: Tap = met("refused", "cross", Class::Rejected);
const OTHER: Tap = met("otherPerson", "person", Class::NumberChanged);
const FAULT: Tap = met("fault", "warning", Class::ProviderFault);
const MAILED: Tap = over("mailed", "letter", Class::Delivered, Channel::Email);
const POSTED: Tap = over("posted", "letter", Class::Delivered, Channel::Letter);

/// Every outcome, for reading a form.
const ALL: [Tap; 16] = [
    SPOKEN, AGREED, DONE, HEARD, SPOKEN_ON, NO_ANSWER, NOT_HOME, VOICEMAIL, WRONG, BUSY, AWAY, REFUSED,
    OTHER, FAULT, MAILED, POSTED,
];
const REST: [Tap; 5] = [BUSY, AWAY, REFUSED, OTHER, FAULT];

/// The words of all outcomes.
pub(super) fn words() -> Vec<&'static str> {
    ALL.iter().map(|tap| tap.word).collect()
}

/// The outcome with this word.
pub(super) fn of_word(word: &str) -> Option<Tap> {
    ALL.into_iter().find(|tap| tap.word == word)
}

/// The outcomes of a promise as it stands: the few big ones, and those behind "more".
pub(super) fn of(promise: &Promise) -> (Vec<Tap>, Vec<Tap>) {
    let Some(open) = promise.state.open() else { return (Vec::new(), Vec::new()) };
    let own = promise.kind.step();
    let done = own != StepKind::Call && own != StepKind::FindOut;
    let (main, more): (&[Tap], &[Tap]) = match open.next().kind {
        StepKind::SignOfLife => (&[HEARD, AGREED, NO_ANSWER, VOICEMAIL, WRONG], &[SPOKEN]),
        StepKind::Write => (&[MAILED, SPOKEN, AGREED], &[NO_ANSWER, VOICEMAIL, WRONG]),
        StepKind::Letter => (&[POSTED, SPOKEN, AGREED], &[MAILED, NO_ANSWER, VOICEMAIL, WRONG]),
        StepKind::Deliver | StepKind::Visit | StepKind::HandOver => {
            (&[AGREED, NOT_HOME], &[SPOKEN, NO_ANSWER, VOICEMAIL, WRONG])
        }
        _ => (&[SPOKEN, AGREED, NO_ANSWER, VOICEMAIL, WRONG], &[SPOKEN_ON, MAILED]),
    };
    let first = done.then_some(DONE);
    let main = first.into_iter().chain(main.iter().copied()).collect();
    let last = (!done).then_some(DONE);
    (main, more.iter().copied().chain(REST).chain(last).collect())
}
