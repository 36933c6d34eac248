use gehoor_contact::policy;
use gehoor_kernel::time::minutes;
use gehoor_shell::Actor;
use gehoor_testkit::{Api, both};
use serde_json::{Value, json};

use crate::company;

async fn put(api: &mut Api, etag: &str, body: &Value) -> gehoor_testkit::Told {
    api.headers.push(("if-match", etag.to_owned()));
    let told = api.send("PUT", "/policy", body).await;
    api.headers.pop();
    told
}

#[test]
fn the_policy_is_shown_changed_and_guarded_by_its_version() {
    both(|db| async move {
        let mut api = company(db).await;
        let first = api.get("/policy").await;
        assert_eq!((first.status, first.etag()), (200, "\"1\"".to_owned()));
        assert_eq!(first.text("/zone"), "Europe/Amsterdam");
        assert_eq!(first.body["tries"]["busyMinutes"], json!([5, 10, 20, 40]));
        assert_eq!(first.body["courtesyHours"]["week"]["saturday"], json!(["10:00-16:00"]));
        let mut body = first.body.clone();
        body["companyHours"]["week"] =
            json!({"monday": ["13:00-18:00", "08:00-12:30"], "saturday": ["09:00-24:00"]});
        body["companyHours"]["closed"] = json!(["2026-12-24"]);
        body["noticeEnough"] = json!(["findOut"]);
        body["tries"]["ringsPerDay"] = json!(3);
        let changed = put(&mut api, "\"1\"", &body).await;
        assert_eq!((changed.status, changed.etag()), (200, "\"2\"".to_owned()));
        assert_eq!(changed.body["companyHours"]["week"]["monday"], json!(["08:00-12:30", "13:00-18:00"]));
        assert_eq!(changed.body["companyHours"]["week"]["tuesday"], json!([]));
        assert_eq!(api.get("/policy").await.body, changed.body);
        assert_eq!(put(&mut api, "\"1\"", &body).await.status, 412);
        assert_eq!(api.send("PUT", "/policy", &body).await.status, 428);
        let again = put(&mut api, "\"2\"", &changed.body).await;
        assert_eq!((again.status, &again.body["companyHours"]), (200, &changed.body["companyHours"]));
        let look = api.app.look(&api.app.cx(Actor::System), (), |tx, _, ()| Box::pin(policy(tx))).await;
        let standing = look.expect("a policy");
        assert_eq!((standing.version, standing.company.tries.rings_per_day), (3, 3));
        assert_eq!(standing.company.tries.jitter, minutes(5));
    });
}

#[test]
fn a_part_that_is_left_out_starts_anew() {
    both(|db| async move {
        let mut api = company(db).await;
        let body = json!({"defaultCountry": "be", "tries": {"jitterSeconds": 0}});
        let changed = put(&mut api, "*", &body).await;
        let country = api.app.look(&api.app.cx(Actor::System), (), |tx, _, ()| {
            Box::pin(async move { Ok(gehoor_customer::country(tx).await?) })
        });
        assert_eq!(country.await.expect("a country"), "BE", "numbers are read by the policy's country");
        assert_eq!((changed.status, &changed.body["tries"]["jitterSeconds"]), (200, &json!(0)));
        assert_eq!(changed.body["tries"]["ringsInAll"], json!(7));
        let reset = put(&mut api, "*", &json!({})).await;
        assert_eq!(reset.body["tries"]["jitterSeconds"], json!(300));
    });
}

#[test]
fn every_fault_of_a_policy_is_named() {
    both(|db| async move {
        let mut api = company(db).await;
        let body = json!({
            "zone": "Europe/Nowhere",
            "defaultCountry": "31",
            "companyHours": {
                "week": {"monday": ["18:00-09:00"], "tuesday": ["09:00-12:00", "11:00-13:00"], "funday": []},
                "closed": ["24 december"],
                "earlyClose": [{"month": 13, "day": 1, "at": "18:30"}, {"month": 5, "day": 4, "at": "half"}],
            },
            "courtesyHours": {},
            "noticeEnough": ["anything"],
            "signOfLifeDays": 0,
            "tries": {"busyMinutes": [10, 5], "windowMinutes": [], "ringsperday": 2},
        });
        let refused = put(&mut api, "*", &body).await;
        assert_eq!(refused.status, 400);
        let mut pointers: Vec<&str> = refused.body["errors"]
            .as_array()
            .expect("faults")
            .iter()
            .filter_map(|fault| fault["pointer"].as_str())
            .collect();
        pointers.sort_unstable();
        let expected = [
            "/companyHours/closed/0",
            "/companyHours/earlyClose/0/month",
            "/companyHours/earlyClose/1/at",
            "/companyHours/week/funday",
            "/companyHours/week/monday",
            "/companyHours/week/tuesday",
            "/courtesyHours/week",
            "/defaultCountry",
            "/noticeEnough",
            "/signOfLifeDays",
            "/tries/busyMinutes",
            "/tries/ringsperday",
            "/tries/windowMinutes",
            "/zone",
        ];
        assert_eq!(pointers, expected);
        assert!(refused.body["errors"].as_array().expect("faults").iter().all(|fault| {
            fault["detail"].as_str().is_some_and(|text| !text.is_empty() && !text.starts_with("fault-"))
        }));
    });
}

#[test]
fn the_table_of_outcomes_is_shown() {
    both(|db| async move {
        let api = company(db).await;
        let all = api.get("/outcomes").await;
        assert_eq!((all.status, all.body["items"].as_array().map(Vec::len)), (200, Some(508)));
        let causes = api.get("/outcomes?family=q850").await;
        assert_eq!(causes.body["items"].as_array().map(Vec::len), Some(74));
        assert_eq!(causes.body["items"][0]["class"], "doesNotExist");
        assert_eq!(api.get("/outcomes?family=q851").await.status, 400);
    });
}
