//! The page for a new promise, as a browser sees it.

use gehoor_kernel::time::Instant;
use gehoor_shell::web::Right;
use gehoor_testkit::{Seen, badge, both, fill, look};

use crate::Desk;

async fn see(desk: &Desk, path: &str) -> Seen {
    look(&desk.api.app, &badge(desk.anna, Right::Employee), path).await
}

async fn send(desk: &Desk, path: &str, fields: &[(&str, &str)]) -> Seen {
    fill(&desk.api.app, &badge(desk.anna, Right::Employee), path, fields).await
}

/// Sends a form for somebody new, with other values for some fields.
async fn new(desk: &Desk, other: &[(&str, &str)]) -> Seen {
    let usual = [
        ("name", "De heer Jansen"),
        ("reach", "06 87654321"),
        ("text", "of zijn auto klaar is"),
        ("when", "hour"),
        ("key", "one"),
    ];
    let mut fields: Vec<_> =
        usual.into_iter().filter(|(name, _)| !other.iter().any(|(changed, _)| changed == name)).collect();
    fields.extend(other.iter().filter(|(_, value)| !value.is_empty()));
    send(desk, "/promises/new", &fields).await
}

fn id_of(seen: &Seen) -> String {
    let (_, rest) = seen.leads_to().split_once("of=").expect("an id");
    rest.split('&').next().unwrap_or_default().to_owned()
}

async fn count(desk: &Desk) -> usize {
    desk.api.get("/promises").await.body["items"].as_array().map_or(0, Vec::len)
}

#[test]
fn somebody_new_is_promised_a_call_in_one_form() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let page = see(&desk, "/promises/new").await;
        assert!(page.status == 200 && page.text.contains("binnen een uur, voor"), "{}", page.text);
        let made = new(&desk, &[]).await;
        assert_eq!(made.status, 303, "{}", made.text);
        assert!(made.leads_to().starts_with("/today?done=made&of=pr_"), "{}", made.leads_to());
        let promise = desk.show(&id_of(&made)).await;
        assert_eq!(promise.text("/owner/userId"), desk.anna.to_string());
        assert_eq!(promise.text("/nextStep/channel"), "phone");
        assert_eq!(new(&desk, &[]).await.leads_to(), made.leads_to(), "the same key acts once");
        assert_eq!(count(&desk).await, 1);
        let customer = format!("/customers/{}", promise.text("/customerId"));
        assert_eq!(desk.api.get(&customer).await.text("/name"), "De heer Jansen");
    });
}

#[test]
fn faults_keep_what_was_filled_in_and_offer_the_right_number() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let empty = send(&desk, "/promises/new", &[]).await;
        assert_eq!(empty.status, 422);
        for field in ["#f-name", "#f-text", "#f-when"] {
            assert!(empty.text.contains(field), "{field}: {}", empty.text);
        }
        let short = new(&desk, &[("reach", "06 8765432"), ("when", "before x")]).await;
        assert!(short.status == 422 && short.text.contains("06 8765432"), "{}", short.text);
        assert!(short.text.contains("value=\"De heer Jansen\"") && short.text.contains("of zijn auto"));
        assert!(short.text.contains("ontbreekt") || short.text.contains("te weinig"), "{}", short.text);
        let swapped = new(&desk, &[("reach", "bel 06 87654321 thuis")]).await;
        assert!(swapped.text.contains("name=\"take\" value=\"06 87 65 43 21\""), "{}", swapped.text);
        let taken = [("reach", "bel 06 87654321 thuis"), ("take", "06 87 65 43 21")];
        assert_eq!(new(&desk, &taken).await.status, 303);
        assert_eq!(count(&desk).await, 1);
    });
}

#[test]
fn a_number_that_we_know_is_asked_about_or_taken() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let known = new(&desk, &[("reach", "06-12345678")]).await;
        assert_eq!(known.status, 422);
        assert!(known.text.contains(&format!("value=\"{}\"", desk.customer)), "{}", known.text);
        let chosen = new(&desk, &[("reach", "06-12345678"), ("customer", &desk.customer)]).await;
        assert_eq!(chosen.status, 303);
        assert_eq!(desk.show(&id_of(&chosen)).await.text("/customerId"), desk.customer);
        let same = [("name", "mevrouw de wit"), ("reach", "0612345678"), ("key", "two")];
        assert_eq!(desk.show(&id_of(&new(&desk, &same).await)).await.text("/customerId"), desk.customer);
        let other = [("reach", "0612345678"), ("customer", "new"), ("key", "three")];
        let other = desk.show(&id_of(&new(&desk, &other).await)).await;
        assert_ne!(other.text("/customerId"), desk.customer);
        let part = send(&desk, "/promises/new/who", &[("reach", "0612345678")]).await;
        assert!(
            part.text.contains("06 12 34 56 78") && part.text.contains("Mevrouw De Wit"),
            "{}",
            part.text
        );
        let filled = see(&desk, &format!("/promises/new?customer={}", desk.customer)).await.text;
        assert!(filled.contains("Mevrouw De Wit") && !filled.contains("id=\"f-name\""), "{filled}");
    });
}

