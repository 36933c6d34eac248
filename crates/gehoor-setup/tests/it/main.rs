//! Setting a company up by its page, and the examples, on both engines.
#![expect(clippy::expect_used, reason = "a test that cannot be set up must fail at once")]

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, header};
use gehoor_db::{Db, prepare_all};
use gehoor_people::Tokens;
use gehoor_setup::{administrator, new_code, put_samples, samples, take_samples};
use gehoor_shell::app::{Channels, Front, Ids, Parts, Settings};
use gehoor_shell::{Actor, App, Clock, Sees};
use gehoor_signin::KnownSessions;
use gehoor_testkit::{NOW, both};
use tower::ServiceExt as _;

fn app(db: Db) -> App {
    let slices = vec![
        gehoor_people::slice(),
        gehoor_signin::slice(),
        gehoor_customer::slice(),
        gehoor_contact::slice(),
        gehoor_promise::slice(),
        gehoor_import::slice(),
        gehoor_setup::slice(),
    ];
    let parts = Parts {
        db,
        clock: Clock::manual(NOW),
        ids: Ids::from_seed(1),
        settings: Settings::default(),
        slices,
        authenticator: Arc::new(Tokens),
        channels: Channels::new(),
        front: Front { sessions: Arc::new(KnownSessions), house: Arc::new(Empty), ..Front::default() },
    };
    App::new(parts).expect("the catalogues are sound")
}

/// A company that nobody set up yet.
struct Empty;

impl gehoor_shell::web::HouseSource for Empty {
    fn read<'a>(
        &'a self,
        app: &'a App,
    ) -> gehoor_shell::BoxFuture<'a, Result<gehoor_shell::web::House, gehoor_shell::Error>> {
        Box::pin(async move {
            let cx = app.cx(Actor::System);
            let admin = app.look(&cx, (), |tx, cx, ()| Box::pin(administrator(tx, cx))).await?;
            Ok(gehoor_shell::web::House { is_set_up: admin.is_some(), ..Default::default() })
        })
    }
}

struct Answer {
    status: u16,
    place: String,
    cookie: String,
    text: String,
}

async fn send(app: &App, method: &str, path: &str, cookie: &str, form: &str) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "127.0.0.1")
        .header("sec-fetch-site", "same-origin")
        .header("cookie", cookie)
        .header("content-type", "application/x-www-form-urlencoded");
    let request = request.body(Body::from(form.to_owned())).expect("a request");
    let answer = gehoor_shell::server::router(app).oneshot(request).await.expect("never fails");
    let of = |name| {
        answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    };
    let (status, place, cookie) = (answer.status().as_u16(), of(header::LOCATION), of(header::SET_COOKIE));
    let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20).await.expect("a whole body");
    Answer { status, place, cookie, text: String::from_utf8_lossy(&bytes).into_owned() }
}

async fn code(app: &App) -> Option<String> {
    let made = app.act(&app.cx(Actor::System), (), |tx, cx, ()| Box::pin(new_code(tx, cx)));
    made.await.expect("a code").map(|code| code.text().to_owned())
}

fn filled(code: &str, password: &str) -> String {
    format!(
        "code={code}&company=Garage+Jansen&language=nl&address=je&team=Balie&country=NL&zone=Europe%2FAmsterdam\
         &from1=09%3A00&until1=17%3A30&holidays=true&adminName=Els+Bakker&adminEmail=els%40garage.example\
         &password={password}&samples=true"
    )
}

#[test]
fn every_statement_is_understood() {
    both(|db| async move {
        let faults = prepare_all(&db, &gehoor_setup::slice().statements).await;
        assert_eq!(faults, Ok(Vec::new()));
    });
}

#[test]
fn an_empty_folder_is_set_up_by_one_page_behind_a_code() {
    both(|db| async move {
        let app = app(db);
        let code = code(&app).await.expect("nobody is there");
        assert!(send(&app, "GET", "/setup", "", "").await.text.contains("name=\"code\""));
        let wrong = send(&app, "GET", "/setup?code=aaaa-bbbb-cccc", "", "").await;
        assert!(!wrong.text.contains("adminName"));
        let page = send(&app, "GET", &format!("/setup?code={code}"), "", "").await;
        assert!(page.text.contains("adminName") && page.text.contains("value=\"17:30\""));
        let lied = send(&app, "POST", "/setup", "", &filled("aaaa-bbbb-cccc", "vier+blauwe+fietsen")).await;
        assert_eq!(lied.status, 422);
        let weak = send(&app, "POST", "/setup", "", &filled(&code, "welkom01")).await;
        assert_eq!((weak.status, weak.text.contains("value=\"Garage Jansen\"")), (422, true));
        let typed = code.to_uppercase().replace('-', "+");
        let done = send(&app, "POST", "/setup", "", &filled(&typed, "vier+blauwe+fietsen")).await;
        assert_eq!((done.status, done.place.as_str()), (303, "/today"));
        assert!(done.cookie.starts_with("gehoor=") && done.cookie.contains("HttpOnly; SameSite=Lax"));
        let cookie = done.cookie.split(';').next().unwrap_or_default().to_owned();
        assert_eq!(send(&app, "GET", "/account", &cookie, "").await.status, 200);
        let again = send(&app, "POST", "/setup", "", &filled(&code, "vier+blauwe+fietsen")).await;
        assert_eq!((again.status, again.place.as_str()), (303, "/today"));
        let cx = app.cx(Actor::System);
        let people = app.look(&cx, (), |tx, cx, ()| Box::pin(gehoor_people::directory(tx, cx))).await;
        assert_eq!(people.expect("people").people().count(), 1);
        let policy =
            app.look(&cx, (), |tx, _, ()| Box::pin(gehoor_contact::policy(tx))).await.expect("a policy");
        assert!(!policy.company.company.week.is_empty());
        assert!(policy.company.company.week.days[1].is_empty(), "Tuesday was left empty");
    });
}

