//! What is believed about a number or address, and what changes that belief.
//!
//! A network's word never kills an address alone: it takes two independent claims, or a person.

use super::class::Class;
use super::judge::Judgement;
use super::words::words;
use gehoor_kernel::time::{Instant, Zone};
use std::time::Duration;

/// What is believed about a number or address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointState {
    /// Written down, never heard of.
    Unverified,
    /// It gave a sign of life.
    Working,
    /// Somebody claimed that it does not exist; not enough to give it up.
    Suspect {
        /// The moment of the first claim that still stands.
        since: Instant,
    },
    /// Two independent claims, or a person, say that it does not exist.
    ConfirmedDead {
        /// When that was settled.
        at: Instant,
    },
    /// The customer has another number or address now.
    Changed {
        /// When that became known.
        at: Instant,
    },
    /// Somebody else has it now: nothing may be sent there.
    WrongPerson {
        /// When that became known.
        at: Instant,
    },
}

impl PointState {
    /// The fixed word of the state, without its moment.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unverified => "unverified",
            Self::Working => "working",
            Self::Suspect { .. } => "suspect",
            Self::ConfirmedDead { .. } => "confirmedDead",
            Self::Changed { .. } => "changed",
            Self::WrongPerson { .. } => "wrongPerson",
        }
    }

    /// The state of this word since `at`; `None` for any other word.
    pub fn from_word(word: &str, at: Instant) -> Option<Self> {
        Some(match word {
            "unverified" => Self::Unverified,
            "working" => Self::Working,
            "suspect" => Self::Suspect { since: at },
            "confirmedDead" => Self::ConfirmedDead { at },
            "changed" => Self::Changed { at },
            "wrongPerson" => Self::WrongPerson { at },
            _ => return None,
        })
    }

    /// Since when it holds, where the state has a moment.
    pub const fn since(self) -> Option<Instant> {
        match self {
            Self::Unverified | Self::Working => None,
            Self::Suspect { since } => Some(since),
            Self::ConfirmedDead { at } | Self::Changed { at } | Self::WrongPerson { at } => Some(at),
        }
    }

    /// Whether the customer may be tried on it in the ordinary course.
    pub const fn usable(self) -> bool {
        matches!(self, Self::Unverified | Self::Working)
    }
}

words! {
    /// By what means something was learned about an address; two claims by different means are independent.
    Method {
        /// A telephone call.
        Call = "call",
        /// A look-up of the number in the mobile network's register.
        LookUp = "lookUp",
        /// A text message.
        Text = "text",
        /// The answer of the mail server while the mail was handed over.
        MailReply = "mailReply",
        /// A later report about a mail.
        MailReport = "mailReport",
        /// A letter that came back.
        Letter = "letter",
    }
}

/// One claim that an address does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// When it was made.
    pub at: Instant,
    /// By what means.
    pub method: Method,
    /// Over which route (line, provider, mail server), where known.
    pub route: Option<String>,
}

impl Claim {
    /// Whether the two claims are independent witnesses: on different days (in `zone`), and by another means or over
    /// another route. A route that is not known may be the same one.
    pub fn independent(&self, other: &Self, zone: &Zone) -> bool {
        let other_day = zone.local(self.at).date() != zone.local(other.at).date();
        other_day && (self.method != other.method || self.other_route(other))
    }

    fn other_route(&self, other: &Self) -> bool {
        let name = |claim: &Self| claim.route.as_deref().map(|route| route.trim().to_lowercase());
        name(self).zip(name(other)).is_some_and(|(one, two)| one != two)
    }
}

/// What an attempt or a person said about an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// Nothing.
    Nothing,
    /// It lives.
    Life,
    /// A claim that it does not exist.
    Claim(Claim),
    /// The customer has another one.
    Changed,
    /// Somebody else has it.
    WrongPerson,
    /// A person checked and says that it does not exist.
    ConfirmedDead,
    /// A person checked and says that it works.
    ConfirmedWorking,
}

/// What is known of an address before the news.
#[derive(Clone, Copy, Debug)]
pub struct PointFacts<'a> {
    /// What is believed now.
    pub state: PointState,
    /// When it last gave a sign of life.
    pub last_life: Option<Instant>,
    /// Earlier claims since that sign of life, oldest first.
    pub claims: &'a [Claim],
}

/// What a judged attempt says about the address it was made on.
pub fn news(judgement: &Judgement, at: Instant, method: Method, route: Option<&str>) -> News {
    match judgement.class {
        _ if judgement.wrong_person => News::WrongPerson,
        Class::DoesNotExist => News::Claim(Claim { at, method, route: route.map(str::to_owned) }),
        Class::NumberChanged => News::Changed,
        _ if judgement.proves_life => News::Life,
        _ => News::Nothing,
    }
}

/// The state after the news. Total: every state and every news give a state.
///
/// `recent_life` is how long a sign of life protects an address from being given up without a person (90 days).
pub fn follow(
    facts: &PointFacts<'_>,
    news: &News,
    at: Instant,
    zone: &Zone,
    recent_life: Duration,
) -> PointState {
    use PointState::{Changed, ConfirmedDead, WrongPerson};
    match (facts.state, news) {
        (state, News::Nothing) => state,
        (_, News::ConfirmedWorking) => PointState::Working,
        (_, News::ConfirmedDead) => ConfirmedDead { at },
        (state @ WrongPerson { .. }, _) => state,
        (_, News::WrongPerson) => WrongPerson { at },
        (state @ Changed { .. }, _) => state,
        (_, News::Changed) => Changed { at },
        (_, News::Life) => PointState::Working,
        (state @ ConfirmedDead { .. }, News::Claim(_)) => state,
        (_, News::Claim(claim)) => after_claim(facts, claim, at, zone, recent_life),
    }
}

fn after_claim(
    facts: &PointFacts<'_>,
    claim: &Claim,
    at: Instant,
    zone: &Zone,
    recent: Duration,
) -> PointState {
    let protected = facts.last_life.is_some_and(|life| at.since(life) < recent);
    let seconded = facts.claims.iter().any(|earlier| claim.independent(earlier, zone));
    if seconded && !protected {
        return PointState::ConfirmedDead { at };
    }
    match facts.state {
        state @ PointState::Suspect { .. } => state,
        _ => PointState::Suspect { since: at },
    }
}
