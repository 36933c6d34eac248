//! What people, suppliers and machines do in a scenario, and how it is said.

use gehoor_kernel::time::civil::DateTime;

use super::fit::fit;
use super::moment;

/// One thing that happens.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// "Fatima promises Mr De Wit: call when the part for order 4711 is in (expected Wednesday)".
    Promise {
        /// Who makes it.
        by: String,
        /// To whom.
        customer: String,
        /// Who will hold it; the maker when not said.
        owner: Option<String>,
        /// callBack, write, deliver.
        kind: &'static str,
        /// What sets it going.
        trigger: Trigger,
    },
    /// "order 4711 arrives".
    Arrives(String),
    /// "Fatima calls Mr De Wit: busy".
    Calls {
        /// Who calls.
        by: String,
        /// Whom.
        customer: String,
        /// What it meets.
        outcome: Outcome,
    },
    /// "Fatima writes to Mr De Wit", "Fatima sends Mr De Wit a letter".
    Writes {
        /// Who writes.
        by: String,
        /// To whom.
        customer: String,
        /// email, sms or letter.
        channel: &'static str,
    },
    /// "Kees delivers to Mr De Wit".
    Delivers {
        /// Who delivers.
        by: String,
        /// To whom.
        customer: String,
    },
    /// "Mr De Wit gives the number 06 12345678".
    GivesNumber {
        /// Who.
        customer: String,
        /// The number as said.
        number: String,
    },
    /// "Mr De Wit says: it is fine like this".
    Releases {
        /// Who.
        customer: String,
        /// The words.
        words: String,
    },
    /// "Mr De Wit asks first: I had been waiting for your call".
    AsksFirst {
        /// Who.
        customer: String,
    },
    /// "Mr De Wit wishes to be called between 18:00 and 20:00".
    Wishes {
        /// Who.
        customer: String,
        /// From and until, hours and minutes.
        from: String,
        /// The end.
        until: String,
    },
    /// "Fatima is ill until Friday 08:00 (Kees stands in)".
    Ill {
        /// Who.
        who: String,
        /// Until when.
        until: DateTime,
        /// Who stands in.
        stand_in: Option<String>,
    },
    /// "Fatima leaves the company".
    Leaves(String),
    /// "Fatima hands Mr De Wit over to Kees".
    HandsOver {
        /// The giver.
        by: String,
        /// Whose promise.
        customer: String,
        /// The taker.
        to: String,
    },
    /// "Kees accepts Mr De Wit".
    Accepts {
        /// The taker.
        by: String,
        /// Whose promise.
        customer: String,
    },
    /// "Kees declines Mr De Wit".
    Declines {
        /// The taker.
        by: String,
        /// Whose promise.
        customer: String,
    },
    /// "Fatima finds out that it went out" / "that it did not go out".
    FindsOut {
        /// Who.
        by: String,
        /// Whose promise.
        customer: String,
        /// It went out.
        went_out: bool,
    },
    /// "the lead lets Mr De Wit be tried again".
    LeadDecides {
        /// Who.
        by: String,
        /// Whose promise.
        customer: String,
    },
    /// "the server crashes".
    Crash,
    /// "the server crashes while it sends".
    CrashWhileSending,
    /// "the server stops".
    Stop,
    /// "the server starts".
    Start,
    /// "the mail server says nothing" or "the mail server answers".
    MailIsSilent(bool),
}

/// What sets a promise of a scenario going.
#[derive(Clone, Debug, PartialEq)]
pub enum Trigger {
    /// A window on the wall clock.
    At(DateTime, DateTime),
    /// An event.
    When {
        /// Its key.
        key: String,
        /// When it is expected.
        expected: DateTime,
        /// Days between signs of life.
        every_days: Option<u32>,
    },
    /// Minutes, in place.
    Soon(u32),
}

/// What a call of a scenario meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A class in camelCase that somebody taps, and whether the promise is kept by it.
    Tap(&'static str, Option<bool>),
    /// A code of the network: family, code, Reason header.
    Code(String, String, Option<String>),
}

