//! The pages of a promise as people use them: read, tapped, taken back, and two people at once.

use gehoor_kernel::id::UserId;
use gehoor_kernel::time::{days, hours, minutes};
use gehoor_shell::web::Right;
use gehoor_testkit::{Seen, badge, both, fill, look};
use serde_json::{Value, json};

use crate::Desk;

impl Desk {
    fn badge(&self) -> String {
        badge(self.anna, Right::Employee)
    }

    async fn page(&self, path: &str) -> Seen {
        look(&self.api.app, &self.badge(), path).await
    }

    async fn fill(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        fill(&self.api.app, &self.badge(), path, fields).await
    }

    async fn promise(&self) -> String {
        self.make(json!({"soon": {"minutes": 600}})).await.text("/id").to_owned()
    }
}

#[test]
fn a_promise_says_what_is_next_and_why() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let id = desk.promise().await;
        let page = desk.page(&format!("/promises/{id}")).await;
        assert_eq!(page.status, 200, "{}", page.text);
        for text in [
            "Wij bellen als de auto klaar is",
            "Mevrouw De Wit",
            "Dit moment hebt u beloofd.",
            "tel:+31612345678",
            "schreef de belofte op",
        ] {
            assert!(page.text.contains(text), "{text} is missing in {}", page.text);
        }
        let english = desk.page(&format!("/promises/{id}?lang=en")).await;
        assert!(english.text.contains("You promised this moment."), "{}", english.text);
    });
}

#[test]
fn an_outcome_is_one_tap_and_acts_once() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let id = desk.promise().await;
        let form = desk.page(&format!("/promises/{id}/outcome")).await;
        for word in ["spoken", "agreed", "noAnswer", "voicemail", "wrongNumber"] {
            assert!(form.text.contains(&format!("value=\"{word}\"")), "{word}: {}", form.text);
        }
        let fields = [
            ("outcome", "noAnswer"),
            ("key", form.hidden("key")),
            ("version", form.hidden("version")),
            ("point", form.hidden("point")),
            ("note", "zoon nam niet op"),
        ];
        for _ in 0..2 {
            let done = desk.fill(&format!("/promises/{id}/outcome"), &fields).await;
            assert_eq!((done.status, done.leads_to()), (303, &*format!("/today?done=noAnswer&of={id}")));
        }
        let shown = desk.show(&id).await;
        assert_eq!(shown.body["tries"], json!(1), "the same key acts once");
        let story = desk.page(&format!("/promises/{id}")).await;
        assert!(story.text.contains("Geen gehoor") && story.text.contains("zoon nam niet op"));
    });
}

#[test]
fn a_tap_is_taken_back_by_the_bar_that_tells_of_it() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let id = desk.promise().await;
        desk.fill(&format!("/promises/{id}/outcome"), &[("outcome", "spoken")]).await;
        assert_eq!(desk.show(&id).await.text("/state"), "kept");
        let told = desk.page(&format!("/promises/{id}?done=spoken&of={id}")).await;
        assert!(told.text.contains("Gesproken en opgelost"), "{}", told.text);
        let back = [("version", told.hidden("version")), ("key", told.hidden("key"))];
        let done = desk.fill(&format!("/promises/{id}/taken-back"), &back).await;
        assert_eq!(done.status, 303, "{}", done.text);
        assert_eq!(desk.show(&id).await.text("/nextStep/kind"), "call");
        let page = desk.page(done.leads_to()).await;
        assert!(page.text.contains("<s>") && page.text.contains("ongedaan gemaakt"), "{}", page.text);
        assert_eq!(desk.findings().await, Vec::<String>::new());
    });
}

#[test]
fn the_second_of_two_is_told_and_nothing_is_overwritten() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let id = desk.promise().await;
        let seen = desk.page(&format!("/promises/{id}/outcome")).await;
        let version = seen.hidden("version").to_owned();
        desk.attempt(&id, "busy", json!({})).await;
        let fields = [("outcome", "noAnswer"), ("version", version.as_str()), ("note", "mijn woorden")];
        let refused = desk.fill(&format!("/promises/{id}/outcome"), &fields).await;
        assert_eq!(refused.status, 412, "{}", refused.text);
        assert!(refused.text.contains("Els Bakker was u voor"), "{}", refused.text);
        assert!(refused.text.contains("mijn woorden"), "what was filled in is kept");
        assert_eq!(desk.show(&id).await.body["tries"], json!(1));
        assert_ne!(refused.hidden("version"), version, "who sends it again means it");
        let moved = [("moveReason", "<i>druk</i>"), ("moveFrom", "2026-12-01T10:00"), ("version", &version)];
        let refused = desk.fill(&format!("/promises/{id}/moved"), &moved).await;
        assert_eq!(refused.status, 412);
        assert!(refused.text.contains("&#60;i&#62;druk") && !refused.text.contains("<i>druk"));
    });
}

#[test]
fn a_tap_that_waited_on_a_phone_is_kept_whatever_happened_since() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let id = desk.promise().await;
        let tapped = desk.now().to_string();
        desk.api.app.clock.set(desk.now().plus(hours(2)));
        desk.attempt(&id, "busy", json!({})).await;
        let fields =
            [("outcome", "noAnswer"), ("version", "1"), ("at", tapped.as_str()), ("key", "made-on-it")];
        assert_eq!(desk.fill(&format!("/promises/{id}/outcome"), &fields).await.status, 303);
        assert_eq!(desk.show(&id).await.body["tries"], json!(2));
        let (old, ahead) = (desk.now().minus(days(8)).to_string(), desk.now().plus(minutes(6)).to_string());
        for at in [old, ahead] {
            let fields = [("outcome", "noAnswer"), ("at", at.as_str())];
            assert_eq!(desk.fill(&format!("/promises/{id}/outcome"), &fields).await.status, 422, "{at}");
        }
    });
}

