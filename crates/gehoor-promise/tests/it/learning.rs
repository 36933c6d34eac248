//! What calls teach about parts of the day, from the attempts to the next plan.

use gehoor_contact::rules::Daypart;
use gehoor_kernel::time::{Instant, Zone, days, hours};
use gehoor_testkit::both;
use serde_json::json;

use crate::{Desk, made, moment};

fn amsterdam() -> Zone {
    Zone::new("Europe/Amsterdam").expect("a zone")
}

fn part(at: Instant) -> Daypart {
    Daypart::of(at, &amsterdam())
}

impl Desk {
    /// A customer of this group with a landline (no text message takes the place of a call), from now on the desk's customer.
    async fn customer_of(&mut self, group: &str, number: &str) {
        let body = json!({"name": "Wagenpark", "language": "nl", "group": group,
            "contactPoints": [{"kind": "phone", "value": number}]});
        let told = made(self.api.post("/customers", body).await);
        self.customer = told.text("/id").to_owned();
        self.point = told.text("/contactPoints/0/id").to_owned();
    }

    /// Calls of weeks ago on a promise of the present customer, at this hour of a working day.
    async fn called(&mut self, hour: u64, class: &str, times: u64) {
        let id = self.make(json!({"soon": {"minutes": 60}})).await.text("/id").to_owned();
        for n in 0..times {
            // The clock begins on a Monday at nine.
            let at = self.now().minus(days(7 * (1 + n % 4))).plus(hours(hour - 9));
            made(self.attempt(&id, class, json!({"at": at.to_string()})).await);
        }
    }

    /// Where the plan goes after a call at nine in the morning that nobody answered.
    async fn planned(&self) -> Daypart {
        let id = self.make(json!({"soon": {"minutes": 1}})).await.text("/id").to_owned();
        let told = made(
            self.attempt(&id, "noAnswer", json!({"at": self.now().minus(hours(24 * 3)).to_string()})).await,
        );
        let before = made(self.attempt(&id, "noAnswer", json!({})).await);
        assert_eq!(told.text("/promise/nextStep/kind"), "call");
        part(moment(&before, "/promise/nextStep/at"))
    }
}

#[test]
fn the_group_is_called_in_the_part_of_the_day_in_which_it_answers() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        desk.customer_of("fleet", "0302340001").await;
        desk.called(15, "reached", 10).await;
        desk.called(12, "noAnswer", 10).await;
        desk.called(18, "noAnswer", 10).await;
        desk.customer_of("private", "0302340002").await;
        desk.called(18, "reached", 10).await;
        desk.called(12, "noAnswer", 10).await;
        desk.called(15, "noAnswer", 10).await;

        assert_eq!(desk.planned().await, Daypart::Evening);
        desk.customer_of("fleet", "0302340003").await;
        assert_eq!(desk.planned().await, Daypart::Afternoon);
    });
}

#[test]
fn a_single_lucky_call_does_not_outweigh_the_whole_company() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        desk.customer_of("private", "0302340001").await;
        // With p0 = 13 / 34: (12 + 20 p0) / (20 + 20) = 0.491 at noon, (1 + 20 p0) / (1 + 20) = 0.412 in the evening.
        desk.called(12, "reached", 12).await;
        desk.called(12, "noAnswer", 8).await;
        desk.called(18, "reached", 1).await;
        desk.called(15, "noAnswer", 12).await;
        assert_eq!(desk.planned().await, Daypart::Midday);
    });
}

#[test]
fn the_best_part_is_left_alone_after_it_failed_in_the_last_two_calls() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        desk.customer_of("fleet", "0302340001").await;
        desk.called(15, "reached", 10).await;
        let id = desk.make(json!({"soon": {"minutes": 1}})).await.text("/id").to_owned();
        desk.run_to(desk.now().plus(hours(6))).await;
        let told = made(desk.attempt(&id, "noAnswer", json!({})).await);
        let next = moment(&told, "/promise/nextStep/at");
        assert!(part(desk.now()) == Daypart::Afternoon && part(next) != Daypart::Afternoon, "{next}");
        desk.run_to(next).await;
        let again = made(desk.attempt(&id, "networkFailure", json!({})).await);
        assert_eq!(again.text("/promise/nextStep/kind"), "call");
        let next = made(desk.attempt(&id, "noAnswer", json!({})).await);
        let third = moment(&next, "/promise/nextStep/at");
        assert!(part(third) != Daypart::Afternoon, "{third}");
    });
}
