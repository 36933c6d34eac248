//! The pages, as a browser without scripts sees them.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, Request, header};
use data_encoding::BASE32_NOPAD;
use gehoor_people::Tokens;
use gehoor_shell::App;
use gehoor_shell::app::{Channels, Front, Ids, Parts, Settings};
use gehoor_signin::KnownSessions;
use gehoor_signin::rules::{code_at, step_at};
use gehoor_testkit::{Api, both};
use tower::ServiceExt as _;

use crate::{Desk, PASSWORD, desk};

/// A browser that keeps its cookies.
struct Browser<'a> {
    app: &'a App,
    cookies: Vec<(String, String)>,
}

struct Seen {
    status: u16,
    place: String,
    headers: HeaderMap,
    text: String,
}

impl<'a> Browser<'a> {
    fn new(app: &'a App) -> Self {
        Self { app, cookies: Vec::new() }
    }

    async fn get(&mut self, path: &str) -> Seen {
        self.send("GET", path, &[]).await
    }

    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Seen {
        self.send("POST", path, fields).await
    }

    async fn send(&mut self, method: &str, path: &str, fields: &[(&str, &str)]) -> Seen {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "desk.example")
            .header("sec-fetch-site", "same-origin")
            .header("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
            .header("cookie", cookies.join("; "))
            .header("content-type", "application/x-www-form-urlencoded");
        let request = request.body(Body::from(form.finish())).expect("a request");
        let answer = gehoor_shell::server::router(self.app).oneshot(request).await.expect("never fails");
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        self.keep(&headers);
        let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20).await.expect("a whole body");
        let place = headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Seen { status, place: place.to_owned(), headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }

