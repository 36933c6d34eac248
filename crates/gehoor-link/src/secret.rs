//! The secret of a link: 128 random bits. Only its hash is stored.

use std::fmt::Write as _;

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
        assert_eq!(Secret::given(one.text()).map(|secret| secret.hash()), Some(one.hash()));
        for bad in ["", "abc", "../../../etc/passwd0000000", &"A".repeat(26)] {
            assert!(Secret::given(bad).is_none(), "{bad}");
        }
    }
}
