use gehoor_people::Role;
use gehoor_shell::Scope;
use gehoor_testkit::{Api, both};
use serde_json::{Value, json};

use crate::{company, hire, token};

#[test]
fn a_user_is_added_shown_changed_and_leaves() {
    both(|db| async move {
        let (api, boss) = company(db).await;
        let body = json!({"name": "Sanne de Wit", "email": "Sanne@Garage.example", "role": "lead", "standIn": boss.to_string()});
        let made = api.post("/users", body).await;
        assert_eq!(
            (made.status, made.text("/email"), made.text("/role")),
            (201, "Sanne@garage.example", "lead")
        );
        let path = format!("/users/{}", made.text("/id"));
        assert_eq!(made.headers["location"], format!("/api/v1{path}"));
        let changed = api.patch(&path, &made.etag(), json!({"name": "Sanne Visser", "email": null})).await;
        assert_eq!(
            (changed.status, changed.text("/name"), &changed.body["email"]),
            (200, "Sanne Visser", &Value::Null)
        );
        assert_eq!(api.patch(&path, &made.etag(), json!({"name": "X"})).await.status, 412);
        assert_eq!(api.send("PATCH", &path, &json!({"name": "X"})).await.status, 428);
        let gone = api.post(&format!("{path}/departures"), json!({})).await;
        assert_eq!((gone.status, gone.text("/leftAt").is_empty()), (200, false));
        assert_eq!(api.get(&path).await.body, gone.body);
        let back = api.post(&format!("{path}/returns"), json!({})).await;
        assert_eq!((back.status, &back.body["leftAt"]), (200, &Value::Null));
        assert_eq!(api.post(&format!("{path}/returns"), json!({})).await.code(), "userHasNotLeft");
        assert_eq!(api.get("/users?limit=1").await.body["items"].as_array().map(Vec::len), Some(1));
    });
}

#[test]
fn every_fault_is_named_in_the_callers_language() {
    both(|db| async move {
        let (mut api, boss) = company(db).await;
        api.post("/users", json!({"name": "Jan", "email": "jan@garage.example"})).await;
        let body = json!({"name": " ", "email": "jan@gmailcom", "role": "boss", "standin": boss.to_string()});
        let refused = api.post("/users", body).await;
        let faults: Vec<&str> = refused.body["errors"]
            .as_array()
            .expect("faults")
            .iter()
            .map(|f| f["pointer"].as_str().unwrap_or_default())
            .collect();
        assert_eq!((refused.status, faults), (400, vec!["/name", "/email", "/role", "/standin"]));
        assert!(refused.text("/errors/1/detail").contains("jan@gmail.com"));
        api.headers.push(("accept-language", "en".to_owned()));
        let taken = api.post("/users", json!({"name": "Jan", "email": "JAN@garage.example"})).await;
        assert_eq!((taken.status, taken.code()), (400, "emailTaken"));
        assert_eq!(taken.text("/errors/0/detail"), "Another user has this e-mail address already.");
    });
}

#[test]
fn teams_have_members_and_never_lose_the_last() {
    both(|db| async move {
        let (api, boss) = company(db).await;
        let made = api
            .post(
                "/teams",
                json!({"name": "Balie", "members": [{"userId": boss.to_string(), "leads": true}]}),
            )
            .await;
        assert_eq!((made.status, &made.body["members"][0]["leads"]), (201, &json!(true)));
        let path = format!("/teams/{}", made.text("/id"));
        let emptied = api.send("DELETE", &format!("{path}/members/{boss}"), &Value::Null).await;
        assert_eq!((emptied.status, emptied.code()), (409, "teamNeedsMember"));
        let second = hire(&api.app, "Piet", Role::Employee).await;
        let joined = api.post(&format!("{path}/members"), json!({"userId": second.id.to_string()})).await;
        assert_eq!(joined.body["members"].as_array().map(Vec::len), Some(2));
        let left = api.send("DELETE", &format!("{path}/members/{boss}"), &Value::Null).await;
        assert_eq!((left.status, left.text("/members/0/userId")), (200, second.id.to_string().as_str()));
        assert_eq!(api.post("/teams", json!({"name": "BALIE"})).await.code(), "nameTaken");
        let renamed = api.patch(&path, &left.etag(), json!({"name": "Receptie"})).await;
        assert_eq!((renamed.status, renamed.text("/name")), (200, "Receptie"));
    });
}

#[test]
fn a_team_is_closed_once_to_somebody_who_is_there_and_its_name_is_free_again() {
    both(|db| async move {
        let (api, boss) = company(db).await;
        let members = json!([{"userId": boss.to_string()}]);
        let old = api.post("/teams", json!({"name": "Balie", "members": members})).await;
        let (id, path) = (old.text("/id").to_owned(), format!("/teams/{}", old.text("/id")));
        let empty = api.post("/teams", json!({"name": "Leeg"})).await.text("/id").to_owned();
        let close = async |to: Value| api.post(&format!("{path}/closures"), json!({ "to": to })).await;
        for to in [
            json!({"teamId": id}),
            json!({"teamId": empty}),
            json!({"userId": "us_00000000000000000000000009"}),
        ] {
            let refused = close(to).await;
            assert_eq!((refused.status, refused.code()), (400, "badSuccessor"));
        }
        assert_eq!(close(json!({})).await.text("/errors/0/pointer"), "/to/userId");
        assert_eq!(close(json!({"teamId": empty, "userId": boss.to_string()})).await.code(), "oneOwner");
        let closed = close(json!({"userId": boss.to_string()})).await;
        assert_eq!((closed.status, closed.text("/successor/userId")), (200, boss.to_string().as_str()));
        assert_eq!(closed.text("/closedAt"), api.app.clock.now().to_string());
        assert_eq!(closed.body["members"], json!([]));
        assert_eq!(close(json!({"userId": boss.to_string()})).await.code(), "teamClosed");
        assert_eq!(api.patch(&path, "*", json!({"name": "X"})).await.code(), "teamClosed");
        let joined = api.post(&format!("{path}/members"), json!({"userId": boss.to_string()})).await;
        assert_eq!((joined.status, joined.code()), (409, "teamClosed"));
        assert_eq!(api.post("/teams", json!({"name": "Balie"})).await.status, 201);
    });
}

