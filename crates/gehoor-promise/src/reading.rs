//! Reading promises.

use gehoor_db::{Row, Tx, params};
use gehoor_kernel::id::PromiseId;
use gehoor_kernel::time::Instant;
use gehoor_people::{Directory, Owner, may_see};
use gehoor_shell::slice::Gauge;
use gehoor_shell::{Cx, Error, Sees};

use crate::ask::{Filter, HandoverView, NoteView, Page, Trouble, View};
use crate::rules::Promise;
use crate::store::Words;
use crate::{sql, store};

/// How many notes and hand-overs a promise's page shows.
const MOST: usize = 500;
/// Where the words begin in a full row.
const WORDS: usize = 37;

/// Everything of a promise, for a reader with this view.
///
/// # Errors
/// `NotFound` when there is none, or it is not the reader's to see.
pub async fn show(tx: &mut Tx<'_>, cx: &Cx, id: PromiseId, sees: Sees) -> Result<Page, Error> {
    let (key, many) = (params![id], params![id, MOST]);
    let found = tx.lookups(&[(&sql::SHOW, key), (&sql::NOTES, many), (&sql::HANDOVERS, many)]).await?;
    let (promise, words) = full(found[0].first().ok_or(Error::NotFound)?)?;
    let directory = gehoor_people::directory(tx, cx).await?;
    if !may_look(&directory, &promise, sees, cx.now) {
        return Err(Error::NotFound);
    }
    let view = View::new(promise, words, &directory, cx.now);
    let notes = found[1].iter().map(|row| note(row)).collect::<Result<_, _>>()?;
    let handovers = found[2].iter().map(|row| handover(row)).collect::<Result<_, _>>()?;
    Ok(Page { view, notes, handovers })
}

/// Whether a promise may be looked at: whoever may change it, and whoever it is offered to.
pub(crate) fn may_look(directory: &Directory, promise: &Promise, sees: Sees, now: Instant) -> bool {
    let offered = promise.handover.is_some_and(|offer| may_see(directory, sees, offer.taker, now));
    offered || may_change(directory, promise, sees, now)
}

/// Whether a promise may be changed: by whoever sees what its owner holds, and by the employee who made it.
pub(crate) fn may_change(directory: &Directory, promise: &Promise, sees: Sees, now: Instant) -> bool {
    let made = matches!(sees, Sees::Of(user) if promise.made_by == Some(user));
    made || may_see(directory, sees, promise.owner, now)
}

