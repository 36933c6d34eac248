//! Signs of life that leave by themselves: once, in the customer's language, within the hours, and never again in doubt.

use std::sync::Arc;

use gehoor_channels::{Fake, Line, Outgoing, SendFailure};
use gehoor_contact::rules::{Channel, Class};
use gehoor_db::Db;
use gehoor_kernel::id::PromiseId;
use gehoor_kernel::time::{days, hours, minutes};
use gehoor_shell::Actor;
use gehoor_shell::app::Channels;
use gehoor_testkit::both;
use serde_json::{Value, json};

use crate::{Desk, made, moment};

/// A desk that writes text messages and mail over `fake`, and a promise whose event is expected in an hour.
async fn desk(db: Db, fake: &Fake) -> (Desk, String) {
    let mut channels = Channels::new();
    channels.insert("sms", Arc::new(fake.clone()));
    channels.insert("email", Arc::new(fake.clone()));
    let desk = Desk::with_channels(db, channels).await;
    let id = waiting(&desk, &desk.customer).await;
    (desk, id)
}

async fn waiting(desk: &Desk, customer: &str) -> String {
    let expected = desk.now().plus(hours(1)).to_string();
    let mut body =
        desk.body(json!({"when": {"key": "order 4711", "expectedBy": expected, "signOfLifeDays": 2}}));
    body["customerId"] = json!(customer);
    made(desk.api.post("/promises", body).await).text("/id").to_owned()
}

async fn customer(desk: &Desk, language: &str, points: Value) -> String {
    let body = json!({"name": "Mr Smith", "language": language, "contactPoints": points});
    made(desk.api.post("/customers", body).await).text("/id").to_owned()
}

/// State and kind of step.
async fn stands(desk: &Desk, id: &str) -> (String, String) {
    let told = desk.show(id).await;
    (told.text("/state").to_owned(), told.text("/nextStep/kind").to_owned())
}

fn pair(state: &str, kind: &str) -> (String, String) {
    (state.to_owned(), kind.to_owned())
}

