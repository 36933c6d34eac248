//! Leases: one node at a time does a job; a fence number refuses whoever comes back too late.

use std::time::Duration;

use gehoor_db::{Tx, params, statements};
use gehoor_kernel::id::NodeId;
use gehoor_kernel::time::Instant;

use crate::Error;

statements! {
    pub(crate) TAKE = "INSERT INTO lease (name, holder, fence, until_at) VALUES ($1, $2, 1, $4) \
        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_at = excluded.until_at, \
        fence = CASE WHEN lease.holder = excluded.holder AND lease.until_at > $3 THEN lease.fence ELSE lease.fence + 1 END \
        WHERE lease.holder = excluded.holder OR lease.until_at <= $3 RETURNING fence";
    pub(crate) STANDS = "UPDATE lease SET until_at = until_at WHERE name = $1 AND holder = $2 AND fence = $3 AND until_at > $4";
    pub(crate) DROP_IT = "UPDATE lease SET until_at = $3 WHERE name = $1 AND holder = $2 AND until_at > $3";
}

pub(crate) use self::ALL as STATEMENTS;

/// Takes or prolongs the lease `name` for `node` until `now + term`. Gives its fence number; `None`: another node has it.
/// The number grows whenever the lease changes hands or was lost in between.
pub async fn hold(
    tx: &mut Tx<'_>,
    name: &'static str,
    node: NodeId,
    now: Instant,
    term: Duration,
) -> Result<Option<i64>, Error> {
    let values = params![name, node.to_string(), now, now.plus(term)];
    Ok(tx.row(&TAKE, values, |row| row.int(0)).await?)
}

/// Whether `node` still holds the lease under this fence number; call it in the transaction of every write made under
/// the lease. Locks the lease until the commit.
pub async fn stands(
    tx: &mut Tx<'_>,
    name: &'static str,
    node: NodeId,
    fence: i64,
    now: Instant,
) -> Result<bool, Error> {
    Ok(tx.exec(&STANDS, params![name, node.to_string(), fence, now]).await? == 1)
}

/// Gives the lease back, so that another node need not wait for its end.
pub async fn give_back(tx: &mut Tx<'_>, name: &'static str, node: NodeId, now: Instant) -> Result<(), Error> {
    tx.exec(&DROP_IT, params![name, node.to_string(), now]).await?;
    Ok(())
}
