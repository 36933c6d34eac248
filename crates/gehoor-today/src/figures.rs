//! Figures of all open promises, for `/metrics`.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use gehoor_db::{Tx, params};
use gehoor_kernel::time::{Instant, minutes};
use gehoor_shell::Error;
use gehoor_shell::slice::Gauge;

use crate::sql;

/// Counting goes over every open promise, so it is done at most this often.
const OFTEN: Duration = minutes(5);

static LAST: Mutex<Option<(Instant, i64, i64)>> = Mutex::new(None);

/// How many promises are open, and of how many the step's moment has come; up to five minutes old.
pub(crate) async fn gauges(tx: &mut Tx<'_>, now: Instant) -> Result<Vec<Gauge>, Error> {
    let last = *LAST.lock().unwrap_or_else(PoisonError::into_inner);
    let (open, overdue) = match last {
        Some((at, open, overdue)) if at <= now && now.since(at) < OFTEN => (open, overdue),
        _ => count(tx, now).await?,
    };
    let gauge = |name, help, value: i64| Gauge { name, help, value: value as f64 };
    Ok(vec![
        gauge("gehoor_promises_open", "Promises that are neither kept nor released", open),
        gauge("gehoor_promises_overdue", "Open promises whose next step is due", overdue),
    ])
}

async fn count(tx: &mut Tx<'_>, now: Instant) -> Result<(i64, i64), Error> {
    let found = tx.row(&sql::FIGURES, params![now], |row| Ok((row.int(0)?, row.int(1)?))).await?;
    let (open, overdue) = found.unwrap_or((0, 0));
    *LAST.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, open, overdue));
    Ok((open, overdue))
}
