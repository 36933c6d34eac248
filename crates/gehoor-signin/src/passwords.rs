//! Passwords: signing in with one, proving who you are again, choosing another.

use gehoor_db::Tx;
use gehoor_kernel::id::{SessionId, UserId};
use gehoor_kernel::time::{Instant, minutes};
use gehoor_shell::{Actor, App, Cx, Error, Facts, journal};

use crate::hashing::{self, Hashed};
use crate::rules::{LONGEST, Way, check_password};
use crate::secret::Secret;
use crate::sessions::{self, Opened, SignedIn, Visit};
use crate::sql;
use crate::tries::Try;

/// So long a code may be typed after the password was right.
const STEP: std::time::Duration = minutes(5);

/// What a try is looked at with, outside the transaction.
enum Begun {
    Wait(Instant),
    Go(Option<UserId>, Option<String>),
}

/// A try to sign in, as it was typed.
#[derive(Clone)]
struct Typed {
    name: String,
    visit: Visit,
}

/// Signs in by mail address or name and password. The try is counted first; whether there is such an account shows
/// neither in the answer nor in the time it takes.
pub async fn sign_in(app: &App, visit: &Visit, name: &str, password: &str) -> Result<SignedIn, Error> {
    let typed = Typed { name: name.chars().take(LONGEST).collect(), visit: visit.clone() };
    let cx = app.cx(Actor::System);
    let begin = app.act(&cx, typed.clone(), |tx, cx, typed| Box::pin(begin(tx, cx, typed)));
    let (user, stored) = match begin.await? {
        Begun::Wait(until) => return Ok(SignedIn::Wait(until)),
        Begun::Go(user, stored) => (user, stored),
    };
    let is_right = hashing::matches(within(password), stored.clone()).await?;
    let (Some(user), Some(stored), true) = (user, stored, is_right) else { return Ok(SignedIn::No) };
    let cx = app.cx(Actor::User(user, None));
    let entry = Entry { user, stored, visit: typed.visit };
    app.act(&cx, entry, |tx, cx, entry| Box::pin(enter(tx, cx, entry))).await
}

/// A password that is too long is not hashed; the empty one takes as long and is nobody's.
fn within(password: &str) -> &str {
    if password.chars().count() <= LONGEST { password } else { "" }
}

async fn begin(tx: &mut Tx<'_>, cx: &Cx, typed: &Typed) -> Result<Begun, Error> {
    let user = gehoor_people::named(tx, cx, &typed.name).await?;
    let tried = Try { what: "password", user, typed: &typed.name, source: &typed.visit.source };
    if let Some(until) = tried.count(tx, cx).await? {
        return Ok(Begun::Wait(until));
    }
    let stored = match user {
        Some(user) => sql::password(tx, user).await?,
        None => None,
    };
    Ok(Begun::Go(user, stored))
}

#[derive(Clone)]
struct Entry {
    user: UserId,
    stored: String,
    visit: Visit,
}

/// The password was right: a code is asked, or a session opened. A password that was changed meanwhile is a wrong one.
async fn enter(tx: &mut Tx<'_>, cx: &Cx, entry: &Entry) -> Result<SignedIn, Error> {
    let Entry { user, stored, visit } = entry;
    if sql::password(tx, *user).await?.as_ref() != Some(stored) {
        return Ok(SignedIn::No);
    }
    let tried = Try { what: "password", user: Some(*user), typed: "", source: &visit.source };
    tried.forget(tx).await?;
    let app = sql::code_app(tx, *user).await?;
    if app.is_some_and(|app| app.confirmed_at.is_some()) {
        let step = Secret::long()?;
        sql::add_step(tx, &step.hash(), "code", Some(*user), cx.now.plus(STEP)).await?;
        return Ok(SignedIn::Code(step));
    }
    Ok(SignedIn::In(sessions::open(tx, cx, *user, Way::Password, visit).await?))
}

