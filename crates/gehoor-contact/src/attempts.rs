//! Recording attempts, and judging them again by a newer table.

use std::time::Duration;

use gehoor_db::Tx;
use gehoor_kernel::id::{AttemptId, ContactPointId, CustomerId, PromiseId};
use gehoor_kernel::time::{Instant, Zone};
use gehoor_shell::{Cx, Error, Facts, journal};

use crate::points::{self, PointChange};
use crate::rules::{
    Channel, Class, Daypart, Evidence, Family, Judgement, Method, Point, Policy, Rates, TABLE_VERSION, Try,
    judge, lookup,
};
use crate::sql::{self, Attempt};

/// How many attempts are judged again in one transaction.
const BATCH: i64 = 200;

/// An attempt to be recorded.
#[derive(Clone, Debug)]
pub struct NewAttempt {
    /// The promise that it was made for.
    pub promise: PromiseId,
    /// The customer of the promise.
    pub customer: CustomerId,
    /// The customer's group, for learning; empty when there is none.
    pub group: String,
    /// The number or address that was used, where one was.
    pub point: Option<ContactPointId>,
    /// Over which way.
    pub channel: Channel,
    /// When it was made.
    pub at: Instant,
    /// What is known about it, as received.
    pub evidence: Evidence,
    /// How long the other side asked to wait.
    pub retry_after: Option<Duration>,
    /// The raw text of the answer.
    pub raw: Option<String>,
    /// The line, provider or mail server.
    pub route: Option<String>,
    /// What a person noted.
    pub note: Option<String>,
}

/// What recording gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The attempt's id.
    pub attempt: AttemptId,
    /// What it met.
    pub judgement: Judgement,
    /// The attempt as planning sees it: the newest of the history.
    pub tried: Try,
    /// What is believed about the number or address now, when that changed.
    pub point: Option<PointChange>,
}

/// Judges and stores an attempt, follows it in the state of the number, and learns from it.
///
/// Part of the caller's transaction. `points` are the customer's numbers and addresses as read in it; one that is not
/// among them is refused at `/contactPointId`. `zone` is the company's (of days and parts of the day).
pub async fn record_attempt(
    tx: &mut Tx<'_>,
    cx: &Cx,
    new: &NewAttempt,
    points: &[Point],
    tries: &Policy,
    zone: &Zone,
) -> Result<Recorded, Error> {
    let judged = judge(&new.evidence);
    let stored = stored(cx, new, &judged, zone);
    let point = points::follow_attempt(tx, cx, &stored, &judged, points, (tries, zone)).await?;
    sql::add_attempt(tx, &stored, cx.now).await?;
    journal::append(tx, cx, "attempt.recorded", new.promise, facts(&stored, &judged)).await?;
    if judged.counts && !judged.provisional && new.channel == Channel::Phone {
        sql::add_rate(tx, &new.group, stored.daypart, judged.class == Class::Reached).await?;
    }
    Ok(Recorded { attempt: stored.id, judgement: judged, tried: tried(&stored), point })
}

/// Marks an attempt as a mistake: it stays where it was recorded and counts for nothing any more. `group` is the customer's,
/// as when it was recorded. Part of the caller's transaction; false when it was taken back before.
pub async fn take_back_attempt(
    tx: &mut Tx<'_>,
    cx: &Cx,
    promise: PromiseId,
    id: AttemptId,
    group: &str,
) -> Result<bool, Error> {
    let Some(old) = sql::take_back(tx, id, cx.now, &cx.actor.word()).await? else { return Ok(false) };
    if old.counts && !old.provisional && old.channel == Channel::Phone {
        sql::drop_rate(tx, group, old.daypart, old.class == Class::Reached).await?;
    }
    let facts = Facts::new().id("attempt", id).word("class", old.class.word());
    journal::append(tx, cx, "attempt.takenBack", promise, facts).await?;
    Ok(true)
}

/// A promise's tries, oldest first: the history for planning.
pub async fn history(tx: &mut Tx<'_>, promise: PromiseId) -> Result<Vec<Try>, Error> {
    Ok(sql::history(tx, promise).await?)
}

/// A promise's attempts with all that was said, oldest first.
pub async fn attempts(tx: &mut Tx<'_>, promise: PromiseId) -> Result<Vec<Attempt>, Error> {
    Ok(sql::attempts(tx, promise).await?)
}

/// Attempts since a moment of which an administrator must hear, latest first: a code that no table knows, or a fault in our
/// own set-up.
pub async fn alerts(tx: &mut Tx<'_>, since: Instant, limit: usize) -> Result<Vec<Attempt>, Error> {
    Ok(sql::alerts(tx, since, limit).await?)
}

/// Contact rates of a group of customers (empty: of the whole company) by part of the day.
pub async fn rates(tx: &mut Tx<'_>, group: &str) -> Result<Rates, Error> {
    Ok(sql::rates(tx, group).await?)
}

