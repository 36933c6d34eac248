//! The outbox: once for each step, and never again when nobody knows.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use gehoor_channels::{Channel, Fake, Line, Outgoing, SendFailure, Sending};
use gehoor_db::Db;
use gehoor_kernel::id::CustomerId;
use gehoor_kernel::time::minutes;
use gehoor_shell::app::{Channels, Settings};
use gehoor_shell::outbox::{self, Ending, Message, Outcome};
use gehoor_shell::scheduler::Hand;
use gehoor_shell::{Actor, App};
use gehoor_testkit::both;

use crate::thing::{app_with, app_with_sms, promise};

async fn queue(app: &App, step: &str) -> bool {
    let message = Message {
        step_key: step.to_owned(),
        channel: "sms",
        subject: promise(1),
        customer: CustomerId::from_bits(1),
        to: "+31612345678".to_owned(),
        title: None,
        body: "Nog niet binnen".to_owned(),
        due: app.clock.now(),
        not_after: Some(app.clock.now().plus(minutes(300))),
        tells: "thing-told",
    };
    let queued =
        app.act(&app.cx(Actor::System), message, |tx, cx, message| Box::pin(outbox::queue(tx, cx, message)));
    queued.await.expect("queued").is_some()
}

async fn outcomes(app: &App) -> Vec<(Ending, Option<String>)> {
    let found = app.act(&app.cx(Actor::System), (), |tx, _, ()| {
        Box::pin(async move {
            let found: Vec<Outcome> = outbox::outcomes(tx, "thing-told", 10).await?;
            for outcome in &found {
                outbox::followed(tx, outcome.id).await?;
            }
            Ok(found)
        })
    });
    found.await.expect("outcomes").into_iter().map(|outcome| (outcome.ending, outcome.outcome)).collect()
}

async fn run(app: &App) {
    Hand::new(app).run_due().await.expect("tasks");
}

#[test]
fn a_step_goes_out_once_however_often_it_is_asked() {
    both(|db| async {
        let fake = Fake::new();
        let app = app_with_sms(db, &fake);
        assert!(queue(&app, "a").await && !queue(&app, "a").await);
        run(&app).await;
        run(&app).await;
        assert_eq!(fake.sent().len(), 1);
        assert_eq!(outcomes(&app).await, [(Ending::Sent, Some("fake-1".to_owned()))]);
        assert_eq!(outcomes(&app).await, []);
    });
}

#[test]
fn a_transient_failure_is_tried_again_later_and_a_permanent_one_never() {
    both(|db| async {
        let fake = Fake::new();
        let app = app_with_sms(db, &fake);
        let code = || "busy".to_owned();
        let refusals = [SendFailure::Transient { code: code() }, SendFailure::Permanent { code: code() }];
        fake.script(refusals.map(Line::Refuse));
        queue(&app, "a").await;
        run(&app).await;
        assert_eq!(outcomes(&app).await, []);
        app.clock.advance(minutes(1));
        run(&app).await;
        assert_eq!(outcomes(&app).await, [(Ending::Failed, Some("busy".to_owned()))]);
        app.clock.advance(minutes(600));
        run(&app).await;
        assert_eq!(fake.sent(), []);
    });
}

#[test]
fn a_message_that_is_too_late_is_not_sent_and_a_retry_that_would_be_is_not_made() {
    both(|db| async {
        let fake = Fake::new();
        let app = app_with_sms(db, &fake);
        queue(&app, "a").await;
        app.clock.advance(minutes(300));
        run(&app).await;
        assert_eq!(outcomes(&app).await, [(Ending::Failed, Some("tooLate".to_owned()))]);
        queue(&app, "b").await;
        app.clock.advance(minutes(299));
        fake.script([Line::Refuse(SendFailure::Transient { code: "busy".to_owned() })]);
        run(&app).await;
        assert_eq!(outcomes(&app).await, [(Ending::Failed, Some("busy".to_owned()))]);
        assert_eq!(fake.sent(), []);
    });
}

