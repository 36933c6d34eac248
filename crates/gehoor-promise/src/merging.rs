//! Two cards of one customer become one, with what was promised to both; and two again.

use gehoor_customer::Merged;
use gehoor_customer::rules::MergeChoice;
use gehoor_db::{Tx, params, statements};
use gehoor_kernel::id::{ContactPointId, CustomerId, MergeId, PromiseId};
use gehoor_shell::{Cx, Error};

use crate::following::DEAD;
use crate::sql;

statements! {
    pub(crate) TAKE_ALONG = "INSERT INTO promise_merged (merge_id, promise_id) \
        SELECT $1, p.id FROM promise p WHERE p.customer_id = $2 ON CONFLICT (merge_id, promise_id) DO NOTHING";
    pub(crate) TAKEN_ALONG = "SELECT m.promise_id FROM promise_merged m JOIN promise p ON p.id = m.promise_id \
        WHERE m.merge_id = $1 ORDER BY m.promise_id";
    pub(crate) MOVE = "UPDATE promise SET customer_id = $2 WHERE id = $1";
    pub(crate) MOVE_BEFORE = "UPDATE promise_before SET customer_id = $2 WHERE id = $1";
    pub(crate) AIM = "UPDATE promise SET next_point = $3 WHERE id = $1 AND next_point = $2";
    pub(crate) AIM_BEFORE = "UPDATE promise_before SET next_point = $3 WHERE id = $1 AND next_point = $2";
    pub(crate) FORGET_STRANGE = "UPDATE promise SET next_point = NULL, next_channel = NULL WHERE customer_id = $1 \
        AND next_point IS NOT NULL AND NOT EXISTS (SELECT 1 FROM contact_point c WHERE c.id = promise.next_point \
        AND c.customer_id = promise.customer_id)";
    // What was remembered to take a change back names a number of the card that it was on.
    pub(crate) FORGET_STRANGE_BEFORE = "UPDATE promise_before SET next_point = NULL, next_channel = NULL WHERE customer_id = $1 \
        AND next_point IS NOT NULL AND NOT EXISTS (SELECT 1 FROM contact_point c WHERE c.id = promise_before.next_point \
        AND c.customer_id = promise_before.customer_id)";
    pub(crate) DROP_MERGED = "DELETE FROM promise_merged WHERE promise_id = $1";
}

/// Merges the card of `other` into that of `kept`: its numbers and addresses without doubles, its promises with their steps, and
/// what was done for them. No step is lost or made. `seen` are the versions of both cards that the caller saw.
///
/// # Errors
/// As [`gehoor_customer::merge`].
pub async fn merge_customers(
    tx: &mut Tx<'_>,
    cx: &Cx,
    cards: (CustomerId, CustomerId),
    choice: MergeChoice,
    seen: Option<(i64, i64)>,
) -> Result<Merged, Error> {
    let merged = gehoor_customer::merge(tx, cx, cards, choice, seen).await?;
    bring_along(tx, &merged).await?;
    for point in gehoor_customer::contact_points(tx, merged.merge.kept).await? {
        if DEAD.contains(&point.state.as_str()) {
            tx.put(&sql::FORGET_POINT, params![merged.merge.kept, point.id]).await?;
        }
    }
    Ok(merged)
}

/// Undoes a merge: the promises that came along go back with all that was done for them, also since; what was promised since
/// stays. Again changes nothing.
///
/// # Errors
/// As [`gehoor_customer::unmerge`].
pub async fn unmerge_customers(tx: &mut Tx<'_>, cx: &Cx, id: MergeId) -> Result<Merged, Error> {
    let stood = gehoor_customer::merge_of(tx, id).await?.undone_at.is_none();
    let merged = gehoor_customer::unmerge(tx, cx, id).await?;
    if !stood {
        return Ok(merged);
    }
    let back: Vec<_> = merged.twins.iter().map(|(other, kept)| (*kept, *other)).collect();
    for promise in taken_along(tx, id).await? {
        hand_on(tx, promise, merged.merge.other, &back).await?;
    }
    for card in [merged.merge.kept, merged.merge.other] {
        tx.put(&FORGET_STRANGE, params![card]).await?;
        tx.put(&FORGET_STRANGE_BEFORE, params![card]).await?;
    }
    Ok(merged)
}

/// Moves what is still promised to the card that went. Again changes nothing.
async fn bring_along(tx: &mut Tx<'_>, merged: &Merged) -> Result<(), Error> {
    tx.put(&TAKE_ALONG, params![merged.merge.id, merged.merge.other]).await?;
    for promise in taken_along(tx, merged.merge.id).await? {
        hand_on(tx, promise, merged.merge.kept, &merged.twins).await?;
    }
    Ok(())
}

async fn taken_along(tx: &mut Tx<'_>, merge: MergeId) -> Result<Vec<PromiseId>, Error> {
    Ok(tx.rows(&TAKEN_ALONG, params![merge], |row| row.parse(0)).await?)
}

/// Gives a promise with its attempts and messages to another card; points that have a twin there are named by it.
async fn hand_on(
    tx: &mut Tx<'_>,
    promise: PromiseId,
    to: CustomerId,
    twins: &[(ContactPointId, ContactPointId)],
) -> Result<(), Error> {
    tx.put(&MOVE, params![promise, to]).await?;
    tx.put(&MOVE_BEFORE, params![promise, to]).await?;
    for (from, twin) in twins {
        tx.put(&AIM, params![promise, from, twin]).await?;
        tx.put(&AIM_BEFORE, params![promise, from, twin]).await?;
    }
    gehoor_contact::hand_on(tx, promise, to, twins).await?;
    gehoor_shell::hand_on_words(tx, promise, to).await
}

/// Brings along what was promised to a card in the moment in which it was merged: on PostgreSQL somebody may have read the card
/// just before.
pub(crate) async fn bring_stragglers(tx: &mut Tx<'_>, id: MergeId) -> Result<Option<CustomerId>, Error> {
    let merge = match gehoor_customer::merge_of(tx, id).await {
        Err(Error::NotFound) => return Ok(None),
        other => other?,
    };
    if merge.undone_at.is_some() {
        return Ok(None);
    }
    let late = crate::has_promises(tx, merge.other).await?;
    let twins = gehoor_customer::twins_of(tx, id).await?;
    let kept = merge.kept;
    if late {
        bring_along(tx, &Merged { merge, twins }).await?;
    }
    Ok(Some(kept))
}
