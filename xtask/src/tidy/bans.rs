//! Words that do not belong in a kind of file, with what to do instead.

use super::Finding;
use super::source::{File, Tree};

struct Ban {
    words: &'static [&'static str],
    /// Whether the ban holds in this file.
    holds: fn(&File) -> bool,
    /// Whether it holds in test code too.
    in_tests: bool,
    instead: &'static str,
}

const SLICES: &[&str] = &[
    "gehoor-people",
    "gehoor-signin",
    "gehoor-customer",
    "gehoor-contact",
    "gehoor-promise",
    "gehoor-today",
    "gehoor-search",
    "gehoor-card",
    "gehoor-link",
    "gehoor-lead",
    "gehoor-push",
    "gehoor-import",
    "gehoor-figures",
    "gehoor-setup",
    "gehoor-case",
    "gehoor-grade",
    "gehoor-story",
    "gehoor-mandate",
    "gehoor-extra",
    "gehoor-norm",
    "gehoor-agenda",
    "gehoor-letter",
    "gehoor-campaign",
    "gehoor-stake",
    "gehoor-mirror",
];

fn in_slice(file: &File) -> bool {
    SLICES.contains(&file.crate_name())
}

fn is_rules(file: &File) -> bool {
    in_slice(file) && file.kind() == "rules" || file.crate_name() == "gehoor-kernel"
}

fn is_rim(file: &File) -> bool {
    in_slice(file) && matches!(file.kind(), "web" | "api" | "timers" | "cli" | "pages")
}

// The clock, the pauses of the driver, and the tools that measure from outside.
fn may_read_clock(file: &File) -> bool {
    file.path == "crates/gehoor-shell/src/app.rs" || is_tool(file)
}

fn is_tool(file: &File) -> bool {
    matches!(file.crate_name(), "xtask" | "gehoor-bench" | "gehoor-torture" | "gehoor-testkit")
        || file.path.contains("/benches/")
}

fn prints(file: &File) -> bool {
    is_tool(file)
        || matches!(file.kind(), "cli" | "main")
        || file.path.ends_with("/build.rs")
        || file.path.contains("/src/bin/")
        || file.path.contains("/tests/")
}

// Engine names may stand where an engine is chosen or made, not where business is done.
fn knows_no_engine(file: &File) -> bool {
    in_slice(file) || matches!(file.crate_name(), "gehoor-kernel" | "gehoor-shell" | "gehoor-channels")
}

const BANS: &[Ban] = &[
    Ban {
        words: &[
            "async",
            ".await",
            "tokio",
            "futures_util",
            "axum",
            "hyper",
            "utoipa",
            "serde_json",
            "gehoor_db",
            "gehoor_shell",
            "rusqlite",
        ],
        holds: is_rules,
        in_tests: false,
        instead: "rules are pure: no waiting, no SQL, no HTTP, no shell",
    },
    Ban {
        words: &["serde"],
        holds: |file| in_slice(file) && file.kind() == "rules",
        in_tests: false,
        instead: "rules are not serializable: wire and row shapes are structs of api.rs and sql.rs",
    },
    Ban {
        words: &[
            "crate::sql",
            "super::sql",
            "crate::api",
            "super::api",
            "crate::timers",
            "Random::from_seed",
        ],
        holds: is_rules,
        in_tests: false,
        instead: "rules take what they need as arguments, the random source as well",
    },
    Ban {
        words: &["crate::api", "super::api", "crate::web", "super::web", "axum", "utoipa"],
        holds: |file| in_slice(file) && file.kind() == "sql",
        in_tests: false,
        instead: "sql.rs knows rows, not requests",
    },
    Ban {
        words: &[
            "crate::sql",
            "super::sql",
            "use sql",
            "tx.exec",
            "tx.put",
            "tx.rows",
            "tx.row(",
            "tx.lookups",
            "statements!",
        ],
        holds: is_rim,
        in_tests: false,
        instead: "go through the use cases of lib.rs",
    },
    Ban {
        words: &["sqlite", "Sqlite", "SQLite", "postgres", "Postgres", "rusqlite", "deadpool"],
        holds: knows_no_engine,
        in_tests: false,
        instead: "an engine's name stands only in gehoor-db; both engines run through gehoor-testkit",
    },
    Ban {
        words: &["SystemTime::now", "Instant::now", "Timestamp::now", "Zoned::now"],
        holds: |file| !may_read_clock(file),
        in_tests: false,
        instead: "time is an argument; the one clock is crates/gehoor-shell/src/app.rs",
    },
    Ban {
        words: &["thread_rng", "rand::rng", "rand::random", "OsRng.next"],
        holds: |file| !is_tool(file),
        in_tests: true,
        instead: "randomness is an argument: a seeded source is passed in",
    },
    Ban {
        words: &["println!", "eprintln!", "print!", "eprint!", "dbg!"],
        holds: |file| !prints(file),
        in_tests: false,
        instead: "log with tracing; only the command line prints",
    },
    Ban {
        words: &["thread::sleep", "#[ignore", "todo!", "unimplemented!"],
        holds: |file| !is_tool(file),
        in_tests: true,
        instead: "wait for the thing itself; a stub or a test that does not run is absent",
    },
    Ban {
        words: &["#[allow(", "#![allow("],
        holds: |_| true,
        // Whether a lint fires in the helpers of a test crate changes with every helper.
        in_tests: false,
        instead: "an exception to a lint is an `expect` with its reason",
    },
    Ban { words: &["unsafe "], holds: |_| true, in_tests: true, instead: "no unsafe code in our crates" },
];

