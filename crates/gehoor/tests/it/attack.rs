//! Texts that break programs: stored exactly and answered exactly, or refused with the field's name.

use axum::Router;
use axum::body::Body;
use gehoor_db::Engine;
use gehoor_testkit::both;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tower::ServiceExt;

use crate::company::company;

/// The API with one router for thousands of requests.
struct Desk {
    router: Router,
    token: String,
}

/// An answer.
struct Told {
    status: u16,
    body: Value,
}

impl Told {
    fn text(&self, pointer: &str) -> &str {
        self.body.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
    }
}

impl Desk {
    async fn post(&self, path: &str, body: Value) -> Told {
        self.send("POST", path, Body::from(body.to_string())).await
    }

    async fn get(&self, path: &str) -> Told {
        self.send("GET", path, Body::empty()).await
    }

    async fn send(&self, method: &str, path: &str, body: Body) -> Told {
        let request = axum::http::Request::builder().method(method).uri(format!("/api/v1{path}"));
        let request = request.header("authorization", format!("Bearer {}", self.token));
        let request = request.header("content-type", "application/json").body(body).unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let status = answer.status().as_u16();
        let bytes = answer.into_body().collect().await.unwrap().to_bytes();
        Told { status, body: serde_json::from_slice(&bytes).unwrap_or_default() }
    }
}

/// All naughty strings of the shared attack data and some of its payloads; nothing when the data is not there.
fn strings() -> Vec<String> {
    let near = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared"));
    let folder = std::env::var_os("GEHOOR_SHARED").map_or_else(near, PathBuf::from).join("data/attack");
    let Ok(naughty) = std::fs::read_to_string(folder.join("blns.json")) else { return Vec::new() };
    let mut all: Vec<String> = serde_json::from_str(&naughty).unwrap();
    all.extend(lines(&folder.join("csv-injection.txt"), 1));
    for kind in std::fs::read_dir(folder.join("payloads")).into_iter().flatten().flatten() {
        for file in std::fs::read_dir(kind.path()).into_iter().flatten().flatten() {
            all.extend(lines(&file.path(), 199));
        }
    }
    all
}

/// Every so many-th line of a file.
fn lines(path: &Path, every: usize) -> Vec<String> {
    let bytes = std::fs::read(path).unwrap_or_default();
    String::from_utf8_lossy(&bytes).lines().step_by(every).map(str::to_owned).collect()
}

/// True when the text was taken and is shown as it was sent; otherwise the refusal names the field alone.
fn exact(told: &Told, sent: &str, field: &str) -> bool {
    if told.status == 400 {
        let errors = told.body["errors"].as_array().unwrap();
        let pointers: Vec<&str> = errors.iter().filter_map(|error| error["pointer"].as_str()).collect();
        assert_eq!(pointers, [field], "{sent:?}: {}", told.body);
        return false;
    }
    assert_eq!(told.status, 201, "{sent:?}: {}", told.body);
    assert_eq!(told.text(field), sent);
    true
}

async fn customer(api: &Desk, name: &str) -> Told {
    api.post("/customers", json!({"name": name, "language": "nl", "contactPoints": []})).await
}

#[test]
fn attack_strings_are_stored_exactly_or_refused_by_name() {
    let all = strings();
    if all.is_empty() {
        eprintln!("skipped: no shared data");
        return;
    }
    both(|db| {
        let all = all.clone();
        async move {
            let api = company(&db).await;
            let api = Desk { router: gehoor_shell::server::router(&api.app), token: api.token };
            // The texts take the same way to both engines; on one of them a part shows that it is kept there too.
            let part = if db.engine() == Engine::Sqlite { 1 } else { 5 };
            let all: Vec<String> = all.into_iter().step_by(part).collect();
            let plain = customer(&api, "Mevrouw De Wit").await;
            let me = api.get("/me").await.text("/userId").to_owned();
            let mut stored = 0;
            for text in &all {
                let told = customer(&api, text).await;
                if exact(&told, text, "/name") {
                    let shown = api.get(&format!("/customers/{}", told.text("/id"))).await;
                    assert_eq!(shown.text("/name"), text);
                    stored += 1;
                }
                promise(&api, plain.text("/id"), &me, text).await;
            }
            assert!(stored * 10 > all.len() * 7, "only {stored} of {} were stored", all.len());
        }
    });
}

async fn promise(api: &Desk, customer: &str, me: &str, text: &str) {
    let body = |text: &str, reference: Value| {
        json!({"customerId": customer, "text": text, "kind": "callBack", "owner": {"userId": me},
            "trigger": {"soon": {"minutes": 10}}, "reference": reference})
    };
    let told = api.post("/promises", body(text, Value::Null)).await;
    if exact(&told, text, "/text") {
        let shown = api.get(&format!("/promises/{}", told.text("/id"))).await;
        assert_eq!(shown.text("/text"), text);
    }
    exact(&api.post("/promises", body("bellen", json!(text))).await, text, "/reference");
}
