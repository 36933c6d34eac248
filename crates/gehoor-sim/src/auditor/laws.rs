//! The laws, one function each, over a book and what the product shows.

use gehoor_kernel::time::{Instant, days};

use super::books::{Agreed, Book};
use super::{Auditor, Seen, SeenStep, effort};

/// How far ahead a next step may lie when the agreement itself names no later moment: a week of closed days and the letter's time.
const SILENCE_DAYS: u64 = 21;

type Found = Vec<(u8, String)>;

/// Everything that is wrong with one promise.
pub fn look(auditor: &Auditor, book: &Book, seen: &Seen, now: Instant, served: bool) -> Found {
    let mut found = Found::new();
    next_step(auditor, book, seen, now, &mut found);
    ending(book, seen, &mut found);
    existence(book, seen, &mut found);
    ball(book, seen, &mut found);
    memory(auditor, book, seen, &mut found);
    once(book, seen, &mut found);
    early(auditor, book, seen, now, &mut found);
    effort::look(auditor, book, seen, &mut found);
    if served && seen.is_open() {
        missed(auditor, book, seen, now, &mut found);
    }
    found
}

/// Law 1: an open promise has a next step with a living owner, within reach; an ended one has none.
fn next_step(auditor: &Auditor, book: &Book, seen: &Seen, now: Instant, found: &mut Found) {
    match (&seen.step, seen.is_open()) {
        (None, true) => found.push((1, format!("is {} without a next step", seen.state))),
        (Some(step), false) => {
            found.push((1, format!("is {} and still has the step {}", seen.state, step.kind)))
        }
        (None, false) => {}
        (Some(step), true) => {
            if !auditor.staff.is_living(&step.owner, now) {
                found.push((1, format!("has a next step of {}, who is not there", step.owner)));
            }
            if step.at > reach(book, now) {
                found.push((1, format!("falls silent: its next step is only at {}", step.at)));
            }
        }
    }
}

fn reach(book: &Book, now: Instant) -> Instant {
    let named = match &book.terms.agreed {
        Agreed::At(_, until) | Agreed::Soon(until) => *until,
        Agreed::When(_, expected) => *expected,
    };
    named.max(now).plus(days(SILENCE_DAYS))
}

/// Law 2 (and 6): ended exactly when a person ended it.
fn ending(book: &Book, seen: &Seen, found: &mut Found) {
    match (book.ended, seen.is_open()) {
        (None, false) => {
            let last = book.tried.last().map(|tried| tried.claim);
            found.push((
                2,
                format!("is {} though nobody kept or released it (last outcome: {last:?})", seen.state),
            ));
        }
        (Some(ending), true) => found.push((6, format!("is {} though it was {}", seen.state, ending.word()))),
        (Some(ending), false) if ending.word() != seen.state => {
            found.push((2, format!("is {} though it was {}", seen.state, ending.word())));
        }
        _ => {}
    }
}

/// Law 3: what is said not to exist is not rung again by itself; what is only unreachable is never doubted.
fn existence(book: &Book, seen: &Seen, found: &mut Found) {
    let Some(step) = &seen.step else { return };
    let doubted = step.point.as_ref().is_some_and(|point| book.doubted.contains(point));
    if step.kind == "call" && doubted && seen.state == "trying" {
        found.push((3, "asks to ring a number again that is said not to exist".to_owned()));
    }
    let mends = matches!(step.kind.as_str(), "findNumber" | "verifyNumber");
    if mends
        && !book.ever_doubted
        && book.tried.last().is_some_and(|last| last.claim == crate::world::Claim::Temporary)
    {
        found.push((3, format!("asks for {} though the customer is only unreachable", step.kind)));
    }
}

/// Law 5: the ball is with the giver until the taker accepts.
fn ball(book: &Book, seen: &Seen, found: &mut Found) {
    if seen.owner != book.terms.owner {
        found.push((5, format!("is owned by {}, it should be {}", seen.owner, book.terms.owner)));
    }
    if seen.is_open() && seen.offered_to != book.offered_to {
        found.push((5, format!("is on offer to {:?}, it should be {:?}", seen.offered_to, book.offered_to)));
    }
}

