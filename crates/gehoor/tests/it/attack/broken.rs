//! What is no text at all: NUL, and half of a pair of surrogates. Refused with the field's name, in any field.

use axum::body::Body;
use gehoor_testkit::both;

use super::desk::Desk;

#[test]
fn nul_and_lone_surrogates_are_refused_by_the_name_of_their_field() {
    both(|db| async move {
        let desk = Desk::of(&db).await;
        for broken in ["a\\u0000b", "\\ud800", "x\\udc00", "\\ud83dx", "\\ud83d\\u0041"] {
            for (path, body, pointer) in [
                ("/customers", r#"{"name":"§"}"#, "/name"),
                (
                    "/customers",
                    r#"{"name":"x","contactPoints":[{"kind":"post","value":"§"}]}"#,
                    "/contactPoints/0/value",
                ),
                ("/events", r#"{"key":"§"}"#, "/key"),
                ("/promises", r#"{"text":"§","trigger":{"soon":{"minutes":5}}}"#, "/text"),
                ("/promises", r#"{"trigger":{"when":{"key":"§"}},"text":"x"}"#, "/trigger/when/key"),
                ("/users", r#"{"name":"§"}"#, "/name"),
                ("/teams", r#"{"name":"§"}"#, "/name"),
                ("/tokens", r#"{"label":"§","scope":"read"}"#, "/label"),
                (
                    "/imports/trials",
                    r#"{"kind":"events","rows":[{"fields":{"key":"§"}}]}"#,
                    "/rows/0/fields/key",
                ),
            ] {
                let told = desk.send("POST", path, Body::from(body.replace('§', broken))).await;
                assert!(
                    told.status == 400 && told.pointers().contains(&pointer),
                    "{path} {broken}: {}",
                    told.body
                );
            }
        }
        let told = desk.send("POST", "/customers", Body::from(r#"{"na\ud800me":"x"}"#)).await;
        assert_eq!((told.status, told.pointers()), (400, vec![""]));
    });
}
