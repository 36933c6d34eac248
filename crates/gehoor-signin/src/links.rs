//! One-time links to set a password: for who forgot it, and for who never had one.

use gehoor_db::Tx;
use gehoor_kernel::id::{PasswordLinkId, UserId};
use gehoor_kernel::time::{Instant, hours};
use gehoor_shell::{Actor, App, Cx, Error, Facts, journal};

use crate::hashing::{self, Hashed};
use crate::secret::Secret;
use crate::sql::{self, Link};
use crate::{passwords, sessions};

/// How long a link is good.
const GOOD: std::time::Duration = hours(1);
/// How long the text of one is, at most.
const LONGEST: usize = 64;

/// A link that was just made.
#[derive(Clone, Debug)]
pub struct NewLink {
    /// Its id.
    pub id: PasswordLinkId,
    /// What stands in its address.
    pub secret: Secret,
    /// Until when it is good.
    pub until: Instant,
}

/// Makes a link for an employee who is still here. It takes the place of those before. `without_codes`: whoever uses it
/// also loses the app of one-time codes, for somebody whose phone is gone.
pub async fn make_link(
    tx: &mut Tx<'_>,
    cx: &Cx,
    user: UserId,
    without_codes: bool,
) -> Result<NewLink, Error> {
    if gehoor_people::user(tx, user).await?.left_at.is_some() {
        return Err(Error::conflict("userLeft"));
    }
    let (secret, until) = (Secret::of_link()?, cx.now.plus(GOOD));
    let link = Link { id: PasswordLinkId::new(cx.now, &mut cx.random()), user, without_codes };
    sql::add_link(tx, &link, &secret.hash(), cx.actor.user(), (cx.now, until)).await?;
    let facts = Facts::new().id("user", user).flag("withoutCodes", without_codes);
    journal::append(tx, cx, "passwordLink.made", link.id, facts).await?;
    Ok(NewLink { id: link.id, secret, until })
}

/// Whether a link is good now.
pub async fn is_good_link(tx: &mut Tx<'_>, cx: &Cx, secret: &str) -> Result<bool, Error> {
    Ok(find(tx, cx, secret).await?.is_some())
}

async fn find(tx: &mut Tx<'_>, cx: &Cx, secret: &str) -> Result<Option<Link>, Error> {
    if secret.is_empty() || secret.len() > LONGEST {
        return Ok(None);
    }
    let link = sql::link(tx, &Secret::shown(secret).hash(), cx.now).await?;
    let Some(link) = link else { return Ok(None) };
    let user = gehoor_people::user(tx, link.user).await?;
    Ok(user.left_at.is_none().then_some(link))
}

/// Sets a password by a link, once. Every session of its owner ends.
///
/// # Errors
/// `NotFound` for a link that is not good, whatever the reason; a fault at `/new` for a weak password.
pub async fn use_link(app: &App, secret: &str, new: &str) -> Result<UserId, Error> {
    let cx = app.cx(Actor::System);
    let look = app.look(&cx, secret.to_owned(), |tx, cx, secret| Box::pin(find(tx, cx, secret)));
    let user = look.await?.ok_or(Error::NotFound)?.user;
    passwords::check_new(app, user, new, "/new").await?;
    let hashed = hashing::hash(new).await?;
    let cx = app.cx(Actor::User(user, None));
    app.act(&cx, (secret.to_owned(), hashed), |tx, cx, (secret, hashed)| {
        Box::pin(keep(tx, cx, secret, hashed))
    })
    .await
}

async fn keep(tx: &mut Tx<'_>, cx: &Cx, secret: &str, hashed: &Hashed) -> Result<UserId, Error> {
    let link = find(tx, cx, secret).await?.ok_or(Error::NotFound)?;
    if !sql::use_link(tx, link.id, cx.now).await? {
        return Err(Error::NotFound);
    }
    if link.without_codes {
        sql::drop_codes(tx, link.user).await?;
    }
    journal::append(tx, cx, "passwordLink.used", link.id, Facts::new().id("user", link.user)).await?;
    passwords::set_password(tx, cx, link.user, hashed).await?;
    sessions::end_all_sessions(tx, cx, link.user, None).await?;
    Ok(link.user)
}
