//! Noting and ending absences. One row moves everything that the absent one answers for, at once.

use gehoor_db::Tx;
use gehoor_kernel::id::{AbsenceId, UserId};
use gehoor_kernel::time::Instant;
use gehoor_shell::{Caller, Cx, Error, Facts, journal};

use crate::directory::{begin_change, directory, end_change, may_see};
use crate::rules::{Owner, Role};
use crate::sql::{self, Absence};
use crate::users::check_stand_in;

/// An absence to be noted.
#[derive(Clone, Copy, Debug)]
pub struct NewAbsence {
    /// From when; now when not given.
    pub from: Option<Instant>,
    /// Until when; `None` when nobody knows yet.
    pub until: Option<Instant>,
    /// Who stands in; else the user's usual stand-in, else the team.
    pub stand_in: Option<UserId>,
}

/// Notes an absence of a user who has not left.
pub async fn note_absence(
    tx: &mut Tx<'_>,
    cx: &Cx,
    user: UserId,
    new: &NewAbsence,
) -> Result<Absence, Error> {
    let directory = begin_change(tx, cx).await?;
    directory.person(user).ok_or(Error::NotFound)?;
    if !directory.is_living(Owner::User(user), cx.now) {
        return Err(Error::conflict("userLeft"));
    }
    check_stand_in(&directory, cx, Some(user), new.stand_in, "/standIn")?;
    let from = new.from.unwrap_or(cx.now);
    if new.until.is_some_and(|until| until <= from) {
        return Err(Error::fault("/until", "endBeforeStart"));
    }
    let id = AbsenceId::new(cx.now, &mut cx.random());
    let absence = Absence { id, user, from, until: new.until, stand_in: new.stand_in, version: 1 };
    sql::add_absence(tx, &absence, cx.now).await?;
    log(tx, cx, "absence.noted", &absence).await?;
    end_change(tx, cx).await?;
    Ok(absence)
}

/// Ends an absence at `until`, or now; one that has not begun yet is taken back. `expected` is the version seen.
pub async fn end_absence(
    tx: &mut Tx<'_>,
    cx: &Cx,
    id: AbsenceId,
    expected: Option<i64>,
    until: Option<Instant>,
) -> Result<Absence, Error> {
    begin_change(tx, cx).await?;
    let mut absence = sql::absence(tx, id).await?.ok_or(Error::NotFound)?;
    if expected.is_some_and(|version| version != absence.version) {
        return Err(Error::Stale { current: absence.version });
    }
    absence.until = Some(until.unwrap_or(cx.now).max(absence.from));
    sql::end_absence(tx, &absence).await?;
    log(tx, cx, "absence.ended", &absence).await?;
    end_change(tx, cx).await?;
    Ok(Absence { version: absence.version + 1, ..absence })
}

/// At most `limit` absences of a user in order of id, after the one with the id `after` ("": from the start).
pub async fn absences(
    tx: &mut Tx<'_>,
    user: UserId,
    after: &str,
    limit: usize,
) -> Result<Vec<Absence>, Error> {
    crate::user(tx, user).await?;
    Ok(sql::absences(tx, user, after, limit).await?)
}

/// At most `limit` absences of everybody that have not ended at `cx.now`, in order of their beginning; those of somebody
/// whose things the caller may not see are left out.
pub async fn coming_absences(
    tx: &mut Tx<'_>,
    cx: &Cx,
    caller: &Caller,
    limit: usize,
) -> Result<Vec<Absence>, Error> {
    let directory = directory(tx, cx).await?;
    let mut found = sql::coming_absences(tx, cx.now, limit).await?;
    found.retain(|absence| may_see(&directory, caller.sees, Owner::User(absence.user), cx.now));
    Ok(found)
}

async fn log(tx: &mut Tx<'_>, cx: &Cx, kind: &'static str, absence: &Absence) -> Result<(), Error> {
    let facts = Facts::new().id("absence", absence.id).instant("from", absence.from);
    let facts = absence.until.into_iter().fold(facts, |facts, until| facts.instant("until", until));
    journal::append(tx, cx, kind, absence.user, facts.opt_id("standIn", absence.stand_in)).await
}

/// Refuses a caller who may not note absences of this user: the user may, a lead, and who sets up the system.
///
/// # Errors
/// `Forbidden` when the caller may not.
pub async fn may_note_absence(tx: &mut Tx<'_>, cx: &Cx, caller: &Caller, user: UserId) -> Result<(), Error> {
    let directory = directory(tx, cx).await?;
    let lead = directory.person(caller.user).is_some_and(|person| person.role >= Role::Lead);
    let within = may_see(&directory, caller.sees, Owner::User(user), cx.now);
    if within && (caller.user == user || lead) { Ok(()) } else { Err(Error::Forbidden { code: "absence" }) }
}
