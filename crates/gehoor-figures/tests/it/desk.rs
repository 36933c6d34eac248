//! A small company: Els leads, Anna and Bram are the workshop, Carla alone is the office; customers who are called.

use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use gehoor_db::{Db, Tx};
use gehoor_kernel::id::{TeamId, TokenId, UserId};
use gehoor_kernel::time::Instant;
use gehoor_people::rules::Member;
use gehoor_people::{NewTeam, NewToken, NewUser, Role, Secret, Tokens};
use gehoor_shell::scheduler::Hand;
use gehoor_shell::{Actor, BoxFuture, Cx, Error, Scope};
use gehoor_testkit::Api;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

pub struct Desk {
    pub api: Api,
    pub hand: Hand,
    pub anna: UserId,
    pub workshop: TeamId,
    pub office: TeamId,
    pub customer: String,
    pub point: String,
}

/// What was answered to a request that asks for no JSON.
pub struct Told {
    pub status: u16,
    pub kind: String,
    pub policy: String,
    pub body: String,
}

impl Desk {
    pub async fn open(db: Db) -> Self {
        let slices = vec![
            gehoor_people::slice(),
            gehoor_customer::slice(),
            gehoor_contact::slice(),
            gehoor_promise::slice(),
            gehoor_figures::slice(),
        ];
        let api = Api::new(db, slices, Arc::new(Tokens));
        let cx = api.app.cx(Actor::System);
        let made = api.app.act(&cx, (), |tx, cx, ()| Box::pin(people(tx, cx))).await.expect("a company");
        let hand = Hand::new(&api.app);
        let (els, anna, workshop, office) = made;
        let (customer, point) = (String::new(), String::new());
        let mut desk = Self { api, hand, anna, workshop, office, customer, point };
        desk.api.token = desk.token(els, Scope::Admin, None).await;
        (desk.customer, desk.point) = desk.add_customer().await;
        desk
    }

    pub async fn add_customer(&self) -> (String, String) {
        let points = json!([{"kind": "phone", "value": "0612345678"}]);
        let body = json!({"name": "Mevrouw De Wit", "language": "nl", "contactPoints": points});
        let told = self.api.post("/customers", body).await;
        assert_eq!(told.status, 201, "{:?}", told.body);
        (told.text("/id").to_owned(), told.text("/contactPoints/0/id").to_owned())
    }

    pub async fn act<I, T, F>(&self, input: I, case: F) -> T
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'a, 't> Fn(&'a mut Tx<'t>, &'a Cx, &'a I) -> BoxFuture<'a, Result<T, Error>>
            + Send
            + Sync
            + 'static,
    {
        self.api.app.act(&self.api.app.cx(Actor::User(self.anna, None)), input, case).await.expect("done")
    }

    pub async fn token(&self, user: UserId, scope: Scope, team: Option<TeamId>) -> String {
        let secret = Secret::new().expect("randomness");
        let shown = secret.text().to_owned();
        self.act((secret, team), move |tx, cx, (secret, team)| {
            let id = TokenId::new(cx.now, &mut cx.random());
            let new = NewToken { id, user, label: "test".to_owned(), scope, team: *team, expires_at: None };
            Box::pin(async move { gehoor_people::create_token(tx, cx, &new, secret).await.map(|_| ()) })
        })
        .await;
        shown
    }

    /// A promise to call back within ten minutes, held by this owner; gives its id.
    pub async fn promise(&self, owner: Value, cents: Option<i64>) -> String {
        let body = json!({"customerId": self.customer, "text": "Wij bellen", "kind": "callBack", "owner": owner,
            "trigger": {"soon": {"minutes": 10}}, "amountCents": cents});
        let told = self.api.post("/promises", body).await;
        assert_eq!(told.status, 201, "{:?}", told.body);
        told.text("/id").to_owned()
    }

    pub fn workshop(&self) -> Value {
        json!({"teamId": self.workshop.to_string()})
    }

