//! Two nodes on one database tell nobody twice.

use std::time::Duration;

use gehoor_db::Engine;
use gehoor_people::Owner;
use gehoor_shell::{Actor, App};
use gehoor_testkit::on;

use crate::desk::Desk;
use crate::service::Browser;

const SOON: Duration = Duration::from_secs(60);

#[test]
fn two_nodes_that_follow_and_gather_at_once_send_one_message() {
    on(Engine::Postgres, |fresh| async move {
        let mut desk = Desk::open(fresh.db.clone()).await;
        let (phone, other) = (Browser::at(&desk.service, 1), Browser::at(&desk.service, 2));
        desk.turn_on(desk.anna, &phone).await;
        desk.turn_on(desk.bram, &other).await;
        for owner in [desk.anna, desk.anna, desk.bram] {
            desk.promise(Owner::User(owner), SOON).await;
        }
        desk.app.clock.advance(SOON);
        fall_due(&desk.app).await;
        let followed = tokio::join!(follow(&desk.app), follow(&desk.app));
        assert!(followed.0.min(followed.1) == 0, "each entry is followed once: {followed:?}");
        desk.app.clock.advance(SOON);
        let gathered = tokio::join!(gather(&desk.app), gather(&desk.app));
        assert!(gathered.0.max(gathered.1) == 2, "two people are told: {gathered:?}");
        desk.settle().await;
        let mut came: Vec<String> = desk.came().into_iter().map(|came| came.path).collect();
        came.sort();
        assert_eq!(came, ["/push/1", "/push/2"], "each browser once");
    });
}

/// Promises whose moment has come fall due, and the journal is sealed so that it can be followed.
async fn fall_due(app: &App) {
    let post = gehoor_promise::Post::of(app, app.house().await.expect("a company"));
    let due = app.act(&app.cx(Actor::System), post, |tx, cx, post| {
        Box::pin(async move {
            gehoor_promise::act_on_due(tx, cx, 100, post).await?;
            gehoor_shell::journal::seal(tx, cx, None).await
        })
    });
    due.await.expect("fallen due");
}

async fn follow(app: &App) -> usize {
    let cx = app.cx(Actor::System);
    app.act(&cx, (), |tx, cx, ()| Box::pin(gehoor_push::follow(tx, cx))).await.expect("followed")
}

async fn gather(app: &App) -> usize {
    let cx = app.cx(Actor::System);
    app.act(&cx, (), |tx, cx, ()| Box::pin(gehoor_push::gather(tx, cx))).await.expect("gathered")
}
