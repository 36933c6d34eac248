use std::time::Duration;

use gehoor_contact::rules::{Class, Evidence, Family, PointState, Rates, Signals, TABLE_VERSION, next_try};
use gehoor_contact::{Attempt, NewAttempt, alerts, attempts, erase_words, history, rates, rejudge};
use gehoor_db::{Sql, prepare_all};
use gehoor_shell::{Actor, App, Error};
use gehoor_testkit::{NOW, both};

use crate::{CUSTOMER, POINT, PROMISE, call, company, later, record, telephone};

static OLD_TABLE: Sql =
    Sql::same("UPDATE attempt SET class = 'busy', advice = 'retrySoon', counts = 1, table_version = 0");
static FAULT_COUNTS: Sql = Sql::same("UPDATE attempt SET counts = 1, class = 'networkFailure'");

async fn all(app: &App) -> Vec<Attempt> {
    app.look(&app.cx(Actor::System), (), |tx, _, ()| Box::pin(attempts(tx, PROMISE))).await.expect("attempts")
}

async fn run(app: &App, sql: &'static Sql) -> Result<(), Error> {
    app.act(&app.cx(Actor::System), sql, |tx, _, sql| {
        Box::pin(async move {
            tx.exec(sql, &[]).await?;
            Ok(())
        })
    })
    .await
}

async fn learned(app: &App, group: &'static str) -> Rates {
    app.look(&app.cx(Actor::System), group, |tx, _, group| Box::pin(rates(tx, group))).await.expect("rates")
}

#[test]
fn every_statement_is_understood() {
    both(|db| async move {
        let faults = prepare_all(&db, &gehoor_contact::slice().statements).await;
        assert_eq!(faults, Ok(Vec::new()));
    });
}

#[test]
fn an_attempt_keeps_all_that_was_received_and_said() {
    both(|db| async move {
        let api = company(db).await;
        let evidence = Evidence::code(Family::Sip, "404")
            .with_reason("Q.850;cause=3;text=\"it's \u{1F697} '); DROP TABLE attempt;--\"")
            .seen(Signals { rang: true, answered: false, ring_limit: false });
        let new = NewAttempt {
            raw: Some("SIP/2.0 404 Not Found\r\n".to_owned()),
            route: Some("line A".to_owned()),
            note: Some("Zoon nam op: \"bel om vier\"".to_owned()),
            retry_after: Some(Duration::from_secs(120)),
            ..call(NOW, evidence)
        };
        let told =
            record(&api.app, new.clone(), telephone(PointState::Working, None)).await.expect("recorded");
        assert_eq!((told.judgement.class, told.judgement.counts), (Class::NetworkFailure, false));
        let stored = all(&api.app).await;
        let one = &stored[0];
        assert_eq!(
            (one.id, one.at, one.point, one.class),
            (told.attempt, NOW, Some(POINT), Class::NetworkFailure)
        );
        assert_eq!(
            (&one.evidence, &one.raw, &one.route, &one.note),
            (&new.evidence, &new.raw, &new.route, &new.note)
        );
        let past =
            api.app.look(&api.app.cx(Actor::System), (), |tx, _, ()| Box::pin(history(tx, PROMISE))).await;
        assert_eq!(past.expect("a history"), vec![told.tried]);
        assert_eq!(told.tried.retry_after, Some(Duration::from_secs(120)));
    });
}

#[test]
fn the_store_itself_refuses_a_fault_of_ours_that_counts() {
    both(|db| async move {
        let api = company(db).await;
        let evidence = Evidence::code(Family::Sip, "503");
        record(&api.app, call(NOW, evidence), telephone(PointState::Working, None)).await.expect("recorded");
        assert!(run(&api.app, &FAULT_COUNTS).await.is_err());
    });
}

#[test]
fn codes_that_nobody_knows_and_faults_of_our_set_up_are_there_to_be_seen() {
    both(|db| async move {
        let api = company(db).await;
        for (hour, code) in [(0, "799"), (1, "486"), (2, "407"), (3, "603")] {
            let new = call(later(hour), Evidence::code(Family::Sip, code));
            record(&api.app, new, telephone(PointState::Working, None)).await.expect("recorded");
        }
        let seen = async |since| {
            let cx = api.app.cx(Actor::System);
            let found = api.app.look(&cx, since, |tx, _, since| Box::pin(alerts(tx, *since, 10))).await;
            let found = found.expect("alerts");
            found.iter().map(|one| one.evidence.codes[0].code.clone()).collect::<Vec<_>>()
        };
        assert_eq!(seen(NOW).await, ["407", "799"]);
        assert_eq!(seen(later(1)).await, ["407"]);
    });
}

