//! The SQL of figures. Lists of ids go in as one text: ids are letters, digits and underscores only.

use std::collections::BTreeMap;

use gehoor_db::{DbError, Row, Tx, Value, params, statements};
use gehoor_kernel::time::Instant;
use gehoor_people::Owner;
use gehoor_shell::Error;
use gehoor_shell::journal::Place;

use crate::rules::{Band, Cell, Fact, Measure, Month, Seen, Shape, Standing, Try};

/// The name of this follower of the journal.
const NAME: &str = "figures";

statements! {
    pub(crate) PLACE = {
        lite: "SELECT block, id FROM follower WHERE name = $1",
        pg: "SELECT block, id FROM follower WHERE name = $1 FOR UPDATE",
    };
    pub(crate) PLACE_SEEN = "SELECT block, id FROM follower WHERE name = $1";
    pub(crate) SET_PLACE = "INSERT INTO follower (name, block, id) VALUES ($1, $2, $3) \
        ON CONFLICT (name) DO UPDATE SET block = excluded.block, id = excluded.id";
    pub(crate) SOURCE = {
        lite: "SELECT promise_id, kind, owner, made_at, deadline, state, since, broken_at, asked_first_at, cents \
            FROM figures_source \
            WHERE promise_id IN (SELECT value FROM json_each('[\"' || replace($1, ' ', '\",\"') || '\"]'))",
        pg: "SELECT promise_id, kind, owner, made_at, deadline, state, since, broken_at, asked_first_at, cents \
            FROM figures_source WHERE promise_id = ANY (string_to_array($1, ' '))",
    };
    pub(crate) ATTEMPTS = {
        lite: "SELECT promise_id, at, counts, class, provisional FROM figures_attempt \
            WHERE promise_id IN (SELECT value FROM json_each('[\"' || replace($1, ' ', '\",\"') || '\"]')) \
            ORDER BY promise_id, at, attempt_id",
        pg: "SELECT promise_id, at, counts, class, provisional FROM figures_attempt \
            WHERE promise_id = ANY (string_to_array($1, ' ')) ORDER BY promise_id, at, attempt_id",
    };
    pub(crate) FACTS = {
        lite: "SELECT promise_id, month, team, kind, band, standing, timed, broken, asked_first, turn_at, reached_at, \
            ended_at, tries FROM figures_promise \
            WHERE promise_id IN (SELECT value FROM json_each('[\"' || replace($1, ' ', '\",\"') || '\"]'))",
        pg: "SELECT promise_id, month, team, kind, band, standing, timed, broken, asked_first, turn_at, reached_at, \
            ended_at, tries FROM figures_promise WHERE promise_id = ANY (string_to_array($1, ' '))",
    };
    pub(crate) ALL_FACTS = "SELECT promise_id, month, team, kind, band, standing, timed, broken, asked_first, turn_at, \
        reached_at, ended_at, tries FROM figures_promise WHERE promise_id > $1 ORDER BY promise_id LIMIT $2";
    pub(crate) SET_FACT = "INSERT INTO figures_promise (promise_id, month, team, kind, band, standing, timed, broken, \
        asked_first, turn_at, reached_at, ended_at, tries) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
        ON CONFLICT (promise_id) DO UPDATE SET month = excluded.month, team = excluded.team, kind = excluded.kind, \
        band = excluded.band, standing = excluded.standing, timed = excluded.timed, broken = excluded.broken, \
        asked_first = excluded.asked_first, turn_at = excluded.turn_at, reached_at = excluded.reached_at, \
        ended_at = excluded.ended_at, tries = excluded.tries";
    pub(crate) DROP_FACT = "DELETE FROM figures_promise WHERE promise_id = $1";
    pub(crate) PUT_IN = "INSERT INTO figures_cell (month, team, kind, measure, band, value, n) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) \
        ON CONFLICT (month, team, kind, measure, band, value) DO UPDATE SET n = figures_cell.n + excluded.n";
    pub(crate) TAKE_OUT = "UPDATE figures_cell SET n = n + $7 WHERE month = $1 AND team = $2 AND kind = $3 \
        AND measure = $4 AND band = $5 AND value = $6";
    pub(crate) DROP_EMPTY = "DELETE FROM figures_cell WHERE month = $1 AND team = $2 AND kind = $3 \
        AND measure = $4 AND band = $5 AND value = $6 AND n = 0";
    pub(crate) CELLS = "SELECT month, team, kind, measure, band, value, n FROM figures_cell \
        WHERE month >= $1 AND month <= $2 AND ($3 = '' OR team = $3) AND ($4 = '' OR kind = $4)";
}

/// What the store holds of a promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) owner: Owner,
    pub(crate) made_at: Instant,
    pub(crate) seen: Seen,
}

/// How far the journal was followed.
pub(crate) async fn place(tx: &mut Tx<'_>) -> Result<Place, Error> {
    let read = |row: &dyn Row| Ok(Place { block: row.int(0)?, id: row.int(1)? });
    Ok(tx.row(&PLACE, params![NAME], read).await?.unwrap_or_default())
}

/// How far the journal was followed, for a look that changes nothing.
pub(crate) async fn place_seen(tx: &mut Tx<'_>) -> Result<Place, Error> {
    let read = |row: &dyn Row| Ok(Place { block: row.int(0)?, id: row.int(1)? });
    Ok(tx.row(&PLACE_SEEN, params![NAME], read).await?.unwrap_or_default())
}

/// Notes how far the journal was followed.
pub(crate) async fn set_place(tx: &mut Tx<'_>, place: Place) -> Result<(), Error> {
    Ok(tx.put(&SET_PLACE, params![NAME, place.block, place.id]).await?)
}