const OUTCOMES: [(&str, Outcome); 16] = [
    ("reached, promise kept", Outcome::Tap("reached", Some(true))),
    ("reached, not settled yet", Outcome::Tap("reached", Some(false))),
    ("busy", Outcome::Tap("busy", None)),
    ("no answer", Outcome::Tap("noAnswer", None)),
    ("the phone is off", Outcome::Tap("temporarilyUnreachable", None)),
    ("voicemail", Outcome::Tap("voicemail", None)),
    ("refused", Outcome::Tap("rejected", None)),
    ("number changed", Outcome::Tap("numberChanged", None)),
    ("number not in use", Outcome::Tap("doesNotExist", None)),
    ("the network fails", Outcome::Tap("networkFailure", None)),
    ("our line fails", Outcome::Tap("providerFault", None)),
    ("the network says: not reachable", Outcome::Tap("temporarilyUnreachable", None)),
    ("malformed", Outcome::Tap("badFormat", None)),
    ("nobody knows", Outcome::Tap("unknown", None)),
    ("delivered", Outcome::Tap("delivered", None)),
    ("we hung up", Outcome::Tap("cancelledByUs", None)),
];

/// Reads what happens; `now` is the moment of the line.
pub fn read(sentence: &str, now: DateTime) -> Result<Act, String> {
    let simple = match sentence {
        "the server crashes" => Some(Act::Crash),
        "the server crashes while it sends" => Some(Act::CrashWhileSending),
        "the server stops" => Some(Act::Stop),
        "the server starts" => Some(Act::Start),
        "the mail server says nothing" => Some(Act::MailIsSilent(true)),
        "the mail server answers" => Some(Act::MailIsSilent(false)),
        _ => None,
    };
    simple
        .map(Ok)
        .or_else(|| of_the_desk(sentence, now))
        .or_else(|| of_customers(sentence))
        .or_else(|| of_staff(sentence, now))
        .unwrap_or_else(|| Err(format!("nobody understands \"{sentence}\"")))
}

fn of_the_desk(sentence: &str, now: DateTime) -> Option<Result<Act, String>> {
    if let Some(parts) = fit("{} promises {}: {}", sentence) {
        return Some(promise(parts[0], parts[1], parts[2], now));
    }
    if let Some(parts) = fit("{} calls {}: {}", sentence) {
        let (by, customer) = (parts[0].to_owned(), parts[1].to_owned());
        return Some(outcome(parts[2]).map(|outcome| Act::Calls { by, customer, outcome }));
    }
    for (template, channel) in
        [("{} writes to {}", "email"), ("{} texts {}", "sms"), ("{} posts a letter to {}", "letter")]
    {
        if let Some((by, customer)) = two(template, sentence) {
            return Some(Ok(Act::Writes { by, customer, channel }));
        }
    }
    let (by, customer) = two("{} delivers to {}", sentence)?;
    Some(Ok(Act::Delivers { by, customer }))
}

fn of_customers(sentence: &str) -> Option<Result<Act, String>> {
    let act = if let Some((customer, number)) = two("{} gives the number {}", sentence) {
        Act::GivesNumber { customer, number }
    } else if let Some((customer, words)) = two("{} says: {}", sentence) {
        Act::Releases { customer, words }
    } else if let Some((customer, _)) = two("{} asks first: {}", sentence) {
        Act::AsksFirst { customer }
    } else if let Some(parts) = fit("{} wishes to be called between {} and {}", sentence) {
        Act::Wishes { customer: parts[0].to_owned(), from: parts[1].to_owned(), until: parts[2].to_owned() }
    } else {
        let key = sentence.strip_suffix(" arrives again").or_else(|| sentence.strip_suffix(" arrives"))?;
        Act::Arrives(key.to_owned())
    };
    Some(Ok(act))
}

fn of_staff(sentence: &str, now: DateTime) -> Option<Result<Act, String>> {
    if let Some(parts) = fit("{} hands {} over to {}", sentence) {
        let [by, customer, to] = [parts[0], parts[1], parts[2]].map(str::to_owned);
        return Some(Ok(Act::HandsOver { by, customer, to }));
    }
    if let Some((who, rest)) = two("{} is ill until {}", sentence) {
        return Some(ill(who, &rest, now));
    }
    if let Some(who) = sentence.strip_suffix(" leaves the company") {
        return Some(Ok(Act::Leaves(who.to_owned())));
    }
    if let Some((by, customer)) = two("{} finds out for {} that it went out", sentence) {
        return Some(Ok(Act::FindsOut { by, customer, went_out: true }));
    }
    if let Some((by, customer)) = two("{} finds out for {} that it did not go out", sentence) {
        return Some(Ok(Act::FindsOut { by, customer, went_out: false }));
    }
    if let Some((by, customer)) = two("{} lets {} be tried again", sentence) {
        return Some(Ok(Act::LeadDecides { by, customer }));
    }
    if let Some((by, customer)) = two("{} accepts {}", sentence) {
        return Some(Ok(Act::Accepts { by, customer }));
    }
    let (by, customer) = two("{} declines {}", sentence)?;
    Some(Ok(Act::Declines { by, customer }))
}

