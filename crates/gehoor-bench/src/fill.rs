//! Many open promises, copied from one that the server made.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use gehoor_kernel::time::{Instant, days};
use rusqlite::Connection;

use crate::Run;
use crate::load::{Ground, now, prepare};

/// Moments that move with the promise's own moment.
const MOVED: &[&str] = &["starts_at", "ends_at", "deadline", "next_at", "wake_at", "tell_at", "remind_at"];

/// A store with open promises that want nothing for a month, to which others are added.
pub struct Filled {
    folder: tempfile::TempDir,
    /// The site with its customers.
    pub ground: Ground,
    template: String,
    next: Cell<usize>,
}

impl Filled {
    /// Sets a site up with so many open promises.
    pub fn new(run: &Run, name: &str, open: usize) -> Self {
        let folder = run.folder(name);
        let ground = prepare(&run.binary, folder.path(), None);
        let template = ground.make_one(now().plus(days(300)));
        let filled = Self { folder, ground, template, next: Cell::new(0) };
        filled.add(open, now().plus(days(30)), 1_000_000);
        filled
    }

    /// Adds so many that want their look from `first` on, each `step` microseconds after the one before. Gives the number of
    /// the first, for [`id`]. The server must not run.
    pub fn add(&self, count: usize, first: Instant, step: i64) -> usize {
        let from = self.next.replace(self.next.get() + count);
        fill(&self.path(), &self.template, from, count, first, step);
        from
    }

    /// The same promises added to a copy of the store.
    pub fn add_to(&self, copy: &Path, from: usize, count: usize, first: Instant, step: i64) {
        fill(copy, &self.template, from, count, first, step);
    }

    /// The store.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("gehoor.db")
    }

    /// A copy of the store beside it.
    pub fn copy(&self, name: &str) -> PathBuf {
        let copy = self.folder.path().join(name);
        std::fs::copy(self.path(), &copy).expect("a copy");
        copy
    }
}

/// Copies the promise `template` so many times; the copies are numbered from `from` on and want their look from `first`
/// on, each `step` microseconds after the one before.
fn fill(path: &Path, template: &str, from: usize, count: usize, first: Instant, step: i64) {
    let conn = Connection::open(path).expect("the store opens");
    conn.execute_batch("PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-262144; BEGIN")
        .expect("settings");
    if count > 0 {
        copy(&conn, "promise", "id", template, (from, count), (first, step));
        copy(&conn, "promise_words", "promise_id", template, (from, count), (first, step));
    }
    // Also without copies: the file alone then holds everything and can be copied.
    conn.execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)").expect("the copies are kept");
    // What was written without waiting for the disk must be there before anything is measured that does wait for it.
    std::fs::File::open(path).and_then(|file| file.sync_all()).expect("the store is on the disk");
}

/// The id of copy number `n`.
pub fn id(n: usize) -> String {
    format!("pr_{n:026}")
}

fn copy(
    conn: &Connection,
    table: &str,
    key: &str,
    template: &str,
    (from, count): (usize, usize),
    (first, step): (Instant, i64),
) {
    let mut statement =
        conn.prepare(&format!("SELECT name FROM pragma_table_info('{table}')")).expect("columns");
    let columns: Vec<String> = statement
        .query_map([], |row| row.get(0))
        .expect("columns")
        .collect::<Result<_, _>>()
        .expect("columns");
    let value = |name: &String| match name.as_str() {
        name if name == key => "printf('pr_%026d', n.i)".to_owned(),
        name if table == "promise" && MOVED.contains(&name) => {
            format!("t.{name} + ?4 + (n.i - ?1) * ?5 - t.wake_at")
        }
        name => format!("t.{name}"),
    };
    let values: Vec<String> = columns.iter().map(value).collect();
    let text = format!(
        "WITH RECURSIVE n(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2)
         INSERT INTO {table} ({}) SELECT {} FROM n, {table} t WHERE t.{key} = ?3 AND ?4 + ?5 IS NOT NULL",
        columns.join(", "),
        values.join(", ")
    );
    let params = (from as i64, (from + count) as i64, template, first.as_micros(), step);
    let copied = conn.execute(&text, params).unwrap_or_else(|error| panic!("{table}: {error}"));
    assert_eq!(copied, count, "{table}");
}
