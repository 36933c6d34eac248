//! What the authenticator says (§6.1): for which site, whether somebody was there, its counter, and a new key.

use subtle::ConstantTimeEq as _;

use super::{Site, Unfit, cbor, client};

const PRESENT: u8 = 1;
const VERIFIED: u8 = 1 << 2;
const BACKUP_ELIGIBLE: u8 = 1 << 3;
const BACKED_UP: u8 = 1 << 4;
const HAS_KEY: u8 = 1 << 6;
const HAS_MORE: u8 = 1 << 7;
const KNOWN: u8 = PRESENT | VERIFIED | BACKUP_ELIGIBLE | BACKED_UP | HAS_KEY | HAS_MORE;
/// The most bytes of the id of a passkey (§7.1, step 17).
const LONGEST_ID: usize = 1023;

pub(super) struct AuthenticatorData {
    site: [u8; 32],
    flags: u8,
    pub counter: u32,
    pub credential: Option<NewCredential>,
}

pub(super) struct NewCredential {
    pub id: Vec<u8>,
    pub public_key: Vec<u8>,
}

impl AuthenticatorData {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Unfit> {
        let (site, rest) = bytes.split_first_chunk::<32>().ok_or(Unfit::Malformed)?;
        let (flags, rest) = rest.split_first().ok_or(Unfit::Malformed)?;
        let (counter, rest) = rest.split_first_chunk::<4>().ok_or(Unfit::Malformed)?;
        let (credential, rest) = match flags & HAS_KEY {
            0 => (None, rest),
            _ => new_credential(rest).map(|(new, rest)| (Some(new), rest))?,
        };
        let rest = if flags & HAS_MORE == 0 { rest } else { cbor::skip(rest)? };
        if !rest.is_empty() {
            return Err(Unfit::Malformed);
        }
        Ok(Self { site: *site, flags: *flags, counter: u32::from_be_bytes(*counter), credential })
    }

    /// Checks that it speaks of our site and that somebody was there and unlocked it.
    pub(super) fn check(&self, site: &Site) -> Result<(), Unfit> {
        if !bool::from(self.site.ct_eq(&client::hash(site.id.as_bytes()))) {
            return Err(Unfit::RelyingParty);
        }
        if self.flags & (PRESENT | VERIFIED) != PRESENT | VERIFIED {
            return Err(Unfit::Absent);
        }
        let copied = self.flags & BACKED_UP != 0 && self.flags & BACKUP_ELIGIBLE == 0;
        if copied || self.flags & !KNOWN != 0 { Err(Unfit::Malformed) } else { Ok(()) }
    }
}

fn new_credential(bytes: &[u8]) -> Result<(NewCredential, &[u8]), Unfit> {
    let (_model, rest) = bytes.split_first_chunk::<16>().ok_or(Unfit::Malformed)?;
    let (length, rest) = rest.split_first_chunk::<2>().ok_or(Unfit::Malformed)?;
    let length = usize::from(u16::from_be_bytes(*length));
    if length == 0 || length > LONGEST_ID || rest.len() < length {
        return Err(Unfit::Malformed);
    }
    let (id, rest) = rest.split_at(length);
    let after = cbor::skip(rest)?;
    let key = &rest[..rest.len() - after.len()];
    Ok((NewCredential { id: id.to_vec(), public_key: key.to_vec() }, after))
}
