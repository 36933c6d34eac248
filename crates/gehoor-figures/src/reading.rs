//! Reading figures.

use gehoor_db::Tx;
use gehoor_kernel::id::TeamId;
use gehoor_kernel::time::{Instant, Zone};
use gehoor_people::Directory;
use gehoor_promise::rules::Kind;
use gehoor_shell::{Cx, Error};

use crate::rules::{Effort, Groups, LEAST_PEOPLE, Measures, Month, Shape};
use crate::sql;

/// How many months a question covers when it does not say.
const USUAL_MONTHS: i32 = 12;
/// How many months a question may cover.
pub(crate) const MOST_MONTHS: usize = 60;

/// What is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The first month; eleven before the last, when not given.
    pub from: Option<Month>,
    /// The last month; the present one, when not given.
    pub until: Option<Month>,
    /// Only this team's promises.
    pub team: Option<TeamId>,
    /// Only promises of this kind.
    pub kind: Option<Kind>,
}

/// A team with its figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    /// Which.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// Its figures.
    pub measures: Measures,
}

/// The answer. It is about every promise that was made in these months: none is left out, none was chosen.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The first month.
    pub from: Month,
    /// The last month.
    pub until: Month,
    /// The first moment of the first month.
    pub starts_at: Instant,
    /// The last moment that counts: the end of the last month, or now.
    pub ends_at: Instant,
    /// The zone of the months.
    pub zone: Zone,
    /// Only this team's, with its name.
    pub team: Option<(TeamId, String)>,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// The team that was asked for is one person: nothing is told (law 10).
    pub one_person: bool,
    /// Everything that has happened is counted; else the follower is on its way.
    pub complete: bool,
    /// All together.
    pub all: Measures,
    /// Teams of two people or more, in order of name: never of merit.
    pub teams: Vec<Team>,
    /// Kinds, in their own order.
    pub kinds: Vec<(Kind, Measures)>,
    /// Months, in order of time.
    pub months: Vec<(Month, Measures)>,
    /// Effort by amount.
    pub effort: Effort,
    /// Every team that can be asked for: id and name, in order of name.
    pub choices: Vec<(TeamId, String)>,
}

/// The figures of a question.
///
/// # Errors
/// `NotFound` for a team that does not exist; `Invalid` for months in the wrong order or too many.
pub async fn figures(tx: &mut Tx<'_>, cx: &Cx, question: &Question) -> Result<Figures, Error> {
    let directory = gehoor_people::directory(tx, cx).await?;
    let zone = gehoor_contact::policy(tx).await?.company.zone.clone();
    let (from, until) = period(question, cx.now, &zone)?;
    let named = |id: TeamId| -> Result<(TeamId, String), Error> {
        Ok((id, directory.team(id).ok_or(Error::NotFound)?.name.clone()))
    };
    let team = question.team.map(named).transpose()?;
    let one_person = team.as_ref().is_some_and(|(id, _)| people(&directory, *id, cx.now) < LEAST_PEOPLE);
    let shape = Shape { from, until, team: question.team.map(|id| id.to_string()), kind: question.kind };
    let groups = if one_person { Groups::default() } else { groups(tx, &shape, cx.now).await? };
    let complete = !crate::counting::behind(tx).await?;
    let choices = choices(&directory, cx.now);
    Ok(Figures {
        from,
        until,
        starts_at: from.start(&zone),
        ends_at: until.end(&zone).min(cx.now),
        zone,
        team,
        kind: question.kind,
        one_person,
        complete,
        all: groups.all(),
        teams: teams(&choices, &groups, question),
        kinds: kinds(&groups, question),
        months: months(&groups, from, until),
        effort: groups.effort(),
        choices,
    })
}

async fn groups(tx: &mut Tx<'_>, shape: &Shape, now: Instant) -> Result<Groups, Error> {
    let mut groups = Groups::default();
    for (cell, n) in sql::cells(tx, shape).await? {
        groups.add(&cell, n, now);
    }
    Ok(groups)
}

fn period(question: &Question, now: Instant, zone: &Zone) -> Result<(Month, Month), Error> {
    let until = question.until.unwrap_or_else(|| Month::of(now, zone));
    let from = question.from.unwrap_or_else(|| until.plus(1 - USUAL_MONTHS));
    if from > until {
        return Err(Error::fault("?from", "monthOrder"));
    }
    if from.until(until, MOST_MONTHS + 1).len() > MOST_MONTHS {
        return Err(Error::fault("?from", "tooManyMonths"));
    }
    Ok((from, until))
}

/// How many people of a team have not left.
fn people(directory: &Directory, team: TeamId, now: Instant) -> usize {
    let members = directory.team(team).map(|team| team.members.as_slice()).unwrap_or_default();
    let stays = |user| directory.person(user).is_some_and(|person| person.stays(now));
    members.iter().filter(|member| stays(member.user)).count()
}

fn choices(directory: &Directory, now: Instant) -> Vec<(TeamId, String)> {
    let big = directory.teams().filter(|team| people(directory, team.id, now) >= LEAST_PEOPLE);
    let mut choices: Vec<(TeamId, String)> = big.map(|team| (team.id, team.name.clone())).collect();
    choices.sort_by_key(|(_, name)| name.to_lowercase());
    choices
}

fn teams(choices: &[(TeamId, String)], groups: &Groups, question: &Question) -> Vec<Team> {
    let shown = choices.iter().filter(|(id, _)| question.team.is_none_or(|team| team == *id));
    let team = |(id, name): &(TeamId, String)| Team {
        id: *id,
        name: name.clone(),
        measures: groups.team(&id.to_string()),
    };
    shown.map(team).collect()
}

fn months(groups: &Groups, from: Month, until: Month) -> Vec<(Month, Measures)> {
    from.until(until, MOST_MONTHS).into_iter().map(|month| (month, groups.month(month))).collect()
}

fn kinds(groups: &Groups, question: &Question) -> Vec<(Kind, Measures)> {
    let shown = Kind::ALL.iter().copied().filter(|kind| question.kind.is_none_or(|asked| asked == *kind));
    shown.map(|kind| (kind, groups.kind(kind))).collect()
}
