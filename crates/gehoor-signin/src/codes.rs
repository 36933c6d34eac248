//! One-time codes of an app, as a second step after the password, and the recovery codes for a lost phone.

use data_encoding::BASE32_NOPAD;
use gehoor_db::Tx;
use gehoor_kernel::id::UserId;
use gehoor_shell::{Actor, App, Cx, Error, Facts, journal};

use crate::rules::{Way, matching_step};
use crate::secret::{Secret, recovery_hash};
use crate::sessions::{self, SignedIn, Visit};
use crate::sql;
use crate::tries::Try;

/// So often a code may be tried after one password.
const TRIES: i64 = 5;
/// How many recovery codes somebody gets.
const RECOVERY: usize = 10;

/// An app that is to be tied to an account.
#[derive(Clone, Debug)]
pub struct NewApp {
    /// The secret in base 32, to be typed into the app.
    pub secret: Secret,
    /// The same as an address that apps read from a QR code.
    pub address: Secret,
}

/// What somebody has in the way of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Codes {
    /// Whether a code is asked after the password.
    pub are_on: bool,
    /// How many recovery codes are left.
    pub recovery_left: i64,
}

/// What somebody has in the way of codes.
pub async fn codes(tx: &mut Tx<'_>, user: UserId) -> Result<Codes, Error> {
    let app = sql::code_app(tx, user).await?;
    let are_on = app.is_some_and(|app| app.confirmed_at.is_some());
    Ok(Codes { are_on, recovery_left: sql::left_recovery(tx, user).await? })
}

/// Begins to tie an app to an account; nothing is asked of it until [`confirm_codes`]. `company` and `name` are what the
/// app shows.
pub async fn begin_codes(tx: &mut Tx<'_>, cx: &Cx, user: UserId, company: &str) -> Result<NewApp, Error> {
    let secret = Secret::of_codes()?;
    if !sql::new_code_app(tx, user, secret.text(), cx.now).await? {
        return Err(Error::conflict("codesAreOn"));
    }
    let person = gehoor_people::user(tx, user).await?;
    let name = person.email.unwrap_or(person.name);
    let (company, name) = (encoded(company), encoded(&name));
    let address = format!(
        "otpauth://totp/{company}:{name}?secret={}&issuer={company}&digits=6&period=30",
        secret.text()
    );
    Ok(NewApp { secret, address: Secret::shown(address) })
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

/// Ties the app to the account by its first code; from then on a code is asked after the password. Gives the recovery
/// codes, to be shown once.
///
/// # Errors
/// A fault at `/code` when it is wrong; a conflict when codes are on already or were never begun.
pub async fn confirm_codes(tx: &mut Tx<'_>, cx: &Cx, user: UserId, code: &str) -> Result<Vec<Secret>, Error> {
    let app = sql::code_app(tx, user).await?.ok_or_else(|| Error::conflict("codesNotBegun"))?;
    if app.confirmed_at.is_some() {
        return Err(Error::conflict("codesAreOn"));
    }
    let step = matching_step(&key(&app.secret)?, code, cx.now, app.last_step);
    let step = step.ok_or_else(|| Error::fault("/code", "codeWrong"))?;
    if !sql::confirm_code_app(tx, user, step, cx.now).await? {
        return Err(Error::retry());
    }
    journal::append(tx, cx, "codes.on", user, Facts::new()).await?;
    renew_recovery(tx, cx, user).await
}

/// Gives new recovery codes in the place of those before, to be shown once.
pub async fn renew_recovery(tx: &mut Tx<'_>, cx: &Cx, user: UserId) -> Result<Vec<Secret>, Error> {
    if !codes(tx, user).await?.are_on {
        return Err(Error::conflict("codesNotBegun"));
    }
    let fresh = (0..RECOVERY).map(|_| Secret::of_recovery()).collect::<Result<Vec<_>, _>>()?;
    let hashes: Vec<String> = fresh.iter().filter_map(|code| recovery_hash(user, code.text())).collect();
    sql::set_recovery(tx, user, &hashes).await?;
    journal::append(tx, cx, "recoveryCodes.made", user, Facts::new()).await?;
    Ok(fresh)
}

/// No code is asked any more; app and recovery codes are forgotten.
pub async fn end_codes(tx: &mut Tx<'_>, cx: &Cx, user: UserId) -> Result<(), Error> {
    if sql::drop_codes(tx, user).await? {
        journal::append(tx, cx, "codes.off", user, Facts::new()).await?;
    }
    Ok(())
}

fn key(secret: &str) -> Result<Vec<u8>, Error> {
    BASE32_NOPAD.decode(secret.as_bytes()).map_err(|_| Error::program("a stored secret is broken"))
}

struct Given {
    visit: Visit,
    step: String,
    typed: String,
}

/// Gives the code, or a recovery code, after the password was right. `step` is what [`SignedIn::Code`] gave.
pub async fn give_code(app: &App, visit: &Visit, step: &str, typed: &str) -> Result<SignedIn, Error> {
    let given = Given {
        visit: visit.clone(),
        step: Secret::shown(step).hash(),
        typed: typed.chars().take(64).collect(),
    };
    let cx = app.cx(Actor::System);
    app.act(&cx, given, |tx, cx, given| Box::pin(give(tx, cx, given))).await
}

async fn give(tx: &mut Tx<'_>, cx: &Cx, given: &Given) -> Result<SignedIn, Error> {
    let Some((Some(user), tries)) = sql::step(tx, &given.step, "code", cx.now).await? else {
        return Ok(SignedIn::Over);
    };
    if tries >= TRIES {
        sql::drop_step(tx, &given.step).await?;
        return Ok(SignedIn::Over);
    }
    let tried = Try { what: "code", user: Some(user), typed: "", source: &given.visit.source };
    if let Some(until) = tried.count(tx, cx).await? {
        return Ok(SignedIn::Wait(until));
    }
    sql::try_step(tx, &given.step, tries).await?;
    let Some(way) = spend(tx, cx, user, &given.typed).await? else { return Ok(SignedIn::No) };
    tried.forget(tx).await?;
    sql::drop_step(tx, &given.step).await?;
    let mut cx = cx.clone();
    cx.actor = Actor::User(user, None);
    Ok(SignedIn::In(sessions::open(tx, &cx, user, way, &given.visit).await?))
}

/// Uses a code or a recovery code up; `None` when it is wrong or was used.
async fn spend(tx: &mut Tx<'_>, cx: &Cx, user: UserId, typed: &str) -> Result<Option<Way>, Error> {
    if let Some(hash) = recovery_hash(user, typed) {
        let used = sql::use_recovery(tx, user, &hash, cx.now).await?;
        return Ok(used.then_some(Way::RecoveryCode));
    }
    let Some(app) = sql::code_app(tx, user).await?.filter(|app| app.confirmed_at.is_some()) else {
        return Ok(None);
    };
    let Some(step) = matching_step(&key(&app.secret)?, typed, cx.now, app.last_step) else { return Ok(None) };
    Ok(sql::use_step(tx, user, step).await?.then_some(Way::Code))
}
