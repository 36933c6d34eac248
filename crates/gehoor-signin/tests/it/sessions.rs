use gehoor_kernel::time::{days, hours};
use gehoor_people::{Role, UserChange, change_user};
use gehoor_shell::{Actor, Language, Scope, Sees};
use gehoor_signin::{Visit, choose_language, end_all_sessions, end_session, erase, sessions, sign_out};
use gehoor_testkit::both;

use crate::{PASSWORD, at, check_laws, code, desk};

#[test]
fn role_and_teams_say_what_a_session_may_do() {
    both(|db| async move {
        let desk = desk(db).await;
        let els = desk.enter(&at("192.0.2.1"), "els@garage.example", PASSWORD).await;
        let ali = desk.enter(&at("192.0.2.1"), "ali@garage.example", PASSWORD).await;
        let els = desk.who(&els).await.expect("signed in");
        let ali = desk.who(&ali).await.expect("signed in");
        assert_eq!((els.caller.scope, els.caller.sees), (Scope::Admin, Sees::All));
        assert_eq!((ali.caller.scope, ali.caller.sees), (Scope::Write, Sees::Of(desk.ali)));
        assert_eq!((els.name.as_str(), els.role), ("Els Bakker", Role::Administrator));
    });
}

#[test]
fn a_session_ends_when_idle_and_in_any_case() {
    both(|db| async move {
        let desk = desk(db).await;
        let idle = desk.enter(&at("192.0.2.1"), "els@garage.example", PASSWORD).await;
        desk.app().clock.advance(days(7));
        assert!(desk.who(&idle).await.is_none());
        let used = desk.enter(&at("192.0.2.1"), "els@garage.example", PASSWORD).await;
        for _ in 0..4 {
            desk.app().clock.advance(days(6));
            assert!(desk.who(&used).await.is_some());
        }
        desk.app().clock.advance(days(5));
        assert!(desk.who(&used).await.is_some());
        desk.app().clock.advance(days(1));
        assert!(desk.who(&used).await.is_none(), "thirty days are over");
        check_laws(desk.app()).await;
    });
}

#[test]
fn every_sign_in_has_a_secret_of_its_own_and_ends_the_one_before() {
    both(|db| async move {
        let desk = desk(db).await;
        let first = desk.enter(&at("192.0.2.1"), "els@garage.example", PASSWORD).await;
        let visit = Visit { before: Some(first.secret.text().to_owned()), ..at("192.0.2.1") };
        let second = desk.enter(&visit, "els@garage.example", PASSWORD).await;
        assert_ne!(first.secret, second.secret);
        assert!(desk.who(&first).await.is_none() && desk.who(&second).await.is_some());
        let made_up = Visit { before: Some("fixed".to_owned()), ..at("192.0.2.1") };
        let third = desk.enter(&made_up, "els@garage.example", PASSWORD).await;
        assert_ne!(third.secret.text(), "fixed");
    });
}

#[test]
fn sessions_are_seen_and_ended() {
    both(|db| async move {
        let desk = desk(db).await;
        let app = desk.app();
        let phone = desk.enter(&at("192.0.2.1"), "ali@garage.example", PASSWORD).await;
        let laptop = desk.enter(&at("192.0.2.2"), "ali@garage.example", PASSWORD).await;
        let tablet = desk.enter(&at("192.0.2.3"), "ali@garage.example", PASSWORD).await;
        let cx = app.cx(Actor::User(desk.ali, None));
        let list = app.look(&cx, desk.ali, |tx, cx, user| Box::pin(sessions(tx, cx, *user))).await;
        let labels: Vec<_> = list.expect("a list").iter().map(|session| session.label.clone()).collect();
        assert_eq!(labels, ["Firefox"; 3]);
        let others = (phone.session, desk.els);
        let end = app.act(&cx, others, |tx, cx, (id, of)| Box::pin(end_session(tx, cx, *id, *of)));
        end.await.expect("nothing to end");
        assert!(desk.who(&phone).await.is_some(), "not another one's to end");
        let own = (phone.session, desk.ali);
        let end = app.act(&cx, own, |tx, cx, (id, of)| Box::pin(end_session(tx, cx, *id, *of)));
        end.await.expect("ended");
        let rest = (desk.ali, laptop.session);
        let end = app.act(&cx, rest, |tx, cx, (of, but)| Box::pin(end_all_sessions(tx, cx, *of, Some(*but))));
        assert_eq!(end.await.expect("ended"), 1);
        assert!(desk.who(&phone).await.is_none() && desk.who(&tablet).await.is_none());
        let secret = laptop.secret.text().to_owned();
        let out = app.act(&cx, secret, |tx, cx, secret| Box::pin(sign_out(tx, cx, secret)));
        out.await.expect("signed out");
        assert!(desk.who(&laptop).await.is_none());
    });
}

