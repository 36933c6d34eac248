//! Search on both engines: found by words, forgotten with them.
#![expect(clippy::expect_used, reason = "test code: a fault fails the test")]

mod contacts;
mod plans;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use gehoor_db::{Db, Tx, params, statements};
use gehoor_kernel::id::{CustomerId, PromiseId, UserId};
use gehoor_people::{NewUser, Owner, Role, Tokens};
use gehoor_promise::rules::{Kind, Said};
use gehoor_promise::{NewPromise, Wanted, Which};
use gehoor_search::Batch;
use gehoor_shell::app::{Ids, Parts, Settings};
use gehoor_shell::scheduler::Hand;
use gehoor_shell::slice::Sought;
use gehoor_shell::{Actor, App, Clock, Cx, Error};
use gehoor_testkit::{NOW, both};

statements! {
    CUSTOMER = "INSERT INTO customer (id, language, zone, made_at, version) VALUES ($1, 'nl', 'Europe/Amsterdam', 0, 1)";
    NAME = "INSERT INTO customer_words (customer_id, name) VALUES ($1, 'Mevrouw Çelik')";
    RENAME = "UPDATE customer_words SET name = 'Meneer Yilmaz' WHERE customer_id = $1";
    STEMS = "SELECT count(*) FROM search_word";
}

struct Desk {
    app: App,
    owner: Owner,
    customer: CustomerId,
}