#[test]
fn faults_of_the_set_up_are_named_all_at_once() {
    both(|db| async move {
        let app = app(db);
        let code = code(&app).await.expect("nobody is there");
        let form = format!(
            "code={code}&language=nl&country=NL&zone=Mars&from1=17%3A00&until1=09%3A00&from2=09%3A00"
        );
        let answer = send(&app, "POST", "/setup", "", &form).await;
        assert_eq!(answer.status, 422);
        for field in ["company", "team", "zone", "until1", "until2", "adminName", "password"] {
            assert!(answer.text.contains(&format!("href=\"#f-{field}\"")), "{field}");
        }
        assert!(code_again(&app).await, "nothing was stored");
    });
}

async fn code_again(app: &App) -> bool {
    code(app).await.is_some()
}

#[test]
fn examples_come_by_one_button_and_go_by_one() {
    both(|db| async move {
        let app = app(db);
        let code = code(&app).await.expect("nobody is there");
        send(&app, "POST", "/setup", "", &filled(&code, "vier+blauwe+fietsen")).await;
        let admin = app.look(&app.cx(Actor::System), (), |tx, cx, ()| Box::pin(administrator(tx, cx))).await;
        let cx = app.cx(Actor::User(admin.expect("a look").expect("an administrator"), None));
        assert_eq!(counts(&app).await, (9, 9));
        let twice = app.act(&cx, (), |tx, cx, ()| Box::pin(put_samples(tx, cx))).await;
        assert!(twice.is_err());
        let first = all_promises(&app).await[0];
        let ask = app.act(&cx, first, |tx, cx, id| {
            Box::pin(gehoor_promise::asked_first(tx, cx, gehoor_promise::Which::any(*id), None, None))
        });
        ask.await.expect("something happened to one");
        app.act(&cx, (), |tx, cx, ()| Box::pin(take_samples(tx, cx))).await.expect("gone");
        assert_eq!(counts(&app).await, (0, 0));
        let left = app.look(&cx, (), |tx, _, ()| Box::pin(samples(tx))).await.expect("a look");
        assert_eq!(left, None);
        app.act(&cx, (), |tx, cx, ()| Box::pin(put_samples(tx, cx))).await.expect("there again");
        assert_eq!(counts(&app).await, (9, 9));
    });
}

#[test]
fn examples_stay_while_one_of_them_and_a_real_card_are_one() {
    both(|db| async move {
        let app = app(db);
        let code = code(&app).await.expect("nobody is there");
        send(&app, "POST", "/setup", "", &filled(&code, "vier+blauwe+fietsen")).await;
        let cx = app.cx(Actor::System);
        let merged = app.act(&cx, (), |tx, cx, ()| {
            Box::pin(async move {
                let example = gehoor_customer::customers(tx, None, "", 1).await?[0].customer.id;
                let real = gehoor_customer::NewCustomer {
                    name: "Echte klant".to_owned(),
                    language: "nl".to_owned(),
                    ..Default::default()
                };
                let real = gehoor_customer::add_customer(tx, cx, &real).await?.0.id;
                let choice = gehoor_customer::rules::MergeChoice::default();
                gehoor_promise::merge_customers(tx, cx, (example, real), choice, None).await
            })
        });
        let merge = merged.await.expect("merged").merge.id;
        let take = || app.act(&cx, (), |tx, cx, ()| Box::pin(take_samples(tx, cx)));
        let refused = take().await;
        assert!(
            matches!(refused, Err(gehoor_shell::Error::Conflict { code: "samplesMerged", .. })),
            "{refused:?}"
        );
        assert_eq!(counts(&app).await.0, 9, "nothing went");
        let undo = app.act(&cx, merge, |tx, cx, id| Box::pin(gehoor_promise::unmerge_customers(tx, cx, *id)));
        undo.await.expect("two again");
        take().await.expect("the examples go");
        assert_eq!(counts(&app).await, (0, 1), "the real customer stays");
    });
}

async fn all_promises(app: &App) -> Vec<gehoor_kernel::id::PromiseId> {
    let cx = app.cx(Actor::System);
    let filter = gehoor_promise::Filter { sees: Sees::All, ..Default::default() };
    let list =
        app.look(&cx, filter, |tx, cx, filter| Box::pin(gehoor_promise::list(tx, cx, filter, None, 100)));
    list.await.expect("a list").iter().map(|view| view.promise.id).collect()
}

/// How many promises and customers there are.
async fn counts(app: &App) -> (usize, usize) {
    let cx = app.cx(Actor::System);
    let customers =
        app.look(&cx, (), |tx, _, ()| Box::pin(gehoor_customer::customers(tx, None, "", 100))).await;
    (all_promises(app).await.len(), customers.expect("customers").len())
}
