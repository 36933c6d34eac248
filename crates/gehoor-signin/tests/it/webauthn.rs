use gehoor_signin::webauthn::{Assertion, Registered, Registration, Site, Unfit, assert, register, verify};
use proptest::prelude::*;

use crate::key::{Key, UNLOCKED, challenge};
use crate::vectors::{ES256, RS256, Vector};

fn site() -> Site {
    Site::of("https://desk.example").expect("a site")
}

fn honest() -> [Key; 2] {
    [Key::es256("desk.example"), Key::ed25519("desk.example")]
}

fn registered(key: &Key) -> Registered {
    register(&site(), &challenge(1), &key.register(&challenge(1))).expect("sound")
}

fn shown(key: &Key, known: &Registered) -> Result<u32, Unfit> {
    let answer = key.assert(&challenge(2));
    assert(&site(), &challenge(2), &answer, (&known.public_key, known.counter))
}

#[test]
fn passkeys_belong_to_a_name_behind_https() {
    let site = |url| Site::of(url).map(|site| (site.id, site.origin));
    let both = |id: &str, origin: &str| Some((id.to_owned(), origin.to_owned()));
    assert_eq!(site("https://desk.example/"), both("desk.example", "https://desk.example"));
    assert_eq!(site("https://desk.example:8443"), both("desk.example", "https://desk.example:8443"));
    assert_eq!(site("http://localhost:4266"), both("localhost", "http://localhost:4266"));
    for without in
        ["http://desk.example", "http://127.0.0.1:4266", "https://192.0.2.1", "https://[::1]", "", "x"]
    {
        assert_eq!(site(without), None, "{without}");
    }
}

#[test]
fn an_honest_passkey_is_added_and_lets_in() {
    for mut key in honest() {
        let known = registered(&key);
        assert_eq!(known.credential, key.credential);
        assert_eq!(shown(&key, &known), Ok(0));
        key.counter = 5;
        assert_eq!(shown(&key, &known), Ok(5));
        key.flags = UNLOCKED | 0b1_1000;
        assert_eq!(shown(&key, &known), Ok(5), "kept in a cloud");
    }
}

#[test]
fn answers_that_others_made_are_read() {
    for vector in [ES256, RS256] {
        let site = Site::of("https://example.org").expect("a site");
        let Vector { challenge, .. } = vector;
        let answer = Assertion {
            credential: Vec::new(),
            client_data: vector.client_data(),
            authenticator_data: vector.authenticator_data(),
            signature: vector.signature(),
        };
        // These authenticators were touched, not unlocked: everything else is sound, and that is told first.
        let key = vector.public_key();
        assert_eq!(assert(&site, challenge, &answer, (&key, 0)), Err(Unfit::Absent));
        assert_eq!(verify(&key, &answer), Ok(()));
        let mut forged = answer.clone();
        forged.signature[20] ^= 1;
        assert_eq!(verify(&key, &forged), Err(Unfit::Signature));
        let mut other = answer;
        other.client_data.push(b' ');
        assert_eq!(verify(&key, &other), Err(Unfit::Signature));
    }
}

#[test]
fn every_lie_is_refused() {
    type Lie = (Unfit, fn(&mut Key));
    let lies: [Lie; 9] = [
        (Unfit::Origin, |key| key.origin = "https://desk.example.evil.example".to_owned()),
        (Unfit::Origin, |key| key.origin = "http://desk.example".to_owned()),
        (Unfit::Origin, |key| key.origin = "https://desk.example:444".to_owned()),
        (Unfit::Origin, |key| key.cross_origin = true),
        (Unfit::RelyingParty, |key| key.site = "evil.example".to_owned()),
        (Unfit::Absent, |key| key.flags = 0),
        (Unfit::Absent, |key| key.flags = 0b1),
        (Unfit::Malformed, |key| key.flags = UNLOCKED | 0b1_0000),
        (Unfit::Malformed, |key| key.flags = UNLOCKED | 0b10),
    ];
    for (n, (unfit, lie)) in lies.into_iter().enumerate() {
        for mut key in honest() {
            let known = registered(&key);
            lie(&mut key);
            assert_eq!(shown(&key, &known), Err(unfit), "sign-in, lie {n}");
            let again = register(&site(), &challenge(1), &key.register(&challenge(1)));
            assert_eq!(again.map(|_| ()), Err(unfit), "registration, lie {n}");
        }
    }
}

