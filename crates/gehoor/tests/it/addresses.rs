//! Every address of the document answers, and every statement of every slice is right on both engines.

use gehoor_db::Sql;
use gehoor_testkit::{Api, both};
use serde_json::{Value, json};

use crate::company::company;

/// Every operation of the document: method and path, with a made-up id where one belongs.
fn operations() -> Vec<(String, String)> {
    let text = gehoor_shell::api::openapi_json(&gehoor::slices::all());
    let document: Value = serde_json::from_str(&text).unwrap();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let methods = ["get", "post", "put", "patch", "delete"].into_iter();
        let there = methods.filter(|method| item.get(*method).is_some());
        found.extend(there.map(|method| (method.to_uppercase(), concrete(path))));
    }
    found
}

/// The path with an id of the right kind behind each subject.
fn concrete(path: &str) -> String {
    let mut subject = "";
    let mut parts = Vec::new();
    for part in path.strip_prefix("/api/v1").unwrap_or(path).split('/') {
        parts.push(if part.starts_with('{') { made_up(subject) } else { part.to_owned() });
        subject = part;
    }
    parts.join("/")
}

fn made_up(subject: &str) -> String {
    let prefixes = [
        ("contact-points", "cp"),
        ("promises", "pr"),
        ("handovers", "ho"),
        ("customers", "cu"),
        ("users", "us"),
        ("members", "us"),
        ("absences", "ab"),
        ("teams", "te"),
        ("tokens", "to"),
        ("imports", "ba"),
    ];
    let prefix = prefixes.into_iter().find(|(word, _)| *word == subject).map_or("xx", |(_, prefix)| prefix);
    format!("{prefix}_{}", "0".repeat(26))
}

#[test]
fn every_documented_address_answers_and_asks_for_a_token() {
    both(|db| async move {
        let mut api = company(&db).await;
        let token = std::mem::take(&mut api.token);
        let all: Vec<_> = operations().into_iter().filter(|(_, path)| path != "/changes").collect();
        assert!(all.len() > 30, "{}", all.len());
        for (method, path) in &all {
            let told = api.send(method, path, &Value::Null).await;
            assert_eq!(told.status, 401, "{method} {path}");
            assert!(!told.text("/title").is_empty(), "{method} {path} refuses without a problem document");
        }
        api.token = token;
        for (method, path) in &all {
            sound(&api, method, path).await;
        }
    });
}

async fn sound(api: &Api, method: &str, path: &str) {
    for body in [json!({}), json!({"x": 1}), json!([])] {
        let told = api.send(method, path, if method == "GET" { &Value::Null } else { &body }).await;
        assert!(told.status < 500 && told.status != 405, "{method} {path}: {} {}", told.status, told.body);
        let named = !told.text("/title").is_empty() && !told.text("/code").is_empty();
        assert!(told.status < 400 || named, "{method} {path}: {}", told.body);
    }
}

#[test]
fn every_statement_is_right_on_both_engines() {
    both(|db| async move {
        let slices = gehoor::slices::all().into_iter().flat_map(|slice| slice.statements);
        let own = gehoor::setup::STATEMENTS.iter().copied();
        let all: Vec<&'static Sql> =
            gehoor_shell::statements().into_iter().chain(own).chain(slices).collect();
        assert!(all.len() > 100, "{}", all.len());
        gehoor_db::prepare_all(&db, &all).await.unwrap();
    });
}

#[test]
fn a_fresh_company_keeps_every_law() {
    both(|db| async move {
        company(&db).await;
        for check in gehoor::slices::all().into_iter().flat_map(|slice| slice.checks) {
            let run = check.run;
            let work = gehoor_db::work((), move |tx, ()| run(tx, gehoor_testkit::NOW));
            let found: Result<Vec<_>, gehoor_shell::Error> = db.read(work).await;
            assert_eq!(found.unwrap(), [], "{}", check.name);
        }
    });
}
