//! A passkey made of software, as honest or as bad as a test wants it.

use data_encoding::BASE64URL_NOPAD;
use gehoor_signin::webauthn::{Assertion, Registration};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _};
use sha2::{Digest, Sha256};

/// Somebody was there and unlocked it.
pub const UNLOCKED: u8 = 0b101;

pub struct Key {
    pub credential: Vec<u8>,
    pub pair: Pair,
    /// What it tells of; tests lie with these.
    pub site: String,
    pub origin: String,
    pub flags: u8,
    pub counter: u32,
    pub cross_origin: bool,
}

pub enum Pair {
    Es256(EcdsaKeyPair),
    EdDsa(Ed25519KeyPair),
}

impl Key {
    pub fn es256(site: &str) -> Self {
        let random = SystemRandom::new();
        let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).expect("a key");
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, made.as_ref(), &random);
        Self::new(site, Pair::Es256(pair.expect("a pair")), 7)
    }

    pub fn ed25519(site: &str) -> Self {
        let made = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).expect("a key");
        let pair = Ed25519KeyPair::from_pkcs8(made.as_ref()).expect("a pair");
        Self::new(site, Pair::EdDsa(pair), 8)
    }

    fn new(site: &str, pair: Pair, first: u8) -> Self {
        let origin = format!("https://{site}");
        let credential = vec![first; 32];
        Self {
            credential,
            pair,
            site: site.to_owned(),
            origin,
            flags: UNLOCKED,
            counter: 0,
            cross_origin: false,
        }
    }

    pub fn register(&self, challenge: &str) -> Registration {
        let data =
            [&self.head(self.flags | 0x40)[..], &[0; 16], &[0, 32], &self.credential, &self.public_key()];
        let data = data.concat();
        let mut attestation = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        attestation.push(u8::try_from(data.len()).expect("a short key"));
        attestation.extend(data);
        Registration { client_data: self.client_data("webauthn.create", challenge), attestation }
    }

    pub fn assert(&self, challenge: &str) -> Assertion {
        let client_data = self.client_data("webauthn.get", challenge);
        let data = self.head(self.flags);
        let signature = self.sign(&[&data[..], &Sha256::digest(&client_data)].concat());
        Assertion { credential: self.credential.clone(), client_data, authenticator_data: data, signature }
    }

    pub fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        match &self.pair {
            Pair::Es256(pair) => {
                pair.sign(&SystemRandom::new(), bytes).expect("a signature").as_ref().to_vec()
            }
            Pair::EdDsa(pair) => pair.sign(bytes).as_ref().to_vec(),
        }
    }

    pub fn public_key(&self) -> Vec<u8> {
        match &self.pair {
            Pair::Es256(pair) => {
                let point = pair.public_key().as_ref();
                [b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20", &point[1..33], b"\x22\x58\x20", &point[33..]]
                    .concat()
            }
            Pair::EdDsa(pair) => {
                [b"\xa4\x01\x01\x03\x27\x20\x06\x21\x58\x20", pair.public_key().as_ref()].concat()
            }
        }
    }

    fn head(&self, flags: u8) -> Vec<u8> {
        [&Sha256::digest(&self.site)[..], &[flags], &self.counter.to_be_bytes()].concat()
    }

    pub fn client_data(&self, ceremony: &str, challenge: &str) -> Vec<u8> {
        let (origin, cross) = (&self.origin, self.cross_origin);
        format!(
            r#"{{"type":"{ceremony}","challenge":"{challenge}","origin":"{origin}","crossOrigin":{cross}}}"#
        )
        .into_bytes()
    }
}

/// A challenge as the server gives them out.
pub fn challenge(n: u8) -> String {
    BASE64URL_NOPAD.encode(&[n; 32])
}
