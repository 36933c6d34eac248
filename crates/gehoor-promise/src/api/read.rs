//! What is read: bodies and query keys to what the use cases ask for. All faults at once.

use std::time::Duration;

use gehoor_contact::rules::{Channel, Class, Evidence, Family, Policy};
use gehoor_kernel::time::{Instant, minutes};
use gehoor_people::{Owner, read_owner};
use gehoor_shell::Sees;
use gehoor_shell::api::Fields;

use crate::ask::{Amendment, Filter, NewEvent, NewPromise, Wanted};
use crate::attempts::NewAttempt;
use crate::rules::Kind;

/// Longest text of what was promised, and of notes and reasons, in characters.
pub(super) const TEXT: usize = 4000;
/// Longest reference and event key, in characters.
pub(super) const KEY: usize = 200;
/// An attempt may lie in the past (a phone without a connection), but hardly in the future: clocks differ.
const AHEAD: Duration = minutes(5);
/// Largest amount, in cents.
const MOST_CENTS: i64 = 1_000_000_000_000;
/// Longest name of a line, provider or mail server.
const ROUTE: usize = 100;
const MOST_MINUTES: i64 = 24 * 60;
const MOST_DAYS: i64 = 365;
const CLASSES: usize = Class::ALL.len();

pub(super) fn new_promise(fields: &mut Fields<'_>, body: &serde_json::Value) -> NewPromise {
    // Read for its faults; stored as it was sent, so that the company's own policy still shines through.
    fields.opt_object("policy", |fields| gehoor_contact::read_tries(fields, &Policy::default()));
    NewPromise {
        policy: body.get("policy").filter(|policy| policy.is_object()).map(ToString::to_string),
        customer: fields.id("customerId"),
        text: fields.text("text", 1..=TEXT),
        kind: fields.word("kind", Kind::WORDS).parse().unwrap_or(Kind::CallBack),
        owner: read_owner(fields, "owner"),
        trigger: trigger(fields),
        reference: fields.opt_text("reference", 1..=KEY),
        amount_cents: fields.opt_int("amountCents", 0..=MOST_CENTS),
    }
}

/// One of at, when, soon.
pub(super) fn trigger(fields: &mut Fields<'_>) -> Wanted {
    let read = |fields: &mut Fields<'_>| {
        let given = ["at", "when", "soon"].map(|name| fields.given(name));
        let count = given.iter().filter(|given| **given).count();
        if count != 1 {
            fields.fault(
                if count == 0 { "at" } else { "when" },
                if count == 0 { "missing" } else { "oneTrigger" },
            );
        }
        let found = [
            fields.opt_object("at", |fields| at(fields)),
            fields.opt_object("when", |fields| when(fields)),
            fields.opt_object("soon", |fields| soon(fields)),
        ];
        let found = found.into_iter().flatten().next();
        if found.is_none() && fields.clean() {
            fields.fault("at", "missing");
        }
        found
    };
    fields.object("trigger", read).flatten().unwrap_or(Wanted::Soon { minutes: 1 })
}

fn at(fields: &mut Fields<'_>) -> Wanted {
    Wanted::At { from: fields.instant("from"), until: fields.opt_instant("until") }
}

fn when(fields: &mut Fields<'_>) -> Wanted {
    let days = |fields: &mut Fields<'_>| fields.opt_int("signOfLifeDays", 1..=MOST_DAYS);
    Wanted::When {
        key: fields.text("key", 1..=KEY),
        expected_by: fields.instant("expectedBy"),
        sign_of_life_days: days(fields).and_then(|days| u32::try_from(days).ok()),
    }
}

fn soon(fields: &mut Fields<'_>) -> Wanted {
    let minutes = fields.int("minutes", 1..=MOST_MINUTES);
    Wanted::Soon { minutes: u32::try_from(minutes).unwrap_or(1) }
}

