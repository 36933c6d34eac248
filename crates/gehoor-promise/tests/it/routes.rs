//! A number is given up by two independent witnesses or a person, and the line that was used says what is independent.

use gehoor_kernel::time::days;
use gehoor_testkit::both;
use serde_json::json;

use crate::{Desk, made};

impl Desk {
    /// The network says over this line that the number does not exist.
    async fn claimed(&self, promise: &str, route: Option<&str>) {
        let body = json!({"channel": "phone", "contactPointId": self.point, "route": route,
            "outcome": {"code": {"family": "q850", "code": "1"}}});
        made(self.api.post(&format!("/promises/{promise}/attempts"), body).await);
    }

    async fn believed(&self) -> String {
        self.api.get(&format!("/contact-points/{}", self.point)).await.text("/state").to_owned()
    }

    async fn next_day(&mut self) {
        self.run_to(self.now().plus(days(1))).await;
    }
}

#[test]
fn another_day_and_another_line_confirm_what_one_line_claims() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let id = desk.make(json!({"soon": {"minutes": 60}})).await.text("/id").to_owned();
        desk.claimed(&id, Some("trunk 1")).await;
        assert_eq!(desk.believed().await, "suspect");
        desk.claimed(&id, Some("trunk 2")).await;
        assert_eq!(desk.believed().await, "suspect", "on the same day no second witness");
        desk.next_day().await;
        desk.claimed(&id, None).await;
        assert_eq!(desk.believed().await, "suspect", "a line that is not named may be the same one");
        desk.claimed(&id, Some("Trunk 3")).await;
        assert_eq!(desk.believed().await, "confirmedDead");
        assert_eq!(desk.show(&id).await.text("/nextStep/kind"), "findNumber", "the promise stays open");
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}

#[test]
fn the_same_line_never_confirms_itself() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let id = desk.make(json!({"soon": {"minutes": 60}})).await.text("/id").to_owned();
        for route in ["trunk 1", "trunk 1", " Trunk 1"] {
            desk.claimed(&id, Some(route)).await;
            desk.next_day().await;
        }
        assert_eq!(desk.believed().await, "suspect");
    });
}

#[test]
fn a_number_that_worked_in_the_last_ninety_days_is_given_up_by_a_person() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let id = desk.make(json!({"soon": {"minutes": 60}})).await.text("/id").to_owned();
        made(desk.attempt(&id, "busy", json!({})).await);
        assert_eq!(desk.believed().await, "working");
        for route in ["trunk 1", "trunk 2", "trunk 3"] {
            desk.next_day().await;
            desk.claimed(&id, Some(route)).await;
        }
        assert_eq!(desk.believed().await, "suspect", "however many machines say so");
        let seen = desk.api.get(&format!("/contact-points/{}", desk.point)).await;
        let said = desk
            .api
            .patch(
                &format!("/contact-points/{}", desk.point),
                &seen.etag(),
                json!({"state": "confirmedDead"}),
            )
            .await;
        assert_eq!((said.status, said.text("/state")), (200, "confirmedDead"));
    });
}

#[test]
fn a_line_has_a_name_of_reasonable_length() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let id = desk.make(json!({"soon": {"minutes": 60}})).await.text("/id").to_owned();
        let told = desk.attempt(&id, "busy", json!({"route": "x".repeat(101)})).await;
        assert_eq!((told.status, told.text("/errors/0/pointer")), (400, "/route"), "{:?}", told.body);
    });
}
