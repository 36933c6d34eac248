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
        assert!(
            list.text.contains("U hoort van ons als het er is, en anders over [tijd] weer."),
            "{}",
            list.text
        );
        assert!(
            list.text.contains("Goedendag,\n\nU wacht op bericht"),
            "a mail has several lines: {}",
            list.text
        );
        assert!(!list.text.contains("{ $"), "nothing of the catalogue's own writing: {}", list.text);
        let word = async |text: &str| {
            let fields = [("language", "nl"), ("which", "message-signOfLife-mail"), ("text", text)];
            place.fill("/admin/texts", &fields).await
        };
        let missing = word("Beste klant, u hoort van [bedrijf].").await;
        assert!(missing.status == 422 && missing.text.contains("ontbreekt [tijd]"), "{}", missing.text);
        let unknown = word("[bedrijf] [tijd] [prijs]").await;
        assert!(unknown.status == 422 && unknown.text.contains("kent [prijs] hier niet"), "{}", unknown.text);
        assert_eq!(word("Beste klant,\r\n\r\nOver [Tijd] weer.\r\n[bedrijf]").await.status, 303);
        let own = async || {
            let cx = place.app.cx(gehoor_shell::Actor::System);
            place.app.look(&cx, (), |tx, _, ()| Box::pin(gehoor_setup::own_texts(tx))).await.expect("texts")
        };
        let kept: Vec<String> = own().await.into_values().collect();
        assert_eq!(kept, ["Beste klant,\n\nOver { $span } weer.\n{ $company }"]);
        let back = [("language", "nl"), ("which", "message-signOfLife-mail"), ("standard", "true")];
        assert_eq!(place.fill("/admin/texts", &back).await.status, 303);
        assert!(own().await.is_empty());
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
