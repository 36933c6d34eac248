//! What is found by what is typed.

use super::*;

fn found(stored: &str, typed: &str) -> bool {
    let stems = Stems::default();
    let mut keys = stems.of([stored]);
    keys.extend(contact_keys("+31612345678", "NL"));
    keys.extend(contact_keys("Jan.de.Wit+auto@Example.nl", "NL"));
    let keys = keys.into_iter().collect::<Vec<_>>().join(" ");
    stems.typed(typed, "NL").iter().any(|reading| reading.fits(&keys))
}

#[test]
fn a_word_is_found_in_its_other_forms_and_by_its_beginning() {
    let stored = "Mevrouw Çelik belt over de onderdelen, order 4711; brake pads arrived";
    for typed in ["onderdeel", "CELIK", "4711", "arrive", "pad", "onderde", "ond", "celik onderdele", "Mev"] {
        assert!(found(stored, typed), "{typed}");
    }
    for typed in ["remmen", "onderdelenx", "derdeel", "onder celik", "celik x"] {
        assert!(!found(stored, typed), "{typed}");
    }
}

#[test]
fn a_plate_or_order_is_found_however_it_is_spelled() {
    for stored in
        ["Golf AB-123-C is klaar", "Golf AB 123 C is klaar", "golf ab123c klaar", "de auto met AB-123-C."]
    {
        for typed in ["AB-123-C", "ab123c", "AB 123 C", "ab-123", "ab12", "AB.123.C"] {
            assert!(found(stored, typed), "{typed} in {stored}");
        }
        assert!(!found(stored, "ab-124-c") && !found(stored, "b123c"), "{stored}");
    }
    for typed in ["2024-00117", "2024/00117", "202400117", "RO 2024-00117", "ro2024", "117b", "00117-B"] {
        assert_eq!(found("kenmerk RO-2024-00117/B", typed), typed != "117b", "{typed}");
    }
}

#[test]
fn a_telephone_number_is_found_however_it_is_spelled_and_by_its_beginning() {
    for typed in [
        "0612345678",
        "06-12345678",
        "06 12 34 56 78",
        "+31612345678",
        "+31 6 1234 5678",
        "+31 (0)6 12345678",
        "0031612345678",
        "06 1234",
        "+31 612",
        "0031 6 123",
        "(06) 123456",
    ] {
        assert!(found("terugbellen", typed), "{typed}");
    }
    assert!(!found("terugbellen", "0612345679") && !found("terugbellen", "12345678"));
    for typed in ["0301234567", "+31301234567", "030-1234567", "030 123"] {
        assert!(found("bel 030-1234567 terug", typed), "{typed} written down in the text");
    }
}

#[test]
fn a_mail_address_is_found_whole_and_by_its_beginning() {
    for typed in ["jan.de.wit+auto@example.nl", "JAN.DE.WIT+auto@exa", "example.nl", "jan wit"] {
        assert!(found("terugbellen", typed), "{typed}");
    }
    assert!(!found("terugbellen", "piet.de.wit@example.nl"));
    assert!(found("mail aan info@zaak.nl sturen", "info@zaak.nl"));
}

#[test]
fn strange_texts_do_no_harm() {
    let stems = Stems::default();
    let (long, many) = ("x".repeat(100_000), "1-".repeat(50_000));
    for text in [
        "",
        " ",
        "\u{202e}\u{200b}",
        "İıſß",
        "日本語",
        "💥💥",
        "a\u{301}\u{301}\u{301}",
        "@@",
        "-1-",
        &long,
        &many,
    ] {
        let keys = stems.of([text]);
        assert!(
            keys.iter().all(|key| key.chars().count() <= LONGEST + 1 && !key.contains(' ')),
            "{text:.20}"
        );
        for reading in stems.typed(text, "NL") {
            assert!(reading.0.len() <= TYPED && !reading.0.is_empty());
        }
    }
}
