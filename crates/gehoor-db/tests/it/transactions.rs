//! One piece of work at a time.

use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use futures_util::FutureExt;
use gehoor_db::{DbError, Row, Tx, Work, params, prepare_all, work};
use gehoor_testkit::{both, both_fresh, on};

use crate::{ALL, BUMP, COUNT, INSERT, NAMES, WORDS, count, insert};

#[test]
fn what_is_written_can_be_read() {
    both(|db| async move {
        db.write(work("a".to_owned(), insert)).await.expect("the first row");
        assert_eq!(count(&db).await, 1);
    });
}

#[test]
fn a_second_row_with_the_same_key_is_refused_by_the_name_of_its_table() {
    both(|db| async move {
        db.write(work("a".to_owned(), insert)).await.expect("the first row");
        let refused = db.write(work("a".to_owned(), insert)).await.expect_err("the second row");
        assert!(refused.is_unique_in("lease"), "{refused:?}");
    });
}

#[test]
fn a_check_and_a_missing_parent_are_told_apart() {
    both(|db| async move {
        let wrong = work((), |tx: &mut Tx<'_>, ()| {
            Box::pin(async move { tx.exec(&INSERT, params!["a", "me", 0]).await })
        });
        assert!(matches!(db.write(wrong).await, Err(DbError::Check { .. })));
        let orphan =
            work((), |tx: &mut Tx<'_>, ()| Box::pin(async move { tx.exec(&WORDS, params!["nobody"]).await }));
        assert!(matches!(db.write(orphan).await, Err(DbError::ForeignKey { .. })));
    });
}

#[test]
fn a_refusal_takes_everything_back() {
    both(|db| async move {
        let refused = work((), |tx: &mut Tx<'_>, ()| {
            Box::pin(async move {
                tx.put(&INSERT, params!["a", "me", 1]).await?;
                tx.exec(&INSERT, params!["b", "me", 1]).await?;
                Err::<(), _>(DbError::Busy)
            })
        });
        assert_eq!(db.write(refused).await, Err(DbError::Busy));
        assert_eq!(count(&db).await, 0);
    });
}

#[test]
fn queued_statements_are_there_for_the_next_query_and_after_the_commit() {
    both(|db| async move {
        let queued = work((), |tx: &mut Tx<'_>, ()| {
            Box::pin(async move {
                tx.put(&INSERT, params!["a", "me", 1]).await?;
                tx.put(&INSERT, params!["b", "me", 2]).await?;
                let seen = tx.row(&COUNT, &[], |row| row.int(0)).await?;
                tx.put(&INSERT, params!["c", "me", 3]).await?;
                Ok::<_, DbError>(seen)
            })
        });
        assert_eq!(db.write(queued).await, Ok(Some(2)));
        assert_eq!(count(&db).await, 3);
    });
}

#[test]
fn a_queued_statement_that_is_refused_takes_everything_back() {
    both(|db| async move {
        let twice = work((), |tx: &mut Tx<'_>, ()| {
            Box::pin(async move {
                tx.put(&INSERT, params!["a", "me", 1]).await?;
                tx.put(&INSERT, params!["a", "me", 1]).await
            })
        });
        let refused = db.write(twice).await.expect_err("the same key twice");
        assert!(refused.is_unique_in("lease"), "{refused:?}");
        assert_eq!(count(&db).await, 0);
    });
}

#[test]
fn a_failed_statement_can_not_be_passed_over() {
    both(|db| async move {
        db.write(work("a".to_owned(), insert)).await.expect("the first row");
        let careless = work((), |tx: &mut Tx<'_>, ()| {
            Box::pin(async move {
                tx.exec(&INSERT, params!["b", "me", 1]).await?;
                let _ = tx.exec(&INSERT, params!["a", "me", 1]).await;
                Ok::<_, DbError>(())
            })
        });
        assert!(db.write(careless).await.expect_err("nothing was stored").is_unique_in("lease"));
        assert_eq!(count(&db).await, 1);
    });
}

/// Asks for another run until it has been run so many times.
struct Stubborn {
    runs: AtomicU32,
    enough: u32,
}

impl Work for Stubborn {
    type Out = u32;
    type Error = DbError;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<u32, DbError> {
        let run = self.runs.fetch_add(1, SeqCst) + 1;
        tx.exec(&INSERT, params![format!("{run} of {}", self.enough), "me", 1]).await?;
        if run < self.enough { Err(DbError::Retry) } else { Ok(run) }
    }
}

#[test]
fn work_that_asks_for_it_is_run_again_from_the_start() {
    both(|db| async move {
        let done = db.write(Stubborn { runs: AtomicU32::new(0), enough: 3 }).await;
        assert_eq!(done, Ok(3));
        assert_eq!(count(&db).await, 1);
        let never = db.write(Stubborn { runs: AtomicU32::new(0), enough: 1_000 }).await;
        assert_eq!(never, Err(DbError::Retry));
        assert_eq!(count(&db).await, 1);
    });
}

