//! Messages go out: claimed, committed, sent outside any transaction, ended in a new one.

use std::time::Duration;

use futures_util::future::join_all;
use gehoor_channels::{NotSent, Post, Said};
use gehoor_db::Tx;
use gehoor_kernel::time::{Instant, hours, minutes};
use gehoor_shell::web::Address;
use gehoor_shell::{Actor, App, Cx, Error, Facts, Language, Ran, journal};
use url::Url;

use crate::payload::{Telling, payload, topic};
use crate::rules::{gives_up, pause};
use crate::sealing::{Keys, Vapid};
use crate::sql::{self, Claim};
use crate::subscribing::{drop_device, vapid};

/// The name of the task that gathers and sends.
pub const SEND: &str = "push-send";
/// Messages that are sent at the same time.
const BATCH: usize = 8;
/// How long a send may take; afterwards it is taken up again. Longer than the one client waits.
const LEASE: Duration = minutes(2);
/// How long our signature counts.
const SIGNED: Duration = hours(12);

/// Gathers and sends what is due.
pub(crate) async fn send(app: App) -> Result<Ran, Error> {
    let cx = app.cx(Actor::System);
    let next = app.look(&cx, (), |tx, _, ()| Box::pin(async move { Ok(sql::next(tx).await?) })).await?;
    if next.is_none_or(|next| next > cx.now) {
        return Ok(Ran { worked: 0, next });
    }
    let gathered = app.act(&cx, (), |tx, cx, ()| Box::pin(crate::gather(tx, cx))).await?;
    let (claims, key) = app.act(&cx, (), |tx, cx, ()| Box::pin(claim(tx, cx))).await?;
    let house = app.house().await?;
    let spoken = |own: &Option<Language>| (own.unwrap_or(house.language), house.address);
    let sends = claims.iter().map(|(claim, own)| hand(&app, claim, key.as_ref(), spoken(own)));
    let answers = join_all(sends).await;
    for ((claim, _), answer) in claims.iter().zip(answers) {
        let cx = app.cx(Actor::System);
        let input = (claim.clone(), answer?);
        app.act(&cx, input, |tx, cx, (claim, answer)| Box::pin(note(tx, cx, claim, answer))).await?;
    }
    Ok(Ran { worked: gathered + claims.len(), next: None })
}

/// Takes what is due, also what somebody took who did not come back. What is no longer worth it is dropped.
async fn claim(tx: &mut Tx<'_>, cx: &Cx) -> Result<(Vec<(Claim, Option<Language>)>, Option<Vapid>), Error> {
    let mut claims = Vec::new();
    for claim in sql::claim(tx, cx.now, cx.now.plus(LEASE), BATCH).await? {
        if claim.ends_at <= cx.now {
            sql::end(tx, &claim).await?;
        } else {
            let language = gehoor_signin::language(tx, claim.user).await?;
            claims.push((claim, language));
        }
    }
    let key = if claims.is_empty() { None } else { Some(vapid(tx, cx).await?) };
    Ok((claims, key))
}

/// Hands a message to the push service of its browser.
async fn hand(
    app: &App,
    claim: &Claim,
    key: Option<&Vapid>,
    spoken: (Language, Address),
) -> Result<Result<Said, NotSent>, Error> {
    let key = key.ok_or_else(|| Error::program("a message was claimed without a key"))?;
    let keys = Keys::read(&claim.p256dh, &claim.auth).map_err(|error| Error::program(error.to_string()))?;
    let telling =
        Telling { id: claim.id, steps: claim.steps, handovers: claim.handovers, promise: claim.promise };
    let body = keys.seal(&payload(&telling, &app.texts, spoken))?;
    let headers = headers(app, claim, &telling, key)?;
    Ok(app.settings.outbound.post(&Post { address: claim.endpoint.clone(), headers, body }).await)
}

fn headers(
    app: &App,
    claim: &Claim,
    telling: &Telling,
    key: &Vapid,
) -> Result<Vec<(&'static str, String)>, Error> {
    let now = app.clock.now();
    let origin = Url::parse(&claim.endpoint).map_err(|error| Error::program(error.to_string()))?;
    let contact = Some(app.settings.base_url.as_str()).filter(|url| url.starts_with("https://"));
    let expires = now.plus(SIGNED).as_micros() / 1_000_000;
    let signed = key.authorization(&origin.origin().ascii_serialization(), expires, contact)?;
    Ok(vec![
        ("authorization", signed),
        ("content-encoding", "aes128gcm".to_owned()),
        ("content-type", "application/octet-stream".to_owned()),
        ("ttl", claim.ends_at.since(now).as_secs().to_string()),
        ("topic", topic(telling)),
        ("urgency", "high".to_owned()),
    ])
}

/// Writes down what the push service said.
async fn note(tx: &mut Tx<'_>, cx: &Cx, claim: &Claim, answer: &Result<Said, NotSent>) -> Result<(), Error> {
    match answer {
        Ok(Said { status: 200..=299, .. }) => {
            sql::end(tx, claim).await?;
            Ok(sql::good(tx, claim.device, cx.now).await?)
        }
        // The browser does not take messages any more.
        Ok(Said { status: 404 | 410, .. }) => {
            drop_device(tx, claim.device).await?;
            journal::append(tx, cx, "push.gone", claim.device, Facts::new().id("user", claim.user)).await
        }
        Ok(Said { status: 429 | 500.., retry_after }) => {
            again(tx, cx, claim, *retry_after).await?;
            failed(tx, cx, claim).await
        }
        Ok(_) | Err(NotSent::Unfit(_)) => {
            sql::end(tx, claim).await?;
            failed(tx, cx, claim).await
        }
        Err(_) => {
            again(tx, cx, claim, None).await?;
            failed(tx, cx, claim).await
        }
    }
}

/// Tries again later, as long as the message is worth it.
async fn again(tx: &mut Tx<'_>, cx: &Cx, claim: &Claim, asked: Option<Duration>) -> Result<(), Error> {
    let due: Instant = cx.now.plus(pause(claim.tries, asked));
    if due >= claim.ends_at {
        return Ok(sql::end(tx, claim).await?);
    }
    sql::again(tx, claim, due).await?;
    cx.poke(SEND, Some(due));
    Ok(())
}

/// Counts a failure; a browser that failed for a day is given up, and its owner sees that on the own page.
async fn failed(tx: &mut Tx<'_>, cx: &Cx, claim: &Claim) -> Result<(), Error> {
    let Some((failures, since)) = sql::failed(tx, claim.device, cx.now).await? else { return Ok(()) };
    if !gives_up(failures, since, cx.now) {
        return Ok(());
    }
    sql::off(tx, claim.device, cx.now).await?;
    sql::drop_messages(tx, claim.device).await?;
    let facts = Facts::new().id("user", claim.user).int("failures", failures);
    journal::append(tx, cx, "push.givenUp", claim.device, facts).await
}
