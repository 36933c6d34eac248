//! Adding, changing and leaving of users.

use gehoor_db::{Tx, params};
use gehoor_kernel::id::UserId;
use gehoor_shell::{Cx, Error, Facts, Fault, journal};

use crate::directory::{begin_change, directory, end_change};
use crate::rules::{Directory, Owner, Role, StayReason, may_leave, may_take_role};
use crate::sql::{self, User};

/// A user to be added.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// The name as shown to colleagues.
    pub name: String,
    /// The mail address, checked.
    pub email: Option<String>,
    /// The role.
    pub role: Role,
    /// Who stands in.
    pub stand_in: Option<UserId>,
}

/// What is changed of a user; `None` leaves it as it is.
#[derive(Clone, Debug, Default)]
pub struct UserChange {
    /// Another name.
    pub name: Option<String>,
    /// Another mail address; the inner `None` takes it away.
    pub email: Option<Option<String>>,
    /// Another role.
    pub role: Option<Role>,
    /// Another stand-in; the inner `None` takes it away.
    pub stand_in: Option<Option<UserId>>,
}

/// Adds a user. Refuses a mail address that another one has, and a stand-in who is not there.
pub async fn add_user(tx: &mut Tx<'_>, cx: &Cx, new: &NewUser) -> Result<User, Error> {
    let directory = begin_change(tx, cx).await?;
    check_stand_in(&directory, cx, None, new.stand_in, "/standIn")?;
    free_email(tx, new.email.as_deref(), None).await?;
    let user = User {
        id: UserId::new(cx.now, &mut cx.random()),
        name: new.name.clone(),
        email: new.email.clone(),
        role: new.role,
        stand_in: new.stand_in,
        made_at: cx.now,
        left_at: None,
        version: 1,
    };
    if !sql::add_user(tx, &user).await? {
        return Err(Error::retry());
    }
    let facts = Facts::new().word("role", user.role.word()).opt_id("standIn", user.stand_in);
    journal::append(tx, cx, "user.added", user.id, facts).await?;
    end_change(tx, cx).await?;
    Ok(user)
}

/// Changes a user who has not left. `expected` is the version that the caller saw.
pub async fn change_user(
    tx: &mut Tx<'_>,
    cx: &Cx,
    id: UserId,
    expected: Option<i64>,
    change: &UserChange,
) -> Result<User, Error> {
    let directory = begin_change(tx, cx).await?;
    let mut user = present(tx, id, expected).await?;
    if let Some(stand_in) = change.stand_in {
        check_stand_in(&directory, cx, Some(id), stand_in, "/standIn")?;
        user.stand_in = stand_in;
    }
    if let Some(role) = change.role {
        may_take_role(&directory, id, role, cx.now).map_err(stay)?;
        user.role = role;
    }
    if let Some(email) = &change.email {
        free_email(tx, email.as_deref(), Some(id)).await?;
        user.email.clone_from(email);
    }
    user.name = change.name.clone().unwrap_or(user.name);
    store(tx, cx, user, "user.changed").await
}

/// Notes that a user leaves the company now: tokens end, and what the user answers for moves to `stand_in`, or to the
/// user's team, at once. Refuses when that would leave steps without a living owner.
pub async fn leave(
    tx: &mut Tx<'_>,
    cx: &Cx,
    id: UserId,
    expected: Option<i64>,
    stand_in: Option<UserId>,
) -> Result<User, Error> {
    let directory = begin_change(tx, cx).await?;
    let mut user = present(tx, id, expected).await?;
    let stand_in = stand_in.or(user.stand_in);
    check_stand_in(&directory, cx, Some(id), stand_in, "/standIn")?;
    may_leave(&directory, id, stand_in, cx.now).map_err(stay)?;
    (user.stand_in, user.left_at) = (stand_in, Some(cx.now));
    sql::revoke_all_of(tx, id, cx.now).await?;
    store(tx, cx, user, "user.left").await
}

/// Notes that a user who left works here again: what still stands in this name is answered for by this user at once. Tokens
/// stay withdrawn. Refuses somebody whose name was erased.
pub async fn come_back(tx: &mut Tx<'_>, cx: &Cx, id: UserId, expected: Option<i64>) -> Result<User, Error> {
    begin_change(tx, cx).await?;
    let mut user = seen(tx, id, expected).await?;
    if user.left_at.take().is_none() {
        return Err(Error::conflict("userHasNotLeft"));
    }
    if user.name.is_empty() {
        return Err(Error::conflict("userErased"));
    }
    store(tx, cx, user, "user.returned").await
}

