//! Rows of people: what they want to be told, what waits to be told, how far the journal is followed, and our key.

use gehoor_db::{DbError, Row, Tx, params, statements};
use gehoor_kernel::id::{PromiseId, UserId};
use gehoor_kernel::time::Instant;
use gehoor_shell::journal::Place;

use crate::rules::{Choice, Kind, Times};

/// The name of this follower of the journal.
const NAME: &str = "push";

statements! {
    PLACE = {
        lite: "SELECT block, id FROM follower WHERE name = $1",
        pg: "SELECT block, id FROM follower WHERE name = $1 FOR UPDATE",
    };
    PLACE_SEEN = "SELECT block, id FROM follower WHERE name = $1";
    SET_PLACE = "INSERT INTO follower (name, block, id) VALUES ($1, $2, $3) \
        ON CONFLICT (name) DO UPDATE SET block = excluded.block, id = excluded.id";
    KEY = "SELECT secret FROM push_key WHERE one = 1";
    PUT_KEY = "INSERT INTO push_key (one, secret, made_at) VALUES (1, $1, $2) ON CONFLICT (one) DO NOTHING";

    // People.
    ENSURE = "INSERT INTO push_person (user_id, steps, handovers) VALUES ($1, 1, 1) ON CONFLICT (user_id) DO NOTHING";
    CHOOSE = "INSERT INTO push_person (user_id, steps, handovers, own_from, own_until) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (user_id) DO UPDATE SET steps = excluded.steps, handovers = excluded.handovers, \
        own_from = excluded.own_from, own_until = excluded.own_until";
    CHOICE = "SELECT user_id, steps, handovers, own_from, own_until, told_at FROM push_person WHERE user_id = $1";
    LISTENERS = "SELECT p.user_id, p.steps, p.handovers, p.own_from, p.own_until, p.told_at FROM push_person p \
        WHERE p.user_id IN (SELECT user_id FROM push_subscription WHERE off_at IS NULL) ORDER BY p.user_id";
    DUE_PEOPLE = {
        lite: "SELECT p.user_id, p.steps, p.handovers, p.own_from, p.own_until, p.told_at FROM push_person p \
            WHERE p.user_id IN (SELECT user_id FROM push_news WHERE due_at <= $1) ORDER BY p.user_id LIMIT $2",
        pg: "SELECT p.user_id, p.steps, p.handovers, p.own_from, p.own_until, p.told_at FROM push_person p \
            WHERE p.user_id IN (SELECT user_id FROM push_news WHERE due_at <= $1) ORDER BY p.user_id LIMIT $2 \
            FOR UPDATE SKIP LOCKED",
    };
    TOLD = "UPDATE push_person SET told_at = $2 WHERE user_id = $1";
    FORGET_NEWS = "DELETE FROM push_news WHERE user_id = $1";
    FORGET_PERSON = "DELETE FROM push_person WHERE user_id = $1";

    // What is to be told.
    PUT_NEWS = "INSERT INTO push_news (user_id, kind, promise_id, due_at) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (user_id, kind, promise_id) DO NOTHING";
    TAKE_NEWS = "DELETE FROM push_news WHERE user_id = $1 RETURNING kind, promise_id";
    MOVE_NEWS = "UPDATE push_news SET due_at = $2 WHERE user_id = $1";
}

/// Somebody who takes push messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listener {
    pub(crate) user: UserId,
    pub(crate) choice: Choice,
    pub(crate) told_at: Option<Instant>,
}

/// Where the journal is followed to, for a look.
pub(crate) async fn place_seen(tx: &mut Tx<'_>) -> Result<Place, DbError> {
    Ok(tx.row(&PLACE_SEEN, params![NAME], found).await?.unwrap_or_default())
}

/// Where the journal is followed to; on a shared store nobody else follows until the commit.
pub(crate) async fn place(tx: &mut Tx<'_>) -> Result<Place, DbError> {
    Ok(tx.row(&PLACE, params![NAME], found).await?.unwrap_or_default())
}

