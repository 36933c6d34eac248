//! Everything that is held about a person, and its erasure.

use gehoor_contact::Attempt;
use gehoor_customer::{ContactPoint, Customer, EarlierValue, Erased, WhyErased};
use gehoor_db::Tx;
use gehoor_kernel::id::CustomerId;
use gehoor_promise::{Filter, Page};
use gehoor_shell::{Cx, Error, HeldMessage, Sees};
use serde_json::{Value, json};

/// More promises than anybody was ever made.
const ALL: usize = 10_000;

/// Everything that is held about a person.
#[derive(Clone, Debug)]
pub struct Held {
    /// The card, and those that were merged into it.
    pub cards: Vec<HeldCard>,
    /// Every promise, in order of making, with its words, notes and attempts.
    pub promises: Vec<(Page, Vec<Attempt>)>,
    /// The words of messages.
    pub messages: Vec<HeldMessage>,
}

/// One card.
#[derive(Clone, Debug)]
pub struct HeldCard {
    /// The customer.
    pub customer: Customer,
    /// The ways to reach them, each with the values that it had before.
    pub points: Vec<(ContactPoint, Vec<EarlierValue>)>,
}

/// Reads it; of a card that was merged, that of the card that it leads to. For readers who see everything.
///
/// # Errors
/// `NotFound` when there is no such customer.
pub async fn held(tx: &mut Tx<'_>, cx: &Cx, id: CustomerId) -> Result<Held, Error> {
    let id = gehoor_customer::standing(tx, id).await?;
    let (mut cards, mut messages) = (Vec::new(), Vec::new());
    for card in gehoor_customer::family(tx, id).await? {
        cards.push(held_card(tx, card).await?);
        messages.extend(gehoor_shell::held_messages(tx, card).await?);
    }
    let filter = Filter { customer: Some(id), sees: Sees::All, ..Filter::default() };
    let mut promises = Vec::new();
    for view in gehoor_promise::list(tx, cx, &filter, None, ALL).await? {
        let page = gehoor_promise::show(tx, cx, view.promise.id, Sees::All).await?;
        promises.push((page, gehoor_contact::attempts(tx, view.promise.id).await?));
    }
    Ok(Held { cards, promises, messages })
}

async fn held_card(tx: &mut Tx<'_>, id: CustomerId) -> Result<HeldCard, Error> {
    let customer = gehoor_customer::customer(tx, id).await?;
    let mut points = Vec::new();
    for point in gehoor_customer::contact_points(tx, id).await? {
        let earlier = gehoor_customer::earlier_values(tx, point.id).await?;
        points.push((point, earlier));
    }
    Ok(HeldCard { customer, points })
}

/// All of it for a machine to read, in the words of the API.
pub fn as_json(held: &Held) -> Value {
    json!({
        "customers": held.cards.iter().map(card).collect::<Vec<_>>(),
        "promises": held.promises.iter().map(promise).collect::<Vec<_>>(),
        "messages": held.messages.iter().map(message).collect::<Vec<_>>(),
    })
}

fn card(card: &HeldCard) -> Value {
    let customer = &card.customer;
    json!({
        "id": customer.id.to_string(),
        "name": customer.name,
        "language": customer.language,
        "timeZone": customer.zone.as_ref().map(ToString::to_string),
        "group": Some(&customer.group).filter(|group| !group.is_empty()),
        "wishes": {
            "preferredHours": customer.wishes.hours.as_ref().map(ToString::to_string),
            "preferredChannel": customer.wishes.channel,
            "dailyRings": customer.wishes.daily_rings,
        },
        "madeAt": customer.made_at.to_string(),
        "erasedAt": customer.erased_at.map(|at| at.to_string()),
        "mergedInto": customer.merged_into.map(|id| id.to_string()),
        "contactPoints": card.points.iter().map(point).collect::<Vec<_>>(),
    })
}

fn point((point, earlier): &(ContactPoint, Vec<EarlierValue>)) -> Value {
    let before = |old: &EarlierValue| json!({"value": old.value, "from": old.from.to_string(), "until": old.until.to_string()});
    json!({
        "id": point.id.to_string(),
        "kind": point.kind.word(),
        "value": point.value,
        "typed": point.typed,
        "label": point.label,
        "preferred": point.preferred,
        "state": point.state,
        "stateAt": point.state_at.to_string(),
        "since": point.since.to_string(),
        "earlier": earlier.iter().map(before).collect::<Vec<_>>(),
    })
}

fn promise((page, attempts): &(Page, Vec<Attempt>)) -> Value {
    let (promise, words) = (&page.view.promise, &page.view.words);
    let note = |note: &gehoor_promise::NoteView| json!({"kind": note.kind, "at": note.at.to_string(), "text": note.text});
    json!({
        "id": promise.id.to_string(),
        "kind": promise.kind.word(),
        "text": words.text,
        "reference": words.reference,
        "amountCents": words.amount_cents,
        "state": promise.state.word(),
        "madeAt": promise.made_at.to_string(),
        "notes": page.notes.iter().map(note).collect::<Vec<_>>(),
        "attempts": attempts.iter().map(attempt).collect::<Vec<_>>(),
    })
}

fn attempt(attempt: &Attempt) -> Value {
    json!({
        "at": attempt.at.to_string(),
        "channel": attempt.channel.word(),
        "class": attempt.class.word(),
        "contactPointId": attempt.point.map(|id| id.to_string()),
        "note": attempt.note,
        "raw": attempt.raw,
        "route": attempt.route,
        "takenBackAt": attempt.taken_back_at.map(|at| at.to_string()),
    })
}

fn message(message: &HeldMessage) -> Value {
    json!({
        "channel": message.channel,
        "recipient": message.recipient,
        "title": message.title,
        "body": message.body,
        "queuedAt": message.queued_at.to_string(),
    })
}

/// Erases a person for good, all cards that were merged; `typed` must be the name on the card, spaces and case apart.
///
/// # Errors
/// As [`gehoor_promise::erase_customer`]; a fault when the name is another.
pub async fn erase(
    tx: &mut Tx<'_>,
    cx: &Cx,
    id: CustomerId,
    (typed, why): (&str, WhyErased),
) -> Result<Erased, Error> {
    let id = gehoor_customer::standing(tx, id).await?;
    let name = gehoor_customer::customer(tx, id).await?.name;
    if name.is_some_and(|name| plain(&name) != plain(typed)) {
        return Err(Error::fault("/confirm", "notTheName"));
    }
    gehoor_promise::erase_customer_for(tx, cx, id, Some(why)).await
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
