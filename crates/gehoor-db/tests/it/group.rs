//! The one writer of SQLite: groups, answers after the commit, failures that stay alone.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};

use futures_util::FutureExt;
use gehoor_db::{Db, DbError, Engine, Options, Tx, Work, params, work};
use gehoor_testkit::on;

use crate::{INSERT, count, insert};

/// Holds the writer until told to go on; says when it has begun.
struct Hold {
    begun: Sender<()>,
    go_on: Mutex<Receiver<()>>,
}

impl Work for Hold {
    type Out = ();
    type Error = DbError;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        tx.exec(&INSERT, params!["hold", "me", 1]).await?;
        self.begun.send(()).expect("somebody waits for the beginning");
        self.go_on.lock().expect("one holder").recv().expect("somebody ends the hold");
        Ok(())
    }
}

fn hold() -> (Hold, Receiver<()>, Sender<()>) {
    let ((begun, has_begun), (end, go_on)) = (channel(), channel());
    (Hold { begun, go_on: Mutex::new(go_on) }, has_begun, end)
}

#[test]
fn whoever_waits_is_stored_by_one_commit_and_a_failure_stays_alone() {
    on(Engine::Sqlite, |fresh| async move {
        let db = fresh.db.clone();
        let (hold, begun, end) = hold();
        let mut held = Box::pin(db.write(hold));
        assert!(held.as_mut().now_or_never().is_none());
        begun.recv().expect("the writer has begun");
        let names = ["a", "b", "b", "c"];
        let mut waiting: Vec<_> =
            names.iter().map(|name| Box::pin(db.write(work((*name).to_owned(), insert)))).collect();
        for one in &mut waiting {
            assert!(one.as_mut().now_or_never().is_none());
        }
        end.send(()).expect("the writer goes on");
        held.await.expect("the first");
        let mut answers = Vec::new();
        for one in waiting {
            answers.push(one.await);
        }
        assert!(answers[2].as_ref().is_err_and(|error| error.is_unique_in("lease")), "{answers:?}");
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 3);
        let seen = db.statistics();
        assert_eq!((seen.commits, seen.written, seen.refused), (1, 4, 1));
        assert_eq!(count(&db).await, 4);
    });
}

#[test]
fn what_fails_after_it_has_written_leaves_nothing_and_the_others_stay() {
    on(Engine::Sqlite, |fresh| async move {
        let db = fresh.db.clone();
        let (hold, begun, end) = hold();
        let mut held = Box::pin(db.write(hold));
        assert!(held.as_mut().now_or_never().is_none());
        begun.recv().expect("the writer has begun");
        let regrets = |name: &str| {
            work(name.to_owned(), |tx: &mut Tx<'_>, name: &String| {
                Box::pin(async move {
                    insert(tx, name).await?;
                    insert(tx, name).await
                })
            })
        };
        let mut good: Vec<_> =
            ["a", "c"].iter().map(|name| Box::pin(db.write(work((*name).to_owned(), insert)))).collect();
        let mut bad: Vec<_> = ["b", "d"].iter().map(|name| Box::pin(db.write(regrets(name)))).collect();
        assert!(good[0].as_mut().now_or_never().is_none());
        assert!(bad[0].as_mut().now_or_never().is_none());
        assert!(good[1].as_mut().now_or_never().is_none());
        assert!(bad[1].as_mut().now_or_never().is_none());
        // The holder is run again together with its group.
        end.send(()).and_then(|()| end.send(())).expect("the writer goes on");
        held.await.expect("the first");
        for one in good {
            one.await.expect("stored");
        }
        for one in bad {
            assert!(one.await.is_err_and(|error| error.is_unique_in("lease")));
        }
        let seen = db.statistics();
        assert_eq!((seen.commits, seen.written, seen.refused), (1, 3, 2));
        assert_eq!(count(&db).await, 3);
    });
}

#[test]
fn the_answer_comes_after_the_commit() {
    on(Engine::Sqlite, |fresh| async move {
        let db = fresh.db.clone();
        let other = Db::open(&fresh.options.clone().read_only()).await.expect("a second connection");
        let (first, first_begun, first_end) = hold();
        let mut first = Box::pin(db.write(first));
        assert!(first.as_mut().now_or_never().is_none());
        first_begun.recv().expect("the writer has begun");
        let mut early = Box::pin(db.write(work("early".to_owned(), insert)));
        assert!(early.as_mut().now_or_never().is_none());
        let (late_end, late) = channel();
        let (late_begun, begun) = channel();
        let late = Late { begun: late_begun, go_on: Mutex::new(late) };
        let mut late = Box::pin(db.write(late));
        assert!(late.as_mut().now_or_never().is_none());
        first_end.send(()).expect("the writer goes on");
        begun.recv().expect("the last of the group runs, so the others have been run");
        assert!(early.as_mut().now_or_never().is_none(), "answered before the commit");
        assert_eq!(count(&other).await, 0, "seen before the commit");
        late_end.send(()).expect("the writer goes on");
        early.await.expect("stored");
        assert_eq!(count(&other).await, 2);
        first.await.expect("stored");
        late.await.expect("stored");
    });
}

/// Holds the writer without writing.
struct Late {
    begun: Sender<()>,
    go_on: Mutex<Receiver<()>>,
}

impl Work for Late {
    type Out = ();
    type Error = DbError;

    async fn run(&self, _: &mut Tx<'_>) -> Result<(), DbError> {
        self.begun.send(()).expect("somebody waits for the beginning");
        self.go_on.lock().expect("one holder").recv().expect("somebody ends the hold");
        Ok(())
    }
}

#[test]
fn waiting_for_anything_but_sql_is_a_mistake_that_says_so() {
    on(Engine::Sqlite, |fresh| async move {
        let waits = work((), |_: &mut Tx<'_>, ()| {
            Box::pin(async move {
                tokio::task::yield_now().await;
                Ok::<_, DbError>(())
            })
        });
        assert!(matches!(fresh.db.write(waits).await, Err(DbError::Program(_))));
    });
}

#[test]
fn a_database_in_memory_needs_no_runtime() {
    let db = Db::memory().expect("a database in memory");
    let migrations = gehoor_testkit::MIGRATIONS;
    let done = db.migrate(migrations, gehoor_testkit::NOW).now_or_never().expect("done at once");
    assert_eq!(done.map(|done| done.len()), Ok(migrations.len()));
    db.write(work("a".to_owned(), insert)).now_or_never().expect("done at once").expect("stored");
    assert_eq!(count(&db).now_or_never(), Some(1));
}

#[test]
fn one_file_has_one_server() {
    on(Engine::Sqlite, |_| async {
        let folder = tempfile::tempdir().expect("a folder");
        let options = Options::file(folder.path().join("gehoor.db"));
        let first = Db::open(&options).await.expect("the first server");
        let second = Db::open(&options).await;
        assert!(matches!(second.err(), Some(DbError::Refused { code: "secondServer", .. })));
        drop(first);
        Db::open(&options).await.expect("the first server has gone");
    });
}
