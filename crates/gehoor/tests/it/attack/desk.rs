//! A caller of the API who sends a form with a text in all its fields, and knows which of them must be refused.

use axum::Router;
use axum::body::Body;
use gehoor_db::Db;
use gehoor_shell::App;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::company::company;

/// The API with one router for thousands of requests.
pub struct Desk {
    router: Router,
    token: String,
    /// The application, for its clock.
    pub app: App,
    /// The administrator.
    pub me: String,
}

/// An answer.
pub struct Told {
    pub status: u16,
    pub body: Value,
}

impl Told {
    /// The text at a JSON pointer; empty when there is none.
    pub fn text(&self, pointer: &str) -> &str {
        self.body.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
    }

    /// What the faults point to.
    pub fn pointers(&self) -> Vec<&str> {
        let errors = self.body["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
        errors.iter().filter_map(|error| error["pointer"].as_str()).collect()
    }
}

/// A request with text fields, which stand in the body as null: where they are, and the most characters of each.
pub struct Form<'a> {
    pub method: &'static str,
    pub path: &'a str,
    pub body: Value,
    pub fields: &'a [(&'static str, usize)],
}

/// Whether a field of this size takes the text.
pub fn allowed(text: &str, most: usize) -> bool {
    text.chars().count() <= most && !text.trim().is_empty() && !text.contains('\0')
}

impl Desk {
    /// The API of a fresh company.
    pub async fn of(db: &Db) -> Self {
        let api = company(db).await;
        let router = gehoor_shell::server::router(&api.app);
        let mut desk = Self { router, token: api.token, app: api.app, me: String::new() };
        desk.me = desk.get("/me").await.text("/userId").to_owned();
        desk
    }

    pub async fn get(&self, path: &str) -> Told {
        self.send("GET", path, Body::empty()).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Told {
        self.send("POST", path, Body::from(body.to_string())).await
    }

    /// Any request with any bytes.
    pub async fn send(&self, method: &str, path: &str, body: Body) -> Told {
        let request = axum::http::Request::builder().method(method).uri(format!("/api/v1{path}"));
        let request = request.header("authorization", format!("Bearer {}", self.token));
        let request = request.header("content-type", "application/json").header("if-match", "*");
        let answer = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let status = answer.status().as_u16();
        let bytes = answer.into_body().collect().await.unwrap().to_bytes();
        Told { status, body: serde_json::from_slice(&bytes).unwrap_or_default() }
    }

    /// A customer with a name that harms nobody.
    pub async fn customer(&self) -> String {
        let body = json!({"name": "Mevrouw De Wit", "language": "nl",
            "contactPoints": [{"kind": "phone", "value": "06 12345678"}]});
        self.post("/customers", &body).await.text("/id").to_owned()
    }

    /// Sends the text in every field of a form. Fields that can't take it must be refused, and no others; then the rest
    /// of the form must be taken. Gives the answer to that.
    pub async fn fill(&self, form: Form<'_>, text: &str) -> Told {
        let (mut whole, mut good, mut refused) = (form.body.clone(), form.body, Vec::new());
        for (pointer, most) in form.fields {
            *whole.pointer_mut(pointer).unwrap() = json!(text);
            let fits = allowed(text, *most);
            *good.pointer_mut(pointer).unwrap() = json!(if fits { text } else { "x" });
            refused.extend((!fits).then_some(*pointer));
        }
        if !refused.is_empty() {
            let told = self.send(form.method, form.path, Body::from(whole.to_string())).await;
            let mut named = told.pointers();
            named.sort_unstable();
            refused.sort_unstable();
            assert_eq!((told.status, named), (400, refused), "{} {text:?}", form.path);
        }
        let told = self.send(form.method, form.path, Body::from(good.to_string())).await;
        assert!(matches!(told.status, 200 | 201), "{} {text:?}: {} {}", form.path, told.status, told.body);
        told
    }

    /// Compares what an answer shows with what was sent, field by field.
    pub fn shows(told: &Told, text: &str, fields: &[(&'static str, usize)]) {
        for (pointer, most) in fields {
            let sent = if allowed(text, *most) { text } else { "x" };
            assert_eq!(told.text(pointer), sent, "{pointer} in {}", told.body);
        }
    }
}