/// These promises as they are now, and what counted of them so far.
pub(crate) async fn promises(
    tx: &mut Tx<'_>,
    ids: impl Iterator<Item = &String>,
) -> Result<(BTreeMap<String, Source>, BTreeMap<String, Fact>), Error> {
    let ids = ids.map(String::as_str).collect::<Vec<_>>().join(" ");
    let values: &[Value<'_>] = params![ids];
    let found = tx.lookups(&[(&SOURCE, values), (&ATTEMPTS, values), (&FACTS, values)]).await?;
    let mut sources = found[0].iter().map(|row| source(row)).collect::<Result<BTreeMap<_, _>, _>>()?;
    for row in &found[1] {
        let tried = attempt(row)?;
        if let Some(source) = sources.get_mut(&row.text(0)?) {
            source.seen.tries.push(tried);
        }
    }
    let facts = found[2].iter().map(|row| fact(row)).collect::<Result<_, _>>()?;
    Ok((sources, facts))
}

fn source(row: &dyn Row) -> Result<(String, Source), DbError> {
    let standing = Standing::of_state(&row.text(5)?);
    let seen = Seen {
        kind: row.parse(1)?,
        standing,
        ended_at: row.opt_instant(6)?.filter(|_| standing != Standing::Open),
        timed: row.opt_instant(4)?.is_some(),
        broken: row.opt_instant(7)?.is_some(),
        asked_first: row.opt_instant(8)?.is_some(),
        band: Band::of(row.opt_int(9)?),
        tries: Vec::new(),
        turn_at: None,
    };
    Ok((row.text(0)?, Source { owner: row.parse(2)?, made_at: row.instant(3)?, seen }))
}

fn attempt(row: &dyn Row) -> Result<Try, DbError> {
    let reached = row.text(3)? == "reached" && !row.flag(4)?;
    Ok(Try { at: row.instant(1)?, counts: row.flag(2)?, reached })
}

fn fact(row: &dyn Row) -> Result<(String, Fact), DbError> {
    let fact = Fact {
        month: month(row, 1)?,
        team: row.text(2)?,
        kind: row.parse(3)?,
        band: band(row, 4)?,
        standing: Standing::of_state(&row.text(5)?),
        timed: row.flag(6)?,
        broken: row.flag(7)?,
        asked_first: row.flag(8)?,
        turn_at: row.opt_instant(9)?,
        reached_at: row.opt_instant(10)?,
        ended_at: row.opt_instant(11)?,
        tries: row.opt_int(12)?.and_then(|tries| u32::try_from(tries).ok()),
    };
    Ok((row.text(0)?, fact))
}

fn month(row: &dyn Row, i: usize) -> Result<Month, DbError> {
    Month::from_key(row.int(i)?).ok_or_else(|| DbError::program("a month that is none"))
}

fn band(row: &dyn Row, i: usize) -> Result<Band, DbError> {
    Band::of_number(row.int(i)?).ok_or_else(|| DbError::program("a class of amounts that is none"))
}

/// The facts after the promise with this id, up to `limit`.
pub(crate) async fn all_facts(
    tx: &mut Tx<'_>,
    after: &str,
    limit: usize,
) -> Result<Vec<(String, Fact)>, Error> {
    Ok(tx.rows(&ALL_FACTS, params![after, limit], fact).await?)
}

/// Stores what counts of a promise; `None` when it was unmade.
pub(crate) async fn set_fact(tx: &mut Tx<'_>, promise: &str, fact: Option<&Fact>) -> Result<(), Error> {
    let Some(fact) = fact else { return Ok(tx.put(&DROP_FACT, params![promise]).await?) };
    let values = params![
        promise,
        fact.month.key(),
        &fact.team,
        fact.kind.word(),
        fact.band.number(),
        fact.standing.word(),
        fact.timed,
        fact.broken,
        fact.asked_first,
        fact.turn_at,
        fact.reached_at,
        fact.ended_at,
        fact.tries
    ];
    Ok(tx.put(&SET_FACT, values).await?)
}

/// Counts so many promises more in a cell, or fewer.
pub(crate) async fn move_cell(tx: &mut Tx<'_>, cell: &Cell, by: i64) -> Result<(), Error> {
    let Cell { month, team, kind, measure, band, value } = cell;
    let key = params![month.key(), team, kind.word(), measure.word(), band.number(), *value];
    let [a, b, c, d, e, f] = key;
    let with = [a.clone(), b.clone(), c.clone(), d.clone(), e.clone(), f.clone(), Value::Int(by)];
    if by > 0 {
        return Ok(tx.put(&PUT_IN, &with).await?);
    }
    tx.put(&TAKE_OUT, &with).await?;
    Ok(tx.put(&DROP_EMPTY, key).await?)
}

/// The cells of a question, each with its number of promises.
pub(crate) async fn cells(tx: &mut Tx<'_>, shape: &Shape) -> Result<Vec<(Cell, u64)>, Error> {
    let team = shape.team.as_deref().unwrap_or_default();
    let kind = shape.kind.map_or("", |kind| kind.word());
    Ok(tx.rows(&CELLS, params![shape.from.key(), shape.until.key(), team, kind], cell).await?)
}

fn cell(row: &dyn Row) -> Result<(Cell, u64), DbError> {
    let measure = Measure::of_word(&row.text(3)?);
    let cell = Cell {
        month: month(row, 0)?,
        team: row.text(1)?,
        kind: row.parse(2)?,
        measure: measure.ok_or_else(|| DbError::program("a measure that is none"))?,
        band: band(row, 4)?,
        value: row.int(5)?,
    };
    Ok((cell, u64::try_from(row.int(6)?).unwrap_or(0)))
}
