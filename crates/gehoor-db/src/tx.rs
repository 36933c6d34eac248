//! The one transaction type.

use crate::lite::LiteConn;
use crate::pg::PgTx;
use crate::{DbError, OwnedRow, Row, Sql, Value};

/// A transaction (or a snapshot that only reads) on either engine.
///
/// A statement that fails ends the transaction: later statements are refused, and the work rolls back even when it
/// returns a result. What may well be there already is written with `ON CONFLICT DO NOTHING` and its count looked at.
pub struct Tx<'a> {
    on: On<'a>,
    fault: Option<DbError>,
}

enum On<'a> {
    Lite(&'a mut LiteConn),
    Pg(&'a mut PgTx),
}

impl<'a> Tx<'a> {
    pub(crate) fn lite(conn: &'a mut LiteConn) -> Self {
        Self { on: On::Lite(conn), fault: None }
    }

    pub(crate) fn pg(tx: &'a mut PgTx) -> Self {
        Self { on: On::Pg(tx), fault: None }
    }

    /// Runs a statement that gives no rows; answers how many rows it touched.
    pub async fn exec(&mut self, sql: &'static Sql, params: &[Value<'_>]) -> Result<u64, DbError> {
        self.usable()?;
        let done = match &mut self.on {
            On::Lite(conn) => conn.exec(sql, params),
            On::Pg(tx) => tx.exec(sql, params).await,
        };
        self.note(done)
    }

    /// Runs a statement whose count of rows is not needed. PostgreSQL gets it together with the next statement or
    /// with COMMIT, so a refusal (a unique index, a CHECK) may come only then.
    pub async fn put(&mut self, sql: &'static Sql, params: &[Value<'_>]) -> Result<(), DbError> {
        self.usable()?;
        let done = match &mut self.on {
            On::Lite(conn) => conn.exec(sql, params).map(|_| ()),
            On::Pg(tx) => {
                tx.put(sql, params);
                Ok(())
            }
        };
        self.note(done)
    }

    /// Runs a statement and reads every row with `map`.
    pub async fn rows<T>(
        &mut self,
        sql: &'static Sql,
        params: &[Value<'_>],
        map: impl Fn(&dyn Row) -> Result<T, DbError> + Send,
    ) -> Result<Vec<T>, DbError> {
        self.usable()?;
        let done = match &mut self.on {
            On::Lite(conn) => conn.rows(sql, params, map),
            On::Pg(tx) => match tx.rows(sql, params).await {
                Ok(rows) => rows.iter().map(|row| map(row)).collect(),
                Err(error) => Err(error),
            },
        };
        self.note(done)
    }

    /// Runs a statement and reads its first row with `map`; nothing when there is none.
    pub async fn row<T>(
        &mut self,
        sql: &'static Sql,
        params: &[Value<'_>],
        map: impl Fn(&dyn Row) -> Result<T, DbError> + Send,
    ) -> Result<Option<T>, DbError> {
        Ok(self.rows(sql, params, map).await?.into_iter().next())
    }

    /// Runs statements that don't need each other's answers, on PostgreSQL in one round trip.
    pub async fn lookups(
        &mut self,
        all: &[(&'static Sql, &[Value<'_>])],
    ) -> Result<Vec<Vec<OwnedRow>>, DbError> {
        self.usable()?;
        let done = match &mut self.on {
            On::Lite(conn) => all.iter().map(|(sql, params)| conn.owned(sql, params)).collect(),
            On::Pg(tx) => tx.lookups(all).await,
        };
        self.note(done)
    }

    /// The first failure of a statement, if there was one.
    pub(crate) fn into_fault(self) -> Option<DbError> {
        self.fault
    }

    fn usable(&self) -> Result<(), DbError> {
        match &self.fault {
            None => Ok(()),
            Some(fault) => Err(DbError::program(format!("a statement after a failed one ({fault})"))),
        }
    }

    fn note<T>(&mut self, done: Result<T, DbError>) -> Result<T, DbError> {
        if let Err(error) = &done {
            self.fault = Some(error.clone());
        }
        done
    }
}
