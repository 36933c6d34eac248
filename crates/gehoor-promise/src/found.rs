//! Lists of promises found by words. How words are found is another slice's business; the shell hands it over.

use gehoor_db::{Tx, params};
use gehoor_kernel::id::PromiseId;
use gehoor_people::Directory;
use gehoor_shell::slice::{FindRun, Sought};
use gehoor_shell::{Cx, Error};

use crate::ask::{Filter, View};
use crate::reading::{full, is_asked};
use crate::rules::Promise;
use crate::sql;

/// More found promises than this are not looked through for one page.
const MOST_LOOKS: usize = 2000;

/// What to find: words, and how.
#[derive(Clone)]
pub struct Search {
    /// The words, as typed.
    pub words: String,
    /// The way to find them.
    pub finder: FindRun,
}

/// Up to `limit` promises after `after` that hold the words and fit the filter, in order of making.
///
/// # Errors
/// Only those of the database.
pub async fn list_found(
    tx: &mut Tx<'_>,
    cx: &Cx,
    (search, filter): (&Search, &Filter),
    after: Option<PromiseId>,
    limit: usize,
) -> Result<Vec<View>, Error> {
    let directory = gehoor_people::directory(tx, cx).await?;
    let after = after.map_or_else(String::new, |id| id.to_string());
    let mut sought = Sought { words: search.words.clone(), after, limit: limit.max(50) };
    let (mut views, mut looks) = (Vec::new(), 0);
    loop {
        let ids = (search.finder)(tx, &sought).await?;
        for id in &ids {
            let found = tx.row(&sql::SHOW, params![*id], full).await?;
            let fitting = found.filter(|(promise, _)| fits(promise, filter, &directory, cx));
            views.extend(fitting.map(|(promise, words)| View::new(promise, words, &directory, cx.now)));
        }
        looks += ids.len();
        match ids.last() {
            Some(last) if views.len() < limit && looks < MOST_LOOKS => sought.after = last.to_string(),
            _ => break,
        }
    }
    views.truncate(limit);
    Ok(views)
}

fn fits(promise: &Promise, filter: &Filter, directory: &Directory, cx: &Cx) -> bool {
    let open = promise.state.open();
    let state = match filter.state.as_deref() {
        None => true,
        Some("open") => open.is_some(),
        Some("ended") => open.is_none(),
        Some(word) => promise.state.word() == word,
    };
    state
        && filter.customer.is_none_or(|customer| promise.customer == customer)
        && filter.owner.is_none_or(|owner| promise.owner == owner)
        && is_asked(directory, filter, promise.owner, cx.now)
        && (!filter.due || open.is_some_and(|open| open.next().at <= cx.now))
}
