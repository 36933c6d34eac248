use gehoor_kernel::time::{hours, minutes};
use gehoor_shell::{Actor, Scope};
use gehoor_signin::{
    Device, NewDevice, Visit, change_pin, colleagues, device, devices, end_device, prove, share_device,
    switch, take_pin,
};
use gehoor_testkit::both;

use crate::{Desk, PASSWORD, at, check_laws, code, desk, entered, outcome};

const PIN: &str = "4711";

/// A shared browser of the counter, marked by Piet, who leads it.
async fn tablet(desk: &Desk) -> (Device, Visit) {
    let new = NewDevice { team: desk.counter, label: "Tablet balie".to_owned() };
    let cx = desk.app().cx(Actor::User(desk.piet, None));
    let share =
        desk.app().act(&cx, (desk.piet, new), |tx, cx, (by, new)| Box::pin(share_device(tx, cx, *by, new)));
    let (device, secret) = share.await.expect("shared");
    (device, Visit { device: Some(secret.text().to_owned()), ..at("192.0.2.1") })
}

async fn switched(desk: &Desk, visit: &Visit, user: gehoor_kernel::id::UserId, pin: &str) -> &'static str {
    outcome(switch(desk.app(), visit, user, pin).await)
}

#[test]
fn a_lead_of_the_team_shares_a_browser() {
    both(|db| async move {
        let desk = desk(db).await;
        tablet(&desk).await;
        for (by, said) in [(desk.els, "ok"), (desk.sanne, "notFound"), (desk.ali, "notFound")] {
            let new = NewDevice { team: desk.counter, label: "x".to_owned() };
            let cx = desk.app().cx(Actor::User(by, None));
            let share = desk
                .app()
                .act(&cx, (by, new), |tx, cx, (by, new)| Box::pin(share_device(tx, cx, *by, new)))
                .await;
            assert_eq!(share.map_or_else(|error| code(&error), |_| "ok"), said);
        }
        let cx = desk.app().cx(Actor::System);
        let list = |user| desk.app().look(&cx, user, |tx, cx, user| Box::pin(devices(tx, cx, *user)));
        assert_eq!(list(desk.piet).await.expect("a list").len(), 2);
        assert_eq!(list(desk.sanne).await.expect("a list").len(), 0);
    });
}

#[test]
fn colleagues_switch_by_pin_and_only_where_it_is_shared() {
    both(|db| async move {
        let desk = desk(db).await;
        let (shared, visit) = tablet(&desk).await;
        for weak in ["1234", "12", "abcd"] {
            assert!(change_pin(desk.app(), desk.sanne, weak).await.is_err(), "{weak}");
        }
        change_pin(desk.app(), desk.sanne, PIN).await.expect("a PIN");
        change_pin(desk.app(), desk.ali, PIN).await.expect("a PIN");
        let cx = desk.app().cx(Actor::System);
        let names = desk.app().look(&cx, shared, |tx, cx, device| Box::pin(colleagues(tx, cx, device))).await;
        assert_eq!(names.expect("names"), [(desk.sanne, "Sanne de Wit".to_owned())]);
        let sanne = entered(switch(desk.app(), &visit, desk.sanne, PIN).await);
        assert!(sanne.is_shared);
        assert_eq!(switched(&desk, &visit, desk.ali, PIN).await, "no", "of another team");
        assert_eq!(switched(&desk, &visit, desk.els, PIN).await, "no", "without a PIN");
        assert_eq!(switched(&desk, &at("192.0.2.1"), desk.sanne, PIN).await, "over", "not a shared browser");
        let lie = Visit { device: Some("made-up".to_owned()), ..at("192.0.2.1") };
        assert_eq!(switched(&desk, &lie, desk.sanne, PIN).await, "over");
        let cx = desk.app().cx(Actor::User(desk.sanne, None));
        let take = desk.app().act(&cx, desk.sanne, |tx, cx, user| Box::pin(take_pin(tx, cx, *user)));
        take.await.expect("taken");
        assert_eq!(switched(&desk, &visit, desk.sanne, PIN).await, "no");
    });
}

#[test]
fn a_pin_lets_nobody_set_the_system_up_until_the_password_is_given() {
    both(|db| async move {
        let desk = desk(db).await;
        let (_, visit) = tablet(&desk).await;
        change_pin(desk.app(), desk.els, PIN).await.expect("a PIN");
        let opened = entered(switch(desk.app(), &visit, desk.els, PIN).await);
        let known = desk.who(&opened).await.expect("signed in");
        assert_eq!((known.caller.scope, known.strong_until), (Scope::Write, None));
        let proved = entered(prove(desk.app(), &visit, (opened.session, desk.els), PASSWORD).await);
        let known = desk.who(&proved).await.expect("signed in");
        assert_eq!(known.caller.scope, Scope::Admin);
        desk.app().clock.advance(minutes(9));
        assert!(desk.who(&proved).await.is_some());
        desk.app().clock.advance(minutes(1));
        let known = desk.who(&proved).await.expect("signed in");
        assert_eq!((known.caller.scope, known.strong_until), (Scope::Write, None));
    });
}

#[test]
fn a_shared_session_ends_soon() {
    both(|db| async move {
        let desk = desk(db).await;
        let (shared, visit) = tablet(&desk).await;
        change_pin(desk.app(), desk.sanne, PIN).await.expect("a PIN");
        let idle = entered(switch(desk.app(), &visit, desk.sanne, PIN).await);
        desk.app().clock.advance(minutes(10));
        assert!(desk.who(&idle).await.is_none());
        let by_password = desk.enter(&visit, "sanne de wit", PASSWORD).await;
        assert!(by_password.is_shared, "also by password");
        let own = entered(switch(desk.app(), &visit, desk.sanne, PIN).await);
        let cx = desk.app().cx(Actor::User(desk.sanne, None));
        let end = |by| {
            desk.app().act(&cx, (shared.id, by), |tx, cx, (id, by)| Box::pin(end_device(tx, cx, *id, *by)))
        };
        assert_eq!(end(desk.sanne).await.map_err(|error| code(&error)), Err("notFound"));
        end(desk.piet).await.expect("ended");
        assert!(desk.who(&own).await.is_none() && desk.who(&by_password).await.is_none());
        let secret = visit.device.clone();
        let gone = desk.app().look(&cx, secret, |tx, cx, secret| Box::pin(device(tx, cx, secret.as_deref())));
        assert_eq!(gone.await.expect("a look"), None);
        check_laws(desk.app()).await;
    });
}

#[test]
fn a_pin_can_not_be_guessed_and_the_password_still_works() {
    both(|db| async move {
        let desk = desk(db).await;
        let (_, visit) = tablet(&desk).await;
        change_pin(desk.app(), desk.sanne, PIN).await.expect("a PIN");
        let mut wrong = 0;
        for _ in 0..40 {
            match switched(&desk, &visit, desk.sanne, "9999").await {
                "no" => wrong += 1,
                "wait" => desk.app().clock.advance(minutes(15)),
                _ => break,
            }
        }
        assert_eq!(wrong, 10);
        assert_eq!(switched(&desk, &visit, desk.sanne, PIN).await, "over");
        desk.enter(&visit, "sanne de wit", PASSWORD).await;
        desk.app().clock.advance(hours(25));
    });
}
