//! A company with Anna and Bram, a push service, and tasks that are moved by hand.

use std::sync::Arc;
use std::time::Duration;

use gehoor_channels::{Hosts, Outbound};
use gehoor_db::Db;
use gehoor_kernel::id::{CustomerId, PromiseId, UserId};
use gehoor_people::{NewTeam, NewUser, Owner, Role, Tokens};
use gehoor_promise::rules::Kind;
use gehoor_promise::{NewPromise, Wanted};
use gehoor_push::rules::{Choice, Times};
use gehoor_shell::app::{Channels, Clock, Ids, Parts, Settings};
use gehoor_shell::scheduler::Hand;
use gehoor_shell::web::Right;
use gehoor_shell::{Actor, App, Cx, Error, Sees};
use gehoor_testkit::{NOW, Seen, badge, fill, front, look};

use crate::service::{Browser, Came, Service};

/// Words of a customer that must not leave.
pub const CANARY: [&str; 3] = ["Kanarie", "12345678", "geheime wens"];

pub struct Desk {
    pub app: App,
    pub service: Service,
    pub anna: UserId,
    pub bram: UserId,
    customer: CustomerId,
    hand: Hand,
}

impl Desk {
    pub async fn open(db: Db) -> Self {
        let service = Service::start();
        let outbound = Outbound::new("push.example.com".parse::<Hosts>().expect("hosts"), Some(service.at));
        let slices = vec![
            gehoor_people::slice(),
            gehoor_signin::slice(),
            gehoor_customer::slice(),
            gehoor_contact::slice(),
            gehoor_promise::slice(),
            gehoor_push::slice(),
        ];
        let parts = Parts {
            db,
            clock: Clock::manual(NOW),
            ids: Ids::from_seed(1),
            settings: Settings { outbound, ..Settings::default() },
            slices,
            authenticator: Arc::new(Tokens),
            channels: Channels::new(),
            front: front(),
        };
        let app = App::new(parts).expect("sound catalogues");
        let cx = app.cx(Actor::System);
        let made = app.act(&cx, (), |tx, cx, ()| Box::pin(company(tx, cx))).await.expect("a company");
        let hand = Hand::new(&app);
        let mut desk = Self { app, service, anna: made.0, bram: made.1, customer: made.2, hand };
        desk.settle().await;
        desk
    }

    /// Runs everything that is due now.
    pub async fn settle(&mut self) {
        self.hand.run_due().await.expect("tasks run");
    }

    /// Moves the clock on, a quarter of a minute at a time, and runs what falls due.
    pub async fn pass(&mut self, by: Duration) {
        let end = self.app.clock.now().plus(by);
        while self.app.clock.now() < end {
            let step = end.since(self.app.clock.now()).min(Duration::from_secs(15));
            self.app.clock.advance(step);
            self.settle().await;
        }
    }

    /// What came in at the push service since the last call.
    pub fn came(&self) -> Vec<Came> {
        self.service.came()
    }

    pub async fn see(&self, user: UserId, path: &str) -> Seen {
        look(&self.app, &badge(user, Right::Employee), path).await
    }

    pub async fn send(&self, user: UserId, path: &str, fields: &[(&str, String)]) -> Seen {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fill(&self.app, &badge(user, Right::Employee), path, &fields).await
    }

    /// Turns a browser on as its script does; gives our key.
    pub async fn turn_on(&self, user: UserId, browser: &Browser) -> String {
        let key = self.send(user, "/account/push/key", &[]).await;
        let key: serde_json::Value = serde_json::from_str(&key.text).expect("JSON");
        let done = self.send(user, "/account/push/devices", &browser.fields()).await;
        assert_eq!(done.leads_to(), "/account/push?done=on", "{}", done.text);
        key["key"].as_str().expect("a key").to_owned()
    }

    pub async fn choose(&self, user: UserId, choice: Choice) {
        let input = (user, choice);
        let chosen = self.app.act(&self.app.cx(Actor::System), input, |tx, cx, (user, choice)| {
            Box::pin(gehoor_push::choose(tx, cx, *user, choice))
        });
        chosen.await.expect("chosen");
    }

    /// Own hours, in whole hours.
    pub async fn told_between(&self, user: UserId, from: u16, until: u16) {
        let times = Times::Own { from: from * 60, until: until * 60 };
        self.choose(user, Choice { times, ..Choice::default() }).await;
    }

    /// A promise of this owner that falls due after so long.
    pub async fn promise(&self, owner: Owner, after: Duration) -> PromiseId {
        let from = self.app.clock.now().plus(after);
        let new = NewPromise {
            customer: self.customer,
            text: "geheime wens van de klant".into(),
            kind: Kind::CallBack,
            owner,
            trigger: Wanted::At { from, until: None },
            reference: None,
            amount_cents: None,
            policy: None,
        };
        let made = self.app.act(&self.app.cx(Actor::System), new, |tx, cx, new| {
            Box::pin(async move { Ok(gehoor_promise::make(tx, cx, new, Sees::All).await?.promise.id) })
        });
        made.await.expect("a promise")
    }

    pub async fn hand_over(&self, promise: PromiseId, to: UserId) {
        let input = (promise, to);
        let offered = self.app.act(&self.app.cx(Actor::System), input, |tx, cx, (promise, to)| {
            Box::pin(async move {
                let which = gehoor_promise::Which::any(*promise);
                gehoor_promise::hand_over(tx, cx, which, Owner::User(*to), None).await.map(|_| ())
            })
        });
        offered.await.expect("offered");
    }

    pub async fn release(&self, promise: PromiseId) {
        let released = self.app.act(&self.app.cx(Actor::System), promise, |tx, cx, promise| {
            Box::pin(async move {
                let which = gehoor_promise::Which::any(*promise);
                let said = gehoor_promise::rules::Said::new("hoeft niet").expect("words");
                gehoor_promise::release(tx, cx, which, &said, None).await.map(|_| ())
            })
        });
        released.await.expect("released");
    }
}

async fn company(tx: &mut gehoor_db::Tx<'_>, cx: &Cx) -> Result<(UserId, UserId, CustomerId), Error> {
    let user = |name: &str, role| NewUser { name: name.into(), email: None, role, stand_in: None };
    let anna = gehoor_people::add_user(tx, cx, &user("Anna", Role::Administrator)).await?.id;
    let bram = gehoor_people::add_user(tx, cx, &user("Bram", Role::Employee)).await?.id;
    let phone = gehoor_customer::rules::read_value("phone".parse().expect("a kind"), "06 12345678", "NL");
    let point = gehoor_customer::NewPoint { value: phone.expect("a number"), label: None, preferred: false };
    let new = gehoor_customer::NewCustomer {
        name: "Mevrouw Kanarie".into(),
        language: "nl".into(),
        points: vec![point],
        ..Default::default()
    };
    Ok((anna, bram, gehoor_customer::add_customer(tx, cx, &new).await?.0.id))
}

/// A team of these people.
pub async fn team(app: &App, members: Vec<UserId>) -> gehoor_kernel::id::TeamId {
    let members =
        members.into_iter().map(|user| gehoor_people::rules::Member { user, leads: false }).collect();
    let new = NewTeam { name: "Balie".into(), members };
    let made = app.act(&app.cx(Actor::System), new, |tx, cx, new| {
        Box::pin(async move { Ok(gehoor_people::add_team(tx, cx, new).await?.id) })
    });
    made.await.expect("a team")
}
