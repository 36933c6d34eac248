//! Making a promise.

use gehoor_db::{Tx, params};
use gehoor_kernel::id::{EventId, PromiseId};
use gehoor_kernel::time::Instant;
use gehoor_people::{Directory, Owner, may_see};
use gehoor_shell::{Cx, Error, Fault, Sees};

use crate::ask::{NewPromise, View, Wanted};
use crate::ground::{self, Ground, Past};
use crate::rules::{self, Decision, Event, New, Trigger, Wait};
use crate::store::{self, Words};
use crate::{news, reach, sql};

/// Makes a promise. A caller restricted to a team may only give it to this team or one of its members. An event that was reported before
/// makes it due at once. A customer whose card was merged is promised it on the card that stays.
///
/// # Errors
/// `Invalid` with every fault of customer, owner and trigger.
pub async fn make(tx: &mut Tx<'_>, cx: &Cx, new: &NewPromise, sees: Sees) -> Result<View, Error> {
    let customer = params![new.customer];
    let found = tx.lookups(&[(gehoor_customer::reach_query(), customer), (ground::stamps(), &[])]).await?;
    if gehoor_customer::read_reach(&found[0])?.is_some_and(|reach| reach.merged_into.is_some()) {
        let customer = gehoor_customer::standing(tx, new.customer).await?;
        return Box::pin(make(tx, cx, &NewPromise { customer, ..new.clone() }, sees)).await;
    }
    let (directory, ground) = Ground::at(tx, cx, &found[1]).await?;
    let reach = reach::read(&found[0], &ground.standing.company.zone)?;
    let mut faults = trigger_faults(&new.trigger);
    if reach.is_none() {
        faults.push(Fault::new("/customerId", "unknownCustomer"));
    }
    faults.extend(owner_fault(&directory, new.owner, sees, cx.now, "/owner"));
    let Some(reach) = reach.filter(|_| faults.is_empty()) else { return Err(Error::Invalid(faults)) };
    let (trigger, event) = settle(tx, cx, &ground, &new.trigger).await?;
    let made = New {
        id: PromiseId::new(cx.now, &mut cx.random()),
        customer: new.customer,
        kind: new.kind,
        owner: new.owner,
        made_by: cx.actor.user(),
        trigger,
    };
    let lead = directory.lead_of(new.owner, cx.now);
    let past = Past { points: reach.points, wishes: reach.wishes, ..Past::default() };
    let mut decision = rules::make(made, cx.now, &ground.world_of(&past, lead));
    decision.events.extend(event.map(Event::Woken));
    store_new(tx, cx, new, decision, &directory).await
}

async fn store_new(
    tx: &mut Tx<'_>,
    cx: &Cx,
    new: &NewPromise,
    decision: Decision,
    directory: &Directory,
) -> Result<View, Error> {
    let words =
        Words { text: new.text.clone(), reference: new.reference.clone(), amount_cents: new.amount_cents };
    store::insert(tx, &decision.promise, &words).await?;
    if let Some(policy) = &new.policy {
        tx.put(&sql::INSERT_POLICY, params![decision.promise.id, policy]).await?;
    }
    news::tell(tx, cx, &decision).await?;
    news::poke(cx, &decision.promise);
    Ok(View::new(decision.promise, words, directory, cx.now))
}

/// The trigger as the rules know it. A key is touched first, so that an event reported at the same moment and this promise can't
/// miss each other; gives the event, if it came before.
pub(crate) async fn settle(
    tx: &mut Tx<'_>,
    cx: &Cx,
    ground: &Ground,
    wanted: &Wanted,
) -> Result<(Trigger, Option<EventId>), Error> {
    let Wanted::When { key, expected_by, sign_of_life_days } = wanted else {
        let window = wanted.window(cx.now, ground.settings.moment);
        let window = window.ok_or_else(|| Error::program("a moment without a window"))?;
        let soon = matches!(wanted, Wanted::Soon { .. });
        return Ok((if soon { Trigger::Soon(window) } else { Trigger::At(window) }, None));
    };
    let came = touch(tx, key).await?;
    let wait = Wait {
        key: key.clone(),
        expected_by: *expected_by,
        sign_of_life_days: sign_of_life_days.unwrap_or(ground.settings.sign_of_life_days),
        arrived_at: came.map(|(_, at)| at),
    };
    Ok((Trigger::When(wait), came.map(|(event, _)| event)))
}

/// Touches the row of an event's key, making it when it is new; gives the event that came under it, if one did.
pub(crate) async fn touch(tx: &mut Tx<'_>, key: &str) -> Result<Option<(EventId, Instant)>, Error> {
    tx.put(&sql::ENSURE_KEY, params![key]).await?;
    let came =
        tx.row(&sql::TOUCH_KEY, params![key], |row| Ok(row.opt_parse(0)?.zip(row.opt_instant(1)?))).await?;
    Ok(came.flatten())
}

/// What is wrong with a trigger by itself.
pub(crate) fn trigger_faults(wanted: &Wanted) -> Vec<Fault> {
    match wanted {
        Wanted::At { from, until: Some(until) } if until < from => {
            vec![Fault::new("/trigger/at/until", "beforeFrom")]
        }
        _ => Vec::new(),
    }
}

/// What is wrong with somebody who would get the ball: left, unknown, or of another team than the caller's.
pub(crate) fn owner_fault(
    directory: &Directory,
    owner: Owner,
    sees: Sees,
    now: Instant,
    pointer: &str,
) -> Option<Fault> {
    let name = if owner.user().is_some() { "userId" } else { "teamId" };
    let fault = |code| Some(Fault::new(format!("{pointer}/{name}"), code));
    match sees {
        _ if !directory.is_living(owner, now) => fault("notThere"),
        Sees::Team(_) if !may_see(directory, sees, owner, now) => fault("otherTeam"),
        _ => None,
    }
}
