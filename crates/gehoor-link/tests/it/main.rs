//! The customer's page, on both engines: a secret opens it, only a POST changes anything, and a customer sees no codes.
#![expect(clippy::expect_used, reason = "a test that cannot be set up must fail at once")]

use std::sync::Arc;

use gehoor_kernel::id::{CustomerId, PromiseId, UserId};
use gehoor_kernel::time::days;
use gehoor_people::{NewUser, Owner, Role, Tokens};
use gehoor_promise::{NewPromise, Wanted};
use gehoor_shell::web::Right;
use gehoor_shell::{Actor, App};
use gehoor_testkit::{Api, badge, both, fill, look};

struct Desk {
    app: App,
    user: UserId,
    promise: PromiseId,
    customer: CustomerId,
}

impl Desk {
    async fn open(db: gehoor_db::Db) -> Self {
        let slices = vec![
            gehoor_people::slice(),
            gehoor_customer::slice(),
            gehoor_contact::slice(),
            gehoor_promise::slice(),
            gehoor_link::slice(),
        ];
        let app = Api::new(db, slices, Arc::new(Tokens)).app;
        let made = app.act(&app.cx(Actor::System), (), |tx, cx, ()| Box::pin(company(tx, cx)));
        let (user, customer, promise) = made.await.expect("a company");
        Self { app, user, promise, customer }
    }

    /// Makes a link as an employee does; gives the address of the customer's page.
    async fn link(&self) -> String {
        let badge = badge(self.user, Right::Employee);
        let page = fill(&self.app, &badge, &format!("/promises/{}/link", self.promise), &[]).await;
        assert_eq!(page.status, 200, "{}", page.text);
        let after = page.text.split_once("/p/").map(|(_, after)| after).unwrap_or_default();
        format!("/p/{}", after.split('"').next().unwrap_or_default())
    }

    async fn state(&self) -> (String, i64) {
        let cx = self.app.cx(Actor::System);
        let show = self.app.look(&cx, self.promise, |tx, cx, id| {
            Box::pin(async move { gehoor_promise::show(tx, cx, *id, gehoor_shell::Sees::All).await })
        });
        let promise = show.await.expect("a promise").view.promise;
        (promise.state.word().to_owned(), promise.version)
    }
}

async fn company(
    tx: &mut gehoor_db::Tx<'_>,
    cx: &gehoor_shell::Cx,
) -> Result<(UserId, CustomerId, PromiseId), gehoor_shell::Error> {
    let new = NewUser { name: "Anna".into(), email: None, role: Role::Administrator, stand_in: None };
    let user = gehoor_people::add_user(tx, cx, &new).await?.id;
    let phone = gehoor_customer::rules::read_value("phone".parse().expect("a kind"), "06 12345678", "NL");
    let point = gehoor_customer::NewPoint { value: phone.expect("a number"), label: None, preferred: false };
    let new = gehoor_customer::NewCustomer {
        name: "Mevrouw <Wit>".into(),
        language: "nl".into(),
        points: vec![point],
        ..Default::default()
    };
    let customer = gehoor_customer::add_customer(tx, cx, &new).await?.0.id;
    let new = NewPromise {
        customer,
        text: "bellen over de auto".into(),
        kind: gehoor_promise::rules::Kind::CallBack,
        owner: Owner::User(user),
        trigger: Wanted::Soon { minutes: 30 },
        reference: None,
        amount_cents: None,
        policy: None,
    };
    Ok((user, customer, gehoor_promise::make(tx, cx, &new, gehoor_shell::Sees::All).await?.promise.id))
}

#[test]
fn looking_changes_nothing_and_shows_what_was_promised() {
    both(|db| async {
        let desk = Desk::open(db).await;
        let (link, before) = (desk.link().await, desk.state().await);
        for _ in 0..3 {
            let page = look(&desk.app, "", &link).await;
            assert_eq!(page.status, 200);
            assert!(page.text.contains("bellen over de auto") && page.text.contains("Mevrouw &#60;Wit&#62;"));
            assert!(!page.text.contains("pr_") && !page.text.contains("cu_"), "no ids: {}", page.text);
        }
        for action in ["time", "number", "release", "say"] {
            assert_eq!(look(&desk.app, "", &format!("{link}/{action}")).await.status, 405);
        }
        assert_eq!(desk.state().await, before);
    });
}

