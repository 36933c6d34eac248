//! The directory in memory: read anew only when people changed.
//!
//! The store keeps a fingerprint of what the directory holds. It is read in the transaction that needs the directory, so
//! an absence noted on another node counts from its commit on. As equal fingerprints mean equal contents, one cache
//! serves every database of the process.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use gehoor_db::{Sql, Tx};
use gehoor_kernel::time::{Instant, days};
use gehoor_shell::{Cx, Error, Sees};
use sha2::{Digest, Sha256};

use crate::rules::{Directory, Owner, Person, Squad};
use crate::sql;

/// How many directories are remembered: one for each database of the process, and a few just replaced.
const REMEMBERED: usize = 16;
/// Absences that ended longer ago than this are not loaded.
const PAST_ABSENCES: u64 = 400;

static CACHE: Mutex<VecDeque<(String, Arc<Directory>)>> = Mutex::new(VecDeque::new());

/// Everybody, as this transaction sees them. One short statement when nobody changed since the last time.
pub async fn directory(tx: &mut Tx<'_>, cx: &Cx) -> Result<Arc<Directory>, Error> {
    let stamp = sql::stamp(tx).await?;
    directory_at(tx, cx, &stamp).await
}

/// Whether somebody with this view may see what this owner holds.
pub fn may_see(directory: &Directory, sees: Sees, owner: Owner, now: Instant) -> bool {
    match sees {
        Sees::All => true,
        Sees::Team(team) => directory.teams_of(owner).contains(&team),
        Sees::Of(user) => {
            directory.is_near(user, owner) || directory.is_near(user, directory.resolve(owner, now))
        }
    }
}

/// The statement whose one text column is the fingerprint for [`directory_at`]; for callers that read it together with
/// other things in one round trip.
pub fn stamp_query() -> &'static Sql {
    &sql::STAMP
}

/// Everybody, when the fingerprint was read in this transaction already.
pub async fn directory_at(tx: &mut Tx<'_>, cx: &Cx, stamp: &str) -> Result<Arc<Directory>, Error> {
    if let Some(known) = remembered(stamp) {
        return Ok(known);
    }
    let (people, teams) = load(tx, cx.now).await?;
    let directory = Arc::new(Directory::new(people, teams));
    remember(stamp.to_owned(), Arc::clone(&directory));
    Ok(directory)
}

/// Begins a change of people: others wait until its commit. Gives the directory as it stands.
pub(crate) async fn begin_change(tx: &mut Tx<'_>, cx: &Cx) -> Result<Arc<Directory>, Error> {
    sql::touch(tx).await?;
    directory(tx, cx).await
}

/// Ends a change of people: stores the new fingerprint.
pub(crate) async fn end_change(tx: &mut Tx<'_>, cx: &Cx) -> Result<(), Error> {
    let (people, teams) = load(tx, cx.now).await?;
    sql::set_stamp(tx, &fingerprint(&people, &teams)).await?;
    Ok(())
}

pub(crate) async fn load(tx: &mut Tx<'_>, now: Instant) -> Result<(Vec<Person>, Vec<Squad>), Error> {
    Ok(sql::everything(tx, now.minus(days(PAST_ABSENCES))).await?)
}

/// SHA-256 over all that the directory holds.
pub(crate) fn fingerprint(people: &[Person], teams: &[Squad]) -> String {
    let all = format!("{people:?}{teams:?}");
    Sha256::digest(all).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn remembered(stamp: &str) -> Option<Arc<Directory>> {
    let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    let place = cache.iter().position(|(known, _)| known == stamp)?;
    let entry = cache.remove(place)?;
    let directory = Arc::clone(&entry.1);
    cache.push_front(entry);
    Some(directory)
}

fn remember(stamp: String, directory: Arc<Directory>) {
    let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    cache.truncate(REMEMBERED - 1);
    cache.push_front((stamp, directory));
}
