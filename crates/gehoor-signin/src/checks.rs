//! What `gehoor check` verifies of signing in.

use gehoor_db::Tx;
use gehoor_kernel::time::Instant;
use gehoor_shell::slice::Finding;
use gehoor_shell::{Actor, Cx, Error, Slice};

use crate::rules::Lasting;
use crate::sql;

const ERASED: &str = "8: nothing is left that lets an erased employee sign in.";
const LONG: &str = "A session ends after its longest time, whatever happens.";

/// The slice with its laws.
pub(crate) fn on(slice: Slice) -> Slice {
    slice.check("signin-erased", ERASED, |tx, now| Box::pin(erased(tx, now))).check(
        "signin-sessions-end",
        LONG,
        |tx, _| Box::pin(long(tx)),
    )
}

async fn erased(tx: &mut Tx<'_>, now: Instant) -> Result<Vec<Finding>, Error> {
    let directory = gehoor_people::directory(tx, &Cx::new(now, Actor::System, 0)).await?;
    let left = sql::with_keys(tx).await?.into_iter();
    let is_erased = |id: &_| directory.person(*id).is_some_and(|person| person.name.is_empty());
    Ok(left.filter(is_erased).take(100).map(|id| finding(&id, "can still sign in")).collect())
}

async fn long(tx: &mut Tx<'_>) -> Result<Vec<Finding>, Error> {
    let longest = i64::try_from(Lasting::of(false).whole.as_micros()).unwrap_or(i64::MAX);
    let found = sql::too_long(tx, longest).await?;
    Ok(found.iter().map(|id| finding(id, "ends too late")).collect())
}

fn finding(object: &impl std::fmt::Display, detail: &str) -> Finding {
    Finding { object: object.to_string(), detail: detail.to_owned() }
}