/// Gives the password again for what matters: the session gets a new secret and counts as strong for a while.
pub async fn prove(
    app: &App,
    visit: &Visit,
    (session, user): (SessionId, UserId),
    password: &str,
) -> Result<SignedIn, Error> {
    let stored = match counted(app, visit, user).await? {
        Begun::Wait(until) => return Ok(SignedIn::Wait(until)),
        Begun::Go(_, stored) => stored,
    };
    if !hashing::matches(within(password), stored).await? {
        return Ok(SignedIn::No);
    }
    let cx = app.cx(Actor::User(user, None));
    let input = (session, user, visit.source.clone());
    let renew = app.act(&cx, input, |tx, cx, (session, user, source)| {
        Box::pin(async move {
            Try { what: "password", user: Some(*user), typed: "", source }.forget(tx).await?;
            let session = sessions::own(tx, cx, *session, *user).await?;
            sessions::renew(tx, cx, &session).await
        })
    });
    Ok(SignedIn::In(renew.await?))
}

async fn counted(app: &App, visit: &Visit, user: UserId) -> Result<Begun, Error> {
    let cx = app.cx(Actor::User(user, None));
    let count = app.act(&cx, (user, visit.source.clone()), |tx, cx, (user, source)| {
        Box::pin(async move {
            let tried = Try { what: "password", user: Some(*user), typed: "", source };
            match tried.count(tx, cx).await? {
                Some(until) => Ok(Begun::Wait(until)),
                None => Ok(Begun::Go(Some(*user), sql::password(tx, *user).await?)),
            }
        })
    });
    count.await
}

/// Another password, and the one before it.
#[derive(Clone, Debug)]
pub struct NewPassword {
    /// The one that stands; not looked at when there is none yet.
    pub current: String,
    /// The one to be.
    pub new: String,
}

/// Chooses another password: every other session ends, this one gets a new secret. Without a password (somebody who
/// signs in with passkeys alone) the session must be strong.
///
/// # Errors
/// A fault at `/new` when it is a weak one.
pub async fn change_password(
    app: &App,
    visit: &Visit,
    (session, user): (SessionId, UserId),
    typed: &NewPassword,
) -> Result<SignedIn, Error> {
    check_new(app, user, &typed.new, "/new").await?;
    let stored = match counted(app, visit, user).await? {
        Begun::Wait(until) => return Ok(SignedIn::Wait(until)),
        Begun::Go(_, stored) => stored,
    };
    let had = stored.is_some();
    if had && !hashing::matches(within(&typed.current), stored).await? {
        return Ok(SignedIn::No);
    }
    let hashed = hashing::hash(&typed.new).await?;
    let cx = app.cx(Actor::User(user, None));
    let input = Change { session, user, source: visit.source.clone(), hashed, had };
    Ok(SignedIn::In(app.act(&cx, input, |tx, cx, change| Box::pin(keep(tx, cx, change))).await?))
}

struct Change {
    session: SessionId,
    user: UserId,
    source: String,
    hashed: Hashed,
    had: bool,
}

async fn keep(tx: &mut Tx<'_>, cx: &Cx, change: &Change) -> Result<Opened, Error> {
    let own = sessions::own(tx, cx, change.session, change.user).await?;
    if !change.had {
        sessions::needs_strong(&own, cx.now)?;
    }
    Try { what: "password", user: Some(change.user), typed: "", source: &change.source }.forget(tx).await?;
    set_password(tx, cx, change.user, &change.hashed).await?;
    sessions::end_all_sessions(tx, cx, change.user, Some(own.id)).await?;
    sessions::renew(tx, cx, &own).await
}

/// Checks a password that somebody chose, against what others try first and against their own name.
pub async fn check_new(app: &App, user: UserId, new: &str, pointer: &'static str) -> Result<(), Error> {
    let cx = app.cx(Actor::System);
    let user = app.look(&cx, user, |tx, _, id| Box::pin(gehoor_people::user(tx, *id))).await?;
    let names = [user.name.as_str(), user.email.as_deref().unwrap_or_default()];
    check_password(new, &names).map_err(|weak| Error::fault(pointer, weak.code()))
}

/// Sets the password of an employee. Links that were made before are void. Ending sessions is the caller's choice.
pub async fn set_password(tx: &mut Tx<'_>, cx: &Cx, user: UserId, hashed: &Hashed) -> Result<(), Error> {
    sql::set_password(tx, user, &hashed.0, cx.now).await?;
    sql::drop_links(tx, user).await?;
    journal::append(tx, cx, "password.set", user, Facts::new()).await
}

/// When somebody's password was set; `None` without one.
pub async fn password_set_at(tx: &mut Tx<'_>, user: UserId) -> Result<Option<Instant>, Error> {
    Ok(sql::password_set_at(tx, user).await?)
}
