//! The lines of the portable form.

use serde_json::{Value as Json, json};

use super::{Contents, Sink, Source};
use crate::DbError;

const FORM: &str = "gehoor-rows-1";

/// Writes the lines.
pub(super) struct Writer<W> {
    out: W,
    contents: Contents,
}

impl<W: Sink> Writer<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, contents: Contents::default() }
    }

    pub(super) fn head(&mut self, schema: u32) -> Result<(), DbError> {
        self.line(&json!({ "form": FORM, "schema": schema }))
    }

    pub(super) fn table(&mut self, name: &str, columns: &[String]) -> Result<(), DbError> {
        self.contents.tables += 1;
        self.line(&json!({ "table": name, "columns": columns }))
    }

    pub(super) fn row(&mut self, cells: Vec<Json>) -> Result<(), DbError> {
        self.contents.rows += 1;
        self.line(&Json::Array(cells))
    }

    pub(super) fn end(mut self) -> Result<Contents, DbError> {
        self.line(&json!({ "end": true, "tables": self.contents.tables, "rows": self.contents.rows }))?;
        self.out.flush().map_err(|error| DbError::Disk(error.to_string()))?;
        Ok(self.contents)
    }

    fn line(&mut self, value: &Json) -> Result<(), DbError> {
        let written = serde_json::to_writer(&mut self.out, value).map_err(std::io::Error::from);
        written.and_then(|()| self.out.write_all(b"\n")).map_err(|error| match error.kind() {
            std::io::ErrorKind::StorageFull => DbError::Full,
            _ => DbError::Disk(error.to_string()),
        })
    }
}

/// Reads the lines.
pub(super) struct Reader<R> {
    lines: R,
    number: u64,
    contents: Contents,
}

/// A line after the head.
pub(super) enum Line {
    Table { name: String, columns: Vec<String> },
    Row(Vec<Json>),
    End,
}

impl<R: Source> Reader<R> {
    pub(super) fn new(lines: R) -> Self {
        Self { lines, number: 0, contents: Contents::default() }
    }

    /// The schema of the copy.
    pub(super) fn head(&mut self) -> Result<u32, DbError> {
        let head = self.json()?;
        let schema = head.get("schema").and_then(Json::as_u64).and_then(|number| u32::try_from(number).ok());
        match (head.get("form").and_then(Json::as_str), schema) {
            (Some(FORM), Some(schema)) => Ok(schema),
            _ => Err(self.fault()),
        }
    }

    /// The next line; the end must count what was read.
    pub(super) fn next(&mut self) -> Result<Line, DbError> {
        let value = self.json()?;
        if let Json::Array(cells) = value {
            self.contents.rows += 1;
            return Ok(Line::Row(cells));
        }
        if let Some(name) = value.get("table").and_then(Json::as_str) {
            self.contents.tables += 1;
            let columns = value.get("columns").and_then(Json::as_array).ok_or_else(|| self.fault())?;
            let columns = columns.iter().filter_map(Json::as_str).map(str::to_owned).collect();
            return Ok(Line::Table { name: name.to_owned(), columns });
        }
        let told = Contents { tables: count(&value, "tables"), rows: count(&value, "rows") };
        if value.get("end").is_some() && told == self.contents { Ok(Line::End) } else { Err(self.fault()) }
    }

    pub(super) fn contents(&self) -> Contents {
        self.contents
    }

    fn json(&mut self) -> Result<Json, DbError> {
        let mut line = String::new();
        self.number += 1;
        let read = self.lines.read_line(&mut line).map_err(|_| self.fault())?;
        if read == 0 { Err(self.fault()) } else { serde_json::from_str(&line).map_err(|_| self.fault()) }
    }

    /// The copy is cut off or not one of ours.
    pub(super) fn fault(&self) -> DbError {
        DbError::refused(
            "badCopy",
            format!("the copy is damaged or cut off at line {}: take another one", self.number),
        )
    }
}

fn count(value: &Json, name: &str) -> u64 {
    value.get(name).and_then(Json::as_u64).unwrap_or(0)
}

/// A name of a table or column as it stands in a statement.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Names as a list in a statement.
pub(super) fn list(names: &[String]) -> String {
    names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}
