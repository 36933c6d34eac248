//! Idempotency-Key: a request repeated with the same key within seven days acts once and gets the first answer.

use std::sync::Arc;
use std::time::Duration;

use gehoor_db::{DbError, Row, Tx, Work, params, statements, work};
use gehoor_kernel::time::{days, hours};

use super::answer::{Answer, Reply};
use super::command::Command;
use crate::scheduler::{Ran, Task};
use crate::{Actor, App, BoxFuture, Cx, Error};

/// How long keys are kept.
const KEPT: Duration = days(7);
const BATCH: i64 = 1000;

statements! {
    pub(crate) FIND = "SELECT body_hash, status, body, version, location FROM idempotency \
        WHERE caller = $1 AND key = $2";
    pub(crate) PUT = "INSERT INTO idempotency \
        (caller, key, body_hash, status, body, version, location, customer_id, at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    pub(crate) FORGET = "DELETE FROM idempotency WHERE (caller, key) IN \
        (SELECT caller, key FROM idempotency WHERE at < $1 ORDER BY at LIMIT $2)";
}

/// A use case under a key. Cheap to clone.
struct Keyed<I, F> {
    parts: Arc<Parts<I, F>>,
    /// A first look costs a round trip that hardly any request needs. So the work is done at once, and only a second
    /// insert of the same key, or a refusal, sends us back to look.
    look_first: bool,
}

struct Parts<I, F> {
    cx: Cx,
    caller: String,
    key: String,
    digest: String,
    input: I,
    case: F,
}

/// Runs the use case of a command, see [`Command::write`].
pub async fn run<I, F>(app: &App, command: &Command, input: I, case: F) -> Reply
where
    I: Send + Sync + 'static,
    F: for<'a, 't> Fn(&'a mut Tx<'t>, &'a Cx, &'a I) -> BoxFuture<'a, Result<Answer, Error>>
        + Send
        + Sync
        + 'static,
{
    let cx = app.cx(command.caller.actor());
    let Some(key) = command.key.clone() else {
        return app.act(&cx, input, case).await;
    };
    let caller =
        command.caller.token.map_or_else(|| command.caller.user.to_string(), |token| token.to_string());
    let digest = command.digest.clone();
    let parts = Arc::new(Parts { cx: cx.clone(), caller, key, digest, input, case });
    let answer = twice(app, parts).await?;
    app.ring(&cx.take_pokes());
    Ok(answer)
}

async fn twice<I, F>(app: &App, parts: Arc<Parts<I, F>>) -> Reply
where
    I: Send + Sync + 'static,
    F: for<'a, 't> Fn(&'a mut Tx<'t>, &'a Cx, &'a I) -> BoxFuture<'a, Result<Answer, Error>>
        + Send
        + Sync
        + 'static,
{
    match app.db.write(Keyed { parts: Arc::clone(&parts), look_first: false }).await {
        Err(Error::Db(DbError::Unique { .. })) => app.db.write(Keyed { parts, look_first: true }).await,
        Err(Error::Db(error)) => Err(Error::Db(error)),
        Err(refusal) => {
            let earlier = app.db.read(work(parts, |tx, parts| Box::pin(earlier(tx, parts)))).await?;
            earlier.ok_or(refusal)
        }
        Ok(answer) => Ok(answer),
    }
}

impl<I, F> Work for Keyed<I, F>
where
    I: Send + Sync + 'static,
    F: for<'a, 't> Fn(&'a mut Tx<'t>, &'a Cx, &'a I) -> BoxFuture<'a, Result<Answer, Error>>
        + Send
        + Sync
        + 'static,
{
    type Out = Answer;
    type Error = Error;

    async fn run(&self, tx: &mut Tx<'_>) -> Reply {
        let parts = &*self.parts;
        if self.look_first
            && let Some(answer) = earlier(tx, parts).await?
        {
            return Ok(answer);
        }
        let answer = (parts.case)(tx, &parts.cx, &parts.input).await?;
        keep(tx, parts, &answer).await?;
        Ok(answer)
    }

    /// The commit is unknown: the key tells whether it happened.
    async fn committed(&self, tx: &mut Tx<'_>) -> Result<Option<Answer>, Error> {
        earlier(tx, &self.parts).await
    }
}

async fn earlier<I, F>(tx: &mut Tx<'_>, parts: &Parts<I, F>) -> Result<Option<Answer>, Error> {
    let found = tx.row(&FIND, params![parts.caller.as_str(), parts.key.as_str()], stored).await?;
    match found {
        Some((digest, _)) if digest != parts.digest => Err(Error::KeyReused),
        found => Ok(found.map(|(_, answer)| answer)),
    }
}

fn stored(row: &dyn Row) -> Result<(String, Answer), DbError> {
    let answer = Answer {
        status: u16::try_from(row.int(1)?).unwrap_or(200),
        body: row.text(2)?,
        version: row.opt_int(3)?,
        location: row.opt_text(4)?,
        next: None,
        customer: None,
    };
    Ok((row.text(0)?, answer))
}

async fn keep<I, F>(tx: &mut Tx<'_>, parts: &Parts<I, F>, answer: &Answer) -> Result<(), Error> {
    let values = params![
        parts.caller.as_str(),
        parts.key.as_str(),
        parts.digest.as_str(),
        i64::from(answer.status),
        answer.body.as_str(),
        answer.version,
        answer.location.as_deref(),
        answer.customer,
        parts.cx.now
    ];
    Ok(tx.put(&PUT, values).await?)
}

/// The task that forgets keys after seven days.
pub fn forget_keys_task() -> Task {
    Task::new("idempotency-forget", "forgets idempotency keys after seven days", forget).every(hours(1))
}

fn forget(app: App) -> BoxFuture<'static, Result<Ran, Error>> {
    Box::pin(async move {
        let cx = app.cx(Actor::System);
        let gone = app.act(&cx, (), |tx, cx, ()| {
            Box::pin(async move { Ok(tx.exec(&FORGET, params![cx.now.minus(KEPT), BATCH]).await?) })
        });
        Ok(Ran { worked: usize::from(gone.await? == BATCH as u64), next: None })
    })
}
