//! Technical failures reach the lead: in the promise, the journal and the list of troubles.

use gehoor_kernel::id::TeamId;
use gehoor_kernel::time::minutes;
use gehoor_people::Owner;
use gehoor_promise::{Trouble, troubles};
use gehoor_shell::{Actor, Sees};
use gehoor_testkit::both;
use serde_json::json;

use crate::{Desk, made};

impl Desk {
    async fn troubles(&self, sees: Sees) -> Vec<Trouble> {
        let cx = self.api.app.cx(Actor::System);
        let found = self.api.app.look(&cx, sees, |tx, cx, sees| Box::pin(troubles(tx, cx, *sees))).await;
        found.expect("a list")
    }

    /// The figure for `/metrics`.
    async fn in_trouble(&self) -> f64 {
        let app = &self.api.app;
        let [gauges] = gehoor_promise::slice().gauges[..] else { unreachable!("promise has gauges") };
        let told = app.look(&app.cx(Actor::System), (), move |tx, cx, ()| gauges(tx, cx.now)).await;
        let told = told.expect("gauges");
        told.iter().find(|gauge| gauge.name == "gehoor_promises_in_trouble").expect("the figure").value
    }
}

#[test]
fn half_an_hour_without_a_line_is_told_to_the_lead_and_stands_in_the_list_until_a_try_comes_through() {
    both(|db| async move {
        let mut desk = Desk::open(db).await;
        let from = desk.now();
        let window = json!({"at": {"from": from.to_string(), "until": from.plus(minutes(120)).to_string()}});
        let id = desk.make(window).await.text("/id").to_owned();
        made(desk.attempt(&id, "networkFailure", json!({})).await);
        assert!(desk.troubles(Sees::All).await.is_empty());
        desk.run_to(from.plus(minutes(31))).await;
        let told = made(desk.attempt(&id, "networkFailure", json!({})).await);
        assert_eq!(
            (&told.body["promise"]["leadTold"], &told.body["promise"]["tries"]),
            (&json!(1), &json!(0))
        );
        assert_eq!(told.text("/promise/nextStep/why"), "technicalAlert");
        let listed = desk.troubles(Sees::All).await;
        assert_eq!(
            (listed.len(), listed[0].since, listed[0].view.promise.id.to_string()),
            (1, from, id.clone())
        );
        assert_ne!(listed[0].lead, Owner::User(desk.anna), "the lead, not the owner, must see to the line");
        assert!(
            desk.troubles(Sees::Team(TeamId::from_bits(9))).await.is_empty(),
            "another team's is not shown"
        );
        assert_eq!(desk.in_trouble().await, 1.0);
        let through = made(desk.attempt(&id, "noAnswer", json!({})).await);
        assert_eq!(through.text("/promise/nextStep/why"), "insideWindow");
        assert!(desk.troubles(Sees::All).await.is_empty());
        assert_eq!(desk.in_trouble().await, 0.0);
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}
