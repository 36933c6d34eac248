//! Copies of the whole store.
//!
//! The portable form is a text file of JSON lines: a head, then for each table a line with its columns followed by a
//! line for each row, and an end that counts the rows. Either engine can load it. Tables that are made from others
//! (the parts of a full-text index) are left out.

mod lite;
mod pg;
mod portable;

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::pool::On;
use crate::{Db, DbError};

/// What a copy in the portable form holds, or what was loaded from one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// How many tables.
    pub tables: u64,
    /// How many rows in all of them.
    pub rows: u64,
}

/// See [`Db::backup_to`].
pub(crate) async fn to_file(db: &Db, path: &Path) -> Result<(), DbError> {
    let part = beside(path);
    match &*db.on {
        On::File(file) => {
            let part = part.clone();
            file.readers.with(move |conn| lite::copy(conn, &part)).await??;
        }
        On::Memory(memory) => memory.with(|conn| lite::copy(conn, &part))?,
        On::Server(_) => return dump(db, path).await.map(|_| ()),
    }
    appear(&part, path)
}

/// See [`Db::dump`].
pub(crate) async fn dump(db: &Db, path: &Path) -> Result<Contents, DbError> {
    let part = beside(path);
    let schema = db.schema().await?;
    let mut out = portable::Writer::new(BufWriter::new(File::create(&part).map_err(|e| disk(&part, &e))?));
    out.head(schema)?;
    let contents = match &*db.on {
        On::File(file) => file.readers.with(move |conn| lite::dump(conn, out)).await??,
        On::Memory(memory) => memory.with(|conn| lite::dump(conn, out))?,
        On::Server(server) => pg::dump(server, out).await?,
    };
    appear(&part, path)?;
    Ok(contents)
}

/// See [`Db::load`].
pub(crate) async fn load(db: &Db, path: &Path) -> Result<Contents, DbError> {
    let file = File::open(path).map_err(|error| disk(path, &error))?;
    let mut lines = portable::Reader::new(BufReader::new(file));
    let known = db.schema().await?;
    let found = lines.head()?;
    if found > known {
        return Err(DbError::NewerSchema { found, known });
    }
    if found < known {
        return Err(DbError::refused(
            "olderSchema",
            format!(
                "the copy has schema {found}, the database {known}: load it with the version that made it, then update"
            ),
        ));
    }
    match &*db.on {
        On::File(file) => lite::load(&mut file.separate()?, lines),
        On::Memory(memory) => memory.with(|conn| lite::load(conn, lines)),
        On::Server(server) => pg::load(server, lines).await,
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

/// Flushes the finished file and gives it its name.
fn appear(part: &Path, path: &Path) -> Result<(), DbError> {
    let done = File::open(part).and_then(|file| file.sync_all()).and_then(|()| std::fs::rename(part, path));
    done.map_err(|error| disk(path, &error))
}

fn disk(path: &Path, error: &std::io::Error) -> DbError {
    match error.kind() {
        std::io::ErrorKind::StorageFull => DbError::Full,
        _ => DbError::Disk(format!("{}: {error}", path.display())),
    }
}

/// Refuses to load over a store that has been used.
fn must_be_unused(entries: i64) -> Result<(), DbError> {
    if entries == 0 {
        return Ok(());
    }
    Err(DbError::refused("notEmpty", "the database has been used already: load a copy into a new one"))
}

/// What a copy is written to and read from.
trait Sink: Write + Send + 'static {}
impl<T: Write + Send + 'static> Sink for T {}
trait Source: BufRead + Send + 'static {}
impl<T: BufRead + Send + 'static> Source for T {}