/// Law 6: whatever was acknowledged is there, and nothing else.
fn memory(auditor: &Auditor, book: &Book, seen: &Seen, found: &mut Found) {
    let least = book.tried.len();
    // A message that came back is an attempt of the machine's own.
    let most = least + auditor.letters.refusals(book.terms.customer);
    if !(least..=most).contains(&seen.attempts) {
        found.push((6, format!("has {} attempts on record, {least} were acknowledged", seen.attempts)));
    }
    if seen.asked_first != book.asked_first {
        found.push((6, format!("says asked first: {}, it should be {}", seen.asked_first, book.asked_first)));
    }
}

/// Law 7: a step that was done is not asked for again.
fn once(book: &Book, seen: &Seen, found: &mut Found) {
    let again = |step: &&SeenStep| book.done.contains(&(step.kind.clone(), step.at));
    if let Some(step) = seen.step.as_ref().filter(again) {
        found.push((7, format!("asks again for the step {} of {}, which was done", step.kind, step.at)));
    }
}

/// Nothing fires before its moment.
fn early(auditor: &Auditor, book: &Book, seen: &Seen, now: Instant, found: &mut Found) {
    let event = match &book.terms.agreed {
        Agreed::When(key, _) => auditor.events.get(key).copied(),
        _ => None,
    };
    if seen.state == "due"
        && book.tried.is_empty()
        && now < book.not_before(event)
        && !asks_for_help(seen.step.as_ref())
    {
        found.push((0, format!("is due before {}", book.not_before(event))));
    }
    let before = book.last.as_ref().filter(|last| matches!(last.state.as_str(), "waiting" | "trying"));
    // What became of a message may be heard at any moment.
    let before = before.and_then(|last| last.step.as_ref()).filter(|step| step.kind != "waitReport");
    if let Some(step) = before
        && seen.state == "due"
        && book.last.as_ref().is_some_and(|last| last.attempts == seen.attempts)
        && now < step.at
        && event.is_none_or(|event| event < book.last_look)
        && book.steered_at.is_none_or(|at| at < book.last_look)
    {
        found.push((0, format!("fell due before its own step at {}", step.at)));
    }
    early_broken(book, seen, now, found);
}

/// Nothing is broken before its deadline.
fn early_broken(book: &Book, seen: &Seen, now: Instant, found: &mut Found) {
    if seen.broken
        && book.deadline.is_some_and(|deadline| now < deadline)
        && !book.last.as_ref().is_some_and(|last| last.broken)
    {
        found.push((0, "is marked broken before its deadline".to_owned()));
    }
}

fn asks_for_help(step: Option<&SeenStep>) -> bool {
    step.is_some_and(|step| {
        matches!(step.kind.as_str(), "findNumber" | "verifyNumber" | "fixAddress" | "askLead")
    })
}

/// After the tasks ran: what was due has fired, what was missed is marked.
fn missed(auditor: &Auditor, book: &Book, seen: &Seen, now: Instant, found: &mut Found) {
    let waits = matches!(seen.state.as_str(), "waiting" | "trying");
    if let Some(step) = seen.step.as_ref().filter(|step| waits && step.at <= now) {
        found.push((0, format!("still {} though its step was for {}", seen.state, step.at)));
    }
    let untouched = book.tried.is_empty() && seen.state == "waiting";
    let come = match &book.terms.agreed {
        Agreed::At(from, _) => *from <= now,
        Agreed::Soon(_) => true,
        Agreed::When(key, _) => auditor.events.contains_key(key),
    };
    if untouched && come {
        found.push((0, "waits though its moment or event has come".to_owned()));
    }
    if book.deadline.is_some_and(|deadline| deadline <= now) && !seen.broken {
        found.push((2, "missed its deadline and is not marked broken".to_owned()));
    }
}
