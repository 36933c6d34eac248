use gehoor_customer::rules::{PointKind, read_value};
use gehoor_customer::{
    Erased, NewCustomer, NewPoint, add_customer, believe, contact_points, customer, erase, reach,
};
use gehoor_db::prepare_all;
use gehoor_kernel::id::CustomerId;
use gehoor_shell::{Actor, App};
use gehoor_testkit::{NOW, both};

use crate::desk;

async fn jan(app: &App) -> CustomerId {
    let value = read_value(PointKind::Phone, "06 12 34 56 78", "NL").expect("a number");
    let points = vec![NewPoint { value, label: Some("thuis".to_owned()), preferred: true }];
    let new = NewCustomer {
        name: "Jan de Boer".to_owned(),
        language: "nl".to_owned(),
        points,
        ..NewCustomer::default()
    };
    let cx = app.cx(Actor::System);
    app.act(&cx, new, |tx, cx, new| Box::pin(add_customer(tx, cx, new))).await.expect("a customer").0.id
}

#[test]
fn every_statement_is_understood() {
    both(|db| async move {
        let faults = prepare_all(&db, &gehoor_customer::slice().statements).await;
        assert_eq!(faults, Ok(Vec::new()));
    });
}

#[test]
fn what_is_believed_is_stored_and_life_is_remembered() {
    both(|db| async move {
        let app = desk(db).await.app;
        let id = jan(&app).await;
        let cx = app.cx(Actor::System);
        let before = app.look(&cx, id, |tx, _, id| Box::pin(reach(tx, *id))).await.expect("a customer");
        let point = before.points[0].id;
        assert!(before.points[0].texts);
        for (state, life) in [("working", Some(NOW)), ("suspect", None)] {
            let believed = app.act(&cx, (point, state, life), |tx, _, (point, state, life)| {
                Box::pin(believe(tx, *point, state, NOW, *life))
            });
            believed.await.expect("stored");
        }
        let after = app.look(&cx, id, |tx, _, id| Box::pin(reach(tx, *id))).await.expect("a customer");
        assert_eq!((after.points[0].state.as_str(), after.points[0].last_life), ("suspect", Some(NOW)));
        assert_eq!(after.group, "");
    });
}

#[test]
fn an_erased_person_leaves_no_word_behind() {
    both(|db| async move {
        let app = desk(db).await.app;
        let id = jan(&app).await;
        let cx = app.cx(Actor::System);
        for expected in [Erased::Now, Erased::Before] {
            let erased = app.act(&cx, id, |tx, cx, id| Box::pin(erase(tx, cx, *id, None))).await;
            assert_eq!(erased.expect("erased"), expected);
        }
        let left = app.look(&cx, id, |tx, _, id| Box::pin(customer(tx, *id))).await.expect("a customer");
        assert_eq!((left.name, left.erased_at), (None, Some(cx.now)));
        let points = app.look(&cx, id, |tx, _, id| Box::pin(contact_points(tx, *id))).await.expect("points");
        assert_eq!((points.len(), &points[0].value, &points[0].typed), (1, &None, &None));
        for check in gehoor_customer::slice().checks {
            let found = app.look(&cx, check, |tx, cx, check| (check.run)(tx, cx.now)).await;
            assert_eq!(found.expect("a look"), Vec::new(), "{}", check.law);
        }
    });
}
