//! Company, hours, own texts, backups, and what needs attention.

use gehoor_testkit::both;

use crate::Place;

#[test]
fn the_company_changes_its_name_and_zone_and_whoever_is_second_is_told() {
    both(|db| async move {
        let place = Place::open(db).await;
        let fields = [
            ("name", "Garage Jansen"),
            ("language", "nl"),
            ("address", "je"),
            ("country", "be"),
            ("zone", "Europe/Brussels"),
            ("version", "0"),
        ];
        let saved = place.fill("/admin/company", &fields).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let second = place.fill("/admin/company", &fields).await;
        assert!(second.status == 200 && second.text.contains("notice warns"), "{}", second.text);
        let cx = place.app.cx(gehoor_shell::Actor::System);
        let read = place.app.look(&cx, (), |tx, _, ()| {
            Box::pin(async move { Ok(gehoor_contact::policy(tx).await?.company.clone()) })
        });
        let company = read.await.expect("a policy");
        let zones = [&company.zone, &company.company.zone, &company.courtesy.zone];
        assert!(zones.iter().all(|zone| zone.name() == "Europe/Brussels"), "{zones:?}");
        assert_eq!(company.default_country, "BE");
        let wrong = [("name", ""), ("language", "fr"), ("country", "1"), ("zone", "Mars")];
        let wrong = place.fill("/admin/company", &wrong).await;
        for id in ["#f-name", "#f-language", "#f-country", "#f-zone"] {
            assert!(wrong.text.contains(id), "{id}: {}", wrong.text);
        }
    });
}

#[test]
fn hours_are_typed_as_people_do_and_single_days_come_and_go() {
    both(|db| async move {
        let place = Place::open(db).await;
        let seen = place.look("/admin/hours").await;
        assert!(seen.text.contains("altijd open"), "{}", seen.text);
        let version = seen.hidden("version").to_owned();
        let week =
            [("whose", "company"), ("version", &*version), ("monday", "9-12.30, 13–17"), ("holidays", "on")];
        assert_eq!(place.fill("/admin/hours", &week).await.status, 303);
        let seen = place.look("/admin/hours").await;
        assert!(
            seen.text.contains("value=\"09:00-12:30, 13:00-17:00\"") && seen.text.contains("Eerste Kerstdag")
        );
        assert!(
            place.fill("/admin/hours", &week).await.text.contains("notice warns"),
            "the version was seen before"
        );
        let version = seen.hidden("version").to_owned();
        let wrong = [("whose", "company"), ("version", &*version), ("monday", "negen tot vijf")];
        let wrong = place.fill("/admin/hours", &wrong).await;
        assert!(wrong.status == 422 && wrong.text.contains("value=\"negen tot vijf\""), "{}", wrong.text);
        let day = [("date", "2026-12-24"), ("hours", ""), ("version", &*version)];
        assert_eq!(place.fill("/admin/hours/days", &day).await.status, 303);
        let seen = place.look("/admin/hours").await;
        assert!(seen.text.contains("donderdag 24 december 2026"), "{}", seen.text);
        let version = seen.hidden("version").to_owned();
        let early = [("day", "5"), ("month", "12"), ("at", "17:00"), ("version", &*version)];
        assert_eq!(place.fill("/admin/hours/early", &early).await.status, 303);
        let none = [("day", "31"), ("month", "2"), ("at", "17:00")];
        assert_eq!(place.fill("/admin/hours/early", &none).await.status, 422, "there is no 31 February");
        assert_eq!(place.fill("/admin/hours/early/12-5/remove", &[]).await.status, 303);
        assert_eq!(place.fill("/admin/hours/days/2026-12-24/remove", &[]).await.status, 303);
        assert_eq!(place.fill("/admin/hours/days/2026-12-24/remove", &[]).await.status, 404);
    });
}

#[test]
fn an_own_text_tells_the_same_values_and_goes_back() {
    both(|db| async move {
        let place = Place::open(db).await;
        let list = place.look("/admin/texts").await;
        // Without the slice of the customer's page nothing can be worded otherwise.
        assert_eq!(list.status, 200);
        let unknown = [("language", "nl"), ("which", "nav-today"), ("text", "Nu")];
        assert_eq!(place.fill("/admin/texts", &unknown).await.status, 404, "only what customers read");
    });
}

#[test]
fn backups_need_a_folder_and_what_needs_attention_is_what_is_known() {
    both(|db| async move {
        let place = Place::open(db).await;
        let refused = place.fill("/admin/backups", &[]).await;
        assert!(refused.text.contains("backup.folder"), "{}", refused.text);
        let seen = place.look("/admin").await;
        for known in ["maar één beheerder", "geen openingstijden", "geen team"] {
            assert!(seen.text.contains(known), "{known}: {}", seen.text);
        }
        assert!(!seen.text.contains("attention-"), "every matter has its texts: {}", seen.text);
        assert!(!seen.text.contains("voorbeelden in"), "{}", seen.text);
    });
}
