//! One transaction on PostgreSQL. BEGIN goes out with the first statements, queued statements with the next ones or
//! with COMMIT: what needs no answer costs no round trip.

use std::future::poll_fn;
use std::pin::Pin;

use deadpool_postgres::Object;
use futures_util::future::{BoxFuture, maybe_done};
use futures_util::{FutureExt, TryStreamExt};
use tokio_postgres::{Client, Error, Row as PgRow, Statement};

use super::error::{commit_error, error};
use super::value::owned;
use crate::{DbError, OwnedRow, Sql, Value};

/// How a transaction begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It may write. Its number is asked for, so that a lost COMMIT can be looked up.
    Write,
    /// One snapshot, only reading.
    Read,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Fresh,
    Open,
    Ended,
}

/// A transaction on a connection of the pool. Dropped while open, it is rolled back.
pub(crate) struct PgTx {
    client: Object,
    kind: Kind,
    state: State,
    queue: Vec<(&'static Sql, Vec<Value<'static>>)>,
    number: Option<String>,
}

/// A statement of one flight.
struct Asked<'a> {
    sql: &'static Sql,
    params: &'a [Value<'a>],
    rows: bool,
}

enum Answer {
    Done,
    Count(u64),
    Rows(Vec<PgRow>),
}

static NUMBER: &str = "SELECT CAST(pg_current_xact_id() AS TEXT)";

impl PgTx {
    /// A transaction that begins with its first statement.
    pub(super) fn new(client: Object, kind: Kind) -> Self {
        Self { client, kind, state: State::Fresh, queue: Vec::new(), number: None }
    }

    /// The server's number of this transaction, once it has begun.
    pub(super) fn number(&self) -> Option<String> {
        self.number.clone()
    }

    /// Runs a statement and counts the rows it touched.
    pub(crate) async fn exec(&mut self, sql: &'static Sql, params: &[Value<'_>]) -> Result<u64, DbError> {
        match self.fly(&[Asked { sql, params, rows: false }], false).await?.pop() {
            Some(Answer::Count(count)) => Ok(count),
            _ => Err(DbError::program("no count")),
        }
    }

    /// Keeps a statement for the next flight.
    pub(crate) fn put(&mut self, sql: &'static Sql, params: &[Value<'_>]) {
        self.queue.push((sql, params.iter().map(|value| value.clone().into_owned()).collect()));
    }

    /// Runs a statement and gives its rows.
    pub(crate) async fn rows(
        &mut self,
        sql: &'static Sql,
        params: &[Value<'_>],
    ) -> Result<Vec<PgRow>, DbError> {
        match self.fly(&[Asked { sql, params, rows: true }], false).await?.pop() {
            Some(Answer::Rows(rows)) => Ok(rows),
            _ => Err(DbError::program("no rows")),
        }
    }

    /// Runs statements that don't need each other's answers.
    pub(crate) async fn lookups(
        &mut self,
        all: &[(&'static Sql, &[Value<'_>])],
    ) -> Result<Vec<Vec<OwnedRow>>, DbError> {
        let asked: Vec<_> = all.iter().map(|(sql, params)| Asked { sql, params, rows: true }).collect();
        let answers = self.fly(&asked, false).await?;
        let found = answers.into_iter().filter_map(|answer| match answer {
            Answer::Rows(rows) => Some(rows.iter().map(owned).collect()),
            Answer::Done | Answer::Count(_) => None,
        });
        found.collect()
    }

    /// Sends what is queued and COMMIT. Nothing was asked: nothing is sent.
    pub(super) async fn commit(&mut self) -> Result<(), DbError> {
        if self.state == State::Fresh && self.queue.is_empty() {
            self.state = State::Ended;
            return Ok(());
        }
        self.fly(&[], true).await.map(|_| ())
    }

    /// Sends everything that is due at once, waits for all answers and gives those of `asked`.
    async fn fly(&mut self, asked: &[Asked<'_>], commit: bool) -> Result<Vec<Answer>, DbError> {
        let queue = std::mem::take(&mut self.queue);
        let queued = queue.iter().map(|(sql, params)| Asked { sql, params, rows: false });
        let all: Vec<Asked<'_>> = queued
            .chain(asked.iter().map(|a| Asked { sql: a.sql, params: a.params, rows: a.rows }))
            .collect();
        let mut statements = Vec::with_capacity(all.len());
        for one in &all {
            statements.push(self.client.prepare_cached(one.sql.pg).await.map_err(error)?);
        }
        let fresh = self.state == State::Fresh;
        let numbered = fresh && self.kind == Kind::Write;
        let number =
            if numbered { Some(self.client.prepare_cached(NUMBER).await.map_err(error)?) } else { None };
        // From here on an early end (the caller goes away) must roll back, or COMMIT is already on its way.
        self.state = if commit { State::Ended } else { State::Open };
        let answers =
            send(&self.client, begin(fresh, self.kind), number.as_ref(), &all, &statements, commit).await;
        let mean = if commit { commit_error } else { error };
        let mut answers = answers.into_iter().collect::<Result<Vec<_>, _>>().map_err(mean)?.into_iter();
        if fresh {
            answers.next();
        }
        if let (true, Some(Answer::Rows(rows))) = (numbered, if numbered { answers.next() } else { None }) {
            self.number = rows.first().and_then(|row| row.try_get(0).ok());
        }
        Ok(answers.skip(queue.len()).collect())
    }
}

