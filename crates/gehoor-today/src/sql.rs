//! The SQL of today: short reads on the index of owners and moments, never a count over everything.

mod aside;
mod goods;

use std::collections::BTreeMap;

use gehoor_contact::rules::{Channel, StepKind, Why};
use gehoor_db::{DbError, OwnedRow, Row, Tx, params, statements};
use gehoor_kernel::id::{ContactPointId, CustomerId, PromiseId};
use gehoor_kernel::time::Instant;
use gehoor_people::Owner;
use gehoor_promise::rules::{Kind, StateWord};
use gehoor_shell::Error;

use crate::rules::{Counts, Day};

pub(crate) use aside::{Aside, desk};
pub use aside::{Ended, Offer};
pub use goods::Receipt;
pub(crate) use goods::{event_of, keys_waiting, receipt, receipts, woken};

/// The statements of the pages.
pub(crate) static PAGES: [&[&gehoor_db::Sql]; 2] = [aside::ALL, goods::ALL];

statements! {
    pub(crate) PLACES = "SELECT next_at, promise_id FROM today_place \
        WHERE next_owner = $1 AND (next_at, promise_id) > ($2, $3) ORDER BY next_at, promise_id LIMIT $4";
    pub(crate) COUNT = "SELECT count(*) FROM (SELECT promise_id FROM today_place \
        WHERE next_owner = $1 AND next_at > $2 AND next_at <= $3 LIMIT $4) AS found";
    pub(crate) ASKING = "SELECT next_at, promise_id FROM (SELECT next_at, promise_id, state, next_kind, next_why FROM today_step \
        WHERE next_owner = $1 AND next_at <= $2 ORDER BY next_at, promise_id LIMIT $3) AS near \
        WHERE state = 'inDoubt' OR next_kind IN ('findNumber', 'verifyNumber', 'fixAddress') \
        OR next_why IN ('technicalAlert', 'setUpFault')";
    pub(crate) FIGURES = "SELECT count(*), count(CASE WHEN next_at <= $1 THEN 1 END) FROM today_place";
    pub(crate) STEPS = {
        lite: "SELECT promise_id, next_owner, next_at, customer_id, kind, state, next_kind, next_why, next_channel, \
            next_point, deadline, broken_at, asked_first_at, tries, version, text, reference, name, value, trigger_kind, \
            starts_at, ends_at FROM today_step \
            WHERE promise_id IN (SELECT value FROM json_each('[\"' || replace($1, ',', '\",\"') || '\"]'))",
        pg: "SELECT promise_id, next_owner, next_at, customer_id, kind, state, next_kind, next_why, next_channel, \
            next_point, deadline, broken_at, asked_first_at, tries, version, text, reference, name, value, trigger_kind, \
            starts_at, ends_at FROM today_step \
            WHERE promise_id = ANY (string_to_array($1, ','))",
    };
}

/// The place of a step in the order of today.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) at: Instant,
    pub(crate) promise: String,
}

/// A step with what its row shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The promise.
    pub promise: PromiseId,
    /// The owner that stands in the store; who answers now may be somebody else.
    pub owner: Owner,
    /// When the step is due.
    pub at: Instant,
    /// To whom it was promised.
    pub customer: CustomerId,
    /// The customer's name; none after an erasure.
    pub customer_name: Option<String>,
    /// What was promised, in the customer's words; none after an erasure.
    pub text: Option<String>,
    /// Order, part, room or table.
    pub reference: Option<String>,
    /// What was promised.
    pub kind: Kind,
    /// How the promise stands: open.
    pub state: StateWord,
    /// What the step is.
    pub step: StepKind,
    /// Why then.
    pub why: Why,
    /// Over which channel, when that is settled.
    pub channel: Option<Channel>,
    /// To which contact point, when that is settled.
    pub point: Option<ContactPointId>,
    /// Its number or address.
    pub reach: Option<String>,
    /// By when the customer counts on it.
    pub deadline: Option<Instant>,
    /// The deadline that was missed.
    pub broken_at: Option<Instant>,
    /// When the customer first had to ask.
    pub asked_first_at: Option<Instant>,
    /// How many tries counted.
    pub tries: i64,
    /// The promise's version.
    pub version: i64,
    /// Whether it was promised "in a moment", with a running clock.
    pub is_soon: bool,
    /// The promised window's begin, when a time was promised.
    pub starts_at: Option<Instant>,
    /// Its end.
    pub ends_at: Option<Instant>,
}

