//! The statements of contact, and rows as they are stored.

use std::time::Duration;

use gehoor_db::{DbError, Row, Tx, params, statements};
use gehoor_kernel::id::{AttemptId, ContactPointId, CustomerId, PromiseId};
use gehoor_kernel::time::Instant;

use crate::rules::{
    Channel, Claim, Class, Code, Daypart, Evidence, Human, Judgement, Method, Rates, Signals, Try,
};

statements! {
    pub(crate) POLICY_STAMP = "SELECT stamp FROM policy WHERE one = 1";
    POLICY = "SELECT version, text FROM policy WHERE one = 1";
    SET_POLICY = "UPDATE policy SET version = version + 1, stamp = $1, text = $2, changed_at = $3, changed_by = $4 \
        WHERE one = 1 AND version = $5";

    ADD_ATTEMPT = "INSERT INTO attempt (id, promise_id, customer_id, contact_point_id, at, recorded_at, actor, channel, \
        method, daypart, retry_after, rang, answered, ring_limit, tapped, class, advice, counts, provisional, alert, \
        table_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, \
        $20, $21)";
    ADD_WORDS = "INSERT INTO attempt_words (attempt_id, customer_id, codes, reason, raw, route, note) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    pub(crate) HISTORY = "SELECT at, channel, contact_point_id, class, advice, counts, daypart, retry_after \
        FROM attempt WHERE promise_id = $1 AND taken_back_at IS NULL ORDER BY at, id";
    ATTEMPTS = "SELECT a.id, a.promise_id, a.customer_id, a.contact_point_id, a.at, a.channel, a.method, a.daypart, \
        a.retry_after, a.rang, a.answered, a.ring_limit, a.tapped, a.class, a.advice, a.counts, a.provisional, a.alert, \
        a.table_version, a.actor, w.codes, w.reason, w.raw, w.route, w.note, a.taken_back_at FROM attempt a \
        JOIN attempt_words w ON w.attempt_id = a.id WHERE a.promise_id = $1 ORDER BY a.at, a.id";
    JUDGED_BEFORE = "SELECT a.id, a.promise_id, a.customer_id, a.contact_point_id, a.at, a.channel, a.method, a.daypart, \
        a.retry_after, a.rang, a.answered, a.ring_limit, a.tapped, a.class, a.advice, a.counts, a.provisional, a.alert, \
        a.table_version, a.actor, w.codes, w.reason, w.raw, w.route, w.note, a.taken_back_at FROM attempt a \
        JOIN attempt_words w ON w.attempt_id = a.id WHERE a.table_version < $1 ORDER BY a.table_version, a.id LIMIT $2";
    ALERTS = "SELECT a.id, a.promise_id, a.customer_id, a.contact_point_id, a.at, a.channel, a.method, a.daypart, \
        a.retry_after, a.rang, a.answered, a.ring_limit, a.tapped, a.class, a.advice, a.counts, a.provisional, a.alert, \
        a.table_version, a.actor, w.codes, w.reason, w.raw, w.route, w.note, a.taken_back_at FROM attempt a \
        JOIN attempt_words w ON w.attempt_id = a.id WHERE a.alert = 1 AND a.taken_back_at IS NULL AND a.at >= $1 ORDER BY a.at DESC, a.id DESC LIMIT $2";
    SET_JUDGEMENT = "UPDATE attempt SET class = $1, advice = $2, counts = $3, provisional = $4, alert = $5, \
        table_version = $6 WHERE id = $7";
    CLAIMS = "SELECT a.at, a.method, w.route FROM attempt a JOIN attempt_words w ON w.attempt_id = a.id \
        WHERE a.contact_point_id = $1 AND a.class = 'doesNotExist' AND a.at >= $2 AND a.taken_back_at IS NULL ORDER BY a.at, a.id";

    TAKE_BACK = "UPDATE attempt SET taken_back_at = $2, taken_back_by = $3 WHERE id = $1 AND taken_back_at IS NULL \
        RETURNING channel, daypart, class, counts, provisional";

    ADD_RATE = "INSERT INTO slot_rate (customer_group, daypart, tries, reached) VALUES ($1, $2, 1, $3) \
        ON CONFLICT (customer_group, daypart) DO UPDATE SET tries = slot_rate.tries + 1, \
        reached = slot_rate.reached + excluded.reached";
    DROP_RATE = "UPDATE slot_rate SET tries = tries - 1, reached = reached - $3 WHERE customer_group = $1 AND daypart = $2 \
        AND tries > 0 AND reached - $3 BETWEEN 0 AND tries - 1";
    pub(crate) RATES = "SELECT customer_group, daypart, tries, reached FROM slot_rate WHERE customer_group IN ($1, '')";

    ERASE_WORDS = "UPDATE attempt_words SET codes = NULL, reason = NULL, raw = NULL, route = NULL, note = NULL \
        WHERE customer_id = $1";
    DROP_WORDS = "DELETE FROM attempt_words WHERE attempt_id IN (SELECT id FROM attempt WHERE promise_id = $1)";
    HAND_ON = "UPDATE attempt SET customer_id = $2 WHERE promise_id = $1";
    HAND_WORDS_ON = "UPDATE attempt_words SET customer_id = $2 \
        WHERE attempt_id IN (SELECT id FROM attempt WHERE promise_id = $1)";
    NAME_TWIN = "UPDATE attempt SET contact_point_id = $3 WHERE promise_id = $1 AND contact_point_id = $2";
    DROP_ATTEMPTS = "DELETE FROM attempt WHERE promise_id = $1";
    NO_WORDS = "SELECT a.id FROM attempt a LEFT JOIN attempt_words w ON w.attempt_id = a.id \
        WHERE w.attempt_id IS NULL LIMIT 100";
}

