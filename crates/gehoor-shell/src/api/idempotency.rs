//! Idempotency-Key: a request repeated with the same key within seven days acts once and gets the first answer.

use std::sync::Arc;
use std::time::Duration;

use gehoor_db::{DbError, Row, Tx, params, statements};
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

struct Keyed<I, F> {
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
    let work = Keyed { caller, key, digest: command.digest.clone(), input, case };
    let work = Arc::new(work);
    let done = app.act(&cx, Arc::clone(&work), |tx, cx, work| Box::pin(act(tx, cx, work))).await;
    // A first look would cost a round trip that hardly any request needs. So the work is done at once; a second insert of
    // the same key, or a refusal, sends us back to look.
    match done {
        Err(Error::Db(DbError::Unique { .. })) => {
            app.act(&cx, work, |tx, cx, work| Box::pin(look_and_act(tx, cx, work))).await
        }
        Err(Error::Db(error)) => Err(Error::Db(error)),
        Err(refusal) => {
            let earlier = app.look(&cx, work, |tx, _, work| Box::pin(earlier(tx, work))).await?;
            earlier.map_or(Err(refusal), Ok)
        }
        Ok(answer) => Ok(answer),
    }
}

async fn look_and_act<I, F>(tx: &mut Tx<'_>, cx: &Cx, work: &Keyed<I, F>) -> Reply
where
    I: Send + Sync + 'static,
    F: for<'a, 't> Fn(&'a mut Tx<'t>, &'a Cx, &'a I) -> BoxFuture<'a, Result<Answer, Error>>
        + Send
        + Sync
        + 'static,
{
    match earlier(tx, work).await? {
        Some(answer) => Ok(answer),
        None => act(tx, cx, work).await,
    }
}

async fn act<I, F>(tx: &mut Tx<'_>, cx: &Cx, work: &Keyed<I, F>) -> Reply
where
    I: Send + Sync + 'static,
    F: for<'a, 't> Fn(&'a mut Tx<'t>, &'a Cx, &'a I) -> BoxFuture<'a, Result<Answer, Error>>
        + Send
        + Sync
        + 'static,
{
    let answer = (work.case)(tx, cx, &work.input).await?;
    keep(tx, cx, work, &answer).await?;
    Ok(answer)
}

async fn earlier<I, F>(tx: &mut Tx<'_>, work: &Keyed<I, F>) -> Result<Option<Answer>, Error> {
    let found = tx.row(&FIND, params![work.caller.as_str(), work.key.as_str()], stored).await?;
    match found {
        Some((digest, _)) if digest != work.digest => Err(Error::KeyReused),
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

async fn keep<I, F>(tx: &mut Tx<'_>, cx: &Cx, work: &Keyed<I, F>, answer: &Answer) -> Result<(), Error> {
    let customer = answer.customer.map(|customer| customer.to_string());
    let values = params![
        work.caller.as_str(),
        work.key.as_str(),
        work.digest.as_str(),
        i64::from(answer.status),
        answer.body.as_str(),
        answer.version,
        answer.location.clone(),
        customer,
        cx.now
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