fn ill(who: String, rest: &str, now: DateTime) -> Result<Act, String> {
    let (when, stand_in) = match fit("{} ({} stands in)", rest) {
        Some(parts) => (parts[0], Some(parts[1].to_owned())),
        None => (rest, None),
    };
    let (until, _) = moment::leading(when, now).ok_or_else(|| format!("not a moment: \"{when}\""))?;
    Ok(Act::Ill { who, until, stand_in })
}

fn two(template: &str, sentence: &str) -> Option<(String, String)> {
    let parts = fit(template, sentence)?;
    Some((parts[0].to_owned(), parts[1].to_owned()))
}

fn promise(by: &str, customer: &str, what: &str, now: DateTime) -> Result<Act, String> {
    let (by, owner) = match by.split_once(" for ") {
        Some((by, owner)) => (by, Some(owner.to_owned())),
        None => (by, None),
    };
    let (word, rest) = what.split_once(' ').ok_or_else(|| format!("what is promised in \"{what}\"?"))?;
    let kind = match word {
        "call" => "callBack",
        "write" => "write",
        "deliver" => "deliver",
        other => return Err(format!("\"{other}\" is not call, write or deliver")),
    };
    let trigger = trigger(rest, now).ok_or_else(|| format!("when is \"{rest}\"?"))?;
    Ok(Act::Promise { by: by.to_owned(), customer: customer.to_owned(), owner, kind, trigger })
}

fn trigger(text: &str, now: DateTime) -> Option<Trigger> {
    if let Some(parts) = fit("when the part for {} is in (expected {})", text) {
        let (expected, every_days) = expected(parts[1], now)?;
        return Some(Trigger::When { key: parts[0].to_owned(), expected, every_days });
    }
    if let Some(minutes) = fit("within {} minutes", text) {
        return Some(Trigger::Soon(minutes[0].parse().ok()?));
    }
    if let Some(parts) = fit("{} between {} and {}", text) {
        let (day, _) = moment::leading_day(parts[0], now)?;
        let (from, _) = moment::leading_time(parts[1])?;
        let (until, _) = moment::leading_time(parts[2])?;
        return Some(Trigger::At(day.to_datetime(from), day.to_datetime(until)));
    }
    let (at, _) = moment::leading(text, now)?;
    Some(Trigger::At(at, at))
}

/// "Wednesday", "Wednesday 12:00", "Wednesday, then a word every 2 days". A day alone means its end: 17:00.
fn expected(text: &str, now: DateTime) -> Option<(DateTime, Option<u32>)> {
    let (when, every) = match fit("{}, then a word every {} days", text) {
        Some(parts) => (parts[0], Some(parts[1].parse().ok()?)),
        None => (text, None),
    };
    let moment = moment::leading(when, now).map(|(moment, _)| moment);
    let end_of_day = || moment::leading_day(when, now).map(|(day, _)| day.at(17, 0, 0, 0));
    Some((moment.or_else(end_of_day)?, every))
}

fn outcome(text: &str) -> Result<Outcome, String> {
    if let Some((_, outcome)) = OUTCOMES.iter().find(|(words, _)| *words == text) {
        return Ok(outcome.clone());
    }
    if let Some(parts) = fit("SIP {} with reason {}", text) {
        return Ok(Outcome::Code("sip".to_owned(), parts[0].to_owned(), Some(parts[1].to_owned())));
    }
    if let Some(code) = text.strip_prefix("SIP ") {
        return Ok(Outcome::Code("sip".to_owned(), code.to_owned(), None));
    }
    if let Some(code) = text.strip_prefix("Q.850 ") {
        return Ok(Outcome::Code("q850".to_owned(), code.to_owned(), None));
    }
    Err(format!("\"{text}\" is no outcome of a call"))
}
