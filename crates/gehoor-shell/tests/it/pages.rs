//! Pages: who may come, what a browser may do there, and forms that come from elsewhere or twice.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use gehoor_kernel::id::UserId;
use gehoor_shell::web::{Filled, Form, Look, Page, Pages, Right, Ui, see};
use gehoor_shell::{App, Error, Slice};
use gehoor_testkit::{badge, both, fill, look};

use crate::thing;

#[derive(askama::Template)]
#[template(
    source = r#"{% import "fields.html" as f %}<h1>{{ form.value("name") }}</h1>{% call f::line(ui, form, "name", "Naam", "", "text", "off", true) %}{% endcall %}"#,
    ext = "html"
)]
struct ThingPage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
}

async fn show(look: Look) -> Result<Response, Error> {
    let form = Filled::with([("name", "<b>"), ("age", "1")]);
    Page::new(&look.ui, "Thing").show(&ThingPage { ui: &look.ui, form: &form })
}

async fn change(State(app): State<App>, form: Form) -> Result<Response, Error> {
    let mut fields = form.fields();
    let name = fields.text("name", 1..=5);
    if let Err(error) = fields.done() {
        let filled = form.filled(&error);
        return Page::new(&form.ui, "Thing").faults(&filled).show(&ThingPage { ui: &form.ui, form: &filled });
    }
    let next = form.next("/paper").to_owned();
    let done = form.write(&app, (name, next), |tx, cx, (_, next)| {
        Box::pin(async move {
            thing::add(tx, cx).await?;
            Ok(see(next.clone()))
        })
    });
    Ok(done.await?.into_response())
}

fn pages() -> Pages {
    Pages::new()
        .get("/paper", Right::Employee, show)
        .post("/paper", Right::Employee, change)
        .get("/safe", Right::Administrator, show)
        .get("/open", Right::Anyone, show)
}

fn app(db: gehoor_db::Db) -> App {
    let own = Slice::new("paper").pages(pages);
    thing::app_of(db, vec![thing::slice(), own])
}

fn as_employee() -> String {
    badge(UserId::from_bits(1), Right::Employee)
}

#[test]
fn who_may_come_is_checked() {
    both(|db| async move {
        let app = app(db);
        assert_eq!(look(&app, "", "/open").await.status, 200);
        let asked = look(&app, "", "/paper?x=1").await;
        assert_eq!((asked.status, asked.leads_to()), (303, "/sign-in?next=/paper%3Fx%3D1"));
        assert_eq!(look(&app, &as_employee(), "/paper").await.status, 200);
        assert_eq!(look(&app, &as_employee(), "/safe").await.status, 404, "what is not yours is not there");
        let boss = badge(UserId::from_bits(1), Right::Administrator);
        assert_eq!(look(&app, &boss, "/safe").await.status, 200);
    });
}

#[test]
fn a_page_allows_our_own_files_alone_and_escapes_what_was_sent() {
    both(|db| async move {
        let app = app(db);
        let page = look(&app, &as_employee(), "/paper").await;
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        for own in ["script-src 'self'", "style-src 'self'", "form-action 'self'"] {
            assert!(policy.contains(own), "{own}: {policy}");
        }
        assert!(page.text.contains("&#60;b&#62;") && !page.text.contains("<b>"), "{}", page.text);
        let missing = look(&app, "", "/nowhere").await;
        assert_eq!((missing.status, missing.header("content-type")), (404, "text/html; charset=utf-8"));
    });
}

#[test]
fn a_form_with_faults_keeps_what_was_filled_in() {
    both(|db| async move {
        let app = app(db);
        let page = fill(&app, &as_employee(), "/paper", &[("name", "too long"), ("role", "boss")]).await;
        assert_eq!(page.status, 422);
        assert!(
            page.text.contains("value=\"too long\"") && page.text.contains("href=\"#f-name\""),
            "{}",
            page.text
        );
        assert!(page.text.contains("#f-role"), "a field that nobody asked for is refused");
        assert_eq!(thing::count(&app).await, 0);
    });
}

#[test]
fn a_form_sent_twice_acts_once() {
    both(|db| async move {
        let app = app(db);
        let fields = [("name", "x"), ("key", "abc"), ("next", "/open")];
        let first = fill(&app, &as_employee(), "/paper", &fields).await;
        let second = fill(&app, &as_employee(), "/paper", &fields).await;
        assert_eq!((first.status, first.leads_to()), (303, "/open"));
        assert_eq!((second.status, second.leads_to()), (303, "/open"));
        assert_eq!(thing::count(&app).await, 1);
        let other = [("name", "x"), ("next", "https://evil.example")];
        assert_eq!(fill(&app, &as_employee(), "/paper", &other).await.leads_to(), "/paper");
    });
}

#[test]
fn a_form_from_another_site_is_refused() {
    both(|db| async move {
        let app = app(db);
        let request = axum::http::Request::post("/paper")
            .header("cookie", format!("gehoor={}", as_employee()))
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "cross-site");
        let request = request.body(axum::body::Body::from("name=x")).expect("a request");
        let router = gehoor_shell::server::router(&app);
        let answer = tower::ServiceExt::oneshot(router, request).await.expect("never fails");
        assert_eq!(answer.status(), 403);
        assert_eq!(thing::count(&app).await, 0);
    });
}
