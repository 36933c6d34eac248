//! Two cards of one customer become one; and two again, as they were.

use std::collections::BTreeSet;

use gehoor_db::Tx;
use gehoor_kernel::id::{ContactPointId, CustomerId, MergeId};
use gehoor_shell::{Cx, Error, Facts, journal};

use crate::customers::present;
use crate::rules::{MergeChoice, Own, STATES, Way, merged, name_keys, twins, unmerged};
use crate::sql::{self, ContactPoint, Customer, Merge, Moved};

/// How many cards may lead on to one another.
const LONGEST: usize = 64;

/// What a merge or its undoing did, for those who keep things under a customer's id.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The merge.
    pub merge: Merge,
    /// Numbers and addresses that both cards have: the other card's point, and the one that stands for it.
    pub twins: Vec<(ContactPointId, ContactPointId)>,
}

/// Merges `other` into `kept`. The numbers and addresses go along without doubles; the other card leads to this one from now on. What
/// was promised to the other customer is moved by those who keep it, in the same transaction. `seen` are the versions of both
/// cards that the caller saw.
///
/// # Errors
/// `NotFound`, a conflict when either card was erased or merged, `Stale` when one was changed since it was seen.
pub async fn merge(
    tx: &mut Tx<'_>,
    cx: &Cx,
    (kept, other): (CustomerId, CustomerId),
    choice: MergeChoice,
    seen: Option<(i64, i64)>,
) -> Result<Merged, Error> {
    if kept == other {
        return Err(Error::fault("/otherId", "sameCard"));
    }
    sql::lock(tx, kept, other).await?;
    let (stays, goes) = (present(tx, kept).await?, present(tx, other).await?);
    as_seen(seen, &stays, &goes)?;
    let id = MergeId::new(cx.now, &mut cx.random());
    let by = cx.actor.word();
    let merge = Merge { id, kept, other, merged_at: cx.now, merged_by: by, undone_at: None };
    sql::add_merge(tx, &merge).await?;
    put_own(tx, &stays, merged(&own(&stays), &own(&goes), choice)).await?;
    let twins = bring_points(tx, cx, &merge).await?;
    sql::set_keys(tx, other, &[]).await?;
    sql::go(tx, other, kept).await?;
    let facts = Facts::new().id("other", other).id("merge", id).int("twins", twins.len() as i64);
    journal::append(tx, cx, "customer.merged", kept, facts).await?;
    Ok(Merged { merge, twins })
}

/// Undoes the last merge into a card: both hold again what they held. What was added or changed since stays with the card that
/// stood. Again changes nothing.
///
/// # Errors
/// `NotFound`; a conflict when the card was erased, went into another itself, or took in another card since.
pub async fn unmerge(tx: &mut Tx<'_>, cx: &Cx, id: MergeId) -> Result<Merged, Error> {
    let merge = merge_of(tx, id).await?;
    sql::lock(tx, merge.kept, merge.other).await?;
    let moved = sql::moved(tx, id).await?;
    let twins = moved.iter().filter_map(|moved| Some((moved.point, moved.twin?))).collect();
    let merge = merge_of(tx, id).await?;
    if merge.undone_at.is_some() {
        return Ok(Merged { merge, twins });
    }
    let stays = present(tx, merge.kept).await?;
    if last_merge(tx, merge.kept).await?.is_none_or(|last| last.id != id) {
        return Err(Error::conflict("mergeNotLast"));
    }
    let goes = customer(tx, merge.other).await?;
    if let Some(before) = sql::before(tx, id).await? {
        put_own(tx, &stays, unmerged(&own(&stays), &before, &own(&goes))).await?;
    }
    give_back_points(tx, cx, &merge, &moved).await?;
    sql::set_keys(tx, goes.id, &name_keys(&own(&goes).name)).await?;
    sql::come_back(tx, &merge, cx.now, &cx.actor.word()).await?;
    let facts = Facts::new().id("other", merge.other).id("merge", id);
    journal::append(tx, cx, "customer.unmerged", merge.kept, facts).await?;
    Ok(Merged { merge: Merge { undone_at: Some(cx.now), ..merge }, twins })
}

/// One merge.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn merge_of(tx: &mut Tx<'_>, id: MergeId) -> Result<Merge, Error> {
    sql::merge_of_id(tx, id).await?.ok_or(Error::NotFound)
}

/// Numbers and addresses that both cards of a merge have: the other card's point, and the one that stands for it.
///
/// # Errors
/// Only those of the database.
pub async fn twins_of(tx: &mut Tx<'_>, id: MergeId) -> Result<Vec<(ContactPointId, ContactPointId)>, Error> {
    let moved = sql::moved(tx, id).await?;
    Ok(moved.iter().filter_map(|moved| Some((moved.point, moved.twin?))).collect())
}

/// All merges into a card, the first one first, with those that were undone.
///
/// # Errors
/// Only those of the database.
pub async fn merges_of(tx: &mut Tx<'_>, kept: CustomerId) -> Result<Vec<Merge>, Error> {
    Ok(sql::merges_of(tx, kept).await?)
}

/// The last merge into a card that still stands: the one that can be undone.
///
/// # Errors
/// Only those of the database.
pub async fn last_merge(tx: &mut Tx<'_>, kept: CustomerId) -> Result<Option<Merge>, Error> {
    Ok(merges_of(tx, kept).await?.into_iter().rfind(|merge| merge.undone_at.is_none()))
}

