//! Sessions: opened at a sign-in, known by their secret, seen and ended by their owner or an administrator.

use std::net::IpAddr;

use gehoor_db::{Tx, params};
use gehoor_kernel::id::{SessionId, UserId};
use gehoor_kernel::time::Instant;
use gehoor_people::{Role, sees_of, widest};
use gehoor_shell::{Actor, App, Caller, Cx, Error, Facts, Language, Scope, journal};

use crate::rules::{Lasting, Way};
use crate::secret::{Secret, delay_key};
use crate::sql::{self, Session};

/// The most characters of a browser's name that are kept.
const LABEL: usize = 100;

/// A browser that wants to sign in.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    /// The place it comes from, from [`place_of`].
    pub source: String,
    /// What it is, in words that its owner knows: "Firefox, Android".
    pub label: String,
    /// The secret of the shared device that it is.
    pub device: Option<String>,
    /// The secret of the session that it had; it ends.
    pub before: Option<String>,
}

/// A session that was just opened or got a new secret.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The session.
    pub session: SessionId,
    /// Who signed in.
    pub user: UserId,
    /// Its secret, for the browser's cookie.
    pub secret: Secret,
    /// When it ends in any case.
    pub until: Instant,
    /// Whether the browser is shared by colleagues.
    pub is_shared: bool,
}

/// What a try to sign in came to. A wrong name and a wrong password are the same.
#[derive(Clone, Debug)]
pub enum SignedIn {
    /// Signed in.
    In(Opened),
    /// The password was right; now a code is needed, given with this secret.
    Code(Secret),
    /// Too many tries: from this moment on another one may come.
    Wait(Instant),
    /// Not let in.
    No,
    /// Too late or too often: begin again from the start.
    Over,
}

/// Somebody behind a session that is good now.
#[derive(Clone, Debug)]
pub struct Known {
    /// Who, and what they may see and change now.
    pub caller: Caller,
    /// The name as shown to colleagues.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The session.
    pub session: Session,
    /// Until when the password need not be asked again.
    pub strong_until: Option<Instant>,
}

/// The place that an address stands for, as it is stored: a hash, of the network for IPv6, where one house has many.
pub fn place_of(address: Option<IpAddr>) -> String {
    let text = match address {
        None => String::new(),
        Some(IpAddr::V6(v6)) => match v6.to_ipv4_mapped() {
            Some(v4) => v4.to_string(),
            None => format!("{:?}", &v6.segments()[..4]),
        },
        Some(v4) => v4.to_string(),
    };
    delay_key("place", &text, "")
}

/// Opens a session of an employee. The secret is new, whatever the browser had before.
pub async fn open(tx: &mut Tx<'_>, cx: &Cx, user: UserId, way: Way, visit: &Visit) -> Result<Opened, Error> {
    let directory = gehoor_people::directory(tx, cx).await?;
    let person = directory.person(user).filter(|person| person.stays(cx.now)).ok_or(Error::Unauthorized)?;
    if let Some(before) = &visit.before {
        sql::end_by_hash(tx, &Secret::shown(before).hash(), cx.now).await?;
    }
    let device = crate::device(tx, cx, visit.device.as_deref()).await?;
    let lasting = Lasting::of(device.is_some());
    let secret = Secret::long()?;
    let session = Session {
        id: SessionId::new(cx.now, &mut cx.random()),
        user,
        role: person.role,
        way,
        device: device.map(|device| device.id),
        label: visit.label.chars().take(LABEL).collect(),
        made_at: cx.now,
        seen_at: cx.now,
        idle_until: cx.now.plus(lasting.idle),
        until: cx.now.plus(lasting.whole),
        proved_at: way.proves().then_some(cx.now),
        ended_at: None,
        language: None,
    };
    sql::add_session(tx, &session, &secret.hash(), &visit.source).await?;
    let facts = Facts::new().id("user", user).word("way", way.word()).opt_id("device", session.device);
    journal::append(tx, cx, "session.begun", session.id, facts).await?;
    Ok(opened(&session, secret))
}

fn opened(session: &Session, secret: Secret) -> Opened {
    let (id, user, until) = (session.id, session.user, session.until);
    Opened { session: id, user, secret, until, is_shared: session.device.is_some() }
}

/// Gives a session a new secret, since its owner proved more now; the one before ends.
pub(crate) async fn renew(tx: &mut Tx<'_>, cx: &Cx, session: &Session) -> Result<Opened, Error> {
    let secret = Secret::long()?;
    if !sql::renew(tx, session.id, &secret.hash(), cx.now).await? {
        return Err(Error::Unauthorized);
    }
    Ok(opened(session, secret))
}

