//! The page Figures: for whom, in which words, and what it says when there is little to say.

use gehoor_kernel::time::minutes;
use gehoor_shell::web::Right;
use gehoor_testkit::{Seen, badge, both, look};
use serde_json::json;

use crate::desk::Desk;

async fn seen(desk: &Desk, path: &str) -> Seen {
    look(&desk.api.app, &badge(desk.anna, Right::Employee), path).await
}

#[test]
fn a_page_holds_each_chart_with_its_table() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        for n in 0..20 {
            desk.kept(desk.workshop(), 1 + n % 2, Some(if n % 4 < 2 { 5_000 } else { 900_000 })).await;
        }
        desk.run_to(desk.now().plus(minutes(5))).await;
        let page = seen(&desk, "/figures").await;
        assert_eq!(page.status, 200);
        for chart in ["kept", "kinds", "months", "reach", "effort"] {
            assert!(page.text.contains(&format!("id=\"{chart}-title\"")), "{chart} is not drawn");
            assert!(page.text.contains(&format!("href=\"/figures/{chart}.svg?")), "{chart} has no file");
        }
        assert!(!page.text.contains("id=\"teams-title\""), "one team is no comparison");
        assert_eq!(page.text.matches("<table>").count(), 5);
        assert!(page.text.contains("Alle beloften die wij deden van 1 dec 2025 tot en met 23 nov 2026: 20."));
        assert!(page.text.contains("84% tot 100%"), "{}", page.text);
        assert!(page.text.contains("Er is geen verschil te zien."), "{}", page.text);
        assert!(!page.text.contains("figures-") || !page.text.contains(">figures-"), "a text is missing");
        assert!(
            !page.text.contains("style=") && !page.text.contains("<style"),
            "no style in the page itself"
        );
        let english = seen(&desk, "/figures?lang=en").await.text;
        assert!(english.contains("All promises made from 1 Dec 2025 to 23 Nov 2026: 20."), "{english}");
    });
}

#[test]
fn little_is_said_of_little_and_nothing_of_a_person() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        let nothing = seen(&desk, "/figures").await;
        assert!(nothing.text.contains("In deze maanden is geen belofte gedaan."), "{}", nothing.text);
        assert!(nothing.text.contains("href=\"/promises/new\""), "the next step");
        for _ in 0..6 {
            desk.kept(json!({"teamId": desk.office.to_string()}), 1, None).await;
        }
        desk.kept(desk.workshop(), 1, None).await;
        desk.run_to(desk.now().plus(minutes(5))).await;
        let alone = seen(&desk, &format!("/figures?team={}", desk.office)).await;
        assert!(alone.text.contains("Dit team is één persoon.") && !alone.text.contains("<table>"));
        let little = seen(&desk, &format!("/figures?team={}", desk.workshop)).await;
        assert!(little.text.contains("In deze maanden is maar 1 belofte gedaan."), "{}", little.text);
        let all = seen(&desk, "/figures").await.text;
        assert!(!all.contains("Kantoor"), "a team of one is no choice");
    });
}

#[test]
fn files_of_the_page_need_a_sign_in_and_stand_alone() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        for _ in 0..6 {
            desk.kept(desk.workshop(), 1, None).await;
        }
        desk.run_to(desk.now().plus(minutes(5))).await;
        for path in ["/figures", "/figures.csv", "/figures/kept.svg"] {
            assert_eq!(look(&desk.api.app, "", path).await.status, 303, "{path}");
        }
        let drawing = seen(&desk, "/figures/kept.svg?lang=en").await;
        assert_eq!(drawing.header("content-type"), "image/svg+xml; charset=utf-8");
        assert!(drawing.text.contains("How promises were kept"), "{}", drawing.text);
        let sheet = seen(&desk, "/figures.csv?form=excelNl").await;
        assert!(sheet.text.starts_with("\u{feff}Van;"), "{}", sheet.text);
        assert!(sheet.header("content-disposition").starts_with("attachment"));
        assert_eq!(seen(&desk, "/figures/people.svg").await.status, 404);
        let team = format!("/figures?team=te_{}", "0".repeat(26));
        assert_eq!(seen(&desk, &team).await.status, 404);
        let swapped = seen(&desk, "/figures?from=2026-11&until=2026-10&kind=%3Cb%3E").await;
        assert_eq!(swapped.status, 200, "what can't be read is left aside");
        assert!(
            swapped.text.contains("from=2026-10&amp;until=2026-11")
                || swapped.text.contains("from=2026-10&#38;until=2026-11")
        );
    });
}
