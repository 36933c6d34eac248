//! Migrations, and what the engines say of the schema.

use gehoor_db::{Db, DbError, Engine, Migration, Options, work};
use gehoor_testkit::{MIGRATIONS, NOW, both, both_fresh, fresh, on, schema};

use crate::{count, insert};

/// Tables that the engines must have in different forms (full-text search).
const DIFFERENT: &[&str] = &["search"];

#[test]
fn both_dialects_make_the_same_schema() {
    on(Engine::Postgres, |pg| async move {
        let lite = fresh(Engine::Sqlite).await.expect("SQLite is always there");
        let comparable = |lines: Vec<String>| -> Vec<String> {
            let different = |line: &String| {
                DIFFERENT
                    .iter()
                    .any(|table| line.split(' ').nth(1).is_some_and(|name| name.starts_with(table)))
            };
            lines.into_iter().filter(|line| !different(line)).collect()
        };
        let (lite, pg) = (comparable(schema(&lite.db).await), comparable(schema(&pg.db).await));
        let only = |these: &[String], those: &[String]| -> Vec<String> {
            these.iter().filter(|line| !those.contains(line)).cloned().collect()
        };
        assert!(!lite.is_empty());
        assert_eq!(
            (only(&lite, &pg), only(&pg, &lite)),
            (Vec::new(), Vec::new()),
            "(only SQLite, only PostgreSQL)"
        );
    });
}

#[test]
fn migrating_twice_does_nothing() {
    both(|db| async move {
        assert_eq!(db.migrate(MIGRATIONS, NOW).await, Ok(Vec::new()));
        assert_eq!(db.schema().await.map(|number| number as usize), Ok(MIGRATIONS.len()));
    });
}

#[test]
fn a_newer_schema_is_refused() {
    both(|db| async move {
        let older: &'static [Migration] = &MIGRATIONS[..MIGRATIONS.len() - 1];
        let refused = db.migrate(older, NOW).await;
        assert!(matches!(refused, Err(DbError::NewerSchema { .. })), "{refused:?}");
    });
}

#[test]
fn a_changed_step_is_refused() {
    both(|db| async move {
        let mut changed = MIGRATIONS.to_vec();
        (changed[0].lite, changed[0].pg) = ("SELECT 1", "SELECT 1");
        let refused = db.migrate(changed.leak(), NOW).await;
        assert!(matches!(refused, Err(DbError::Refused { code: "otherSchema", .. })), "{refused:?}");
    });
}

#[test]
fn a_step_that_fails_leaves_nothing() {
    both(|db| async move {
        let mut more = MIGRATIONS.to_vec();
        let text = "CREATE TABLE half (id TEXT); CREATE TABLE half (id TEXT);";
        let number = u32::try_from(more.len()).expect("few") + 1;
        more.push(Migration { number, name: "half", lite: text, pg: text });
        assert!(db.migrate(more.leak(), NOW).await.is_err());
        assert!(!schema(&db).await.iter().any(|line| line.contains("half")));
        assert_eq!(db.migrate(MIGRATIONS, NOW).await, Ok(Vec::new()));
    });
}

#[test]
fn a_healthy_store_has_no_findings() {
    both(|db| async move {
        assert_eq!(db.integrity().await, Ok(Vec::new()));
    });
}

#[test]
fn a_copy_holds_what_was_stored() {
    both_fresh(|fresh| async move {
        fresh.db.write(work("a".to_owned(), insert)).await.expect("a row");
        let folder = tempfile::tempdir().expect("a folder");
        let copy = folder.path().join("copy");
        fresh.db.backup_to(&copy).await.expect("a copy");
        fresh.db.write(work("b".to_owned(), insert)).await.expect("a row");
        if fresh.db.engine() == Engine::Sqlite {
            let copy = Db::open(&Options::file(copy)).await.expect("the copy opens");
            assert_eq!((count(&copy).await, copy.integrity().await), (1, Ok(Vec::new())));
        }
    });
}

#[test]
fn the_journal_is_only_added_to() {
    gehoor_db::statements! {
        ADD = "INSERT INTO journal (at, kind, subject, actor, facts) VALUES (1, 'made', 's', 'a', '{}')";
        SEAL = "UPDATE journal SET block = 1 WHERE block IS NULL";
        CHANGE = "UPDATE journal SET kind = 'kept'";
        UNSEAL = "UPDATE journal SET block = NULL";
        REMOVE = "DELETE FROM journal";
    }
    both(|db| async move {
        let run = |sql: &'static gehoor_db::Sql| db.write(work(sql, |tx, sql| Box::pin(tx.exec(sql, &[]))));
        assert_eq!((run(&ADD).await, run(&SEAL).await), (Ok(1), Ok(1)));
        for sql in &ALL[2..] {
            assert!(matches!(run(sql).await, Err(DbError::Check { .. })), "{sql:?}");
        }
    });
}

#[test]
fn the_portable_form_goes_from_either_engine_to_either() {
    both_fresh(|fresh_from| async move {
        let odd = "tab\t, line\n, return\r, backslash \\, \\N, quote \" and \u{1f600}";
        fresh_from.db.write(work(odd.to_owned(), insert)).await.expect("a row");
        let folder = tempfile::tempdir().expect("a folder");
        let copy = folder.path().join("copy");
        let written = fresh_from.db.dump(&copy).await.expect("a copy");
        for engine in [Engine::Sqlite, Engine::Postgres] {
            let Some(target) = fresh(engine).await else { continue };
            assert_eq!(target.db.load(&copy).await, Ok(written), "to {engine:?}");
            assert_eq!(target.db.integrity().await, Ok(Vec::new()));
            let again = folder.path().join("again");
            assert_eq!(target.db.dump(&again).await, Ok(written));
            let read = |path| std::fs::read_to_string(path).expect("a copy");
            assert_eq!(read(&again), read(&copy), "to {engine:?}");
            assert!(target.db.write(work("b".to_owned(), insert)).await.is_ok());
        }
        let whole = std::fs::read_to_string(&copy).expect("a copy");
        std::fs::write(&copy, &whole[..whole.len() / 2]).expect("half a copy");
        let target = fresh(Engine::Sqlite).await.expect("SQLite is always there");
        let refused = target.db.load(&copy).await;
        assert!(matches!(refused, Err(DbError::Refused { code: "badCopy", .. })), "{refused:?}");
        assert_eq!(count(&target.db).await, 0);
    });
}
