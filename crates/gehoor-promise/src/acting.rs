//! Changes of one promise: read it for the change, let the rules decide, store what they say.

use std::sync::Arc;

use gehoor_db::{Tx, params};
use gehoor_kernel::id::{ContactPointId, HandoverId};
use gehoor_kernel::time::Instant;
use gehoor_people::{Directory, Owner};
use gehoor_shell::{Actor, Cx, Error, Sees, outbox};

use crate::ask::{Amendment, View, Which};
use crate::ground::{self, Ground, Past};
use crate::making::{owner_fault, settle, trigger_faults};
use crate::reading::{may_change, may_look};
use crate::rules::{Change, Command, Decision, Event, Promise, Refusal, Said, awaits_message, decide};
use crate::store::{self, Words};
use crate::taking::remember;
use crate::{news, sql};

/// A promise read for a change, with what the decision needs to know.
pub(crate) struct Held {
    pub(crate) promise: Promise,
    pub(crate) words: Words,
    pub(crate) directory: Arc<Directory>,
    pub(crate) ground: Ground,
    pub(crate) past: Past,
}

impl Held {
    /// Reads the promise for a change.
    ///
    /// # Errors
    /// `NotFound` when there is none or it is of another team; `Stale` when it changed since the caller looked.
    pub(crate) async fn take(tx: &mut Tx<'_>, cx: &Cx, which: Which) -> Result<Self, Error> {
        let key = params![which.id];
        let found = tx.lookups(&[(&sql::LOAD, key), (&sql::WORDS, key), (ground::stamps(), &[])]).await?;
        let promise = store::promise(found[0].first().ok_or(Error::NotFound)?)?;
        let words = found[1].first().map_or_else(|| Ok(Words::default()), |row| store::words(row, 0))?;
        let (directory, ground) = Ground::at(tx, cx, &found[2]).await?;
        if !may_change(&directory, &promise, which.sees, cx.now) {
            return Err(Error::NotFound);
        }
        if which.seen.is_some_and(|seen| seen != promise.version) {
            return Err(Error::Stale { current: promise.version });
        }
        Ok(Self { promise, words, directory, ground, past: Past::default() })
    }

    /// Loads what was tried for the promise and how its customer can be reached.
    pub(crate) async fn with_past(mut self, tx: &mut Tx<'_>, cx: &Cx) -> Result<Self, Error> {
        self.past = Past::load(tx, cx, &self.promise, &self.ground).await?;
        Ok(self)
    }

    /// Lets the rules decide and stores what they say.
    pub(crate) async fn act(self, tx: &mut Tx<'_>, cx: &Cx, command: Command) -> Result<View, Error> {
        let lead = self.directory.lead_of(self.promise.owner, cx.now);
        let world = self.ground.world_of(&self.past, lead);
        let decision =
            decide(self.promise.clone(), command, cx.now, &world, &mut cx.random()).map_err(refused)?;
        keep(tx, cx, &self.promise, &decision).await?;
        Ok(View::new(decision.promise, self.words, &self.directory, cx.now))
    }
}

/// A refusal of the rules as the caller sees it.
pub(crate) fn refused(refusal: Refusal) -> Error {
    Error::conflict(refusal.word())
}

/// Stores what a decision changed, with its journal entries, and asks for the next look.
pub(crate) async fn keep(
    tx: &mut Tx<'_>,
    cx: &Cx,
    before: &Promise,
    decision: &Decision,
) -> Result<(), Error> {
    if decision.events.is_empty() {
        return Ok(());
    }
    store::save(tx, before, &decision.promise).await?;
    if let Some(open) = before.state.open().filter(|_| awaits_message(before))
        && !awaits_message(&decision.promise)
    {
        outbox::withdraw(tx, cx, before.id, open.phase().since()).await?;
    }
    for event in &decision.events {
        keep_handover(tx, cx, before, *event).await?;
    }
    news::tell(tx, cx, decision).await?;
    news::poke(cx, &decision.promise);
    Ok(())
}