#[test]
fn a_secret_that_is_wrong_over_or_withdrawn_opens_nothing() {
    both(|db| async {
        let desk = Desk::open(db).await;
        let link = desk.link().await;
        let wrong = format!("/p/{}", "0".repeat(26));
        for path in [wrong.as_str(), "/p/x", "/p/..%2F.."] {
            assert_eq!(look(&desk.app, "", path).await.status, 404, "{path}");
        }
        let all = format!("/promises/{}/link", desk.promise);
        let as_anna = badge(desk.user, Right::Employee);
        let page = look(&desk.app, &as_anna, &all).await;
        let after = page.text.split_once(&format!("{all}/")).map(|(_, after)| after).unwrap_or_default();
        let id = after.split('"').next().unwrap_or_default();
        assert_eq!(fill(&desk.app, &as_anna, &format!("{all}/{id}"), &[]).await.status, 303);
        assert_eq!(look(&desk.app, "", &link).await.status, 404, "withdrawn");
        let second = desk.link().await;
        desk.app.clock.advance(days(91));
        assert_eq!(look(&desk.app, "", &second).await.status, 404, "over");
    });
}

#[test]
fn the_same_form_sent_twice_makes_one_link_and_shows_it_twice() {
    both(|db| async {
        let desk = Desk::open(db).await;
        let path = format!("/promises/{}/link", desk.promise);
        let as_anna = badge(desk.user, Right::Employee);
        let form = look(&desk.app, &as_anna, &path).await;
        assert!(form.text.contains("name=\"key\" value=\""), "{}", form.text);
        let mut addresses = Vec::new();
        for key in ["one", "one", "two"] {
            let page = fill(&desk.app, &as_anna, &path, &[("key", key)]).await;
            let after = page.text.split_once("/p/").map(|(_, after)| after).unwrap_or_default();
            addresses.push(after.split('"').next().unwrap_or_default().to_owned());
        }
        assert!(addresses[0] == addresses[1] && addresses[1] != addresses[2], "{addresses:?}");
        let list = look(&desk.app, &as_anna, &path).await;
        assert_eq!(list.text.matches(&format!("{path}/")).count(), 2, "two links: {}", list.text);
    });
}

#[test]
fn the_customer_chooses_a_time_that_we_offered_and_no_other() {
    both(|db| async {
        let desk = Desk::open(db).await;
        let link = desk.link().await;
        let page = look(&desk.app, "", &link).await;
        let after =
            page.text.split_once("name=\"time\" value=\"").map(|(_, after)| after).unwrap_or_default();
        let slot = after.split('"').next().unwrap_or_default().to_owned();
        let path = format!("{link}/time");
        for bad in ["", "1/2", "never"] {
            assert_eq!(fill(&desk.app, "", &path, &[("time", bad)]).await.status, 422, "{bad}");
        }
        let done = fill(&desk.app, "", &path, &[("time", &slot)]).await;
        assert_eq!(done.status, 303, "{}", done.text);
        assert_eq!(desk.state().await.0, "waiting");
    });
}

#[test]
fn the_customer_corrects_the_number_says_something_once_and_releases() {
    both(|db| async {
        let desk = Desk::open(db).await;
        let link = desk.link().await;
        let wrong = fill(&desk.app, "", &format!("{link}/number"), &[("number", "06 1234567")]).await;
        assert!(wrong.status == 422 && wrong.text.contains("value=\"06 1234567\""), "{}", wrong.text);
        let right = fill(&desk.app, "", &format!("{link}/number"), &[("number", "06 12345670")]).await;
        assert_eq!(right.status, 303, "{}", right.text);
        for _ in 0..2 {
            let said = fill(&desk.app, "", &format!("{link}/say"), &[("text", "Bel <script> s.v.p.")]).await;
            assert_eq!(said.status, 303);
        }
        let page = look(&desk.app, "", &link).await;
        assert_eq!(page.text.matches("Bel &#60;script&#62; s.v.p.").count(), 1, "kept once, inert");
        assert_eq!(fill(&desk.app, "", &format!("{link}/release"), &[]).await.status, 303);
        assert_eq!(desk.state().await.0, "released");
        let late = fill(&desk.app, "", &format!("{link}/say"), &[("text", "toch wel")]).await;
        assert!(late.text.contains("role=\"alert\""), "told that it has ended: {}", late.text);
    });
}

#[test]
fn a_link_ends_with_the_words_of_an_erased_customer() {
    both(|db| async {
        let desk = Desk::open(db).await;
        let link = desk.link().await;
        assert_eq!(fill(&desk.app, "", &format!("{link}/release"), &[]).await.status, 303);
        let customer = desk.customer;
        let erased = desk.app.act(&desk.app.cx(Actor::System), customer, |tx, cx, customer| {
            Box::pin(async move { gehoor_promise::erase_customer(tx, cx, *customer).await })
        });
        erased.await.expect("erased");
        assert_eq!(look(&desk.app, "", &link).await.status, 404);
    });
}
