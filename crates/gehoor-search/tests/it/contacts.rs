//! Found by beginnings, telephone numbers, plates, orders, mail addresses and notes; the same on both engines.

use gehoor_contact::rules::{Channel, Class, Evidence};
use gehoor_customer::rules::{PointKind, read_value};
use gehoor_customer::{NewPoint, PointChange, add_point, change_point};
use gehoor_kernel::id::{ContactPointId, PromiseId};
use gehoor_promise::{NewAttempt, Which};
use gehoor_shell::slice::Sought;
use gehoor_shell::web::Right;
use gehoor_shell::{Actor, Error};
use gehoor_testkit::{badge, both, fill};

use crate::{Desk, desk};

impl Desk {
    async fn reachable_by(&self, kind: PointKind, typed: &'static str) -> ContactPointId {
        let input = (self.customer, kind, typed);
        let added = self.app.act(&self.app.cx(Actor::System), input, |tx, cx, (customer, kind, typed)| {
            Box::pin(async move {
                let value = read_value(*kind, typed, "NL").map_err(|_| Error::NotFound)?;
                let new = NewPoint { value, label: None, preferred: false };
                Ok(add_point(tx, cx, *customer, &new).await?.id)
            })
        });
        added.await.expect("added")
    }

    async fn noted(&self, promise: PromiseId, text: &'static str) {
        let done = self.app.act(&self.app.cx(self.actor()), (promise, text), |tx, cx, (promise, text)| {
            Box::pin(
                async move { gehoor_promise::deliver(tx, cx, Which::any(*promise), None, Some(text)).await },
            )
        });
        done.await.expect("delivered");
    }

    async fn all_find(&self, typed: &[&str], wanted: &[PromiseId]) {
        for words in typed {
            assert_eq!(self.find(words, "").await, wanted, "{words}");
        }
    }
}

#[test]
fn a_promise_is_found_by_the_beginning_of_the_last_word() {
    both(|db| async {
        let desk = desk(db).await;
        let first = desk.promise("bellen of de onderdelen binnen zijn").await;
        let second = desk.promise("remmen nakijken").await;
        desk.settle().await;
        desk.all_find(
            &["onderde", "ond", "binnen onderd", "çelik ONDER", "bellen of de onderdeel"],
            &[first],
        )
        .await;
        desk.all_find(&["rem", "celik nakij"], &[second]).await;
        desk.all_find(&["c", "celik", "order 47", "4711"], &[first, second]).await;
        desk.all_find(&["onder nakijken", "kijken", "derdelen"], &[]).await;
    });
}

#[test]
fn a_promise_is_found_by_number_plate_and_address_in_any_spelling() {
    both(|db| async {
        let desk = desk(db).await;
        desk.reachable_by(PointKind::Phone, "06 12 34 56 78").await;
        let mail = desk.reachable_by(PointKind::Email, "Aydin.Celik@example.nl").await;
        let golf = desk.promise("Golf AB-123-C ophalen").await;
        desk.settle().await;
        desk.all_find(&["0612345678", "+31 6 1234 5678", "0031612345678", "06-1234", "+31 (0)6 12"], &[golf])
            .await;
        desk.all_find(&["ab123c", "AB 123 C", "ab-12", "golf ab123c"], &[golf]).await;
        desk.all_find(&["aydin.celik@example.nl", "AYDIN.CELIK@exam"], &[golf]).await;
        desk.all_find(&["0612345679", "ab-124-c", "aydin@example.nl"], &[]).await;

        let value = read_value(PointKind::Email, "nieuw@example.nl", "NL").expect("an address");
        let change = PointChange { value: Some(value), ..PointChange::default() };
        let changed = desk.app.act(&desk.app.cx(Actor::System), (mail, change), |tx, cx, (id, change)| {
            Box::pin(async move { change_point(tx, cx, *id, None, change).await.map(|_| ()) })
        });
        changed.await.expect("corrected");
        desk.settle().await;
        desk.all_find(&["nieuw@example.nl"], &[golf]).await;
        desk.all_find(&["aydin.celik@example.nl"], &[]).await;
    });
}

