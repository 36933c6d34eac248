//! The statements of merges, and rows as they are stored.

use gehoor_db::{DbError, Row, Tx, params, statements};
use gehoor_kernel::id::{ContactPointId, CustomerId, MergeId};
use gehoor_kernel::time::Instant;
use gehoor_kernel::time::hours::WeekHours;

use super::points::Belief;
use super::{ContactPoint, one};
use crate::rules::{Own, Wishes};

statements! {
    // Nobody promises anything to either card meanwhile.
    LOCK = {
        lite: "SELECT id FROM customer WHERE id = $1 OR id = $2 ORDER BY id",
        pg: "SELECT id FROM customer WHERE id = $1 OR id = $2 ORDER BY id FOR UPDATE",
    };
    MERGED_INTO = "SELECT merged_into FROM customer WHERE id = $1";
    INTO = "SELECT id FROM customer WHERE merged_into = $1 ORDER BY id";
    ADD = "INSERT INTO customer_merge (id, kept, other, merged_at, merged_by) VALUES ($1, $2, $3, $4, $5)";
    ADD_BEFORE = "INSERT INTO customer_merge_before (merge_id, customer_id, name, language, zone, group_word, \
        preferred_hours, preferred_channel, daily_rings) SELECT $1, c.id, w.name, c.language, c.zone, c.group_word, \
        c.preferred_hours, c.preferred_channel, c.daily_rings FROM customer c \
        JOIN customer_words w ON w.customer_id = c.id WHERE c.id = $2";
    ADD_POINTS = "INSERT INTO customer_merge_point (merge_id, point_id, place, preferred) \
        SELECT $1, p.id, p.place, p.preferred FROM contact_point p WHERE p.customer_id = $2";
    SET_TWIN = "UPDATE customer_merge_point SET twin = $3 WHERE merge_id = $1 AND point_id = $2";
    SET_BELIEF = "UPDATE customer_merge_point SET state = $3, state_at = $4, last_life = $5, twin_version = $6 \
        WHERE merge_id = $1 AND point_id = $2";
    MOVE = "UPDATE contact_point SET customer_id = $2, place = $3, preferred = $4, version = version + 1 WHERE id = $1";
    MOVE_VALUE = "UPDATE contact_point_value SET customer_id = $2 WHERE contact_point_id = $1";
    MOVE_EARLIER = "UPDATE contact_point_earlier SET customer_id = $2 WHERE contact_point_id = $1";
    GO = "UPDATE customer SET merged_into = $2, version = version + 1 WHERE id = $1 AND merged_into IS NULL";
    COME_BACK = "UPDATE customer SET merged_into = NULL, version = version + 1 WHERE id = $1 AND merged_into = $2";
    UNDO = "UPDATE customer_merge SET undone_at = $2, undone_by = $3 WHERE id = $1 AND undone_at IS NULL";
    ONE = "SELECT id, kept, other, merged_at, merged_by, undone_at FROM customer_merge WHERE id = $1";
    OF_CARD = "SELECT id, kept, other, merged_at, merged_by, undone_at FROM customer_merge WHERE kept = $1 ORDER BY id";
    BEFORE = "SELECT name, language, zone, group_word, preferred_hours, preferred_channel, daily_rings \
        FROM customer_merge_before WHERE merge_id = $1";
    POINTS = "SELECT point_id, place, preferred, twin, state, state_at, last_life, twin_version \
        FROM customer_merge_point WHERE merge_id = $1 ORDER BY place, point_id";
    FORGET_BEFORE = "DELETE FROM customer_merge_before WHERE customer_id = $1";
    // A card that leads somewhere has a merge that stands, and is found by no word; no other has one.
    ASTRAY = "SELECT c.id FROM customer c WHERE (c.merged_into IS NOT NULL AND NOT EXISTS (SELECT 1 FROM customer_merge m \
        WHERE m.other = c.id AND m.kept = c.merged_into AND m.undone_at IS NULL)) \
        OR (c.merged_into IS NULL AND EXISTS (SELECT 1 FROM customer_merge m WHERE m.other = c.id AND m.undone_at IS NULL)) \
        OR (c.merged_into IS NOT NULL AND EXISTS (SELECT 1 FROM customer_key k WHERE k.customer_id = c.id)) \
        ORDER BY c.id LIMIT 100";
    DROP_POINTS = "DELETE FROM customer_merge_point WHERE merge_id IN \
        (SELECT id FROM customer_merge WHERE kept = $1 OR other = $1)";
    DROP_BEFORE = "DELETE FROM customer_merge_before WHERE merge_id IN \
        (SELECT id FROM customer_merge WHERE kept = $1 OR other = $1)";
    DROP_MERGES = "DELETE FROM customer_merge WHERE kept = $1 OR other = $1";
    LET_GO = "UPDATE customer SET merged_into = NULL WHERE merged_into = $1";
}