/// The card that this id leads to: the customer's own, or the one that it was merged into. An id of nobody leads to itself.
///
/// # Errors
/// Only those of the database.
pub async fn standing(tx: &mut Tx<'_>, id: CustomerId) -> Result<CustomerId, Error> {
    let mut here = id;
    for _ in 0..LONGEST {
        match sql::merged_into(tx, here).await? {
            Some(next) => here = next,
            None => return Ok(here),
        }
    }
    Err(Error::program("cards that lead on to one another without an end"))
}

/// This card and all that were merged into it, however long the way: what is one person.
///
/// # Errors
/// Only those of the database.
pub async fn family(tx: &mut Tx<'_>, id: CustomerId) -> Result<Vec<CustomerId>, Error> {
    let (mut all, mut seen) = (vec![id], BTreeSet::from([id]));
    let mut at = 0;
    while let Some(here) = all.get(at).copied() {
        all.extend(sql::into(tx, here).await?.into_iter().filter(|next| seen.insert(*next)));
        at += 1;
    }
    Ok(all)
}

fn as_seen(seen: Option<(i64, i64)>, stays: &Customer, goes: &Customer) -> Result<(), Error> {
    let Some((kept, other)) = seen else { return Ok(()) };
    if kept != stays.version {
        return Err(Error::Stale { current: stays.version });
    }
    if other != goes.version { Err(Error::Stale { current: goes.version }) } else { Ok(()) }
}

async fn customer(tx: &mut Tx<'_>, id: CustomerId) -> Result<Customer, Error> {
    crate::customer(tx, id).await
}

/// What a customer's card holds of its own, as the rules see it.
pub(crate) fn own(customer: &Customer) -> Own {
    Own {
        name: customer.name.clone().unwrap_or_default(),
        language: customer.language.clone(),
        zone: customer.zone.clone(),
        group: customer.group.clone(),
        wishes: customer.wishes.clone(),
    }
}

async fn put_own(tx: &mut Tx<'_>, customer: &Customer, own: Own) -> Result<(), Error> {
    sql::set_keys(tx, customer.id, &name_keys(&own.name)).await?;
    let Own { name, language, zone, group, wishes } = own;
    let changed = Customer { name: Some(name), language, zone, group, wishes, ..customer.clone() };
    Ok(sql::set(tx, &changed).await?)
}

/// Takes the other card's points over, all but those that the card has already; gives these with their twins.
async fn bring_points(
    tx: &mut Tx<'_>,
    cx: &Cx,
    merge: &Merge,
) -> Result<Vec<(ContactPointId, ContactPointId)>, Error> {
    let own = sql::points_of(tx, merge.kept).await?;
    let others = sql::points_of(tx, merge.other).await?;
    let (ways, theirs) = (ways(&own), ways(&others));
    let mut prefers = own.iter().any(|point| point.preferred);
    let mut pairs = Vec::new();
    for (point, twin) in others.iter().zip(twins(&ways, &theirs)) {
        if let Some(twin) = twin.and_then(|twin| own.iter().find(|own| own.id == twin.id)) {
            sql::set_twin(tx, merge.id, point.id, twin.id).await?;
            learn(tx, cx, merge.id, point, twin).await?;
            pairs.push((point.id, twin.id));
            continue;
        }
        let place = sql::next_place(tx, merge.kept).await?;
        sql::move_point(tx, point.id, merge.kept, place, point.preferred && !prefers).await?;
        prefers |= point.preferred;
    }
    Ok(pairs)
}

/// What was learned of a number last counts, on whichever card it was learned.
async fn learn(
    tx: &mut Tx<'_>,
    cx: &Cx,
    merge: MergeId,
    point: &ContactPoint,
    twin: &ContactPoint,
) -> Result<(), Error> {
    let state = STATES.into_iter().find(|word| *word == point.state).unwrap_or("unverified");
    if state == "unverified"
        || state == twin.state
        || point.state_at <= twin.state_at && twin.state != "unverified"
    {
        return Ok(());
    }
    sql::set_belief(tx, merge, point.id, twin).await?;
    sql::believe(tx, twin.id, state, point.state_at, point.last_life).await?;
    let from = STATES.into_iter().find(|word| *word == twin.state).unwrap_or("unverified");
    let facts = Facts::new().word("from", from).word("to", state).id("customer", twin.customer);
    journal::append(tx, cx, "contactPoint.believed", twin.id, facts).await
}

async fn give_back_points(tx: &mut Tx<'_>, cx: &Cx, merge: &Merge, moved: &[Moved]) -> Result<(), Error> {
    for moved in moved {
        match (&moved.twin, &moved.belief) {
            (None, _) => sql::move_point(tx, moved.point, merge.other, moved.place, moved.preferred).await?,
            (Some(_), Some((before, version))) => {
                crate::unbelieve(tx, cx, before, *version).await?;
            }
            (Some(_), None) => {}
        }
    }
    Ok(())
}

/// Contact points as the rules see them.
fn ways(points: &[ContactPoint]) -> Vec<Way> {
    let way = |point: &ContactPoint| Way {
        id: point.id,
        kind: point.kind,
        value: point.value.clone().unwrap_or_default(),
    };
    points.iter().map(way).collect()
}
