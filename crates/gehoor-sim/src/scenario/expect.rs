//! What must hold, and how it is compared with what holds.

use gehoor_kernel::time::civil::DateTime;

use super::moment;

/// "expect Mr De Wit: trying, call, Wednesday 10:15 to 10:25, Fatima".
#[derive(Clone, Debug, PartialEq)]
pub struct Expect {
    /// Whose latest promise.
    pub customer: String,
    /// What must hold, each part for itself.
    pub claims: Vec<Claim>,
}

/// One part of an expectation.
#[derive(Clone, Debug, PartialEq)]
pub enum Claim {
    /// The state's word, a step's kind or reason, a mark, or a name, as shown.
    Shows(String),
    /// The next step stands from the first to the second moment, both included.
    Between(DateTime, DateTime),
    /// The next step is for now.
    AtOnce,
    /// There is no next step.
    NoStep,
    /// A mark must be absent.
    Not(String),
}

/// What holds, ready to be shown and compared.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Shown {
    /// State, kind, owner, reason, marks.
    pub words: Vec<String>,
    /// When the next step stands.
    pub at: Option<DateTime>,
    /// The present moment.
    pub now: Option<DateTime>,
}

/// Reads "Mr De Wit: trying, call, …".
pub fn read(text: &str, now: DateTime) -> Result<Expect, String> {
    let (customer, claims) = text.split_once(": ").ok_or("an expectation is \"expect NAME: this, that\"")?;
    let claims = claims.split(", ").map(|claim| read_claim(claim.trim(), now)).collect();
    Ok(Expect { customer: customer.to_owned(), claims })
}

fn read_claim(text: &str, now: DateTime) -> Claim {
    match text {
        "at once" => return Claim::AtOnce,
        "no next step" => return Claim::NoStep,
        _ => {}
    }
    if let Some(word) = text.strip_prefix("not ") {
        return Claim::Not(word.to_owned());
    }
    match moment::leading(text, now) {
        Some((from, "")) => Claim::Between(from, minute_end(from)),
        Some((from, rest)) => match rest.strip_prefix("to ").and_then(|until| moment::leading(until, from)) {
            Some((until, "")) => Claim::Between(from, minute_end(until)),
            _ => Claim::Shows(text.to_owned()),
        },
        None => Claim::Shows(text.to_owned()),
    }
}

fn minute_end(moment: DateTime) -> DateTime {
    let time = moment.time();
    moment.date().at(time.hour(), time.minute(), 59, 999_999_999)
}

impl Expect {
    /// Whether all of it holds.
    pub fn holds(&self, shown: &Shown) -> bool {
        self.claims.iter().all(|claim| claim.holds(shown))
    }
}

impl Claim {
    fn holds(&self, shown: &Shown) -> bool {
        match self {
            Self::Shows(word) => shown.words.contains(word),
            Self::Not(word) => !shown.words.contains(word),
            Self::NoStep => shown.at.is_none(),
            Self::AtOnce => shown.at.is_some() && shown.at <= shown.now,
            Self::Between(from, until) => shown.at.is_some_and(|at| (*from..=*until).contains(&at)),
        }
    }
}

/// "waitReport" as people read it: "wait report".
pub fn plain(word: &str) -> String {
    word.chars().fold(String::new(), |mut text, letter| {
        if letter.is_ascii_uppercase() {
            text.push(' ');
        }
        text.push(letter.to_ascii_lowercase());
        text
    })
}
