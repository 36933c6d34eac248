//! A policy is looked at before it holds.

use gehoor_testkit::{Seen, both};

use crate::Place;

/// The form as it stands, with some fields changed.
fn form(seen: &Seen, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let inputs = seen.text.split("<input ").skip(1).filter(|input| input.contains("type=\"text\""));
    let part = |input: &str, name: &str| {
        let after = input.split_once(&format!("{name}=\"")).map(|(_, after)| after).unwrap_or_default();
        after.split('"').next().unwrap_or_default().to_owned()
    };
    let mut fields: Vec<_> = inputs.map(|input| (part(input, "name"), part(input, "value"))).collect();
    fields.push(("version".to_owned(), seen.hidden("version").to_owned()));
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    fields
}

async fn send(place: &Place, fields: &[(String, String)]) -> Seen {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    place.fill("/admin/policy", &fields).await
}

#[test]
fn a_policy_is_previewed_then_saved_and_whoever_is_second_is_told() {
    both(|db| async move {
        let place = Place::open(db).await;
        let seen = place.look("/admin/policy").await;
        assert!(seen.text.contains("value=\"5, 10, 20, 40\""), "{}", seen.text);
        assert!(!seen.text.contains("value=\"save\""), "nothing can be saved unseen");
        let change =
            form(&seen, &[("busyMinutes", "7 14"), ("ringsPerDay", "3"), ("enough-callBack", "true")]);
        let shown = send(&place, &change).await;
        assert!(shown.status == 200 && shown.text.contains("value=\"save\""), "{}", shown.text);
        let before = place.look("/admin/policy").await;
        assert!(before.text.contains("value=\"5, 10, 20, 40\""), "looking saves nothing");
        let mut save = change.clone();
        save.push(("step".to_owned(), "save".to_owned()));
        assert_eq!(send(&place, &save).await.status, 303);
        let after = place.look("/admin/policy").await;
        assert!(after.text.contains("value=\"7, 14\""), "{}", after.text);
        assert!(after.text.contains("name=\"enough-callBack\" value=\"true\" checked"), "{}", after.text);
        assert!(send(&place, &save).await.text.contains("notice warns"), "the version was seen before");
    });
}

#[test]
fn every_fault_stands_at_its_field() {
    both(|db| async move {
        let place = Place::open(db).await;
        let seen = place.look("/admin/policy").await;
        let changes =
            [("ringsPerDay", "veel"), ("dayparts", "9"), ("busyMinutes", "20, 10"), ("signOfLifeDays", "")];
        let wrong = send(&place, &form(&seen, &changes)).await;
        assert_eq!(wrong.status, 422, "{}", wrong.text);
        for (name, typed) in changes {
            assert!(wrong.text.contains(&format!("href=\"#f-{name}\"")), "{name}: {}", wrong.text);
            assert!(typed.is_empty() || wrong.text.contains(&format!("value=\"{typed}\"")), "{name}");
        }
    });
}
