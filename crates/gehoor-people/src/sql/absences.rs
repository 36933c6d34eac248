//! The statements of absences, and rows as they are stored.

use gehoor_db::{DbError, Row, Tx, params, statements};
use gehoor_kernel::id::{AbsenceId, UserId};
use gehoor_kernel::time::Instant;

use super::{Absence, one};

statements! {
    ADD_ABSENCE = "INSERT INTO absence (id, user_id, from_at, until_at, stand_in, made_at, version) \
        VALUES ($1, $2, $3, $4, $5, $6, 1)";
    END_ABSENCE = "UPDATE absence SET until_at = $1, version = version + 1 WHERE id = $2 AND version = $3";
    ABSENCE = "SELECT id, user_id, from_at, until_at, stand_in, version FROM absence WHERE id = $1";
    ABSENCES = "SELECT id, user_id, from_at, until_at, stand_in, version FROM absence WHERE user_id = $1 \
        AND id > $2 ORDER BY id LIMIT $3";

    COMING_ABSENCES = "SELECT id, user_id, from_at, until_at, stand_in, version FROM absence \
        WHERE until_at IS NULL OR until_at > $1 ORDER BY from_at, id LIMIT $2";
}

pub(crate) async fn add_absence(tx: &mut Tx<'_>, absence: &Absence, at: Instant) -> Result<(), DbError> {
    let values = params![absence.id, absence.user, absence.from, absence.until, absence.stand_in, at];
    tx.put(&ADD_ABSENCE, values).await
}

pub(crate) async fn end_absence(tx: &mut Tx<'_>, absence: &Absence) -> Result<(), DbError> {
    one(tx.exec(&END_ABSENCE, params![absence.until, absence.id, absence.version]).await?)
}

pub(crate) async fn absence(tx: &mut Tx<'_>, id: AbsenceId) -> Result<Option<Absence>, DbError> {
    tx.row(&ABSENCE, params![id], read_absence).await
}

pub(crate) async fn absences(
    tx: &mut Tx<'_>,
    user: UserId,
    after: &str,
    limit: usize,
) -> Result<Vec<Absence>, DbError> {
    tx.rows(&ABSENCES, params![user, after, limit], read_absence).await
}

pub(crate) async fn coming_absences(
    tx: &mut Tx<'_>,
    now: Instant,
    limit: usize,
) -> Result<Vec<Absence>, DbError> {
    tx.rows(&COMING_ABSENCES, params![now, limit], read_absence).await
}

fn read_absence(row: &dyn Row) -> Result<Absence, DbError> {
    Ok(Absence {
        id: row.parse(0)?,
        user: row.parse(1)?,
        from: row.instant(2)?,
        until: row.opt_instant(3)?,
        stand_in: row.opt_parse(4)?,
        version: row.int(5)?,
    })
}
