//! The rows that our server wrote for each promise, to be written again straight to the disk.

use std::collections::{BTreeMap, HashMap};

use gehoor_db::{Cell, Db, OwnedRow, Sql, Tx, work};
use gehoor_testkit::schema;

/// What was written: the statements, and for each promise the values with the number of their statement.
pub struct Written {
    /// `INSERT INTO … VALUES ($1, …), …`, as many rows as a promise has in a table.
    pub inserts: Vec<String>,
    /// In the order in which they were made: what was stored before the answer.
    pub promises: Vec<Writes>,
    /// For each of them what followed its journal entry later, many promises in one commit.
    pub later: Vec<Writes>,
}

/// Values, each list with the number of its statement.
pub type Writes = Vec<(usize, Vec<Cell>)>;

/// How many promises are followed in one commit.
pub const FOLLOWED: usize = 500;

/// Reads the rows of the promises that came after `before` promises.
pub async fn written(db: &Db, before: usize) -> Written {
    let tables = tables(db).await;
    let ids = rows(db, "SELECT id FROM promise ORDER BY made_at, id").await;
    let ids: Vec<String> = ids.into_iter().skip(before).map(|row| text(&row.0[0])).collect();
    let places: HashMap<&str, usize> =
        ids.iter().enumerate().map(|(place, id)| (id.as_str(), place)).collect();
    let mut promises = vec![Vec::new(); ids.len()];
    let mut inserts = Vec::new();
    for (table, columns) in tables {
        let Some(key) = key(&table, &columns) else { continue };
        let columns: Vec<&String> =
            columns.iter().filter(|name| table != "journal" || (*name != "id" && *name != "block")).collect();
        let names = columns.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ");
        inserts.push(format!("INSERT INTO {table} ({names})"));
        for row in rows(db, &format!("SELECT {key}, {names} FROM {table}")).await {
            let mut cells = row.0;
            let owner = text(&cells.remove(0));
            if let Some(place) = places.get(owner.as_str()) {
                promises[*place].push((inserts.len() - 1, cells));
            }
        }
    }
    // The promise itself comes first: others refer to it.
    let first = inserts.iter().position(|insert| insert.starts_with("INSERT INTO promise ("));
    promises.iter_mut().for_each(|rows| rows.sort_by_key(|(insert, _)| (Some(*insert) != first, *insert)));
    together(&inserts, promises)
}

/// The rows of a promise in the same table are written by one statement; those of search apart from the others.
fn together(inserts: &[String], promises: Vec<Writes>) -> Written {
    let mut texts = Texts::default();
    let (mut at_once, mut later) = (Vec::new(), Vec::new());
    for rows in promises {
        let (follow, own) = rows.into_iter().partition(|(insert, _)| inserts[*insert].starts_with(SEARCH));
        at_once.push(texts.writes(inserts, own));
        later.push(texts.writes(inserts, follow));
    }
    Written { inserts: texts.all, promises: at_once, later }
}

/// What search writes when it follows the journal.
const SEARCH: &str = "INSERT INTO search_";

#[derive(Default)]
struct Texts {
    all: Vec<String>,
    places: HashMap<(usize, usize), usize>,
}

impl Texts {
    fn writes(&mut self, inserts: &[String], rows: Writes) -> Writes {
        let mut written = Vec::new();
        for rows in rows.chunk_by(|one, next| one.0 == next.0) {
            let place = *self.places.entry((rows[0].0, rows.len())).or_insert_with(|| {
                self.all.push(insert_of(&inserts[rows[0].0], rows.len(), rows[0].1.len()));
                self.all.len() - 1
            });
            written.push((place, rows.iter().flat_map(|(_, cells)| cells.clone()).collect()));
        }
        written
    }
}

fn insert_of(one: &str, rows: usize, columns: usize) -> String {
    let marks = |row: usize| {
        let marks: Vec<String> = (1..=columns).map(|column| format!("${}", row * columns + column)).collect();
        format!("({})", marks.join(", "))
    };
    let values: Vec<String> = (0..rows).map(marks).collect();
    format!("{one} VALUES {}", values.join(", "))
}

/// The column that says to which promise a row belongs.
fn key(table: &str, columns: &[String]) -> Option<&'static str> {
    match table {
        "promise" => Some("id"),
        "journal" => Some("subject"),
        _ => columns.iter().any(|name| name == "promise_id").then_some("promise_id"),
    }
}

async fn tables(db: &Db) -> BTreeMap<String, Vec<String>> {
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in schema(db).await {
        let column = line.strip_prefix("column ").and_then(|line| line.split(' ').next()?.split_once('.'));
        if let Some((table, column)) = column {
            tables.entry(table.to_owned()).or_default().push(column.to_owned());
        }
    }
    tables
}

/// All rows of a query that is put together while measuring.
pub async fn rows(db: &Db, text: &str) -> Vec<OwnedRow> {
    let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
    let sql: &'static Sql = Box::leak(Box::new(Sql { lite: text, pg: text }));
    let read = work(sql, |tx: &mut Tx<'_>, sql: &&'static Sql| {
        let sql: &'static Sql = sql;
        Box::pin(async move { tx.lookups(&[(sql, &[])]).await })
    });
    db.read(read).await.unwrap_or_else(|error| panic!("{text}: {error}")).remove(0)
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Int(n) => n.to_string(),
        Cell::Null => String::new(),
    }
}