#[test]
fn what_was_not_taken_up_can_be_taken_back() {
    both(|db| async {
        let fake = Fake::new();
        let app = app_with_sms(db, &fake);
        queue(&app, "a").await;
        assert_eq!((withdraw(&app).await, withdraw(&app).await), (1, 0));
        run(&app).await;
        assert_eq!((fake.sent(), outcomes(&app).await), (vec![], vec![]));
        assert!(!queue(&app, "a").await, "the step stays settled");
    });
}

/// A provider that is busy, and during whose first answer the message is withdrawn.
#[derive(Clone, Default)]
struct Meanwhile {
    app: Arc<OnceLock<App>>,
    fake: Fake,
}

impl Meanwhile {
    fn app(&self, db: Db) -> App {
        let app = app_with(db, Settings::default(), Channels::from([("sms", Arc::new(self.clone()) as _)]));
        assert!(self.app.set(app.clone()).is_ok());
        app
    }
}

impl Channel for Meanwhile {
    fn send<'a>(&'a self, message: &'a Outgoing) -> Sending<'a> {
        Box::pin(async move {
            if let Some(app) = self.app.get() {
                assert_eq!(withdraw(app).await, 0, "it is on its way");
            }
            self.fake.send(message).await
        })
    }
}

#[test]
fn a_message_withdrawn_while_the_provider_is_busy_does_not_leave_afterwards() {
    both(|db| async {
        let provider = Meanwhile::default();
        provider.fake.script([Line::Refuse(SendFailure::Transient { code: "busy".to_owned() })]);
        let app = provider.app(db);
        queue(&app, "a").await;
        run(&app).await;
        app.clock.advance(minutes(10));
        run(&app).await;
        assert_eq!(provider.fake.sent(), []);
        assert_eq!(outcomes(&app).await, [(Ending::Failed, Some("busy".to_owned()))]);
    });
}

#[test]
fn a_message_withdrawn_while_it_goes_out_stays_as_history() {
    both(|db| async {
        let provider = Meanwhile::default();
        let app = provider.app(db);
        queue(&app, "a").await;
        run(&app).await;
        assert_eq!(provider.fake.sent().len(), 1);
        assert_eq!(outcomes(&app).await, [(Ending::Sent, Some("fake-1".to_owned()))]);
    });
}

async fn withdraw(app: &App) -> usize {
    let taken = app
        .act(&app.cx(Actor::System), (), |tx, cx, ()| Box::pin(outbox::withdraw(tx, cx, promise(1), cx.now)));
    taken.await.expect("withdrawn")
}

#[test]
fn a_provider_that_does_not_say_leaves_the_message_in_doubt() {
    both(|db| async {
        let fake = Fake::new();
        let app = app_with_sms(db, &fake);
        fake.script([Line::TakeAndLie]);
        queue(&app, "a").await;
        run(&app).await;
        app.clock.advance(minutes(600));
        run(&app).await;
        assert_eq!((fake.sent().len(), outcomes(&app).await), (1, vec![(Ending::InDoubt, None)]));
    });
}

/// A channel whose process dies between the send and the record: the send never returns.
struct Dying(Fake);

impl gehoor_channels::Channel for Dying {
    fn send<'a>(&'a self, message: &'a gehoor_channels::Outgoing) -> gehoor_channels::Sending<'a> {
        Box::pin(async move {
            let _ = self.0.send(message).await;
            std::future::pending().await
        })
    }
}

#[test]
fn a_crash_between_send_and_record_is_in_doubt_and_never_sent_twice() {
    both(|db| async {
        let fake = Fake::new();
        let mut channels = gehoor_shell::app::Channels::new();
        channels.insert("sms", std::sync::Arc::new(Dying(fake.clone())));
        let dying = crate::thing::app_with(db.clone(), gehoor_shell::app::Settings::default(), channels);
        queue(&dying, "a").await;
        let cut = async { tokio::time::timeout(Duration::from_millis(500), run(&dying)).await };
        assert!(cut.await.is_err(), "the process dies while it sends");
        assert_eq!(fake.sent().len(), 1);

        let next = app_with_sms(db, &fake);
        run(&next).await;
        assert_eq!(outcomes(&next).await, [], "the lease still stands");
        next.clock.advance(minutes(3));
        run(&next).await;
        assert_eq!(outcomes(&next).await, [(Ending::InDoubt, None)]);
        assert_eq!(fake.sent().len(), 1);
    });
}