#[test]
fn a_token_is_shown_once_and_ends_when_withdrawn() {
    both(|db| async move {
        let (mut api, _) = company(db).await;
        api.headers.push(("idempotency-key", "once".to_owned()));
        let made = api.post("/tokens", json!({"label": "kassa", "scope": "write"})).await;
        let again = api.post("/tokens", json!({"label": "kassa", "scope": "write"})).await;
        api.headers.clear();
        assert!(made.text("/secret").starts_with("gehoor_pat_"));
        assert_eq!(
            (again.status, again.text("/id"), &again.body["secret"]),
            (201, made.text("/id"), &Value::Null)
        );
        let till = Api { app: api.app.clone(), token: made.text("/secret").to_owned(), headers: Vec::new() };
        assert_eq!(till.get("/users").await.status, 200);
        assert_eq!(till.post("/users", json!({"name": "X"})).await.status, 403);
        assert_eq!(till.post("/tokens", json!({"label": "x", "scope": "admin"})).await.status, 403);
        let withdrawn = api.send("DELETE", &format!("/tokens/{}", made.text("/id")), &Value::Null).await;
        assert_eq!(withdrawn.status, 204);
        assert_eq!(till.get("/users").await.status, 401);
        let listed = api.get("/tokens").await.body.to_string();
        assert!(!listed.contains("secret") && listed.contains("kassa"));
    });
}

#[test]
fn when_a_token_was_last_used_is_known_to_within_an_hour() {
    both(|db| async move {
        let (api, _) = company(db).await;
        let made = api.post("/tokens", json!({"label": "kassa", "scope": "read"})).await;
        assert_eq!(made.body["lastUsedAt"], Value::Null);
        let till = Api { app: api.app.clone(), token: made.text("/secret").to_owned(), headers: Vec::new() };
        let used = async || {
            assert_eq!(till.get("/users").await.status, 200);
            let listed = till.get("/tokens").await.body["items"].as_array().cloned().unwrap_or_default();
            let ours = listed.into_iter().find(|token| token["label"] == "kassa").expect("the till's token");
            ours["lastUsedAt"].as_str().unwrap_or_default().to_owned()
        };
        let first = used().await;
        assert_eq!(first, api.app.clock.now().to_string());
        api.app.clock.advance(gehoor_kernel::time::minutes(59));
        assert_eq!(used().await, first);
        api.app.clock.advance(gehoor_kernel::time::minutes(1));
        assert_eq!(used().await, api.app.clock.now().to_string());
    });
}

#[test]
fn a_token_ends_with_its_time_its_user_and_its_role() {
    both(|db| async move {
        let (api, boss) = company(db).await;
        let second = hire(&api.app, "Piet", Role::Administrator).await;
        let his = Api {
            app: api.app.clone(),
            token: token(&api.app, second.id, Scope::Admin).await,
            headers: Vec::new(),
        };
        assert_eq!(his.post("/teams", json!({"name": "A"})).await.status, 201);
        let path = format!("/users/{}", second.id);
        assert_eq!(api.patch(&path, "*", json!({"role": "employee"})).await.status, 200);
        assert_eq!(his.post("/teams", json!({"name": "B"})).await.status, 403);
        assert_eq!(
            api.post(&format!("{path}/departures"), json!({"standIn": boss.to_string()})).await.status,
            200
        );
        assert_eq!(his.get("/teams").await.status, 401);
        api.app.clock.advance(gehoor_kernel::time::days(366));
        assert_eq!(api.get("/teams").await.status, 401);
    });
}

#[test]
fn an_absence_is_noted_by_oneself_or_a_lead() {
    both(|db| async move {
        let (api, boss) = company(db).await;
        let (piet, sanne) =
            (hire(&api.app, "Piet", Role::Employee).await, hire(&api.app, "Sanne", Role::Employee).await);
        let his = Api {
            app: api.app.clone(),
            token: token(&api.app, piet.id, Scope::Write).await,
            headers: Vec::new(),
        };
        let body = json!({"until": "2026-12-01T09:00:00+01:00", "standIn": boss.to_string()});
        assert_eq!(his.post(&format!("/users/{}/absences", sanne.id), body.clone()).await.status, 403);
        let path = format!("/users/{}/absences", piet.id);
        let noted = his.post(&path, body).await;
        assert_eq!((noted.status, noted.text("/until")), (201, "2026-12-01T08:00:00Z"));
        let ended = his.patch(&format!("{path}/{}", noted.text("/id")), &noted.etag(), json!({})).await;
        assert_eq!((ended.status, ended.text("/until")), (200, ended.text("/from")));
        let early = his.post(&path, json!({"until": "2026-11-01T09:00:00+01:00"})).await;
        assert_eq!((early.status, early.code()), (400, "endBeforeStart"));
        let other =
            api.patch(&format!("/users/{}/absences/{}", sanne.id, noted.text("/id")), "*", json!({})).await;
        assert_eq!(other.status, 404);
        assert_eq!(his.get(&path).await.body["items"].as_array().map(Vec::len), Some(1));
    });
}
