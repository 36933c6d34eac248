//! What needs an administrator: only what the running system knows.

use gehoor_db::Tx;
use gehoor_kernel::time::hours::Hours;
use gehoor_kernel::time::{Instant, days, hours, minutes};
use gehoor_people::{Owner, Role};
use gehoor_shell::{App, Cx, Error, Sees, outbox};

use crate::backups::backups;

/// Attempts of this long ago still need an administrator.
const LATELY: std::time::Duration = days(7);
/// The latest attempts that are looked at.
const ALERTS: usize = 200;
/// A message that waits so long to leave needs attention.
const POST: std::time::Duration = minutes(15);
/// Steps that are looked at, and how far ahead.
const STEPS: usize = 500;
const AHEAD: std::time::Duration = days(365);
/// A backup older than this needs attention.
const BACKUP: std::time::Duration = days(2);

/// One thing that needs attention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    /// The word of the texts: `attention-<word>`, `attention-<word>-effect`, `attention-<word>-do`.
    pub word: &'static str,
    /// How many, or for whom; empty when there is one of it.
    pub what: String,
    /// Since when, where that is known.
    pub since: Option<Instant>,
    /// Where it is put right; `None` when that is on the server.
    pub address: Option<String>,
}

impl Matter {
    fn new(word: &'static str, what: impl ToString, since: Option<Instant>, address: &str) -> Self {
        Self { word, what: what.to_string(), since, address: Some(address.to_owned()) }
    }
}

/// Everything that needs attention now, what touches customers first.
///
/// # Errors
/// Only those of the database.
pub async fn attention(app: &App, cx: &Cx) -> Result<Vec<Matter>, Error> {
    let mut all = app.look(cx, (), |tx, cx, ()| Box::pin(stored(tx, cx))).await?;
    for (task, count) in app.metrics.failures() {
        let what = format!("{task} ({count})");
        all.push(Matter { address: None, ..Matter::new("task", what, None, "") });
    }
    all.extend(old_backup(app));
    Ok(all)
}

async fn stored(tx: &mut Tx<'_>, cx: &Cx) -> Result<Vec<Matter>, Error> {
    let mut all = Vec::new();
    let troubles = gehoor_promise::troubles(tx, cx, Sees::All).await?;
    if let Some(first) = troubles.first() {
        all.push(Matter::new("trouble", troubles.len(), Some(first.since), "/lead"));
    }
    if let Some(oldest) = outbox::oldest(tx).await?.filter(|oldest| cx.now.since(*oldest) > POST) {
        all.push(Matter::new("post", "", Some(oldest), "/lead"));
    }
    all.extend(steps(tx, cx).await?);
    let alerts = gehoor_contact::alerts(tx, cx.now.minus(LATELY), ALERTS).await?;
    if let Some(oldest) = alerts.last() {
        all.push(Matter::new(
            "codes",
            alerts.len(),
            Some(oldest.at),
            &format!("/promises/{}", oldest.promise),
        ));
    }
    all.extend(people(tx, cx).await?);
    if gehoor_setup::samples(tx).await?.is_some() {
        all.push(Matter::new("samples", "", None, "/admin/samples"));
    }
    let company = &gehoor_contact::policy(tx).await?.company;
    if company.company == Hours::always(company.zone.clone()) {
        all.push(Matter::new("hours", "", None, "/admin/hours"));
    }
    Ok(all)
}

/// Messages of which nobody knows whether they left, and numbers and addresses to be found.
async fn steps(tx: &mut Tx<'_>, cx: &Cx) -> Result<Vec<Matter>, Error> {
    let directory = gehoor_people::directory(tx, cx).await?;
    let people = directory.people().map(|person| Owner::User(person.id));
    let owners: Vec<Owner> = people.chain(directory.teams().map(|team| Owner::Team(team.id))).collect();
    let asking = gehoor_today::asking(tx, &owners, cx.now.plus(AHEAD), STEPS).await?;
    let (doubts, rest): (Vec<_>, Vec<_>) = asking.into_iter().partition(|step| step.is_in_doubt());
    let repairs: Vec<_> = rest.into_iter().filter(|step| !step.is_failing()).collect();
    let matter = |word, steps: &[gehoor_today::Step]| {
        let first = steps.iter().map(|step| step.at).min()?;
        let since = Some(first).filter(|first| *first <= cx.now);
        Some(Matter::new(word, steps.len(), since, "/lead"))
    };
    Ok([matter("doubts", &doubts), matter("repairs", &repairs)].into_iter().flatten().collect())
}

/// Who is away without anybody for their work, who can't sign in, and whether one administrator is all there is.
async fn people(tx: &mut Tx<'_>, cx: &Cx) -> Result<Vec<Matter>, Error> {
    let directory = gehoor_people::directory(tx, cx).await?;
    let mut all = Vec::new();
    let here = || directory.people().filter(|person| person.stays(cx.now));
    for person in here().filter(|person| !person.is_here(cx.now)) {
        let owner = Owner::User(person.id);
        if directory.resolve(owner, cx.now) == owner {
            let since = person.absences.iter().find(|absent| absent.holds(cx.now)).map(|absent| absent.from);
            all.push(Matter::new("away", &person.name, since, &format!("/admin/users/{}", person.id)));
        }
    }
    let apart = here().filter(|person| person.teams.is_empty() && person.stand_in.is_none()).count();
    if apart > 0 {
        all.push(Matter::new("apart", apart, None, "/admin/users"));
    }
    if here().filter(|person| person.role == Role::Administrator).count() == 1 {
        all.push(Matter::new("alone", "", None, "/admin/users/new"));
    }
    Ok(all)
}

/// The last backup, when it is too old, or none is known.
fn old_backup(app: &App) -> Option<Matter> {
    let folder = app.settings.backups.as_deref()?;
    let last = backups(folder).into_iter().filter_map(|backup| backup.made_at).max();
    let is_old = last.is_none_or(|last| app.clock.now().since(last) > BACKUP);
    is_old.then(|| Matter::new("backup", "", last.map(|last| last.plus(hours(24))), "/admin/backups"))
}