async fn keep_handover(tx: &mut Tx<'_>, cx: &Cx, before: &Promise, event: Event) -> Result<(), Error> {
    let answer = |id: HandoverId, word: &'static str| (id, word);
    let (id, word) = match event {
        Event::HandoverOffered(handing) => {
            let (giver, taker) = (handing.giver.to_string(), handing.taker.to_string());
            let values = params![handing.id, before.id, giver, taker, cx.actor.word(), cx.now];
            return Ok(tx.put(&sql::OFFER, values).await?);
        }
        Event::HandoverAccepted(handing) => answer(handing.id, "accepted"),
        Event::HandoverDeclined(handing) => answer(handing.id, "declined"),
        Event::HandoverLapsed(id) => answer(id, "lapsed"),
        Event::TakenBack { offered: Some(id), .. } => {
            return Ok(tx.put(&sql::OFFER_AGAIN, params![id]).await?);
        }
        _ => return Ok(()),
    };
    Ok(tx.put(&sql::ANSWER, params![id, word, cx.now, cx.actor.word()]).await?)
}

/// Moves a promise, with the reason.
///
/// # Errors
/// `Invalid` for a trigger that can't be; a conflict when it has ended.
pub async fn amend(tx: &mut Tx<'_>, cx: &Cx, which: Which, change: &Amendment) -> Result<View, Error> {
    let faults = trigger_faults(&change.trigger);
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let held = Held::take(tx, cx, which).await?;
    if held.promise.state.open().is_none() {
        return Err(refused(Refusal::Ended));
    }
    let held = held.with_past(tx, cx).await?;
    remember(tx, cx, which.id, Change::Amendment).await?;
    tx.put(&sql::DELETE_WAIT, params![which.id]).await?;
    let (trigger, _) = settle(tx, cx, &held.ground, &change.trigger).await?;
    store::note(tx, cx, which.id, "amendment", Some(&change.reason)).await?;
    let view = held.act(tx, cx, Command::Amend { trigger, customer_told: change.customer_told }).await?;
    store::insert_wait(tx, &view.promise).await?;
    Ok(view)
}

/// The thing was delivered: the promise is kept.
///
/// # Errors
/// A conflict when it has ended.
pub async fn deliver(
    tx: &mut Tx<'_>,
    cx: &Cx,
    which: Which,
    at: Option<Instant>,
    note: Option<&str>,
) -> Result<View, Error> {
    let held = Held::take(tx, cx, which).await?;
    remember(tx, cx, which.id, Change::Delivery).await?;
    store::note(tx, cx, which.id, "delivery", note).await?;
    let command = Command::Deliver { at: at.unwrap_or(cx.now), by: cx.actor.user() };
    held.act(tx, cx, command).await
}

/// The customer said that it need not be; their words are kept.
///
/// # Errors
/// A conflict when it has ended.
pub async fn release(
    tx: &mut Tx<'_>,
    cx: &Cx,
    which: Which,
    said: &Said,
    at: Option<Instant>,
) -> Result<View, Error> {
    let held = Held::take(tx, cx, which).await?;
    remember(tx, cx, which.id, Change::Release).await?;
    store::note(tx, cx, which.id, "release", Some(said.text())).await?;
    let command = Command::Release { said: said.clone(), at: at.unwrap_or(cx.now), by: cx.actor.user() };
    held.act(tx, cx, command).await
}

/// Offers the ball to somebody else; it stays with the giver until it is taken.
///
/// # Errors
/// `Invalid` when the taker is not there; a conflict when it has ended or another offer is open.
pub async fn hand_over(
    tx: &mut Tx<'_>,
    cx: &Cx,
    which: Which,
    taker: Owner,
    note: Option<&str>,
) -> Result<(HandoverId, View), Error> {
    let held = Held::take(tx, cx, which).await?;
    check_taker(&held, cx, taker, "/to")?;
    let id = HandoverId::new(cx.now, &mut cx.random());
    remember(tx, cx, which.id, Change::Handover).await?;
    store::note(tx, cx, which.id, "handover", note).await?;
    Ok((id, held.act(tx, cx, Command::HandOver { id, taker }).await?))
}

fn check_taker(held: &Held, cx: &Cx, taker: Owner, pointer: &str) -> Result<(), Error> {
    match owner_fault(&held.directory, taker, Sees::All, cx.now, pointer) {
        Some(fault) => Err(Error::Invalid(vec![fault])),
        None => Ok(()),
    }
}

/// Takes an offered ball. Only the taker can: the person, their stand-in, or a member of the team.
///
/// # Errors
/// `Forbidden` for anybody else; a conflict when there is no such offer.
pub async fn accept(tx: &mut Tx<'_>, cx: &Cx, which: Which, id: HandoverId) -> Result<View, Error> {
    let held = Held::take(tx, cx, Which { sees: Sees::All, ..which }).await?;
    check_answerer(&held, cx, which)?;
    held.act(tx, cx, Command::Accept(id)).await
}

