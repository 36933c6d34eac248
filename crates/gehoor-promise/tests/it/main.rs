//! Promises as a whole: use cases, timers and API, on both engines.
#![expect(clippy::expect_used, reason = "a test that cannot be set up must fail at once")]

mod api;
mod custody;
mod events;
mod foreseeing;
mod learning;
mod merging;
mod money;
mod new_page;
mod nodes;
mod pages;
mod routes;
mod sending;
mod story;
mod taking;
mod timers;
mod trouble;
mod waiting;

use std::sync::Arc;

use gehoor_db::Db;
use gehoor_kernel::id::{TokenId, UserId};
use gehoor_kernel::time::Instant;
use gehoor_people::{NewToken, NewUser, Role, Secret, Tokens, add_user, create_token};
use gehoor_shell::app::Channels;
use gehoor_shell::scheduler::Hand;
use gehoor_shell::{Actor, App, Scope};
use gehoor_testkit::{Api, Told};
use serde_json::{Value, json};

/// A desk with an administrator, an employee and a customer with a mobile number; its clock is moved by hand.
pub(crate) struct Desk {
    pub(crate) api: Api,
    pub(crate) hand: Hand,
    pub(crate) anna: UserId,
    pub(crate) customer: String,
    pub(crate) point: String,
}

impl Desk {
    pub(crate) async fn open(db: Db) -> Self {
        Self::with_channels(db, Channels::new()).await
    }

    /// The same, with ways out to customers.
    pub(crate) async fn with_channels(db: Db, channels: Channels) -> Self {
        let slices = vec![
            gehoor_people::slice(),
            gehoor_customer::slice(),
            gehoor_contact::slice(),
            gehoor_promise::slice(),
        ];
        let mut api = Api::with_channels(db, slices, Arc::new(Tokens), channels);
        let boss = hire(&api.app, "Els Bakker", Role::Administrator).await;
        api.token = token(&api.app, boss, Scope::Admin).await;
        let anna = hire(&api.app, "Anna Visser", Role::Employee).await;
        let hand = Hand::new(&api.app);
        let mut desk = Self { api, hand, anna, customer: String::new(), point: String::new() };
        let told = desk.add_customer("0612345678").await;
        (desk.customer, desk.point) =
            (told.text("/id").to_owned(), told.text("/contactPoints/0/id").to_owned());
        desk
    }

    pub(crate) async fn add_customer(&self, number: &str) -> Told {
        let points = json!([{"kind": "phone", "value": number}]);
        let body = json!({"name": "Mevrouw De Wit", "language": "nl", "contactPoints": points});
        made(self.api.post("/customers", body).await)
    }

    /// A promise body with this trigger, owned by Anna.
    pub(crate) fn body(&self, trigger: Value) -> Value {
        json!({"customerId": self.customer, "text": "Wij bellen als de auto klaar is", "kind": "callBack",
            "owner": {"userId": self.anna.to_string()}, "trigger": trigger})
    }

    pub(crate) async fn make(&self, trigger: Value) -> Told {
        made(self.api.post("/promises", self.body(trigger)).await)
    }

    pub(crate) async fn attempt(&self, promise: &str, class: &str, more: Value) -> Told {
        let mut body = json!({"channel": "phone", "contactPointId": self.point, "outcome": {"class": class}});
        if let (Some(body), Some(more)) = (body.as_object_mut(), more.as_object()) {
            body.extend(more.clone());
        }
        self.api.post(&format!("/promises/{promise}/attempts"), body).await
    }

    pub(crate) async fn show(&self, promise: &str) -> Told {
        self.api.get(&format!("/promises/{promise}")).await
    }

    pub(crate) fn now(&self) -> Instant {
        self.api.app.clock.now()
    }

    /// Moves the clock and lets every task run that is due by then.
    pub(crate) async fn run_to(&mut self, at: Instant) {
        self.hand.run_due().await.expect("tasks run");
        while let Some(next) = self.hand.next().filter(|&next| next <= at) {
            self.api.app.clock.set(next.max(self.now()));
            self.hand.run_due().await.expect("tasks run");
        }
        self.api.app.clock.set(at.max(self.now()));
        self.hand.run_due().await.expect("tasks run");
    }

    /// The findings of every law.
    pub(crate) async fn findings(&self) -> Vec<String> {
        let mut found = Vec::new();
        for check in self.api.app.slices.iter().flat_map(|slice| &slice.checks) {
            let (run, cx) = (check.run, self.api.app.cx(Actor::System));
            let input = cx.now;
            let all =
                self.api.app.look(&cx, input, move |tx, _, now| run(tx, *now)).await.expect("a check runs");
            found.extend(all.into_iter().map(|finding| format!("{}: {}", finding.object, finding.detail)));
        }
        found
    }
}

/// The answer, which must be 201.
pub(crate) fn made(told: Told) -> Told {
    assert_eq!(told.status, 201, "{:?}", told.body);
    told
}

pub(crate) fn moment(told: &Told, pointer: &str) -> Instant {
    told.text(pointer).parse().expect("a moment")
}

async fn hire(app: &App, name: &str, role: Role) -> UserId {
    let new = NewUser { name: name.to_owned(), email: None, role, stand_in: None };
    let added = app.act(&app.cx(Actor::System), new, |tx, cx, new| Box::pin(add_user(tx, cx, new))).await;
    added.expect("a user").id
}

pub(crate) async fn token(app: &App, user: UserId, scope: Scope) -> String {
    let secret = Secret::new().expect("random bytes");
    let id = TokenId::new(app.clock.now(), &mut app.ids.random());
    let new = NewToken { id, user, label: "test".to_owned(), scope, team: None, expires_at: None };
    let input = (new, secret.clone());
    let cx = app.cx(Actor::System);
    let made = app.act(&cx, input, |tx, cx, (new, secret)| Box::pin(create_token(tx, cx, new, secret)));
    made.await.expect("a token");
    secret.text().to_owned()
}