/// No banned word in the code of a file where the ban holds; comments and string contents are free.
pub fn words(tree: &Tree) -> Vec<Finding> {
    tree.rust()
        .flat_map(|file| BANS.iter().filter(|ban| (ban.holds)(file)).flat_map(|ban| broken(file, ban)))
        .collect()
}

fn broken(file: &File, ban: &Ban) -> Vec<Finding> {
    let places = ban.words.iter().flat_map(|word| whole_words(&file.code, word).map(move |at| (at, *word)));
    let counted = places.filter(|(at, _)| ban.in_tests || !file.is_test(*at));
    counted.map(|(at, word)| finding(file, at, word, ban.instead)).collect()
}

fn finding(file: &File, at: usize, word: &str, instead: &str) -> Finding {
    Finding {
        rule: "bans",
        path: file.path.clone(),
        line: file.line(at),
        says: format!("`{}`: {instead}", word.trim()),
    }
}

fn whole_words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let part = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_');
    let starts_in_word = part(word.as_bytes().first());
    let ends_in_word = part(word.as_bytes().last());
    code.match_indices(word).map(|(at, _)| at).filter(move |&at| {
        let before = at.checked_sub(1).and_then(|n| code.as_bytes().get(n));
        let after = code.as_bytes().get(at + word.len());
        !(starts_in_word && part(before) || ends_in_word && part(after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        words(&Tree::from_texts([(path, text)])).len()
    }

    #[test]
    fn rules_stay_pure() {
        let path = "crates/gehoor-promise/src/rules.rs";
        assert_eq!(count(path, "use gehoor_kernel::time::Instant; // async in a comment"), 0);
        assert_eq!(count(path, "pub async fn f() {}"), 1);
        assert_eq!(count(path, "use gehoor_db::Tx;"), 1);
        assert_eq!(count(path, "#[derive(serde::Serialize)] struct A;"), 1);
        assert_eq!(count(path, "fn f() { Random::from_seed(1); }"), 1);
        assert_eq!(count(path, "#[cfg(test)] mod tests { fn f() { Random::from_seed(1); } }"), 0);
        assert_eq!(count("crates/gehoor-promise/src/rules/x.rs", "use tokio::x;"), 1);
    }

    #[test]
    fn rows_and_requests_stay_apart() {
        assert_eq!(count("crates/gehoor-promise/src/sql.rs", "use crate::api::Body;"), 1);
        assert_eq!(count("crates/gehoor-promise/src/api.rs", "use crate::sql;"), 1);
        assert_eq!(
            count("crates/gehoor-promise/src/timers.rs", "async fn f() { tx.exec(&A, &[]).await }"),
            1
        );
        assert_eq!(count("crates/gehoor-promise/src/lib.rs", "use crate::sql;"), 0);
    }

    #[test]
    fn engines_clock_randomness_and_prints_have_their_place() {
        assert_eq!(count("crates/gehoor-promise/src/lib.rs", "fn f() { if Engine::Postgres == e {} }"), 1);
        assert_eq!(count("crates/gehoor-db/src/lib.rs", "use rusqlite::x;"), 0);
        assert_eq!(count("crates/gehoor-shell/src/scheduler.rs", "fn f() { Instant::now(); }"), 1);
        assert_eq!(count("crates/gehoor-shell/src/app.rs", "fn f() { SystemTime::now(); }"), 0);
        assert_eq!(count("crates/gehoor-people/src/lib.rs", "fn f() { println!(); }"), 1);
        assert_eq!(count("crates/gehoor/src/cli/token.rs", "fn f() { println!(); }"), 0);
        assert_eq!(count("crates/gehoor-people/src/lib.rs", "fn f() { rand::random(); }"), 1);
    }

    #[test]
    fn stubs_sleeps_and_silent_exceptions_are_found() {
        assert_eq!(count("crates/gehoor-people/src/tests.rs", "fn f() { std::thread::sleep(d); }"), 1);
        assert_eq!(count("crates/gehoor-people/src/lib.rs", "#[allow(dead_code)] fn f() { todo!() }"), 2);
        assert_eq!(count("crates/gehoor-people/src/lib.rs", "fn f() { unsafe { g() } }"), 1);
    }
}