/// An attempt as stored, with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The id.
    pub id: AttemptId,
    /// The promise that it was made for.
    pub promise: PromiseId,
    /// The customer.
    pub customer: CustomerId,
    /// The number or address.
    pub point: Option<ContactPointId>,
    /// When it was made.
    pub at: Instant,
    /// Over which way.
    pub channel: Channel,
    /// By what means it can speak about the number.
    pub method: Method,
    /// In which part of the day.
    pub daypart: Daypart,
    /// How long the other side asked to wait.
    pub retry_after: Option<Duration>,
    /// What is known about it, as received.
    pub evidence: Evidence,
    /// The verdict.
    pub class: Class,
    /// What the table advised.
    pub advice: crate::rules::Advice,
    /// Whether it used up one of the customer's tries.
    pub counts: bool,
    /// Whether the verdict can still change.
    pub provisional: bool,
    /// Whether an administrator must hear of it.
    pub alert: bool,
    /// The table that judged.
    pub table_version: i64,
    /// Who recorded it: an employee's id, "system" or "customer".
    pub actor: String,
    /// The raw text of the answer.
    pub raw: Option<String>,
    /// The line, provider or mail server.
    pub route: Option<String>,
    /// What a person noted.
    pub note: Option<String>,
    /// When it was taken back as a mistake: it counts for nothing then.
    pub taken_back_at: Option<Instant>,
}

/// What an attempt that was taken back had taught.
pub(crate) struct Unlearned {
    pub(crate) channel: Channel,
    pub(crate) daypart: Daypart,
    pub(crate) class: Class,
    pub(crate) counts: bool,
    pub(crate) provisional: bool,
}

/// Marks an attempt as taken back; `None` when it was already, or is not there.
pub(crate) async fn take_back(
    tx: &mut Tx<'_>,
    id: AttemptId,
    at: Instant,
    by: &str,
) -> Result<Option<Unlearned>, DbError> {
    let read = |row: &dyn Row| {
        Ok(Unlearned {
            channel: row.parse(0)?,
            daypart: row.parse(1)?,
            class: row.parse(2)?,
            counts: row.flag(3)?,
            provisional: row.flag(4)?,
        })
    };
    tx.row(&TAKE_BACK, params![id, at, by], read).await
}

/// Takes one try off what is known about a group and a part of the day, and about the whole company.
pub(crate) async fn drop_rate(
    tx: &mut Tx<'_>,
    group: &str,
    part: Daypart,
    reached: bool,
) -> Result<(), DbError> {
    let reached = i64::from(reached);
    if !group.is_empty() {
        tx.put(&DROP_RATE, params![group, part.word(), reached]).await?;
    }
    tx.put(&DROP_RATE, params!["", part.word(), reached]).await
}

pub(crate) async fn policy_stamp(tx: &mut Tx<'_>) -> Result<String, DbError> {
    Ok(tx.row(&POLICY_STAMP, params![], |row| row.text(0)).await?.unwrap_or_default())
}

pub(crate) async fn policy(tx: &mut Tx<'_>) -> Result<(i64, String), DbError> {
    let found = tx.row(&POLICY, params![], |row| Ok((row.int(0)?, row.text(1)?))).await?;
    found.ok_or_else(|| DbError::program("the row of the policy is missing".to_owned()))
}

