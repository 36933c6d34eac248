//! The laws, verified over the whole store by `gehoor check`.

use gehoor_db::{DbError, Row, Tx, params};
use gehoor_kernel::time::Instant;
use gehoor_people::{Directory, Owner};
use gehoor_shell::{Actor, Cx, Error, Finding, Slice};

use crate::sql_checks as sql;
use crate::store;

/// How many rows are read at once.
const BATCH: usize = 1000;
/// How many findings one check gives at most.
const MOST: usize = 200;

/// Adds the checks to the slice.
pub(crate) fn on(slice: Slice) -> Slice {
    slice
        .check("promise-next-step", "1: every open promise has a next step with a living owner", |tx, now| {
            Box::pin(next_steps(tx, now))
        })
        .check(
            "promise-ends",
            "2: a promise ends only as kept or released, and the journal says so",
            |tx, now| Box::pin(ends(tx, now)),
        )
        .check("promise-tries", "3: nothing is tried on a number that does not exist", |tx, now| {
            Box::pin(dead_numbers(tx, now))
        })
        .check("promise-merged", "what is promised and tried stands with the card that stays", |tx, now| {
            Box::pin(left_behind(tx, now))
        })
        .check("promise-ball", "5: a hand-off leaves the ball with the giver until it is taken", |tx, now| {
            Box::pin(hand_overs(tx, now))
        })
        .check("promise-doubt", "7: a message in doubt waits for a person", |tx, now| {
            Box::pin(doubts(tx, now))
        })
        .check("promise-events", "an event reaches everybody who waits for it", |tx, now| {
            Box::pin(missed(tx, now))
        })
}

/// Reads the whole store batch by batch and finds open promises whose owner or step's owner nobody answers for, whose look is not
/// the one that the rules ask for, or that can't be read.
async fn next_steps(tx: &mut Tx<'_>, now: Instant) -> Result<Vec<Finding>, Error> {
    let cx = Cx::new(now, Actor::System, 0);
    let directory = gehoor_people::directory(tx, &cx).await?;
    let (mut after, mut findings) = (String::new(), Vec::new());
    while findings.len() < MOST {
        let rows = tx.rows(&sql::OPEN, params![after.as_str(), BATCH], open).await?;
        let Some(last) = rows.last() else { break };
        after = last.id.clone();
        findings.extend(rows.iter().filter_map(|row| row.fault(&directory, now)));
    }
    findings.truncate(MOST);
    Ok(findings)
}

struct OpenRow {
    id: String,
    wake_at: Instant,
    promise: Result<crate::rules::Promise, DbError>,
}

fn open(row: &dyn Row) -> Result<OpenRow, DbError> {
    Ok(OpenRow { id: row.text(0)?, wake_at: row.instant(37)?, promise: store::promise(row) })
}

impl OpenRow {
    fn fault(&self, directory: &Directory, now: Instant) -> Option<Finding> {
        let finding = |detail: String| Some(Finding { object: self.id.clone(), detail });
        let promise = match &self.promise {
            Ok(promise) => promise,
            Err(error) => return finding(format!("can't be read: {error}")),
        };
        let open = promise.state.open()?;
        let lives = |owner: Owner| directory.is_living(directory.resolve(owner, now), now);
        if !lives(promise.owner) || !lives(open.next().owner) {
            return finding("nobody answers for its next step".to_owned());
        }
        if open.wake_at() != self.wake_at {
            return finding(format!("is looked at {} instead of {}", self.wake_at, open.wake_at()));
        }
        None
    }
}

async fn ends(tx: &mut Tx<'_>, _now: Instant) -> Result<Vec<Finding>, Error> {
    let unsaid = tx.rows(&sql::ENDED_UNSAID, params![MOST], only_id).await?;
    let many = tx.rows(&sql::ENDED_TWICE, params![MOST], only_id).await?;
    let open = tx.rows(&sql::SAID_BUT_OPEN, params![MOST], only_id).await?;
    let all = [
        findings(unsaid, "has ended, but the journal holds no such entry"),
        findings(many, "has more than one end in the journal"),
        findings(open, "is open, but the journal holds its end"),
    ];
    Ok(all.concat())
}

async fn dead_numbers(tx: &mut Tx<'_>, _now: Instant) -> Result<Vec<Finding>, Error> {
    let rows = tx.rows(&sql::ON_DEAD_NUMBER, params![MOST], only_id).await?;
    Ok(findings(rows, "would be tried on a number that is known to be dead"))
}

async fn left_behind(tx: &mut Tx<'_>, _now: Instant) -> Result<Vec<Finding>, Error> {
    let promises = tx.rows(&sql::LEFT_BEHIND, params![MOST], only_id).await?;
    let attempts = tx.rows(&sql::TORN_APART, params![MOST], only_id).await?;
    let all = [
        findings(promises, "belongs to a card that was merged into another"),
        findings(attempts, "has attempts under another customer's card"),
    ];
    Ok(all.concat())
}

async fn hand_overs(tx: &mut Tx<'_>, _now: Instant) -> Result<Vec<Finding>, Error> {
    let lost = tx.rows(&sql::OFFER_MISMATCH, params![MOST], only_id).await?;
    let loose = tx.rows(&sql::OFFER_LOOSE, params![MOST], only_id).await?;
    let all = [
        findings(lost, "names a hand-over that is not on offer by its owner"),
        findings(loose, "has an offer that the promise does not know of"),
    ];
    Ok(all.concat())
}

async fn doubts(tx: &mut Tx<'_>, _now: Instant) -> Result<Vec<Finding>, Error> {
    let rows = tx.rows(&sql::DOUBT_UNASKED, params![MOST], only_id).await?;
    Ok(findings(rows, "is in doubt without a step that asks a person"))
}

async fn missed(tx: &mut Tx<'_>, _now: Instant) -> Result<Vec<Finding>, Error> {
    let rows = tx.rows(&sql::MISSED_EVENT, params![MOST], only_id).await?;
    Ok(findings(rows, "waits for an event that has come"))
}

fn only_id(row: &dyn Row) -> Result<String, DbError> {
    row.text(0)
}

fn findings(ids: Vec<String>, detail: &str) -> Vec<Finding> {
    ids.into_iter().map(|object| Finding { object, detail: detail.to_owned() }).collect()
}
