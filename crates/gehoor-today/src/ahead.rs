//! What a lead asks about many owners at once: how much the coming days hold for each, and which steps ask for help.
//! Everything is read on the index of owners and moments and ends at a limit, whatever the number of open promises.

use std::collections::BTreeMap;

use gehoor_db::Tx;
use gehoor_kernel::id::PromiseId;
use gehoor_kernel::time::Instant;
use gehoor_people::Owner;
use gehoor_shell::Error;

use crate::sql::{self, Step};

/// Of each owner so many steps are looked at for those that ask for help, the earliest first.
pub const NEAR: usize = 500;

/// How many steps each owner has in each of the days that end at `ends` (all that is earlier counts for the first), up
/// to [`crate::CAP`] for one day. In one round trip.
///
/// # Errors
/// Only those of the database.
pub async fn load(
    tx: &mut Tx<'_>,
    owners: &[Owner],
    ends: &[Instant],
) -> Result<BTreeMap<Owner, Vec<i64>>, Error> {
    sql::load(tx, owners, ends, crate::CAP).await
}

/// Steps until `until` of these owners that a person must put right: a message of which nobody knows whether it went out,
/// a number or address to be found, a line that fails. At most `limit`, the earliest first.
///
/// # Errors
/// Only those of the database.
pub async fn asking(
    tx: &mut Tx<'_>,
    owners: &[Owner],
    until: Instant,
    limit: usize,
) -> Result<Vec<Step>, Error> {
    let mut places = sql::asking(tx, owners, until, NEAR).await?;
    places.truncate(limit);
    sql::steps(tx, &places).await
}

/// The next steps of these promises, by moment; an ended promise has none.
///
/// # Errors
/// Only those of the database.
pub async fn steps_of(tx: &mut Tx<'_>, promises: &[PromiseId]) -> Result<Vec<Step>, Error> {
    let place = |id: &PromiseId| sql::Place { at: Instant::from_micros(0), promise: id.to_string() };
    sql::steps(tx, &promises.iter().map(place).collect::<Vec<_>>()).await
}
