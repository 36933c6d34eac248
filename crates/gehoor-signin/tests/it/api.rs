use gehoor_kernel::id::TokenId;
use gehoor_people::{NewToken, Secret, create_token};
use gehoor_shell::{Actor, Scope};
use gehoor_signin::use_link;
use gehoor_testkit::{Api, both};
use serde_json::{Value, json};

use crate::{Desk, PASSWORD, at, desk};

async fn of(desk: &Desk, user: gehoor_kernel::id::UserId, scope: Scope) -> Api {
    let app = desk.app().clone();
    let secret = Secret::new().expect("random bytes");
    let id = TokenId::new(app.clock.now(), &mut app.ids.random());
    let new = NewToken { id, user, label: "test".to_owned(), scope, team: None, expires_at: None };
    let cx = app.cx(Actor::System);
    let made = app
        .act(&cx, (new, secret.clone()), |tx, cx, (new, secret)| Box::pin(create_token(tx, cx, new, secret)));
    made.await.expect("a token");
    Api { app, token: secret.text().to_owned(), headers: Vec::new() }
}

#[test]
fn an_administrator_makes_a_link_whose_address_is_shown_once() {
    both(|db| async move {
        let desk = desk(db).await;
        let mut admin = of(&desk, desk.els, Scope::Admin).await;
        admin.headers.push(("idempotency-key", "once".to_owned()));
        let path = format!("/users/{}/password-links", desk.ali);
        let made = admin.post(&path, json!({})).await;
        let again = admin.post(&path, json!({})).await;
        assert_eq!((made.status, again.status, &again.body["address"]), (201, 201, &Value::Null));
        let address = made.text("/address");
        let secret = address.strip_prefix("http://127.0.0.1:4266/reset/").expect("our own address");
        assert_eq!(use_link(desk.app(), secret, "drie groene stoelen").await.ok(), Some(desk.ali));
        let employee = of(&desk, desk.ali, Scope::Write).await;
        assert_eq!(employee.post(&path, json!({})).await.status, 403);
        assert_eq!(admin.post(&path, json!({"withoutcodes": true})).await.code(), "unknownField");
    });
}

#[test]
fn sessions_are_listed_and_ended_by_their_owner_or_an_administrator() {
    both(|db| async move {
        let desk = desk(db).await;
        let (admin, piet) =
            (of(&desk, desk.els, Scope::Admin).await, of(&desk, desk.piet, Scope::Write).await);
        let ali = of(&desk, desk.ali, Scope::Write).await;
        let first = desk.enter(&at("192.0.2.1"), "ali@garage.example", PASSWORD).await;
        let second = desk.enter(&at("192.0.2.2"), "ali@garage.example", PASSWORD).await;
        let path = format!("/users/{}/sessions", desk.ali);
        let own = format!("{path}/{}", first.session);
        assert_eq!(piet.get(&path).await.status, 404);
        assert_eq!(piet.send("DELETE", &own, &Value::Null).await.status, 404);
        assert_eq!(piet.send("DELETE", &path, &Value::Null).await.status, 404);
        let list = ali.get(&path).await;
        assert_eq!((list.status, list.text("/items/0/way")), (200, "password"));
        assert!(!list.body.to_string().contains(first.secret.text()));
        assert_eq!(ali.send("DELETE", &own, &Value::Null).await.status, 204);
        assert!(desk.who(&first).await.is_none() && desk.who(&second).await.is_some());
        assert_eq!(admin.send("DELETE", &path, &Value::Null).await.status, 204);
        assert!(desk.who(&second).await.is_none());
    });
}

#[test]
fn who_has_left_is_erased_by_an_administrator() {
    both(|db| async move {
        let desk = desk(db).await;
        let admin = of(&desk, desk.els, Scope::Admin).await;
        let (user, erasures) = (format!("/users/{}", desk.ali), format!("/users/{}/erasures", desk.ali));
        assert_eq!(admin.post(&erasures, json!({})).await.code(), "userHasNotLeft");
        admin.post(&format!("{user}/departures"), json!({"standIn": desk.els.to_string()})).await;
        assert_eq!(admin.post(&erasures, json!({})).await.status, 204);
        let shown = admin.get(&user).await;
        assert_eq!((shown.text("/name"), &shown.body["email"]), ("", &Value::Null));
    });
}
