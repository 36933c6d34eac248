//! People as a whole: use cases and API, on both engines.
#![expect(clippy::expect_used, reason = "a test that cannot be set up must fail at once")]

mod api;
mod cases;

use std::sync::Arc;

use gehoor_db::Db;
use gehoor_kernel::id::{TokenId, UserId};
use gehoor_people::{NewToken, NewUser, Role, Secret, Tokens, User, add_user, create_token};
use gehoor_shell::{Actor, App, Scope};
use gehoor_testkit::Api;

/// The application with one administrator, whose token the caller shows.
async fn company(db: Db) -> (Api, UserId) {
    let mut api = Api::new(db, vec![gehoor_people::slice()], Arc::new(Tokens));
    let boss = hire(&api.app, "Els Bakker", Role::Administrator).await.id;
    api.token = token(&api.app, boss, Scope::Admin).await;
    (api, boss)
}

async fn hire(app: &App, name: &str, role: Role) -> User {
    let new = NewUser { name: name.to_owned(), email: None, role, stand_in: None };
    let added = app.act(&app.cx(Actor::System), new, |tx, cx, new| Box::pin(add_user(tx, cx, new))).await;
    added.expect("a user")
}

async fn token(app: &App, user: UserId, scope: Scope) -> String {
    let secret = Secret::new().expect("random bytes");
    let id = TokenId::new(app.clock.now(), &mut app.ids.random());
    let new = NewToken { id, user, label: "test".to_owned(), scope, team: None, expires_at: None };
    let input = (new, secret.clone());
    let cx = app.cx(Actor::System);
    let made = app.act(&cx, input, |tx, cx, (new, secret)| Box::pin(create_token(tx, cx, new, secret)));
    made.await.expect("a token");
    secret.text().to_owned()
}
