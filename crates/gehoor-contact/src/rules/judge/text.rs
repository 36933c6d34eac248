//! Mail and text messages: the precise code beats the coarse one, the later report beats the acceptance.

use super::super::class::{Advice, Class};
use super::super::evidence::{Code, Evidence, Family};
use super::super::outcomes::lookup;
use super::{Verdict, last};

/// The verdict on a mail; `None` when nothing of a mail is in the evidence.
pub(super) fn mail(evidence: &Evidence) -> Option<Verdict> {
    let report =
        evidence.codes.iter().rev().find(|code| matches!(code.family, Family::DsnAction | Family::Mdn));
    let status = enhanced(evidence);
    let Some(report) = report else { return status.or_else(|| last(evidence, Family::SmtpReply)) };
    let verdict = of(report);
    if verdict.advice != Advice::ReadStatus {
        return Some(verdict);
    }
    // "Failed": the status tells why. What an earlier acceptance said no longer holds.
    let reply = last(evidence, Family::SmtpReply);
    let reason = status.into_iter().chain(reply).find(|found| found.class != Class::Delivered);
    Some(reason.unwrap_or(verdict))
}

/// The last enhanced code. An unlisted one is judged by its first digit alone: 4 is never final, 5 says nothing more.
fn enhanced(evidence: &Evidence) -> Option<Verdict> {
    let code = evidence.codes.iter().rev().find(|code| code.family == Family::SmtpEnhanced)?;
    let listed = lookup(Family::SmtpEnhanced, &code.code).map(Verdict::of_row);
    Some(listed.unwrap_or_else(|| by_first_digit(&code.code)))
}

fn by_first_digit(code: &str) -> Verdict {
    let general = match code.trim().split('.').next() {
        Some("2") => "2.0.0",
        Some("4") => "4.0.0",
        _ => return Verdict::not_known(),
    };
    let verdict = lookup(Family::SmtpEnhanced, general).map_or(Verdict::not_known(), Verdict::of_row);
    Verdict { alert: true, ..verdict }
}

/// The verdict on a text message; `None` when nothing of one is in the evidence.
pub(super) fn sms(evidence: &Evidence) -> Option<Verdict> {
    let receipt = receipt(evidence);
    let detail = sub_code(evidence);
    match receipt {
        Some(word) if word.advice == Advice::ReadStatus => Some(detail.unwrap_or(word)),
        Some(word) => Some(word),
        None => detail.or_else(|| last(evidence, Family::SmppStatus)),
    }
}

/// The last final receipt; receipts come out of order, so "on its way" never replaces a final one.
fn receipt(evidence: &Evidence) -> Option<Verdict> {
    let is_receipt = |code: &&Code| matches!(code.family, Family::SmppState | Family::SmppStatText);
    let verdicts = || evidence.codes.iter().rev().filter(is_receipt).map(of);
    verdicts().find(Verdict::final_one).or_else(|| verdicts().next())
}

fn sub_code(evidence: &Evidence) -> Option<Verdict> {
    [Family::GsmTpSt, Family::GsmMap, Family::GsmAbsentDiagnostic, Family::SmsProviderExample]
        .into_iter()
        .find_map(|family| last(evidence, family))
}

fn of(code: &Code) -> Verdict {
    lookup(code.family, &code.code).map_or(Verdict::not_known(), Verdict::of_row)
}
