//! The limit on SQLite: prepared statements on one connection, with the same settings as our writer.

use std::path::Path;
use std::time::{Duration, Instant as Clock};

use gehoor_db::Cell;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::processor;
use crate::rows::{FOLLOWED, Writes, Written};

/// What the limit did.
pub struct Limit {
    /// Operations each second.
    pub rate: f64,
    /// Processor time of each in milliseconds.
    pub processor: f64,
}

/// A connection that keeps what it acknowledged, as our writer does.
pub fn open(path: &Path) -> Connection {
    let conn = Connection::open(path).expect("the file opens");
    conn.execute_batch(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;
         PRAGMA cache_size=-8192; PRAGMA wal_autocheckpoint=4000;",
    )
    .expect("settings");
    conn.set_prepared_statement_cache_capacity(64);
    conn
}

/// Writes the rows of whole promises, so many promises in one commit, for as long as they last or `during` is over.
pub fn write(path: &Path, written: &Written, group: usize, during: Duration) -> Limit {
    let conn = open(path);
    let (began, used) = (Clock::now(), processor::own());
    let (mut made, mut followed) = (0, 0);
    for promises in written.promises.chunks(group) {
        commit(&conn, written, promises);
        made += promises.len();
        while made - followed >= FOLLOWED {
            commit(&conn, written, &written.later[followed..followed + FOLLOWED]);
            followed += FOLLOWED;
        }
        if began.elapsed() > during {
            break;
        }
    }
    let micros = processor::own() - used;
    Limit {
        rate: made as f64 / began.elapsed().as_secs_f64(),
        processor: micros as f64 / 1000.0 / made as f64,
    }
}

fn commit(conn: &Connection, written: &Written, promises: &[Writes]) {
    conn.execute_batch("BEGIN IMMEDIATE").expect("BEGIN");
    for (insert, cells) in promises.iter().flatten() {
        let mut statement = conn.prepare_cached(&written.inserts[*insert]).expect("a statement");
        statement.execute(params_from_iter(cells.iter().map(value))).expect("a row");
    }
    conn.execute_batch("COMMIT").expect("COMMIT");
}

/// A cell as the driver takes it.
pub fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Int(n) => Value::Integer(*n),
        Cell::Text(text) => Value::Text(text.clone()),
    }
}
