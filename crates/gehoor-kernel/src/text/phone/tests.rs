use proptest::prelude::*;

use super::*;
use crate::shared_data;

fn e164(typed: &str) -> Result<String, PhoneFault> {
    parse(typed, "NL").map(|number| number.e164)
}

#[test]
fn every_spelling_of_a_dutch_number_is_one_number() {
    let spellings = [
        "0612345678",
        "06-12345678",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "+31612345678",
        "+31 6 12345678",
        "+31 (0)6 12345678",
        "+31(0)612345678",
        "0031612345678",
        "0031 6 12 34 56 78",
        "0031 (0)6 12345678",
        "tel:+31-6-12345678",
        "31612345678",
        "(06) 12345678",
        "+31 06 12345678",
    ];
    for typed in spellings {
        assert_eq!(e164(typed).as_deref(), Ok("+31612345678"), "{typed}");
    }
}

#[test]
fn possible_is_not_enough() {
    assert_eq!(e164("061234567"), Err(PhoneFault::DigitsMissing { missing: 1 }));
    assert_eq!(e164("06123456"), Err(PhoneFault::DigitsMissing { missing: 2 }));
    assert_eq!(e164("06123456789"), Err(PhoneFault::DigitsTooMany { extra: 1, suggestion: None }));
    assert_eq!(e164("+31 6 1234567"), Err(PhoneFault::DigitsMissing { missing: 1 }));
    assert_eq!(e164("010 123 456"), Err(PhoneFault::DigitsMissing { missing: 1 }));
}

#[test]
fn a_slip_of_the_finger_gets_the_number_that_was_meant() {
    let suggested = |typed: &str| e164(typed).expect_err(typed).suggestion().map(str::to_owned);
    assert_eq!(suggested("0601234567").as_deref(), Some("06 10 23 45 67"));
    assert_eq!(suggested("06122345678").as_deref(), Some("06 12 34 56 78"));
    assert_eq!(suggested("+0612345678").as_deref(), Some("06 12 34 56 78"));
    assert_eq!(suggested("020 123 4567 (thuis)").as_deref(), Some("020 123 4567"));
    assert_eq!(e164("123 4567"), Err(PhoneFault::AreaCodeMissing));
    assert_eq!(e164(" "), Err(PhoneFault::Empty));
    assert_eq!(e164("geen"), Err(PhoneFault::NotANumber { suggestion: None }));
}

#[test]
fn numbers_that_ring_nobody_are_refused() {
    let kinds = [
        ("112", "emergency"),
        ("0661234567", "pager"),
        ("0676123456", "internet"),
        ("0821234567", "private"),
        ("097012345678", "machine"),
        ("08001234", "free"),
        ("09001234", "paid"),
        ("14020", "municipality"),
        ("116123", "social"),
        ("1888", "directory"),
        ("18888", "directory"),
    ];
    for (typed, kind) in kinds {
        assert_eq!(e164(typed), Err(PhoneFault::NotReachable { kind }), "{typed}");
    }
}

#[test]
fn the_reference_plan_of_the_netherlands_holds() {
    let Some(table) = shared_data::read("reference/nl_phone_plan.csv") else { return };
    for row in shared_data::rows(&table) {
        let (suitable, example, known) = (&row[3], &row[4], &row[5]);
        let answer = e164(example);
        match suitable.as_str() {
            "yes" | "ask" => assert_eq!(answer.as_ref(), Ok(known), "{example}"),
            _ => assert!(matches!(answer, Err(PhoneFault::NotReachable { .. })), "{example}: {answer:?}"),
        }
    }
}

#[test]
fn shown_as_people_dial_it() {
    assert_eq!(national("+31612345678"), "06 12 34 56 78");
    assert_eq!(national("+31201234567"), "020 123 4567");
    assert!(national("+3225551234").starts_with("+32 "));
    assert_eq!(national("nonsense"), "nonsense");
}

#[test]
fn agrees_with_the_shared_examples_of_all_countries() {
    let Some(text) = shared_data::read("data/phones/example-numbers.json") else { return };
    let all: Vec<serde_json::Value> = serde_json::from_str(&text).expect("json");
    let (mut checked, mut other) = (0, Vec::new());
    for example in &all {
        let field = |name: &str| example[name].as_str().unwrap_or_default();
        let (raw, region) = (field("raw"), field("default_region"));
        let read = read(raw, region).ok();
        let expected = (example["valid"] == true).then(|| field("e164").to_owned());
        if read.map(|number| number.e164) != expected {
            other.push(format!("{region} {raw} should be {expected:?}"));
        }
        checked += 1;
    }
    // Plans change from month to month: the library's metadata may be a little newer than the examples'.
    assert!(checked > 3000 && other.len() * 200 < checked, "{} of {checked}: {other:#?}", other.len());
}

#[test]
fn agrees_with_the_numbers_of_real_address_books() {
    let Some(text) = shared_data::read("data/phones/vcard-tel.json") else { return };
    let all: Vec<serde_json::Value> = serde_json::from_str(&text).expect("json");
    for example in &all {
        let field = |name: &str| example[name].as_str().unwrap_or_default();
        let read = read(field("raw"), "NL").ok().map(|number| number.e164);
        let expected = (example["valid"] == true).then(|| field("e164").to_owned());
        assert_eq!(read, expected, "{}", field("raw"));
    }
}

proptest! {
    #[test]
    fn any_text_gives_an_answer(typed in "\\PC{0,40}") {
        let _ = parse(&typed, "NL");
        let _ = parse(&typed, "XX");
        let _ = shown(&typed, "BE");
    }

    #[test]
    fn what_is_stored_reads_back_as_itself(digits in "[0-9]{5,12}") {
        if let Ok(number) = read(&format!("0{digits}"), "NL") {
            let again = read(&number.e164, "DE");
            prop_assert_eq!(again.ok().map(|n| n.e164), Some(number.e164));
        }
    }
}
