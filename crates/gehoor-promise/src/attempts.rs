//! Recording an attempt to reach the customer.

use std::time::Duration;

use gehoor_contact::rules::{Channel, Class, Evidence, Family, lookup};
use gehoor_contact::{PointChange, Recorded};
use gehoor_customer::Belief;
use gehoor_db::{Tx, params};
use gehoor_kernel::id::{AttemptId, ContactPointId};
use gehoor_kernel::time::Instant;
use gehoor_shell::{Cx, Error};

use crate::acting::{Held, refused};
use crate::ask::{View, Wanted, Which};
use crate::making::trigger_faults;
use crate::rules::{Attempt, Change, Command, Refusal};
use crate::taking::{Learned, remember_with};
use crate::{reach, sql};

/// An attempt to be recorded.
#[derive(Clone, Debug)]
pub struct NewAttempt {
    /// Over which channel.
    pub channel: Channel,
    /// To which number or address.
    pub point: Option<ContactPointId>,
    /// What it met, in its raw form.
    pub evidence: Evidence,
    /// The raw text of a machine, kept so that it can be judged again.
    pub raw: Option<String>,
    /// The caller says that this kept the promise.
    pub kept: bool,
    /// Over which line, provider or mail server, where that is known: two claims over different ones are independent.
    pub route: Option<String>,
    /// What was said.
    pub note: Option<String>,
    /// When; now, when not given.
    pub at: Option<Instant>,
    /// How long the other side asked us to wait.
    pub retry_after: Option<Duration>,
    /// A new moment settled with the customer in this talk.
    pub agreed: Option<Wanted>,
}

impl NewAttempt {
    /// What a machine says of an attempt that was just made.
    fn by_machine(channel: Channel, point: ContactPointId, evidence: Evidence) -> Self {
        let (kept, point) = (false, Some(point));
        let (raw, route, note, at, retry_after, agreed) = (None, None, None, None, None, None);
        Self { channel, point, evidence, raw, kept, route, note, at, retry_after, agreed }
    }
}

/// Records an attempt and lets the rules say what is next.
///
/// # Errors
/// `Invalid` for a number that is not the customer's; a conflict when the promise has ended, or when kept is claimed of an outcome
/// in which nobody was reached.
pub async fn record_attempt(
    tx: &mut Tx<'_>,
    cx: &Cx,
    which: Which,
    new: &NewAttempt,
) -> Result<(Recorded, View), Error> {
    let held = Held::take(tx, cx, which).await?;
    if held.promise.state.open().is_none() {
        return Err(refused(Refusal::Ended));
    }
    let faults = new.agreed.as_ref().map(trigger_faults).unwrap_or_default();
    if !faults.is_empty() {
        return Err(Error::fault("/agreed/until", "beforeFrom"));
    }
    let mut held = held.with_past(tx, cx).await?;
    let (recorded, learned) = keep(tx, cx, &held, new).await?;
    remember_with(tx, cx, which.id, Change::Attempt, (Some(recorded.attempt), &learned)).await?;
    held.past.history.push(recorded.tried);
    held.past.history.sort_by_key(|tried| tried.at);
    if let Some(change) = recorded.point {
        believed(&mut held, change);
    }
    let attempt = Attempt {
        id: recorded.attempt,
        at: recorded.tried.at,
        by: cx.actor.user(),
        channel: new.channel,
        point: new.point,
        judgement: recorded.judgement,
        kept: new.kept,
        agreed: new.agreed.as_ref().and_then(|wanted| wanted.window(cx.now, held.ground.settings.moment)),
    };
    forget_dead(tx, &held, recorded.point).await?;
    let waited = held.promise.trigger.waits().is_some();
    let view = held.act(tx, cx, Command::RecordAttempt(attempt)).await?;
    if waited && view.promise.trigger.window().is_some() {
        tx.put(&sql::DELETE_WAIT, params![which.id]).await?;
    }
    Ok((recorded, view))
}

/// A message that awaits its outcome failed for good: when the provider's code says what it met, that was an attempt, and its number
/// or address is believed in accordingly. A word of our own says nothing about the customer.
pub(crate) async fn bounced(
    tx: &mut Tx<'_>,
    cx: &Cx,
    held: &mut Held,
    code: &str,
) -> Result<Option<(AttemptId, Class)>, Error> {
    let next = held.promise.state.open().map(|open| *open.next());
    let Some((channel, point)) = next.and_then(|next| Some((next.channel?, next.point?))) else {
        return Ok(None);
    };
    let Some(family) = families(channel).iter().find(|family| lookup(**family, code).is_some()) else {
        return Ok(None);
    };
    let new = NewAttempt::by_machine(channel, point, Evidence::code(*family, code));
    let (recorded, _) = keep(tx, cx, held, &new).await?;
    if let Some(change) = recorded.point {
        believed(held, change);
    }
    forget_dead(tx, held, recorded.point).await?;
    Ok(Some((recorded.attempt, recorded.judgement.class)))
}

/// The books of codes in which a provider of this channel says why it did not take a message.
const fn families(channel: Channel) -> &'static [Family] {
    match channel {
        Channel::Email => &[Family::SmtpEnhanced, Family::SmtpReply],
        Channel::Sms => &[Family::SmppStatText],
        _ => &[],
    }
}

/// Stores the attempt with the contact slice, and what it says about the number.
async fn keep(tx: &mut Tx<'_>, cx: &Cx, held: &Held, new: &NewAttempt) -> Result<(Recorded, Learned), Error> {
    let company = &held.ground.standing.company;
    let attempt = gehoor_contact::NewAttempt {
        promise: held.promise.id,
        customer: held.promise.customer,
        group: held.past.group.clone(),
        point: new.point,
        channel: new.channel,
        at: new.at.unwrap_or(cx.now),
        evidence: new.evidence.clone(),
        retry_after: new.retry_after,
        raw: new.raw.clone(),
        route: new.route.clone(),
        note: new.note.clone(),
    };
    let tries = held.past.policy.as_ref().unwrap_or(&company.tries);
    let recorded =
        gehoor_contact::record_attempt(tx, cx, &attempt, &held.past.points, tries, &company.zone).await?;
    let Some(change) = recorded.point else { return Ok((recorded, None)) };
    let before = gehoor_customer::contact_point(tx, change.id).await?;
    reach::believe(tx, &change, attempt.at).await?;
    let belief = Belief {
        point: before.id,
        state: before.state,
        state_at: before.state_at,
        last_life: before.last_life,
    };
    Ok((recorded, Some((belief, before.version + 1))))
}

/// A number that is not to be tried any more is taken off the steps of the customer's other promises too (law 3).
async fn forget_dead(tx: &mut Tx<'_>, held: &Held, change: Option<PointChange>) -> Result<(), Error> {
    match change.filter(|change| !change.after.usable()) {
        Some(change) => Ok(tx.put(&sql::FORGET_POINT, params![held.promise.customer, change.id]).await?),
        None => Ok(()),
    }
}

/// Planning sees the number as it is believed in now.
fn believed(held: &mut Held, change: PointChange) {
    if let Some(point) = held.past.points.iter_mut().find(|point| point.id == change.id) {
        point.state = change.after;
    }
}
