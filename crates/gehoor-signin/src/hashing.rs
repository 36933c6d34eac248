//! Slow hashes of passwords and PINs: argon2id with what OWASP advises (19 MiB, two passes, one lane), away from the
//! threads that answer requests, and few at once so that memory stays bounded.

use std::sync::OnceLock;

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, phc};
use argon2::{Algorithm, Argon2, Params, Version};
use gehoor_shell::Error;
use rand::TryRng as _;
use tokio::sync::Semaphore;

/// OWASP, Password Storage Cheat Sheet: 19 MiB of memory, two passes, one lane.
const MEMORY: u32 = 19 * 1024;
const PASSES: u32 = 2;
/// So many are computed at the same time; each holds its memory.
const AT_ONCE: usize = 2;

static TURNS: Semaphore = Semaphore::const_new(AT_ONCE);
static NOBODYS: OnceLock<String> = OnceLock::new();

/// A password or PIN as it is stored.
#[derive(Clone)]
pub struct Hashed(pub(crate) String);

impl std::fmt::Debug for Hashed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hashed")
    }
}

/// Hashes a password or PIN that was checked.
pub async fn hash(text: &str) -> Result<Hashed, Error> {
    let text = text.to_owned();
    slowly(move || hashed(&text)).await.map(Hashed)
}

/// Whether the text is the one behind `stored`. Without a stored one it takes as long, and is false.
pub(crate) async fn matches(text: &str, stored: Option<String>) -> Result<bool, Error> {
    let text = text.to_owned();
    slowly(move || {
        let is_known = stored.is_some();
        let hash = match stored {
            Some(hash) => hash,
            None => nobodys()?,
        };
        let hash = phc::PasswordHash::new(&hash).map_err(|_| Error::program("a stored hash is broken"))?;
        Ok(hasher()?.verify_password(text.as_bytes(), &hash).is_ok() && is_known)
    })
    .await
}

/// The hash of a password that nobody has, to spend the same time on it.
fn nobodys() -> Result<String, Error> {
    if let Some(hash) = NOBODYS.get() {
        return Ok(hash.clone());
    }
    let made = hashed("nobody")?;
    Ok(NOBODYS.get_or_init(|| made).clone())
}

fn hashed(text: &str) -> Result<String, Error> {
    let mut salt = [0u8; 16];
    rand::rngs::SysRng.try_fill_bytes(&mut salt).map_err(|_| Error::program("no random bytes"))?;
    let hash: Result<phc::PasswordHash, _> = hasher()?.hash_password_with_salt(text.as_bytes(), &salt);
    hash.map(|hash| hash.to_string()).map_err(|_| Error::program("a password could not be hashed"))
}

fn hasher() -> Result<Argon2<'static>, Error> {
    let params = Params::new(MEMORY, PASSES, 1, None).map_err(|_| Error::program("argon2 parameters"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

async fn slowly<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let _turn = TURNS.acquire().await.map_err(|_| Error::Busy)?;
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::program("a hash did not end"))?
}
