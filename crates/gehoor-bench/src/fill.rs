//! Many open promises, copied from one that the server made.

use std::path::Path;

use gehoor_kernel::time::Instant;
use rusqlite::Connection;

/// Moments that move with the promise's own moment.
const MOVED: &[&str] = &["starts_at", "ends_at", "deadline", "next_at", "wake_at", "tell_at", "remind_at"];

/// Copies the promise `template` so many times; the copies are numbered from `from` on and want their look from `first`
/// on, each `step` microseconds after the one before.
pub fn fill(path: &Path, template: &str, from: usize, count: usize, first: Instant, step: i64) {
    let conn = Connection::open(path).expect("the store opens");
    conn.execute_batch("PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-262144; BEGIN")
        .expect("settings");
    if count > 0 {
        copy(&conn, "promise", "id", template, (from, count), (first, step));
        copy(&conn, "promise_words", "promise_id", template, (from, count), (first, step));
    }
    // Also without copies: the file alone then holds everything and can be copied.
    conn.execute_batch("COMMIT; PRAGMA wal_checkpoint(TRUNCATE); ANALYZE").expect("the copies are kept");
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
