//! Browsers that colleagues share on the floor: marked by a lead, switched by name and PIN, left soon.

use gehoor_db::Tx;
use gehoor_kernel::id::{DeviceId, TeamId, UserId};
use gehoor_kernel::time::{Instant, days};
use gehoor_people::{Directory, Owner, Role};
use gehoor_shell::{Actor, App, Cx, Error, Facts, journal};

use crate::hashing::{self, Hashed};
use crate::rules::{Way, check_pin};
use crate::secret::Secret;
use crate::sessions::{self, SignedIn, Visit};
use crate::sql::{self, Device};
use crate::tries::Try;

/// How long a browser stays shared: as long as browsers keep a cookie.
const LASTS: std::time::Duration = days(400);
/// After so many wrong PINs on one device the password is needed there.
const MOST_TRIES: u32 = 10;

/// A browser to be shared.
#[derive(Clone, Debug)]
pub struct NewDevice {
    /// The team whose members use it.
    pub team: TeamId,
    /// What it is called: "counter", "workshop tablet".
    pub label: String,
}

/// Marks a browser as shared; the secret is for its long-lived cookie.
///
/// # Errors
/// `NotFound` unless the caller is an administrator or leads the team.
pub async fn share_device(
    tx: &mut Tx<'_>,
    cx: &Cx,
    by: UserId,
    new: &NewDevice,
) -> Result<(Device, Secret), Error> {
    let directory = gehoor_people::directory(tx, cx).await?;
    if !leads(&directory, by, new.team) || !directory.is_living(Owner::Team(new.team), cx.now) {
        return Err(Error::NotFound);
    }
    let device = Device {
        id: DeviceId::new(cx.now, &mut cx.random()),
        team: new.team,
        label: new.label.clone(),
        made_by: by,
        made_at: cx.now,
        until: cx.now.plus(LASTS),
    };
    let secret = Secret::long()?;
    sql::add_device(tx, &device, &secret.hash()).await?;
    journal::append(tx, cx, "device.shared", device.id, Facts::new().id("team", device.team)).await?;
    Ok((device, secret))
}

/// Whether somebody may say which devices a team shares: administrators, and the team's leads.
fn leads(directory: &Directory, user: UserId, team: TeamId) -> bool {
    let members = directory.team(team).map_or(&[][..], |team| &team.members);
    let member = members.iter().find(|member| member.user == user);
    match directory.person(user).map(|person| person.role) {
        Some(Role::Administrator) => true,
        Some(Role::Lead) => member.is_some(),
        Some(Role::Employee) => member.is_some_and(|member| member.leads),
        None => false,
    }
}

/// The teams for which somebody may share a browser, by name.
pub async fn shareable(tx: &mut Tx<'_>, cx: &Cx, by: UserId) -> Result<Vec<(TeamId, String)>, Error> {
    let directory = gehoor_people::directory(tx, cx).await?;
    let mut teams: Vec<_> = directory
        .teams()
        .filter(|team| leads(&directory, by, team.id) && directory.is_living(Owner::Team(team.id), cx.now))
        .map(|team| (team.id, team.name.clone()))
        .collect();
    teams.sort_by_key(|(id, name)| (name.to_lowercase(), *id));
    Ok(teams)
}

/// The shared devices that somebody may end, oldest first.
pub async fn devices(tx: &mut Tx<'_>, cx: &Cx, of: UserId) -> Result<Vec<Device>, Error> {
    let directory = gehoor_people::directory(tx, cx).await?;
    let all = sql::devices(tx, cx.now).await?;
    Ok(all.into_iter().filter(|device| leads(&directory, of, device.team)).collect())
}

/// A device is no longer shared; every session on it ends.
pub async fn end_device(tx: &mut Tx<'_>, cx: &Cx, id: DeviceId, by: UserId) -> Result<(), Error> {
    if !devices(tx, cx, by).await?.iter().any(|device| device.id == id) {
        return Err(Error::NotFound);
    }
    if sql::end_device(tx, id, cx.now).await? {
        journal::append(tx, cx, "device.ended", id, Facts::new()).await?;
    }
    Ok(())
}

/// The shared device behind a secret, when it is one.
pub async fn device(tx: &mut Tx<'_>, cx: &Cx, secret: Option<&str>) -> Result<Option<Device>, Error> {
    match secret.filter(|secret| secret.len() <= 200) {
        Some(secret) => Ok(sql::device(tx, &Secret::shown(secret).hash(), cx.now).await?),
        None => Ok(None),
    }
}

