//! Telephone lines: what a call meets, in the words of the network (SIP, Q.850, Reason) or of the person who rang.

use std::borrow::Cow;

use gehoor_kernel::time::{Instant, Zone};

use super::Customer;
use crate::dice::Dice;

/// What the product is told about a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// What the caller tapped: a class in camelCase.
    Tap(&'static str),
    /// What the network said.
    Code {
        /// sip or q850.
        family: Cow<'static, str>,
        /// The code's digits.
        code: Cow<'static, str>,
        /// A Reason header, when the gateway kept one.
        reason: Option<Cow<'static, str>>,
    },
}

impl Heard {
    /// Whether it claims that nobody has this number.
    pub fn says_not_there(&self) -> bool {
        self.is_one_of(&["doesNotExist", "1", "404", "604"])
    }

    fn is_one_of(&self, words: &[&str]) -> bool {
        let said: &str = match self {
            Self::Tap(class) => class,
            Self::Code { code, .. } => code,
        };
        words.contains(&said)
    }
}

/// What the world knows that this answer may and may not mean. The auditor judges by this, never by the product's class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// A conversation took place.
    Spoke,
    /// The customer was not there now; the number is fine.
    Temporary,
    /// A machine answered.
    Machine,
    /// The customer, or something acting for the customer, refused.
    Refused,
    /// The number belongs to the customer no more.
    Moved,
    /// The network claims that the number does not exist.
    NotThere,
    /// Our side or the network failed; the customer did not notice.
    Technical,
    /// The code says nothing usable.
    Silent,
}

impl Claim {
    /// Whether it shows that the number is somebody's.
    pub fn proves_life(self) -> bool {
        matches!(self, Self::Spoke | Self::Temporary | Self::Machine | Self::Refused)
    }

    /// Whether the customer's phone rang.
    pub fn rang(self, heard: &Heard) -> bool {
        let busy = heard.is_one_of(&["busy", "17", "486", "600", "500"]);
        let absent = heard.is_one_of(&["temporarilyUnreachable", "18", "20", "27", "408", "480"]);
        matches!(self, Self::Spoke | Self::Machine | Self::Refused)
            || (self == Self::Temporary && !busy && !absent)
    }
}

/// One call and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// What the product is told.
    pub heard: Heard,
    /// What it may mean.
    pub claim: Claim,
}

const fn code(family: &'static str, code: &'static str) -> Heard {
    Heard::Code { family: Cow::Borrowed(family), code: Cow::Borrowed(code), reason: None }
}

const fn sip_with(code: &'static str, reason: &'static str) -> Heard {
    Heard::Code {
        family: Cow::Borrowed("sip"),
        code: Cow::Borrowed(code),
        reason: Some(Cow::Borrowed(reason)),
    }
}

const ABSENT: [Heard; 6] = [
    code("q850", "20"),
    code("q850", "18"),
    code("sip", "480"),
    code("sip", "408"),
    sip_with("480", "Q.850;cause=20"),
    Heard::Tap("temporarilyUnreachable"),
];
const BUSY: [Heard; 4] = [
    code("q850", "17"),
    code("sip", "486"),
    sip_with("500", "Q.850;cause=17;text=\"User busy\""),
    Heard::Tap("busy"),
];
const UNANSWERED: [Heard; 2] = [code("q850", "19"), Heard::Tap("noAnswer")];
const REFUSED: [Heard; 4] =
    [code("q850", "21"), code("sip", "603"), code("sip", "608"), Heard::Tap("rejected")];
const NOT_THERE: [Heard; 4] =
    [code("q850", "1"), code("sip", "404"), code("sip", "604"), sip_with("404", "Q.850;cause=1")];
const MOVED: [Heard; 3] = [code("q850", "22"), code("sip", "410"), code("sip", "301")];
const TECHNICAL: [Heard; 9] = [
    code("q850", "38"),
    code("q850", "41"),
    code("sip", "503"),
    sip_with("404", "Q.850;cause=3"),
    code("sip", "407"),
    code("sip", "500"),
    code("q850", "34"),
    Heard::Tap("networkFailure"),
    Heard::Tap("providerFault"),
];
const SILENT: [Heard; 3] = [code("sip", "799"), code("q850", "31"), code("q850", "127")];

/// Rings `number` of `customer`.
pub fn ring(customer: &Customer, number: &str, at: Instant, zone: &Zone, dice: &mut Dice) -> Call {
    if dice.percent(6) {
        return said(&TECHNICAL, Claim::Technical, dice);
    }
    if dice.percent(1) {
        return said(&SILENT, Claim::Silent, dice);
    }
    match customer.numbers.get(number) {
        Some(known) if known.rings_here => ring_at_home(customer, at, zone, dice),
        Some(known) if known.moved => said(&MOVED, Claim::Moved, dice),
        _ => said(&NOT_THERE, Claim::NotThere, dice),
    }
}

fn ring_at_home(customer: &Customer, at: Instant, zone: &Zone, dice: &mut Dice) -> Call {
    if customer.is_off(at) {
        return said(&ABSENT, Claim::Temporary, dice);
    }
    if dice.percent(2) {
        // A gateway that lost the meaning: the number is fine, the line says that nobody is there.
        return Call { heard: code("sip", "404"), claim: Claim::NotThere };
    }
    if dice.percent(12) {
        return said(&BUSY, Claim::Temporary, dice);
    }
    if dice.percent(customer.refuses) {
        return said(&REFUSED, Claim::Refused, dice);
    }
    if dice.percent(customer.readiness(at, zone)) {
        return Call { heard: Heard::Tap("reached"), claim: Claim::Spoke };
    }
    if customer.voicemail && dice.percent(60) {
        return Call { heard: Heard::Tap("voicemail"), claim: Claim::Machine };
    }
    said(&UNANSWERED, Claim::Temporary, dice)
}

fn said(answers: &[Heard], claim: Claim, dice: &mut Dice) -> Call {
    let heard = dice.pick(answers).cloned().unwrap_or(Heard::Tap("unknown"));
    Call { heard, claim }
}