/// Who is behind a session's secret now; nobody when it ended, its owner left, got another role, or its device is no
/// longer shared. Its use is noted from time to time.
pub async fn known(app: &App, secret: &str) -> Result<Option<Known>, Error> {
    let cx = app.cx(Actor::System);
    let hash = Secret::shown(secret).hash();
    let look = app.glance(&cx, hash, |tx, cx, hash| Box::pin(find(tx, cx, hash)));
    let Some(known) = look.await? else { return Ok(None) };
    let session = &known.session;
    let lasting = Lasting::of(session.device.is_some());
    if cx.now.since(session.seen_at) >= lasting.noted {
        let (id, until) = (session.id, cx.now.plus(lasting.idle).min(session.until));
        let note = app.act(&cx, (id, until), |tx, cx, (id, until)| {
            Box::pin(async move { Ok(sql::seen(tx, *id, cx.now, *until).await?) })
        });
        note.await?;
    }
    Ok(Some(known))
}

async fn find(tx: &mut Tx<'_>, cx: &Cx, hash: &str) -> Result<Option<Known>, Error> {
    let found = tx.lookups(&[(&sql::SESSION, params![hash]), (gehoor_people::stamp_query(), &[])]).await?;
    let Some(row) = found[0].first() else { return Ok(None) };
    let stamp = found[1].first().map_or_else(|| Ok(String::new()), |row| gehoor_db::Row::text(row, 0))?;
    let session = sql::session_of(row)?;
    let directory = gehoor_people::directory_at(tx, cx, &stamp).await?;
    let person = directory.person(session.user).filter(|person| person.stays(cx.now));
    let person = person.filter(|person| person.role == session.role);
    Ok(person.filter(|_| is_good(&session, cx.now)).map(|person| known_as(&person.name, session, cx.now)))
}

fn is_good(session: &Session, now: Instant) -> bool {
    session.ended_at.is_none() && now < session.idle_until && now < session.until
}

/// Whoever came in by a PIN may not set the system up until the password is given.
fn known_as(name: &str, session: Session, now: Instant) -> Known {
    let strong_until = Lasting::of(session.device.is_some()).strong_until(session.proved_at, now);
    let is_strong = strong_until.is_some() || session.device.is_none();
    let scope = if is_strong { widest(session.role) } else { Scope::Write };
    let until = Some(session.idle_until.min(session.until));
    let sees = sees_of(session.role, session.user);
    let caller = Caller { user: session.user, token: None, scope, sees, until };
    Known { caller, name: name.to_owned(), role: session.role, session, strong_until }
}

/// The sessions of somebody that are good now, in order of their beginning.
pub async fn sessions(tx: &mut Tx<'_>, cx: &Cx, user: UserId) -> Result<Vec<Session>, Error> {
    let mut all = sql::sessions_of(tx, user, cx.now).await?;
    all.retain(|session| is_good(session, cx.now));
    Ok(all)
}

/// Ends one session of somebody. Doing it twice is the same as once.
pub async fn end_session(tx: &mut Tx<'_>, cx: &Cx, id: SessionId, of: UserId) -> Result<(), Error> {
    if sql::end(tx, id, of, cx.now).await? {
        journal::append(tx, cx, "session.ended", id, Facts::new().id("user", of)).await?;
    }
    Ok(())
}

/// Ends every session of somebody but one; gives how many.
pub async fn end_all_sessions(
    tx: &mut Tx<'_>,
    cx: &Cx,
    of: UserId,
    but: Option<SessionId>,
) -> Result<u64, Error> {
    let ended = sql::end_all(tx, of, but, cx.now).await?;
    if ended > 0 {
        let facts = Facts::new().int("count", i64::try_from(ended).unwrap_or(i64::MAX)).opt_id("but", but);
        journal::append(tx, cx, "sessions.ended", of, facts).await?;
    }
    Ok(ended)
}

/// Ends the session behind a secret.
pub async fn sign_out(tx: &mut Tx<'_>, cx: &Cx, secret: &str) -> Result<(), Error> {
    let hash = Secret::shown(secret).hash();
    if let Some(session) = sql::session_by_hash(tx, &hash).await? {
        end_session(tx, cx, session.id, session.user).await?;
    }
    Ok(())
}

/// The language that somebody chose for the own screens.
pub async fn language(tx: &mut Tx<'_>, user: UserId) -> Result<Option<Language>, Error> {
    Ok(sql::language(tx, user).await?.as_deref().and_then(Language::of_tag))
}

/// Chooses the language of the own screens; `None`: the company's.
pub async fn choose_language(tx: &mut Tx<'_>, user: UserId, language: Option<Language>) -> Result<(), Error> {
    Ok(sql::set_language(tx, user, language.map(Language::tag)).await?)
}

/// Whether a secret is of a session, and which; for giving it a new one.
pub(crate) async fn own(tx: &mut Tx<'_>, cx: &Cx, id: SessionId, user: UserId) -> Result<Session, Error> {
    let all = sessions(tx, cx, user).await?;
    all.into_iter().find(|session| session.id == id).ok_or(Error::Unauthorized)
}

/// A password counts for so long on this session; refuses when it must be given again.
pub(crate) fn needs_strong(session: &Session, now: Instant) -> Result<(), Error> {
    let lasting = Lasting::of(session.device.is_some());
    match lasting.strong_until(session.proved_at, now) {
        Some(_) => Ok(()),
        None => Err(Error::Forbidden { code: "prove" }),
    }
}