    fn keep(&mut self, headers: &HeaderMap) {
        for line in headers.get_all(header::SET_COOKIE) {
            let pair = line.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').unwrap_or_default();
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }

    async fn enter(&mut self, name: &str, password: &str) -> Seen {
        self.post("/sign-in", &[("name", name), ("password", password), ("next", "/account")]).await
    }
}

async fn paged(db: gehoor_db::Db, base_url: &str) -> Desk {
    let desk = desk(db).await;
    let parts = Parts {
        db: desk.app().db.clone(),
        clock: desk.app().clock.clone(),
        ids: Ids::from_seed(2),
        settings: Settings { base_url: base_url.to_owned(), ..Settings::default() },
        slices: vec![gehoor_people::slice(), gehoor_signin::slice()],
        authenticator: Arc::new(Tokens),
        channels: Channels::new(),
        front: Front { sessions: Arc::new(KnownSessions), ..Front::default() },
    };
    let app = App::new(parts).expect("the catalogues are sound");
    Desk { api: Api { app, ..desk.api }, ..desk }
}

#[test]
fn somebody_signs_in_looks_and_signs_out_without_script() {
    both(|db| async move {
        let desk = paged(db, "https://desk.example").await;
        let mut browser = Browser::new(desk.app());
        let first = browser.get("/account").await;
        assert_eq!((first.status, first.place.as_str()), (303, "/sign-in?next=/account"));
        let page = browser.get(&first.place).await;
        assert!(page.text.contains("name=\"next\" value=\"/account\""));
        let wrong = browser.enter("els@garage.example", "wrong").await;
        assert_eq!(wrong.status, 422);
        assert!(
            wrong.text.contains("value=\"els@garage.example\"") && !wrong.text.contains("value=\"wrong\"")
        );
        let done = browser.enter("els@garage.example", PASSWORD).await;
        assert_eq!((done.status, done.place.as_str()), (303, "/account"));
        let cookie = done.headers[header::SET_COOKIE].to_str().expect("a cookie");
        let (name, rest) = cookie.split_once('=').expect("a pair");
        assert_eq!(name, "__Host-gehoor");
        assert!(rest.ends_with("; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
        let account = browser.get("/account").await;
        assert!(account.text.contains("Els Bakker") && account.text.contains("Firefox, Linux"));
        assert!(
            account.headers[header::CACHE_CONTROL].to_str().is_ok_and(|value| value.contains("no-store"))
        );
        let out = browser.post("/sign-out", &[]).await;
        assert_eq!((out.status, out.place.as_str()), (303, "/sign-in?done=out"));
        assert_eq!(browser.get("/account").await.status, 303);
    });
}

#[test]
fn a_forged_way_back_leads_to_our_own_page() {
    both(|db| async move {
        let desk = paged(db, "https://desk.example").await;
        for next in ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"] {
            let mut browser = Browser::new(desk.app());
            let page = browser.get(&format!("/sign-in?next={next}")).await;
            assert!(page.text.contains("name=\"next\" value=\"/today\""), "{next}");
            let fields = [("name", "els@garage.example"), ("password", PASSWORD), ("next", next)];
            assert_eq!(browser.post("/sign-in", &fields).await.place, "/today", "{next}");
        }
    });
}

#[test]
fn codes_are_connected_asked_and_switched_off() {
    both(|db| async move {
        let desk = paged(db, "http://desk.example:4266").await;
        let mut browser = Browser::new(desk.app());
        browser.enter("els@garage.example", PASSWORD).await;
        assert_eq!(browser.cookies[0].0, "gehoor");
        let page = browser.post("/account/codes", &[]).await;
        let at = page.text.find("name=\"secret\" value=\"").expect("the secret") + 21;
        let secret = page.text[at..at + 32].to_owned();
        let key = BASE32_NOPAD.decode(secret.as_bytes()).expect("base 32");
        assert!(page.text.contains("<svg class=\"qr\""));
        let now = |app: &App| code_at(&key, step_at(app.clock.now()), 6);
        let wrong = browser.post("/account/codes/confirm", &[("code", "000000"), ("secret", &secret)]).await;
        assert_eq!((wrong.status, wrong.text.contains(&secret)), (422, true));
        let code = now(desk.app());
        let done = browser.post("/account/codes/confirm", &[("code", &code), ("secret", &secret)]).await;
        assert_eq!(done.text.matches("<li><code>").count(), 10);
        desk.app().clock.advance(gehoor_kernel::time::minutes(1));
        let mut other = Browser::new(desk.app());
        let half = other.enter("els@garage.example", PASSWORD).await;
        assert_eq!(half.place, "/sign-in/code?next=%2Faccount");
        assert_eq!(other.get("/account").await.status, 303, "half signed in is not signed in");
        let code = now(desk.app());
        let whole = other.post("/sign-in/code", &[("code", &code), ("next", "/account")]).await;
        assert_eq!(whole.place, "/account");
        assert_eq!(other.get("/account").await.status, 200);
        assert_eq!(other.post("/account/codes/remove", &[]).await.place, "/account?done=codesOff");
    });
}

#[test]
fn a_password_is_changed_and_a_link_sets_one() {
    both(|db| async move {
        let desk = paged(db, "https://desk.example").await;
        let mut browser = Browser::new(desk.app());
        browser.enter("ali@garage.example", PASSWORD).await;
        let weak = browser.post("/account/password", &[("current", PASSWORD), ("new", "welkom01")]).await;
        assert_eq!(weak.status, 422);
        let fields = [("current", PASSWORD), ("new", "drie groene stoelen")];
        assert_eq!(browser.post("/account/password", &fields).await.place, "/account?done=password");
        assert_eq!(browser.get("/account?done=password").await.status, 200, "with the new cookie");
        let mut stranger = Browser::new(desk.app());
        assert_eq!(stranger.get("/reset/0000000000000000000000000").await.status, 404);
        assert_eq!(stranger.get("/forgotten").await.status, 200);
    });
}

#[test]
fn colleagues_switch_on_a_shared_browser() {
    both(|db| async move {
        let desk = paged(db, "https://desk.example").await;
        gehoor_signin::change_pin(desk.app(), desk.sanne, "4711").await.expect("a PIN");
        let mut tablet = Browser::new(desk.app());
        assert_eq!(tablet.get("/switch").await.place, "/sign-in");
        tablet.enter("piet@garage.example", PASSWORD).await;
        let team = desk.counter.to_string();
        let shared = tablet.post("/account/devices", &[("team", &team), ("label", "Tablet <b>")]).await;
        assert_eq!(shared.place, "/account?done=device");
        assert_eq!(tablet.post("/sign-out", &[]).await.place, "/switch");
        let page = tablet.get("/switch").await;
        assert!(page.text.contains("Sanne de Wit") && !page.text.contains("Tablet <b>"));
        let sanne = desk.sanne.to_string();
        let wrong = tablet.post("/switch", &[("who", &sanne), ("pin", "9999")]).await;
        assert_eq!(wrong.status, 422);
        assert_eq!(tablet.post("/switch", &[("who", &sanne), ("pin", "4711")]).await.place, "/today");
        let account = tablet.get("/account").await;
        assert!(account.text.contains("Sanne de Wit"));
        let prove = tablet.post("/account/pin", &[("pin", "5813")]).await;
        assert_eq!(prove.place, "/account/prove?next=/account", "a PIN alone changes nothing that matters");
        let proved = tablet.post("/account/prove", &[("password", PASSWORD), ("next", "/account")]).await;
        assert_eq!(proved.place, "/account");
        assert_eq!(tablet.post("/account/pin", &[("pin", "5813")]).await.place, "/account?done=pin");
    });
}

#[test]
fn sessions_end_from_the_account_page() {
    both(|db| async move {
        let desk = paged(db, "https://desk.example").await;
        let (mut phone, mut laptop) = (Browser::new(desk.app()), Browser::new(desk.app()));
        phone.enter("ali@garage.example", PASSWORD).await;
        laptop.enter("ali@garage.example", PASSWORD).await;
        assert_eq!(laptop.post("/account/sessions/end", &[]).await.place, "/account?done=sessions");
        assert_eq!((phone.get("/account").await.status, laptop.get("/account").await.status), (303, 200));
        assert_eq!(
            laptop.post("/account/language", &[("language", "en")]).await.place,
            "/account?done=language"
        );
        assert!(laptop.get("/account").await.text.contains("<html lang=\"en\">"));
    });
}