#[test]
fn another_role_ends_the_sessions_of_the_one_before() {
    both(|db| async move {
        let desk = desk(db).await;
        let own = desk.enter(&at("192.0.2.1"), "ali@garage.example", PASSWORD).await;
        let change = UserChange { role: Some(Role::Administrator), ..UserChange::default() };
        let cx = desk.app().cx(Actor::User(desk.els, None));
        let changed = desk.app().act(&cx, (desk.ali, change), |tx, cx, (user, change)| {
            Box::pin(change_user(tx, cx, *user, None, change))
        });
        changed.await.expect("changed");
        assert!(desk.who(&own).await.is_none());
        let again = desk.enter(&at("192.0.2.1"), "ali@garage.example", PASSWORD).await;
        assert_eq!(desk.who(&again).await.expect("signed in").caller.scope, Scope::Admin);
    });
}

#[test]
fn a_language_of_ones_own_goes_with_every_session() {
    both(|db| async move {
        let desk = desk(db).await;
        let own = desk.enter(&at("192.0.2.1"), "ali@garage.example", PASSWORD).await;
        assert_eq!(desk.who(&own).await.expect("signed in").session.language, None);
        let cx = desk.app().cx(Actor::User(desk.ali, None));
        for (chosen, kept) in [(Some(Language::En), Some("en")), (None, None)] {
            let choose = desk.app().act(&cx, (desk.ali, chosen), |tx, _, (user, language)| {
                Box::pin(choose_language(tx, *user, *language))
            });
            choose.await.expect("chosen");
            let known = desk.who(&own).await.expect("signed in");
            assert_eq!(known.session.language.as_deref(), kept);
        }
    });
}

#[test]
fn nothing_is_left_of_who_is_erased() {
    both(|db| async move {
        let desk = desk(db).await;
        let own = desk.enter(&at("192.0.2.1"), "ali@garage.example", PASSWORD).await;
        let cx = desk.app().cx(Actor::User(desk.els, None));
        let early = desk.app().act(&cx, desk.ali, |tx, cx, user| Box::pin(erase(tx, cx, *user))).await;
        assert_eq!(early.map_err(|error| code(&error)), Err("userHasNotLeft"));
        let gone = desk.app().act(&cx, (desk.ali, desk.els), |tx, cx, (user, stand_in)| {
            Box::pin(gehoor_people::leave(tx, cx, *user, None, Some(*stand_in)))
        });
        gone.await.expect("has left");
        for _ in 0..2 {
            let erased = desk.app().act(&cx, desk.ali, |tx, cx, user| Box::pin(erase(tx, cx, *user))).await;
            erased.expect("erased");
        }
        let user = desk.app().look(&cx, desk.ali, |tx, _, id| Box::pin(gehoor_people::user(tx, *id))).await;
        let user = user.expect("the id stays");
        assert_eq!((user.name.as_str(), user.email), ("", None));
        assert!(desk.who(&own).await.is_none());
        check_laws(desk.app()).await;
    });
}

#[test]
fn what_is_over_is_swept() {
    both(|db| async move {
        let desk = desk(db).await;
        let own = desk.enter(&at("192.0.2.1"), "ali@garage.example", PASSWORD).await;
        let slice = gehoor_signin::slice();
        let sweep = slice.tasks.iter().find(|task| task.name == "signin-sweep").expect("the sweep");
        sweep.run_once(desk.app()).await.expect("swept");
        assert!(desk.who(&own).await.is_some());
        desk.app().clock.advance(days(61));
        sweep.run_once(desk.app()).await.expect("swept");
        assert!(desk.who(&own).await.is_none());
        desk.app().clock.advance(hours(1));
        check_laws(desk.app()).await;
    });
}