impl Drop for PgTx {
    /// Rolls back. Nobody waits for the answer: what the next user of the connection sends stands behind it.
    fn drop(&mut self) {
        if self.state == State::Open {
            let _ = self.client.batch_execute("ROLLBACK").now_or_never();
        }
    }
}

fn begin(fresh: bool, kind: Kind) -> Option<&'static str> {
    fresh.then_some(match kind {
        Kind::Write => "BEGIN",
        Kind::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    })
}

/// Writes all requests before it waits for the first answer.
async fn send(
    client: &Client,
    begin: Option<&'static str>,
    number: Option<&Statement>,
    all: &[Asked<'_>],
    statements: &[Statement],
    commit: bool,
) -> Vec<Result<Answer, Error>> {
    let mut sends: Vec<BoxFuture<'_, Result<Answer, Error>>> = Vec::with_capacity(all.len() + 3);
    sends.extend(begin.map(|text| control(client, text)));
    sends.extend(number.map(|statement| ask(client, statement, &[], true)));
    for (one, statement) in all.iter().zip(statements) {
        sends.push(ask(client, statement, one.params, one.rows));
    }
    if commit {
        sends.push(control(client, "COMMIT"));
    }
    in_order(sends).await
}

fn control<'a>(client: &'a Client, text: &'static str) -> BoxFuture<'a, Result<Answer, Error>> {
    async move { client.batch_execute(text).await.map(|()| Answer::Done) }.boxed()
}

fn ask<'a>(
    client: &'a Client,
    statement: &'a Statement,
    params: &'a [Value<'a>],
    rows: bool,
) -> BoxFuture<'a, Result<Answer, Error>> {
    async move {
        if rows {
            let stream = client.query_raw(statement, params.iter()).await?;
            return stream.try_collect().await.map(Answer::Rows);
        }
        client.execute_raw(statement, params.iter()).await.map(Answer::Count)
    }
    .boxed()
}

/// Polls each once in order (which sends the request), then waits for the answers in order.
async fn in_order<T>(sends: Vec<BoxFuture<'_, T>>) -> Vec<T> {
    let mut sends: Vec<_> = sends.into_iter().map(maybe_done).collect();
    poll_fn(|cx| {
        for send in &mut sends {
            let _ = Pin::new(send).poll_unpin(cx);
        }
        std::task::Poll::Ready(())
    })
    .await;
    let mut answers = Vec::with_capacity(sends.len());
    for mut send in sends {
        (&mut send).await;
        answers.extend(Pin::new(&mut send).take_output());
    }
    answers
}
