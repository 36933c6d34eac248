//! Leases: one holder, and a fence that grows.

use std::time::Duration;

use gehoor_kernel::id::NodeId;
use gehoor_shell::{Actor, App, lease};
use gehoor_testkit::both;

use crate::thing::app;

const TERM: Duration = Duration::from_secs(10);

async fn hold(app: &App, node: u128) -> Option<i64> {
    let held = app.act(&app.cx(Actor::System), NodeId::from_bits(node), |tx, cx, node| {
        Box::pin(lease::hold(tx, "job", *node, cx.now, TERM))
    });
    held.await.expect("asked")
}

async fn stands(app: &App, node: u128, fence: i64) -> bool {
    let input = (NodeId::from_bits(node), fence);
    let stands = app.act(&app.cx(Actor::System), input, |tx, cx, (node, fence)| {
        Box::pin(lease::stands(tx, "job", *node, *fence, cx.now))
    });
    stands.await.expect("asked")
}

#[test]
fn a_holder_who_comes_back_too_late_is_refused() {
    both(|db| async {
        let app = app(db);
        assert_eq!((hold(&app, 1).await, hold(&app, 2).await), (Some(1), None));
        assert!(stands(&app, 1, 1).await);
        app.clock.advance(TERM / 2);
        assert_eq!(hold(&app, 1).await, Some(1), "prolonged under the same fence");
        app.clock.advance(TERM);
        assert!(!stands(&app, 1, 1).await, "over");
        assert_eq!(hold(&app, 2).await, Some(2));
        assert!(!stands(&app, 1, 1).await && !stands(&app, 1, 2).await && stands(&app, 2, 2).await);
        app.clock.advance(TERM);
        assert_eq!(hold(&app, 1).await, Some(3));
    });
}

#[test]
fn a_lease_given_back_is_free_at_once() {
    both(|db| async {
        let app = app(db);
        assert_eq!(hold(&app, 1).await, Some(1));
        let back = app.act(&app.cx(Actor::System), NodeId::from_bits(1), |tx, cx, node| {
            Box::pin(lease::give_back(tx, "job", *node, cx.now))
        });
        back.await.unwrap();
        assert_eq!(hold(&app, 2).await, Some(2));
    });
}
