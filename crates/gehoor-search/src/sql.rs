//! The SQL of search. Lists of ids and keys go in as one text: both are letters, digits and underscores only.

use std::collections::{BTreeMap, BTreeSet};

use gehoor_db::{DbError, Row, Tx, Value, params, statements};
use gehoor_kernel::id::PromiseId;
use gehoor_shell::Error;
use gehoor_shell::journal::Place;

/// The name of this follower of the journal.
const NAME: &str = "search";
/// Its mark in a customer with many promises: the promise up to which they are done.
const REST: &str = "search-rest";

statements! {
    pub(crate) PLACE = {
        lite: "SELECT block, id FROM follower WHERE name = $1",
        pg: "SELECT block, id FROM follower WHERE name = $1 FOR UPDATE",
    };
    pub(crate) PLACE_SEEN = "SELECT block, id FROM follower WHERE name = $1";
    pub(crate) SET_PLACE = "INSERT INTO follower (name, block, id) VALUES ($1, $2, $3) \
        ON CONFLICT (name) DO UPDATE SET block = excluded.block, id = excluded.id";
    pub(crate) OF_CUSTOMER = "SELECT id FROM promise WHERE customer_id = $1 AND id > $2 ORDER BY id LIMIT $3";
    pub(crate) DROP_PLACE = "DELETE FROM follower WHERE name = $1";
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
    // Each piece of $1 is a promise's id, which has 29 characters, and a key; between them stands nothing.
    pub(crate) PUT_IN = {
        lite: "INSERT INTO search_word (word, promise_id) SELECT substr(value, 30), substr(value, 1, 29) \
            FROM json_each('[\"' || replace($1, ' ', '\",\"') || '\"]') WHERE true \
            ON CONFLICT (word, promise_id) DO NOTHING",
        pg: "INSERT INTO search_word (word, promise_id) SELECT substr(piece, 30), substr(piece, 1, 29) \
            FROM unnest(string_to_array($1, ' ')) AS piece ON CONFLICT (word, promise_id) DO NOTHING",
    };
    // Each piece of $1 is a promise's id and its keys with spaces between.
    pub(crate) SET_DOCS = {
        lite: "INSERT INTO search_doc (promise_id, words) SELECT substr(value, 1, 29), substr(value, 30) \
            FROM json_each('[\"' || replace($1, ',', '\",\"') || '\"]') WHERE true \
            ON CONFLICT (promise_id) DO UPDATE SET words = excluded.words",
        pg: "INSERT INTO search_doc (promise_id, words) SELECT substr(piece, 1, 29), substr(piece, 30) \
            FROM unnest(string_to_array($1, ',')) AS piece \
            ON CONFLICT (promise_id) DO UPDATE SET words = excluded.words",
    };
    pub(crate) OF_POINT = "SELECT customer_id FROM contact_point WHERE id = $1";
    // What a promise is found by as well: the customer's numbers and addresses, and the notes of its attempts.
    pub(crate) CONTACTS = {
        lite: "SELECT p.id, v.value FROM promise p JOIN contact_point_value v ON v.customer_id = p.customer_id \
            WHERE p.id IN (SELECT value FROM json_each('[\"' || replace($1, ' ', '\",\"') || '\"]'))",
        pg: "SELECT p.id, v.value FROM promise p JOIN contact_point_value v ON v.customer_id = p.customer_id \
            WHERE p.id = ANY (string_to_array($1, ' '))",
    };
    pub(crate) ATTEMPT_NOTES = {
        lite: "SELECT a.promise_id, w.note FROM attempt a JOIN attempt_words w ON w.attempt_id = a.id \
            WHERE w.note IS NOT NULL AND a.taken_back_at IS NULL \
            AND a.promise_id IN (SELECT value FROM json_each('[\"' || replace($1, ' ', '\",\"') || '\"]'))",
        pg: "SELECT a.promise_id, w.note FROM attempt a JOIN attempt_words w ON w.attempt_id = a.id \
            WHERE w.note IS NOT NULL AND a.taken_back_at IS NULL \
            AND a.promise_id = ANY (string_to_array($1, ' '))",
    };

    // Keys in a stretch of the alphabet, in the order of code points: how many there are, up to $3; whose they are; and all
    // promises in order of making.
    pub(crate) COUNT = {
        lite: "SELECT count(*) FROM (SELECT 1 FROM search_word WHERE word >= $1 AND word < $2 LIMIT $3) AS found",
        pg: "SELECT count(*) FROM (SELECT 1 FROM search_word \
            WHERE word COLLATE \"C\" >= $1 AND word COLLATE \"C\" < $2 LIMIT $3) AS found",
    };
    pub(crate) HOLDERS = {
        lite: "SELECT w.promise_id, d.words FROM search_word w JOIN search_doc d ON d.promise_id = w.promise_id \
            WHERE w.word >= $1 AND w.word < $2 AND w.promise_id > $3",
        pg: "SELECT w.promise_id, d.words FROM search_word w JOIN search_doc d ON d.promise_id = w.promise_id \
            WHERE w.word COLLATE \"C\" >= $1 AND w.word COLLATE \"C\" < $2 AND w.promise_id > $3",
    };
    pub(crate) WALK = "SELECT promise_id, words FROM search_doc WHERE promise_id > $1 ORDER BY promise_id LIMIT $2";
}

