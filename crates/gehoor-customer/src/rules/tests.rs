use gehoor_kernel::text::phone::PhoneFault;
use proptest::prelude::*;

use super::*;

#[test]
fn values_are_read_by_their_kind() {
    let phone = read_value(PointKind::Phone, "06 - 12 34 56 78", "NL").expect("a number");
    assert_eq!(
        (phone.value.as_str(), phone.typed.as_str(), phone.line),
        ("+31612345678", "06 - 12 34 56 78", Some("mobile"))
    );
    assert_eq!(
        read_value(PointKind::Email, " Jan@Ziggo.NL ", "NL").expect("an address").value,
        "Jan@ziggo.nl"
    );
    assert_eq!(
        read_value(PointKind::Post, " Dorpsstraat 1\n1234 AB Ede ", "NL").expect("post").value,
        " Dorpsstraat 1\n1234 AB Ede "
    );
    let short = read_value(PointKind::Phone, "061234567", "NL");
    assert_eq!(short, Err(ValueFault::Phone(PhoneFault::DigitsMissing { missing: 1 })));
    assert_eq!(read_value(PointKind::Post, " ", "NL").expect_err("empty").code(), "blank");
}

#[test]
fn a_number_in_any_spelling_is_the_same_search() {
    for text in ["0612345678", "06 12 34 56 78", "+31 (0)6 12345678", "0031612345678"] {
        assert_eq!(wanted(text, "NL"), Wanted::Value("+31612345678".to_owned()));
    }
    assert_eq!(wanted("06 123", "NL"), Wanted::Value("+316123".to_owned()));
    assert_eq!(wanted("+44 20", "NL"), Wanted::Value("+4420".to_owned()));
    assert_eq!(wanted("Jan@Ziggo.nl", "NL"), Wanted::Value("jan@ziggo.nl".to_owned()));
}

#[test]
fn a_name_is_looked_for_by_its_longest_words() {
    assert_eq!(wanted("s. de Wit", "NL"), Wanted::Name("wit".to_owned(), "de".to_owned()));
    assert_eq!(wanted("李", "NL"), Wanted::Name("李".to_owned(), String::new()));
    assert_eq!(wanted(" -- ", "NL"), Wanted::Nothing);
}

#[test]
fn languages_have_the_form_of_tags() {
    assert!(["nl", "en-GB", "zh-Hant", "frr"].into_iter().all(is_language));
    assert!(!["", "n", "Nederlands", "nl_NL", "nl-", "12"].into_iter().any(is_language));
}

proptest! {
    #[test]
    fn any_text_can_be_looked_for(text in "\\PC{0,60}") {
        let _ = wanted(&text, "NL");
        let _ = wanted(&text, "BE");
        prop_assert!(name_keys(&text).len() <= 20);
    }
}