/// One user.
pub async fn user(tx: &mut Tx<'_>, id: UserId) -> Result<User, Error> {
    sql::user(tx, id).await?.ok_or(Error::NotFound)
}

/// The employee who is still here and goes by this mail address, or by this name when only one does.
pub async fn named(tx: &mut Tx<'_>, cx: &Cx, typed: &str) -> Result<Option<UserId>, Error> {
    let directory = directory(tx, cx).await?;
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Ok(None);
    }
    let by_email = sql::who_has_email(tx, &typed).await?;
    let here = || directory.people().filter(|person| person.stays(cx.now));
    let mut by_name = here().filter(|person| person.name.to_lowercase() == typed).map(|person| person.id);
    let only = by_name.next().filter(|_| by_name.next().is_none());
    let found = by_email.or(only);
    Ok(found.filter(|id| here().any(|person| person.id == *id)))
}

/// Erases the words about an employee who has left: name, mail address, and what tokens were called. Facts and ids stay.
/// Again changes nothing.
pub async fn erase_user(tx: &mut Tx<'_>, cx: &Cx, id: UserId) -> Result<(), Error> {
    begin_change(tx, cx).await?;
    let user = user(tx, id).await?;
    if user.left_at.is_none() {
        return Err(Error::conflict("userHasNotLeft"));
    }
    if user.name.is_empty() {
        return Ok(());
    }
    sql::set_user(tx, &User { name: String::new(), email: None, ..user }).await?;
    tx.put(&sql::FORGET_LABELS, params![id]).await?;
    journal::append(tx, cx, "user.erased", id, Facts::new()).await?;
    end_change(tx, cx).await
}

/// At most `limit` users in order of id, after the one with the id `after` ("": from the start).
pub async fn users(tx: &mut Tx<'_>, after: &str, limit: usize) -> Result<Vec<User>, Error> {
    Ok(sql::users(tx, after, limit).await?)
}

/// A user as the caller saw them.
async fn seen(tx: &mut Tx<'_>, id: UserId, expected: Option<i64>) -> Result<User, Error> {
    let user = user(tx, id).await?;
    if expected.is_some_and(|version| version != user.version) {
        return Err(Error::Stale { current: user.version });
    }
    Ok(user)
}

async fn present(tx: &mut Tx<'_>, id: UserId, expected: Option<i64>) -> Result<User, Error> {
    let user = seen(tx, id, expected).await?;
    if user.left_at.is_some() { Err(Error::conflict("userLeft")) } else { Ok(user) }
}

async fn store(tx: &mut Tx<'_>, cx: &Cx, user: User, kind: &'static str) -> Result<User, Error> {
    sql::set_user(tx, &user).await?;
    let facts = Facts::new().word("role", user.role.word()).opt_id("standIn", user.stand_in);
    journal::append(tx, cx, kind, user.id, facts).await?;
    end_change(tx, cx).await?;
    Ok(User { version: user.version + 1, ..user })
}

async fn free_email(tx: &mut Tx<'_>, email: Option<&str>, own: Option<UserId>) -> Result<(), Error> {
    let Some(email) = email else { return Ok(()) };
    match sql::who_has_email(tx, email).await? {
        Some(other) if Some(other) != own => Err(Error::fault("/email", "emailTaken")),
        _ => Ok(()),
    }
}

/// A stand-in is somebody else who has not left.
pub(crate) fn check_stand_in(
    directory: &Directory,
    cx: &Cx,
    user: Option<UserId>,
    stand_in: Option<UserId>,
    pointer: &'static str,
) -> Result<(), Error> {
    let sound = |id: UserId| Some(id) != user && directory.is_living(Owner::User(id), cx.now);
    if stand_in.is_none_or(sound) {
        Ok(())
    } else {
        Err(Error::Invalid(vec![Fault::new(pointer, "badStandIn")]))
    }
}

pub(crate) fn stay(reason: StayReason) -> Error {
    let args = match reason {
        StayReason::LastMember { team } => vec![("team", team.to_string())],
        StayReason::LastAdministrator | StayReason::NoStandIn => Vec::new(),
    };
    Error::Conflict { code: reason.word(), args }
}
