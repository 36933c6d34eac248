//! The secret of a link: 128 random bits. Only its hash is stored.

use std::fmt::Write as _;
use std::sync::LazyLock;

use gehoor_shell::Error;
use rand::TryRng as _;
use sha2::{Digest, Sha256};

/// The secret text of a link, as it stands in the address. Shown once, never stored, never logged.
#[derive(Clone)]
pub struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    /// A new secret of 128 bits from the operating system.
    ///
    /// # Errors
    /// When the system has no random bytes.
    pub fn new() -> Result<Self, Error> {
        let mut bytes = [0u8; 16];
        rand::rngs::SysRng.try_fill_bytes(&mut bytes).map_err(|_| Error::program("no random bytes"))?;
        Ok(Self(gehoor_kernel::id::encode(u128::from_be_bytes(bytes))))
    }

    /// The secret of a form with this key: the same form sent twice has the same one, so that its answer can be shown
    /// twice. Nothing that is stored leads to it: it hangs on 256 bits that this process drew and keeps to itself.
    ///
    /// # Errors
    /// When the system has no random bytes.
    pub fn of_form(key: &str) -> Result<Self, Error> {
        static SALT: LazyLock<Option<[u8; 32]>> = LazyLock::new(|| {
            let mut salt = [0u8; 32];
            rand::rngs::SysRng.try_fill_bytes(&mut salt).ok().map(|()| salt)
        });
        let salt = SALT.ok_or_else(|| Error::program("no random bytes"))?;
        let digest = Sha256::new().chain_update(salt).chain_update(key).finalize();
        let bits = digest.iter().take(16).fold(0u128, |bits, byte| bits << 8 | u128::from(*byte));
        Ok(Self(gehoor_kernel::id::encode(bits)))
    }

    /// A secret as it came in an address; `None` for a text that is none: 26 digits and small letters.
    pub fn given(text: &str) -> Option<Self> {
        let is_one = text.len() == 26 && text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase());
        is_one.then(|| Self(text.to_owned()))
    }

    /// The text, to show it once.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The form in which it is stored: SHA-256 as 64 hexadecimal digits. It has 128 random bits, so that a slow hash would
    /// add nothing.
    pub fn hash(&self) -> String {
        Sha256::digest(&self.0).iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_differ_and_only_a_secret_is_one() {
        let (one, other) = (Secret::new().unwrap(), Secret::new().unwrap());
        assert_ne!(one.text(), other.text());
        let of = |key| Secret::of_form(key).unwrap();
        assert_eq!(of("a").text(), of("a").text());
        assert!(of("a").text() != of("b").text() && Secret::given(of("a").text()).is_some());
        assert_eq!(Secret::given(one.text()).map(|secret| secret.hash()), Some(one.hash()));
        for bad in ["", "abc", "../../../etc/passwd0000000", &"A".repeat(26)] {
            assert!(Secret::given(bad).is_none(), "{bad}");
        }
    }
}
