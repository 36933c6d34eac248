//! Telephone calls: release cause before SIP code before our own timers; an answer is the detector's to judge.

use super::super::class::{Advice, Class};
use super::super::evidence::{Evidence, Family};
use super::super::outcomes::lookup;
use super::super::reason::{Location, Reason, read_reasons};
use super::{Verdict, last, last_code};

/// Causes that carry no meaning: normal clearing, normal unspecified, interworking (domain.md §1.3).
const EMPTY_CAUSES: [&str; 3] = ["16", "31", "127"];

/// The verdict on a call; `None` when nothing of a call is in the evidence.
pub(super) fn verdict(evidence: &Evidence) -> Option<Verdict> {
    let reasons = evidence.reason.as_deref().map(read_reasons).unwrap_or_default();
    let (cause, strange) = meaningful_cause(evidence, &reasons);
    let found =
        cause.or_else(|| by_signalling(evidence, &reasons)).or_else(|| by_empty_cause(evidence, &reasons))?;
    let found = if found.class == Class::Reached { detected(evidence).unwrap_or(found) } else { found };
    Some(Verdict { alert: found.alert || strange, ..found })
}

/// The verdict of the first Q.850 cause that means something, and whether a cause was met that no table knows.
fn meaningful_cause(evidence: &Evidence, reasons: &[Reason]) -> (Option<Verdict>, bool) {
    let mut strange = false;
    for (cause, location) in causes(evidence, reasons) {
        match lookup(Family::Q850, &cause) {
            _ if is_empty(&cause) => {}
            Some(row) => return (Some(at_location(Verdict::of_row(row), &cause, location)), strange),
            None => strange = true,
        }
    }
    (None, strange)
}

/// All Q.850 causes: first those of the `Reason` header, then a code that came by itself.
fn causes<'a>(
    evidence: &'a Evidence,
    reasons: &'a [Reason],
) -> impl Iterator<Item = (String, Option<Location>)> + 'a {
    let named = reasons.iter().filter(|reason| reason.protocol.eq_ignore_ascii_case("Q.850"));
    let named = named.filter_map(|reason| Some((reason.cause?.to_string(), reason.location)));
    named.chain(last_code(evidence, Family::Q850).map(|code| (code.trim().to_owned(), None)))
}

fn is_empty(cause: &str) -> bool {
    EMPTY_CAUSES.contains(&cause.split(':').next().unwrap_or_default().trim_start_matches('0'))
}

/// A refusal born in a network, not at the user, is a policy of somebody in between: a person must look.
fn at_location(verdict: Verdict, cause: &str, location: Option<Location>) -> Verdict {
    let by_network = location.is_some_and(|place| !matches!(place, Location::User | Location::RemotePrivate));
    if by_network && cause == "21" { Verdict { advice: Advice::HumanReview, ..verdict } } else { verdict }
}

fn by_signalling(evidence: &Evidence, reasons: &[Reason]) -> Option<Verdict> {
    let local = last(evidence, Family::SipLocal);
    let limit = evidence.signals.ring_limit;
    let sip = final_sip(evidence).or_else(|| sip_reason(reasons));
    match sip {
        // We ended it ourselves: our own timer knows why.
        Some((code, verdict)) if code == "487" => {
            Some(local.or_else(|| by_limit(evidence)).unwrap_or(verdict))
        }
        Some((_, verdict)) => Some(verdict),
        None if limit => local.or_else(|| by_limit(evidence)),
        None => dialstatus(evidence)
            .or(local)
            .or_else(|| last(evidence, Family::Amd))
            .or_else(|| last(evidence, Family::Sip)),
    }
}

/// The last SIP code that is not provisional; an unlisted one is unknown, with an alert.
fn final_sip(evidence: &Evidence) -> Option<(String, Verdict)> {
    let codes = evidence.codes.iter().rev().filter(|code| code.family == Family::Sip);
    let judged = codes.map(|code| {
        let verdict = lookup(Family::Sip, &code.code).map_or(Verdict::not_known(), Verdict::of_row);
        (code.code.trim().to_owned(), verdict)
    });
    judged.into_iter().find(|(_, verdict)| verdict.final_one())
}

fn sip_reason(reasons: &[Reason]) -> Option<(String, Verdict)> {
    let named = reasons.iter().filter(|reason| reason.protocol.eq_ignore_ascii_case("SIP"));
    let mut causes = named.filter_map(|reason| reason.cause).map(|cause| cause.to_string());
    causes.find_map(|cause| lookup(Family::Sip, &cause).map(|row| (cause.clone(), Verdict::of_row(row))))
}

fn dialstatus(evidence: &Evidence) -> Option<Verdict> {
    last(evidence, Family::AsteriskDialstatus)
}

/// Our ring limit was reached: it rang, or there was no sign that it did.
fn by_limit(evidence: &Evidence) -> Option<Verdict> {
    if !evidence.signals.ring_limit {
        return None;
    }
    let rang = evidence.signals.rang || evidence.codes.iter().any(|code| is_ringing(code.family, &code.code));
    let code = if rang { "ring_timeout_after_180" } else { "ring_timeout_no_18x" };
    lookup(Family::SipLocal, code).map(Verdict::of_row)
}

fn is_ringing(family: Family, code: &str) -> bool {
    family == Family::Sip && matches!(code.trim(), "180" | "183")
}

/// Nothing but a cause that is empty of meaning: whether it was answered decides about 16.
fn by_empty_cause(evidence: &Evidence, reasons: &[Reason]) -> Option<Verdict> {
    let (cause, _) = causes(evidence, reasons).next()?;
    let code = match cause.trim_start_matches('0') {
        "16" if evidence.signals.answered => "16:answered",
        "16" => "16:unanswered",
        other => other,
    };
    Some(lookup(Family::Q850, code).map_or(Verdict::not_known(), Verdict::of_row))
}

/// What the answering machine detector says about an answered call.
fn detected(evidence: &Evidence) -> Option<Verdict> {
    last(evidence, Family::Amd)
}