fn found(row: &dyn Row) -> Result<Place, DbError> {
    Ok(Place { block: row.int(0)?, id: row.int(1)? })
}

pub(crate) async fn set_place(tx: &mut Tx<'_>, place: Place) -> Result<(), DbError> {
    tx.put(&SET_PLACE, params![NAME, place.block, place.id]).await
}

pub(crate) async fn key(tx: &mut Tx<'_>) -> Result<Option<String>, DbError> {
    tx.row(&KEY, &[], |row| row.text(0)).await
}

pub(crate) async fn put_key(tx: &mut Tx<'_>, secret: &str, now: Instant) -> Result<(), DbError> {
    tx.exec(&PUT_KEY, params![secret, now]).await.map(|_| ())
}

pub(crate) async fn ensure_person(tx: &mut Tx<'_>, user: UserId) -> Result<(), DbError> {
    tx.put(&ENSURE, params![user]).await
}

pub(crate) async fn choose(tx: &mut Tx<'_>, user: UserId, choice: &Choice) -> Result<(), DbError> {
    let (from, until) = match choice.times {
        Times::Company => (None, None),
        Times::Own { from, until } => (Some(from), Some(until)),
    };
    tx.put(&CHOOSE, params![user, choice.steps, choice.handovers, from, until]).await
}

pub(crate) async fn choice(tx: &mut Tx<'_>, user: UserId) -> Result<Option<Choice>, DbError> {
    Ok(tx.row(&CHOICE, params![user], listener).await?.map(|listener| listener.choice))
}

/// Everybody who takes messages on some browser.
pub(crate) async fn listeners(tx: &mut Tx<'_>) -> Result<Vec<Listener>, DbError> {
    tx.rows(&LISTENERS, &[], listener).await
}

/// People for whom something is due; on a shared store they are locked until the commit.
pub(crate) async fn due_people(
    tx: &mut Tx<'_>,
    now: Instant,
    limit: usize,
) -> Result<Vec<Listener>, DbError> {
    tx.rows(&DUE_PEOPLE, params![now, limit], listener).await
}

fn listener(row: &dyn Row) -> Result<Listener, DbError> {
    let minute = |i| Ok::<_, DbError>(row.opt_int(i)?.and_then(|minute| u16::try_from(minute).ok()));
    let times = match (minute(3)?, minute(4)?) {
        (Some(from), Some(until)) => Times::Own { from, until },
        _ => Times::Company,
    };
    let choice = Choice { steps: row.flag(1)?, handovers: row.flag(2)?, times };
    Ok(Listener { user: row.parse(0)?, choice, told_at: row.opt_instant(5)? })
}

pub(crate) async fn told(tx: &mut Tx<'_>, user: UserId, now: Instant) -> Result<(), DbError> {
    tx.put(&TOLD, params![user, now]).await
}

/// Forgets somebody whose browsers are gone.
pub(crate) async fn forget(tx: &mut Tx<'_>, user: UserId) -> Result<(), DbError> {
    tx.put(&FORGET_NEWS, params![user]).await?;
    tx.put(&FORGET_PERSON, params![user]).await
}

pub(crate) async fn put_news(
    tx: &mut Tx<'_>,
    user: UserId,
    kind: Kind,
    promise: PromiseId,
    due: Instant,
) -> Result<(), DbError> {
    tx.put(&PUT_NEWS, params![user, kind.word(), promise, due]).await
}

/// Takes all that waits for somebody, in the order of promises.
pub(crate) async fn take_news(tx: &mut Tx<'_>, user: UserId) -> Result<Vec<(Kind, PromiseId)>, DbError> {
    let mut all = tx.rows(&TAKE_NEWS, params![user], |row| Ok((row.parse(0)?, row.parse(1)?))).await?;
    all.sort_unstable_by_key(|(kind, promise): &(Kind, PromiseId)| (*promise, *kind));
    Ok(all)
}

pub(crate) async fn move_news(tx: &mut Tx<'_>, user: UserId, due: Instant) -> Result<(), DbError> {
    tx.put(&MOVE_NEWS, params![user, due]).await
}
