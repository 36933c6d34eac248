//! What the browser says of the question that it passed on (§5.8.1).

use serde::Deserialize;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq as _;

use super::{Site, Unfit};

/// The client data is a few hundred bytes; more is not looked at.
const LARGEST: usize = 4096;

#[derive(Deserialize)]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(rename = "crossOrigin", default)]
    cross_origin: bool,
}

/// Checks that a browser on our pages answers this challenge.
pub(super) fn check(bytes: &[u8], ceremony: &str, challenge: &str, site: &Site) -> Result<(), Unfit> {
    if bytes.len() > LARGEST {
        return Err(Unfit::Malformed);
    }
    let said: ClientData = serde_json::from_slice(bytes).map_err(|_| Unfit::Malformed)?;
    if said.r#type != ceremony {
        return Err(Unfit::Ceremony);
    }
    if challenge.is_empty() || !bool::from(said.challenge.as_bytes().ct_eq(challenge.as_bytes())) {
        return Err(Unfit::Challenge);
    }
    if said.origin != site.origin || said.cross_origin {
        return Err(Unfit::Origin);
    }
    Ok(())
}

pub(super) fn hash(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