/// Stores a changed policy over the version it was read with; a meanwhile changed one is a retry.
pub(crate) async fn set_policy(
    tx: &mut Tx<'_>,
    version: i64,
    stamp: &str,
    text: &str,
    at: Instant,
    by: &str,
) -> Result<(), DbError> {
    let done = tx.exec(&SET_POLICY, params![stamp, text, at, by, version]).await?;
    if done == 1 { Ok(()) } else { Err(DbError::Retry) }
}

/// Adds an attempt with its words.
pub(crate) async fn add_attempt(tx: &mut Tx<'_>, new: &Attempt, recorded_at: Instant) -> Result<(), DbError> {
    let signals = new.evidence.signals;
    let values = params![
        new.id,
        new.promise,
        new.customer,
        new.point,
        new.at,
        recorded_at,
        &new.actor,
        new.channel.word(),
        new.method.word(),
        new.daypart.word(),
        new.retry_after.map(|wait| i64::try_from(wait.as_secs()).unwrap_or(i64::MAX)),
        signals.rang,
        signals.answered,
        signals.ring_limit,
        new.evidence.human.map(|human| human.class.word()),
        new.class.word(),
        new.advice.word(),
        new.counts,
        new.provisional,
        new.alert,
        new.table_version
    ];
    tx.put(&ADD_ATTEMPT, values).await?;
    let words = params![
        new.id,
        new.customer,
        codes_text(&new.evidence.codes),
        new.evidence.reason.as_deref(),
        new.raw.as_deref(),
        new.route.as_deref(),
        new.note.as_deref()
    ];
    tx.put(&ADD_WORDS, words).await
}

/// A promise's tries, oldest first.
pub(crate) async fn history(tx: &mut Tx<'_>, promise: PromiseId) -> Result<Vec<Try>, DbError> {
    tx.rows(&HISTORY, params![promise], read_try).await
}

pub(crate) fn read_try(row: &dyn Row) -> Result<Try, DbError> {
    Ok(Try {
        at: row.instant(0)?,
        channel: row.parse(1)?,
        point: row.opt_parse(2)?,
        class: row.parse(3)?,
        advice: row.parse(4)?,
        counts: row.flag(5)?,
        daypart: row.parse(6)?,
        retry_after: seconds(row, 7)?,
    })
}

/// A promise's attempts with all that was said, oldest first.
pub(crate) async fn attempts(tx: &mut Tx<'_>, promise: PromiseId) -> Result<Vec<Attempt>, DbError> {
    tx.rows(&ATTEMPTS, params![promise], read_attempt).await
}

/// Attempts since a moment of which an administrator must hear, latest first.
pub(crate) async fn alerts(tx: &mut Tx<'_>, since: Instant, limit: usize) -> Result<Vec<Attempt>, DbError> {
    tx.rows(&ALERTS, params![since, limit], read_attempt).await
}

/// Attempts that an older table judged.
pub(crate) async fn judged_before(
    tx: &mut Tx<'_>,
    version: i64,
    limit: i64,
) -> Result<Vec<Attempt>, DbError> {
    tx.rows(&JUDGED_BEFORE, params![version, limit], read_attempt).await
}

pub(crate) async fn set_judgement(tx: &mut Tx<'_>, id: AttemptId, judged: &Judgement) -> Result<(), DbError> {
    let values = params![
        judged.class.word(),
        judged.advice.word(),
        judged.counts,
        judged.provisional,
        judged.alert,
        i64::from(judged.table_version),
        id
    ];
    tx.put(&SET_JUDGEMENT, values).await
}

/// The claims against a number since a moment, oldest first.
pub(crate) async fn claims(
    tx: &mut Tx<'_>,
    point: ContactPointId,
    since: Instant,
) -> Result<Vec<Claim>, DbError> {
    let claim =
        |row: &dyn Row| Ok(Claim { at: row.instant(0)?, method: row.parse(1)?, route: row.opt_text(2)? });
    tx.rows(&CLAIMS, params![point, since], claim).await
}

/// Adds one try to what is known about a group and a part of the day, and to the whole company.
pub(crate) async fn add_rate(
    tx: &mut Tx<'_>,
    group: &str,
    part: Daypart,
    reached: bool,
) -> Result<(), DbError> {
    if !group.is_empty() {
        tx.put(&ADD_RATE, params![group, part.word(), reached]).await?;
    }
    tx.put(&ADD_RATE, params!["", part.word(), reached]).await
}

