//! One connection to a SQLite database.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use futures_util::FutureExt;
use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags};

use crate::row::wrong;
use crate::{Cell, DbError, Options, OwnedRow, Row, Sql, Tx, Value, Work};

/// A connection and the texts of the statements it has seen.
pub(crate) struct LiteConn {
    pub(crate) raw: Connection,
    texts: HashMap<usize, Box<str>>,
    /// Whether a statement changed something since this was last set to false.
    wrote: bool,
}

/// What a connection is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The one that writes.
    Writer,
    /// One of those that read.
    Reader,
}

impl LiteConn {
    /// Opens a file. The writer makes it when absent.
    pub(crate) fn open(path: &Path, role: Role, options: &Options) -> Result<Self, DbError> {
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if role == Role::Writer {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let raw = Connection::open_with_flags(path, flags).map_err(error)?;
        raw.busy_timeout(options.timeout).map_err(error)?;
        if role == Role::Writer {
            turn_on_wal(&raw)?;
        }
        let cache = if role == Role::Writer { options.cache_kib } else { options.cache_kib / 4 };
        let query_only = if role == Role::Reader { "ON" } else { "OFF" };
        raw.execute_batch(&format!(
            "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;
             PRAGMA cache_size=-{cache}; PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864;
             PRAGMA query_only={query_only};"
        ))
        .map_err(error)?;
        Self::around(raw)
    }

    /// Opens a database in memory that this connection alone sees.
    pub(crate) fn memory() -> Result<Self, DbError> {
        let raw = Connection::open_in_memory().map_err(error)?;
        raw.execute_batch(
            "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;
             PRAGMA trusted_schema=OFF;",
        )
        .map_err(error)?;
        Self::around(raw)
    }

    /// A plan that looks at bound values is made anew at every run with other values: plans must not look at them.
    fn around(raw: Connection) -> Result<Self, DbError> {
        raw.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(error)?;
        raw.set_prepared_statement_cache_capacity(512);
        Ok(Self { raw, texts: HashMap::new(), wrote: false })
    }

    /// Runs a statement that gives no rows; answers how many it touched.
    pub(crate) fn exec(&mut self, sql: &'static Sql, params: &[Value<'_>]) -> Result<u64, DbError> {
        let mut statement = statement(&self.raw, &mut self.texts, sql)?;
        bind(&mut statement, params)?;
        let count = statement.raw_execute().map_err(error)?;
        // Not before: a statement that fails takes back what it did.
        self.wrote |= !statement.readonly();
        Ok(count as u64)
    }

    /// Runs a statement and reads every row.
    pub(crate) fn rows<T>(
        &mut self,
        sql: &'static Sql,
        params: &[Value<'_>],
        map: impl Fn(&dyn Row) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        let mut statement = statement(&self.raw, &mut self.texts, sql)?;
        bind(&mut statement, params)?;
        self.wrote |= !statement.readonly();
        let mut rows = statement.raw_query();
        let mut out = Vec::new();
        while let Some(row) = rows.next().map_err(error)? {
            out.push(map(row)?);
        }
        Ok(out)
    }

    /// Runs a statement and keeps every row.
    pub(crate) fn owned(
        &mut self,
        sql: &'static Sql,
        params: &[Value<'_>],
    ) -> Result<Vec<OwnedRow>, DbError> {
        let mut statement = statement(&self.raw, &mut self.texts, sql)?;
        bind(&mut statement, params)?;
        self.wrote |= !statement.readonly();
        let columns = statement.column_count();
        let mut rows = statement.raw_query();
        let mut out = Vec::new();
        while let Some(row) = rows.next().map_err(error)? {
            let cells = (0..columns).map(|i| cell(row.get_ref(i).map_err(error)?, i));
            out.push(OwnedRow(cells.collect::<Result<_, _>>()?));
        }
        Ok(out)
    }

    /// Runs a piece of work inside whatever transaction is open. A panic inside it is its own failure.
    pub(crate) fn run<W: Work>(&mut self, work: &W) -> Result<W::Out, W::Error> {
        let mut tx = Tx::lite(self);
        let ran = catch_unwind(AssertUnwindSafe(|| work.run(&mut tx).now_or_never()));
        let fault = tx.into_fault();
        match ran {
            Ok(Some(Ok(out))) => fault.map_or(Ok(out), |fault| Err(fault.into())),
            Ok(Some(Err(refusal))) => Err(refusal),
            Ok(None) => Err(DbError::program("a piece of work waited for something else than SQL").into()),
            Err(panic) => Err(DbError::program(format!("panic: {}", panic_text(&*panic))).into()),
        }
    }

    /// Runs a statement of ours that takes no parameters.
    pub(crate) fn batch(&self, text: &str) -> Result<(), DbError> {
        self.raw.execute_batch(text).map_err(error)
    }

    /// Runs one short statement of ours, prepared once.
    pub(crate) fn control(&self, text: &str) -> Result<(), DbError> {
        self.raw
            .prepare_cached(text)
            .and_then(|mut statement| statement.raw_execute())
            .map(|_| ())
            .map_err(error)
    }

    /// True while no transaction is open.
    pub(crate) fn is_idle(&self) -> bool {
        self.raw.is_autocommit()
    }

    /// Prepares a statement and forgets it: an error says what is wrong with it.
    pub(crate) fn check(&mut self, sql: &'static Sql) -> Result<(), DbError> {
        statement(&self.raw, &mut self.texts, sql).map(|_| ())
    }

    /// Runs a piece of work and says, besides its result, whether it left changes in the open transaction.
    pub(crate) fn watched<T>(&mut self, run: impl FnOnce(&mut Self) -> T) -> (T, bool) {
        self.wrote = false;
        let done = run(self);
        (done, self.wrote)
    }
}

/// `$1` (PostgreSQL) becomes `?1`, so that both engines number the parameters alike.
fn statement<'c>(
    raw: &'c Connection,
    texts: &mut HashMap<usize, Box<str>>,
    sql: &'static Sql,
) -> Result<CachedStatement<'c>, DbError> {
    let key = std::ptr::from_ref(sql) as usize;
    let text = texts.entry(key).or_insert_with(|| numbered(sql.lite));
    raw.prepare_cached(text).map_err(error)
}