/// Does not take an offered ball, with the reason.
///
/// # Errors
/// As [`accept`].
pub async fn decline(
    tx: &mut Tx<'_>,
    cx: &Cx,
    which: Which,
    id: HandoverId,
    reason: Option<&str>,
) -> Result<View, Error> {
    let held = Held::take(tx, cx, Which { sees: Sees::All, ..which }).await?;
    check_answerer(&held, cx, which)?;
    store::note(tx, cx, which.id, "decline", reason).await?;
    held.act(tx, cx, Command::Decline(id)).await
}

/// Whoever answers an offer is its taker, a member of the taking team, or an administrator. A caller restricted to a team sees
/// the offers to that team too.
fn check_answerer(held: &Held, cx: &Cx, which: Which) -> Result<(), Error> {
    let Some(offer) = held.promise.handover else { return Ok(()) };
    let directory = &held.directory;
    if !may_look(directory, &held.promise, which.sees, cx.now) {
        return Err(Error::NotFound);
    }
    let Actor::User(user, _) = cx.actor else { return Ok(()) };
    let living = directory.resolve(offer.taker, cx.now);
    let is = |owner: Owner| {
        owner == Owner::User(user) || owner.team().is_some_and(|team| directory.is_member(user, team))
    };
    let administers =
        directory.person(user).is_some_and(|person| person.role == gehoor_people::Role::Administrator);
    if is(offer.taker) || is(living) || administers {
        Ok(())
    } else {
        Err(Error::Forbidden { code: "notTheTaker" })
    }
}

/// The customer had to ask first: marked once, with the first moment.
///
/// # Errors
/// A conflict when it has ended.
pub async fn asked_first(
    tx: &mut Tx<'_>,
    cx: &Cx,
    which: Which,
    at: Option<Instant>,
    note: Option<&str>,
) -> Result<View, Error> {
    let held = Held::take(tx, cx, which).await?;
    store::note(tx, cx, which.id, "askedFirst", note).await?;
    held.act(tx, cx, Command::AskedFirst { at: at.unwrap_or(cx.now) }).await
}

/// Gives the promise to somebody else, with the reason.
///
/// # Errors
/// `Invalid` when the new owner is not there; a conflict when it has ended or is theirs already.
pub async fn reassign(
    tx: &mut Tx<'_>,
    cx: &Cx,
    which: Which,
    to: Owner,
    reason: Option<&str>,
) -> Result<View, Error> {
    let held = Held::take(tx, cx, which).await?;
    check_taker(&held, cx, to, "/owner")?;
    remember(tx, cx, which.id, Change::Reassignment).await?;
    store::note(tx, cx, which.id, "reassignment", reason).await?;
    held.act(tx, cx, Command::Reassign(to)).await
}

/// Writes something down.
///
/// # Errors
/// A conflict when it has ended.
pub async fn note(tx: &mut Tx<'_>, cx: &Cx, which: Which, text: &str) -> Result<View, Error> {
    let held = Held::take(tx, cx, which).await?;
    store::note(tx, cx, which.id, "note", Some(text)).await?;
    held.act(tx, cx, Command::Note).await
}

/// The lead, asked how to go on, says: go on.
///
/// # Errors
/// A conflict when the lead was not asked.
pub async fn go_on(tx: &mut Tx<'_>, cx: &Cx, which: Which) -> Result<View, Error> {
    let held = Held::take(tx, cx, which).await?.with_past(tx, cx).await?;
    held.act(tx, cx, Command::GoOn).await
}

/// A number or address of the customer was put right: the promise that waited for that goes on.
///
/// # Errors
/// A conflict when nothing waits for it.
pub async fn put_right(tx: &mut Tx<'_>, cx: &Cx, which: Which, point: ContactPointId) -> Result<View, Error> {
    let held = Held::take(tx, cx, which).await?.with_past(tx, cx).await?;
    held.act(tx, cx, Command::PutRight(point)).await
}

/// A person found out whether a message in doubt went out.
///
/// # Errors
/// A conflict when no message is in doubt.
pub async fn answer_doubt(tx: &mut Tx<'_>, cx: &Cx, which: Which, went_out: bool) -> Result<View, Error> {
    let held = Held::take(tx, cx, which).await?.with_past(tx, cx).await?;
    held.act(tx, cx, Command::DoubtAnswered { went_out }).await
}
