//! Sealing by the example of RFC 8291 §5.

use data_encoding::BASE64URL_NOPAD;
use gehoor_push::{Keys, Vapid};
use web_push_native::p256::SecretKey;
use web_push_native::{Auth, decrypt};

const PLAIN: &[u8] = b"When I grow up, I want to be a watermelon";
const SECRET: &str = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
const PUBLIC: &str =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";
const SEALED: &str = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8w\
    EqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

fn bytes(text: &str) -> Vec<u8> {
    BASE64URL_NOPAD.decode(text.as_bytes()).expect("base 64")
}

fn read(sealed: Vec<u8>) -> Vec<u8> {
    let secret = SecretKey::from_slice(&bytes(SECRET)).expect("a key");
    let auth: [u8; 16] = bytes(AUTH).try_into().expect("16 bytes");
    decrypt(sealed, &secret, &Auth::from(auth)).expect("readable")
}

#[test]
fn the_receiver_of_the_rfc_reads_its_own_example_and_what_we_seal() {
    assert_eq!(read(bytes(SEALED)), PLAIN, "the measure is right");
    let keys = Keys::read(PUBLIC, AUTH).expect("keys");
    let (once, again) = (keys.seal(PLAIN).expect("sealed"), keys.seal(PLAIN).expect("sealed"));
    assert_ne!(once, again, "a new key and salt each time");
    for sealed in [once, again] {
        assert!(!sealed.windows(10).any(|part| PLAIN.windows(10).any(|plain| part == plain)));
        assert_eq!(read(sealed), PLAIN);
    }
}

#[test]
fn keys_are_read_strictly() {
    assert!(Keys::read(&format!("{PUBLIC}="), &format!("{AUTH}==")).is_ok(), "padding is let be");
    let off_the_curve = BASE64URL_NOPAD.encode(&[&[4u8][..], &[1; 64]].concat());
    for (public, auth) in [
        ("", AUTH),
        (PUBLIC, ""),
        (PUBLIC, "AAAA"),
        (off_the_curve.as_str(), AUTH),
        (AUTH, AUTH),
        ("é", AUTH),
    ] {
        assert!(Keys::read(public, auth).is_err(), "{public} {auth}");
    }
}

#[test]
fn a_signature_says_who_it_is_for_until_when_and_where_to_reach_us() {
    let key = Vapid::make().expect("a key");
    assert_ne!(key.public(), Vapid::make().expect("a key").public());
    assert_eq!(format!("{key:?}"), "Vapid", "nothing of it in a log");
    for (contact, told) in [(Some("https://desk.example"), "\"sub\":\"https://desk.example\""), (None, "")] {
        let header = key.authorization("https://push.example.com", 1_800_000_000, contact).expect("signed");
        let claims = header.split('.').nth(1).expect("claims");
        let claims = String::from_utf8(bytes(claims)).expect("text");
        assert!(
            claims.contains("\"aud\":\"https://push.example.com\"") && claims.contains("\"exp\":1800000000")
        );
        assert!(claims.contains(told) && claims.contains("sub") == contact.is_some(), "{claims}");
    }
}
