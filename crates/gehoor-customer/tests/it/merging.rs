//! A merge and its undoing, over many pairs of cards.

use gehoor_customer::rules::{MergeChoice, PointKind, Side, Wishes, read_value};
use gehoor_customer::{
    Customer, NewCustomer, NewPoint, add_customer, contact_points, customer, customers, doubles, family,
    merge, standing, unmerge,
};
use gehoor_kernel::id::CustomerId;
use gehoor_kernel::rng::Random;
use gehoor_shell::{Actor, App};
use gehoor_testkit::both;

use crate::desk;

const NAMES: [&str; 4] = ["Jan de Boer", "J. de Boer", "<b>Els</b> & Co", "李 小龙"];
const VALUES: [(PointKind, &str); 6] = [
    (PointKind::Phone, "06 12 34 56 78"),
    (PointKind::Phone, "0612345670"),
    (PointKind::Email, "Jan@ziggo.nl"),
    (PointKind::Email, "jan@Ziggo.nl"),
    (PointKind::Post, "Dorpsstraat 1\n1234 AB Ede"),
    (PointKind::Phone, "+44 20 7946 0018"),
];

fn pick(random: &mut Random, many: usize) -> usize {
    usize::try_from(random.next_u64() % many as u64).expect("small")
}

async fn card(app: &App, random: &mut Random) -> CustomerId {
    let mut points: Vec<NewPoint> = Vec::new();
    for (kind, typed) in VALUES {
        let value = read_value(kind, typed, "NL").expect("a value");
        let twice = points.iter().any(|point| point.value.value == value.value);
        if pick(random, 2) == 0 && !twice {
            points.push(NewPoint { value, label: None, preferred: points.is_empty() });
        }
    }
    let channel = (pick(random, 2) == 0).then(|| "phone".to_owned());
    let daily_rings = (pick(random, 2) == 0).then_some(3);
    let new = NewCustomer {
        name: NAMES[pick(random, NAMES.len())].to_owned(),
        language: ["nl", "en"][pick(random, 2)].to_owned(),
        group: ["", "vip"][pick(random, 2)].to_owned(),
        wishes: Wishes { channel, daily_rings, hours: None },
        points,
        ..NewCustomer::default()
    };
    let cx = app.cx(Actor::System);
    app.act(&cx, new, |tx, cx, new| Box::pin(add_customer(tx, cx, new))).await.expect("a customer").0.id
}

/// All that a card holds, apart from its versions.
async fn held(app: &App, id: CustomerId) -> (Customer, Vec<String>) {
    let cx = app.cx(Actor::System);
    let read = app.look(&cx, id, |tx, _, id| {
        Box::pin(async move { Ok((customer(tx, *id).await?, contact_points(tx, *id).await?)) })
    });
    let (customer, points) = read.await.expect("a card");
    let points = points.iter().map(|point| {
        let told = (&point.id, &point.value, &point.label, point.preferred, &point.state, point.since);
        format!("{told:?}")
    });
    (Customer { version: 0, ..customer }, points.collect())
}

#[test]
fn undoing_a_merge_gives_both_cards_back_as_they_were() {
    both(|db| async move {
        let app = desk(db).await.app;
        for seed in 0..24 {
            let mut random = Random::from_seed(seed);
            let (kept, other) = (card(&app, &mut random).await, card(&app, &mut random).await);
            let before = (held(&app, kept).await, held(&app, other).await);
            let mut side = || [Side::Kept, Side::Other][pick(&mut random, 2)];
            let choice = MergeChoice { name: side(), language: side(), wishes: side() };
            let cx = app.cx(Actor::System);
            let done = app.act(&cx, (kept, other, choice), |tx, cx, (kept, other, choice)| {
                Box::pin(merge(tx, cx, (*kept, *other), *choice, None))
            });
            let done = done.await.expect("merged");
            let stands = held(&app, kept).await;
            let kept_points = before.0.1.len() + before.1.1.len() - done.twins.len();
            assert_eq!(stands.1.len(), kept_points, "seed {seed}: every number once, none lost");
            let preferred = stands.1.iter().filter(|point| point.contains(", true, ")).count();
            assert!(preferred <= 1, "seed {seed}: {:?}", stands.1);
            let leads = app.look(&cx, other, |tx, _, id| {
                Box::pin(async move { Ok((standing(tx, *id).await?, family(tx, *id).await?)) })
            });
            assert_eq!(leads.await.expect("a look"), (kept, vec![other]));
            laws(&app, seed).await;
            for _ in 0..2 {
                let undone = app.act(&cx, done.merge.id, |tx, cx, id| Box::pin(unmerge(tx, cx, *id)));
                undone.await.expect("undone, and again changes nothing");
            }
            assert_eq!((held(&app, kept).await, held(&app, other).await), before, "seed {seed}");
            laws(&app, seed).await;
        }
    });
}

async fn laws(app: &App, seed: u64) {
    let cx = app.cx(Actor::System);
    for check in gehoor_customer::slice().checks {
        let found = app.look(&cx, check, |tx, cx, check| (check.run)(tx, cx.now)).await;
        assert_eq!(found.expect("a look"), Vec::new(), "seed {seed}: {}", check.law);
    }
}

#[test]
fn likely_doubles_are_those_with_the_same_number_or_a_like_name() {
    both(|db| async move {
        let app = desk(db).await.app;
        let cx = app.cx(Actor::System);
        let mut ids = Vec::new();
        let cards = [
            ("Mevrouw De Wit", "0612345678"),
            ("S. de Wit", "0612345670"),
            ("Bakkerij Bos", "06 1234 5678"),
            ("Mevrouw De Boer", "0612345671"),
        ];
        for (name, number) in cards {
            let value = read_value(PointKind::Phone, number, "NL").expect("a number");
            let points = vec![NewPoint { value, label: None, preferred: false }];
            let new = NewCustomer {
                name: name.to_owned(),
                language: "nl".to_owned(),
                points,
                ..NewCustomer::default()
            };
            let added = app.act(&cx, new, |tx, cx, new| Box::pin(add_customer(tx, cx, new))).await;
            ids.push(added.expect("a customer").0.id);
        }
        let like = app.look(&cx, ids[0], |tx, _, id| Box::pin(doubles(tx, *id, 9))).await.expect("a look");
        let names: Vec<_> = like.iter().filter_map(|one| one.found.customer.name.clone()).collect();
        assert_eq!(names, ["Bakkerij Bos", "S. de Wit"], "the same number first");
        let input = (ids[0], ids[2]);
        let merged = app
            .act(&cx, input, |tx, cx, cards| Box::pin(merge(tx, cx, *cards, MergeChoice::default(), None)));
        merged.await.expect("merged");
        let found = app.look(&cx, (), |tx, _, ()| Box::pin(customers(tx, Some("0612345678"), "", 9))).await;
        let found: Vec<_> = found.expect("a look").iter().map(|found| found.customer.id).collect();
        assert_eq!(found, [ids[0]], "one card is found, by the number that both had");
    });
}