pub(super) fn amendment(fields: &mut Fields<'_>) -> Amendment {
    Amendment {
        trigger: trigger(fields),
        reason: fields.text("reason", 1..=TEXT),
        customer_told: flag(fields, "customerTold"),
    }
}

/// A required yes or no.
pub(super) fn flag(fields: &mut Fields<'_>, name: &'static str) -> bool {
    let value = fields.opt_flag(name);
    if value.is_none() && fields.clean() {
        fields.fault(name, "missing");
    }
    value.unwrap_or_default()
}

/// When it happened: not in the future.
pub(super) fn happened(fields: &mut Fields<'_>, name: &'static str, now: Instant) -> Option<Instant> {
    let at = fields.opt_instant(name)?;
    if at > now.plus(AHEAD) {
        fields.fault(name, "future");
    }
    Some(at.min(now))
}

pub(super) fn attempt(fields: &mut Fields<'_>, now: Instant) -> NewAttempt {
    let channels = Channel::ALL.iter().map(|channel| channel.word()).collect::<Vec<_>>();
    let (evidence, raw) = fields.object("outcome", |fields| outcome(fields)).unwrap_or_default();
    NewAttempt {
        channel: fields.word("channel", &channels).parse().unwrap_or(Channel::Phone),
        point: fields.opt_id("contactPointId"),
        evidence,
        raw,
        kept: fields.opt_flag("kept").unwrap_or_default(),
        route: fields.opt_text("route", 1..=ROUTE),
        note: fields.opt_text("note", 1..=TEXT),
        at: happened(fields, "at", now),
        retry_after: fields
            .opt_int("retryAfterSeconds", 0..=604_800)
            .map(|n| Duration::from_secs(n.unsigned_abs())),
        agreed: fields.opt_object("agreed", |fields| at(fields)),
    }
}

/// What a person tapped (class), or what a machine said (code), exactly one; and the raw text.
fn outcome(fields: &mut Fields<'_>) -> (Evidence, Option<String>) {
    let given = (fields.given("class"), fields.given("code"));
    if given.0 == given.1 {
        fields.fault("class", if given.0 { "oneOutcome" } else { "missing" });
    }
    let words: [&'static str; CLASSES] = std::array::from_fn(|i| Class::ALL[i].word());
    let class = fields.opt_word("class", &words).and_then(|word| word.parse::<Class>().ok());
    let coded = fields.opt_object("code", |fields| code(fields));
    let (reason, raw) = (fields.opt_text("reason", 1..=TEXT), fields.opt_text("raw", 1..=TEXT));
    let evidence = class.map(Evidence::tapped).or(coded).unwrap_or_default();
    (Evidence { reason, ..evidence }, raw)
}

fn code(fields: &mut Fields<'_>) -> Evidence {
    let words = Family::ALL.iter().map(|family| family.word()).collect::<Vec<_>>();
    let family = fields.word("family", &words).parse().unwrap_or(Family::Sip);
    Evidence::code(family, fields.text("code", 1..=100))
}

pub(super) fn event(fields: &mut Fields<'_>, now: Instant) -> NewEvent {
    NewEvent { key: fields.text("key", 1..=KEY), occurred_at: happened(fields, "occurredAt", now) }
}

/// The query keys of the list, beside paging.
pub(super) fn filter(fields: &mut Fields<'_>) -> Filter {
    let states = ["waiting", "due", "trying", "inDoubt", "kept", "released", "open", "ended"];
    let owner = fields.opt_text("owner", 1..=64);
    let parsed = owner.as_deref().map(str::parse::<Owner>);
    if matches!(parsed, Some(Err(_))) {
        fields.fault("owner", "notOwner");
    }
    Filter {
        owner: parsed.and_then(Result::ok),
        team: fields.opt_id("team"),
        customer: fields.opt_id("customerId"),
        sees: Sees::All,
        state: fields.opt_word("state", &states).map(str::to_owned),
        due: fields.opt_flag("due").unwrap_or_default(),
    }
}
