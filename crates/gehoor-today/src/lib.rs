//! Today: the next steps that a reader answers for, in order of time. Called by nobody; owns no table.

pub mod rules;

mod ahead;
mod api;
mod desk;
mod figures;
mod goods;
mod late;
mod sql;
mod web;

use std::sync::{Arc, LazyLock};

use gehoor_db::{Sql, Tx};
use gehoor_kernel::id::UserId;
use gehoor_kernel::time::{Instant, Zone};
use gehoor_people::{Directory, Owner};
use gehoor_promise::rules::StateWord;
use gehoor_shell::{Cx, Error, Language, Sees, Slice};

pub use ahead::{asking, load, steps_of};
pub use desk::{Desk, desk};
pub use goods::{Came, Incoming, came, goods, receive};
pub use sql::{Ended, Offer, Receipt, Step};

use rules::{Counts, Day, Section, View};
use sql::Place;

static STAMPS: LazyLock<Sql> =
    LazyLock::new(|| Sql::values_of(&[gehoor_people::stamp_query(), gehoor_contact::policy_stamp_query()]));

/// Each part of the day is counted up to this number.
pub const CAP: usize = 100;

/// The slice: its address, statements and figures.
pub fn slice() -> Slice {
    Slice::new("today")
        .statements(sql::ALL)
        .statements(sql::PAGES[0])
        .statements(sql::PAGES[1])
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
    /// Whose steps the reader may see at all.
    pub sees: Sees,
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
    let ground = ground(tx, cx).await?;
    let owners = question.owners(&ground.directory, cx.now);
    let (limit, day) = (question.limit + 1, &ground.day);
    let (places, counts) = sql::places(tx, &owners, &question.place(), limit, (day, CAP)).await?;
    let cut = Cut::of(places, question.limit, day);
    let steps = sql::steps(tx, &cut.places).await?;
    Ok(ground.day_of(steps, &cut, counts))
}

/// What every reading of a day stands on.
pub(crate) struct Ground {
    pub(crate) directory: Arc<Directory>,
    pub(crate) day: Day,
    zone: Zone,
}

/// The directory and the day around now; one round trip.
pub(crate) async fn ground(tx: &mut Tx<'_>, cx: &Cx) -> Result<Ground, Error> {
    let stamps = tx.row(&STAMPS, &[], |row| Ok((row.opt_text(0)?, row.opt_text(1)?))).await?;
    let (people, policy) = stamps.unwrap_or_default();
    let directory = gehoor_people::directory_at(tx, cx, &people.unwrap_or_default()).await?;
    let policy = gehoor_contact::policy_at(tx, &policy.unwrap_or_default()).await?;
    let zone = policy.company.zone.clone();
    Ok(Ground { directory, day: Day::new(cx.now, &zone), zone })
}

impl Ground {
    pub(crate) fn day_of(self, steps: Vec<Step>, cut: &Cut, counts: Counts) -> Today {
        let rows = steps.into_iter().map(|step| shown(step, &self.day, &self.directory)).collect();
        let (more, after_today) = (cut.more, cut.after_today);
        let zone = self.zone.name().to_owned();
        Today { day: self.day, zone, rows, more, counts, after_today, directory: self.directory }
    }
}

impl Question {
    /// Whose steps these are: of those asked for, those that the reader may see.
    pub(crate) fn owners(&self, directory: &Directory, now: Instant) -> Vec<Owner> {
        let mut owners = rules::owners(directory, self.view, now);
        owners.retain(|owner| gehoor_people::may_see(directory, self.sees, *owner, now));
        owners
    }

    /// Whose endings these are, as [`Question::owners`].
    pub(crate) fn enders(&self, directory: &Directory, now: Instant) -> Vec<UserId> {
        let mut people = rules::people(directory, self.view);
        people.retain(|user| gehoor_people::may_see(directory, self.sees, Owner::User(*user), now));
        people
    }

    pub(crate) fn place(&self) -> Place {
        let (at, promise) = self.after.clone().unwrap_or((Instant::from_micros(i64::MIN), String::new()));
        Place { at, promise }
    }
}

/// The places of one page, out of those that were read.
pub(crate) struct Cut {
    pub(crate) places: Vec<Place>,
    more: bool,
    after_today: Option<Instant>,
}

impl Cut {
    pub(crate) fn of(mut places: Vec<Place>, limit: usize, day: &Day) -> Self {
        let after_today = places.iter().map(|place| place.at).find(|at| *at > day.end);
        places.retain(|place| place.at <= day.end);
        let more = places.len() > limit;
        places.truncate(limit);
        Self { places, more, after_today }
    }
}

pub(crate) fn shown(step: Step, day: &Day, directory: &Directory) -> Shown {
    let answers = directory.resolve(step.owner, day.now);
    let is_away = answers != directory.in_place_of(step.owner);
    let section = day.section(step.at, step.state == StateWord::Trying, is_away);
    Shown { step, section, answers }
}