#[test]
fn two_independent_claims_make_a_number_dead_and_one_never() {
    both(|db| async move {
        let api = company(db).await;
        let claim = |route: &str, hour| NewAttempt {
            route: Some(route.to_owned()),
            ..call(later(hour), Evidence::code(Family::Q850, "1"))
        };
        let first =
            record(&api.app, claim("A", 0), telephone(PointState::Working, None)).await.expect("recorded");
        let suspect = first.point.expect("a change").after;
        assert_eq!(suspect, PointState::Suspect { since: NOW });
        let same = record(&api.app, claim("A", 24), telephone(suspect, None)).await.expect("recorded");
        assert_eq!(same.point, None, "the same route again is no second witness");
        let other = record(&api.app, claim("B", 25), telephone(suspect, None)).await.expect("recorded");
        assert_eq!(other.point.expect("a change").after, PointState::ConfirmedDead { at: later(25) });
        let lately = telephone(suspect, Some(NOW));
        let protected = record(&api.app, claim("B", 26), lately).await.expect("recorded");
        assert_eq!(protected.point, None, "a number that worked lately is given up by a person only");
        let life =
            record(&api.app, call(later(27), Evidence::tapped(Class::Busy)), lately).await.expect("recorded");
        let change = life.point.expect("a change");
        assert_eq!((change.after, change.life), (PointState::Working, true));
    });
}

#[test]
fn another_customers_number_is_refused() {
    both(|db| async move {
        let api = company(db).await;
        let point = gehoor_kernel::id::ContactPointId::from_bits(99);
        let new = NewAttempt { point: Some(point), ..call(NOW, Evidence::tapped(Class::Busy)) };
        let refused = record(&api.app, new, telephone(PointState::Working, None)).await;
        let Err(Error::Invalid(faults)) = refused else { panic!("{refused:?}") };
        assert_eq!((faults[0].pointer.as_str(), faults[0].code), ("/contactPointId", "otherCustomersPoint"));
        assert_eq!(all(&api.app).await, Vec::new());
    });
}

#[test]
fn what_is_learned_counts_calls_to_customers_only() {
    both(|db| async move {
        let api = company(db).await;
        let in_group = |class| NewAttempt { group: "fleet".to_owned(), ..call(NOW, Evidence::tapped(class)) };
        for class in [Class::NoAnswer, Class::Reached, Class::NetworkFailure, Class::TemporarilyUnreachable] {
            record(&api.app, in_group(class), telephone(PointState::Working, None)).await.expect("recorded");
        }
        record(
            &api.app,
            call(later(6), Evidence::tapped(Class::NoAnswer)),
            telephone(PointState::Working, None),
        )
        .await
        .expect("recorded");
        let fleet = learned(&api.app, "fleet").await;
        assert_eq!((fleet.tries, fleet.reached), ([2, 0, 0, 0, 0], [1, 0, 0, 0, 0]));
        assert_eq!((fleet.all_tries, fleet.all_reached), (3, 1));
        assert_eq!(learned(&api.app, "").await.tries, [2, 0, 1, 0, 0]);
        assert_eq!(learned(&api.app, "unheard of").await.tries, [0; 5]);
    });
}

#[test]
fn a_newer_table_judges_again_what_was_kept_and_leaves_what_was_erased() {
    both(|db| async move {
        let api = company(db).await;
        let evidence = Evidence::code(Family::Q850, "20");
        record(&api.app, call(NOW, evidence), telephone(PointState::Working, None)).await.expect("recorded");
        let again = || async {
            run(&api.app, &OLD_TABLE).await.expect("an older verdict");
            let done =
                api.app.act(&api.app.cx(Actor::System), (), |tx, cx, ()| Box::pin(rejudge(tx, cx))).await;
            (done.expect("judged again"), all(&api.app).await.remove(0))
        };
        let (done, one) = again().await;
        assert_eq!((done, one.class, one.counts), ((1, 1), Class::TemporarilyUnreachable, false));
        assert_eq!(one.table_version, i64::from(TABLE_VERSION));
        let erased =
            api.app.act(&api.app.cx(Actor::System), (), |tx, _, ()| Box::pin(erase_words(tx, CUSTOMER)));
        erased.await.expect("erased");
        let (done, one) = again().await;
        assert_eq!((done, one.class, one.counts), ((1, 0), Class::Busy, true));
    });
}

#[test]
fn the_same_history_gives_the_same_plan_from_the_store() {
    both(|db| async move {
        let api = company(db).await;
        let phone = telephone(PointState::Working, None);
        let told =
            record(&api.app, call(NOW, Evidence::tapped(Class::NoAnswer)), phone).await.expect("recorded");
        let cx = api.app.cx(Actor::System);
        let past =
            api.app.look(&cx, (), |tx, _, ()| Box::pin(history(tx, PROMISE))).await.expect("a history");
        let standing =
            api.app.look(&cx, (), |tx, _, ()| Box::pin(gehoor_contact::policy(tx))).await.expect("a policy");
        let company = &standing.company;
        let plan = |history: &[gehoor_contact::rules::Try]| {
            let input = gehoor_contact::rules::TryInput {
                now: NOW,
                wanted: gehoor_contact::rules::StepKind::Call,
                promised: None,
                agreed: None,
                history,
                counted_from: None,
                lead_decisions: 0,
                points: &[phone],
                policy: &company.tries,
                company: &company.company,
                courtesy: &company.courtesy,
                wishes: None,
                rates: &Rates::default(),
                daily_rings: None,
            };
            next_try(&input, &mut gehoor_kernel::rng::Random::from_seed(3))
        };
        assert_eq!(plan(&past), plan(&[told.tried]));
    });
}
