//! What another policy would do is what it does, and looking changes nothing.

use gehoor_contact::rules::{Class, CompanyPolicy};
use gehoor_kernel::time::{hours, minutes};
use gehoor_promise::{Preview, preview};
use gehoor_shell::Actor;
use gehoor_testkit::both;
use serde_json::json;

use crate::{Desk, moment};

async fn foreseen(desk: &Desk, company: &CompanyPolicy, class: Class) -> Vec<Preview> {
    let app = &desk.api.app;
    let cx = app.cx(Actor::System);
    let input = (company.clone(), class);
    let look = app.look(&cx, input, |tx, cx, (company, class)| {
        Box::pin(async move { preview(tx, cx, (company, *class), 20).await })
    });
    look.await.expect("a preview")
}

/// The policy as it stands, without a random shift.
async fn steady(desk: &Desk) -> CompanyPolicy {
    let app = &desk.api.app;
    let cx = app.cx(Actor::System);
    let read = app.look(&cx, (), |tx, _, ()| {
        Box::pin(async move { Ok(gehoor_contact::policy(tx).await?.company.clone()) })
    });
    let mut company = read.await.expect("a policy");
    company.tries.jitter = std::time::Duration::ZERO;
    company
}

async fn set(desk: &Desk, company: &CompanyPolicy) {
    let app = &desk.api.app;
    let cx = app.cx(Actor::System);
    let set = app.act(&cx, company.clone(), |tx, cx, company| {
        Box::pin(async move { gehoor_contact::set_policy(tx, cx, None, company).await.map(|_| ()) })
    });
    set.await.expect("the policy stands");
}

/// A call promised within three hours from now on; its step is due.
async fn promised(desk: &mut Desk) -> String {
    let (from, until) = (desk.now(), desk.now().plus(hours(3)));
    let made = desk.make(json!({"at": {"from": from.to_string(), "until": until.to_string()}})).await;
    desk.run_to(desk.now().plus(minutes(2))).await;
    made.text("/id").to_owned()
}

#[test]
fn what_is_foreseen_is_what_happens() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let mut company = steady(&desk).await;
        set(&desk, &company).await;
        let id = promised(&mut desk).await;
        company.tries.busy_waits = vec![minutes(7)];
        let seen = foreseen(&desk, &company, Class::Busy).await;
        let [seen] = seen.as_slice() else { panic!("one promise: {seen:?}") };
        // A busy line is tried again after the wait and up to a minute more.
        let around =
            |wait, at| at >= desk.now().plus(minutes(wait)) && at < desk.now().plus(minutes(wait + 1));
        assert!(around(5, seen.before.at), "as the policy stands: {:?}", seen.before);
        assert_eq!(seen.after.at, seen.before.at.plus(minutes(2)), "by the same random shift");
        set(&desk, &company).await;
        let busy = json!({"channel": "phone", "contactPointId": desk.point, "outcome": {"class": "busy"}});
        let told = desk.api.post(&format!("/promises/{id}/attempts"), busy).await;
        assert_eq!(told.status, 201, "{:?}", told.body);
        let next = desk.show(&id).await;
        assert!(around(7, moment(&next, "/nextStep/at")), "{:?}", next.body);
        assert_eq!(next.text("/nextStep/kind"), seen.after.kind.word());
    });
}

#[test]
fn looking_ahead_stores_nothing() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let id = promised(&mut desk).await;
        let before = (desk.show(&id).await.body, desk.api.get("/journal?limit=200").await.body);
        let mut company = steady(&desk).await;
        company.tries.busy_waits = vec![minutes(30)];
        let seen = foreseen(&desk, &company, Class::Busy).await;
        assert_eq!(seen.len(), 1);
        assert_ne!(seen[0].before, seen[0].after);
        assert_eq!((desk.show(&id).await.body, desk.api.get("/journal?limit=200").await.body), before);
    });
}

#[test]
fn who_has_no_number_is_not_foreseen() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let nobody = desk.api.post("/customers", json!({"name": "Zonder nummer", "language": "nl"})).await;
        desk.customer = nobody.text("/id").to_owned();
        desk.make(json!({"soon": {"minutes": 5}})).await;
        let company = steady(&desk).await;
        assert!(foreseen(&desk, &company, Class::NoAnswer).await.is_empty());
    });
}
