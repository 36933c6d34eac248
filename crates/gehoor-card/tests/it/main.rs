//! The customer card and finding, on both engines.

use std::sync::Arc;

use gehoor_kernel::id::UserId;
use gehoor_people::Tokens;
use gehoor_shell::App;
use gehoor_shell::web::Right;
use gehoor_testkit::{Api, badge, both, fill, look};

fn app(db: gehoor_db::Db) -> App {
    let slices = vec![
        gehoor_people::slice(),
        gehoor_customer::slice(),
        gehoor_contact::slice(),
        gehoor_promise::slice(),
        gehoor_card::slice(),
    ];
    Api::new(db, slices, Arc::new(Tokens)).app
}

fn employee() -> String {
    badge(UserId::from_bits(1), Right::Employee)
}

/// Adds a customer by the form; gives the address of the card.
async fn added(app: &App, name: &str, number: &str) -> String {
    let fields = [("name", name), ("language", "nl"), ("kind", "phone"), ("value", number)];
    let done = fill(app, &employee(), "/customers/new", &fields).await;
    assert_eq!(done.status, 303, "{}", done.text);
    done.leads_to().split('?').next().unwrap_or_default().to_owned()
}

#[test]
fn a_customer_is_added_found_and_shown() {
    both(|db| async {
        let app = app(db);
        let card = added(&app, "Mevrouw <De Wit>", "06 12345678").await;
        let page = look(&app, &employee(), &card).await;
        assert!(page.text.contains("Mevrouw &#60;De Wit&#62;"), "{}", page.text);
        assert!(page.text.contains("href=\"tel:+31612345678\""), "{}", page.text);
        assert!(page.text.contains(">06 12 34 56 78<"), "as people dial it: {}", page.text);
        for words in ["wit", "+31612345678", "0612345678", "06-1234"] {
            let words = words.replace('+', "%2B");
            let found = look(&app, &employee(), &format!("/search?q={words}")).await;
            assert!(found.text.contains(&format!("href=\"{card}\"")), "{words}: {}", found.text);
        }
        let nobody = look(&app, &employee(), "/search?q=zzzz").await;
        assert!(nobody.text.contains("/customers/new?name=zzzz"), "{}", nobody.text);
    });
}

#[test]
fn a_number_with_a_digit_missing_is_explained_and_kept_in_the_form() {
    both(|db| async {
        let app = app(db);
        let fields = [("name", "Jan"), ("language", "nl"), ("kind", "phone"), ("value", "06 1234567")];
        let page = fill(&app, &employee(), "/customers/new", &fields).await;
        assert_eq!(page.status, 422);
        assert!(page.text.contains("value=\"06 1234567\"") && page.text.contains("href=\"#f-value\""));
        let found = look(&app, &employee(), "/search?q=jan").await;
        assert!(!found.text.contains("/customers/cu_"), "nothing was saved");
    });
}

#[test]
fn the_second_of_two_who_change_a_customer_is_told_and_overwrites_nothing() {
    both(|db| async {
        let app = app(db);
        let card = added(&app, "Jan", "06 12345678").await;
        let edit = format!("{card}/edit");
        let version = look(&app, &employee(), &edit).await.hidden("version").to_owned();
        let change = |name| [("name", name), ("language", "nl"), ("version", version.as_str())];
        assert_eq!(fill(&app, &employee(), &edit, &change("Piet")).await.status, 303);
        let second = fill(&app, &employee(), &edit, &change("Klaas")).await;
        assert!(second.status == 200 && second.text.contains("value=\"Klaas\""), "{}", second.text);
        assert!(second.text.contains("role=\"alert\""), "the second is told");
        let page = look(&app, &employee(), &card).await;
        assert!(page.text.contains("<h1>Piet</h1>"), "{}", page.text);
    });
}

#[test]
fn a_point_of_another_customer_is_not_there() {
    both(|db| async {
        let app = app(db);
        let (one, other) =
            (added(&app, "Jan", "06 12345678").await, added(&app, "Piet", "06 12345670").await);
        let page = look(&app, &employee(), &one).await;
        let after = page.text.split_once("/points/").map(|(_, after)| after).unwrap_or_default();
        let point = after.split('"').next().unwrap_or_default();
        let strange =
            fill(&app, &employee(), &format!("{other}/points/{point}"), &[("state", "working")]).await;
        assert_eq!(strange.status, 404);
        let own =
            fill(&app, &employee(), &format!("{one}/points/{point}"), &[("state", "confirmedDead")]).await;
        assert_eq!(own.status, 303);
    });
}

#[test]
fn wishes_come_back_as_they_were_written() {
    both(|db| async {
        let app = app(db);
        let card = added(&app, "Jan", "06 12345678").await;
        let version = look(&app, &employee(), &format!("{card}/edit")).await.hidden("version").to_owned();
        let wrong = [("name", "Jan"), ("monday", "12:00-9:00"), ("version", version.as_str())];
        let page = fill(&app, &employee(), &format!("{card}/edit"), &wrong).await;
        assert!(page.status == 422 && page.text.contains("#f-monday"), "{}", page.text);
        let right = [("name", "Jan"), ("monday", "09:00-12:00, 13:00-17:00"), ("version", version.as_str())];
        assert_eq!(fill(&app, &employee(), &format!("{card}/edit"), &right).await.status, 303);
        let page = look(&app, &employee(), &card).await;
        assert!(page.text.contains("09:00-12:00, 13:00-17:00"), "{}", page.text);
    });
}

