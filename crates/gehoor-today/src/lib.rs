//! Today: the next steps that a reader answers for, in order of time. Called by nobody; owns no table.

pub mod rules;

mod ahead;
mod api;
mod figures;
mod sql;
mod web;

use std::sync::Arc;

use gehoor_db::Tx;
use gehoor_kernel::time::Instant;
use gehoor_people::{Directory, Owner};
use gehoor_shell::{Cx, Error, Language, Slice};

pub use ahead::{asking, load, steps_of};
pub use sql::Step;

use rules::{Counts, Day, Section, View};
use sql::Place;

/// Each part of the day is counted up to this number.
pub const CAP: usize = 100;

/// The slice: its address, statements and figures.
pub fn slice() -> Slice {
    Slice::new("today")
        .statements(sql::ALL)
        .routes(api::routes)
        .pages(web::pages)
        .ways(web::WAYS)
        .texts(TEXTS)
        .gauges(|tx, now| Box::pin(figures::gauges(tx, now)))
}

const TEXTS: &[(Language, &str)] =
    &[(Language::Nl, include_str!("../text/nl.ftl")), (Language::En, include_str!("../text/en.ftl"))];

/// What is asked of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Whose steps.
    pub view: View,
    /// After which step to begin: its moment and its promise's id.
    pub after: Option<(Instant, String)>,
    /// How many steps at most.
    pub limit: usize,
}

/// A reader's day.
#[derive(Clone, Debug)]
pub struct Today {
    /// The day and the moment of the answer.
    pub day: Day,
    /// The zone that the day is of.
    pub zone: String,
    /// The steps, in order of time.
    pub rows: Vec<Shown>,
    /// Whether there are more steps today than these.
    pub more: bool,
    /// How many steps the parts of the day have, up to [`CAP`] each.
    pub counts: Counts,
    /// The first step after today, when this page reaches that far.
    pub after_today: Option<Instant>,
    /// Names of owners.
    pub directory: Arc<Directory>,
}

/// A step as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The step.
    pub step: Step,
    /// Where it belongs.
    pub section: Section,
    /// Who answers for it now.
    pub answers: Owner,
}

/// The reader's day, or its next page. Three round trips at most, whatever the number of open promises.
pub async fn today(tx: &mut Tx<'_>, cx: &Cx, question: &Question) -> Result<Today, Error> {
    let stamps = [(gehoor_people::stamp_query(), &[][..]), (gehoor_contact::policy_stamp_query(), &[][..])];
    let found = tx.lookups(&stamps).await?;
    let stamp =
        |place: usize| found[place].first().map_or(Ok(String::new()), |row| gehoor_db::Row::text(row, 0));
    let directory = gehoor_people::directory_at(tx, cx, &stamp(0)?).await?;
    let policy = gehoor_contact::policy_at(tx, &stamp(1)?).await?;
    let day = Day::new(cx.now, &policy.company.zone);
    let owners = rules::owners(&directory, question.view, cx.now);
    let after = question.after.clone().unwrap_or((Instant::from_micros(i64::MIN), String::new()));
    let after = Place { at: after.0, promise: after.1 };
    let (mut places, counts) = sql::places(tx, &owners, &after, question.limit + 1, (&day, CAP)).await?;
    let after_today = places.iter().map(|place| place.at).find(|at| *at > day.end);
    places.retain(|place| place.at <= day.end);
    let more = places.len() > question.limit;
    places.truncate(question.limit);
    let steps = sql::steps(tx, &places).await?;
    let rows = steps.into_iter().map(|step| shown(step, &day, &directory)).collect();
    let zone = policy.company.zone.name().to_owned();
    Ok(Today { day, zone, rows, more, counts, after_today, directory })
}

fn shown(step: Step, day: &Day, directory: &Directory) -> Shown {
    let answers = directory.resolve(step.owner, day.now);
    let section = day.section(step.at, step.state == "trying", answers != step.owner);
    Shown { step, section, answers }
}
