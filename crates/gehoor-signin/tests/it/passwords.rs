use gehoor_kernel::time::{hours, minutes};
use gehoor_shell::Actor;
use gehoor_signin::{
    NewPassword, SignedIn, change_password, is_good_link, make_link, prove, sign_in, use_link,
};
use gehoor_testkit::both;

use crate::{Desk, PASSWORD, at, code, desk, entered, outcome};

#[test]
fn somebody_signs_in_by_address_or_name() {
    both(|db| async move {
        let desk = desk(db).await;
        let visit = at("192.0.2.1");
        for name in ["els@garage.example", " ELS@Garage.example ", "Els Bakker", "els bakker"] {
            assert_eq!(desk.enter(&visit, name, PASSWORD).await.user, desk.els, "{name}");
        }
        assert_eq!(desk.enter(&visit, "sanne de wit", PASSWORD).await.user, desk.sanne);
        for (name, password) in [
            ("els@garage.example", ""),
            ("els@garage.example", "vier blauwe fietsen "),
            ("els@garage.example", "Vier blauwe fietsen"),
            ("", PASSWORD),
            ("nobody@garage.example", PASSWORD),
            ("els@garage.example", &"x".repeat(100_000)),
        ] {
            assert_eq!(outcome(sign_in(desk.app(), &at("192.0.2.9"), name, password).await), "no", "{name}");
        }
    });
}

/// What tries at an account come to, one after the other at the same moment.
async fn outcomes(desk: &Desk, name: &str, source: &str, password: &str, times: usize) -> Vec<&'static str> {
    let mut found = Vec::new();
    for _ in 0..times {
        found.push(outcome(sign_in(desk.app(), &at(source), name, password).await));
    }
    found
}

#[test]
fn wrong_tries_make_wait_and_the_right_password_works_after_it() {
    both(|db| async move {
        let desk = desk(db).await;
        let wrong = ["no", "no", "no", "no", "wait", "wait"];
        assert_eq!(outcomes(&desk, "els@garage.example", "192.0.2.1", "wrong", 6).await, wrong);
        assert_eq!(outcomes(&desk, "nobody@garage.example", "192.0.2.1", "wrong", 6).await, wrong);
        assert_eq!(outcomes(&desk, "els@garage.example", "192.0.2.1", PASSWORD, 1).await, ["wait"]);
        assert_eq!(outcomes(&desk, "els@garage.example", "198.51.100.7", PASSWORD, 1).await, ["in"]);
        desk.app().clock.advance(minutes(15));
        assert_eq!(outcomes(&desk, "els@garage.example", "192.0.2.1", PASSWORD, 1).await, ["in"]);
        assert_eq!(outcomes(&desk, "els@garage.example", "192.0.2.1", "wrong", 6).await, wrong);
    });
}

#[test]
fn tries_at_the_same_moment_count_each() {
    both(|db| async move {
        let desk = desk(db).await;
        let mut tries = tokio::task::JoinSet::new();
        for _ in 0..12 {
            let app = desk.app().clone();
            tries.spawn(async move {
                outcome(sign_in(&app, &at("192.0.2.1"), "els@garage.example", "wrong").await)
            });
        }
        let all = tries.join_all().await;
        assert_eq!(all.iter().filter(|word| **word == "no").count(), 4, "{all:?}");
    });
}

#[test]
fn an_attack_from_everywhere_does_not_slow_a_place_that_is_known() {
    both(|db| async move {
        let desk = desk(db).await;
        desk.enter(&at("192.0.2.1"), "els@garage.example", PASSWORD).await;
        for n in 0..60 {
            outcomes(&desk, "els@garage.example", &format!("203.0.113.{n}"), "wrong", 1).await;
        }
        assert_eq!(outcomes(&desk, "els@garage.example", "203.0.113.99", PASSWORD, 1).await, ["wait"]);
        assert_eq!(outcomes(&desk, "els@garage.example", "192.0.2.1", PASSWORD, 1).await, ["in"]);
        desk.app().clock.advance(std::time::Duration::from_secs(10));
        assert_eq!(outcomes(&desk, "els@garage.example", "203.0.113.99", PASSWORD, 1).await, ["in"]);
    });
}

