//! What was filled in for a new promise, read with all its faults.

use gehoor_customer::rules::{PointKind, PointValue, Wishes, read_value};
use gehoor_customer::{NewCustomer, NewPoint, value_fault};
use gehoor_kernel::id::CustomerId;
use gehoor_kernel::time::Instant;
use gehoor_people::Owner;
use gehoor_shell::api::Fields;
use gehoor_shell::web::Ui;
use gehoor_shell::{Caller, Fault};

use super::when::{self, Chosen};
use crate::ask::NewPromise;
use crate::promising::{Desk, Whom};
use crate::rules::Kind;

/// Longest sentence for what is promised, in characters.
const TEXT: usize = 4000;
/// Longest name and reference, in characters.
const LINE: usize = 200;
/// Longest number or address, in characters.
const REACH: usize = 400;

/// A promise as far as it was filled in.
pub(super) struct Draft {
    whom: Option<Whom>,
    text: String,
    kind: Kind,
    owner: Owner,
    when: Option<Chosen>,
    reference: Option<String>,
    guess: String,
}

impl Draft {
    pub(super) fn read(fields: &mut Fields<'_>, ui: &Ui, caller: &Caller, desk: &Desk) -> Self {
        let (whom, guess) = who(fields, ui, desk);
        let text = fields.text("text", 1..=TEXT);
        let kind = fields.opt_word("kind", Kind::WORDS).and_then(|word| word.parse().ok());
        let kind = kind.unwrap_or(Kind::CallBack);
        let when = when::read(fields, ui, desk, kind);
        Self {
            whom,
            text,
            kind,
            owner: owner(fields, caller),
            when,
            reference: fields.opt_text("reference", 1..=LINE),
            guess,
        }
    }

    /// The number that was probably meant; empty when there is no guess.
    pub(super) fn guess(&self) -> &str {
        &self.guess
    }

    /// The moment that was asked for, when hours moved it.
    pub(super) fn asked(&self) -> Option<Instant> {
        self.when.as_ref().and_then(|when| when.asked)
    }

    /// What to make; none when something was missing.
    pub(super) fn ready(self) -> Option<(Whom, NewPromise)> {
        let (whom, when) = (self.whom?, self.when?);
        let new = NewPromise {
            // The use case puts the customer in.
            customer: CustomerId::from_bits(0),
            text: self.text,
            kind: self.kind,
            owner: self.owner,
            trigger: when.trigger,
            reference: self.reference,
            amount_cents: None,
            policy: None,
        };
        Some((whom, new))
    }
}

fn owner(fields: &mut Fields<'_>, caller: &Caller) -> Owner {
    let me = Owner::User(caller.user);
    let Some(word) = fields.opt_text("owner", 1..=LINE) else { return me };
    word.parse().unwrap_or_else(|_| {
        fields.fault("owner", "notOwner");
        me
    })
}

/// The chosen customer, or a new one; with the number that was probably meant.
fn who(fields: &mut Fields<'_>, ui: &Ui, desk: &Desk) -> (Option<Whom>, String) {
    let chosen = fields.opt_text("customer", 1..=LINE);
    let name = fields.opt_text("name", 1..=LINE);
    let typed = fields.opt_text("reach", 1..=REACH);
    let taken = fields.opt_text("take", 1..=REACH);
    let is_new = chosen.as_deref() == Some("new");
    if let Some(known) = &desk.known {
        return (Some(Whom::Known(known.customer.id)), String::new());
    }
    if chosen.is_some() && !is_new {
        fields.fault("customer", "unknownCustomer");
        return (None, String::new());
    }
    let (value, guess) = match taken.or(typed) {
        Some(typed) => value(fields, ui, &typed),
        None => (None, String::new()),
    };
    if !is_new && fields.clean() && !desk.found.is_empty() {
        return (same(fields, desk, name.as_deref(), value.is_some()), guess);
    }
    if name.is_none() {
        fields.fault("name", "newName");
    }
    if value.is_none() && guess.is_empty() && fields.clean() {
        fields.fault("reach", "newReach");
    }
    (name.zip(value).map(|(name, value)| somebody(ui, name, value)), guess)
}

/// Somebody fits what was typed: the one with this number and name is meant, else it is asked.
fn same(fields: &mut Fields<'_>, desk: &Desk, name: Option<&str>, by_number: bool) -> Option<Whom> {
    let is_named = |known: &Option<String>| {
        let known = known.as_deref().unwrap_or_default().trim().to_lowercase();
        name.is_some_and(|name| name.trim().to_lowercase() == known)
    };
    let mut fitting = desk.found.iter().filter(|found| is_named(&found.customer.name));
    match (fitting.next(), fitting.next()) {
        (Some(found), None) if by_number => Some(Whom::Known(found.customer.id)),
        _ => {
            fields.fault("customer", if by_number { "newKnownNumber" } else { "newKnownName" });
            None
        }
    }
}

fn value(fields: &mut Fields<'_>, ui: &Ui, typed: &str) -> (Option<PointValue>, String) {
    let kind = if typed.contains('@') { PointKind::Email } else { PointKind::Phone };
    match read_value(kind, typed, &ui.house().country) {
        Ok(value) => (Some(value), String::new()),
        Err(wrong) => {
            let fault: Fault = value_fault("", &wrong);
            fields.add("reach", fault);
            (None, wrong.suggestion().unwrap_or_default().to_owned())
        }
    }
}

fn somebody(ui: &Ui, name: String, value: PointValue) -> Whom {
    Whom::New(Box::new(NewCustomer {
        name,
        language: ui.house().language.tag().to_owned(),
        zone: None,
        group: String::new(),
        wishes: Wishes::default(),
        points: vec![NewPoint { value, label: None, preferred: false }],
    }))
}