#[test]
fn a_new_time_needs_a_time_and_is_then_kept() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let id = desk.promise().await;
        let path = format!("/promises/{id}/outcome");
        assert_eq!(desk.fill(&path, &[("outcome", "agreed")]).await.status, 422);
        assert_eq!(desk.fill(&path, &[]).await.status, 422);
        let done =
            desk.fill(&path, &[("agreed", "2026-12-01T10:00:00+01:00"), ("next", "/today?view=all")]).await;
        assert_eq!(done.leads_to(), format!("/today?view=all&done=agreed&of={id}"));
        assert_eq!(desk.show(&id).await.text("/trigger/at/from"), "2026-12-01T09:00:00Z");
    });
}

#[test]
fn the_right_number_is_read_back_before_it_is_kept() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let id = desk.promise().await;
        desk.fill(&format!("/promises/{id}/outcome"), &[("outcome", "otherPerson")]).await;
        let path = format!("/promises/{id}/number");
        assert_eq!(desk.fill(&path, &[("numberValue", "061234567")]).await.status, 422);
        let read = desk.fill(&path, &[("numberValue", "0687654321")]).await;
        assert!(read.text.contains("06 87 65 43 21"), "{}", read.text);
        assert_eq!(desk.show(&id).await.text("/nextStep/kind"), "findNumber");
        let fields = [("numberValue", "0687654321"), ("numberRead", read.hidden("numberRead"))];
        let kept = desk.fill(&path, &fields).await;
        assert_eq!(kept.status, 303, "{}", kept.text);
        assert_eq!(desk.show(&id).await.text("/nextStep/kind"), "call");
    });
}

#[test]
fn every_form_of_the_page_does_its_work() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let id = desk.promise().await;
        let boss = desk.api.get("/users").await;
        let all = boss.body["items"].as_array().cloned().unwrap_or_default();
        let other = all.iter().find(|user| user["id"] != json!(desk.anna.to_string()));
        let other = other.and_then(|user| user["id"].as_str()).unwrap_or_default().to_owned();
        let send = |path: &'static str, fields: Vec<(&'static str, String)>| {
            let (desk, id) = (&desk, id.clone());
            async move {
                let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
                let done = desk.fill(&format!("/promises/{id}/{path}"), &fields).await;
                assert_eq!(done.status, 303, "{path}: {}", done.text);
            }
        };
        let text = |text: &str| text.to_owned();
        send("noted", vec![("noteText", text("belt liever na vijven"))]).await;
        let moved = vec![
            ("moveFrom", text("2026-12-01T10:00")),
            ("moveReason", text("druk")),
            ("moveTold", text("true")),
        ];
        send("moved", moved).await;
        send("asked-first", vec![("askedNote", text("ik wachtte al"))]).await;
        send("handed-over", vec![("taker", other.clone())]).await;
        let offer = desk.show(&id).await.text("/handover/id").to_owned();
        let theirs = badge(other.parse::<UserId>().expect("a user"), Right::Lead);
        let path = format!("/promises/{id}/accepted");
        let refused = desk.fill(&path, &[("offer", &offer)]).await;
        assert_eq!(refused.status, 403, "only who was asked can take it");
        let taken = fill(&desk.api.app, &theirs, &path, &[("offer", &offer)]).await;
        assert_eq!(taken.status, 303, "{}", taken.text);
        let given = format!("/promises/{id}/given");
        let anna = desk.anna.to_string();
        assert_eq!(desk.fill(&given, &[("newOwner", &anna)]).await.status, 404, "not without the right");
        assert_eq!(fill(&desk.api.app, &theirs, &given, &[("newOwner", &anna)]).await.status, 303);
        send("released", vec![("releaseWords", text("Laat maar"))]).await;
        let shown = desk.show(&id).await;
        assert_eq!((shown.text("/state"), &shown.body["owner"]), ("released", &json!({"userId": anna})));
        let page = desk.page(&format!("/promises/{id}")).await;
        for words in
            ["belt liever na vijven", "druk", "ik wachtte al", "Laat maar", "Els Bakker nam de belofte over"]
        {
            assert!(page.text.contains(words), "{words} is missing in {}", page.text);
        }
        let ended = desk.fill(&format!("/promises/{id}/noted"), &[("noteText", "nog iets")]).await;
        assert_eq!(ended.status, 409, "an end is an end");
    });
}

#[test]
fn what_is_not_there_is_not_found_and_hostile_words_stay_words() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let nobody = "/promises/pr_00000000000000000000000000";
        assert_eq!(desk.page(nobody).await.status, 404);
        assert_eq!(desk.page(&format!("{nobody}/outcome")).await.status, 404);
        assert_eq!(desk.fill(&format!("{nobody}/outcome"), &[("outcome", "spoken")]).await.status, 404);
        let mut body = desk.body(json!({"soon": {"minutes": 60}}));
        body["text"] = Value::from("<script>alert(1)</script>\"'><img src=x onerror=alert(1)>");
        let id = desk.api.post("/promises", body).await.text("/id").to_owned();
        for path in [format!("/promises/{id}"), format!("/promises/{id}/outcome")] {
            let page = desk.page(&path).await;
            assert!(page.text.contains("&#60;script&#62;"), "{}", page.text);
            assert!(!page.text.contains("<script>alert") && !page.text.contains("<img src=x"));
        }
    });
}
