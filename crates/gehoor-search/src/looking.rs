//! Looking promises up: by the rarest of the typed terms, or along all promises when every term is common.

use std::collections::BTreeSet;

use gehoor_db::Tx;
use gehoor_kernel::id::PromiseId;
use gehoor_shell::Error;
use gehoor_shell::slice::Sought;

use crate::rules::{Reading, Term};
use crate::sql::{self, Stretch};

/// A term with more keys than this is common.
const COMMON: usize = 1000;
/// How many promises are read at a time on the walk along all of them.
const STRIDE: usize = 500;

/// The first promises after `sought.after` that this reading means, in order of making.
pub(crate) async fn find(
    tx: &mut Tx<'_>,
    reading: &Reading,
    sought: &Sought,
) -> Result<BTreeSet<PromiseId>, Error> {
    match rarest(tx, reading).await? {
        Some(stretches) => among_holders(tx, reading, &stretches, sought).await,
        None => along_all(tx, reading, sought).await,
    }
}

/// The stretches of the term with the fewest keys; `None` when all are common.
async fn rarest(tx: &mut Tx<'_>, reading: &Reading) -> Result<Option<Vec<Stretch>>, Error> {
    let terms: Vec<Vec<Stretch>> = reading.0.iter().map(stretches).collect();
    let counts = sql::counts(tx, &terms.concat(), COMMON).await?;
    let mut counts = counts.into_iter();
    let sums = terms.iter().map(|term| counts.by_ref().take(term.len()).sum::<usize>()).collect::<Vec<_>>();
    let best = terms.into_iter().zip(sums).min_by_key(|(_, sum)| *sum);
    Ok(best.filter(|(_, sum)| *sum < COMMON).map(|(term, _)| term))
}

/// Where the keys lie that fit a term. A key has letters and digits only, which come after the space.
fn stretches(term: &Term) -> Vec<Stretch> {
    let whole = term.whole.iter().map(|key| (key.clone(), format!("{key} ")));
    whole.chain(term.starts.iter().map(|start| (start.clone(), format!("{start}\u{10ffff}")))).collect()
}

async fn among_holders(
    tx: &mut Tx<'_>,
    reading: &Reading,
    stretches: &[Stretch],
    sought: &Sought,
) -> Result<BTreeSet<PromiseId>, Error> {
    let mut found = BTreeSet::new();
    for stretch in stretches {
        let holders = sql::holders(tx, stretch, &sought.after).await?;
        found.extend(holders.into_iter().filter(|(_, keys)| reading.fits(keys)).map(|(id, _)| id));
    }
    Ok(found.into_iter().take(sought.limit).collect())
}

async fn along_all(
    tx: &mut Tx<'_>,
    reading: &Reading,
    sought: &Sought,
) -> Result<BTreeSet<PromiseId>, Error> {
    let (mut found, mut after) = (BTreeSet::new(), sought.after.clone());
    loop {
        let next = sql::walk(tx, &after, STRIDE).await?;
        let Some((last, _)) = next.last() else { return Ok(found) };
        after = last.to_string();
        let fitting = next.into_iter().filter(|(_, keys)| reading.fits(keys)).map(|(id, _)| id);
        found.extend(fitting.take(sought.limit - found.len()));
        if found.len() >= sought.limit {
            return Ok(found);
        }
    }
}
