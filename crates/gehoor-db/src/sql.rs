//! Statements: one text in the common subset, or one for each engine where a dialect needs a word more.

use crate::{Db, DbError};

/// A statement for both engines. Parameters are `$1`, `$2`, …; ids are TEXT, instants and flags are integers.
#[derive(Debug)]
pub struct Sql {
    /// The text for SQLite.
    pub lite: &'static str,
    /// The text for PostgreSQL.
    pub pg: &'static str,
}

impl Sql {
    /// One text for both engines.
    pub const fn same(text: &'static str) -> Self {
        Self { lite: text, pg: text }
    }

    /// One statement with one row: its columns are the single values that these statements give, which take no parameters.
    /// What several slices are asked for at every turn costs one statement so. Made once, kept for ever.
    pub fn values_of(all: &[&'static Self]) -> Self {
        let text = |of: fn(&Self) -> &'static str| -> &'static str {
            let values: Vec<String> = all.iter().map(|sql| format!("({})", of(sql))).collect();
            Box::leak(format!("SELECT {}", values.join(", ")).into_boxed_str())
        };
        Self { lite: text(|sql| sql.lite), pg: text(|sql| sql.pg) }
    }
}

/// Declares the statements of a file and `pub(crate) static ALL` with all of them:
///
/// ```
/// gehoor_db::statements! {
///     /// Comments are allowed.
///     pub(crate) NAME = "SELECT name FROM thing WHERE id = $1";
///     pub(crate) CLAIM = {
///         lite: "SELECT id FROM thing LIMIT $1",
///         pg: "SELECT id FROM thing LIMIT $1 FOR UPDATE SKIP LOCKED",
///     };
/// }
/// # fn main() {}
/// ```
#[macro_export]
macro_rules! statements {
    (@each [$($name:ident)*]) => {
        /// Every statement of this file: a test prepares them on both engines.
        pub(crate) static ALL: &[&$crate::Sql] = &[$(&$name),*];
    };
    (@each [$($done:ident)*] $(#[$meta:meta])* $vis:vis $name:ident = { lite: $lite:expr, pg: $pg:expr $(,)? }; $($rest:tt)*) => {
        $(#[$meta])*
        $vis static $name: $crate::Sql = $crate::Sql { lite: $lite, pg: $pg };
        $crate::statements!(@each [$($done)* $name] $($rest)*);
    };
    (@each [$($done:ident)*] $(#[$meta:meta])* $vis:vis $name:ident = $text:expr; $($rest:tt)*) => {
        $(#[$meta])*
        $vis static $name: $crate::Sql = $crate::Sql::same($text);
        $crate::statements!(@each [$($done)* $name] $($rest)*);
    };
    ($($all:tt)*) => { $crate::statements!(@each [] $($all)*); };
}

/// Prepares every statement and gives those that the engine refuses, each as the statement and what is wrong.
/// A test calls it with the lists of all slices on a migrated database of each engine.
pub async fn prepare_all(db: &Db, all: &[&'static Sql]) -> Result<Vec<String>, DbError> {
    let mut faults = Vec::new();
    for sql in all {
        if let Err(error) = db.prepare(sql).await {
            faults.push(format!("{error}: {}", db.text_of(sql)));
        }
    }
    Ok(faults)
}
