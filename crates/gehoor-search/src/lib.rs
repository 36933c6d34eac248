//! Search: promises found by words, in Dutch and English, the same on both engines. Follows the journal.
//!
//! The keys are our own, in a table of our own: the engines' full-text searches cut and stem words differently from one another,
//! and know nothing of plates and telephone numbers. A key is looked up in the order of the alphabet, so its beginning is found as
//! quickly as the whole.

pub mod rules;

mod follow;
mod looking;
mod sql;

use std::collections::BTreeSet;
use std::time::Duration;

use gehoor_db::Tx;
use gehoor_kernel::id::PromiseId;
use gehoor_shell::slice::Sought;
use gehoor_shell::{Error, Slice, Task};

pub use follow::{Batch, read_batch, write_batch};

use rules::Stems;

/// The name of the following task.
pub const FOLLOW: &str = "search-follow";
/// News are gathered so long, so that one transaction takes many.
const GATHER: Duration = Duration::from_secs(2);

/// The slice: its statements, its follower, and the way to find promises by words.
pub fn slice() -> Slice {
    let task = Task::new(FOLLOW, "keeps the words that promises are found by", follow::task).follows(GATHER);
    Slice::new("search").statements(sql::ALL).task(task).finds(|tx, sought| Box::pin(find(tx, sought)))
}

/// Promises that hold all that was typed (its first eight words), in order of making: words in any form, the last one also by
/// its beginning; telephone numbers, plates, order numbers and mail addresses in any spelling and by their beginning.
pub async fn find(tx: &mut Tx<'_>, sought: &Sought) -> Result<Vec<PromiseId>, Error> {
    let country = gehoor_customer::country(tx).await?;
    let mut found = BTreeSet::new();
    for reading in Stems::default().typed(&sought.words, &country) {
        found.extend(looking::find(tx, &reading, sought).await?);
    }
    Ok(found.into_iter().take(sought.limit).collect())
}
