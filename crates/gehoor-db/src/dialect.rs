//! What the engines say differently about themselves.

use crate::{Db, DbError, Tx, work};

crate::statements! {
    pub(crate) ONE = "SELECT 1";
    pub(crate) INTEGRITY = {
        lite: "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
        pg: "SELECT 'index ' || c.relname || ' is not valid' FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
             WHERE NOT i.indisvalid AND c.relnamespace = CAST(current_schema() AS regnamespace)",
    };
    pub(crate) FOREIGN_KEYS = {
        lite: "SELECT 'a row of ' || \"table\" || ' points to a missing row of ' || parent FROM pragma_foreign_key_check",
        pg: "SELECT 'constraint ' || conname || ' was not checked' FROM pg_constraint
             WHERE NOT convalidated AND connamespace = CAST(current_schema() AS regnamespace)",
    };
}

/// What the engine's own check finds. PostgreSQL checks foreign keys at every change; damaged pages show when all
/// rows are read, which a backup does.
pub(crate) async fn integrity(db: &Db) -> Result<Vec<String>, DbError> {
    let found = db.read(work((), |tx, ()| Box::pin(findings(tx)))).await;
    match found {
        Err(DbError::Damaged(what)) => Ok(vec![what]),
        other => other,
    }
}

async fn findings(tx: &mut Tx<'_>) -> Result<Vec<String>, DbError> {
    let mut found = tx.rows(&INTEGRITY, &[], |row| row.text(0)).await?;
    found.extend(tx.rows(&FOREIGN_KEYS, &[], |row| row.text(0)).await?);
    Ok(found)
}