/// WAL mode stays with the file; asking twice changes nothing.
fn turn_on_wal(raw: &Connection) -> Result<(), DbError> {
    let mode: String = raw.query_row("PRAGMA journal_mode=WAL", [], |row| row.get(0)).map_err(error)?;
    if mode == "wal" {
        return Ok(());
    }
    Err(DbError::refused(
        "noWal",
        format!(
            "SQLite can't use its write-ahead log on this disk (it answers '{mode}'): put the data folder on a local disk"
        ),
    ))
}

/// The text with `?1` for `$1`.
fn numbered(text: &str) -> Box<str> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let number = c == '$' && rest.peek().is_some_and(char::is_ascii_digit);
        out.push(if number { '?' } else { c });
    }
    out.into_boxed_str()
}

fn bind(statement: &mut CachedStatement<'_>, params: &[Value<'_>]) -> Result<(), DbError> {
    if statement.parameter_count() != params.len() {
        let wanted = statement.parameter_count();
        return Err(DbError::program(format!("{wanted} parameters are needed, {} were given", params.len())));
    }
    for (place, value) in (1..).zip(params) {
        match value {
            Value::Int(n) => statement.raw_bind_parameter(place, n),
            Value::Text(text) => statement.raw_bind_parameter(place, text),
            Value::OwnedText(text) => statement.raw_bind_parameter(place, text),
            Value::Null => statement.raw_bind_parameter(place, rusqlite::types::Null),
        }
        .map_err(error)?;
    }
    Ok(())
}

fn cell(value: ValueRef<'_>, i: usize) -> Result<Cell, DbError> {
    match value {
        ValueRef::Null => Ok(Cell::Null),
        ValueRef::Integer(n) => Ok(Cell::Int(n)),
        ValueRef::Text(bytes) => text(bytes, i).map(|text| Cell::Text(text.to_owned())),
        ValueRef::Real(_) | ValueRef::Blob(_) => Err(wrong(i, "an integer or a text")),
    }
}

fn text(bytes: &[u8], i: usize) -> Result<&str, DbError> {
    std::str::from_utf8(bytes).map_err(|_| wrong(i, "valid UTF-8"))
}

impl Row for rusqlite::Row<'_> {
    fn opt_int(&self, i: usize) -> Result<Option<i64>, DbError> {
        match self.get_ref(i).map_err(error)? {
            ValueRef::Null => Ok(None),
            ValueRef::Integer(n) => Ok(Some(n)),
            _ => Err(wrong(i, "an integer")),
        }
    }

    fn opt_str(&self, i: usize) -> Result<Option<&str>, DbError> {
        match self.get_ref(i).map_err(error)? {
            ValueRef::Null => Ok(None),
            ValueRef::Text(bytes) => text(bytes, i).map(Some),
            _ => Err(wrong(i, "a text")),
        }
    }
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> &str {
    let fixed = panic.downcast_ref::<&str>().copied();
    fixed.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("without a text")
}

/// SQLite below 3.51.3 and 3.52.0 can lose committed data in WAL mode (the WAL-reset bug, sqlite.org changes of
/// 3.51.3 and 3.53.0); we ship 3.53 or later.
pub(crate) fn check_library() -> Result<(), DbError> {
    let number = rusqlite::version_number();
    if number >= 3_053_000 {
        return Ok(());
    }
    let version = rusqlite::version();
    Err(DbError::refused(
        "oldSqlite",
        format!(
            "this program was built with SQLite {version}, which can lose stored data: build it with the bundled SQLite (3.53 or later)"
        ),
    ))
}

/// What SQLite's error means for us.
pub(crate) fn error(error: rusqlite::Error) -> DbError {
    let rusqlite::Error::SqliteFailure(code, message) = &error else {
        return DbError::Program(error.to_string());
    };
    let said = message.clone().unwrap_or_else(|| code.to_string());
    match code.code {
        ErrorCode::ConstraintViolation => constraint(code.extended_code, said),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => DbError::Busy,
        ErrorCode::DiskFull => DbError::Full,
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => DbError::ReadOnly(said),
        ErrorCode::SystemIoFailure | ErrorCode::FileLockingProtocolFailed => DbError::Disk(said),
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => DbError::Damaged(said),
        ErrorCode::CannotOpen => DbError::refused(
            "cannotOpen",
            format!(
                "the database file can't be opened ({said}): look whether the folder exists and may be written"
            ),
        ),
        _ => DbError::Program(said),
    }
}

fn constraint(code: i32, said: String) -> DbError {
    use rusqlite::ffi;
    let detail = said.split_once("failed: ").map_or(said.as_str(), |(_, detail)| detail).to_owned();
    match code {
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
            let table = detail.split_once('.').map_or(String::new(), |(table, _)| table.to_owned());
            DbError::Unique { table, detail }
        }
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => DbError::ForeignKey { detail },
        _ => DbError::Check { detail },
    }
}
