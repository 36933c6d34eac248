//! A reader's day as the page shows it: the steps, offers of the ball, and what was ended today.

use gehoor_db::Tx;
use gehoor_kernel::id::UserId;
use gehoor_shell::{Cx, Error};

use crate::rules::{self, Counts, View};
use crate::sql::{self, Aside, Ended, Offer};
use crate::{CAP, Cut, Question, Today, ground};

/// A day with what stands beside its steps.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The steps. Their parts are not counted.
    pub today: Today,
    /// Balls that wait for the reader's answer; on the first page only.
    pub offers: Vec<Offer>,
    /// What was ended today by those whose day it is, the last first, cut off; on the first page only.
    pub ended: Vec<Ended>,
    /// How much was ended today, up to [`CAP`] for each person.
    pub ended_count: i64,
}

/// The page of a reader's day. Three round trips at most, as [`crate::today`].
pub async fn desk(tx: &mut Tx<'_>, cx: &Cx, question: &Question, reader: UserId) -> Result<Desk, Error> {
    let ground = ground(tx, cx).await?;
    let (directory, day) = (&ground.directory, &ground.day);
    let owners = question.owners(directory, cx.now);
    let aside = match question.after {
        Some(_) => Aside::default(),
        None => Aside {
            takers: rules::owners(directory, View::Mine(reader), cx.now),
            enders: question.enders(directory, cx.now),
            since: Some(day.start),
            cap: CAP,
        },
    };
    let (places, beside) = sql::desk(tx, &owners, &question.place(), question.limit + 1, &aside).await?;
    let cut = Cut::of(places, question.limit, day);
    let steps = sql::steps(tx, &cut.places).await?;
    let today = ground.day_of(steps, &cut, Counts::default());
    Ok(Desk { today, offers: beside.offers, ended: beside.ended, ended_count: beside.ended_count })
}
