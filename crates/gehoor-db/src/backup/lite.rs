//! Copies from and to SQLite.

use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::types::{Value as LiteValue, ValueRef};
use serde_json::Value as Json;

use super::portable::{Line, Reader, Writer, list, quoted};
use super::{Contents, Sink, Source, must_be_unused};
use crate::DbError;
use crate::lite::{LiteConn, error};

/// The tables that are not made from others.
const TABLES: &str = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
    AND name NOT LIKE 'sqlite%' AND name <> 'migration' ORDER BY name";

/// One consistent copy in one step: the reader's snapshot holds while writers go on.
pub(super) fn copy(conn: &mut LiteConn, path: &Path) -> Result<(), DbError> {
    let _ = std::fs::remove_file(path);
    let mut target = rusqlite::Connection::open(path).map_err(error)?;
    let backup = Backup::new(&conn.raw, &mut target).map_err(error)?;
    match backup.step(-1).map_err(error)? {
        StepResult::Done => Ok(()),
        _ => Err(DbError::Busy),
    }
}

/// Writes all rows on one snapshot.
pub(super) fn dump<W: Sink>(conn: &mut LiteConn, out: Writer<W>) -> Result<Contents, DbError> {
    conn.batch("BEGIN")?;
    let done = dump_inside(conn, out);
    conn.batch("ROLLBACK")?;
    done
}

fn dump_inside<W: Sink>(conn: &LiteConn, mut out: Writer<W>) -> Result<Contents, DbError> {
    for name in texts(conn, TABLES, [])? {
        let columns = texts(conn, "SELECT name FROM pragma_table_info(?1) ORDER BY cid", [&name])?;
        out.table(&name, &columns)?;
        let text = format!("SELECT {} FROM {}", list(&columns), quoted(&name));
        let mut statement = conn.raw.prepare(&text).map_err(error)?;
        let mut rows = statement.query([]).map_err(error)?;
        while let Some(row) = rows.next().map_err(error)? {
            let cells = (0..columns.len()).map(|i| json(row.get_ref(i).map_err(error)?));
            out.row(cells.collect::<Result<_, _>>()?)?;
        }
    }
    out.end()
}

/// Loads all rows in one transaction.
pub(super) fn load<R: Source>(conn: &mut LiteConn, lines: Reader<R>) -> Result<Contents, DbError> {
    conn.batch("PRAGMA foreign_keys=OFF; BEGIN IMMEDIATE")?;
    let done = load_inside(conn, lines);
    conn.batch(if done.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    conn.batch("PRAGMA foreign_keys=ON")?;
    done
}

fn load_inside<R: Source>(conn: &LiteConn, mut lines: Reader<R>) -> Result<Contents, DbError> {
    must_be_unused(number(conn, "SELECT count(*) FROM journal")?)?;
    let tables = texts(conn, TABLES, [])?;
    let (mut insert, mut width) = (String::new(), 0);
    loop {
        match lines.next()? {
            Line::End => break,
            Line::Table { name, columns } => {
                if !tables.contains(&name) || columns.is_empty() {
                    return Err(lines.fault());
                }
                conn.batch(&format!("DELETE FROM {}", quoted(&name)))?;
                width = columns.len();
                let places: Vec<String> = (1..=width).map(|i| format!("?{i}")).collect();
                insert = format!(
                    "INSERT INTO {} ({}) VALUES ({})",
                    quoted(&name),
                    list(&columns),
                    places.join(", ")
                );
            }
            Line::Row(cells) => {
                let cells: Option<Vec<LiteValue>> = cells.iter().map(lite).collect();
                let cells = cells.filter(|cells| cells.len() == width).ok_or_else(|| lines.fault())?;
                let mut statement = conn.raw.prepare_cached(&insert).map_err(error)?;
                statement.execute(rusqlite::params_from_iter(cells)).map_err(error)?;
            }
        }
    }
    match number(conn, "SELECT count(*) FROM pragma_foreign_key_check")? {
        0 => Ok(lines.contents()),
        broken => Err(DbError::ForeignKey { detail: format!("{broken} rows") }),
    }
}

fn texts(conn: &LiteConn, text: &str, params: impl rusqlite::Params) -> Result<Vec<String>, DbError> {
    let mut statement = conn.raw.prepare(text).map_err(error)?;
    let rows = statement.query_map(params, |row| row.get(0)).map_err(error)?;
    rows.collect::<Result<_, _>>().map_err(error)
}

fn number(conn: &LiteConn, text: &str) -> Result<i64, DbError> {
    conn.raw.query_row(text, [], |row| row.get(0)).map_err(error)
}

fn json(value: ValueRef<'_>) -> Result<Json, DbError> {
    match value {
        ValueRef::Null => Ok(Json::Null),
        ValueRef::Integer(n) => Ok(Json::from(n)),
        ValueRef::Text(text) => Ok(Json::from(String::from_utf8_lossy(text).into_owned())),
        ValueRef::Real(_) | ValueRef::Blob(_) => {
            Err(DbError::program("a column that is no integer and no text"))
        }
    }
}

fn lite(value: &Json) -> Option<LiteValue> {
    match value {
        Json::Null => Some(LiteValue::Null),
        Json::Number(n) => n.as_i64().map(LiteValue::Integer),
        Json::String(text) => Some(LiteValue::Text(text.clone())),
        _ => None,
    }
}
