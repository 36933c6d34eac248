//! The pages Today and Goods in, as a browser sees them.

use gehoor_customer::NewPoint;
use gehoor_customer::rules::{PointKind, read_value};
use gehoor_kernel::id::{CustomerId, UserId};
use gehoor_kernel::time::{hours, minutes};
use gehoor_people::Owner;
use gehoor_promise::{NewPromise, Wanted, Which};
use gehoor_shell::web::Right;
use gehoor_testkit::{Seen, badge, both, fill, look};

use crate::desk::Desk;

const HOSTILE: &str = "<script>alert(1)</script>\"'><img src=x>";

async fn see(desk: &Desk, user: UserId, path: &str) -> Seen {
    look(&desk.app, &badge(user, Right::Employee), path).await
}

async fn send(desk: &Desk, user: UserId, path: &str, fields: &[(&str, &str)]) -> Seen {
    fill(&desk.app, &badge(user, Right::Employee), path, fields).await
}

async fn number(desk: &Desk) {
    let value = read_value(PointKind::Phone, "06 12345678", "NL").expect("a number");
    let point = NewPoint { value, label: None, preferred: false };
    desk.act(point, |tx, cx, point| {
        Box::pin(async move {
            gehoor_customer::add_point(tx, cx, CustomerId::from_bits(1), point).await.map(|_| ())
        })
    })
    .await;
}

async fn waits(desk: &Desk, key: &str) {
    let trigger = Wanted::When {
        key: key.to_owned(),
        expected_by: desk.start.plus(hours(48)),
        sign_of_life_days: None,
    };
    let new = NewPromise {
        customer: CustomerId::from_bits(1),
        text: format!("bellen als {key} er is"),
        kind: gehoor_promise::rules::Kind::CallBack,
        owner: Owner::User(desk.anna),
        trigger,
        reference: None,
        amount_cents: None,
        policy: None,
    };
    desk.act(new, |tx, cx, new| {
        Box::pin(async move { gehoor_promise::make(tx, cx, new, gehoor_shell::Sees::All).await.map(|_| ()) })
    })
    .await;
}

#[test]
fn the_day_stands_in_its_parts_with_two_targets_a_row() {
    both(|db| async {
        let desk = Desk::open(db).await;
        number(&desk).await;
        desk.promise("bellen of de auto klaar is", Owner::User(desk.anna), minutes(1)).await;
        desk.promise("over de rekening", Owner::User(desk.anna), minutes(20)).await;
        desk.promise("van Bram", Owner::User(desk.bram), minutes(20)).await;
        desk.app.clock.advance(minutes(3));
        let page = see(&desk, desk.anna, "/today").await;
        assert_eq!(page.status, 200);
        for there in
            ["Te laat", "2 min te laat", "Komend uur", "De Wit", "tel:+31612345678", "/outcome?next=/today\""]
        {
            assert!(page.text.contains(there), "{there}: {}", page.text);
        }
        assert!(!page.text.contains("van Bram"), "not mine");
        let all = see(&desk, desk.anna, "/today?view=all").await.text;
        assert!(all.contains("van Bram") && all.contains("/outcome?next=/today?view=all\""), "{all}");
        let team = format!("/today?team={}", desk.office);
        assert!(see(&desk, desk.anna, &team).await.text.contains("Alles voor vandaag is klaar"));
    });
}

#[test]
fn an_empty_day_says_what_is_next_and_hostile_words_are_inert() {
    both(|db| async {
        let desk = Desk::open(db).await;
        desk.promise(HOSTILE, Owner::User(desk.anna), hours(30)).await;
        let empty = see(&desk, desk.anna, "/today").await.text;
        assert!(empty.contains("Alles wat u vandaag beloofde is klaar"), "{empty}");
        assert!(empty.contains("De volgende belofte is"), "{empty}");
        desk.app.clock.advance(hours(31));
        let late = see(&desk, desk.anna, "/today").await.text;
        assert!(late.contains("&#60;script&#62;alert(1)") && !late.contains("<script>alert"), "{late}");
    });
}

