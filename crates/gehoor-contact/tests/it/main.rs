//! Contact as a whole: attempts, policy and API, on both engines.
#![expect(clippy::expect_used, reason = "a test that cannot be set up must fail at once")]

mod attempts;
mod policy;
mod texts;

use std::sync::Arc;

use gehoor_contact::rules::{Channel, Evidence, Point, PointKind, PointState, Policy};
use gehoor_contact::{NewAttempt, Recorded, record_attempt};
use gehoor_db::{Db, Sql, params};
use gehoor_kernel::id::{ContactPointId, CustomerId, PromiseId, TokenId};
use gehoor_kernel::time::{Instant, Zone};
use gehoor_people::{NewToken, NewUser, Role, Secret, Tokens, add_user, create_token};
use gehoor_shell::{Actor, App, Error, Scope};
use gehoor_testkit::{Api, NOW};

static ADD_CUSTOMER: Sql = Sql::same(
    "INSERT INTO customer (id, language, zone, made_at, version) VALUES ($1, 'nl', 'Europe/Amsterdam', 1, 1)",
);
static ADD_POINT: Sql = Sql::same(
    "INSERT INTO contact_point (id, customer_id, kind, place, preferred, state, state_at, value_since, made_at, version) \
     VALUES ($1, $2, 'phone', 0, 0, 'unverified', 1, 1, 1, 1)",
);

const CUSTOMER: CustomerId = CustomerId::from_bits(1);
const PROMISE: PromiseId = PromiseId::from_bits(1);
const POINT: ContactPointId = ContactPointId::from_bits(1);

/// The application with one administrator, whose token the caller shows, and one customer with one telephone.
async fn company(db: Db) -> Api {
    let mut api = Api::new(db, vec![gehoor_people::slice(), gehoor_contact::slice()], Arc::new(Tokens));
    api.token = administrator(&api.app).await;
    let filled = api.app.act(&api.app.cx(Actor::System), (), |tx, _, ()| {
        Box::pin(async move {
            tx.put(&ADD_CUSTOMER, params![CUSTOMER]).await?;
            Ok(tx.put(&ADD_POINT, params![POINT, CUSTOMER]).await?)
        })
    });
    filled.await.expect("a customer");
    api
}

async fn administrator(app: &App) -> String {
    let secret = Secret::new().expect("random bytes");
    let input = secret.clone();
    let made = app.act(&app.cx(Actor::System), input, |tx, cx, secret| {
        Box::pin(async move {
            let name = "Els Bakker".to_owned();
            let boss = NewUser { name, email: None, role: Role::Administrator, stand_in: None };
            let user = add_user(tx, cx, &boss).await?.id;
            let id = TokenId::new(cx.now, &mut cx.random());
            let label = "test".to_owned();
            let new = NewToken { id, user, label, scope: Scope::Admin, team: None, expires_at: None };
            create_token(tx, cx, &new, secret).await
        })
    });
    made.await.expect("a token");
    secret.text().to_owned()
}

fn zone() -> Zone {
    Zone::new("Europe/Amsterdam").expect("a zone")
}

/// The customer's telephone in this state.
fn telephone(state: PointState, last_life: Option<Instant>) -> Point {
    Point {
        id: POINT,
        kind: PointKind::Phone,
        texts: true,
        state,
        preferred: false,
        last_life,
        since: Instant::MIN,
    }
}

fn call(at: Instant, evidence: Evidence) -> NewAttempt {
    NewAttempt {
        promise: PROMISE,
        customer: CUSTOMER,
        group: String::new(),
        point: Some(POINT),
        channel: Channel::Phone,
        at,
        evidence,
        retry_after: None,
        raw: None,
        route: None,
        note: None,
    }
}

async fn record(app: &App, new: NewAttempt, point: Point) -> Result<Recorded, Error> {
    let cx = app.cx(Actor::System);
    let case = app.act(&cx, (new, point), |tx, cx, (new, point)| {
        Box::pin(async move { record_attempt(tx, cx, new, &[*point], &Policy::default(), &zone()).await })
    });
    case.await
}

/// A moment some hours after the tests' beginning.
fn later(hours: u64) -> Instant {
    NOW.plus(gehoor_kernel::time::hours(hours))
}