fn step(row: &dyn Row) -> Result<Step, DbError> {
    Ok(Step {
        promise: row.parse(0)?,
        owner: row.parse(1)?,
        at: row.instant(2)?,
        customer: row.parse(3)?,
        kind: row.parse(4)?,
        state: row.parse(5)?,
        step: row.parse(6)?,
        why: row.parse(7)?,
        channel: row.opt_parse(8)?,
        point: row.opt_parse(9)?,
        deadline: row.opt_instant(10)?,
        broken_at: row.opt_instant(11)?,
        asked_first_at: row.opt_instant(12)?,
        tries: row.int(13)?,
        version: row.int(14)?,
        text: row.opt_text(15)?,
        reference: row.opt_text(16)?,
        customer_name: row.opt_text(17)?,
        reach: row.opt_text(18)?,
        is_soon: row.opt_str(19)? == Some("soon"),
        starts_at: row.opt_instant(20)?,
        ends_at: row.opt_instant(21)?,
    })
}

/// The first places after `after` of each of the owners, up to `limit` each, and how many steps each part of the day
/// has, counted up to `cap` for each owner; in one round trip.
pub(crate) async fn places(
    tx: &mut Tx<'_>,
    owners: &[Owner],
    after: &Place,
    limit: usize,
    (day, cap): (&Day, usize),
) -> Result<(Vec<Place>, Counts), Error> {
    let keys: Vec<String> = owners.iter().map(Owner::to_string).collect();
    let mut values = Vec::with_capacity(keys.len() * 4);
    for key in &keys {
        let key = key.as_str();
        values.push(params![key, after.at, after.promise.as_str(), limit].to_vec());
        for (from, until) in day.parts() {
            values.push(params![key, from, until, cap].to_vec());
        }
    }
    let of = |place: usize| if place.is_multiple_of(4) { &PLACES } else { &COUNT };
    let asked: Vec<_> =
        values.iter().enumerate().map(|(place, values)| (of(place), values.as_slice())).collect();
    let found = tx.lookups(&asked).await?;
    let (mut places, mut counts) = (Vec::new(), [0; 3]);
    for (place, rows) in found.iter().enumerate() {
        match place % 4 {
            0 => places.extend(rows.iter().map(read).collect::<Result<Vec<_>, _>>()?),
            part => counts[part - 1] += rows.first().map_or(Ok(0), |row| row.int(0))?,
        }
    }
    places.sort_unstable();
    places.truncate(limit);
    Ok((places, Counts::capped(counts, cap)))
}

/// How many steps each owner has after one of the ends and until the next, counted up to `cap`.
pub(crate) async fn load(
    tx: &mut Tx<'_>,
    owners: &[Owner],
    ends: &[Instant],
    cap: usize,
) -> Result<BTreeMap<Owner, Vec<i64>>, Error> {
    let begins = || std::iter::once(Instant::from_micros(i64::MIN)).chain(ends.iter().copied());
    let keys: Vec<String> = owners.iter().map(Owner::to_string).collect();
    let mut values = Vec::with_capacity(keys.len() * ends.len());
    for key in &keys {
        values.extend(begins().zip(ends).map(|(from, until)| params![key, from, *until, cap].to_vec()));
    }
    let asked: Vec<_> = values.iter().map(|values| (&COUNT, values.as_slice())).collect();
    let found = tx.lookups(&asked).await?;
    let mut load: BTreeMap<Owner, Vec<i64>> = BTreeMap::new();
    for (place, rows) in found.iter().enumerate() {
        let count = rows.first().map_or(Ok(0), |row| row.int(0))?;
        load.entry(owners[place / ends.len()]).or_default().push(count);
    }
    Ok(load)
}

/// The places of steps that ask for help among the first `near` of each owner until a moment, the earliest first.
pub(crate) async fn asking(
    tx: &mut Tx<'_>,
    owners: &[Owner],
    until: Instant,
    near: usize,
) -> Result<Vec<Place>, Error> {
    let keys: Vec<String> = owners.iter().map(Owner::to_string).collect();
    let values: Vec<_> = keys.iter().map(|key| params![key, until, near].to_vec()).collect();
    let asked: Vec<_> = values.iter().map(|values| (&ASKING, values.as_slice())).collect();
    let found = tx.lookups(&asked).await?;
    let mut places: Vec<Place> = found.iter().flatten().map(read).collect::<Result<_, _>>()?;
    places.sort_unstable();
    Ok(places)
}

pub(crate) fn read(row: &OwnedRow) -> Result<Place, DbError> {
    Ok(Place { at: row.instant(0)?, promise: row.text(1)? })
}

/// The steps at these places, in their order. A promise that ended meanwhile is left out.
pub(crate) async fn steps(tx: &mut Tx<'_>, places: &[Place]) -> Result<Vec<Step>, Error> {
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<&str> = places.iter().map(|place| place.promise.as_str()).collect();
    let mut steps = tx.rows(&STEPS, params![ids.join(",")], step).await?;
    steps.sort_by_key(|step| (step.at, step.promise));
    Ok(steps)
}
