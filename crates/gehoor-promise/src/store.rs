//! Rows to promises and back.

use gehoor_contact::rules::Window;
use gehoor_db::{DbError, Row, Tx, Value, params};
use gehoor_kernel::id::PromiseId;
use gehoor_shell::{Cx, Error};

use crate::rules::{Handover, How, NextStep, Open, Phase, Promise, State, Trigger, Wait};
use crate::sql;

/// The words of a promise and what is at stake, for people to read; no rule sees them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// What was promised, in the customer's words; empty after an erasure.
    pub text: String,
    /// Order, part, room or table.
    pub reference: Option<String>,
    /// What is at stake, in cents.
    pub amount_cents: Option<i64>,
}

/// Reads a promise from the columns of `sql::columns`.
pub(crate) fn promise(row: &dyn Row) -> Result<Promise, DbError> {
    let (deadline, broken_at) = (row.opt_instant(10)?, row.opt_instant(22)?);
    let unmissed = deadline.filter(|_| broken_at.is_none());
    Ok(Promise {
        id: row.parse(0)?,
        customer: row.parse(1)?,
        kind: row.parse(2)?,
        owner: row.parse(3)?,
        made_by: row.opt_parse(4)?,
        made_at: row.instant(5)?,
        trigger: trigger(row)?,
        deadline,
        broken_at,
        asked_first_at: row.opt_instant(23)?,
        handover: match row.opt_parse(24)? {
            Some(id) => Some(Handover { id, taker: row.parse(25)? }),
            None => None,
        },
        tries: small(row, 26)?,
        told: small(row, 27)?,
        lead_decisions: u8::try_from(row.int(28)?).unwrap_or(u8::MAX),
        counted_from: row.opt_instant(29)?,
        state: state(row, unmissed)?,
        version: row.int(6)?,
    })
}

fn small(row: &dyn Row, i: usize) -> Result<u32, DbError> {
    Ok(u32::try_from(row.int(i)?).unwrap_or(u32::MAX))
}

fn trigger(row: &dyn Row) -> Result<Trigger, DbError> {
    let kind = row.text(7)?;
    if kind == "when" {
        return Ok(Trigger::When(Wait {
            key: row.text(33)?,
            expected_by: row.instant(34)?,
            sign_of_life_days: small(row, 35)?,
            arrived_at: row.opt_instant(36)?,
        }));
    }
    let window = Window { from: row.instant(8)?, until: row.instant(9)? };
    Ok(if kind == "soon" { Trigger::Soon(window) } else { Trigger::At(window) })
}

fn state(row: &dyn Row, unmissed: Option<gehoor_kernel::time::Instant>) -> Result<State, DbError> {
    let since = row.instant(12)?;
    let phase = match row.text(11)?.as_str() {
        "kept" => return Ok(State::Kept { at: since, by: row.opt_parse(30)?, how: how(row)? }),
        "released" => return Ok(State::Released { at: since, by: row.opt_parse(30)? }),
        "waiting" => Phase::Waiting { since },
        "trying" => Phase::Trying { since },
        "due" => Phase::Due { since, tell_at: row.instant(19)? },
        "inDoubt" => Phase::InDoubt { since, tell_at: row.instant(19)?, message: row.parse(21)? },
        other => return Err(DbError::program(format!("a promise in state {other}"))),
    };
    Ok(State::Open(Open::new(phase, next_step(row)?, row.opt_instant(20)?, unmissed)))
}

fn next_step(row: &dyn Row) -> Result<NextStep, DbError> {
    Ok(NextStep {
        kind: row.parse(13)?,
        at: row.instant(14)?,
        owner: row.parse(15)?,
        why: row.parse(16)?,
        channel: row.opt_parse(17)?,
        point: row.opt_parse(18)?,
    })
}

fn how(row: &dyn Row) -> Result<How, DbError> {
    Ok(match row.text(31)?.as_str() {
        "reached" => How::Reached(row.parse(32)?),
        "notice" => How::Notice(row.parse(32)?),
        _ => How::Delivered,
    })
}

/// Reads the words and the amount that stand from column `i` on.
pub(crate) fn words(row: &dyn Row, i: usize) -> Result<Words, DbError> {
    Ok(Words {
        text: row.opt_text(i)?.unwrap_or_default(),
        reference: row.opt_text(i + 1)?,
        amount_cents: row.opt_int(i + 2)?,
    })
}

/// Stores a promise that was just made, with its words and what it waits for.
pub(crate) async fn insert(tx: &mut Tx<'_>, promise: &Promise, said: &Words) -> Result<(), Error> {
    let open = promise.state.open().ok_or_else(|| Error::program("a promise that ends before it begins"))?;
    let (next, window) = (open.next(), promise.trigger.window());
    let values = params![
        promise.id,
        promise.customer,
        promise.kind.word(),
        promise.owner.to_string(),
        promise.made_by,
        promise.made_at,
        promise.version,
        promise.trigger.word(),
        window.map(|w| w.from),
        window.map(|w| w.until),
        promise.deadline,
        promise.state.word(),
        open.phase().since(),
        next.kind.word(),
        next.at,
        next.owner.to_string(),
        next.why.word(),
        next.channel.map(|channel| channel.word()),
        next.point,
        open.wake_at(),
        tell_at(open.phase()),
        open.remind_at()
    ];
    tx.put(&sql::INSERT, values).await?;
    tx.put(&sql::INSERT_WORDS, params![promise.id, &said.text, said.reference.as_deref()]).await?;
    if let Some(cents) = said.amount_cents {
        tx.put(&sql::INSERT_AMOUNT, params![promise.id, cents]).await?;
    }
    insert_wait(tx, promise).await
}