#[test]
fn an_offered_ball_is_taken_or_left_on_today() {
    both(|db| async {
        let desk = Desk::open(db).await;
        desk.promise("over de remmen", Owner::User(desk.bram), minutes(20)).await;
        let promise = desk.today(gehoor_today::rules::View::All, None, 50).await.0[0].3;
        let taker = Owner::User(desk.anna);
        desk.act((promise, taker), |tx, cx, (promise, taker)| {
            Box::pin(async move {
                gehoor_promise::hand_over(tx, cx, Which::any(*promise), *taker, None).await.map(|_| ())
            })
        })
        .await;
        let page = see(&desk, desk.anna, "/today").await.text;
        assert!(page.contains("Bram vraagt of u dit overneemt"), "{page}");
        assert!(!see(&desk, desk.bram, "/today").await.text.contains("vraagt of u"));
        let action = page.split("action=\"").find(|part| part.contains("/accept\"")).expect("a form");
        let action = action.split('"').next().expect("an address").to_owned();
        let key = [("key", "one"), ("next", "/today?view=all")];
        assert_eq!(send(&desk, desk.bram, &action, &key).await.status, 403, "only the taker answers");
        let taken = send(&desk, desk.anna, &action, &key).await;
        assert_eq!((taken.status, taken.leads_to()), (303, "/today?view=all&done=accepted"));
        assert_eq!(send(&desk, desk.anna, &action, &key).await.leads_to(), taken.leads_to(), "acts once");
        let after = see(&desk, desk.anna, "/today?done=accepted").await.text;
        assert!(
            after.contains("U hebt de belofte overgenomen.") && after.contains("over de remmen"),
            "{after}"
        );
    });
}

#[test]
fn what_comes_in_says_at_once_who_is_to_be_called() {
    both(|db| async {
        let desk = Desk::open(db).await;
        number(&desk).await;
        waits(&desk, "order 4711").await;
        let first = send(&desk, desk.anna, "/goods-in", &[("label", " 4711 "), ("key", "a")]).await;
        assert_eq!(first.status, 303);
        let near = see(&desk, desk.anna, first.leads_to()).await.text;
        assert!(
            near.contains("Op 4711 wacht nu niemand") && near.contains("Ja, order 4711 is binnen"),
            "{near}"
        );
        let second = send(&desk, desk.anna, "/goods-in", &[("label", "order  4711"), ("key", "b")]).await;
        let came = see(&desk, desk.anna, second.leads_to()).await.text;
        for there in ["order 4711 is binnen", "De Wit", "tel:+31612345678", "outcome?next=/goods-in?of=ev_"] {
            assert!(came.contains(there), "{there}: {came}");
        }
        let again = send(&desk, desk.anna, "/goods-in", &[("label", "order 4711"), ("key", "c")]).await;
        let again = see(&desk, desk.anna, again.leads_to()).await.text;
        assert!(again.contains("order 4711 was al binnen") && again.contains("De Wit"), "{again}");
        assert_eq!(again.matches("class=\"who\" href=\"/goods-in?of=").count(), 2, "no event twice");
    });
}

#[test]
fn a_label_that_is_missing_or_hostile_does_no_harm() {
    both(|db| async {
        let desk = Desk::open(db).await;
        let missing = send(&desk, desk.anna, "/goods-in", &[("label", " ")]).await;
        assert_eq!(missing.status, 422);
        assert!(missing.text.contains("href=\"#f-label\""), "{}", missing.text);
        let long = "x".repeat(201);
        let long = send(&desk, desk.anna, "/goods-in", &[("label", &long)]).await;
        assert!(long.status == 422 && long.text.contains("value=\"xxx"), "{}", long.text);
        let kept = send(&desk, desk.anna, "/goods-in", &[("label", HOSTILE)]).await;
        let page = see(&desk, desk.anna, kept.leads_to()).await.text;
        assert!(page.contains("&#60;script&#62;") && !page.contains("<script>alert"), "{page}");
        assert_eq!(look(&desk.app, "", "/goods-in").await.leads_to(), "/sign-in?next=/goods-in");
    });
}
