//! A small company: Anna and Bram on the floor, Carla in the office, and one customer.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use gehoor_db::{Db, Tx, params, statements};
use gehoor_kernel::id::{CustomerId, PromiseId, TeamId, TokenId, UserId};
use gehoor_kernel::time::Instant;
use gehoor_people::rules::Member;
use gehoor_people::{NewTeam, NewToken, NewUser, Owner, Role, Tokens};
use gehoor_promise::rules::Kind;
use gehoor_promise::{NewPromise, Wanted};
use gehoor_shell::app::{Ids, Parts, Settings};
use gehoor_shell::{Actor, App, BoxFuture, Clock, Cx, Error, Scope};
use gehoor_testkit::NOW;
use gehoor_today::Question;
use gehoor_today::rules::{Counts, Section, View};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

statements! {
    CUSTOMER = "INSERT INTO customer (id, language, zone, made_at, version) VALUES ($1, 'nl', 'Europe/Amsterdam', 0, 1)";
    NAME = "INSERT INTO customer_words (customer_id, name) VALUES ($1, 'De Wit')";
}

/// Text, section, moment and promise of a row.
pub type Shape = (String, Section, Instant, PromiseId);

pub struct Desk {
    pub app: App,
    pub start: Instant,
    pub anna: UserId,
    pub bram: UserId,
    pub floor: TeamId,
    pub office: TeamId,
}

impl Desk {
    pub async fn open(db: Db) -> Self {
        let slices = vec![
            gehoor_people::slice(),
            gehoor_contact::slice(),
            gehoor_promise::slice(),
            gehoor_today::slice(),
        ];
        let parts = Parts {
            db,
            clock: Clock::manual(NOW),
            ids: Ids::from_seed(7),
            settings: Settings::default(),
            slices,
            authenticator: Arc::new(Tokens),
            channels: HashMap::new(),
            front: gehoor_testkit::front(),
        };
        let app = App::new(parts).expect("the catalogues are sound");
        let cx = app.cx(Actor::System);
        let made = app.act(&cx, (), |tx, cx, ()| Box::pin(people(tx, cx))).await.expect("a company");
        Self { app, start: NOW, anna: made.0, bram: made.1, floor: made.2, office: made.3 }
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
        self.app.act(&self.app.cx(Actor::User(self.anna, None)), input, case).await.expect("done")
    }

    /// A promise whose moment comes so long after the start.
    pub async fn promise(&self, text: &str, owner: Owner, after: Duration) {
        let new = NewPromise {
            customer: CustomerId::from_bits(1),
            text: text.to_owned(),
            kind: Kind::CallBack,
            owner,
            trigger: Wanted::At { from: self.start.plus(after), until: None },
            reference: None,
            amount_cents: None,
            policy: None,
        };
        self.act(new, |tx, cx, new| {
            Box::pin(
                async move { gehoor_promise::make(tx, cx, new, gehoor_shell::Sees::All).await.map(|_| ()) },
            )
        })
        .await;
    }

    pub async fn today(
        &self,
        view: View,
        after: Option<(Instant, String)>,
        limit: usize,
    ) -> (Vec<Shape>, Counts, Option<Instant>) {
        let question = Question { view, sees: gehoor_shell::Sees::All, after, limit };
        let today =
            self.act(question, |tx, cx, question| Box::pin(gehoor_today::today(tx, cx, question))).await;
        let shape = |row: gehoor_today::Shown| {
            (row.step.text.unwrap_or_default(), row.section, row.step.at, row.step.promise)
        };
        (today.rows.into_iter().map(shape).collect(), today.counts, today.after_today)
    }

    pub async fn token(&self, team: Option<TeamId>) -> String {
        let secret = gehoor_people::Secret::new().expect("randomness");
        let shown = secret.text().to_owned();
        let anna = self.anna;
        self.act((secret, team), move |tx, cx, (secret, team)| {
            let new = NewToken {
                id: TokenId::new(cx.now, &mut cx.random()),
                user: anna,
                label: "test".to_owned(),
                scope: Scope::Read,
                team: *team,
                expires_at: None,
            };
            Box::pin(async move { gehoor_people::create_token(tx, cx, &new, secret).await.map(|_| ()) })
        })
        .await;
        shown
    }

    pub async fn get(&self, path: &str, token: &str) -> (u16, Value) {
        let request = Request::get(path).header("authorization", format!("Bearer {token}"));
        let request = request.body(Body::empty()).expect("a request");
        let response = gehoor_shell::server::router(&self.app).oneshot(request).await.expect("an answer");
        let status = response.status().as_u16();
        let bytes = response.into_body().collect().await.expect("a body").to_bytes();
        (status, serde_json::from_slice(&bytes).expect("JSON"))
    }
}

async fn people(tx: &mut Tx<'_>, cx: &Cx) -> Result<(UserId, UserId, TeamId, TeamId), Error> {
    let user = |name: &str, role| NewUser { name: name.to_owned(), email: None, role, stand_in: None };
    let anna = gehoor_people::add_user(tx, cx, &user("Anna", Role::Administrator)).await?.id;
    let bram = gehoor_people::add_user(tx, cx, &user("Bram", Role::Employee)).await?.id;
    let carla = gehoor_people::add_user(tx, cx, &user("Carla", Role::Employee)).await?.id;
    let team = |name: &str, members: &[UserId]| NewTeam {
        name: name.to_owned(),
        members: members.iter().map(|user| Member { user: *user, leads: false }).collect(),
    };
    let floor = gehoor_people::add_team(tx, cx, &team("Werkplaats", &[anna, bram])).await?.id;
    let office = gehoor_people::add_team(tx, cx, &team("Kantoor", &[carla])).await?.id;
    let customer = CustomerId::from_bits(1);
    tx.exec(&CUSTOMER, params![customer]).await?;
    tx.exec(&NAME, params![customer]).await?;
    Ok((anna, bram, floor, office))
}