fn lead() -> String {
    badge(UserId::from_bits(2), Right::Lead)
}

#[test]
fn two_cards_are_merged_beside_each_other_and_undone_from_the_bar() {
    both(|db| async {
        let app = app(db);
        let (one, other) = (
            added(&app, "Mevrouw De Wit", "06 12345678").await,
            added(&app, "<i>S.</i> de Wit", "0612345678").await,
        );
        let choose = look(&app, &lead(), &format!("{one}/merge")).await;
        let id = other.trim_start_matches("/customers/").to_owned();
        assert!(choose.text.contains(&format!("href=\"{one}/merge/{id}\"")), "{}", choose.text);
        assert!(choose.text.contains("zelfde nummer") && !choose.text.contains("<i>"), "{}", choose.text);
        let page = look(&app, &lead(), &format!("{one}/merge/{id}")).await;
        assert!(page.text.contains("&#60;i&#62;S.&#60;/i&#62; de Wit"), "{}", page.text);
        let (seen, theirs) = (page.hidden("version").to_owned(), page.hidden("otherVersion").to_owned());
        let stale = [("version", "9"), ("otherVersion", theirs.as_str())];
        let told = fill(&app, &lead(), &format!("{one}/merge/{id}"), &stale).await;
        assert!(told.status == 200 && told.text.contains("role=\"alert\""), "{}", told.text);
        let fields = [
            ("name", "other"),
            ("version", seen.as_str()),
            ("otherVersion", theirs.as_str()),
            ("key", "once"),
        ];
        let done = fill(&app, &lead(), &format!("{one}/merge/{id}"), &fields).await;
        assert_eq!(done.status, 303, "{}", done.text);
        let again = fill(&app, &lead(), &format!("{one}/merge/{id}"), &fields).await;
        assert_eq!(again.leads_to(), done.leads_to(), "the same key acts once");
        let card = look(&app, &lead(), done.leads_to()).await;
        assert!(card.text.contains("Samengevoegd.") && card.text.contains(&format!("{one}/unmerge/mg_")));
        assert!(card.text.contains("&#60;i&#62;S.&#60;/i&#62; de Wit"), "{}", card.text);
        assert_eq!(look(&app, &employee(), &other).await.leads_to(), one, "the old address leads on");
        let of = done.leads_to().split("of=").nth(1).unwrap_or_default().to_owned();
        assert_eq!(fill(&app, &employee(), &format!("{one}/unmerge/{of}"), &[]).await.status, 404);
        assert_eq!(fill(&app, &lead(), &format!("{other}/unmerge/{of}"), &[]).await.status, 404);
        assert_eq!(fill(&app, &lead(), &format!("{one}/unmerge/{of}"), &[]).await.status, 303);
        assert!(look(&app, &employee(), &one).await.text.contains("<h1>Mevrouw De Wit</h1>"));
        assert_eq!(look(&app, &employee(), &other).await.status, 200);
        assert_eq!(look(&app, &employee(), &format!("{one}/merge")).await.status, 404);
    });
}

fn boss() -> String {
    badge(UserId::from_bits(3), Right::Administrator)
}

#[test]
fn all_that_is_held_is_shown_and_a_person_is_erased_by_typing_the_name() {
    both(|db| async {
        let app = app(db);
        let card = added(&app, "Jan <b>Bos</b>", "06 12345678").await;
        let held = look(&app, &boss(), &format!("{card}/held")).await;
        assert!(held.text.contains("06 12 34 56 78") && held.text.contains("Jan &#60;b&#62;Bos&#60;/b&#62;"));
        let file = look(&app, &boss(), &format!("{card}/held.json")).await;
        assert!(file.text.contains("\"value\": \"+31612345678\""), "{}", file.text);
        for path in ["held", "held.json", "erase"] {
            assert_eq!(look(&app, &lead(), &format!("{card}/{path}")).await.status, 404, "{path}");
        }
        let erase = format!("{card}/erase");
        let wrong = fill(&app, &boss(), &erase, &[("why", "asked"), ("confirm", "Piet")]).await;
        assert!(wrong.status == 422 || wrong.status == 200, "{}", wrong.status);
        assert!(wrong.text.contains("value=\"Piet\"") && wrong.text.contains("#f-confirm"), "{}", wrong.text);
        let done = fill(&app, &boss(), &erase, &[("why", "asked"), ("confirm", "jan  <b>bos</b>")]).await;
        assert_eq!(done.status, 303, "{}", done.text);
        let left = look(&app, &boss(), done.leads_to()).await;
        assert!(left.text.contains("gewist") && !left.text.contains("Bos"), "{}", left.text);
        let held = look(&app, &boss(), &format!("{card}/held.json")).await;
        assert!(!held.text.contains("Bos") && !held.text.contains("612345678"), "{}", held.text);
    });
}