/// Empties what was said and received in a customer's attempts: codes, raw texts, notes. The attempts and their verdicts
/// stay (law 8).
pub async fn erase_words(tx: &mut Tx<'_>, customer: CustomerId) -> Result<(), Error> {
    Ok(sql::erase_words(tx, customer).await?)
}

/// Gives a promise's attempts to another card of the same customer, for a merge or its undoing. Each pair names a point and its
/// twin on that card.
pub async fn hand_on(
    tx: &mut Tx<'_>,
    promise: PromiseId,
    to: CustomerId,
    twins: &[(ContactPointId, ContactPointId)],
) -> Result<(), Error> {
    Ok(sql::hand_on(tx, promise, to, twins).await?)
}

/// Takes a promise's attempts away, for an example that goes.
pub async fn drop_attempts(tx: &mut Tx<'_>, promise: PromiseId) -> Result<(), Error> {
    Ok(sql::drop_attempts(tx, promise).await?)
}

/// Judges attempts of older tables again, a batch at a time; gives how many it looked at and how many verdicts changed.
///
/// The state of numbers is left as people and later attempts made it. An attempt whose words were erased keeps its
/// verdict.
pub async fn rejudge(tx: &mut Tx<'_>, cx: &Cx) -> Result<(usize, usize), Error> {
    let old = sql::judged_before(tx, i64::from(TABLE_VERSION), BATCH).await?;
    let mut changed = 0;
    for attempt in &old {
        let erased = attempt.evidence.human.is_none() && attempt.evidence.codes.is_empty();
        let now = if erased { as_it_stood(attempt) } else { judge(&attempt.evidence) };
        sql::set_judgement(tx, attempt.id, &now).await?;
        if now.class != attempt.class {
            changed += 1;
            journal::append(tx, cx, "attempt.rejudged", attempt.promise, facts(attempt, &now)).await?;
        }
    }
    Ok((old.len(), changed))
}

fn as_it_stood(attempt: &Attempt) -> Judgement {
    Judgement {
        class: attempt.class,
        advice: attempt.advice,
        counts: attempt.counts,
        provisional: attempt.provisional,
        alert: attempt.alert,
        ..judge(&attempt.evidence)
    }
}

fn stored(cx: &Cx, new: &NewAttempt, judged: &Judgement, zone: &Zone) -> Attempt {
    Attempt {
        id: AttemptId::new(cx.now, &mut cx.random()),
        promise: new.promise,
        customer: new.customer,
        point: new.point,
        at: new.at,
        channel: new.channel,
        method: method(new),
        daypart: Daypart::of(new.at, zone),
        retry_after: new.retry_after,
        evidence: new.evidence.clone(),
        class: judged.class,
        advice: judged.advice,
        counts: judged.counts,
        provisional: judged.provisional,
        alert: judged.alert,
        table_version: i64::from(judged.table_version),
        actor: cx.actor.word(),
        raw: new.raw.clone(),
        route: new.route.clone(),
        note: new.note.clone(),
        taken_back_at: None,
    }
}

/// By what means the attempt speaks about the number: two claims by different means are independent.
fn method(new: &NewAttempt) -> Method {
    let has = |families: &[Family]| new.evidence.codes.iter().any(|code| families.contains(&code.family));
    match new.channel {
        Channel::Phone if has(&[Family::GsmMap, Family::GsmAbsentDiagnostic]) => Method::LookUp,
        Channel::Phone | Channel::InPerson => Method::Call,
        Channel::Sms => Method::Text,
        Channel::Email if has(&[Family::DsnAction, Family::Mdn]) => Method::MailReport,
        Channel::Email => Method::MailReply,
        Channel::Letter => Method::Letter,
    }
}

fn tried(attempt: &Attempt) -> Try {
    Try {
        at: attempt.at,
        channel: attempt.channel,
        point: attempt.point,
        class: attempt.class,
        advice: attempt.advice,
        counts: attempt.counts,
        daypart: attempt.daypart,
        retry_after: attempt.retry_after,
    }
}

/// What the journal keeps: fixed words, and of the code only one that the table knows.
fn facts(attempt: &Attempt, judged: &Judgement) -> Facts {
    let facts = Facts::new()
        .id("attempt", attempt.id)
        .opt_id("contactPoint", attempt.point)
        .instant("at", attempt.at)
        .word("channel", attempt.channel.word())
        .word("class", judged.class.word())
        .word("advice", judged.advice.word())
        .flag("counts", judged.counts)
        .flag("provisional", judged.provisional)
        .flag("alert", judged.alert)
        .int("tableVersion", i64::from(judged.table_version));
    let known = attempt.evidence.codes.last().and_then(|code| lookup(code.family, &code.code));
    match known {
        Some(row) => facts.word("family", row.family.word()).word("code", row.code),
        None => facts,
    }
}
