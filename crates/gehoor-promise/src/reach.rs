//! How a customer can be reached, as planning sees it, and what an attempt says about a number.

use gehoor_contact::PointChange;
use gehoor_contact::rules::{Point, PointKind, PointState};
use gehoor_db::{DbError, Row, Tx, params};
use gehoor_kernel::id::CustomerId;
use gehoor_kernel::time::hours::{Hours, TimeRange, WeekHours};
use gehoor_kernel::time::{Instant, Zone};
use gehoor_shell::Error;

use crate::sql;

/// How a customer can be reached.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reach {
    pub(crate) points: Vec<Point>,
    pub(crate) wishes: Option<Hours>,
    pub(crate) daily_rings: Option<u8>,
    pub(crate) group: String,
}

/// Reads how a customer can be reached, in one round trip.
pub(crate) async fn load(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Reach, Error> {
    let key = params![customer];
    let found = tx.lookups(&[(&sql::POINTS, key), (&sql::WISHES, key)]).await?;
    let points = found[0].iter().map(|row| point(row)).collect::<Result<_, _>>()?;
    let Some(row) = found[1].first() else { return Ok(Reach { points, ..Reach::default() }) };
    let zone = Zone::new(&row.text(1)?).ok();
    let wishes = row.opt_text(0)?.zip(zone).and_then(|(text, zone)| hours(&text, zone));
    let daily_rings = row.opt_int(2)?.and_then(|n| u8::try_from(n).ok());
    Ok(Reach { points, wishes, daily_rings, group: row.opt_text(3)?.unwrap_or_default() })
}

fn point(row: &dyn Row) -> Result<Point, DbError> {
    let state = PointState::from_word(&row.text(3)?, row.instant(4)?);
    let kind = row.parse(1)?;
    let line = row.opt_text(2)?;
    Ok(Point {
        id: row.parse(0)?,
        kind,
        texts: kind == PointKind::Phone && line.is_some_and(|line| line.to_lowercase().contains("mobile")),
        state: state.ok_or_else(|| DbError::program("a contact point in an unknown state"))?,
        preferred: row.flag(5)?,
        last_life: row.opt_instant(6)?,
        since: row.instant(7)?,
    })
}

/// "09:00-12:00,13:00-17:00;;;;;;", Monday first.
fn hours(text: &str, zone: Zone) -> Option<Hours> {
    let mut week = WeekHours::default();
    for (day, ranges) in week.days.iter_mut().zip(text.split(';')) {
        *day = ranges.split(',').filter_map(|range| range.parse::<TimeRange>().ok()).collect();
    }
    week.days.iter().any(|day| !day.is_empty()).then(|| Hours::weekly(zone, week))
}

/// Stores what is believed about a number now.
pub(crate) async fn believe(tx: &mut Tx<'_>, change: &PointChange, at: Instant) -> Result<(), Error> {
    let since = change.after.since().unwrap_or(at);
    let life = change.life.then_some(at);
    Ok(tx.put(&sql::BELIEVE, params![change.id, change.after.word(), since, life]).await?)
}