    pub async fn change(&self, promise: &str, what: &str, body: Value) {
        let told = self.api.post(&format!("/promises/{promise}/{what}"), body).await;
        assert!((200..300).contains(&told.status), "{what}: {:?}", told.body);
    }

    pub async fn attempt(&self, promise: &str, class: &str, kept: bool) {
        let body = json!({"channel": "phone", "contactPointId": self.point, "outcome": {"class": class}, "kept": kept});
        self.change(promise, "attempts", body).await;
    }

    /// A promise that is kept by the `tries`th call, each a minute after the one before.
    pub async fn kept(&self, owner: Value, tries: usize, cents: Option<i64>) -> String {
        let promise = self.promise(owner, cents).await;
        for _ in 1..tries {
            self.attempt(&promise, "noAnswer", false).await;
        }
        self.attempt(&promise, "reached", true).await;
        promise
    }

    pub fn now(&self) -> Instant {
        self.api.app.clock.now()
    }

    /// Moves the clock and lets every task run that is due by then; then lets the followers come to the end of the journal.
    pub async fn run_to(&mut self, at: Instant) {
        for until in [at, at.plus(std::time::Duration::from_secs(30))] {
            self.hand.run_due().await.expect("tasks run");
            while let Some(next) = self.hand.next().filter(|&next| next <= until) {
                self.api.app.clock.set(next.max(self.now()));
                self.hand.run_due().await.expect("tasks run");
            }
            self.api.app.clock.set(until.max(self.now()));
            self.hand.run_due().await.expect("tasks run");
        }
    }

    pub async fn figures(&self, query: &str) -> Value {
        let told = self.api.get(&format!("/figures{query}")).await;
        assert_eq!(told.status, 200, "{:?}", told.body);
        told.body
    }

    pub async fn file(&self, path: &str, headers: &[(&str, &str)]) -> Told {
        let mut request = Request::get(format!("/api/v1{path}"))
            .header("authorization", format!("Bearer {}", self.api.token));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).expect("a request");
        let answer = gehoor_shell::server::router(&self.api.app).oneshot(request).await.expect("an answer");
        let head = |name: &str| {
            let value = answer.headers().get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let (status, kind, policy) =
            (answer.status().as_u16(), head("content-type"), head("content-security-policy"));
        let bytes = answer.into_body().collect().await.expect("a body").to_bytes();
        Told { status, kind, policy, body: String::from_utf8(bytes.to_vec()).expect("UTF-8") }
    }

    /// What the laws of figures find.
    pub async fn findings(&self) -> Vec<String> {
        let mut found = Vec::new();
        for check in gehoor_figures::slice().checks {
            let (run, cx) = (check.run, self.api.app.cx(Actor::System));
            let all = self.api.app.look(&cx, cx.now, move |tx, _, now| run(tx, *now)).await.expect("a check");
            found.extend(all.into_iter().map(|finding| format!("{}: {}", finding.object, finding.detail)));
        }
        found
    }
}

async fn people(tx: &mut Tx<'_>, cx: &Cx) -> Result<(UserId, UserId, TeamId, TeamId), Error> {
    let user = |name: &str, role| NewUser { name: name.to_owned(), email: None, role, stand_in: None };
    let els = gehoor_people::add_user(tx, cx, &user("Els Bakker", Role::Administrator)).await?.id;
    let anna = gehoor_people::add_user(tx, cx, &user("Anna Visser", Role::Employee)).await?.id;
    let bram = gehoor_people::add_user(tx, cx, &user("Bram Smit", Role::Employee)).await?.id;
    let carla = gehoor_people::add_user(tx, cx, &user("Carla Mulder", Role::Employee)).await?.id;
    let team = |name: &str, members: &[UserId]| NewTeam {
        name: name.to_owned(),
        members: members.iter().map(|user| Member { user: *user, leads: false }).collect(),
    };
    let workshop = gehoor_people::add_team(tx, cx, &team("=Werkplaats", &[anna, bram])).await?.id;
    let office = gehoor_people::add_team(tx, cx, &team("Kantoor", &[carla])).await?.id;
    Ok((els, anna, workshop, office))
}
