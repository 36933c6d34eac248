//! Copies from and to PostgreSQL.

use std::pin::pin;

use bytes::{BufMut, Bytes, BytesMut};
use futures_util::{SinkExt, TryStreamExt};
use serde_json::Value as Json;
use tokio_postgres::Client;

use super::portable::{Line, Reader, Writer, list, quoted};
use super::{Contents, Sink, Source, must_be_unused};
use crate::pg::{PgServer, error};
use crate::{DbError, Row};

/// Tables with columns of integers and texts only: others are made from these.
const TABLES: &str = "SELECT CAST(c.relname AS TEXT), array_to_string(array_agg(a.attname ORDER BY a.attnum), ',')
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND c.relnamespace = CAST(current_schema() AS regnamespace) AND c.relname <> 'migration'
    GROUP BY c.relname HAVING bool_and(a.atttypid IN ('bigint'::regtype, 'text'::regtype)) ORDER BY 1";
const REFERENCES: &str =
    "SELECT CAST(conrelid::regclass AS TEXT), CAST(conname AS TEXT), pg_get_constraintdef(oid)
    FROM pg_constraint WHERE contype = 'f' AND connamespace = CAST(current_schema() AS regnamespace)";
const IDENTITIES: &str =
    "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns
    WHERE table_schema = current_schema() AND is_identity = 'YES'";
const CHUNK: usize = 256 * 1024;

/// Writes all rows on one snapshot.
pub(super) async fn dump<W: Sink>(server: &PgServer, out: Writer<W>) -> Result<Contents, DbError> {
    let client = server.client().await?;
    let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0";
    client.batch_execute(begin).await.map_err(error)?;
    let done = dump_inside(&client, out).await;
    client.batch_execute("ROLLBACK").await.map_err(error)?;
    done
}

async fn dump_inside<W: Sink>(client: &Client, mut out: Writer<W>) -> Result<Contents, DbError> {
    for (name, columns) in pairs(client, TABLES).await? {
        let columns: Vec<String> = columns.split(',').map(str::to_owned).collect();
        out.table(&name, &columns)?;
        let text = format!("SELECT {} FROM {}", list(&columns), quoted(&name));
        let rows = client.query_raw(&text, std::iter::empty::<i64>()).await.map_err(error)?;
        let mut rows = pin!(rows);
        while let Some(row) = rows.try_next().await.map_err(error)? {
            out.row((0..columns.len()).map(|i| json(&row, i)).collect::<Result<_, _>>()?)?;
        }
    }
    out.end()
}

/// Loads all rows in one transaction; references are taken away before and come back, checked, after.
pub(super) async fn load<R: Source>(server: &PgServer, lines: Reader<R>) -> Result<Contents, DbError> {
    let client = server.client().await?;
    client.batch_execute("BEGIN; SET LOCAL statement_timeout = 0").await.map_err(error)?;
    let done = load_inside(&client, lines).await;
    let end = if done.is_ok() { "COMMIT" } else { "ROLLBACK" };
    client.batch_execute(end).await.map_err(error)?;
    done
}

async fn load_inside<R: Source>(client: &Client, mut lines: Reader<R>) -> Result<Contents, DbError> {
    let used = client.query_one("SELECT count(*) FROM journal", &[]).await.map_err(error)?;
    must_be_unused(used.int(0)?)?;
    let tables: Vec<String> = pairs(client, TABLES).await?.into_iter().map(|(name, _)| name).collect();
    let references = client.query(REFERENCES, &[]).await.map_err(error)?;
    for row in &references {
        let drop = format!("ALTER TABLE {} DROP CONSTRAINT {}", row.text(0)?, quoted(&row.text(1)?));
        client.batch_execute(&drop).await.map_err(error)?;
    }
    let mut line = lines.next()?;
    while let Line::Table { name, columns } = line {
        if !tables.contains(&name) {
            return Err(lines.fault());
        }
        line = load_table(client, &mut lines, &name, &columns).await?;
    }
    let Line::End = line else { return Err(lines.fault()) };
    for row in &references {
        let back =
            format!("ALTER TABLE {} ADD CONSTRAINT {} {}", row.text(0)?, quoted(&row.text(1)?), row.text(2)?);
        client.batch_execute(&back).await.map_err(error)?;
    }
    go_on_counting(client).await?;
    Ok(lines.contents())
}

/// Copies the rows of one table; gives the line after them.
async fn load_table<R: Source>(
    client: &Client,
    lines: &mut Reader<R>,
    name: &str,
    columns: &[String],
) -> Result<Line, DbError> {
    client.batch_execute(&format!("DELETE FROM {}", quoted(name))).await.map_err(error)?;
    let text = format!("COPY {} ({}) FROM STDIN", quoted(name), list(columns));
    let mut sink = pin!(client.copy_in::<_, Bytes>(&text).await.map_err(error)?);
    let mut chunk = BytesMut::new();
    let line = loop {
        match lines.next()? {
            Line::Row(cells) if cells.len() == columns.len() => {
                copied(&cells, &mut chunk).ok_or_else(|| lines.fault())?;
            }
            Line::Row(_) => return Err(lines.fault()),
            other => break other,
        }
        if chunk.len() > CHUNK {
            sink.send(chunk.split().freeze()).await.map_err(error)?;
        }
    };
    sink.send(chunk.freeze()).await.map_err(error)?;
    sink.finish().await.map_err(error)?;
    Ok(line)
}

/// A row in the text form of COPY (PostgreSQL manual, COPY, "Text Format"); nothing for another kind of cell.
fn copied(cells: &[Json], out: &mut BytesMut) -> Option<()> {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            out.put_u8(b'\t');
        }
        match cell {
            Json::Null => out.put_slice(b"\\N"),
            Json::Number(n) => out.put_slice(n.as_i64()?.to_string().as_bytes()),
            Json::String(text) => escaped(text, out),
            _ => return None,
        }
    }
    out.put_u8(b'\n');
    Some(())
}

fn escaped(text: &str, out: &mut BytesMut) {
    for byte in text.bytes() {
        match byte {
            b'\\' => out.put_slice(b"\\\\"),
            b'\n' => out.put_slice(b"\\n"),
            b'\r' => out.put_slice(b"\\r"),
            b'\t' => out.put_slice(b"\\t"),
            other => out.put_u8(other),
        }
    }
}

/// The server goes on numbering after the highest number that was loaded.
async fn go_on_counting(client: &Client) -> Result<(), DbError> {
    for (table, column) in pairs(client, IDENTITIES).await? {
        let text = format!(
            "SELECT setval(pg_get_serial_sequence($1, $2), coalesce(max({}), 0) + 1, false) FROM {}",
            quoted(&column),
            quoted(&table)
        );
        client.query(&text, &[&quoted(&table), &column]).await.map_err(error)?;
    }
    Ok(())
}

async fn pairs(client: &Client, text: &str) -> Result<Vec<(String, String)>, DbError> {
    let rows = client.query(text, &[]).await.map_err(error)?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}

fn json(row: &tokio_postgres::Row, i: usize) -> Result<Json, DbError> {
    if *row.columns()[i].type_() == tokio_postgres::types::Type::INT8 {
        return Ok(row.opt_int(i)?.map_or(Json::Null, Json::from));
    }
    Ok(row.opt_text(i)?.map_or(Json::Null, Json::from))
}
