//! Two nodes on one database do nothing twice.

use gehoor_db::Engine;
use gehoor_kernel::time::hours;
use gehoor_shell::Actor;
use gehoor_testkit::on;
use serde_json::json;

use crate::Desk;

#[test]
fn two_nodes_that_fire_at_once_look_at_each_promise_once() {
    on(Engine::Postgres, |fresh| async move {
        let desk = Desk::open(fresh.db.clone()).await;
        let at = json!({"at": {"from": desk.now().plus(hours(1)).to_string()}});
        let mut ids = Vec::new();
        for _ in 0..40 {
            ids.push(desk.make(at.clone()).await.text("/id").to_owned());
        }
        desk.api.app.clock.advance(hours(1));
        let app = &desk.api.app;
        let post = gehoor_promise::Post::of(app, app.house().await.expect("a company"));
        let fire = || async {
            let mut fired = 0;
            loop {
                let cx = app.cx(Actor::System);
                let acted = app.act(&cx, post.clone(), |tx, cx, post| {
                    Box::pin(gehoor_promise::act_on_due(tx, cx, 7, post))
                });
                match acted.await.expect("fires").fired {
                    0 => return fired,
                    n => fired += n,
                }
            }
        };
        let (one, other) = tokio::join!(fire(), fire());
        assert_eq!(one + other, 40);
        for id in &ids {
            assert_eq!(desk.show(id).await.body["version"], json!(2));
        }
    });
}
