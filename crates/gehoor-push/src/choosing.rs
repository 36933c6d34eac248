//! What somebody wants to be told.

use gehoor_db::Tx;
use gehoor_kernel::id::UserId;
use gehoor_shell::{Cx, Error};

use crate::rules::Choice;
use crate::{SEND, sql};

/// What somebody wants to be told, and when.
///
/// # Errors
/// Only those of the database.
pub async fn choice(tx: &mut Tx<'_>, user: UserId) -> Result<Choice, Error> {
    Ok(sql::choice(tx, user).await?.unwrap_or_default())
}

/// Chooses what to be told. What waits is looked at again at once, as other times may hold for it now.
///
/// # Errors
/// Only those of the database.
pub async fn choose(tx: &mut Tx<'_>, cx: &Cx, user: UserId, choice: &Choice) -> Result<(), Error> {
    sql::choose(tx, user, choice).await?;
    sql::move_news(tx, user, cx.now).await?;
    cx.poke(SEND, None);
    Ok(())
}
