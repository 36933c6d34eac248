//! What makes a message readable to one browser only (RFC 8291), and known as ours to its push service (RFC 8292).

use data_encoding::BASE64URL_NOPAD;
use gehoor_shell::Error;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use web_push_native::Auth;
use web_push_native::p256::PublicKey;

/// What a browser gives us to write to it: its public key and a secret that we share.
#[derive(Clone)]
pub struct Keys {
    public: PublicKey,
    auth: Auth,
}

/// These are no keys of a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the keys of a browser")]
pub struct BadKeys;

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

impl Keys {
    /// Reads them as a browser gives them: base 64 for addresses, with or without padding.
    ///
    /// # Errors
    /// When one of them is not what it should be.
    pub fn read(p256dh: &str, auth: &str) -> Result<Self, BadKeys> {
        let bytes = |text: &str| BASE64URL_NOPAD.decode(text.trim_end_matches('=').as_bytes());
        let public = PublicKey::from_sec1_bytes(&bytes(p256dh).map_err(|_| BadKeys)?).map_err(|_| BadKeys)?;
        let auth: [u8; 16] = bytes(auth).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(BadKeys)?;
        Ok(Self { public, auth: auth.into() })
    }

    /// The message as only this browser can read it: `aes128gcm` with a new key and a new salt each time.
    ///
    /// # Errors
    /// Only a fault of ours: a message that is too long.
    pub fn seal(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        web_push_native::encrypt(message.to_vec(), &self.public, &self.auth)
            .map_err(|error| Error::program(error.to_string()))
    }
}

/// Our key: push services know us by it. Never shown, never logged.
pub struct Vapid {
    secret: String,
    pair: EcdsaKeyPair,
}

impl std::fmt::Debug for Vapid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vapid")
    }
}

impl Vapid {
    /// A new key.
    ///
    /// # Errors
    /// When the system has no random bytes.
    pub fn make() -> Result<Self, Error> {
        let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
        let made = made.map_err(|_| Error::program("no random bytes"))?;
        Self::read(&BASE64URL_NOPAD.encode(made.as_ref()))
    }

    /// The key of its stored form.
    pub(crate) fn read(secret: &str) -> Result<Self, Error> {
        let bytes =
            BASE64URL_NOPAD.decode(secret.as_bytes()).map_err(|_| Error::program("a broken push key"))?;
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &bytes, &SystemRandom::new());
        let pair = pair.map_err(|_| Error::program("a broken push key"))?;
        Ok(Self { secret: secret.to_owned(), pair })
    }

    /// The stored form.
    pub(crate) fn secret(&self) -> &str {
        &self.secret
    }

    /// The public half, as browsers and push services read it.
    pub fn public(&self) -> String {
        BASE64URL_NOPAD.encode(self.pair.public_key().as_ref())
    }

    /// The header `authorization` for a push service: signed for its `origin` alone, until `expires` (seconds since 1970,
    /// at most a day ahead). `contact` is where its keepers reach us, an https or mailto address, when we have one.
    ///
    /// # Errors
    /// When the system has no random bytes.
    pub fn authorization(&self, origin: &str, expires: i64, contact: Option<&str>) -> Result<String, Error> {
        let mut claims = serde_json::json!({"aud": origin, "exp": expires});
        if let Some(contact) = contact {
            claims["sub"] = contact.into();
        }
        let head = BASE64URL_NOPAD.encode(br#"{"typ":"JWT","alg":"ES256"}"#);
        let signed = format!("{head}.{}", BASE64URL_NOPAD.encode(claims.to_string().as_bytes()));
        let signature = self.pair.sign(&SystemRandom::new(), signed.as_bytes());
        let signature = signature.map_err(|_| Error::program("no random bytes"))?;
        let token = format!("{signed}.{}", BASE64URL_NOPAD.encode(signature.as_ref()));
        Ok(format!("vapid t={token}, k={}", self.public()))
    }
}
