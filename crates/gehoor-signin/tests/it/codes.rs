use data_encoding::BASE32_NOPAD;
use gehoor_kernel::time::minutes;
use gehoor_shell::Actor;
use gehoor_signin::rules::{code_at, step_at};
use gehoor_signin::{
    Secret, SignedIn, begin_codes, codes, confirm_codes, end_codes, give_code, make_link, renew_recovery,
    sign_in, use_link,
};
use gehoor_testkit::both;

use crate::{Desk, PASSWORD, at, code, desk, entered, outcome};

/// The code that the app shows now, or so many steps later.
fn shown(desk: &Desk, secret: &str, later: i64) -> String {
    let key = BASE32_NOPAD.decode(secret.as_bytes()).expect("base 32");
    code_at(&key, step_at(desk.app().clock.now()) + later, 6)
}

/// Ties an app to Els's account; gives its secret and the recovery codes.
async fn tied(desk: &Desk) -> (String, Vec<Secret>) {
    let cx = desk.app().cx(Actor::User(desk.els, None));
    let begin =
        desk.app().act(&cx, desk.els, |tx, cx, user| Box::pin(begin_codes(tx, cx, *user, "Garage & Zn")));
    let new = begin.await.expect("begun");
    let address = new.address.text();
    assert!(
        address.starts_with("otpauth://totp/Garage%20%26%20Zn:els%40garage.example?secret="),
        "{address}"
    );
    let secret = new.secret.text().to_owned();
    let wrong = confirm(desk, "000000").await;
    assert_eq!(wrong.map(|_| ()), Err("codeWrong"));
    let recovery = confirm(desk, &shown(desk, &secret, 0)).await.expect("confirmed");
    (secret, recovery)
}

async fn confirm(desk: &Desk, typed: &str) -> Result<Vec<Secret>, &'static str> {
    let cx = desk.app().cx(Actor::User(desk.els, None));
    let confirm = desk.app().act(&cx, (desk.els, typed.to_owned()), |tx, cx, (user, typed)| {
        Box::pin(confirm_codes(tx, cx, *user, typed))
    });
    confirm.await.map_err(|error| code(&error))
}

async fn step(desk: &Desk) -> String {
    match sign_in(desk.app(), &at("192.0.2.1"), "els@garage.example", PASSWORD).await {
        Ok(SignedIn::Code(step)) => step.text().to_owned(),
        other => panic!("no code is asked: {other:?}"),
    }
}

async fn give(desk: &Desk, step: &str, typed: &str) -> &'static str {
    outcome(give_code(desk.app(), &at("192.0.2.1"), step, typed).await)
}

#[test]
fn after_the_password_a_code_is_asked_and_works_once() {
    both(|db| async move {
        let desk = desk(db).await;
        let (secret, _) = tied(&desk).await;
        let used = shown(&desk, &secret, 0);
        let first = step(&desk).await;
        assert_eq!(give(&desk, &first, &used).await, "no", "it confirmed the app already");
        desk.app().clock.advance(minutes(1));
        let fresh = shown(&desk, &secret, 0);
        let opened = entered(give_code(desk.app(), &at("192.0.2.1"), &first, &fresh).await);
        assert!(desk.who(&opened).await.expect("signed in").strong_until.is_some());
        assert_eq!(give(&desk, &first, &fresh).await, "over", "the step is used up");
        let second = step(&desk).await;
        assert_eq!(give(&desk, &second, &fresh).await, "no", "a code is never used twice");
        for typed in ["", "abcdef", "１２３４５６", "1234567890123456"] {
            assert_ne!(give(&desk, &second, typed).await, "in", "{typed}");
        }
    });
}

#[test]
fn codes_can_not_be_guessed() {
    both(|db| async move {
        let desk = desk(db).await;
        tied(&desk).await;
        let mut found = Vec::new();
        let first = step(&desk).await;
        for _ in 0..7 {
            found.push(give(&desk, &first, "000000").await);
        }
        assert_eq!(found, ["no", "no", "no", "no", "wait", "wait", "wait"]);
        desk.app().clock.advance(minutes(3));
        assert_eq!(give(&desk, &first, "000000").await, "no");
        desk.app().clock.advance(minutes(1));
        assert_eq!(give(&desk, &first, "000000").await, "over", "five tries for one password");
        let late = step(&desk).await;
        desk.app().clock.advance(minutes(5));
        assert_eq!(give(&desk, &late, "000000").await, "over");
        assert_eq!(give(&desk, "made-up", "000000").await, "over");
    });
}

#[test]
fn a_recovery_code_lets_in_once() {
    both(|db| async move {
        let desk = desk(db).await;
        let (_, recovery) = tied(&desk).await;
        assert_eq!(recovery.len(), 10);
        let first = recovery[3].text().to_uppercase().replace('-', " ");
        assert_eq!(give(&desk, &step(&desk).await, &first).await, "in");
        assert_eq!(give(&desk, &step(&desk).await, &first).await, "no");
        let cx = desk.app().cx(Actor::User(desk.els, None));
        let have = desk.app().look(&cx, desk.els, |tx, _, user| Box::pin(codes(tx, *user))).await;
        assert_eq!(have.expect("codes").recovery_left, 9);
        let renew = desk.app().act(&cx, desk.els, |tx, cx, user| Box::pin(renew_recovery(tx, cx, *user)));
        let fresh = renew.await.expect("new ones");
        assert_eq!(give(&desk, &step(&desk).await, recovery[4].text()).await, "no");
        assert_eq!(give(&desk, &step(&desk).await, fresh[0].text()).await, "in");
    });
}

#[test]
fn codes_end_by_their_owner_or_by_a_link_for_a_lost_phone() {
    both(|db| async move {
        let desk = desk(db).await;
        let cx = desk.app().cx(Actor::User(desk.els, None));
        tied(&desk).await;
        let again = desk.app().act(&cx, desk.els, |tx, cx, user| Box::pin(begin_codes(tx, cx, *user, "G")));
        assert_eq!(again.await.map(|_| ()).map_err(|error| code(&error)), Err("codesAreOn"));
        let end = desk.app().act(&cx, desk.els, |tx, cx, user| Box::pin(end_codes(tx, cx, *user)));
        end.await.expect("ended");
        desk.enter(&at("192.0.2.1"), "els@garage.example", PASSWORD).await;
        tied(&desk).await;
        for (without, then) in [(false, "code"), (true, "in")] {
            let link = desk.app().act(&cx, (desk.els, without), |tx, cx, (user, without)| {
                Box::pin(make_link(tx, cx, *user, *without))
            });
            let link = link.await.expect("a link");
            use_link(desk.app(), link.secret.text(), "drie groene stoelen").await.expect("set");
            let done =
                sign_in(desk.app(), &at("192.0.2.1"), "els@garage.example", "drie groene stoelen").await;
            assert_eq!(outcome(done), then);
        }
    });
}