#[test]
fn an_answer_counts_for_its_own_question_only() {
    for key in honest() {
        let known = registered(&key);
        let with = (&known.public_key[..], known.counter);
        let old = key.assert(&challenge(1));
        assert_eq!(assert(&site(), &challenge(2), &old, with), Err(Unfit::Challenge));
        assert_eq!(assert(&site(), "", &key.assert(""), with), Err(Unfit::Challenge));
        let mut swapped = key.assert(&challenge(2));
        swapped.client_data = key.client_data("webauthn.create", &challenge(2));
        assert_eq!(assert(&site(), &challenge(2), &swapped, with), Err(Unfit::Ceremony));
        let mut moved = key.assert(&challenge(1));
        moved.client_data = key.client_data("webauthn.get", &challenge(2));
        assert_eq!(assert(&site(), &challenge(2), &moved, with), Err(Unfit::Signature));
        let other = registered(&honest()[0]);
        assert_eq!(shown(&key, &Registered { counter: 0, ..other }), Err(Unfit::Signature));
    }
}

#[test]
fn a_copied_key_is_found_by_its_counter() {
    for mut key in honest() {
        key.counter = 7;
        let known = registered(&key);
        for (counter, then) in
            [(8, Ok(8)), (7, Err(Unfit::Counter)), (6, Err(Unfit::Counter)), (0, Err(Unfit::Counter))]
        {
            key.counter = counter;
            assert_eq!(shown(&key, &known), then);
        }
    }
}

#[test]
fn a_registration_must_hold_a_key_that_we_asked_for() {
    let key = Key::es256("desk.example");
    let sound = key.register(&challenge(1));
    let refused = |attestation: Vec<u8>| {
        let answer = Registration { attestation, ..sound.clone() };
        register(&site(), &challenge(1), &answer).map(|_| ())
    };
    for length in 0..sound.attestation.len() {
        assert_eq!(refused(sound.attestation[..length].to_vec()), Err(Unfit::Malformed), "cut at {length}");
    }
    assert_eq!(refused([&sound.attestation[..], &[0]].concat()), Err(Unfit::Malformed));
    let at = sound.attestation.len() - 77 + 4;
    let mut other = sound.attestation.clone();
    assert_eq!(other[at], 0x26, "ES256");
    other[at] = 0x25;
    assert_eq!(refused(other), Err(Unfit::Algorithm));
    let deep = [&[0xa1, 0x68][..], b"authData", &[0x81; 100_000], &[0x40]].concat();
    assert_eq!(refused(deep), Err(Unfit::Malformed));
    let huge = [&[0xbb][..], &[0xff; 8]].concat();
    assert_eq!(refused(huge), Err(Unfit::Malformed));
}

proptest! {
    #[test]
    fn any_bytes_are_refused_without_a_fall(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let key = Key::ed25519("desk.example");
        let answer = Registration { attestation: bytes.clone(), ..key.register(&challenge(1)) };
        prop_assert!(register(&site(), &challenge(1), &answer).is_err());
        let sound = key.assert(&challenge(1));
        prop_assert!(assert(&site(), &challenge(1), &sound, (&bytes, 0)).is_err());
        let said = Assertion { client_data: bytes.clone(), ..sound.clone() };
        prop_assert!(assert(&site(), &challenge(1), &said, (&key.public_key(), 0)).is_err());
        let signed = Assertion { signature: bytes, ..sound };
        prop_assert!(assert(&site(), &challenge(1), &signed, (&key.public_key(), 0)).is_err());
    }

    #[test]
    fn one_changed_bit_is_refused(place in 0usize..1000, bit in 0u8..8) {
        let key = Key::es256("desk.example");
        let mut answer = key.assert(&challenge(1));
        let place = place % answer.authenticator_data.len();
        answer.authenticator_data[place] ^= 1 << bit;
        prop_assert!(assert(&site(), &challenge(1), &answer, (&key.public_key(), 0)).is_err());
    }
}