/// Who can switch to on a shared device: the members of its team with a PIN who are still here, by name.
pub async fn colleagues(tx: &mut Tx<'_>, cx: &Cx, device: &Device) -> Result<Vec<(UserId, String)>, Error> {
    let with_pin = sql::with_pin(tx).await?;
    let directory = gehoor_people::directory(tx, cx).await?;
    let here = |user: &UserId| directory.person(*user).filter(|person| person.stays(cx.now));
    let members = directory.team(device.team).map_or(&[][..], |team| &team.members).iter().map(|m| m.user);
    let mut found: Vec<_> = members
        .filter(|user| with_pin.contains(user))
        .filter_map(|user| here(&user).map(|person| (user, person.name.clone())))
        .collect();
    found.sort_by_key(|(user, name)| (name.to_lowercase(), *user));
    Ok(found)
}

/// Sets the own PIN.
///
/// # Errors
/// A fault at `/pin` when it is not 4 to 8 digits or too easy.
pub async fn change_pin(app: &App, user: UserId, pin: &str) -> Result<(), Error> {
    check_pin(pin).map_err(|weak| Error::fault("/pin", weak.code()))?;
    let hashed = hashing::hash(pin).await?;
    let cx = app.cx(Actor::User(user, None));
    app.act(&cx, (user, hashed), |tx, cx, (user, hashed)| Box::pin(keep(tx, cx, *user, hashed))).await
}

async fn keep(tx: &mut Tx<'_>, cx: &Cx, user: UserId, hashed: &Hashed) -> Result<(), Error> {
    sql::set_pin(tx, user, &hashed.0, cx.now).await?;
    journal::append(tx, cx, "pin.set", user, Facts::new()).await
}

/// Takes the own PIN away.
pub async fn take_pin(tx: &mut Tx<'_>, cx: &Cx, user: UserId) -> Result<(), Error> {
    if sql::drop_pin(tx, user).await? {
        journal::append(tx, cx, "pin.removed", user, Facts::new()).await?;
    }
    Ok(())
}

/// Whether somebody has a PIN.
pub async fn has_pin(tx: &mut Tx<'_>, user: UserId) -> Result<bool, Error> {
    Ok(sql::pin(tx, user).await?.is_some())
}

enum Begun {
    Wait(Instant),
    Over,
    Go(Option<String>),
}

/// Switches to a colleague on a shared device by the PIN. After many wrong ones there, only the password helps.
pub async fn switch(app: &App, visit: &Visit, user: UserId, pin: &str) -> Result<SignedIn, Error> {
    let cx = app.cx(Actor::System);
    let begin =
        app.act(&cx, (user, visit.clone()), |tx, cx, (user, visit)| Box::pin(begin(tx, cx, *user, visit)));
    let stored = match begin.await? {
        Begun::Wait(until) => return Ok(SignedIn::Wait(until)),
        Begun::Over => return Ok(SignedIn::Over),
        Begun::Go(stored) => stored,
    };
    let pin = if pin.len() <= 8 { pin } else { "" };
    if !hashing::matches(pin, stored).await? {
        return Ok(SignedIn::No);
    }
    let cx = app.cx(Actor::User(user, None));
    let enter =
        app.act(&cx, (user, visit.clone()), |tx, cx, (user, visit)| Box::pin(enter(tx, cx, *user, visit)));
    enter.await
}

async fn begin(tx: &mut Tx<'_>, cx: &Cx, user: UserId, visit: &Visit) -> Result<Begun, Error> {
    let Some(device) = device(tx, cx, visit.device.as_deref()).await? else { return Ok(Begun::Over) };
    let place = device.id.to_string();
    let tried = Try { what: "pin", user: Some(user), typed: "", source: &place };
    if tried.counted(tx).await? >= MOST_TRIES {
        return Ok(Begun::Over);
    }
    if let Some(until) = tried.count(tx, cx).await? {
        return Ok(Begun::Wait(until));
    }
    let is_colleague = colleagues(tx, cx, &device).await?.iter().any(|(id, _)| *id == user);
    Ok(Begun::Go(if is_colleague { sql::pin(tx, user).await? } else { None }))
}

async fn enter(tx: &mut Tx<'_>, cx: &Cx, user: UserId, visit: &Visit) -> Result<SignedIn, Error> {
    let Some(device) = device(tx, cx, visit.device.as_deref()).await? else { return Ok(SignedIn::Over) };
    Try { what: "pin", user: Some(user), typed: "", source: &device.id.to_string() }.forget(tx).await?;
    Ok(SignedIn::In(sessions::open(tx, cx, user, Way::Pin, visit).await?))
}
