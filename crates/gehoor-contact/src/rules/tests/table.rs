//! The table agrees with the shared reference and is complete.

use super::super::*;
use super::{shared, shared_rows};

fn family_of(name: &str) -> Family {
    match name {
        "SMTP-ENH" => Family::SmtpEnhanced,
        "GSM-ABSENT-DIAG" => Family::GsmAbsentDiagnostic,
        other => Family::ALL
            .iter()
            .copied()
            .find(|family| family.word().eq_ignore_ascii_case(&other.replace('-', "")))
            .unwrap_or_else(|| panic!("family {other}")),
    }
}

fn snake(word: &str) -> String {
    word.chars().fold(String::new(), |mut text, letter| {
        if letter.is_ascii_uppercase() {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
        text
    })
}

#[test]
fn every_row_of_the_reference_has_its_class_and_next_step() {
    let rows = shared_rows("reference/contact_outcomes.csv");
    for row in &rows {
        let found = lookup(family_of(&row[0]), &row[1]).unwrap_or_else(|| panic!("{row:?} is missing"));
        assert_eq!(
            (snake(found.class.word()), snake(found.advice.word())),
            (row[3].clone(), row[4].clone()),
            "{row:?}"
        );
    }
    assert!(rows.is_empty() || rows.len() == table().len());
}

#[test]
fn the_table_is_whole_and_eleven_codes_claim_that_nobody_is_there() {
    assert_eq!(table().len(), 508);
    let dead = table().iter().filter(|row| row.class == Class::DoesNotExist);
    assert_eq!(dead.count(), 11);
    for row in table() {
        assert_eq!(lookup(row.family, row.code), Some(row), "each code is found by its own form");
        assert!(!row.meaning.is_empty(), "{row:?}");
    }
    for family in Family::ALL {
        assert!(table().iter().any(|row| row.family == *family), "{family} has rows");
        assert_eq!(family.word().parse(), Ok(*family));
    }
}

#[test]
fn a_code_is_found_however_it_is_written() {
    let cases = [
        (Family::GsmTpSt, "0x41", "65"),
        (Family::SmppStatus, "0x0000000B", "0xb"),
        (Family::SmppStatus, "0x0000000A", "10"),
        (Family::SmsProviderExample, "4", "004"),
        (Family::SmppState, "0", "000"),
        (Family::Q850, "16:answered", "016:answered"),
        (Family::Agent, "wrong_person", "wrongPerson"),
        (Family::SmppStatText, "DELIVRD", "delivrd"),
        (Family::DsnAction, "failed", "Failed"),
        (Family::Sip, "486", " 486 "),
    ];
    for (family, code, written) in cases {
        let found = lookup(family, written).map(|row| row.code);
        assert_eq!(found, Some(code), "{family} {written:?}");
    }
    for odd in ["", "0", "é", "0x", "99999999999999999999", "-1", "5.1", "16:"] {
        for family in Family::ALL {
            let _ = lookup(*family, odd);
        }
    }
}

#[test]
fn the_reason_header_keeps_what_the_map_between_networks_loses() {
    for row in shared_rows("reference/rfc3398_map.csv") {
        let (from, to) = (row[1].as_str(), row[2].as_str());
        if row[0] != "isup_to_sip" || from == "other" || to.is_empty() {
            continue;
        }
        let header = format!("Q.850;cause={from}");
        let judged = judge(&Evidence::code(Family::Sip, to).with_reason(header));
        let expected = match from {
            "16" | "31" | "127" => lookup(Family::Sip, to),
            _ => lookup(Family::Q850, from),
        };
        assert_eq!(Some(judged.class), expected.map(|row| row.class), "cause {from} as {to}");
    }
}

#[test]
fn every_row_of_the_map_keeps_its_class_or_is_a_known_loss() {
    let rows = shared_rows("reference/rfc3398_map.csv");
    let class = |family, code: &str| lookup(family, code).map(|row| row.class);
    let changed = |row: &&Vec<String>| {
        let sip_first = row[0] == "sip_to_isup";
        let (from, to) = if sip_first { (Family::Sip, Family::Q850) } else { (Family::Q850, Family::Sip) };
        let pair = class(from, &row[1]).zip(class(to, &row[2]));
        pair.is_some_and(|(one, two)| one != two)
    };
    let lost: Vec<String> = rows.iter().filter(changed).map(|row| format!("{}>{}", row[1], row[2])).collect();
    if !rows.is_empty() {
        assert_eq!((rows.len(), lost.join(" ")), (70, KNOWN_LOSSES.to_owned()));
    }
}

/// What a gateway turns into another class: the reason why the raw code and the Reason header are kept.
const KNOWN_LOSSES: &str = "400>41 401>21 402>21 403>21 407>21 408>102 413>127 414>127 416>127 420>127 421>127 423>127 481>41 485>1 500>41 505>127 513>127 \
    2>404 3>404 19>480 21>403 26>404 27>502 31>480 55>403 87>403 88>503 127>500";

#[test]
fn known_losses_of_the_map_between_networks() {
    let class = |family, code| judge(&Evidence::code(family, code)).class;
    let rows = shared_rows("reference/rfc3398_map.csv");
    let lost =
        |from: &str, to: &str| rows.is_empty() || rows.iter().any(|row| row[1] == from && row[2] == to);
    // Four causes arrive as 404, only one of them means that nobody is there.
    for cause in ["1", "2", "3", "26"] {
        assert!(lost(cause, "404"));
        assert_eq!(class(Family::Q850, cause) == Class::DoesNotExist, cause == "1");
    }
    for cause in ["19", "20", "31"] {
        assert!(lost(cause, "480"));
    }
    // Our own missing log-in arrives at the other side as a refusal by the customer.
    for (code, cause) in [("401", "21"), ("402", "21"), ("407", "21")] {
        assert!(lost(code, cause));
        assert_eq!(class(Family::Sip, code), Class::ProviderFault);
    }
    assert!(lost("485", "1"));
    assert_eq!(class(Family::Sip, "485"), Class::BadFormat);
    assert!(lost("27", "502") && lost("55", "403") && lost("87", "403") && lost("127", "500"));
}

#[test]
fn reason_headers_of_the_field_are_read() {
    let Some(text) = shared("data/sip/reason.json") else { return };
    let cases: Vec<serde_json::Value> = serde_json::from_str(&text).expect("a list");
    for case in cases {
        let (header, expected) = match case["header"].as_str() {
            Some(header) => (header.to_owned(), &case["expect"]),
            None => {
                let file = format!("data/{}", case["file"].as_str().expect("a file"));
                (shared(&file).expect("the file"), &case["expect"]["reasons"])
            }
        };
        let found: Vec<_> = read_reasons(&header)
            .into_iter()
            .map(|reason| serde_json::json!({"protocol": reason.protocol, "cause": reason.cause, "text": reason.text}))
            .collect();
        assert_eq!(&serde_json::Value::Array(found), expected, "{header}");
    }
}

#[test]
fn odd_reason_headers_are_read_as_far_as_possible() {
    let reasons = read_reasons("Q.850;cause=21;text=\"a, b; \\\"c\\\"\";location=RLN, SIP;cause=603");
    assert_eq!(reasons.len(), 2);
    assert_eq!(reasons[0].text.as_deref(), Some("a, b; \"c\""));
    assert_eq!(reasons[0].location, Some(Location::RemotePublic));
    assert_eq!(read_reasons("reason : q.850 ; CAUSE = 17").first().and_then(|one| one.cause), Some(17));
    assert_eq!(read_reasons("Reason: Q.850\r\n ;cause=20").first().and_then(|one| one.cause), Some(20));
    assert_eq!(read_reasons("Q.850;cause=many").first().map(|one| one.cause), Some(None));
    assert!(read_reasons("").is_empty() && read_reasons(";;;,,,").is_empty());
    assert!(read_reasons("\"never closed").len() <= 1);
}
