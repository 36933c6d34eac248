//! What callers see: replays, versions, faults, refusals.

use axum::http::{Method, header};
use gehoor_shell::app::Settings;
use gehoor_testkit::both;
use serde_json::{Value, json};

use crate::thing::{ADMIN, JSON, WRITE, app, app_with, count, send};

const NEW: &str = r#"{"name":"Anna","kind":"big"}"#;

#[test]
fn the_same_key_and_body_act_once_and_get_the_first_answer() {
    both(|db| async {
        let app = app(db);
        let headers = [JSON, WRITE, ("idempotency-key", "a")];
        let first = send(&app, Method::POST, "/api/v1/things", &headers, NEW).await;
        let second = send(&app, Method::POST, "/api/v1/things", &headers, NEW).await;
        assert_eq!((first.0, &first.2), (201, &second.2));
        assert_eq!(
            (first.1.get(header::ETAG), first.1.get(header::LOCATION)),
            (second.1.get(header::ETAG), second.1.get(header::LOCATION))
        );
        assert_eq!(count(&app).await, 1);
        let other =
            send(&app, Method::POST, "/api/v1/things", &headers, r#"{"name":"Bob","kind":"big"}"#).await;
        assert_eq!((other.0, &other.2["code"]), (422, &json!("keyReused")));
    });
}

#[test]
fn a_key_sent_many_times_at_once_acts_once() {
    both(|db| async {
        let app = app(db);
        let headers = [JSON, WRITE, ("idempotency-key", "b")];
        let all = (0..8).map(|_| send(&app, Method::POST, "/api/v1/things", &headers, NEW));
        let answers = futures_util::future::join_all(all).await;
        assert!(answers.iter().all(|answer| answer.0 == 201 && answer.2 == answers[0].2), "{answers:?}");
        assert_eq!(count(&app).await, 1);
    });
}

#[test]
fn a_refusal_stores_nothing_and_may_be_tried_again() {
    both(|db| async {
        let app = app(db);
        let headers = [JSON, WRITE, ("idempotency-key", "c")];
        let refused =
            send(&app, Method::POST, "/api/v1/things", &headers, r#"{"name":"refuse","kind":"big"}"#).await;
        assert_eq!((refused.0, count(&app).await), (409, 0));
        assert_eq!(send(&app, Method::POST, "/api/v1/things", &headers, NEW).await.0, 201);
    });
}

#[test]
fn all_faults_come_at_once_with_their_places() {
    both(|db| async {
        let app = app(db);
        let body = r#"{"name":"","kinds":"big","kind":"bigg","size":{"cm":0,"mm":1}}"#;
        let headers = [JSON, WRITE, ("accept-language", "en")];
        let (status, _, problem) = send(&app, Method::POST, "/api/v1/things", &headers, body).await;
        let faults: Vec<(&Value, &Value)> = problem["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|fault| (&fault["pointer"], &fault["code"]))
            .collect();
        assert_eq!(status, 400);
        let expected = [
            ("/name", "blank"),
            ("/kind", "notWord"),
            ("/size/cm", "outOfRange"),
            ("/size/mm", "unknownField"),
            ("/kinds", "unknownField"),
        ];
        let expected: Vec<(Value, Value)> = expected.iter().map(|(p, c)| (json!(p), json!(c))).collect();
        assert_eq!(faults, expected.iter().map(|(p, c)| (p, c)).collect::<Vec<_>>());
        assert_eq!(problem["errors"][4]["detail"], "There is no such field. Did you mean \"kind\"?");
        assert_eq!(
            problem["errors"][1]["detail"],
            "One of these is needed: big, small. Did you mean \"big\"?"
        );
    });
}

#[test]
fn a_change_needs_the_version_that_was_seen() {
    both(|db| async {
        let app = app(db);
        let path = format!("/api/v1/things/{}", crate::thing::promise(7));
        let with = async |tag: Option<&str>| {
            let tag = tag.map(|tag| ("if-match", tag));
            let headers: Vec<_> = [JSON, ADMIN].into_iter().chain(tag).collect();
            send(&app, Method::PATCH, &path, &headers, "{}").await
        };
        assert_eq!(with(None).await.0, 428);
        assert_eq!(with(Some("\"2\"")).await.0, 412);
        assert_eq!(with(Some("x")).await.0, 400);
        assert_eq!(with(Some("*")).await.0, 200);
        let (status, headers, _) = with(Some("\"3\"")).await;
        assert_eq!((status, headers[header::ETAG].to_str().unwrap()), (200, "\"4\""));
    });
}

/// Method, path, headers, body; status and code of the refusal.
type Case<'a> = (Method, &'a str, Vec<(&'a str, &'a str)>, String, u16, &'a str);

#[test]
fn every_refusal_is_a_problem_document() {
    both(|db| async {
        let app = app(db);
        let things = "/api/v1/things";
        let large = format!("{{\"name\":\"{}\"}}", "x".repeat(1024 * 1024));
        let text = ("content-type", "text/plain");
        let read = ("authorization", "Bearer read");
        let cases: Vec<Case> = vec![
            (Method::GET, things, vec![], String::new(), 401, "unauthorized"),
            (Method::GET, things, vec![("authorization", "Basic x")], String::new(), 401, "unauthorized"),
            (Method::POST, things, vec![JSON, read], NEW.to_owned(), 403, "scope"),
            (Method::GET, "/api/v1/nothing", vec![WRITE], String::new(), 404, "notFound"),
            (Method::GET, "/api/v1/things/", vec![WRITE], String::new(), 404, "notFound"),
            (Method::PATCH, "/api/v1/things/x", vec![ADMIN, JSON], "{}".to_owned(), 404, "notFound"),
            (Method::DELETE, things, vec![WRITE], String::new(), 405, "methodNotAllowed"),
            (Method::POST, things, vec![JSON, WRITE], large, 413, "tooLarge"),
            (Method::POST, things, vec![text, WRITE], NEW.to_owned(), 415, "unsupportedMediaType"),
            (Method::POST, things, vec![JSON, WRITE], "{\"a\"".to_owned(), 400, "brokenJson"),
            (Method::POST, things, vec![JSON, WRITE], "[]".to_owned(), 400, "invalid"),
            (
                Method::POST,
                things,
                vec![JSON, WRITE, ("idempotency-key", "")],
                NEW.to_owned(),
                400,
                "invalid",
            ),
            (Method::GET, "/api/v1/things?limit=0&colour=x", vec![WRITE], String::new(), 400, "invalid"),
            (Method::GET, "/api/v1/things?cursor=zz", vec![WRITE], String::new(), 400, "invalid"),
        ];
        for (method, path, headers, body, status, code) in cases {
            let told = format!("{method} {path}");
            let (found, headers, problem) = send(&app, method, path, &headers, body).await;
            assert_eq!(
                (found, &problem["code"], &problem["status"]),
                (status, &json!(code), &json!(status)),
                "{told}"
            );
            assert_eq!(headers[header::CONTENT_TYPE], "application/problem+json", "{told}");
            let texts = [&problem["title"], &problem["detail"]].map(|text| text.as_str().unwrap().to_owned());
            assert!(
                texts.iter().all(|text| text.ends_with('.') || text.ends_with('?') || text.contains(' ')),
                "{texts:?}"
            );
        }
    });
}

#[test]
fn what_is_not_allowed_says_what_is() {
    both(|db| async {
        let (_, headers, problem) = send(&app(db), Method::DELETE, "/api/v1/things", &[WRITE], "").await;
        let allow = headers[header::ALLOW].to_str().unwrap();
        assert!(allow.contains("GET") && allow.contains("POST"), "{allow}");
        assert_eq!(problem["title"], "Dit adres kan dat niet");
    });
}

#[test]
fn pages_follow_one_another() {
    both(|db| async {
        let app = app(db);
        let (mut address, mut seen) = (Some("/api/v1/things?limit=4".to_owned()), Vec::new());
        while let Some(path) = address {
            let (status, headers, page) = send(&app, Method::GET, &path, &[WRITE], "").await;
            assert_eq!(status, 200);
            seen.extend(page["items"].as_array().unwrap().iter().map(|n| n.as_i64().unwrap()));
            address = page["next"].as_str().map(str::to_owned);
            let link = headers.get(header::LINK).map(|link| link.to_str().unwrap().to_owned());
            assert_eq!(link, address.as_ref().map(|next| format!("<{next}>; rel=\"next\"")));
        }
        assert_eq!(seen, (0..10).collect::<Vec<_>>());
    });
}

#[test]
fn a_panic_is_a_problem_without_details() {
    both(|db| async {
        let settings = Settings { base_url: String::new(), ..Settings::default() };
        let app = app_with(db, settings, std::collections::HashMap::new());
        let (status, _, problem) = send(&app, Method::GET, "/api/v1/things", &[WRITE], "").await;
        assert_eq!((status, &problem["code"]), (500, &json!("fault")));
        assert!(!problem.to_string().contains("asked to"));
    });
}

#[test]
fn the_document_and_the_health_are_open_to_all() {
    both(|db| async {
        let app = app(db);
        let (status, headers, document) = send(&app, Method::GET, "/api/v1/openapi.json", &[], "").await;
        assert_eq!((status, &headers[header::ACCESS_CONTROL_ALLOW_ORIGIN]), (200, &"*".parse().unwrap()));
        assert!(document["paths"]["/api/v1/things"]["post"]["responses"]["default"].is_object());
        assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
        for path in ["/livez", "/readyz", "/healthz"] {
            assert_eq!(send(&app, Method::GET, path, &[], "").await.0, 200);
        }
        let (status, headers, body) = send(&app, Method::HEAD, "/livez", &[], "").await;
        assert_eq!((status, body), (200, json!("")));
        assert_eq!(headers["x-content-type-options"], "nosniff");
    });
}

#[test]
fn the_journal_shows_what_is_sealed_and_what_is_not() {
    both(|db| async {
        let app = app(db);
        for n in 0..3 {
            let body = format!(r#"{{"name":"{n}","kind":"big"}}"#);
            assert_eq!(send(&app, Method::POST, "/api/v1/things", &[JSON, WRITE], body).await.0, 201);
            if n == 1 {
                app.clock.advance(std::time::Duration::from_secs(1));
                gehoor_shell::scheduler::Hand::new(&app).run_due().await.unwrap();
            }
        }
        let (status, _, page) = send(&app, Method::GET, "/api/v1/journal?limit=1", &[ADMIN], "").await;
        assert_eq!((status, page["items"].as_array().unwrap().len()), (200, 1));
        let next = page["next"].as_str().unwrap();
        let (_, _, rest) = send(&app, Method::GET, &next.replace("limit=1", "limit=9"), &[ADMIN], "").await;
        let sealed: Vec<_> =
            rest["items"].as_array().unwrap().iter().map(|entry| entry["sealed"].clone()).collect();
        assert_eq!((sealed, &rest["next"]), (vec![json!(true), json!(false)], &Value::Null));
        let subject = rest["items"][1]["subject"].as_str().unwrap();
        let about = format!("/api/v1/journal?subject={subject}");
        let (_, _, one) = send(&app, Method::GET, &about, &[ADMIN], "").await;
        assert_eq!(
            (one["items"].as_array().unwrap().len(), &one["items"][0]["facts"]["kind"]),
            (1, &json!("big"))
        );
        assert_eq!(send(&app, Method::GET, "/api/v1/journal", &[WRITE], "").await.0, 403);
    });
}
