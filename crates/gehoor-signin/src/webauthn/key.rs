//! A passkey's public key in COSE form (RFC 9052 §7, RFC 9053) and the check of its signatures.

use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};

use super::Unfit;
use super::cbor::{self, Item};

/// The kinds of keys that we ask for, best first: EdDSA, ES256, RS256 (IANA COSE algorithms).
pub(crate) const ALGORITHMS: [i64; 3] = [-8, -7, -257];

/// A key that can be checked.
pub(super) enum PublicKey {
    /// P-256: the point, uncompressed.
    Es256(Vec<u8>),
    /// Ed25519.
    EdDsa(Vec<u8>),
    /// RSA with PKCS #1 v1.5 and SHA-256: modulus and exponent.
    Rs256(Vec<u8>, Vec<u8>),
}

/// The parts of a COSE key, by the numbers of the registry.
#[derive(Default)]
struct Parts<'a> {
    kind: Option<i64>,
    algorithm: Option<i64>,
    curve: Option<i64>,
    // -1 of RSA is the modulus, of the others the curve.
    modulus: Option<&'a [u8]>,
    second: Option<&'a [u8]>,
    third: Option<&'a [u8]>,
}

impl PublicKey {
    /// Reads a key; refuses kinds that we did not ask for, and lengths that a kind does not have.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Unfit> {
        let mut parts = Parts::default();
        let rest = cbor::each(bytes, |name, value| parts.put(name, value))?;
        if !rest.is_empty() {
            return Err(Unfit::Malformed);
        }
        match (parts.kind, parts.algorithm, parts.curve) {
            (Some(2), Some(-7), Some(1)) => parts.point(),
            (Some(1), Some(-8), Some(6)) => match parts.second {
                Some(x) if x.len() == 32 => Ok(Self::EdDsa(x.to_vec())),
                _ => Err(Unfit::Malformed),
            },
            (Some(3), Some(-257), None) => parts.rsa(),
            _ => Err(Unfit::Algorithm),
        }
    }

    /// Checks a signature over these bytes.
    pub(super) fn verify(&self, signed: &[u8], signature: &[u8]) -> Result<(), Unfit> {
        let checked = match self {
            Self::Es256(point) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(signed, signature)
            }
            Self::EdDsa(x) => UnparsedPublicKey::new(&ED25519, x).verify(signed, signature),
            Self::Rs256(n, e) => {
                RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature)
            }
        };
        checked.map_err(|_| Unfit::Signature)
    }
}

impl<'a> Parts<'a> {
    fn put(&mut self, name: Item<'a>, value: Item<'a>) {
        match (name, value) {
            (Item::Int(1), Item::Int(kind)) => self.kind = Some(kind),
            (Item::Int(3), Item::Int(algorithm)) => self.algorithm = Some(algorithm),
            (Item::Int(-1), Item::Int(curve)) => self.curve = Some(curve),
            (Item::Int(-1), Item::Bytes(modulus)) => self.modulus = Some(modulus),
            (Item::Int(-2), Item::Bytes(second)) => self.second = Some(second),
            (Item::Int(-3), Item::Bytes(third)) => self.third = Some(third),
            _ => {}
        }
    }

    fn point(&self) -> Result<PublicKey, Unfit> {
        match (self.second, self.third) {
            (Some(x), Some(y)) if x.len() == 32 && y.len() == 32 => {
                Ok(PublicKey::Es256([&[4][..], x, y].concat()))
            }
            _ => Err(Unfit::Malformed),
        }
    }

    fn rsa(&self) -> Result<PublicKey, Unfit> {
        match (self.modulus, self.second) {
            (Some(n), Some(e)) if (256..=1024).contains(&n.len()) && (1..=8).contains(&e.len()) => {
                Ok(PublicKey::Rs256(n.to_vec(), e.to_vec()))
            }
            _ => Err(Unfit::Malformed),
        }
    }
}
