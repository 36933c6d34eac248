//! The code that opens the set-up: printed on the console of the server, good until there is an administrator.

use gehoor_db::Tx;
use gehoor_shell::{Cx, Error};
use gehoor_signin::Secret;

use crate::company::{administrator, recall, remember};

/// Where the hash of the code stands among what is known of the company.
const KEY: &str = "setupCode";

/// Makes a new code, in the place of the one before; `None` once there is an administrator.
pub async fn new_code(tx: &mut Tx<'_>, cx: &Cx) -> Result<Option<Secret>, Error> {
    if administrator(tx, cx).await?.is_some() {
        return Ok(None);
    }
    let code = Secret::of_setup()?;
    remember(tx, KEY, &gehoor_people::hash_of(code.text())).await?;
    Ok(Some(code))
}

/// Whether this is the code and nobody set the company up yet. Dashes, spaces and the size of letters do not matter.
pub async fn is_code(tx: &mut Tx<'_>, cx: &Cx, typed: &str) -> Result<bool, Error> {
    if administrator(tx, cx).await?.is_some() {
        return Ok(false);
    }
    let stored = recall(tx, KEY).await?.unwrap_or_default();
    Ok(plain(typed).is_some_and(|code| gehoor_people::hash_of(&code) == stored))
}

/// The code is used up.
pub(crate) async fn drop_code(tx: &mut Tx<'_>) -> Result<(), Error> {
    remember(tx, KEY, "").await
}

/// The code as it was printed, from what somebody typed.
fn plain(typed: &str) -> Option<String> {
    let letters: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    let letters = letters.to_ascii_lowercase();
    (letters.len() == 12).then(|| format!("{}-{}-{}", &letters[..4], &letters[4..8], &letters[8..]))
}
