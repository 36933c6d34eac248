//! The database seam on both engines.
#![expect(clippy::expect_used, clippy::panic, reason = "test code: a fault fails the test")]

mod group;
mod refusals;
mod schema;
mod server;
mod tls;
mod transactions;

use gehoor_db::{BoxFuture, Db, DbError, Tx, params, work};

gehoor_db::statements! {
    pub(crate) INSERT = "INSERT INTO lease (name, holder, fence, until_at) VALUES ($1, $2, $3, 0)";
    pub(crate) COUNT = "SELECT count(*) FROM lease";
    pub(crate) NAMES = "SELECT name, fence FROM lease ORDER BY name";
    pub(crate) BUMP = "UPDATE lease SET fence = fence + 1 WHERE name = $1 AND fence = $2";
    pub(crate) WORDS = "INSERT INTO outbox_words (message_id, customer_id, recipient, body) VALUES ($1, 'a', 'b', 'c')";
}

/// Inserts one lease.
pub(crate) fn insert<'a>(tx: &'a mut Tx<'_>, name: &'a String) -> BoxFuture<'a, Result<(), DbError>> {
    Box::pin(async move { tx.exec(&INSERT, params![name, "me", 1]).await.map(|_| ()) })
}

/// How many leases there are.
pub(crate) async fn count(db: &Db) -> i64 {
    let read = work((), |tx, ()| Box::pin(async move { tx.row(&COUNT, &[], |row| row.int(0)).await }));
    db.read(read).await.expect("counting").expect("one row")
}