/// A merge of two cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The id.
    pub id: MergeId,
    /// The card that stays.
    pub kept: CustomerId,
    /// The card that went into it.
    pub other: CustomerId,
    /// When.
    pub merged_at: Instant,
    /// Who did it, as the journal names actors.
    pub merged_by: String,
    /// When it was undone.
    pub undone_at: Option<Instant>,
}

/// What became of one of the other card's contact points.
#[derive(Clone, Debug)]
pub(crate) struct Moved {
    pub(crate) point: ContactPointId,
    pub(crate) place: i64,
    pub(crate) preferred: bool,
    /// The same number or address of the card that stays; this one stayed behind then.
    pub(crate) twin: Option<ContactPointId>,
    /// What was believed of the twin before, and the version that the merge made of it.
    pub(crate) belief: Option<(Belief, i64)>,
}

pub(crate) async fn lock(tx: &mut Tx<'_>, one: CustomerId, two: CustomerId) -> Result<(), DbError> {
    tx.rows(&LOCK, params![one, two], |_| Ok(())).await.map(|_| ())
}

pub(crate) async fn merged_into(tx: &mut Tx<'_>, id: CustomerId) -> Result<Option<CustomerId>, DbError> {
    Ok(tx.row(&MERGED_INTO, params![id], |row| row.opt_parse(0)).await?.flatten())
}

/// The cards that went into this one and still lead to it.
pub(crate) async fn into(tx: &mut Tx<'_>, id: CustomerId) -> Result<Vec<CustomerId>, DbError> {
    tx.rows(&INTO, params![id], |row| row.parse(0)).await
}

/// Stores a merge with what both cards held before.
pub(crate) async fn add_merge(tx: &mut Tx<'_>, merge: &Merge) -> Result<(), DbError> {
    let values = params![merge.id, merge.kept, merge.other, merge.merged_at, &merge.merged_by];
    tx.put(&ADD, values).await?;
    tx.put(&ADD_BEFORE, params![merge.id, merge.kept]).await?;
    tx.put(&ADD_POINTS, params![merge.id, merge.other]).await
}

pub(crate) async fn set_twin(
    tx: &mut Tx<'_>,
    merge: MergeId,
    point: ContactPointId,
    twin: ContactPointId,
) -> Result<(), DbError> {
    tx.put(&SET_TWIN, params![merge, point, twin]).await
}

/// Stores what was believed of a point's twin before the merge changed it.
pub(crate) async fn set_belief(
    tx: &mut Tx<'_>,
    merge: MergeId,
    point: ContactPointId,
    twin: &ContactPoint,
) -> Result<(), DbError> {
    let values = params![merge, point, &twin.state, twin.state_at, twin.last_life, twin.version + 1];
    tx.put(&SET_BELIEF, values).await
}

/// Gives a contact point to another card.
pub(crate) async fn move_point(
    tx: &mut Tx<'_>,
    point: ContactPointId,
    to: CustomerId,
    place: i64,
    preferred: bool,
) -> Result<(), DbError> {
    tx.put(&MOVE, params![point, to, place, preferred]).await?;
    tx.put(&MOVE_VALUE, params![point, to]).await?;
    tx.put(&MOVE_EARLIER, params![point, to]).await
}

