//! The sealer: takes what is not sealed yet, hashes it onto the chain, at most a second behind the writers.

use std::time::Duration;

use gehoor_db::{Tx, params};
use gehoor_kernel::id::NodeId;
use sha2::{Digest, Sha256};

use super::follow::{Entry, entry};
use super::sql;
use crate::scheduler::{Ran, Task};
use crate::{Actor, App, BoxFuture, Cx, Error, lease};

/// The name of the sealing task.
pub const SEAL: &str = "journal-seal";
/// The hash before the first block.
pub(super) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";
const BLOCK: i64 = 1000;
const LEASE: Duration = Duration::from_secs(2);

/// The task that seals the journal.
pub fn seal_task() -> Task {
    Task::new(SEAL, "seals new journal entries in hash-chained blocks, within a second", run)
}

fn run(app: App) -> BoxFuture<'static, Result<Ran, Error>> {
    Box::pin(async move {
        let cx = app.cx(Actor::System);
        if !app.look(&cx, (), |tx, _, ()| Box::pin(waiting(tx))).await? {
            return Ok(Ran::default());
        }
        let node = app.db.is_shared().then_some(app.node);
        let sealed = app.act(&cx, node, |tx, cx, node| Box::pin(seal(tx, cx, *node))).await?;
        if sealed > 0 {
            tell(&app);
        }
        let next = (sealed == 0).then(|| cx.now.plus(LEASE));
        Ok(Ran { worked: usize::from(sealed == BLOCK as usize), next })
    })
}

/// Tells streams and followers that there are new sealed entries.
fn tell(app: &App) {
    app.news.send_modify(|count| *count += 1);
    let now = app.clock.now();
    for task in app.slices.iter().flat_map(|slice| &slice.tasks) {
        if let Some(after) = task.follows {
            app.pokes.poke(task.name, Some(now.plus(after)));
        }
    }
}

async fn waiting(tx: &mut Tx<'_>) -> Result<bool, Error> {
    Ok(tx.row(&sql::WAITING, &[], |_| Ok(())).await?.is_some())
}

/// Seals at most one block; gives the number of entries in it. 0: nothing to seal, or another node seals. `node`: who
/// seals, where several nodes share the store; a store of one process needs no lease.
pub async fn seal(tx: &mut Tx<'_>, cx: &Cx, node: Option<NodeId>) -> Result<usize, Error> {
    if let Some(node) = node
        && lease::hold(tx, SEAL, node, cx.now, LEASE).await?.is_none()
    {
        return Ok(0);
    }
    let last = tx.row(&sql::LAST_BLOCK, &[], |row| Ok((row.int(0)?, row.text(1)?))).await?;
    let (last, previous) = last.unwrap_or_else(|| (0, GENESIS.to_owned()));
    let mut entries = tx.rows(&sql::TAKE, params![last + 1, BLOCK], entry).await?;
    if entries.is_empty() {
        return Ok(0);
    }
    entries.sort_unstable_by_key(|entry| entry.id);
    let hash = chain(&previous, &entries);
    let values = params![last + 1, previous, hash, entries.len() as i64, cx.now];
    tx.put(&sql::PUT_BLOCK, values).await?;
    Ok(entries.len())
}

/// The hash of a block: SHA-256 over the previous hash and each entry's fields, every text after its length.
pub(super) fn chain(previous: &str, entries: &[Entry]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(previous.as_bytes());
    for entry in entries {
        hasher.update(entry.id.to_be_bytes());
        hasher.update(entry.at.as_micros().to_be_bytes());
        for text in [&entry.kind, &entry.subject, &entry.actor, &entry.facts] {
            hasher.update((text.len() as u64).to_be_bytes());
            hasher.update(text.as_bytes());
        }
    }
    hex(&hasher.finalize())
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}