#[test]
fn what_was_noted_at_a_delivery_is_found() {
    both(|db| async {
        let desk = desk(db).await;
        let promise = desk.promise("sleutel brengen").await;
        desk.settle().await;
        desk.noted(promise, "bij de buren afgegeven").await;
        desk.settle().await;
        desk.all_find(&["buren", "afgeg"], &[promise]).await;
    });
}

#[test]
fn common_words_are_found_page_by_page() {
    both(|db| async {
        let desk = desk(db).await;
        let mut all = Vec::new();
        for n in 0..1100 {
            all.push(desk.promise(if n % 100 == 7 { "remmen van de caravan" } else { "remmen" }).await);
        }
        all.sort();
        for _ in 0..3 {
            desk.settle().await;
        }
        let page = async |words: &str, after: String| {
            let sought = Sought { words: words.to_owned(), after, limit: 400 };
            let cx = desk.app.cx(Actor::System);
            let found =
                desk.app.look(&cx, sought, |tx, _, sought| Box::pin(gehoor_search::find(tx, sought))).await;
            found.expect("searched")
        };
        let (mut found, mut after) = (Vec::new(), String::new());
        loop {
            let next = page("remmen cel", after.clone()).await;
            let Some(last) = next.last() else { break };
            after = last.to_string();
            found.extend(next);
        }
        assert!(found == all, "{} of {}", found.len(), all.len());
        assert_eq!(page("remmen van de carav", String::new()).await.len(), 11);
        assert_eq!(page("remmen fiets", String::new()).await, []);
    });
}

#[test]
fn the_note_of_an_attempt_that_was_taken_back_is_found_no_more() {
    both(|db| async {
        let desk = desk(db).await;
        desk.reachable_by(PointKind::Phone, "06 12345678").await;
        let promise = desk.promise("remmen nakijken").await;
        let call = NewAttempt {
            channel: Channel::Phone,
            point: None,
            evidence: Evidence::tapped(Class::NoAnswer),
            raw: None,
            kept: false,
            route: None,
            note: Some("zij staat op camping Zonnehoek".to_owned()),
            at: None,
            retry_after: None,
            agreed: None,
        };
        let cx = desk.app.cx(desk.actor());
        let called = desk.app.act(&cx, (promise, call), |tx, cx, (promise, call)| {
            Box::pin(async move {
                gehoor_promise::record_attempt(tx, cx, Which::any(*promise), call).await.map(|_| ())
            })
        });
        called.await.expect("recorded");
        desk.settle().await;
        desk.all_find(&["zonnehoek"], &[promise]).await;
        let back = desk.app.act(&desk.app.cx(desk.actor()), promise, |tx, cx, promise| {
            Box::pin(async move { gehoor_promise::take_back(tx, cx, Which::any(*promise)).await.map(|_| ()) })
        });
        back.await.expect("taken back");
        desk.settle().await;
        desk.all_find(&["zonnehoek"], &[]).await;
        desk.all_find(&["remmen"], &[promise]).await;
    });
}

#[test]
fn whoever_types_an_order_in_a_new_promise_is_offered_its_customer() {
    both(|db| async {
        let desk = desk(db).await;
        desk.promise("bellen of de onderdelen binnen zijn").await;
        desk.settle().await;
        let Some(user) = desk.owner.user() else { unreachable!("Anna owns them") };
        let anna = badge(user, Right::Administrator);
        for (typed, offered) in [("4711", true), ("order 4711", true), ("9999", false), ("onderdelen", false)]
        {
            let part = fill(&desk.app, &anna, "/promises/new/who", &[("name", typed)]).await;
            assert_eq!(part.text.contains("Mevrouw Çelik"), offered, "{typed}: {}", part.text);
        }
    });
}
