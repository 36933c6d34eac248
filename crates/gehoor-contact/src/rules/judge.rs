//! From evidence to one judgement, in a fixed order: a person, the format, the release cause, the SIP code, our own
//! timers; for mail the enhanced code and later reports; for text messages the final receipt and its sub-code.

mod text;
mod voice;

use super::class::{Advice, Class};
use super::evidence::{Evidence, Family};
use super::outcomes::{Outcome, TABLE_VERSION, lookup};

/// What an attempt met, by the table of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// What it met.
    pub class: Class,
    /// What to do next.
    pub advice: Advice,
    /// Whether it uses up one of the customer's tries.
    pub counts: bool,
    /// Whether it shows that somebody or something lives at the address.
    pub proves_life: bool,
    /// Whether the verdict can still change: no report yet, or only a machine says "answered".
    pub provisional: bool,
    /// Whether the address belongs to somebody else now: no content may go there.
    pub wrong_person: bool,
    /// Whether an administrator must hear of it: an unknown code, or a fault in our own set-up.
    pub alert: bool,
    /// The version of the table that judged.
    pub table_version: u32,
}

/// What one code or tap says, before it is made a judgement.
#[derive(Clone, Copy, Debug)]
struct Verdict {
    class: Class,
    advice: Advice,
    life: bool,
    human: bool,
    wrong_person: bool,
    alert: bool,
}

impl Verdict {
    const fn of(class: Class, advice: Advice) -> Self {
        Self { class, advice, life: false, human: false, wrong_person: false, alert: false }
    }

    fn of_row(row: &Outcome) -> Self {
        let wrong_person = row.advice == Advice::StopAndFindNewNumber
            || (row.family == Family::Agent && row.code == "wrong_person");
        Self { life: proves_life(row), wrong_person, ..Self::of(row.class, row.advice) }
    }

    const fn not_known() -> Self {
        Self { alert: true, ..Self::of(Class::Unknown, Advice::HumanReview) }
    }

    const fn final_one(&self) -> bool {
        !matches!(self.class, Class::InProgress)
    }
}

/// What the attempt met. Never fails: what is not known is class unknown, with an alert.
///
/// A pure function of the stored evidence, so that a newer table can judge it again.
pub fn judge(evidence: &Evidence) -> Judgement {
    let verdict = by_human(evidence)
        .or_else(|| last(evidence, Family::PhoneFormat))
        .or_else(|| voice::verdict(evidence))
        .or_else(|| text::mail(evidence))
        .or_else(|| text::sms(evidence))
        .or_else(|| last(evidence, Family::Post))
        .unwrap_or(Verdict::not_known());
    settle(verdict, evidence)
}

/// The class that a person tapped; their more precise words refine it when both say the same.
fn by_human(evidence: &Evidence) -> Option<Verdict> {
    let said = last(evidence, Family::Agent).map(|said| Verdict { human: true, ..said });
    let Some(human) = evidence.human else { return said };
    let refined = said.filter(|said| said.class == human.class);
    let life = matches!(
        human.class,
        Class::Reached | Class::Busy | Class::NoAnswer | Class::Voicemail | Class::Rejected
    );
    let plain = Verdict { life, human: true, ..Verdict::of(human.class, human.class.default_advice()) };
    Some(refined.unwrap_or(plain))
}

fn settle(verdict: Verdict, evidence: &Evidence) -> Judgement {
    let claims = verdict.class.against_address();
    let rang = evidence.signals.rang || evidence.signals.answered;
    let by_machine = verdict.class == Class::Reached && !verdict.human;
    Judgement {
        class: verdict.class,
        advice: verdict.advice,
        counts: verdict.class.counts(),
        proves_life: !claims && (verdict.life || rang),
        provisional: by_machine
            || verdict.class == Class::InProgress
            || verdict.advice == Advice::ConfirmHuman,
        wrong_person: verdict.wrong_person,
        alert: verdict.alert || verdict.advice == Advice::FixConfig,
        table_version: TABLE_VERSION,
    }
}

/// The verdict of the last code of this family; an unlisted code is unknown, with an alert.
fn last(evidence: &Evidence, family: Family) -> Option<Verdict> {
    let code = last_code(evidence, family)?;
    Some(lookup(family, code).map_or(Verdict::not_known(), Verdict::of_row))
}

fn last_code(evidence: &Evidence, family: Family) -> Option<&str> {
    evidence.codes.iter().rev().find(|code| code.family == family).map(|code| code.code.as_str())
}

/// Whether a row shows that the address lives. Busy, silent and absent are good news about a number (domain.md §1.7).
fn proves_life(row: &Outcome) -> bool {
    match (row.family, row.code) {
        (Family::Sip, code) if code.len() == 3 && code.starts_with("18") => true,
        (Family::Q850, "18" | "20") | (Family::GsmMap, "6" | "27") | (Family::GsmAbsentDiagnostic, _) => true,
        (Family::SmtpReply, "252") | (Family::DsnAction, "relayed") | (Family::GsmTpSt, "0x01" | "0x02") => {
            false
        }
        (Family::Agent, "voicemail_full" | "customer_refuses" | "hung_up_on_us") => true,
        _ => matches!(
            row.class,
            Class::Reached | Class::Busy | Class::NoAnswer | Class::Voicemail | Class::Delivered
        ),
    }
}
