//! The driver: never early, woken by pokes, idle otherwise.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use gehoor_shell::scheduler::{Hand, Ran, Task};
use gehoor_shell::{Actor, App, BoxFuture, Error, Slice};
use gehoor_testkit::{NOW, both};

use crate::thing::app;

#[test]
fn a_hand_runs_a_task_at_its_moment_and_not_before() {
    both(|db| async {
        let app = app(db);
        let mut hand = Hand::new(&app);
        hand.run_due().await.unwrap();
        let later = NOW.plus(Duration::from_secs(60));
        app.pokes.poke("outbox-dispatch", Some(later));
        assert_eq!(hand.next(), Some(later));
        assert_eq!(hand.run_due().await.unwrap(), []);
        app.clock.set(later);
        let names: Vec<&str> = hand.run_due().await.unwrap().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["outbox-dispatch"]);
    });
}

static RUNS: AtomicUsize = AtomicUsize::new(0);

fn counting(_: App) -> BoxFuture<'static, Result<Ran, Error>> {
    RUNS.fetch_add(1, Ordering::SeqCst);
    Box::pin(std::future::ready(Ok(Ran::default())))
}

#[test]
fn work_that_commits_rings_the_task_and_a_driver_stops_when_asked() {
    gehoor_testkit::on(gehoor_db::Engine::Sqlite, |fresh| async move {
        let slice = Slice::new("counting").task(Task::new("counting", "counts", counting));
        let app = crate::thing::app_of(fresh.db.clone(), vec![slice]);
        let driver = gehoor_shell::scheduler::start(&app);
        until(1).await;
        let cx = app.cx(Actor::System);
        let refused = app.act(&cx, (), |_, cx, ()| {
            cx.poke("counting", None);
            Box::pin(async { Err::<(), _>(Error::NotFound) })
        });
        assert!(refused.await.is_err());
        let cx = app.cx(Actor::System);
        let done = app.act(&cx, (), |_, cx, ()| {
            cx.poke("counting", None);
            Box::pin(async { Ok(()) })
        });
        done.await.unwrap();
        until(2).await;
        driver.stop().await;
        assert_eq!(RUNS.load(Ordering::SeqCst), 2);
    });
}

async fn until(runs: usize) {
    while RUNS.load(Ordering::SeqCst) < runs {
        tokio::task::yield_now().await;
    }
}
