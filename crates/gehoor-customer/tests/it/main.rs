//! Customers as a whole: use cases and API, on both engines.
#![expect(clippy::expect_used, reason = "a test that cannot be set up must fail at once")]

mod api;
mod cases;
mod merging;

use std::sync::Arc;

use gehoor_db::Db;
use gehoor_kernel::id::TokenId;
use gehoor_people::{NewToken, NewUser, Role, Secret, Tokens, add_user, create_token};
use gehoor_shell::{Actor, Scope};
use gehoor_testkit::Api;

/// The application with one employee, whose token the caller shows.
async fn desk(db: Db) -> Api {
    let slices = vec![gehoor_people::slice(), gehoor_customer::slice()];
    let mut api = Api::new(db, slices, Arc::new(Tokens));
    let cx = api.app.cx(Actor::System);
    let new = NewUser { name: "Els".to_owned(), email: None, role: Role::Administrator, stand_in: None };
    let user = api.app.act(&cx, new, |tx, cx, new| Box::pin(add_user(tx, cx, new))).await.expect("a user").id;
    let secret = Secret::new().expect("random bytes");
    let id = TokenId::new(api.app.clock.now(), &mut api.app.ids.random());
    let (label, scope) = ("test".to_owned(), Scope::Write);
    let new = NewToken { id, user, label, scope, team: None, expires_at: None };
    let input = (new, secret.clone());
    let made = api.app.act(&cx, input, |tx, cx, (new, secret)| Box::pin(create_token(tx, cx, new, secret)));
    made.await.expect("a token");
    api.token = secret.text().to_owned();
    api
}
