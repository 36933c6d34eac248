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
