//! The SQL of search. Lists of ids and stems go in as one text: both are letters, digits and underscores only.

use std::collections::{BTreeMap, BTreeSet};

use gehoor_db::{DbError, Row, Tx, Value, params, statements};
use gehoor_kernel::id::PromiseId;
use gehoor_shell::Error;
use gehoor_shell::journal::Place;
use gehoor_shell::slice::Sought;

/// The name of this follower of the journal.
const NAME: &str = "search";

statements! {
    pub(crate) PLACE = {
        lite: "SELECT block, id FROM follower WHERE name = $1",
        pg: "SELECT block, id FROM follower WHERE name = $1 FOR UPDATE",
    };
    pub(crate) PLACE_SEEN = "SELECT block, id FROM follower WHERE name = $1";
    pub(crate) SET_PLACE = "INSERT INTO follower (name, block, id) VALUES ($1, $2, $3) \
        ON CONFLICT (name) DO UPDATE SET block = excluded.block, id = excluded.id";
    pub(crate) OF_CUSTOMER = "SELECT promise_id FROM search_source WHERE customer_id = $1";
    pub(crate) SOURCE = {
        lite: "SELECT promise_id, text, reference, name FROM search_source \
            WHERE promise_id IN (SELECT value FROM json_each('[\"' || replace($1, ' ', '\",\"') || '\"]'))",
        pg: "SELECT promise_id, text, reference, name FROM search_source \
            WHERE promise_id = ANY (string_to_array($1, ' '))",
    };
    pub(crate) NOTES = {
        lite: "SELECT promise_id, text FROM search_note \
            WHERE promise_id IN (SELECT value FROM json_each('[\"' || replace($1, ' ', '\",\"') || '\"]'))",
        pg: "SELECT promise_id, text FROM search_note WHERE promise_id = ANY (string_to_array($1, ' '))",
    };
    pub(crate) DOCS = {
        lite: "SELECT promise_id, words FROM search_doc \
            WHERE promise_id IN (SELECT value FROM json_each('[\"' || replace($1, ' ', '\",\"') || '\"]'))",
        pg: "SELECT promise_id, words FROM search_doc WHERE promise_id = ANY (string_to_array($1, ' '))",
    };
    pub(crate) TAKE_OUT = {
        lite: "DELETE FROM search_word WHERE promise_id = $1 \
            AND word IN (SELECT value FROM json_each('[\"' || replace($2, ' ', '\",\"') || '\"]'))",
        pg: "DELETE FROM search_word WHERE promise_id = $1 AND word = ANY (string_to_array($2, ' '))",
    };
    pub(crate) PUT_IN = {
        lite: "INSERT INTO search_word (word, promise_id) \
            SELECT value, $1 FROM json_each('[\"' || replace($2, ' ', '\",\"') || '\"]') WHERE true \
            ON CONFLICT (word, promise_id) DO NOTHING",
        pg: "INSERT INTO search_word (word, promise_id) \
            SELECT word, CAST($1 AS TEXT) FROM unnest(string_to_array($2, ' ')) AS word \
            ON CONFLICT (word, promise_id) DO NOTHING",
    };
    pub(crate) SET_DOC = "INSERT INTO search_doc (promise_id, words) VALUES ($1, $2) \
        ON CONFLICT (promise_id) DO UPDATE SET words = excluded.words";
    pub(crate) FIND = "SELECT DISTINCT a.promise_id FROM search_word a WHERE a.word IN ($1, $2) AND a.promise_id > $9 \
        AND EXISTS (SELECT 1 FROM search_word b WHERE b.promise_id = a.promise_id AND b.word IN ($3, $4)) \
        AND EXISTS (SELECT 1 FROM search_word c WHERE c.promise_id = a.promise_id AND c.word IN ($5, $6)) \
        AND EXISTS (SELECT 1 FROM search_word d WHERE d.promise_id = a.promise_id AND d.word IN ($7, $8)) \
        ORDER BY a.promise_id LIMIT $10";
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

/// The promises made to a customer.
pub(crate) async fn of_customer(tx: &mut Tx<'_>, customer: &str) -> Result<Vec<String>, Error> {
    Ok(tx.rows(&OF_CUSTOMER, params![customer], |row| row.text(0)).await?)
}

/// The texts of these promises, and the stems that they are found by so far.
pub(crate) async fn texts(
    tx: &mut Tx<'_>,
    promises: &BTreeSet<String>,
) -> Result<(BTreeMap<String, Vec<String>>, BTreeMap<String, String>), Error> {
    let ids = promises.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    let values: &[Value<'_>] = params![ids];
    let found = tx.lookups(&[(&SOURCE, values), (&NOTES, values), (&DOCS, values)]).await?;
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in &found[0] {
        let parts = (1..4).map(|column| row.opt_text(column)).collect::<Result<Vec<_>, _>>()?;
        texts.entry(row.text(0)?).or_default().extend(parts.into_iter().flatten());
    }
    for row in &found[1] {
        texts.entry(row.text(0)?).or_default().push(row.text(1)?);
    }
    let docs = found[2].iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect::<Result<_, DbError>>()?;
    Ok((texts, docs))
}

/// Replaces the stems that a promise is found by.
pub(crate) async fn replace(tx: &mut Tx<'_>, promise: &str, old: &str, new: &str) -> Result<(), Error> {
    let of =
        |words: &str| words.split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect::<BTreeSet<_>>();
    let (before, after) = (of(old), of(new));
    let gone = before.difference(&after).map(String::as_str).collect::<Vec<_>>().join(" ");
    let come = after.difference(&before).map(String::as_str).collect::<Vec<_>>().join(" ");
    if !gone.is_empty() {
        tx.put(&TAKE_OUT, params![promise, gone]).await?;
    }
    if !come.is_empty() {
        tx.put(&PUT_IN, params![promise, come]).await?;
    }
    Ok(tx.put(&SET_DOC, params![promise, new]).await?)
}

/// The promises that have one stem of each pair; a missing pair repeats the first.
pub(crate) async fn find(
    tx: &mut Tx<'_>,
    pairs: &[[String; 2]],
    sought: &Sought,
) -> Result<Vec<PromiseId>, Error> {
    let Some(first) = pairs.first() else { return Ok(Vec::new()) };
    let pair = |place: usize| pairs.get(place).unwrap_or(first);
    let [a, b, c, d] = [pair(0), pair(1), pair(2), pair(3)];
    let after = sought.after.as_str();
    let values = params![&a[0], &a[1], &b[0], &b[1], &c[0], &c[1], &d[0], &d[1], after, sought.limit];
    Ok(tx.rows(&FIND, values, |row| row.parse(0)).await?)
}