/// Whether a reader may look at a promise.
///
/// # Errors
/// Only those of the database.
pub async fn is_seen(tx: &mut Tx<'_>, cx: &Cx, id: PromiseId, sees: Sees) -> Result<bool, Error> {
    match show(tx, cx, id, sees).await {
        Ok(_) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

pub(crate) fn full(row: &dyn Row) -> Result<(Promise, Words), gehoor_db::DbError> {
    Ok((store::promise(row)?, store::words(row, WORDS)?))
}

fn note(row: &dyn Row) -> Result<NoteView, gehoor_db::DbError> {
    Ok(NoteView {
        id: row.parse(0)?,
        kind: row.text(1)?,
        at: row.instant(2)?,
        actor: row.text(3)?,
        text: row.opt_text(4)?,
    })
}

fn handover(row: &dyn Row) -> Result<HandoverView, gehoor_db::DbError> {
    Ok(HandoverView {
        id: row.parse(0)?,
        giver: row.parse(1)?,
        taker: row.parse(2)?,
        offered_at: row.instant(3)?,
        answer: row.opt_text(4)?,
        answered_at: row.opt_instant(5)?,
    })
}

/// Up to `limit` promises after `after`, in order of making.
///
/// # Errors
/// Only those of the database.
pub async fn list(
    tx: &mut Tx<'_>,
    cx: &Cx,
    filter: &Filter,
    after: Option<PromiseId>,
    limit: usize,
) -> Result<Vec<View>, Error> {
    let directory = gehoor_people::directory(tx, cx).await?;
    let mut filter = filter.clone();
    if let Some(customer) = filter.customer {
        filter.customer = Some(gehoor_customer::standing(tx, customer).await?);
    }
    let mut found = find(tx, cx, &filter, &directory, (after, limit)).await?;
    found.sort_by_key(|(promise, _)| promise.id);
    found.truncate(limit);
    Ok(found.into_iter().map(|(promise, words)| View::new(promise, words, &directory, cx.now)).collect())
}

/// Open promises whose tries fail because of a network, a provider or our own set-up, the longest first: the lead of each was
/// told, and the tries go on. Only those that the reader may see.
///
/// # Errors
/// Only those of the database.
pub async fn troubles(tx: &mut Tx<'_>, cx: &Cx, sees: Sees) -> Result<Vec<Trouble>, Error> {
    let directory = gehoor_people::directory(tx, cx).await?;
    let mut found = tx.rows(&sql::TROUBLES, params![MOST], full).await?;
    found.retain(|(promise, _)| may_see(&directory, sees, promise.owner, cx.now));
    let mut troubles = Vec::with_capacity(found.len());
    for (promise, words) in found {
        let since = began(tx, &promise).await?.unwrap_or(cx.now);
        let lead = directory.lead_of(promise.owner, cx.now);
        troubles.push(Trouble { since, lead, view: View::new(promise, words, &directory, cx.now) });
    }
    troubles.sort_by_key(|trouble| trouble.since);
    Ok(troubles)
}

/// How many of those there are, for `/metrics`.
pub(crate) async fn gauges(tx: &mut Tx<'_>, _: Instant) -> Result<Vec<Gauge>, Error> {
    let count = tx.row(&sql::TROUBLE_COUNT, &[], |row| row.int(0)).await?.unwrap_or(0);
    let help = "Open promises whose tries fail because of a network, a provider or our own set-up";
    Ok(vec![Gauge { name: "gehoor_promises_in_trouble", help, value: count as f64 }])
}

/// When the failures at the end of the tries began.
async fn began(tx: &mut Tx<'_>, promise: &Promise) -> Result<Option<Instant>, Error> {
    let history = gehoor_contact::history(tx, promise.id).await?;
    let run = history.iter().rev().take_while(|past| past.class.technical());
    Ok(run.last().map(|first| first.at))
}

/// Hand-overs to these takers that nobody answered yet, oldest first, with their promises; up to `limit` of each taker.
///
/// # Errors
/// Only those of the database.
pub async fn offered_to(
    tx: &mut Tx<'_>,
    takers: &[Owner],
    limit: usize,
) -> Result<Vec<(PromiseId, HandoverView)>, Error> {
    let keys: Vec<String> = takers.iter().map(Owner::to_string).collect();
    let values: Vec<_> = keys.iter().map(|key| params![key, limit].to_vec()).collect();
    let asked: Vec<_> = values.iter().map(|values| (&sql::OFFERED_TO, values.as_slice())).collect();
    let found = tx.lookups(&asked).await?;
    let read = |row: &gehoor_db::OwnedRow| Ok((row.parse(6)?, handover(row)?));
    let mut offers: Vec<_> = found.iter().flatten().map(read).collect::<Result<_, gehoor_db::DbError>>()?;
    offers.sort_by_key(|(_, offer)| offer.id);
    Ok(offers)
}

async fn find(
    tx: &mut Tx<'_>,
    cx: &Cx,
    filter: &Filter,
    directory: &Directory,
    (after, limit): (Option<PromiseId>, usize),
) -> Result<Vec<(Promise, Words)>, Error> {
    let after = after.map_or_else(String::new, |id| id.to_string());
    let customer = filter.customer.map_or_else(String::new, |id| id.to_string());
    let due = if filter.due { cx.now.as_micros() } else { 0 };
    let state = filter.state.as_deref().unwrap_or_default();
    let common = || [after.as_str().into(), state.into(), due.into(), limit.into()];
    let Some(owners) = owners(directory, filter, cx.now) else {
        let [a, b, c, d] = common();
        return Ok(match filter.customer {
            Some(_) => tx.rows(&sql::LIST_OF_CUSTOMER, &[a, b, c, d, customer.as_str().into()], full).await?,
            None => tx.rows(&sql::LIST, &[a, b, c, d], full).await?,
        });
    };
    let mut all = Vec::new();
    for owner in owners {
        let [a, b, c, d] = common();
        let values = [a, b, c, d, owner.to_string().into(), customer.as_str().into()];
        all.extend(tx.rows(&sql::LIST_OF_OWNER, &values, full).await?);
    }
    Ok(all)
}

/// Whose promises are asked for; `None`: anybody's.
fn owners(directory: &Directory, filter: &Filter, now: Instant) -> Option<Vec<Owner>> {
    if filter.team.is_none() && filter.sees == Sees::All {
        return filter.owner.map(|owner| vec![owner]);
    }
    let people = directory.people().map(|person| Owner::User(person.id));
    let teams = directory.teams().map(|team| Owner::Team(team.id));
    let all = people.chain(teams).filter(|owner| filter.owner.is_none_or(|wanted| wanted == *owner));
    Some(all.filter(|owner| is_asked(directory, filter, *owner, now)).collect())
}

/// Whether this owner's promises are of the team asked for, and the reader's to see.
pub(crate) fn is_asked(directory: &Directory, filter: &Filter, owner: Owner, now: Instant) -> bool {
    let of_team = filter.team.is_none_or(|team| may_see(directory, Sees::Team(team), owner, now));
    of_team && may_see(directory, filter.sees, owner, now)
}
