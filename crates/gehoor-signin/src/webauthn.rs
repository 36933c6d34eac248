//! Passkeys: what a browser's answer must hold, by Web Authentication level 2 (§7.1 and §7.2), attestation "none".
//!
//! Pure: the challenge, the place and what is stored are arguments; nothing is read or written here.

mod authenticator;
mod cbor;
mod client;
mod key;

use url::Url;

use authenticator::AuthenticatorData;
pub(crate) use key::ALGORITHMS;
use key::PublicKey;

/// Why an answer of a passkey is refused. For the log and tests; people are told only that it did not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// A part is not what the standard says.
    #[error("a part is malformed")]
    Malformed,
    /// It answers another kind of question.
    #[error("another ceremony")]
    Ceremony,
    /// It answers another challenge than ours.
    #[error("another challenge")]
    Challenge,
    /// It was made for another site, or inside another site's page.
    #[error("another origin")]
    Origin,
    /// It is bound to another site.
    #[error("another relying party")]
    RelyingParty,
    /// Nobody touched the key or unlocked it.
    #[error("nobody was there")]
    Absent,
    /// The kind of key is not one that we asked for.
    #[error("another kind of key")]
    Algorithm,
    /// The signature is not of this key over this answer.
    #[error("a wrong signature")]
    Signature,
    /// The counter did not grow: there is a copy of the key.
    #[error("the counter did not grow")]
    Counter,
}

/// The place that passkeys belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The relying party's id: the host.
    pub id: String,
    /// The origin of our pages.
    pub origin: String,
}

impl Site {
    /// The place of a base address; `None` where browsers allow no passkeys: neither HTTPS nor localhost, or a bare number.
    pub fn of(base_url: &str) -> Option<Self> {
        let url = Url::parse(base_url).ok()?;
        let host = url.domain()?;
        let is_secure = url.scheme() == "https" || host == "localhost" || host.ends_with(".localhost");
        is_secure.then(|| Self { id: host.to_owned(), origin: url.origin().ascii_serialization() })
    }
}

/// What a new passkey is, once its registration was found sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// The name that the authenticator gave it.
    pub credential: Vec<u8>,
    /// The key in COSE form, as it came.
    pub public_key: Vec<u8>,
    /// How often it was used, as far as it says.
    pub counter: u32,
}

/// A browser's answer to a registration.
#[derive(Clone, Debug, Default)]
pub struct Registration {
    /// The client data, JSON as it came.
    pub client_data: Vec<u8>,
    /// The attestation object, CBOR.
    pub attestation: Vec<u8>,
}

/// A browser's answer to a sign-in.
#[derive(Clone, Debug, Default)]
pub struct Assertion {
    /// Which passkey.
    pub credential: Vec<u8>,
    /// The client data, JSON as it came.
    pub client_data: Vec<u8>,
    /// What the authenticator says.
    pub authenticator_data: Vec<u8>,
    /// The signature over both.
    pub signature: Vec<u8>,
}

/// Checks a registration against the challenge that was given out.
///
/// # Errors
/// What is unfit about it.
pub fn register(site: &Site, challenge: &str, answer: &Registration) -> Result<Registered, Unfit> {
    client::check(&answer.client_data, "webauthn.create", challenge, site)?;
    let data = cbor::authenticator_data(&answer.attestation)?;
    let data = AuthenticatorData::read(&data)?;
    data.check(site)?;
    let new = data.credential.ok_or(Unfit::Malformed)?;
    PublicKey::read(&new.public_key)?;
    Ok(Registered { credential: new.id, public_key: new.public_key, counter: data.counter })
}

/// Checks a sign-in by a passkey against the challenge that was given out; gives the new counter.
///
/// # Errors
/// What is unfit about it.
pub fn assert(
    site: &Site,
    challenge: &str,
    answer: &Assertion,
    (public_key, counter): (&[u8], u32),
) -> Result<u32, Unfit> {
    client::check(&answer.client_data, "webauthn.get", challenge, site)?;
    let data = AuthenticatorData::read(&answer.authenticator_data)?;
    data.check(site)?;
    verify(public_key, answer)?;
    let grows = data.counter > counter || (data.counter == 0 && counter == 0);
    if grows { Ok(data.counter) } else { Err(Unfit::Counter) }
}

/// Checks the signature of an answer alone, whatever it says.
///
/// # Errors
/// [`Unfit::Signature`], or what is unfit about the key.
pub fn verify(public_key: &[u8], answer: &Assertion) -> Result<(), Unfit> {
    let signed = [&answer.authenticator_data[..], &client::hash(&answer.client_data)].concat();
    PublicKey::read(public_key)?.verify(&signed, &answer.signature)
}
