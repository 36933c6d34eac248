//! The page: own browsers only, refusals in words, and what it says without a script.

use gehoor_kernel::time::minutes;
use gehoor_testkit::both;

use crate::desk::Desk;
use crate::service::Browser;

/// The id of the first browser on a page.
fn device(text: &str) -> String {
    let (_, after) = text.split_once("/account/push/devices/pu_").expect("a browser");
    format!("pu_{}", after.split('/').next().expect("an id"))
}

#[test]
fn a_browser_is_its_owners_alone() {
    both(|db| async {
        let desk = Desk::open(db).await;
        let phone = Browser::at(&desk.service, 1);
        desk.turn_on(desk.anna, &phone).await;
        let page = desk.see(desk.anna, "/account/push").await;
        let id = device(&page.text);
        assert!(!page.text.contains(&phone.endpoint) && !page.text.contains(&phone.auth()), "{}", page.text);
        let other = desk.see(desk.bram, "/account/push").await;
        assert!(!other.text.contains("pu_"), "{}", other.text);
        for action in ["try", "remove"] {
            let path = format!("/account/push/devices/{id}/{action}");
            assert_eq!(desk.send(desk.bram, &path, &[]).await.status, 404, "{action}");
            assert_eq!(desk.send(desk.anna, "/account/push/devices/none/remove", &[]).await.status, 404);
        }
        let gone = desk.send(desk.anna, &format!("/account/push/devices/{id}/remove"), &[]).await;
        assert_eq!(gone.leads_to(), "/account/push?done=off");
        assert!(!desk.see(desk.anna, "/account/push").await.text.contains("pu_"));
    });
}

#[test]
fn an_address_that_is_not_a_push_services_is_refused() {
    both(|db| async {
        let desk = Desk::open(db).await;
        let good = Browser::at(&desk.service, 1);
        for bad in [
            "https://evil.example/x",
            "https://10.0.0.1/x",
            "https://169.254.169.254/latest/meta-data",
            "https://[::1]/x",
            "http://push.example.com/x",
            "https://push.example.com:8443/x",
            "http://127.0.0.1:1/x",
            "file:///etc/passwd",
            "not an address",
        ] {
            let mut fields = good.fields();
            fields[0].1 = bad.to_owned();
            let page = desk.send(desk.anna, "/account/push/devices", &fields).await;
            assert!(
                page.status == 200 && page.text.contains("notice"),
                "{bad}: {} {}",
                page.status,
                page.text
            );
            assert!(!page.text.contains("pu_") && !page.text.contains(bad), "{bad}");
        }
        let mut fields = good.fields();
        fields[1].1 = "AAAA".to_owned();
        let page = desk.send(desk.anna, "/account/push/devices", &fields).await;
        assert!(page.text.contains("geen goede sleutels"), "{}", page.text);
        assert_eq!(desk.send(desk.anna, "/account/push/devices", &[]).await.status, 422);
    });
}

#[test]
fn a_browser_changes_hands_only_with_its_keys() {
    both(|db| async {
        let desk = Desk::open(db).await;
        let phone = Browser::at(&desk.service, 1);
        desk.turn_on(desk.anna, &phone).await;
        desk.turn_on(desk.anna, &phone).await;
        let page = desk.see(desk.anna, "/account/push").await;
        assert_eq!(page.text.matches("data-push-device").count(), 1, "turned on twice it is still one");
        let mut stolen = Browser::at(&desk.service, 2).fields();
        stolen[0].1.clone_from(&phone.endpoint);
        let refused = desk.send(desk.bram, "/account/push/devices", &stolen).await;
        assert!(refused.text.contains("hoort bij iemand anders"), "{}", refused.text);
        desk.turn_on(desk.bram, &phone).await;
        assert!(!desk.see(desk.anna, "/account/push").await.text.contains("pu_"), "it is Bram's now");
    });
}

#[test]
fn a_test_goes_to_one_browser() {
    both(|db| async {
        let mut desk = Desk::open(db).await;
        let (phone, laptop) = (Browser::at(&desk.service, 1), Browser::at(&desk.service, 2));
        desk.turn_on(desk.anna, &phone).await;
        let id = device(&desk.see(desk.anna, "/account/push").await.text);
        desk.turn_on(desk.anna, &laptop).await;
        let path = format!("/account/push/devices/{id}/try");
        let key = [("key", "een sleutel".to_owned())];
        for _ in 0..2 {
            assert_eq!(desk.send(desk.anna, &path, &key).await.leads_to(), "/account/push?done=tried");
        }
        desk.pass(minutes(1)).await;
        let came = desk.came();
        assert_eq!(came.len(), 1, "the same form twice sends once");
        assert_eq!(phone.reads(&came[0])["title"], "Meldingen werken");
        let page = desk.see(desk.anna, "/account/push").await;
        assert!(page.text.contains("laatste melding aangekomen"), "{}", page.text);
    });
}

#[test]
fn the_choice_is_kept_and_faults_keep_what_was_typed() {
    both(|db| async {
        let desk = Desk::open(db).await;
        let fields = |from: &str, until: &str| {
            let pairs = [("steps", "true"), ("times", "own"), ("from", from), ("until", until)];
            pairs.map(|(name, value)| (name, value.to_owned()))
        };
        for (from, until) in [("22:00", ""), ("", "06:00"), ("25:00", "06:00")] {
            let page = desk.send(desk.anna, "/account/push", &fields(from, until)).await;
            assert_eq!(page.status, 422, "{from} {until}");
            assert!(page.text.contains(&format!("value=\"{from}\"")), "{}", page.text);
        }
        let done = desk.send(desk.anna, "/account/push", &fields("22:00", "06:00")).await;
        assert_eq!(done.leads_to(), "/account/push?done=chosen", "{}", done.text);
        let page = desk.see(desk.anna, "/account/push").await;
        assert!(page.text.contains("value=\"22:00\"") && page.text.contains("value=\"06:00\""));
        let without = desk.see(desk.anna, "/account/push").await;
        assert!(without.text.contains("zijn scripts nodig") && without.text.contains("Zet op beginscherm"));
    });
}