/// Stores what the promise waits for, if it does.
pub(crate) async fn insert_wait(tx: &mut Tx<'_>, promise: &Promise) -> Result<(), Error> {
    let Trigger::When(wait) = &promise.trigger else { return Ok(()) };
    let values = params![promise.id, &wait.key, wait.expected_by, wait.sign_of_life_days, wait.arrived_at];
    Ok(tx.put(&sql::INSERT_WAIT, values).await?)
}

/// Stores what a decision changed. The row was read for the change in this transaction, so nobody else changed it since.
pub(crate) async fn save(tx: &mut Tx<'_>, before: &Promise, after: &Promise) -> Result<(), Error> {
    if let (State::Open(old), State::Open(new)) = (&before.state, &after.state)
        && old.next() == new.next()
        && only_looked(before, after)
    {
        return save_look(tx, before.version, after, new).await;
    }
    let (open, window) = (after.state.open(), after.trigger.window());
    let (next, phase) = (open.map(Open::next), open.map(Open::phase));
    let (since, by, how) = standing(&after.state);
    let values = params![
        after.id,
        before.version,
        after.owner.to_string(),
        after.version,
        after.trigger.word(),
        window.map(|w| w.from),
        window.map(|w| w.until),
        after.deadline,
        after.state.word(),
        since,
        next.map(|n| n.kind.word()),
        next.map(|n| n.at),
        next.map(|n| n.owner.to_string()),
        next.map(|n| n.why.word()),
        next.and_then(|n| n.channel).map(|channel| channel.word()),
        next.and_then(|n| n.point),
        open.map(Open::wake_at),
        phase.and_then(tell_at),
        open.and_then(Open::remind_at),
        phase.and_then(message),
        after.broken_at,
        after.asked_first_at,
        after.handover.map(|h| h.id),
        after.handover.map(|h| h.taker.to_string()),
        after.tries,
        after.told,
        after.lead_decisions,
        after.counted_from,
        by,
        how.map(How::word),
        how.and_then(How::attempt)
    ];
    Ok(tx.put(&sql::SAVE, values).await?)
}

/// Whether nothing changed but what the machine's look changes.
fn only_looked(before: &Promise, after: &Promise) -> bool {
    let rest = |p: &Promise| {
        (p.owner, p.deadline, p.asked_first_at, p.handover, p.tries, p.lead_decisions, p.counted_from)
    };
    let doubt = |p: &Promise| p.state.open().map(Open::phase).and_then(message);
    rest(before) == rest(after) && before.trigger == after.trigger && doubt(before) == doubt(after)
}

async fn save_look(tx: &mut Tx<'_>, version: i64, after: &Promise, open: &Open) -> Result<(), Error> {
    let phase = open.phase();
    let values = params![
        after.id,
        version,
        after.version,
        phase.word(),
        phase.since(),
        open.wake_at(),
        tell_at(phase),
        open.remind_at(),
        after.broken_at,
        after.told
    ];
    Ok(tx.put(&sql::SAVE_LOOK, values).await?)
}

fn standing(state: &State) -> (gehoor_kernel::time::Instant, Value<'static>, Option<How>) {
    match state {
        State::Open(open) => (open.phase().since(), Value::Null, None),
        State::Kept { at, by, how } => (*at, Value::from(*by), Some(*how)),
        State::Released { at, by } => (*at, Value::from(*by), None),
    }
}

fn tell_at(phase: Phase) -> Option<gehoor_kernel::time::Instant> {
    match phase {
        Phase::Due { tell_at, .. } | Phase::InDoubt { tell_at, .. } => Some(tell_at),
        Phase::Waiting { .. } | Phase::Trying { .. } => None,
    }
}

fn message(phase: Phase) -> Option<gehoor_kernel::id::MessageId> {
    if let Phase::InDoubt { message, .. } = phase { Some(message) } else { None }
}

/// Stores words that belong to a change: a note, a reason, the customer's own words.
pub(crate) async fn note(
    tx: &mut Tx<'_>,
    cx: &Cx,
    promise: PromiseId,
    kind: &'static str,
    text: Option<&str>,
) -> Result<(), Error> {
    let Some(text) = text else { return Ok(()) };
    let id = gehoor_kernel::id::NoteId::new(cx.now, &mut cx.random());
    Ok(tx.put(&sql::INSERT_NOTE, params![id, promise, kind, cx.now, cx.actor.word(), text]).await?)
}
