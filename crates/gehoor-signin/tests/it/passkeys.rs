use std::sync::Arc;

use gehoor_kernel::id::UserId;
use gehoor_kernel::time::minutes;
use gehoor_people::Tokens;
use gehoor_shell::app::{Channels, Ids, Parts, Settings};
use gehoor_shell::{Actor, App, Error};
use gehoor_signin::webauthn::Site;
use gehoor_signin::{
    NewPasskey, Passkey, add_passkey, ask_passkey, begin_passkey, passkeys, remove_passkey,
    sign_in_by_passkey,
};
use gehoor_testkit::{Api, both};

use crate::key::Key;
use crate::{Desk, at, code, desk, entered, outcome};

// The test application stands at a bare number, where browsers allow no passkeys.
fn site() -> Site {
    Site::of("http://localhost:4266").expect("a site")
}

fn key() -> Key {
    Key { origin: "http://localhost:4266".to_owned(), ..Key::es256("localhost") }
}

async fn begun(desk: &Desk, user: UserId) -> String {
    let cx = desk.app().cx(Actor::User(user, None));
    let begin = desk.app().act(&cx, user, |tx, cx, user| Box::pin(begin_passkey(tx, cx, *user)));
    begin.await.expect("begun").challenge.text().to_owned()
}

async fn add(desk: &Desk, user: UserId, challenge: &str, key: &Key) -> Result<Passkey, Error> {
    let new = NewPasskey {
        challenge: challenge.to_owned(),
        answer: key.register(challenge),
        label: "Telefoon".to_owned(),
    };
    let cx = desk.app().cx(Actor::User(user, None));
    let input = (user, site(), new);
    desk.app()
        .act(&cx, input, |tx, cx, (user, site, new)| Box::pin(add_passkey(tx, cx, site, *user, new)))
        .await
}

async fn asked(desk: &Desk) -> String {
    let ask = desk.app().act(&desk.app().cx(Actor::System), (), |tx, cx, ()| Box::pin(ask_passkey(tx, cx)));
    ask.await.expect("asked").text().to_owned()
}

async fn shown(desk: &Desk, challenge: &str, key: &Key) -> Result<gehoor_signin::SignedIn, Error> {
    sign_in_by_passkey(desk.app(), &at("192.0.2.1"), challenge, key.assert(challenge)).await
}

/// A desk whose address allows passkeys.
async fn local(db: gehoor_db::Db) -> Desk {
    let desk = desk(db).await;
    let parts = Parts {
        db: desk.app().db.clone(),
        clock: desk.app().clock.clone(),
        ids: Ids::from_seed(2),
        settings: Settings { base_url: "http://localhost:4266".to_owned(), ..Settings::default() },
        slices: vec![gehoor_people::slice(), gehoor_signin::slice()],
        authenticator: Arc::new(Tokens),
        channels: Channels::new(),
        front: Default::default(),
    };
    let app = App::new(parts).expect("the catalogues are sound");
    Desk { api: Api { app, ..desk.api }, ..desk }
}

#[test]
fn a_passkey_is_added_and_lets_in_without_password() {
    both(|db| async move {
        let desk = local(db).await;
        let mut key = key();
        let added = add(&desk, desk.ali, &begun(&desk, desk.ali).await, &key).await.expect("added");
        assert_eq!((added.user, added.label.as_str()), (desk.ali, "Telefoon"));
        let opened = entered(shown(&desk, &asked(&desk).await, &key).await);
        let known = desk.who(&opened).await.expect("signed in");
        assert_eq!(known.caller.user, desk.ali);
        assert!(known.strong_until.is_some());
        key.counter = 3;
        entered(shown(&desk, &asked(&desk).await, &key).await);
        assert_eq!(outcome(shown(&desk, &asked(&desk).await, &key).await), "no", "a copy of the key");
        let cx = desk.app().cx(Actor::User(desk.ali, None));
        let other = (added.id, desk.els);
        let remove =
            desk.app().act(&cx, other, |tx, cx, (id, of)| Box::pin(remove_passkey(tx, cx, *id, *of)));
        remove.await.expect("nothing to remove");
        let list = desk.app().look(&cx, desk.ali, |tx, _, user| Box::pin(passkeys(tx, *user))).await;
        assert_eq!(list.expect("a list").len(), 1);
        let own = (added.id, desk.ali);
        let remove = desk.app().act(&cx, own, |tx, cx, (id, of)| Box::pin(remove_passkey(tx, cx, *id, *of)));
        remove.await.expect("removed");
        key.counter = 9;
        assert_eq!(outcome(shown(&desk, &asked(&desk).await, &key).await), "no");
    });
}

#[test]
fn a_challenge_is_good_once_for_whom_it_was_and_for_minutes() {
    both(|db| async move {
        let desk = local(db).await;
        let key = key();
        let refused = |done: Result<Passkey, Error>| done.map(|_| ()).map_err(|error| code(&error));
        let of_els = begun(&desk, desk.els).await;
        assert_eq!(refused(add(&desk, desk.ali, &of_els, &key).await), Err("passkeyUnfit"));
        assert_eq!(refused(add(&desk, desk.els, &asked(&desk).await, &key).await), Err("passkeyUnfit"));
        let late = begun(&desk, desk.ali).await;
        desk.app().clock.advance(minutes(5));
        assert_eq!(refused(add(&desk, desk.ali, &late, &key).await), Err("passkeyUnfit"));
        let own = begun(&desk, desk.ali).await;
        add(&desk, desk.ali, &own, &key).await.expect("added");
        assert_eq!(refused(add(&desk, desk.ali, &own, &key).await), Err("passkeyUnfit"));
        let twice = begun(&desk, desk.els).await;
        assert_eq!(
            refused(add(&desk, desk.els, &twice, &key).await),
            Err("passkeyUnfit"),
            "another one's key"
        );
        let once = asked(&desk).await;
        entered(shown(&desk, &once, &key).await);
        assert_eq!(outcome(shown(&desk, &once, &key).await), "over");
        assert_eq!(outcome(shown(&desk, "made-up", &key).await), "over");
        let registering = begun(&desk, desk.ali).await;
        assert_eq!(outcome(shown(&desk, &registering, &key).await), "over");
        let unknown = Key { credential: vec![1; 32], ..Key::es256("localhost") };
        assert_eq!(outcome(shown(&desk, &asked(&desk).await, &unknown).await), "no");
    });
}
