//! Passkeys: adding one, and signing in with one. What an answer must hold stands in `webauthn`.

use data_encoding::BASE64URL_NOPAD;
use gehoor_db::Tx;
use gehoor_kernel::id::{PasskeyId, UserId};
use gehoor_kernel::time::minutes;
use gehoor_shell::{Actor, App, Cx, Error, Facts, journal};

use crate::rules::Way;
use crate::secret::Secret;
use crate::sessions::{self, SignedIn, Visit};
use crate::sql::{self, Passkey};
use crate::webauthn::{self, Assertion, Registration, Site};

/// How long a challenge waits for its answer.
const WAITS: std::time::Duration = minutes(5);
/// How many passkeys somebody may have.
const MOST: usize = 20;
/// The most characters of what a passkey is called.
const LABEL: usize = 100;

/// What a browser is asked to add a passkey with.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The challenge, base64url.
    pub challenge: Secret,
    /// Who it is for, in bytes that say nothing of a person: base64url.
    pub handle: String,
    /// The passkeys that there are, so that none is added twice: base64url.
    pub known: Vec<String>,
    /// The kinds of keys that we take, by their COSE numbers.
    pub algorithms: Vec<i64>,
}

/// An answer to [`begin_passkey`].
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// The challenge that was given out.
    pub challenge: String,
    /// What the browser answered.
    pub answer: Registration,
    /// What its owner calls it.
    pub label: String,
}

/// Begins to add a passkey.
pub async fn begin_passkey(tx: &mut Tx<'_>, cx: &Cx, user: UserId) -> Result<Asked, Error> {
    let known = sql::passkeys(tx, user).await?;
    if known.len() >= MOST {
        return Err(Error::conflict("passkeysMany"));
    }
    let challenge = Secret::long()?;
    sql::add_step(tx, &challenge.hash(), "register", Some(user), cx.now.plus(WAITS)).await?;
    Ok(Asked {
        challenge,
        handle: BASE64URL_NOPAD.encode(&user.bits().to_be_bytes()),
        known: known.into_iter().map(|key| key.credential).collect(),
        algorithms: webauthn::ALGORITHMS.to_vec(),
    })
}

/// Adds a passkey.
///
/// # Errors
/// A conflict `passkeyUnfit` when the answer is not sound, came too late, or the key is known already.
pub async fn add_passkey(
    tx: &mut Tx<'_>,
    cx: &Cx,
    site: &Site,
    user: UserId,
    new: &NewPasskey,
) -> Result<Passkey, Error> {
    let unfit = || Error::conflict("passkeyUnfit");
    if !is_asked(tx, cx, user, &new.challenge).await? {
        return Err(unfit());
    }
    let made = webauthn::register(site, &new.challenge, &new.answer).map_err(|why| {
        tracing::info!(%why, "a passkey was not added");
        unfit()
    })?;
    let key = Passkey {
        id: PasskeyId::new(cx.now, &mut cx.random()),
        user,
        credential: BASE64URL_NOPAD.encode(&made.credential),
        public_key: BASE64URL_NOPAD.encode(&made.public_key),
        counter: made.counter,
        label: new.label.chars().take(LABEL).collect(),
        made_at: cx.now,
        used_at: None,
    };
    if !sql::add_passkey(tx, &key).await? {
        return Err(unfit());
    }
    journal::append(tx, cx, "passkey.added", key.id, Facts::new().id("user", user)).await?;
    Ok(key)
}

/// Whether this person was given this challenge lately; it is used up.
async fn is_asked(tx: &mut Tx<'_>, cx: &Cx, user: UserId, challenge: &str) -> Result<bool, Error> {
    let hash = Secret::shown(challenge).hash();
    let waiting = sql::step(tx, &hash, "register", cx.now).await?;
    Ok(waiting.is_some_and(|(of, _)| of == Some(user)) && sql::drop_step(tx, &hash).await?)
}

/// The passkeys of somebody, oldest first.
pub async fn passkeys(tx: &mut Tx<'_>, user: UserId) -> Result<Vec<Passkey>, Error> {
    Ok(sql::passkeys(tx, user).await?)
}

/// Takes a passkey away. Doing it twice is the same as once.
pub async fn remove_passkey(tx: &mut Tx<'_>, cx: &Cx, id: PasskeyId, of: UserId) -> Result<(), Error> {
    if sql::drop_passkey(tx, id, of).await? {
        journal::append(tx, cx, "passkey.removed", id, Facts::new().id("user", of)).await?;
    }
    Ok(())
}

/// A challenge for whoever wants to sign in with a passkey, base64url.
pub async fn ask_passkey(tx: &mut Tx<'_>, cx: &Cx) -> Result<Secret, Error> {
    let challenge = Secret::long()?;
    sql::add_step(tx, &challenge.hash(), "passkey", None, cx.now.plus(WAITS)).await?;
    Ok(challenge)
}

struct Shown {
    visit: Visit,
    site: Site,
    challenge: String,
    answer: Assertion,
}

/// Signs in with a passkey that answered the challenge. It counts for password and code together, since it was unlocked.
pub async fn sign_in_by_passkey(
    app: &App,
    visit: &Visit,
    challenge: &str,
    answer: Assertion,
) -> Result<SignedIn, Error> {
    let Some(site) = Site::of(&app.settings.base_url) else { return Ok(SignedIn::No) };
    let shown = Shown { visit: visit.clone(), site, challenge: challenge.to_owned(), answer };
    let cx = app.cx(Actor::System);
    app.act(&cx, shown, |tx, cx, shown| Box::pin(enter(tx, cx, shown))).await
}

async fn enter(tx: &mut Tx<'_>, cx: &Cx, shown: &Shown) -> Result<SignedIn, Error> {
    let hash = Secret::shown(&shown.challenge).hash();
    if sql::step(tx, &hash, "passkey", cx.now).await?.is_none() || !sql::drop_step(tx, &hash).await? {
        return Ok(SignedIn::Over);
    }
    let credential = BASE64URL_NOPAD.encode(&shown.answer.credential);
    let Some(key) = sql::passkey(tx, &credential).await? else { return Ok(SignedIn::No) };
    let public = BASE64URL_NOPAD.decode(key.public_key.as_bytes());
    let public = public.map_err(|_| Error::program("a stored passkey is broken"))?;
    let counter = match webauthn::assert(&shown.site, &shown.challenge, &shown.answer, (&public, key.counter))
    {
        Ok(counter) => counter,
        Err(why) => {
            tracing::info!(%why, passkey = %key.id, "a passkey was refused");
            return Ok(SignedIn::No);
        }
    };
    if !sql::use_passkey(tx, &key, counter, cx.now).await? {
        return Ok(SignedIn::No);
    }
    let mut cx = cx.clone();
    cx.actor = Actor::User(key.user, None);
    match sessions::open(tx, &cx, key.user, Way::Passkey, &shown.visit).await {
        Ok(opened) => Ok(SignedIn::In(opened)),
        Err(Error::Unauthorized) => Ok(SignedIn::No),
        Err(error) => Err(error),
    }
}
