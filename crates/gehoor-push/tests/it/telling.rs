//! Who is told what, and when.

use std::time::Duration;

use gehoor_kernel::time::{hours, minutes};
use gehoor_people::Owner;
use gehoor_push::rules::Choice;
use gehoor_testkit::both;

use crate::desk::{CANARY, Desk, team};
use crate::service::Browser;

const SOON: Duration = Duration::from_secs(60);

#[test]
fn a_step_that_falls_due_is_told_to_its_owner_and_nobody_else() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        let (phone, other) = (Browser::at(&desk.service, 1), Browser::at(&desk.service, 2));
        let key = desk.turn_on(desk.anna, &phone).await;
        assert_eq!(desk.turn_on(desk.bram, &other).await, key, "the key is made once");
        let promise = desk.promise(Owner::User(desk.anna), SOON).await;
        desk.pass(minutes(3)).await;
        let came = desk.came();
        assert_eq!(came.len(), 1, "once, however often the tasks ran");
        let read = phone.reads(&came[0]);
        assert_eq!(read["title"], "Er is 1 stap aan de beurt");
        assert_eq!(read["address"], format!("/promises/{promise}"));
        assert_eq!(came[0].path, "/push/1");
        assert_eq!(came[0].header("content-encoding"), "aes128gcm");
        assert_eq!(came[0].header("topic"), &promise.to_string()[3..]);
        let ttl: u64 = came[0].header("ttl").parse().expect("seconds");
        assert!((1..=43_200).contains(&ttl), "{ttl}");

        let claims = came[0].claims(&key);
        assert_eq!(claims["aud"], format!("http://{}", desk.service.at));
        let ahead = claims["exp"].as_i64().expect("seconds") - desk.app.clock.now().as_micros() / 1_000_000;
        assert!(0 < ahead && ahead <= 86_400, "{ahead}");

        let all = format!("{} {read} {claims}", came[0].in_the_open());
        for word in CANARY {
            assert!(!all.contains(word), "{word} left: {all}");
        }
        let fields: Vec<_> = read.as_object().expect("an object").keys().cloned().collect();
        assert_eq!(fields, ["address", "body", "key", "title"], "and nothing else");
    });
}

#[test]
fn what_falls_due_together_is_one_message() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        let phone = Browser::at(&desk.service, 1);
        desk.turn_on(desk.anna, &phone).await;
        for _ in 0..3 {
            desk.promise(Owner::User(desk.anna), SOON).await;
        }
        let offered = desk.promise(Owner::User(desk.bram), hours(30)).await;
        desk.pass(SOON).await;
        desk.hand_over(offered, desk.anna).await;
        desk.pass(minutes(2)).await;
        let came = desk.came();
        assert_eq!(came.len(), 1);
        let read = phone.reads(&came[0]);
        assert_eq!(read["title"], "Er zijn 3 stappen aan de beurt");
        assert_eq!(read["body"], "Een collega wil u een belofte overdragen");
        assert_eq!((read["address"].as_str(), came[0].header("topic")), (Some("/today"), "today"));
    });
}

#[test]
fn a_hand_over_is_told_to_the_taker_and_a_teams_step_to_the_team() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        let (phone, other) = (Browser::at(&desk.service, 1), Browser::at(&desk.service, 2));
        desk.turn_on(desk.anna, &phone).await;
        desk.turn_on(desk.bram, &other).await;
        let promise = desk.promise(Owner::User(desk.anna), hours(30)).await;
        desk.hand_over(promise, desk.bram).await;
        desk.pass(minutes(1)).await;
        let came = desk.came();
        assert_eq!(came.len(), 1);
        assert_eq!(other.reads(&came[0])["title"], "Een collega wil u een belofte overdragen");

        let team = team(&desk.app, vec![desk.anna, desk.bram]).await;
        desk.promise(Owner::Team(team), SOON).await;
        desk.pass(minutes(3)).await;
        let paths: Vec<_> = desk.came().into_iter().map(|one| one.path).collect();
        assert_eq!(paths.len(), 2, "{paths:?}");
    });
}

#[test]
fn what_was_done_meanwhile_or_is_not_wanted_is_not_told() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        let phone = Browser::at(&desk.service, 1);
        desk.turn_on(desk.anna, &phone).await;
        let promise = desk.promise(Owner::User(desk.anna), SOON).await;
        desk.pass(SOON + Duration::from_secs(1)).await;
        desk.release(promise).await;
        desk.pass(minutes(2)).await;
        assert!(desk.came().is_empty(), "done before it was told");

        desk.choose(desk.anna, Choice { steps: false, ..Choice::default() }).await;
        desk.promise(Owner::User(desk.anna), SOON).await;
        desk.pass(minutes(3)).await;
        assert!(desk.came().is_empty(), "not wanted");
    });
}

#[test]
fn quiet_hours_are_quiet_and_end_with_one_message() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        let phone = Browser::at(&desk.service, 1);
        desk.turn_on(desk.anna, &phone).await;
        // It is 09:00.
        desk.told_between(desk.anna, 10, 11).await;
        desk.promise(Owner::User(desk.anna), SOON).await;
        desk.promise(Owner::User(desk.anna), minutes(9)).await;
        desk.pass(minutes(59)).await;
        assert!(desk.came().is_empty());
        desk.pass(minutes(2)).await;
        let came = desk.came();
        assert_eq!(came.len(), 1);
        assert_eq!(phone.reads(&came[0])["title"], "Er zijn 2 stappen aan de beurt");
        let ttl: u64 = came[0].header("ttl").parse().expect("seconds");
        assert!(ttl <= 3600, "not shown after 11:00: {ttl}");
    });
}

#[test]
fn somebody_reads_in_their_own_language() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        let phone = Browser::at(&desk.service, 1);
        desk.turn_on(desk.anna, &phone).await;
        let anna = desk.anna;
        let english = desk.app.act(&desk.app.cx(gehoor_shell::Actor::System), anna, |tx, _, anna| {
            Box::pin(gehoor_signin::choose_language(tx, *anna, Some(gehoor_shell::Language::En)))
        });
        english.await.expect("chosen");
        desk.promise(Owner::User(desk.anna), SOON).await;
        desk.pass(minutes(3)).await;
        assert_eq!(phone.reads(&desk.came()[0])["title"], "1 step is for now");
    });
}