async fn desk(db: Db) -> Desk {
    let slices = vec![
        gehoor_people::slice(),
        gehoor_contact::slice(),
        gehoor_promise::slice(),
        gehoor_search::slice(),
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
    let customer = CustomerId::from_bits(1);
    let made =
        app.act(&app.cx(Actor::System), customer, |tx, cx, customer| Box::pin(company(tx, cx, *customer)));
    let owner = Owner::User(made.await.expect("a company"));
    Desk { app, owner, customer }
}

async fn company(tx: &mut Tx<'_>, cx: &Cx, customer: CustomerId) -> Result<UserId, Error> {
    let anna = NewUser { name: "Anna".to_owned(), email: None, role: Role::Administrator, stand_in: None };
    tx.exec(&CUSTOMER, params![customer]).await?;
    tx.exec(&NAME, params![customer]).await?;
    Ok(gehoor_people::add_user(tx, cx, &anna).await?.id)
}

impl Desk {
    async fn promise(&self, text: &str) -> PromiseId {
        let new = NewPromise {
            customer: self.customer,
            text: text.to_owned(),
            kind: Kind::CallBack,
            owner: self.owner,
            trigger: Wanted::At { from: NOW.plus(Duration::from_secs(3600)), until: None },
            reference: Some("order-4711".to_owned()),
            amount_cents: None,
            policy: None,
        };
        let made = self.app.act(&self.app.cx(Actor::System), new, |tx, cx, new| {
            Box::pin(async move {
                Ok(gehoor_promise::make(tx, cx, new, gehoor_shell::Sees::All).await?.promise.id)
            })
        });
        made.await.expect("made")
    }

    fn actor(&self) -> Actor {
        self.owner.user().map_or(Actor::System, |user| Actor::User(user, None))
    }

    /// Lets the sealer and the follower do their work.
    async fn settle(&self) {
        let mut hand = Hand::new(&self.app);
        for _ in 0..3 {
            hand.run_due().await.expect("tasks");
            self.app.clock.advance(Duration::from_secs(3));
        }
    }

    async fn find(&self, words: &str, after: &str) -> Vec<PromiseId> {
        let sought = Sought { words: words.to_owned(), after: after.to_owned(), limit: 10 };
        let found = self.app.look(&self.app.cx(Actor::System), sought, |tx, _, sought| {
            Box::pin(gehoor_search::find(tx, sought))
        });
        found.await.expect("searched")
    }
}

#[test]
fn promises_are_found_by_any_form_of_all_their_words() {
    both(|db| async {
        let desk = desk(db).await;
        let first = desk.promise("bellen of de onderdelen binnen zijn").await;
        let second = desk.promise("remmen nakijken").await;
        desk.settle().await;
        assert_eq!(desk.find("onderdeel", "").await, [first]);
        assert_eq!(desk.find("celik 4711", "").await, [first, second]);
        assert_eq!(desk.find("celik 4711", &first.to_string()).await, [second]);
        assert_eq!(desk.find("remmen onderdeel", "").await, []);
        assert_eq!(desk.find("'; DROP -- \" %", "").await, []);
    });
}

#[test]
fn what_was_erased_is_no_longer_found() {
    both(|db| async {
        let desk = desk(db).await;
        let promise = desk.promise("remmen").await;
        desk.settle().await;
        assert_eq!(desk.find("remmen", "").await.len(), 1);
        let erased = desk.app.act(
            &desk.app.cx(desk.actor()),
            (promise, desk.customer),
            |tx, cx, (promise, customer)| {
                Box::pin(async move {
                    let said = Said::new("laat maar").ok_or(Error::NotFound)?;
                    gehoor_promise::release(tx, cx, Which::any(*promise), &said, None).await?;
                    gehoor_promise::erase_customer(tx, cx, *customer).await
                })
            },
        );
        erased.await.unwrap();
        desk.settle().await;
        assert_eq!(desk.find("remmen", "").await, []);
        let left = desk.app.look(&desk.app.cx(Actor::System), (), |tx, _, ()| {
            Box::pin(async move { Ok(tx.row(&STEMS, &[], |row| row.int(0)).await?) })
        });
        assert_eq!(left.await.unwrap(), Some(0));
    });
}

#[test]
fn a_customer_with_many_promises_is_followed_in_slices() {
    both(|db| async {
        let desk = desk(db).await;
        let mut made = Vec::new();
        for n in 0..8 {
            made.push(desk.promise(&format!("remmen {n}")).await);
        }
        made.sort();
        desk.settle().await;
        let renamed = desk.app.act(&desk.app.cx(desk.actor()), desk.customer, |tx, cx, customer| {
            Box::pin(async move {
                tx.exec(&RENAME, params![*customer]).await?;
                let facts = gehoor_shell::Facts::new();
                gehoor_shell::journal::append(tx, cx, "customer.changed", *customer, facts).await
            })
        });
        renamed.await.expect("renamed");
        let after = desk.promise("banden").await;
        seal(&desk.app).await;
        assert_eq!(desk.find("celik", "").await, made, "not followed yet");
        let mut slices = 0;
        while follow(&desk.app, 3).await {
            slices += 1;
            assert!(slices < 20, "it ends");
        }
        assert!(slices >= 2, "in several transactions: {slices}");
        made.push(after);
        made.sort();
        assert_eq!((desk.find("yilmaz", "").await, desk.find("celik", "").await), (made, Vec::new()));
        assert!(!follow(&desk.app, 3).await, "nothing is left");
    });
}

#[test]
fn of_two_nodes_that_follow_at_once_one_writes() {
    both(|db| async {
        let desk = desk(db).await;
        let first = desk.promise("remmen").await;
        seal(&desk.app).await;
        let (one, other) = (read(&desk.app, 10).await, read(&desk.app, 10).await);
        assert!(one.is_some() && other.is_some());
        assert!(!write(&desk.app, one).await, "all was followed");
        let second = desk.promise("banden").await;
        seal(&desk.app).await;
        while follow(&desk.app, 10).await {}
        assert!(write(&desk.app, other).await, "the slower one looks again");
        assert!(!follow(&desk.app, 10).await, "and finds nothing to do");
        let mut both = vec![first, second];
        both.sort();
        assert_eq!(desk.find("4711", "").await, both);
    });
}

/// As the task does: worked out in one look, written in a transaction of its own.
async fn follow(app: &App, slice: usize) -> bool {
    let batch = read(app, slice).await;
    batch.is_some() && write(app, batch).await
}

async fn read(app: &App, slice: usize) -> Option<Batch> {
    let cx = app.cx(Actor::System);
    let read = app.look(&cx, slice, |tx, _, slice| {
        Box::pin(async move { gehoor_search::read_batch(tx, *slice).await })
    });
    read.await.expect("read")
}

async fn write(app: &App, batch: Option<Batch>) -> bool {
    let (cx, batch) = (app.cx(Actor::System), batch.expect("a batch"));
    let written = app
        .act(&cx, batch, |tx, _, batch| Box::pin(async move { gehoor_search::write_batch(tx, batch).await }));
    written.await.expect("written")
}

async fn seal(app: &App) {
    let cx = app.cx(Actor::System);
    let sealed = app.act(&cx, (), |tx, cx, ()| Box::pin(gehoor_shell::journal::seal(tx, cx, None)));
    sealed.await.expect("sealed");
}
