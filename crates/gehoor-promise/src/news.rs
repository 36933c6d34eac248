//! What happened, as it stands in the journal: ids and facts only.

use gehoor_db::Tx;
use gehoor_people::Owner;
use gehoor_shell::{Cx, Error, Facts, journal};

use crate::rules::{Decision, Event, Handing, Promise};

/// The task that looks when a promise's own moment comes.
pub const DUE: &str = "promise-due";

/// Appends what happened to the journal, and asks for the machine's look at the promise's next moment.
pub(crate) async fn tell(tx: &mut Tx<'_>, cx: &Cx, decision: &Decision) -> Result<(), Error> {
    for event in &decision.events {
        let (kind, facts) = entry(&decision.promise, *event);
        journal::append(tx, cx, kind, decision.promise.id, facts).await?;
    }
    Ok(())
}

/// Asks for the machine's look when the promise wants one.
pub(crate) fn poke(cx: &Cx, promise: &Promise) {
    if let Some(open) = promise.state.open() {
        cx.poke(DUE, Some(open.wake_at()));
    }
}

fn entry(promise: &Promise, event: Event) -> (&'static str, Facts) {
    let facts = after(promise);
    match event {
        Event::Made => {
            let facts = facts.id("customer", promise.customer).word("kind", promise.kind.word());
            ("promise.made", owner(facts.word("trigger", promise.trigger.word()), "owner", promise.owner))
        }
        Event::Amended { customer_told } => ("promise.amended", facts.flag("customerTold", customer_told)),
        Event::Woken(event) => ("promise.woken", facts.id("event", event)),
        Event::CameDue => ("promise.due", facts),
        Event::SignOfLifeDue => ("promise.signOfLifeDue", facts),
        Event::SignOfLifePutOff => ("promise.signOfLifePutOff", facts),
        Event::SignOfLifeLeaves(leaving) => {
            let facts = facts.word("channel", leaving.channel.word()).id("contactPoint", leaving.point);
            ("promise.signOfLifeLeaves", facts)
        }
        Event::SignOfLifeGiven => ("promise.signOfLifeGiven", facts),
        Event::Reminded => ("promise.reminded", facts),
        Event::Broken(deadline) => ("promise.broken", facts.instant("deadline", deadline)),
        Event::LeadTold => ("promise.leadTold", facts.int("times", i64::from(promise.told))),
        Event::TroubleTold(since) => ("promise.troubleTold", facts.instant("troubleSince", since)),
        Event::Attempted(id, class) => {
            ("promise.attempted", facts.id("attempt", id).word("class", class.word()))
        }
        Event::Kept(how) => ("promise.kept", facts.word("how", how.word()).opt_id("attempt", how.attempt())),
        Event::Released => ("promise.released", facts),
        Event::HandoverOffered(handing) => ("handover.offered", handed(facts, handing)),
        Event::HandoverAccepted(handing) => ("handover.accepted", handed(facts, handing)),
        Event::HandoverDeclined(handing) => ("handover.declined", handed(facts, handing)),
        Event::HandoverLapsed(id) => ("handover.lapsed", facts.id("handover", id)),
        Event::AskedFirst(at) => ("promise.askedFirst", facts.instant("askedAt", at)),
        Event::Reassigned { from, to } => ("promise.reassigned", owner(owner(facts, "from", from), "to", to)),
        Event::WentOn => ("promise.wentOn", facts),
        Event::Noted => ("promise.noted", facts),
        Event::PutRight(point) => ("promise.putRight", facts.id("contactPoint", point)),
        Event::MessageSent(message) => ("promise.messageSent", facts.id("message", message)),
        Event::MessageFailed(message) => ("promise.messageFailed", facts.id("message", message)),
        Event::DoubtRaised(message) => ("promise.doubtRaised", facts.id("message", message)),
        Event::TakenBack { change, attempt, reopened, .. } => {
            let facts = facts.word("change", change.word()).opt_id("attempt", attempt);
            ("promise.takenBack", facts.flag("reopened", reopened))
        }
        Event::DoubtAnswered { went_out } => ("promise.doubtAnswered", facts.flag("wentOut", went_out)),
    }
}

/// How the promise stands after the change: the journal alone tells its whole life.
fn after(promise: &Promise) -> Facts {
    let facts = Facts::new().word("state", promise.state.word());
    match promise.state.open() {
        Some(open) => facts.word("next", open.next().kind.word()).instant("nextAt", open.next().at),
        None => facts,
    }
}

fn handed(facts: Facts, handing: Handing) -> Facts {
    let facts = facts.id("handover", handing.id);
    owner(owner(facts, "giver", handing.giver), "taker", handing.taker)
}

fn owner(facts: Facts, name: &'static str, owner: Owner) -> Facts {
    match owner {
        Owner::User(id) => facts.id(name, id),
        Owner::Team(id) => facts.id(name, id),
    }
}