/// How far the journal was followed; nobody else moves it while this transaction is open.
pub(crate) async fn place(tx: &mut Tx<'_>) -> Result<Place, Error> {
    let read = |row: &dyn Row| Ok(Place { block: row.int(0)?, id: row.int(1)? });
    Ok(tx.row(&PLACE, params![NAME], read).await?.unwrap_or_default())
}

/// How far the journal was followed, for a look that changes nothing. Never waits for another node.
pub(crate) async fn place_seen(tx: &mut Tx<'_>) -> Result<Place, Error> {
    let read = |row: &dyn Row| Ok(Place { block: row.int(0)?, id: row.int(1)? });
    Ok(tx.row(&PLACE_SEEN, params![NAME], read).await?.unwrap_or_default())
}

/// Notes how far the journal was followed.
pub(crate) async fn set_place(tx: &mut Tx<'_>, place: Place) -> Result<(), Error> {
    Ok(tx.put(&SET_PLACE, params![NAME, place.block, place.id]).await?)
}

/// The first `limit` promises made to a customer after the one with the id `after`, in the order of their ids.
pub(crate) async fn of_customer(
    tx: &mut Tx<'_>,
    customer: &str,
    after: &str,
    limit: usize,
) -> Result<Vec<String>, Error> {
    Ok(tx.rows(&OF_CUSTOMER, params![customer, after, limit], |row| row.text(0)).await?)
}

/// The customer of a contact point.
pub(crate) async fn customer_of_point(tx: &mut Tx<'_>, point: &str) -> Result<Option<String>, Error> {
    Ok(tx.row(&OF_POINT, params![point], |row| row.text(0)).await?)
}

/// The promise up to which the next entry is followed already; `None` when it was not begun.
pub(crate) async fn rest(tx: &mut Tx<'_>) -> Result<Option<String>, Error> {
    let halves = |row: &dyn Row| Ok((row.int(0)?, row.int(1)?));
    let found = tx.row(&PLACE_SEEN, params![REST], halves).await?;
    Ok(found.map(|(high, low)| {
        let bits = (u128::from(high.cast_unsigned()) << 64) | u128::from(low.cast_unsigned());
        PromiseId::from_bits(bits).to_string()
    }))
}

/// Notes the promise up to which the next entry is followed; `None`: it is followed to its end.
pub(crate) async fn set_rest(tx: &mut Tx<'_>, rest: Option<&str>) -> Result<(), Error> {
    let Some(rest) = rest else { return Ok(tx.put(&DROP_PLACE, params![REST]).await?) };
    let id: PromiseId = rest.parse().map_err(|_| Error::program("no id of a promise"))?;
    let half = |bits: u128| ((bits & u128::from(u64::MAX)) as u64).cast_signed();
    Ok(tx.put(&SET_PLACE, params![REST, half(id.bits() >> 64), half(id.bits())]).await?)
}

/// What a promise is found by, and the keys that it is found by so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Source {
    pub(crate) texts: Vec<String>,
    pub(crate) contacts: Vec<String>,
    pub(crate) keys: String,
}

