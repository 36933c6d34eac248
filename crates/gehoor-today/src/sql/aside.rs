//! What the page shows beside the steps: offers of the ball, and what was ended today.

use gehoor_db::{DbError, OwnedRow, Row, Sql, Tx, Value, params, statements};
use gehoor_kernel::id::{HandoverId, PromiseId, UserId};
use gehoor_kernel::time::Instant;
use gehoor_people::Owner;
use gehoor_shell::Error;

use super::{PLACES, Place, read};

/// Offers shown at most.
const OFFERED: usize = 20;
/// Endings shown at most.
const SHOWN: usize = 20;

statements! {
    pub(crate) OFFERS = "SELECT handover_id, promise_id, giver, next_at, text, name FROM today_offer \
        WHERE taker = $1 ORDER BY handover_id LIMIT $2";
    pub(crate) ENDED = "SELECT promise_id, ended_at, state, text, name FROM today_ended \
        WHERE ended_by = $1 AND ended_at >= $2 ORDER BY ended_at DESC, promise_id DESC LIMIT $3";
    pub(crate) ENDED_COUNT = "SELECT count(*) FROM (SELECT promise_id FROM today_ended \
        WHERE ended_by = $1 AND ended_at >= $2 LIMIT $3) AS found";
}

/// A ball that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Which offer.
    pub id: HandoverId,
    /// Of which promise.
    pub promise: PromiseId,
    /// Who holds the ball until it is taken.
    pub giver: Owner,
    /// When the promise's next step is.
    pub at: Instant,
    /// What was promised; none after an erasure.
    pub text: Option<String>,
    /// The customer's name; none after an erasure.
    pub customer_name: Option<String>,
}

/// A promise that ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Which.
    pub promise: PromiseId,
    /// When.
    pub at: Instant,
    /// kept or released.
    pub state: String,
    /// What was promised; none after an erasure.
    pub text: Option<String>,
    /// The customer's name; none after an erasure.
    pub customer_name: Option<String>,
}

/// Whose offers and endings are asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Aside {
    /// To whom offers were made.
    pub(crate) takers: Vec<Owner>,
    /// Who ended.
    pub(crate) enders: Vec<UserId>,
    /// Since when; nothing was ended since then when nobody is asked for.
    pub(crate) since: Option<Instant>,
    /// Each count's most.
    pub(crate) cap: usize,
}

/// What was found beside the places of the steps.
#[derive(Clone, Debug, Default)]
pub(crate) struct Beside {
    pub(crate) offers: Vec<Offer>,
    pub(crate) ended: Vec<Ended>,
    pub(crate) ended_count: i64,
}

/// The first places after `after` of each of the owners, up to `limit` each, and what stands beside them; in one round
/// trip.
pub(crate) async fn desk(
    tx: &mut Tx<'_>,
    owners: &[Owner],
    after: &Place,
    limit: usize,
    aside: &Aside,
) -> Result<(Vec<Place>, Beside), Error> {
    let asked = asked(owners, after, limit, aside);
    let lookups: Vec<_> = asked.iter().map(|(sql, values)| (*sql, values.as_slice())).collect();
    let found = tx.lookups(&lookups).await?;
    let (of_owners, rest) = found.split_at(owners.len());
    let (of_takers, of_enders) = rest.split_at(aside.takers.len());
    let mut places = all(of_owners, read)?;
    places.sort_unstable();
    places.truncate(limit);
    let (endings, counts) = of_enders.split_at(aside.enders.len());
    let mut beside =
        Beside { offers: all(of_takers, offer)?, ended: all(endings, ended)?, ..Beside::default() };
    beside.ended_count = all(counts, |row| row.int(0))?.into_iter().sum();
    beside.ended.sort_by_key(|ended| std::cmp::Reverse((ended.at, ended.promise)));
    beside.ended.truncate(SHOWN);
    Ok((places, beside))
}

/// The places of each owner, the offers to each taker, the endings of each ender, and their counts, in this order.
fn asked<'a>(
    owners: &[Owner],
    after: &'a Place,
    limit: usize,
    aside: &Aside,
) -> Vec<(&'static Sql, Vec<Value<'a>>)> {
    let places = owners.iter().map(|owner| {
        let values = params![owner.to_string(), after.at, after.promise.as_str(), limit];
        (&PLACES, values.to_vec())
    });
    let offers = aside.takers.iter().map(|taker| (&OFFERS, params![taker.to_string(), OFFERED].to_vec()));
    let since = aside.since.unwrap_or(after.at);
    let shown = (SHOWN / aside.enders.len().max(1)).max(3);
    let of = |sql: &'static Sql, most: usize| {
        aside.enders.iter().map(move |user| (sql, params![user.to_string(), since, most].to_vec()))
    };
    places.chain(offers).chain(of(&ENDED, shown)).chain(of(&ENDED_COUNT, aside.cap)).collect()
}

fn all<T>(found: &[Vec<OwnedRow>], map: fn(&OwnedRow) -> Result<T, DbError>) -> Result<Vec<T>, DbError> {
    found.iter().flatten().map(map).collect()
}

fn offer(row: &OwnedRow) -> Result<Offer, DbError> {
    Ok(Offer {
        id: row.parse(0)?,
        promise: row.parse(1)?,
        giver: row.parse(2)?,
        at: row.instant(3)?,
        text: row.opt_text(4)?,
        customer_name: row.opt_text(5)?,
    })
}

fn ended(row: &OwnedRow) -> Result<Ended, DbError> {
    Ok(Ended {
        promise: row.parse(0)?,
        at: row.instant(1)?,
        state: row.text(2)?,
        text: row.opt_text(3)?,
        customer_name: row.opt_text(4)?,
    })
}
