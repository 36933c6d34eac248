//! The chain: sealed behind the writers, verified, followed without a miss.

use gehoor_db::{params, statements};
use gehoor_kernel::id::NodeId;
use gehoor_shell::journal::{self, Place};
use gehoor_shell::{Actor, App, Error, Facts, slice::Finding};
use gehoor_testkit::both;

use crate::thing::{app, promise};

statements! {
    UNGUARD = {
        lite: "DROP TRIGGER journal_no_change",
        pg: "DROP TRIGGER journal_no_change ON journal",
    };
    FLIP = "UPDATE journal SET facts = '{\"n\":8}' WHERE facts = '{\"n\":7}'";
    FORGET = "DELETE FROM journal WHERE id = $1";
}

async fn append(app: &App, n: i64) {
    let cx = app.cx(Actor::System);
    let done = app.act(&cx, n, |tx, cx, n| {
        Box::pin(journal::append(tx, cx, "thing.made", promise(1), Facts::new().int("n", *n)))
    });
    done.await.expect("appended");
}

async fn seal(app: &App) -> usize {
    let sealed = app
        .act(&app.cx(Actor::System), app.node, |tx, cx, node| Box::pin(journal::seal(tx, cx, Some(*node))));
    sealed.await.expect("sealed")
}

async fn verify(app: &App) -> Vec<Finding> {
    app.look(&app.cx(Actor::System), (), |tx, _, ()| Box::pin(journal::verify(tx))).await.expect("verified")
}

async fn numbers_after(app: &App, place: Place) -> (Vec<String>, Place) {
    let found =
        app.look(&app.cx(Actor::System), place, |tx, _, place| Box::pin(journal::after(tx, *place, 100)));
    let found = found.await.expect("followed");
    let place = found.last().and_then(journal::Entry::place).unwrap_or(place);
    (found.into_iter().map(|entry| entry.facts).collect(), place)
}

#[test]
fn what_is_sealed_verifies_and_a_flipped_byte_is_found() {
    both(|db| async {
        let app = app(db);
        for n in 0..10 {
            append(&app, n).await;
            if n % 4 == 3 {
                assert_eq!(seal(&app).await, 4);
            }
        }
        assert_eq!((seal(&app).await, seal(&app).await), (2, 0));
        assert_eq!(verify(&app).await, []);
        let flip = app.act(&app.cx(Actor::System), (), |tx, _, ()| {
            Box::pin(async move {
                tx.exec(&UNGUARD, &[]).await?;
                Ok(tx.exec(&FLIP, &[]).await?)
            })
        });
        assert_eq!(flip.await.unwrap(), 1);
        let findings = verify(&app).await;
        assert_eq!(findings.iter().map(|finding| finding.object.as_str()).collect::<Vec<_>>(), ["block 2"]);
    });
}

#[test]
fn the_store_refuses_to_change_or_drop_an_entry() {
    both(|db| async {
        let app = app(db);
        append(&app, 7).await;
        let cx = app.cx(Actor::System);
        let flip =
            app.act(&cx, (), |tx, _, ()| Box::pin(async move { Ok(tx.exec(&FLIP, &[]).await?) })).await;
        let drop = app
            .act(&cx, (), |tx, _, ()| Box::pin(async move { Ok(tx.exec(&FORGET, params![1]).await?) }))
            .await;
        assert!(matches!((flip, drop), (Err(Error::Db(_)), Err(Error::Db(_)))));
        assert_eq!(seal(&app).await, 1);
    });
}

#[test]
fn an_entry_that_commits_late_is_not_missed() {
    both(|db| async {
        let app = app(db);
        let (go, wait) = tokio::sync::watch::channel(false);
        let shared = app.db.is_shared();
        let late = tokio::spawn({
            let app = app.clone();
            async move {
                let done = app.act(&app.cx(Actor::System), (wait, shared), |tx, cx, (wait, shared)| {
                    Box::pin(async move {
                        tx.exec(&crate::thing::TOUCH, &[]).await?;
                        journal::append(tx, cx, "thing.made", promise(1), Facts::new().int("n", 1)).await?;
                        tx.rows(&crate::thing::COUNT, &[], |row| row.int(0)).await?;
                        let mut wait = wait.clone();
                        if *shared {
                            let _ = wait.wait_for(|go| *go).await;
                        }
                        Ok(())
                    })
                });
                done.await.expect("late")
            }
        });
        if !shared {
            // One writer at a time: nothing can commit late there.
            late.await.unwrap();
            return;
        }
        wait_for_waiter(&app).await;
        let (_, place) = numbers_after(&app, Place::default()).await;
        append(&app, 2).await;
        assert_eq!(seal(&app).await, 1);
        let (first, place) = numbers_after(&app, place).await;
        go.send(true).unwrap();
        late.await.unwrap();
        assert_eq!(seal(&app).await, 1);
        let (second, _) = numbers_after(&app, place).await;
        assert_eq!((first, second), (vec!["{\"n\":2}".to_owned()], vec!["{\"n\":1}".to_owned()]));
        assert_eq!(verify(&app).await, []);
    });
}

/// Gives the late writer time to take its number: the sequence then has a gap that others can see.
async fn wait_for_waiter(app: &App) {
    for n in 100.. {
        append(app, n).await;
        let count =
            app.look(&app.cx(Actor::System), (), |tx, _, ()| Box::pin(journal::unsealed(tx, 0, 1000)));
        let ids: Vec<i64> = count.await.unwrap().iter().map(|entry| entry.id).collect();
        if ids.windows(2).any(|pair| pair[1] > pair[0] + 1) || ids.first().is_some_and(|first| *first > 1) {
            break;
        }
    }
    while seal(app).await > 0 {}
}

#[test]
fn one_node_seals_at_a_time() {
    both(|db| async {
        let app = app(db);
        append(&app, 1).await;
        let other = Some(NodeId::from_bits(99));
        let taken =
            app.act(&app.cx(Actor::System), other, |tx, cx, node| Box::pin(journal::seal(tx, cx, *node)));
        assert_eq!(taken.await.unwrap(), 1);
        append(&app, 2).await;
        assert_eq!(seal(&app).await, 0, "the other node holds the lease");
        app.clock.advance(std::time::Duration::from_secs(11));
        assert_eq!(seal(&app).await, 1, "its lease is over");
    });
}