/// What is known about a group; the whole company's own slots when the group is empty.
pub(crate) async fn rates(tx: &mut Tx<'_>, group: &str) -> Result<Rates, DbError> {
    let rows = tx
        .rows(&RATES, params![group], |row| Ok((row.text(0)?, row.parse(1)?, count(row, 2)?, count(row, 3)?)))
        .await?;
    let mut rates = Rates::default();
    for (of, part, tries, reached) in rows {
        let part: Daypart = part;
        if of == group {
            (rates.tries[part as usize], rates.reached[part as usize]) = (tries, reached);
        }
        if of.is_empty() {
            rates.all_tries = rates.all_tries.saturating_add(tries);
            rates.all_reached = rates.all_reached.saturating_add(reached);
        }
    }
    Ok(rates)
}

/// Takes a promise's attempts away with their words.
pub(crate) async fn drop_attempts(tx: &mut Tx<'_>, promise: PromiseId) -> Result<(), DbError> {
    tx.put(&DROP_WORDS, params![promise]).await?;
    tx.put(&DROP_ATTEMPTS, params![promise]).await
}

/// Gives a promise's attempts to another card; points that have a twin there are named by it.
pub(crate) async fn hand_on(
    tx: &mut Tx<'_>,
    promise: PromiseId,
    to: CustomerId,
    twins: &[(ContactPointId, ContactPointId)],
) -> Result<(), DbError> {
    tx.put(&HAND_ON, params![promise, to]).await?;
    tx.put(&HAND_WORDS_ON, params![promise, to]).await?;
    for (from, twin) in twins {
        tx.put(&NAME_TWIN, params![promise, from, twin]).await?;
    }
    Ok(())
}

/// Empties the words of a customer's attempts.
pub(crate) async fn erase_words(tx: &mut Tx<'_>, customer: CustomerId) -> Result<(), DbError> {
    tx.put(&ERASE_WORDS, params![customer]).await
}

/// Attempts without the row of their words.
pub(crate) async fn without_words(tx: &mut Tx<'_>) -> Result<Vec<String>, DbError> {
    tx.rows(&NO_WORDS, params![], |row| row.text(0)).await
}

fn read_attempt(row: &dyn Row) -> Result<Attempt, DbError> {
    let tapped: Option<Class> = row.opt_parse(12)?;
    let evidence = Evidence {
        human: tapped.map(|class| Human { class }),
        codes: read_codes(row.opt_text(20)?.as_deref()),
        reason: row.opt_text(21)?,
        signals: Signals { rang: row.flag(9)?, answered: row.flag(10)?, ring_limit: row.flag(11)? },
    };
    Ok(Attempt {
        id: row.parse(0)?,
        promise: row.parse(1)?,
        customer: row.parse(2)?,
        point: row.opt_parse(3)?,
        at: row.instant(4)?,
        channel: row.parse(5)?,
        method: row.parse(6)?,
        daypart: row.parse(7)?,
        retry_after: seconds(row, 8)?,
        evidence,
        class: row.parse(13)?,
        advice: row.parse(14)?,
        counts: row.flag(15)?,
        provisional: row.flag(16)?,
        alert: row.flag(17)?,
        table_version: row.int(18)?,
        actor: row.text(19)?,
        raw: row.opt_text(22)?,
        route: row.opt_text(23)?,
        note: row.opt_text(24)?,
        taken_back_at: row.opt_instant(25)?,
    })
}

fn seconds(row: &dyn Row, i: usize) -> Result<Option<Duration>, DbError> {
    Ok(row.opt_int(i)?.map(|n| Duration::from_secs(n.unsigned_abs())))
}

fn count(row: &dyn Row, i: usize) -> Result<u32, DbError> {
    Ok(u32::try_from(row.int(i)?).unwrap_or(u32::MAX))
}

/// Codes as a JSON list of pairs; nothing when there are none.
fn codes_text(codes: &[Code]) -> Option<String> {
    let pairs: Vec<(&str, &str)> =
        codes.iter().map(|code| (code.family.word(), code.code.as_str())).collect();
    if pairs.is_empty() { None } else { serde_json::to_string(&pairs).ok() }
}

/// The codes again. A family of a newer program that this one does not know is left out of the judgement, not lost.
fn read_codes(text: Option<&str>) -> Vec<Code> {
    let pairs: Vec<(String, String)> =
        text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let known = |(family, code): (String, String)| Some(Code { family: family.parse().ok()?, code });
    pairs.into_iter().filter_map(known).collect()
}
