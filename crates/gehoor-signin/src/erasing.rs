//! Erasing an employee who has left: the words in people, and everything to sign in with.

use gehoor_db::Tx;
use gehoor_kernel::id::UserId;
use gehoor_kernel::time::days;
use gehoor_shell::{Cx, Error};

use crate::sql;

/// Erases the words about an employee who has left, with sessions, passwords, passkeys, codes and links. Again changes
/// nothing.
///
/// # Errors
/// `NotFound` for nobody; a conflict while the employee still works here.
pub async fn erase(tx: &mut Tx<'_>, cx: &Cx, user: UserId) -> Result<(), Error> {
    gehoor_people::erase_user(tx, cx, user).await?;
    sql::drop_keys(tx, user).await?;
    sql::forget_tries(tx, user).await?;
    Ok(sql::forget_sessions(tx, user).await?)
}

/// What is over stays for so long, so that its owner can still see it.
const KEPT: std::time::Duration = days(30);
/// The most counts of wrong tries that are kept; the oldest go first.
const MOST_DELAYS: usize = 20_000;

/// Forgets what is over.
pub(crate) async fn sweep(tx: &mut Tx<'_>, cx: &Cx) -> Result<(), Error> {
    sql::sweep_delays(tx, cx.now.minus(days(1)), MOST_DELAYS).await?;
    sql::sweep_steps(tx, cx.now, cx.now.minus(KEPT)).await?;
    Ok(sql::forget_over(tx, cx.now.minus(KEPT)).await?)
}
