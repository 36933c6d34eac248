//! What those who run the server see, and how much one caller may send.

use std::collections::HashMap;
use std::time::Duration;

use axum::http::Method;
use gehoor_kernel::id::UserId;
use gehoor_shell::App;
use gehoor_shell::app::Settings;
use gehoor_shell::web::Right;
use gehoor_testkit::both;
use serde_json::json;

use crate::thing::{ADMIN, JSON, WRITE, app, app_with, send, send_to};

const NEW: &str = r#"{"name":"Anna","kind":"big"}"#;

fn limited(db: gehoor_db::Db, quota: u32) -> App {
    app_with(db, Settings { rate_limit: Some(quota), ..Settings::default() }, HashMap::new())
}

#[test]
fn figures_and_health_in_detail_stand_apart_from_the_public_address() {
    both(|db| async move {
        let app = app(db.clone());
        assert_eq!(send(&app, Method::GET, "/metrics", &[], "").await.0, 404);
        let admin = gehoor_shell::server::admin_router(&app);
        let (status, _, metrics) = send_to(admin.clone(), Method::GET, "/metrics", &[], "").await;
        let text = metrics.as_str().unwrap();
        for name in [
            "gehoor_build_info",
            "gehoor_timer_lateness_seconds_bucket",
            "gehoor_outbox_oldest_age_seconds 0",
        ] {
            assert!(text.contains(name), "{name} in {text}");
        }
        let (healthy, _, health) = send_to(admin.clone(), Method::GET, "/healthz", &[], "").await;
        assert_eq!((status, healthy), (200, 200));
        assert_eq!((&health["status"], &health["engine"]), (&json!("ok"), &json!(db.engine().word())));
        assert!(health["schema"].as_u64().unwrap() > 0, "{health}");
        assert_eq!(send_to(admin.clone(), Method::GET, "/api/v1/things", &[ADMIN], "").await.0, 404);
        let _ = app.stopping.send_replace(true);
        assert_eq!(send_to(admin, Method::GET, "/healthz", &[], "").await.0, 503);
    });
}

#[test]
fn figures_stand_at_the_public_address_when_that_is_wished() {
    both(|db| async {
        let settings = Settings { metrics_in_public: true, ..Settings::default() };
        let app = app_with(db, settings, HashMap::new());
        assert_eq!(send(&app, Method::GET, "/metrics", &[], "").await.0, 200);
    });
}

#[test]
fn a_caller_who_sends_too_much_is_told_when_to_come_back_and_others_are_not_touched() {
    both(|db| async {
        let app = limited(db, 20);
        // Who is not known takes from the small quota of strangers, and is known from then on.
        for (n, left) in
            [(0, "\"default\";r=1;t=30"), (1, "\"default\";r=19;t=3"), (2, "\"default\";r=18;t=6")]
        {
            let (status, headers, _) = send(&app, Method::GET, "/api/v1/things", &[ADMIN], "").await;
            assert_eq!((status, &headers["ratelimit"]), (200, &left.parse().unwrap()), "{n}");
        }
        for _ in 0..18 {
            assert_eq!(send(&app, Method::GET, "/api/v1/things", &[ADMIN], "").await.0, 200);
        }
        let (status, headers, problem) = send(&app, Method::GET, "/api/v1/things", &[ADMIN], "").await;
        assert_eq!((status, &problem["code"]), (429, &json!("tooMany")));
        assert_eq!(headers["retry-after"], "3");
        assert_eq!(headers["ratelimit-policy"], "\"default\";q=20;w=60");
        assert_eq!(send(&app, Method::GET, "/api/v1/things", &[WRITE], "").await.0, 200);
        assert_eq!(send(&app, Method::GET, "/livez", &[], "").await.0, 200);
        app.clock.advance(Duration::from_secs(3));
        assert_eq!(send(&app, Method::GET, "/api/v1/things", &[ADMIN], "").await.0, 200);
    });
}

#[test]
fn inventing_tokens_gives_no_more_requests() {
    both(|db| async {
        let app = limited(db, 20);
        let mut told = Vec::new();
        for n in 0..4 {
            let token = format!("Bearer made-up-{n}");
            let (status, ..) =
                send(&app, Method::GET, "/api/v1/things", &[("authorization", &token)], "").await;
            told.push(status);
        }
        assert_eq!(told, [401, 401, 429, 429]);
    });
}

#[test]
fn who_is_signed_in_has_a_quota_of_their_own_over_all_sessions() {
    both(|db| async {
        let app = limited(db, 20);
        let cookie = async |text: String| {
            let (status, headers, _) =
                send(&app, Method::GET, "/api/v1/things", &[("cookie", &text)], "").await;
            (status, headers["ratelimit"].to_str().unwrap().to_owned())
        };
        let badge = |right| format!("gehoor={}", gehoor_testkit::badge(UserId::from_bits(1), right));
        let told = |left: &str| (200, left.to_owned());
        assert_eq!(cookie(badge(Right::Administrator)).await, told("\"default\";r=1;t=30"));
        assert_eq!(cookie(badge(Right::Administrator)).await, told("\"default\";r=19;t=3"));
        // Another browser of the same person, at first not known.
        assert_eq!(cookie(badge(Right::Lead)).await, told("\"default\";r=0;t=60"));
        assert_eq!(cookie(badge(Right::Lead)).await, told("\"default\";r=18;t=6"));
        assert_eq!(cookie("gehoor=made-up".to_owned()).await.0, 429, "a stranger, whose quota is used up");
    });
}

#[test]
fn a_post_without_a_key_is_done_and_warned_about() {
    both(|db| async {
        let app = app(db);
        let (status, headers, _) = send(&app, Method::POST, "/api/v1/things", &[JSON, WRITE], NEW).await;
        assert_eq!(status, 201);
        assert!(headers["warning"].to_str().unwrap().contains("Idempotency-Key"));
        let keyed = [JSON, WRITE, ("idempotency-key", "a")];
        let (_, headers, _) = send(&app, Method::POST, "/api/v1/things", &keyed, NEW).await;
        assert!(!headers.contains_key("warning") && !headers.contains_key("ratelimit"));
    });
}
