//! Search: promises found by words, in Dutch and English, the same on both engines. Follows the journal.

pub mod rules;

mod follow;
mod sql;

use std::time::Duration;

use gehoor_db::Tx;
use gehoor_kernel::id::PromiseId;
use gehoor_shell::slice::Sought;
use gehoor_shell::{Error, Slice, Task};

pub use follow::follow;

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

/// Promises that hold all the words (the first four of them), in any form, in order of making.
pub async fn find(tx: &mut Tx<'_>, sought: &Sought) -> Result<Vec<PromiseId>, Error> {
    let pairs = Stems::default().typed(&sought.words);
    sql::find(tx, &pairs, sought).await
}
