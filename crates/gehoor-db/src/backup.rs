//! Copies of the whole store.

use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};

use crate::lite::{LiteConn, error as lite_error};
use crate::pool::On;
use crate::{Db, DbError};

/// See [`Db::backup_to`].
pub(crate) async fn to_file(db: &Db, path: &Path) -> Result<(), DbError> {
    let part = beside(path);
    match &*db.on {
        On::File(file) => {
            let part = part.clone();
            file.readers.with(move |conn| copy(conn, &part)).await??;
        }
        On::Memory(memory) => memory.with(|conn| copy(conn, &part))?,
        On::Server(_) => {
            return Err(DbError::refused("notYet", "a backup of PostgreSQL is made with pg_dump"));
        }
    }
    appear(&part, path)
}

/// One consistent copy in one step: the reader's snapshot holds while writers go on.
fn copy(conn: &mut LiteConn, path: &Path) -> Result<(), DbError> {
    let _ = std::fs::remove_file(path);
    let mut target = rusqlite::Connection::open(path).map_err(lite_error)?;
    let backup = Backup::new(&conn.raw, &mut target).map_err(lite_error)?;
    match backup.step(-1).map_err(lite_error)? {
        StepResult::Done => Ok(()),
        _ => Err(DbError::Busy),
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
    done.map_err(|error| DbError::Disk(format!("{}: {error}", path.display())))
}