#[test]
fn another_password_ends_every_other_session() {
    both(|db| async move {
        let desk = desk(db).await;
        let (phone, laptop) = (at("192.0.2.1"), at("192.0.2.2"));
        let old = desk.enter(&phone, "els@garage.example", PASSWORD).await;
        let own = desk.enter(&laptop, "els@garage.example", PASSWORD).await;
        let change =
            |current: &str, new: &str| NewPassword { current: current.to_owned(), new: new.to_owned() };
        let whose = (own.session, desk.els);
        let weak = change_password(desk.app(), &laptop, whose, &change(PASSWORD, "Bakker123")).await;
        assert_eq!(outcome(weak), "passwordName");
        let wrong =
            change_password(desk.app(), &laptop, whose, &change("wrong", "drie groene stoelen")).await;
        assert_eq!(outcome(wrong), "no");
        let right = change(PASSWORD, "drie groene stoelen");
        let renewed = entered(change_password(desk.app(), &laptop, whose, &right).await);
        assert!(desk.who(&old).await.is_none());
        assert!(desk.who(&own).await.is_none(), "the secret before it ends with it");
        assert_eq!(desk.who(&renewed).await.map(|known| known.session.id), Some(own.session));
        assert_eq!(outcome(sign_in(desk.app(), &phone, "els@garage.example", PASSWORD).await), "no");
        desk.enter(&phone, "els@garage.example", "drie groene stoelen").await;
    });
}

async fn link(desk: &Desk, without_codes: bool) -> String {
    let cx = desk.app().cx(Actor::User(desk.els, None));
    let made = desk.app().act(&cx, (desk.ali, without_codes), |tx, cx, (user, without)| {
        Box::pin(make_link(tx, cx, *user, *without))
    });
    made.await.expect("a link").secret.text().to_owned()
}

async fn is_good(desk: &Desk, secret: &str) -> bool {
    let cx = desk.app().cx(Actor::System);
    let look = desk.app().look(&cx, secret.to_owned(), |tx, cx, text| Box::pin(is_good_link(tx, cx, text)));
    look.await.expect("a look")
}

#[test]
fn a_link_sets_a_password_once_within_the_hour() {
    both(|db| async move {
        let desk = desk(db).await;
        let own = desk.enter(&at("192.0.2.1"), "ali@garage.example", PASSWORD).await;
        let (first, second) = (link(&desk, false).await, link(&desk, false).await);
        assert!(!is_good(&desk, &first).await, "the newer one takes its place");
        let refused = use_link(desk.app(), &second, "welkom01").await.map_err(|error| code(&error));
        assert_eq!(refused, Err("passwordCommon"));
        assert_eq!(use_link(desk.app(), &second, "drie groene stoelen").await.ok(), Some(desk.ali));
        assert!(desk.who(&own).await.is_none());
        for used in
            [second.as_str(), first.as_str(), "", " ", "\0", "0", &second[1..], &second.to_uppercase()]
        {
            assert!(!is_good(&desk, used).await, "{used:?}");
            let again = use_link(desk.app(), used, "vijf gele emmers").await.map_err(|error| code(&error));
            assert_eq!(again, Err("notFound"), "{used:?}");
        }
        desk.enter(&at("192.0.2.1"), "ali@garage.example", "drie groene stoelen").await;
        let late = link(&desk, false).await;
        desk.app().clock.advance(hours(1));
        assert!(!is_good(&desk, &late).await);
    });
}

#[test]
fn a_password_set_otherwise_voids_the_link() {
    both(|db| async move {
        let desk = desk(db).await;
        let made = link(&desk, false).await;
        crate::give_password(desk.app(), desk.ali, "drie groene stoelen").await;
        assert!(!is_good(&desk, &made).await);
    });
}

#[test]
fn proving_gives_the_session_another_secret() {
    both(|db| async move {
        let desk = desk(db).await;
        let visit = at("192.0.2.1");
        let own = desk.enter(&visit, "els@garage.example", PASSWORD).await;
        desk.app().clock.advance(hours(5));
        let tired = desk.who(&own).await.expect("still signed in");
        assert_eq!(tired.strong_until, None);
        assert_eq!(outcome(prove(desk.app(), &visit, (own.session, desk.els), "wrong").await), "no");
        let renewed = entered(prove(desk.app(), &visit, (own.session, desk.els), PASSWORD).await);
        assert!(desk.who(&own).await.is_none());
        assert!(desk.who(&renewed).await.expect("signed in").strong_until.is_some());
        let other = prove(desk.app(), &visit, (own.session, desk.piet), PASSWORD).await;
        assert!(matches!(other, Err(gehoor_shell::Error::Unauthorized)), "another one's session");
    });
}

#[test]
fn who_has_left_is_not_let_in() {
    both(|db| async move {
        let desk = desk(db).await;
        let own = desk.enter(&at("192.0.2.1"), "ali@garage.example", PASSWORD).await;
        let cx = desk.app().cx(Actor::User(desk.els, None));
        let gone = desk.app().act(&cx, (desk.ali, desk.els), |tx, cx, (user, stand_in)| {
            Box::pin(gehoor_people::leave(tx, cx, *user, None, Some(*stand_in)))
        });
        gone.await.expect("has left");
        assert!(desk.who(&own).await.is_none());
        let again = sign_in(desk.app(), &at("192.0.2.1"), "ali@garage.example", PASSWORD).await;
        assert!(matches!(again, Ok(SignedIn::No)));
    });
}