#[test]
fn a_sign_of_life_goes_out_once_and_the_next_after_the_interval() {
    both(|db| async move {
        let fake = Fake::new();
        let (mut desk, id) = desk(db, &fake).await;
        desk.run_to(desk.now().plus(minutes(59))).await;
        assert_eq!(fake.sent(), [], "never early");
        desk.run_to(desk.now().plus(minutes(1))).await;
        let sent = fake.sent();
        assert_eq!((sent.len(), sent[0].to.as_str()), (1, "+31612345678"));
        assert!(sent[0].body.contains("Wij zijn u niet vergeten") && sent[0].body.contains("over 2 dagen"));
        assert!(!sent[0].body.contains("auto"), "no words of other people: {}", sent[0].body);
        let told = desk.show(&id).await;
        assert_eq!((told.text("/state"), told.text("/nextStep/kind")), ("waiting", "signOfLife"));
        assert_eq!(moment(&told, "/nextStep/at"), desk.now().plus(days(2)));
        desk.run_to(desk.now().plus(days(2))).await;
        assert_eq!(fake.sent().len(), 2, "again after the agreed interval");
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}

#[test]
fn mail_is_written_in_the_customers_language_with_a_title() {
    both(|db| async move {
        let fake = Fake::new();
        let (mut desk, _) = desk(db, &fake).await;
        let points = json!([{"kind": "email", "value": "smith@example.com"}]);
        for (language, title) in [("en", "We have not forgotten you"), ("nl", "Wij zijn u niet vergeten")] {
            let customer = customer(&desk, language, points.clone()).await;
            let _ = waiting(&desk, &customer).await;
            desk.run_to(desk.now().plus(hours(1))).await;
            let mails: Vec<Outgoing> =
                fake.sent().into_iter().filter(|mail| mail.to == "smith@example.com").collect();
            let last = mails.last().expect("a mail");
            assert_eq!(last.title.as_deref(), Some(title));
            assert!(last.body.lines().count() > 3, "{}", last.body);
        }
    });
}

#[test]
fn a_person_is_asked_when_the_provider_does_not_say() {
    both(|db| async move {
        let fake = Fake::new();
        fake.script([Line::TakeAndLie]);
        let (mut desk, id) = desk(db, &fake).await;
        desk.run_to(desk.now().plus(hours(1))).await;
        assert_eq!(stands(&desk, &id).await, pair("inDoubt", "askPerson"));
        desk.run_to(desk.now().plus(days(1))).await;
        assert_eq!(fake.sent().len(), 1, "nothing is sent again by itself");
        made(desk.api.post(&format!("/promises/{id}/doubt-answers"), json!({"wentOut": true})).await);
        assert_eq!(stands(&desk, &id).await, pair("waiting", "signOfLife"));
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}

#[test]
fn a_failure_for_good_is_a_step_for_a_person_and_a_dead_address_is_doubted() {
    both(|db| async move {
        let fake = Fake::new();
        let (mut desk, _) = desk(db, &fake).await;
        let points = json!([{"kind": "email", "value": "smith@example.com"}]);
        let customer = customer(&desk, "en", points).await;
        desk.run_to(desk.now().plus(hours(2))).await;
        let id = waiting(&desk, &customer).await;
        fake.script([Line::Refuse(SendFailure::Permanent { code: "5.1.1".to_owned() })]);
        desk.run_to(desk.now().plus(hours(1))).await;
        let told = desk.show(&id).await;
        assert_eq!((told.text("/state"), told.text("/nextStep/kind")), ("due", "signOfLife"));
        assert_eq!(told.text("/nextStep/why"), "messageFailed", "{:?}", told.body);
        let (app, promise) = (&desk.api.app, id.parse::<PromiseId>().expect("an id"));
        let look = app
            .look(&app.cx(Actor::System), promise, |tx, _, id| Box::pin(gehoor_contact::attempts(tx, *id)));
        let attempts = look.await.expect("attempts");
        let met: Vec<_> = attempts.iter().map(|attempt| (attempt.channel, attempt.class)).collect();
        assert_eq!(met, [(Channel::Email, Class::DoesNotExist)]);
        let points = desk.api.get(&format!("/customers/{customer}/contact-points")).await;
        assert_eq!(points.text("/items/0/state"), "suspect", "{:?}", points.body);
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}

#[test]
fn a_message_that_nobody_took_up_is_taken_back_when_the_event_comes() {
    both(|db| async move {
        let fake = Fake::new();
        let busy = || Line::Refuse(SendFailure::Transient { code: "busy".to_owned() });
        fake.script([busy(), busy()]);
        let (mut desk, id) = desk(db, &fake).await;
        desk.run_to(desk.now().plus(hours(1))).await;
        assert_eq!(stands(&desk, &id).await, pair("waiting", "waitReport"));
        assert_eq!(desk.api.post("/events", json!({"key": "order 4711"})).await.status, 200);
        assert_eq!(stands(&desk, &id).await, pair("due", "call"));
        desk.run_to(desk.now().plus(hours(8))).await;
        assert_eq!(fake.sent(), [], "\"not in yet\" would be wrong now");
    });
}

#[test]
fn a_company_can_keep_signs_of_life_to_its_people() {
    both(|db| async move {
        let fake = Fake::new();
        let (mut desk, id) = desk(db, &fake).await;
        let policy = desk.api.get("/policy").await;
        assert_eq!(policy.body["signOfLifeMessages"], json!(true));
        let mut body = policy.body.clone();
        body["signOfLifeMessages"] = json!(false);
        desk.api.headers = vec![("if-match", policy.etag())];
        assert_eq!(desk.api.send("PUT", "/policy", &body).await.status, 200);
        desk.api.headers.clear();
        desk.run_to(desk.now().plus(hours(1))).await;
        assert_eq!((stands(&desk, &id).await, fake.sent()), (pair("due", "signOfLife"), vec![]));
    });
}