/// The sources of these promises, in one round trip.
pub(crate) async fn sources(
    tx: &mut Tx<'_>,
    promises: &BTreeSet<String>,
) -> Result<BTreeMap<String, Source>, Error> {
    let ids = promises.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    let values: &[Value<'_>] = params![ids];
    let all =
        [(&SOURCE, values), (&NOTES, values), (&ATTEMPT_NOTES, values), (&CONTACTS, values), (&DOCS, values)];
    let found = tx.lookups(&all).await?;
    let mut sources: BTreeMap<String, Source> = BTreeMap::new();
    for row in &found[0] {
        let parts = (1..4).map(|column| row.opt_text(column)).collect::<Result<Vec<_>, _>>()?;
        sources.entry(row.text(0)?).or_default().texts.extend(parts.into_iter().flatten());
    }
    for row in found[1].iter().chain(&found[2]) {
        sources.entry(row.text(0)?).or_default().texts.push(row.text(1)?);
    }
    for row in &found[3] {
        sources.entry(row.text(0)?).or_default().contacts.push(row.text(1)?);
    }
    for row in &found[4] {
        sources.entry(row.text(0)?).or_default().keys = row.text(1)?;
    }
    Ok(sources)
}

/// Changes of the keys that promises are found by, written together.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    gone: Vec<(String, String)>,
    come: Vec<(String, String)>,
    docs: Vec<String>,
}

impl Changes {
    /// A promise's keys were `old` and are now `new`, each with spaces between.
    pub(crate) fn add(&mut self, promise: &str, old: &str, new: &str) {
        let of = |words: &str| -> BTreeSet<String> {
            words.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
        };
        let (before, after) = (of(old), of(new));
        let gone: Vec<&str> = before.difference(&after).map(String::as_str).collect();
        if !gone.is_empty() {
            self.gone.push((promise.to_owned(), gone.join(" ")));
        }
        self.come.extend(after.difference(&before).map(|word| (word.clone(), promise.to_owned())));
        self.docs.push(format!("{promise}{new}"));
    }

    /// Puts new keys in the order of the index, so that writing them goes through it once.
    pub(crate) fn sort(&mut self) {
        self.come.sort_unstable();
    }

    /// Writes them down.
    pub(crate) async fn write(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        for (promise, words) in &self.gone {
            tx.put(&TAKE_OUT, params![promise, words]).await?;
        }
        let come: Vec<String> = self.come.iter().map(|(word, promise)| format!("{promise}{word}")).collect();
        if !come.is_empty() {
            tx.put(&PUT_IN, params![come.join(" ")]).await?;
        }
        if !self.docs.is_empty() {
            tx.put(&SET_DOCS, params![self.docs.join(",")]).await?;
        }
        Ok(())
    }
}

/// A stretch of the alphabet of keys: from the first text on, before the second.
pub(crate) type Stretch = (String, String);

/// A promise and its keys.
pub(crate) type Holder = (PromiseId, String);

/// How many keys lie in each of these stretches, counted up to `most`; in one round trip.
pub(crate) async fn counts(tx: &mut Tx<'_>, stretches: &[Stretch], most: usize) -> Result<Vec<usize>, Error> {
    let values: Vec<Vec<Value<'_>>> =
        stretches.iter().map(|(from, until)| params![from, until, most].to_vec()).collect();
    let asked: Vec<_> = values.iter().map(|values| (&COUNT, values.as_slice())).collect();
    let found = tx.lookups(&asked).await?;
    let count = |rows: &Vec<gehoor_db::OwnedRow>| rows.first().map_or(Ok(0), |row| row.int(0));
    let counts = found.iter().map(count).collect::<Result<Vec<_>, DbError>>()?;
    Ok(counts.into_iter().map(|count| usize::try_from(count).unwrap_or(usize::MAX)).collect())
}

/// The promises after `after` that have a key in this stretch.
pub(crate) async fn holders(
    tx: &mut Tx<'_>,
    (from, until): &Stretch,
    after: &str,
) -> Result<Vec<Holder>, Error> {
    Ok(tx.rows(&HOLDERS, params![from, until, after], holder).await?)
}

/// The next promises after `after`, in order of making.
pub(crate) async fn walk(tx: &mut Tx<'_>, after: &str, limit: usize) -> Result<Vec<Holder>, Error> {
    Ok(tx.rows(&WALK, params![after, limit], holder).await?)
}

fn holder(row: &dyn Row) -> Result<Holder, DbError> {
    Ok((row.parse(0)?, row.text(1)?))
}