#[test]
fn two_that_change_the_same_row_both_succeed() {
    both(|db| async move {
        db.write(work("a".to_owned(), insert)).await.expect("the row");
        let bump = || {
            db.write(work((), |tx: &mut Tx<'_>, ()| {
                Box::pin(async move {
                    let fence = tx.row(&NAMES, &[], |row| row.int(1)).await?.ok_or(DbError::Busy)?;
                    let changed = tx.exec(&BUMP, params!["a", fence]).await?;
                    if changed == 0 { Err(DbError::Retry) } else { Ok(()) }
                })
            }))
        };
        let all = futures_util::future::join_all((0..8).map(|_| bump())).await;
        assert!(all.iter().all(Result::is_ok), "{all:?}");
        let read = work((), |tx, ()| Box::pin(async move { tx.row(&NAMES, &[], |row| row.int(1)).await }));
        assert_eq!(db.read::<_>(read).await, Ok::<_, DbError>(Some(9)));
    });
}

#[test]
fn lookups_give_whole_rows() {
    both(|db| async move {
        db.write(work("a".to_owned(), insert)).await.expect("the row");
        let read = work((), |tx: &mut Tx<'_>, ()| {
            Box::pin(async move { tx.lookups(&[(&NAMES, &[]), (&COUNT, &[])]).await })
        });
        let found = db.read(read).await.expect("two lookups");
        assert_eq!(
            (found[0][0].text(0), found[0][0].int(1), found[1][0].int(0)),
            (Ok("a".to_owned()), Ok(1), Ok(1))
        );
    });
}

#[test]
fn a_read_can_not_write() {
    both(|db| async move {
        assert!(matches!(db.read(work("a".to_owned(), insert)).await, Err(DbError::ReadOnly(_))));
        assert_eq!(count(&db).await, 0);
    });
}

#[test]
fn a_panic_in_a_piece_of_work_is_its_own_failure() {
    both(|db| async move {
        let broken = work((), |tx: &mut Tx<'_>, ()| {
            Box::pin(async move {
                tx.exec(&INSERT, params!["a", "me", 1]).await?;
                assert!(tx.row(&COUNT, &[], |row| row.int(0)).await? == Some(7), "a planted fault");
                Ok::<_, DbError>(())
            })
        });
        assert!(matches!(db.write(broken).await, Err(DbError::Program(_))));
        db.write(work("b".to_owned(), insert)).await.expect("the next one");
        assert_eq!(count(&db).await, 1);
    });
}

#[test]
fn every_statement_prepares() {
    both(|db| async move {
        assert_eq!(prepare_all(&db, ALL).await, Ok(Vec::new()));
        assert_eq!(prepare_all(&db, gehoor_db::statements()).await, Ok(Vec::new()));
        static WRONG: gehoor_db::Sql = gehoor_db::Sql::same("SELECT nothing FROM nowhere");
        assert_eq!(prepare_all(&db, &[&WRONG]).await.map(|faults| faults.len()), Ok(1));
    });
}

#[test]
fn a_glance_answers_at_once_and_waits_while_the_one_reader_is_lent() {
    on(gehoor_db::Engine::Sqlite, |fresh| async move {
        let folder = tempfile::tempdir().expect("a folder");
        let mut narrow = gehoor_db::Options::file(folder.path().join("one.db"));
        narrow.readers = 1;
        let db = gehoor_db::Db::open(&narrow).await.expect("a file of its own");
        assert_eq!(glance(&db).now_or_never(), Some(Ok(true)), "on the caller's own thread");
        let nested = db.glance(work(db.clone(), |_, db: &gehoor_db::Db| {
            Box::pin(async move { Ok::<_, DbError>(glance(db).now_or_never().is_none()) })
        }));
        assert_eq!(nested.await, Ok(true), "while its reader is lent, another waits");
        assert_eq!(glance(&db).await, Ok(true), "and the reader is back");
        drop(fresh);
    });
}

async fn glance(db: &gehoor_db::Db) -> Result<bool, DbError> {
    static ONE: gehoor_db::Sql = gehoor_db::Sql::same("SELECT 1");
    let one = db.glance(work((), |tx, ()| Box::pin(tx.row(&ONE, &[], |row| row.flag(0)))));
    Ok(one.await? == Some(true))
}

#[test]
fn what_a_caller_gave_up_leaves_nothing_open() {
    both_fresh(|fresh| async move {
        let mut narrow = fresh.options.clone();
        (narrow.connections, narrow.readers) = (1, 1);
        let db = if fresh.db.engine() == gehoor_db::Engine::Postgres {
            gehoor_db::Db::open(&narrow).await.expect("a second pool")
        } else {
            fresh.db.clone()
        };
        for n in 0..20 {
            let mut write = Box::pin(db.write(work(n.to_string(), insert)));
            let _ = write.as_mut().now_or_never();
            drop(write);
            let mut read = Box::pin(count(&db));
            let _ = read.as_mut().now_or_never();
            drop(read);
        }
        db.write(work("last".to_owned(), insert)).await.expect("the last one");
        assert_eq!(count(&db).await, 21);
    });
}