/// From now on a card leads to another.
pub(crate) async fn go(tx: &mut Tx<'_>, id: CustomerId, to: CustomerId) -> Result<(), DbError> {
    one(tx.exec(&GO, params![id, to]).await?)
}

/// A card stands by itself again.
pub(crate) async fn come_back(tx: &mut Tx<'_>, merge: &Merge, at: Instant, by: &str) -> Result<(), DbError> {
    one(tx.exec(&COME_BACK, params![merge.other, merge.kept]).await?)?;
    one(tx.exec(&UNDO, params![merge.id, at, by]).await?)
}

pub(crate) async fn merge_of_id(tx: &mut Tx<'_>, id: MergeId) -> Result<Option<Merge>, DbError> {
    tx.row(&ONE, params![id], read).await
}

/// All merges into this card, in order, with those that were undone.
pub(crate) async fn merges_of(tx: &mut Tx<'_>, kept: CustomerId) -> Result<Vec<Merge>, DbError> {
    tx.rows(&OF_CARD, params![kept], read).await
}

fn read(row: &dyn Row) -> Result<Merge, DbError> {
    Ok(Merge {
        id: row.parse(0)?,
        kept: row.parse(1)?,
        other: row.parse(2)?,
        merged_at: row.instant(3)?,
        merged_by: row.text(4)?,
        undone_at: row.opt_instant(5)?,
    })
}

/// What the card that stays held of its own before.
pub(crate) async fn before(tx: &mut Tx<'_>, id: MergeId) -> Result<Option<Own>, DbError> {
    tx.row(&BEFORE, params![id], |row| {
        let hours: Option<WeekHours> = row.opt_parse(4)?;
        let rings = row.opt_int(6)?.and_then(|rings| u8::try_from(rings).ok());
        Ok(Own {
            name: row.text(0)?,
            language: row.text(1)?,
            zone: row.opt_parse(2)?,
            group: row.opt_text(3)?.unwrap_or_default(),
            wishes: Wishes { hours, channel: row.opt_text(5)?, daily_rings: rings },
        })
    })
    .await
}

/// What became of the other card's contact points.
pub(crate) async fn moved(tx: &mut Tx<'_>, id: MergeId) -> Result<Vec<Moved>, DbError> {
    tx.rows(&POINTS, params![id], |row| {
        let twin = row.opt_parse(3)?;
        Ok(Moved {
            point: row.parse(0)?,
            place: row.int(1)?,
            preferred: row.flag(2)?,
            twin,
            belief: belief(row, twin)?,
        })
    })
    .await
}

fn belief(row: &dyn Row, twin: Option<ContactPointId>) -> Result<Option<(Belief, i64)>, DbError> {
    let (Some(point), Some(state), Some(version)) = (twin, row.opt_text(4)?, row.opt_int(7)?) else {
        return Ok(None);
    };
    Ok(Some((Belief { point, state, state_at: row.instant(5)?, last_life: row.opt_instant(6)? }, version)))
}

pub(crate) async fn forget_before(tx: &mut Tx<'_>, customer: CustomerId) -> Result<(), DbError> {
    tx.put(&FORGET_BEFORE, params![customer]).await
}

/// Cards that lead somewhere without a merge, or are found although they lead elsewhere.
pub(crate) async fn astray(tx: &mut Tx<'_>) -> Result<Vec<CustomerId>, DbError> {
    tx.rows(&ASTRAY, params![], |row| row.parse(0)).await
}

/// Forgets all merges of a card that goes for good.
pub(crate) async fn drop_merges(tx: &mut Tx<'_>, id: CustomerId) -> Result<(), DbError> {
    for statement in [&DROP_POINTS, &DROP_BEFORE, &DROP_MERGES, &LET_GO] {
        tx.put(statement, params![id]).await?;
    }
    Ok(())
}
