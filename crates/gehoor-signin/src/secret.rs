//! Secrets that a browser or a person keeps: random, shown once, stored as a hash.

use data_encoding::BASE64URL_NOPAD;
use gehoor_shell::Error;
use rand::TryRng as _;
use sha2::{Digest, Sha256};

/// How many characters a recovery code has, without the dashes: 80 bits.
const RECOVERY: usize = 16;

/// A secret text. Shown once, never stored, never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    /// 256 random bits of the operating system: of a session, a device, a step.
    pub fn long() -> Result<Self, Error> {
        Ok(Self(BASE64URL_NOPAD.encode(&random::<32>()?)))
    }

    /// 128 random bits, in letters that survive being read aloud: of a link.
    pub fn of_link() -> Result<Self, Error> {
        Ok(Self(gehoor_kernel::id::encode(u128::from_be_bytes(random::<16>()?))))
    }

    /// The secret behind an app's one-time codes: 160 random bits in base 32, as apps read it (RFC 4226 §4).
    pub(crate) fn of_codes() -> Result<Self, Error> {
        Ok(Self(data_encoding::BASE32_NOPAD.encode(&random::<20>()?)))
    }

    /// A recovery code: four groups of four letters and digits.
    pub(crate) fn of_recovery() -> Result<Self, Error> {
        let text = gehoor_kernel::id::encode(u128::from_be_bytes(random::<16>()?));
        let groups: Vec<&str> = (0..4).map(|group| &text[10 + group * 4..14 + group * 4]).collect();
        Ok(Self(groups.join("-")))
    }

    /// The code that opens the set-up: 60 random bits in three groups, to be typed from a console.
    pub fn of_setup() -> Result<Self, Error> {
        let text = gehoor_kernel::id::encode(u128::from_be_bytes(random::<16>()?));
        Ok(Self([&text[14..18], &text[18..22], &text[22..26]].join("-")))
    }

    /// A secret that somebody shows or types.
    pub fn shown(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text, to show it once or to send it to the browser that keeps it.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The form in which it is stored: SHA-256 in hexadecimal. It has so many random bits that a slow hash adds nothing.
    pub(crate) fn hash(&self) -> String {
        gehoor_people::hash_of(&self.0)
    }
}

/// The stored form of a recovery code as typed, of this person; letters of any size, with or without dashes.
pub(crate) fn recovery_hash(user: gehoor_kernel::id::UserId, typed: &str) -> Option<String> {
    let plain: String = typed.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    let plain = plain.to_ascii_lowercase().replace('o', "0").replace(['i', 'l'], "1");
    (plain.len() == RECOVERY).then(|| gehoor_people::hash_of(&format!("{user} {plain}")))
}

/// The key under which tries are counted: it tells nobody who tried what.
pub(crate) fn delay_key(kind: &str, who: &str, from: &str) -> String {
    let mut hasher = Sha256::new();
    for part in [kind, who, from] {
        hasher.update(part);
        hasher.update([0]);
    }
    BASE64URL_NOPAD.encode(&hasher.finalize()[..16])
}

fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0u8; N];
    rand::rngs::SysRng.try_fill_bytes(&mut bytes).map_err(|_| Error::program("no random bytes"))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use gehoor_kernel::id::UserId;

    #[test]
    fn secrets_have_the_bits_that_they_say() {
        assert_eq!(Secret::long().unwrap().text().len(), 43);
        assert_eq!(Secret::of_link().unwrap().text().len(), 26);
        assert_eq!(Secret::of_codes().unwrap().text().len(), 32);
        assert_ne!(Secret::long().unwrap(), Secret::long().unwrap());
        assert_eq!(format!("{:?}", Secret::shown("x")), "Secret");
    }

    #[test]
    fn a_recovery_code_is_read_as_people_type_it() {
        let user = UserId::from_bits(1);
        let code = Secret::of_recovery().unwrap();
        assert_eq!(code.text().len(), 19);
        let stored = recovery_hash(user, code.text());
        assert!(stored.is_some());
        assert_eq!(recovery_hash(user, &code.text().to_uppercase().replace('-', " ")), stored);
        assert_ne!(recovery_hash(UserId::from_bits(2), code.text()), stored);
        assert_eq!(recovery_hash(user, ""), None);
        assert_eq!(recovery_hash(user, &code.text()[..18]), None);
    }
}