#[test]
fn a_moment_outside_the_hours_is_moved_and_the_address_remembers_what_was_asked() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let sunday = new(&desk, &[("when", "pick"), ("pick", "2026-11-29T10:00")]).await;
        let monday: Instant = "2026-11-30T09:00:00+01:00".parse().expect("a moment");
        assert!(sunday.leads_to().contains("&asked=2026-11-29T09:00:00"), "{}", sunday.leads_to());
        let at = desk.show(&id_of(&sunday)).await;
        assert_eq!(at.text("/trigger/at/from").parse::<Instant>().expect("a moment"), monday);
        let exact = [
            ("when", "pick"),
            ("pick", "2026-11-29T10:00"),
            ("exact", "true"),
            ("key", "two"),
            ("customer", "new"),
        ];
        let at = desk.show(&id_of(&new(&desk, &exact).await)).await;
        assert!(at.text("/trigger/at/from").starts_with("2026-11-29T09:00"), "{}", at.body);
        let past = new(&desk, &[("when", "pick"), ("pick", "2020-01-01T10:00"), ("key", "three")]).await;
        assert!(past.status == 422 && past.text.contains("al voorbij"), "{}", past.text);
    });
}

#[test]
fn a_promise_for_an_event_or_within_minutes() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let event = [("when", "event"), ("event", "order  4711"), ("expected", "2026-12-01")];
        let made = desk.show(&id_of(&new(&desk, &event).await)).await;
        assert_eq!(made.text("/trigger/when/key"), "order 4711");
        let soon = [("when", "soon"), ("minutes", "10"), ("key", "two"), ("customer", "new")];
        let made = desk.show(&id_of(&new(&desk, &soon).await)).await;
        assert_eq!(made.body["trigger"]["soon"]["minutes"], 10);
        let bare = new(&desk, &[("when", "event"), ("key", "three"), ("customer", "new")]).await;
        assert!(bare.status == 422 && bare.text.contains("#f-event") && bare.text.contains("#f-expected"));
    });
}

#[test]
fn a_new_promise_is_taken_back_by_its_maker_while_nothing_happened() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let id = id_of(&new(&desk, &[("customer", "new")]).await);
        let undo = format!("/promises/{id}/unmake");
        let other = badge(gehoor_kernel::id::UserId::from_bits(9), Right::Employee);
        assert_eq!(fill(&desk.api.app, &other, &undo, &[]).await.status, 404);
        let undone = send(&desk, &undo, &[("key", "undo")]).await;
        assert_eq!((undone.status, undone.leads_to()), (303, "/today?done=unmade"));
        assert_eq!(desk.show(&id).await.status, 404);
        let found = desk.api.get("/customers?search=0687654321").await;
        assert_eq!(found.body["items"], serde_json::json!([]), "who was added with it goes with it");
        let kept = id_of(&new(&desk, &[("key", "two"), ("customer", "new")]).await);
        desk.api.post(&format!("/promises/{kept}/notes"), serde_json::json!({"text": "belde zelf"})).await;
        assert_eq!(send(&desk, &format!("/promises/{kept}/unmake"), &[]).await.status, 409);
    });
}

#[test]
fn hostile_words_are_inert_and_visitors_without_a_session_are_sent_to_sign_in() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let hostile = "\"><script>alert(1)</script>";
        let fields =
            [("name", hostile), ("text", hostile), ("reach", hostile), ("event", hostile), ("when", hostile)];
        let page = send(&desk, "/promises/new", &fields).await;
        assert!(page.status == 422 && !page.text.contains("<script>alert"), "{}", page.text);
        let asked = look(&desk.api.app, "", "/promises/new").await;
        assert_eq!((asked.status, asked.leads_to()), (303, "/sign-in?next=/promises/new"));
    });
}

#[test]
fn who_made_it_goes_back_to_where_they_were() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let page = see(&desk, "/promises/new?next=/today?view=all").await;
        assert!(page.text.contains("name=\"next\" value=\"/today?view=all\""), "{}", page.text);
        let made = new(&desk, &[("next", "/today?view=all")]).await;
        assert!(made.leads_to().starts_with("/today?view=all&done=made&of=pr_"), "{}", made.leads_to());
        let away = new(&desk, &[("next", "//evil.example"), ("key", "two"), ("customer", "new")]).await;
        assert!(away.leads_to().starts_with("/today?done=made"), "{}", away.leads_to());
        assert!(!page.text.contains("(niet verplicht)</span></label><p class=\"hint\" id=\"h-reach\""));
    });
}
