//! Push services that refuse, wait or are silent; a process that dies; people who go.

use std::time::Duration;

use gehoor_kernel::time::{days, hours, minutes};
use gehoor_people::Owner;
use gehoor_shell::scheduler::all_tasks;
use gehoor_shell::{Actor, App};
use gehoor_testkit::both;

use crate::desk::Desk;
use crate::service::Browser;

const SOON: Duration = Duration::from_secs(60);

async fn count(desk: &Desk) -> usize {
    let anna = desk.anna;
    let cx = desk.app.cx(Actor::System);
    let all = desk.app.look(&cx, anna, |tx, _, anna| Box::pin(gehoor_push::devices(tx, *anna)));
    all.await.expect("devices").len()
}

/// Turns Anna's browser on and lets a step of hers fall due.
async fn due(desk: &mut Desk) -> Browser {
    let phone = Browser::at(&desk.service, 1);
    desk.turn_on(desk.anna, &phone).await;
    desk.promise(Owner::User(desk.anna), SOON).await;
    phone
}

#[test]
fn a_browser_that_is_gone_is_forgotten() {
    for answer in ["410 Gone", "404 Not Found"] {
        both(|db| async {
            let mut desk = Desk::open(db).await;
            desk.service.answer(&[Some(answer)]);
            due(&mut desk).await;
            desk.pass(minutes(3)).await;
            assert_eq!((desk.came().len(), count(&desk).await), (1, 0), "{answer}");
        });
    }
}

#[test]
fn a_service_that_asks_for_patience_gets_it() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        desk.service.answer(&[Some("429 Too Many Requests\r\nretry-after: 600"), Some("503 Busy")]);
        let phone = due(&mut desk).await;
        desk.pass(minutes(5)).await;
        let first = desk.came();
        assert_eq!(first.len(), 1);
        desk.pass(minutes(5)).await;
        assert!(desk.came().is_empty(), "not before ten minutes are over");
        desk.pass(minutes(6)).await;
        let later = desk.came();
        assert_eq!(later.len(), 2, "once refused, then taken");
        let keys = [&first[0], &later[0], &later[1]].map(|came| phone.reads(came)["key"].clone());
        assert!(keys[0] == keys[1] && keys[1] == keys[2], "the same message in every try: {keys:?}");
        desk.pass(hours(1)).await;
        assert!(desk.came().is_empty() && count(&desk).await == 1);
    });
}

#[test]
fn a_message_that_is_no_longer_worth_it_is_dropped() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        due(&mut desk).await;
        desk.told_between(desk.anna, 9, 10).await;
        desk.service.answer(&[Some("503 Busy\r\nretry-after: 7200")]);
        desk.pass(hours(4)).await;
        assert_eq!(desk.came().len(), 1, "it would have come after ten");
    });
}

#[test]
fn a_browser_that_fails_for_a_day_is_given_up_and_its_owner_sees_why() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        let refusals = [Some("403 Forbidden"); 60];
        desk.service.answer(&refusals);
        let phone = Browser::at(&desk.service, 1);
        desk.turn_on(desk.anna, &phone).await;
        for _ in 0..6 {
            desk.promise(Owner::User(desk.anna), SOON).await;
            desk.app.clock.advance(hours(5));
            desk.settle().await;
            desk.pass(minutes(2)).await;
        }
        let page = desk.see(desk.anna, "/account/push").await;
        assert!(page.text.contains("Wij zijn gestopt"), "{}", page.text);
        let before = desk.came().len();
        assert!(before >= 5, "{before}");
        desk.promise(Owner::User(desk.anna), SOON).await;
        desk.pass(minutes(3)).await;
        assert!(desk.came().is_empty(), "nothing more is sent there");
        desk.turn_on(desk.anna, &phone).await;
        let page = desk.see(desk.anna, "/account/push").await;
        assert!(!page.text.contains("Wij zijn gestopt"), "turned on again, it is as new");
    });
}

/// Runs the sending task and lets the process die while the push service has the message and has not answered.
async fn die_while_sending(app: &App, desk: &Desk) {
    let task = all_tasks(&app.slices).into_iter().find(|task| task.name == gehoor_push::SEND);
    let (task, app) = (task.expect("the task"), app.clone());
    let run = tokio::spawn(async move { task.run_once(&app).await });
    while !desk.service.has_come() {
        tokio::task::yield_now().await;
    }
    run.abort();
    assert!(run.await.is_err_and(|error| error.is_cancelled()));
}

#[test]
fn a_crash_while_sending_sends_the_same_message_again_and_the_browser_knows_it() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        let phone = due(&mut desk).await;
        // Noted, and gathered in fifteen seconds.
        desk.pass(SOON + Duration::from_secs(1)).await;
        desk.service.answer(&[None]);
        desk.app.clock.advance(Duration::from_secs(16));
        die_while_sending(&desk.app.clone(), &desk).await;
        desk.pass(minutes(1)).await;
        let first = desk.came();
        assert_eq!(first.len(), 1, "nobody takes it up while the lease holds");
        desk.pass(minutes(2)).await;
        let again = desk.came();
        assert_eq!(again.len(), 1);
        assert_eq!(phone.reads(&first[0])["key"], phone.reads(&again[0])["key"]);
        assert_eq!(first[0].header("topic"), again[0].header("topic"));
        desk.pass(hours(1)).await;
        assert!(desk.came().is_empty(), "and then never again");
    });
}

#[test]
fn whoever_leaves_gets_nothing_more() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        let phone = Browser::at(&desk.service, 1);
        desk.turn_on(desk.bram, &phone).await;
        let input = (desk.bram, desk.anna);
        let left = desk.app.act(&desk.app.cx(Actor::System), input, |tx, cx, (bram, anna)| {
            Box::pin(async move { gehoor_people::leave(tx, cx, *bram, None, Some(*anna)).await.map(|_| ()) })
        });
        left.await.expect("left");
        desk.pass(minutes(1)).await;
        let page = desk.see(desk.bram, "/account/push").await;
        assert!(!page.text.contains("data-push-device"), "{}", page.text);
        desk.app.clock.advance(days(1));
        desk.settle().await;
        assert!(desk.came().is_empty());
    });
}
