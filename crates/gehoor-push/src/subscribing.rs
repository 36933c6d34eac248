//! The browsers that take push messages, each of one employee.

use gehoor_channels::{Outbound, Unfit};
use gehoor_db::Tx;
use gehoor_kernel::id::{PushId, SessionId, UserId};
use gehoor_kernel::time::minutes;
use gehoor_shell::{Cx, Error, Facts, Fault, journal};
use sha2::{Digest, Sha256};

use crate::SEND;
use crate::sealing::{Keys, Vapid};
use crate::sql::{self, Device, Message};

/// How many browsers one employee has; the one that was set up first makes room.
const MOST: usize = 20;

/// A browser that shall take push messages.
#[derive(Clone, Debug)]
pub struct NewDevice {
    /// Whose.
    pub user: UserId,
    /// The session in which it was set up: it ends with that.
    pub session: Option<SessionId>,
    /// The address at the push service of the browser's maker.
    pub endpoint: String,
    /// The browser's public key, as the browser gives it.
    pub p256dh: String,
    /// The secret that the browser shares with us, as the browser gives it.
    pub auth: String,
    /// The browser, in words that its owner knows.
    pub label: String,
}

/// The public key that browsers need to take messages from us; made when it is asked for first.
///
/// # Errors
/// Only those of the database.
pub async fn key(tx: &mut Tx<'_>, cx: &Cx) -> Result<String, Error> {
    Ok(vapid(tx, cx).await?.public())
}

/// Our key. Two who make it at the same time both get the one that came first.
pub(crate) async fn vapid(tx: &mut Tx<'_>, cx: &Cx) -> Result<Vapid, Error> {
    if let Some(secret) = sql::key(tx).await? {
        return Vapid::read(&secret);
    }
    sql::put_key(tx, Vapid::make()?.secret(), cx.now).await?;
    let secret = sql::key(tx).await?.ok_or_else(|| Error::program("the key was not kept"))?;
    Vapid::read(&secret)
}

/// The browsers of somebody, oldest first.
///
/// # Errors
/// Only those of the database.
pub async fn devices(tx: &mut Tx<'_>, user: UserId) -> Result<Vec<Device>, Error> {
    Ok(sql::devices(tx, user).await?)
}

/// Lets a browser take push messages. Doing it again renews its keys and forgets its failures. A browser that somebody else
/// used before goes over to whoever shows the same keys.
///
/// # Errors
/// Faults of what the browser gave; a conflict when the address is somebody else's with other keys.
pub async fn subscribe(
    tx: &mut Tx<'_>,
    cx: &Cx,
    new: &NewDevice,
    outbound: &Outbound,
) -> Result<PushId, Error> {
    check(new, outbound)?;
    let hash = hash_of(&new.endpoint);
    if let Some(known) = sql::by_hash(tx, &hash).await? {
        if known.user != new.user && (known.p256dh != new.p256dh || known.auth != new.auth) {
            return Err(Error::conflict("pushOther"));
        }
        drop_device(tx, known.id).await?;
    }
    follow_from_now(tx).await?;
    sql::ensure_person(tx, new.user).await?;
    make_room(tx, new.user).await?;
    let id = PushId::new(cx.now, &mut cx.random());
    sql::put_device(tx, id, new, &hash, cx.now).await?;
    journal::append(tx, cx, "push.subscribed", id, Facts::new().id("user", new.user)).await?;
    Ok(id)
}

fn check(new: &NewDevice, outbound: &Outbound) -> Result<(), Error> {
    let mut faults = Vec::new();
    match outbound.check(&new.endpoint) {
        Ok(()) => {}
        Err(Unfit::Host) => faults.push(Fault::new("/endpoint", "pushHost")),
        Err(_) => faults.push(Fault::new("/endpoint", "pushAddress")),
    }
    if Keys::read(&new.p256dh, &new.auth).is_err() {
        faults.push(Fault::new("/p256dh", "pushKeys"));
    }
    if faults.is_empty() { Ok(()) } else { Err(Error::Invalid(faults)) }
}

/// While nobody takes messages the journal is not followed: the first browser begins where the journal is now.
async fn follow_from_now(tx: &mut Tx<'_>) -> Result<(), Error> {
    if !sql::has_any(tx).await? {
        let newest = journal::newest(tx).await?;
        sql::set_place(tx, newest).await?;
    }
    Ok(())
}

async fn make_room(tx: &mut Tx<'_>, user: UserId) -> Result<(), Error> {
    let all = sql::devices(tx, user).await?;
    let too_many = (all.len() + 1).saturating_sub(MOST);
    for device in all.iter().take(too_many) {
        drop_device(tx, device.id).await?;
    }
    Ok(())
}

/// Takes a browser of one's own away.
///
/// # Errors
/// `NotFound` when there is none with this id, or it is somebody else's.
pub async fn unsubscribe(tx: &mut Tx<'_>, cx: &Cx, user: UserId, id: PushId) -> Result<(), Error> {
    own(tx, user, id).await?;
    drop_device(tx, id).await?;
    journal::append(tx, cx, "push.unsubscribed", id, Facts::new().id("user", user)).await
}

/// Sends a message to a browser of one's own to see whether it works.
///
/// # Errors
/// `NotFound` when there is none with this id, or it is somebody else's; a conflict when it was given up.
pub async fn try_out(tx: &mut Tx<'_>, cx: &Cx, user: UserId, id: PushId) -> Result<(), Error> {
    if own(tx, user, id).await?.off_at.is_some() {
        return Err(Error::conflict("pushOff"));
    }
    let message = Message { steps: 0, handovers: 0, promise: None, ends_at: cx.now.plus(minutes(10)) };
    sql::put_message(tx, cx, id, &message).await?;
    cx.poke(SEND, None);
    Ok(())
}

async fn own(tx: &mut Tx<'_>, user: UserId, id: PushId) -> Result<Device, Error> {
    let all = sql::devices(tx, user).await?;
    all.into_iter().find(|device| device.id == id).ok_or(Error::NotFound)
}

/// Takes a browser away with what waits for it.
pub(crate) async fn drop_device(tx: &mut Tx<'_>, id: PushId) -> Result<(), Error> {
    sql::drop_messages(tx, id).await?;
    Ok(sql::drop_device(tx, id).await?)
}

/// How an endpoint is known: it is a secret of the browser, and long.
fn hash_of(endpoint: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(endpoint))
}
