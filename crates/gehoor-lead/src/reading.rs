//! Reading the lead's page: a few round trips, each ended by a limit.

use std::collections::HashMap;
use std::sync::Arc;

use gehoor_db::Tx;
use gehoor_kernel::id::{PromiseId, TeamId};
use gehoor_kernel::time::{Instant, Zone};
use gehoor_people::{Directory, Owner};
use gehoor_promise::HandoverView;
use gehoor_shell::{Cx, Error, Sees};
use gehoor_today::rules::View;
use gehoor_today::{Question, Shown, Step};

use crate::rules::{self, Away, Load};

/// Rows in one part of the page.
const ROWS: usize = 50;

/// A hand-over that nobody answered yet.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Who offered it to whom, and when.
    pub offer: HandoverView,
    /// The step of its promise.
    pub step: Step,
}

/// Everything that a lead sees at a glance.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// What is late and what comes within the hour, by the name of who answers for it, each in order of time.
    pub slipping: Vec<(String, Vec<Shown>)>,
    /// Whether there is more of that than the page shows.
    pub more: bool,
    /// Hand-overs without an answer, the longest waiting first.
    pub offers: Vec<Offer>,
    /// Steps of which nobody knows whether the message went out.
    pub doubts: Vec<Step>,
    /// Steps that wait for a right number or address.
    pub repairs: Vec<Step>,
    /// Steps whose line or mail fails.
    pub failing: Vec<Step>,
    /// Who is away, and who has their steps.
    pub away: Vec<Away>,
    /// The last moments of the days of `load`.
    pub ends: Vec<Instant>,
    /// How much the coming days hold for each.
    pub load: Vec<Load>,
    /// Names, and the teams to choose from.
    pub directory: Arc<Directory>,
}

/// What a lead sees of one team, or of everything that the lead may see.
///
/// # Errors
/// Only those of the database.
pub async fn outlook(
    tx: &mut Tx<'_>,
    cx: &Cx,
    (team, sees): (Option<TeamId>, Sees),
) -> Result<Outlook, Error> {
    let view = team.map_or(View::All, View::Team);
    let question = Question { view, sees, after: None, limit: 2 * ROWS };
    let today = gehoor_today::today(tx, cx, &question).await?;
    let (directory, hour) = (Arc::clone(&today.directory), today.day.hour);
    let zone = Zone::new(&today.zone).unwrap_or_else(|_| Zone::utc());
    let ends = rules::ends(cx.now, &zone);
    let mut scope = gehoor_today::rules::owners(&directory, view, cx.now);
    scope.retain(|owner| gehoor_people::may_see(&directory, sees, *owner, cx.now));
    let counts = gehoor_today::load(tx, &scope, &ends).await?;
    let horizon = ends.last().copied().unwrap_or(cx.now);
    let asking = gehoor_today::asking(tx, &scope, horizon, 4 * ROWS).await?;
    let offers = offers(tx, &directory, &scope).await?;
    let (more, slipping) = (today.more && today.rows.iter().all(|row| row.step.at <= hour), today.rows);
    let slipping: Vec<_> = slipping.into_iter().filter(|row| row.step.at <= hour).collect();
    let doubtful = |step: &&Step| step.is_in_doubt();
    let failing = |step: &&Step| step.is_failing();
    let (doubts, rest): (Vec<&Step>, Vec<&Step>) = asking.iter().partition(doubtful);
    let (failed, repairs): (Vec<&Step>, Vec<&Step>) = rest.into_iter().partition(failing);
    let first = |steps: Vec<&Step>| steps.into_iter().take(ROWS).cloned().collect();
    Ok(Outlook {
        slipping: by_name(&directory, slipping),
        more,
        offers,
        doubts: first(doubts),
        repairs: first(repairs),
        failing: first(failed),
        away: rules::away(&directory, &scope, &counts, cx.now),
        load: rules::load(&directory, &counts, &ends, cx.now),
        ends,
        directory,
    })
}

/// Hand-overs from or to these owners, with the steps of their promises.
async fn offers(tx: &mut Tx<'_>, directory: &Directory, scope: &[Owner]) -> Result<Vec<Offer>, Error> {
    let people = directory.people().map(|person| Owner::User(person.id));
    let takers: Vec<_> = people.chain(directory.teams().map(|team| Owner::Team(team.id))).collect();
    let mut found = gehoor_promise::offered_to(tx, &takers, ROWS).await?;
    found.retain(|(_, offer)| scope.contains(&offer.giver) || scope.contains(&offer.taker));
    found.truncate(ROWS);
    let promises: Vec<PromiseId> = found.iter().map(|(promise, _)| *promise).collect();
    let steps = gehoor_today::steps_of(tx, &promises).await?;
    let mut steps: HashMap<_, _> = steps.into_iter().map(|step| (step.promise, step)).collect();
    let with_step = |(promise, offer)| steps.remove(&promise).map(|step| Offer { offer, step });
    Ok(found.into_iter().filter_map(with_step).collect())
}

fn by_name(directory: &Directory, rows: Vec<Shown>) -> Vec<(String, Vec<Shown>)> {
    let mut groups: Vec<(String, Vec<Shown>)> = Vec::new();
    for row in rows {
        let name = directory.name(row.answers);
        match groups.iter_mut().find(|(known, _)| known == name) {
            Some((_, group)) => group.push(row),
            None => groups.push((name.to_owned(), vec![row])),
        }
    }
    groups.sort_by_key(|(name, _)| name.to_lowercase());
    groups
}
