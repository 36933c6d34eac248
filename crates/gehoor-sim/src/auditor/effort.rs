//! How often and when a customer is rung: caps, gaps and civil hours, counted by the auditor itself.

use gehoor_kernel::time::{Instant, minutes};

use super::books::{Agreed, Book, Tried};
use super::{Auditor, Seen, SeenStep, civil_hours};
use crate::world::Claim;

/// Rings a day after which the customer is left in peace until tomorrow (domain.md §2.2).
const RINGS_PER_DAY: usize = 2;
/// Rings inside the promised window: at its start, 10 and 30 minutes later, and 10 minutes before its end. The moment promised wins.
const RINGS_IN_WINDOW: usize = 4;
/// The shortest wait after a line that was busy, off or unanswered, in minutes (the policy's first wait is five).
const SHORTEST_WAIT: u64 = 4;

/// Judges a planned call after a try that did not succeed, and one that is for now.
pub fn look(auditor: &Auditor, book: &Book, seen: &Seen, found: &mut Vec<(u8, String)>) {
    let Some(step) = seen.step.as_ref().filter(|step| step.kind == "call") else { return };
    if steered(auditor, book, step.at) || !matches!(seen.state.as_str(), "due" | "trying") {
        return;
    }
    gap(auditor, book, step, found);
    if seen.state == "due" {
        return;
    }
    cap(auditor, book, step, found);
    hours(auditor, book, step, found);
}

/// A person steered it on that day, or the customer was spoken to: the rhythm is theirs.
fn steered(auditor: &Auditor, book: &Book, at: Instant) -> bool {
    let day = auditor.zone.local(at).date();
    let spoke = book.tried.last().is_some_and(|last| last.claim == Claim::Spoke);
    spoke || book.steered_at.is_some_and(|steered| auditor.zone.local(steered).date() == day)
}

fn gap(auditor: &Auditor, book: &Book, step: &SeenStep, found: &mut Vec<(u8, String)>) {
    let Some(last) = book.tried.last() else { return };
    // What the customer waited for came after the try: the call is a new one.
    if book.terms.event().and_then(|key| auditor.events.get(key)).is_some_and(|came| *came >= last.at) {
        return;
    }
    let same = last.point.is_some() && last.point == step.point;
    // A line that was busy or off may be tried once more just before the promised window closes.
    let excused = !last.rang && is_promised(book, step.at);
    let waits = matches!(last.claim, Claim::Temporary | Claim::Machine | Claim::Refused) && !excused;
    if same && waits && step.at < last.at.plus(minutes(SHORTEST_WAIT)) {
        found.push((7, format!("would ring again at {}, too soon after {}", step.at, last.at)));
    }
}

fn cap(auditor: &Auditor, book: &Book, step: &SeenStep, found: &mut Vec<(u8, String)>) {
    // After a busy line or a fault the planner tries again within minutes, whatever rang before: judged is what follows a ring.
    if !book.tried.last().is_some_and(|last| last.rang) {
        return;
    }
    let day = auditor.zone.local(step.at).date();
    let promised = is_promised(book, step.at);
    let rang = |tried: &&Tried| tried.rang && auditor.zone.local(tried.at).date() == day;
    // A customer who was spoken to inside the window said how to go on: from there the rhythm begins anew.
    let since = book.tried.iter().rev().take_while(|tried| !promised || tried.claim != Claim::Spoke);
    let rings = since.filter(rang).count();
    let cap = if promised { RINGS_IN_WINDOW } else { RINGS_PER_DAY };
    if rings >= cap {
        found.push((7, format!("would ring time {} on {day}", rings + 1)));
    }
}

/// Whether the customer was told to expect a call at this moment.
fn is_promised(book: &Book, at: Instant) -> bool {
    match &book.terms.agreed {
        Agreed::At(from, until) => (*from..=*until).contains(&at),
        Agreed::Soon(_) => true,
        Agreed::When(..) => false,
    }
}

fn hours(auditor: &Auditor, book: &Book, step: &SeenStep, found: &mut Vec<(u8, String)>) {
    if let Some(why) = civil_hours::unfit(auditor.zone.local(step.at)).filter(|_| !is_promised(book, step.at))
    {
        found.push((7, format!("would ring at {}, {why}", step.at)));
    }
}
